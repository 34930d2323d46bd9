// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/fwd.hpp>
#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/secret.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// What scripts rely on.
enum Exit : int { kFine = 0, kRefused = 1, kUsage = 2, kUnreachable = 3 };

/// Where a command writes. With `json` everything a script reads is on `out`; else people read
/// `out`, and what went wrong is on `err`.
class Terminal {
 public:
  /// `interactive`: `err` is a screen, on which a line may be drawn over. `secrets`: absent where
  /// nobody can be asked.
  Terminal(std::ostream& out, std::ostream& err, bool json, bool interactive = false,
           SecretSource* secrets = nullptr)
      : out_(out), err_(err), secrets_(secrets), json_(json), interactive_(interactive) {}

  [[nodiscard]] bool json() const { return json_; }
  [[nodiscard]] bool interactive() const { return interactive_; }
  /// A line for people or, as it is, for scripts; flushed, so that a pipe has it at once. False
  /// when nobody reads any more.
  bool line(std::string_view text);
  bool line(const boost::json::object& object);
  /// A remark that is no result.
  void note(std::string_view text);
  /// How far something long is, `share` from 0 to 1: a bar that is drawn over, on a screen; else a
  /// plain line on `err` for each tenth of the way.
  void progress(double share, std::string_view text);
  /// Takes the bar away.
  void end_progress();
  /// Asks for a secret, `what` ("PIN of Sari"); twice where somebody types it. Errors: kInvalid.
  [[nodiscard]] Result<Secret> ask_secret(const std::string& what);
  /// Says why not; gives the exit status that belongs to it. `repeat` is added for a change whose
  /// outcome is not known.
  [[nodiscard]] int refuse(const Error& error, std::string_view repeat = {});

 private:
  std::ostream& out_;
  std::ostream& err_;
  SecretSource* secrets_;
  bool json_;
  bool interactive_;
  bool bar_ = false;    ///< a bar is drawn
  int told_tenth_ = 0;  ///< the last one told in a plain line
};

/// The exit status of an error: not reached or not known, wrong usage, or refused.
[[nodiscard]] int exit_status(ErrorCode code);

}  // namespace antre::cli
