// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <ostream>
#include <utility>

namespace antre::cli {
namespace {

constexpr int kBarCells = 30;
// To the start of the line, and what stands there gone.
constexpr std::string_view kOver = "\r\x1b[2K";

/// JSON as people write it: Boost 1.81 writes a double as "1E0".
void write(std::string& out, const boost::json::value& value) {
  const char* between = "";
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      out += std::exchange(between, ",") + boost::json::serialize(key) + ':';
      write(out, member);
    }
    out += '}';
  } else if (const auto* array = value.if_array()) {
    out += '[';
    for (const auto& element : *array) {
      out += std::exchange(between, ",");
      write(out, element);
    }
    out += ']';
  } else if (const auto* number = value.if_double()) {
    // A whole one stays a double for who reads it back.
    const bool whole = std::trunc(*number) == *number && std::abs(*number) < 1e15;
    out += whole ? fmt::format("{:.1f}", *number) : fmt::format("{}", *number);
  } else {
    out += boost::json::serialize(value);
  }
}

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
  std::string text;
  write(text, object);
  return line(text);
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

Result<Secret> Terminal::ask_secret(const std::string& what) {
  if (secrets_ == nullptr)
    return Error{ErrorCode::kInvalid, fmt::format("{}: nobody can be asked here", what)};
  end_progress();
  auto first = secrets_->read(what + ": ");
  if (!first) return Error{first.error().code, fmt::format("{}: {}", what, first.error().detail)};
  if (!secrets_->typed()) return first;
  const auto second = secrets_->read(what + ", again: ");
  if (!second)
    return Error{second.error().code, fmt::format("{}: {}", what, second.error().detail)};
  if (second->text() != first->text())
    return Error{ErrorCode::kInvalid, fmt::format("{}: the two differ; nothing was changed", what)};
  return first;
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
