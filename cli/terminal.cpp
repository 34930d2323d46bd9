// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <ostream>

namespace antre::cli {

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
  out_ << text << '\n' << std::flush;
  return out_.good();
}

bool Terminal::line(const boost::json::object& object) {
  return line(boost::json::serialize(object));
}

void Terminal::note(std::string_view text) {
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
