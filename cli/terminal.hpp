// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/fwd.hpp>
#include <iosfwd>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::cli {

/// What scripts rely on.
enum Exit : int { kFine = 0, kRefused = 1, kUsage = 2, kUnreachable = 3 };

/// Where a command writes. With `json` everything a script reads is on `out`; else people read
/// `out`, and what went wrong is on `err`.
class Terminal {
 public:
  Terminal(std::ostream& out, std::ostream& err, bool json) : out_(out), err_(err), json_(json) {}

  [[nodiscard]] bool json() const { return json_; }
  /// A line for people or, as it is, for scripts; flushed, so that a pipe has it at once. False
  /// when nobody reads any more.
  bool line(std::string_view text);
  bool line(const boost::json::object& object);
  /// A remark that is no result.
  void note(std::string_view text);
  /// Says why not; gives the exit status that belongs to it. `repeat` is added for a change whose
  /// outcome is not known.
  [[nodiscard]] int refuse(const Error& error, std::string_view repeat = {});

 private:
  std::ostream& out_;
  std::ostream& err_;
  bool json_;
};

/// The exit status of an error: not reached or not known, wrong usage, or refused.
[[nodiscard]] int exit_status(ErrorCode code);

}  // namespace antre::cli
