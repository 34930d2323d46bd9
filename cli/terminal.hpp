// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/fwd.hpp>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "cli/look.hpp"
#include "cli/secret.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// What scripts rely on.
enum Exit : int { kFine = 0, kRefused = 1, kUsage = 2, kUnreachable = 3 };

/// What the program's outputs lead to.
struct Screens {
  bool out = false;    ///< standard output is a terminal
  bool err = false;    ///< standard error is one
  bool plain = false;  ///< whose user wants no colours ($NO_COLOR), or that has none
  int columns = 0;     ///< of that terminal; 0: not known
};

/// Where a command writes. With `json` everything a script reads is on `out`; else people read
/// `out`, and what went wrong is on `err`.
class Terminal {
 public:
  /// `colour`: results are written with colours. `secrets`: absent where nobody can be asked.
  Terminal(std::ostream& out, std::ostream& err, bool json, Screens screens = {},
           bool colour = false, SecretSource* secrets = nullptr)
      : out_(out), err_(err), secrets_(secrets), json_(json), screens_(screens), colour_(colour) {}

  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  /// A bar does not outlive it.
  ~Terminal() { end_progress(); }

  [[nodiscard]] bool json() const { return json_; }
  /// Whether somebody sees a bar.
  [[nodiscard]] bool interactive() const { return screens_.err; }
  /// Whether results are seen as they are written.
  [[nodiscard]] bool shows_results() const { return screens_.out; }
  /// How results for people are laid out.
  [[nodiscard]] Look look() const { return {colour_, screens_.out ? screens_.columns : 0}; }
  /// A line for people or, as it is, for scripts; flushed, so that a pipe has it at once. On a
  /// terminal it is broken between words. False when nobody reads any more.
  bool line(std::string_view text);
  bool line(const boost::json::object& object);
  /// The same, never broken: for programs.
  bool verbatim(std::string_view text);
  /// A remark that is no result.
  void note(std::string_view text);
  /// How far something long is, `share` from 0 to 1: a bar that is drawn over, on a screen; nothing
  /// elsewhere.
  void progress(double share, std::string_view text);
  /// The same of something whose end nobody knows.
  void progress(std::string_view text);
  /// Does `work` while a bar moves; gives what it gives. `work` writes nothing here.
  template <class Work>
  auto busy(std::string text, Work work) {
    const Moving bar{*this, std::move(text)};
    return work();
  }
  /// Takes the bar away.
  void end_progress();
  /// Asks for a secret, `what` ("PIN of Sari"); twice where somebody types it. Errors: kInvalid.
  [[nodiscard]] Result<Secret> ask_secret(const std::string& what);
  /// Says why not; gives the exit status that belongs to it. `repeat` is added for a change whose
  /// outcome is not known.
  [[nodiscard]] int refuse(const Error& error, std::string_view repeat = {});

 private:
  /// Draws a moving bar from a thread of its own, as long as it lives.
  class Moving {
   public:
    Moving(Terminal& terminal, std::string text);
    Moving(const Moving&) = delete;
    Moving& operator=(const Moving&) = delete;
    ~Moving();

   private:
    class Thread;
    Terminal& terminal_;
    std::unique_ptr<Thread> thread_;
  };

  void draw(const std::string& bar);

  std::ostream& out_;
  std::ostream& err_;
  SecretSource* secrets_;
  bool json_;
  Screens screens_;
  bool colour_;
  std::string drawn_;  ///< the bar as it stands on the screen; empty: none
};

/// The exit status of an error: not reached or not known, wrong usage, or refused.
[[nodiscard]] int exit_status(ErrorCode code);

}  // namespace antre::cli
