// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

namespace antre::cli {
namespace {

constexpr int kBarCells = 30;
// To the start of the line, and what stands there gone.
constexpr std::string_view kOver = "\r\x1b[2K";

}  // namespace

int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kTimeout:
    case ErrorCode::kUnreachable:
    case ErrorCode::kNotAuthorised:
      return kUnreachable;
    case ErrorCode::kInvalid:
    case ErrorCode::kIo:
      return kUsage;
    default:
      return kRefused;
  }
}

bool Terminal::line(std::string_view text) {
  end_progress();
  out_ << text << '\n' << std::flush;
  return out_.good();
}

bool Terminal::line(const boost::json::object& object) {
  return line(boost::json::serialize(object));
}

void Terminal::progress(double share, std::string_view text) {
  share = std::clamp(share, 0.0, 1.0);
  const int percent = static_cast<int>(share * 100);
  if (interactive_) {
    const auto full = static_cast<std::size_t>(share * kBarCells);
    err_ << kOver << '[' << std::string(full, '#') << std::string(kBarCells - full, '.')
         << fmt::format("] {:>3} %  {}", percent, text) << std::flush;
    bar_ = true;
  } else if (percent / 10 > told_tenth_) {
    told_tenth_ = percent / 10;
    note(fmt::format("{} %  {}", percent, text));
  }
}

void Terminal::end_progress() {
  if (bar_) err_ << kOver << std::flush;
  bar_ = false;
}

void Terminal::note(std::string_view text) {
  end_progress();
  err_ << "antre: " << text << '\n' << std::flush;
}

int Terminal::refuse(const Error& error, std::string_view repeat) {
  std::string message = error.detail.empty() ? std::string{wire_name(error.code)} : error.detail;
  if (!repeat.empty()) message += fmt::format("; {}", repeat);
  if (json_) {
    line(boost::json::object{{"error", {{"code", wire_name(error.code)}, {"message", message}}}});
  }
  // Not reached is said in words also beside JSON: whoever reads the log needs it.
  if (!json_ || exit_status(error.code) == kUnreachable) note(message);
  return exit_status(error.code);
}

}  // namespace antre::cli
