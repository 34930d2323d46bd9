// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/page.hpp"
#include "protocol/messages.hpp"

namespace antre::kiosk {

/// The PIN in front of the service menu: what is typed, wrong tries, the lock after too many.
/// Belongs to the model, since the lock outlives its page. One thread; every time is passed in.
class PinPad {
 public:
  /// How many digits are typed: as many dots.
  [[nodiscard]] std::size_t typed() const { return pin_.size(); }
  /// The last PIN was a wrong one, and nothing was typed since.
  [[nodiscard]] bool wrong() const { return wrong_; }
  [[nodiscard]] bool checking() const { return checking_; }
  /// Seconds for which no PIN is taken; 0: it is.
  [[nodiscard]] int locked_s(Ms now) const;

  void type(std::string_view text, Ms now);
  void backspace();
  /// The PIN to be checked; nothing while locked, empty or checking.
  [[nodiscard]] std::optional<std::string> enter(Ms now);
  /// What came of it.
  void checked(bool right, Ms now);
  /// The page is left.
  void clear();
  /// When the figure of locked_s changes.
  [[nodiscard]] std::optional<Ms> deadline(Ms now) const;

 private:
  static constexpr std::size_t kMost = 12;
  static constexpr int kTries = 5;
  static constexpr Ms kLockMs = 60'000;

  std::string pin_;
  bool wrong_ = false;
  bool checking_ = false;
  int tries_ = 0;
  std::optional<Ms> locked_until_;
};

/// What the service menu is doing.
struct ServiceMenu {
  /// Of the test print, or of the last ticket's reprint.
  std::optional<PrintState> print;
  std::string print_reason;
  bool restart_asked = false;  ///< a second touch restarts
};

}  // namespace antre::kiosk
