// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

#include "ui/motion.hpp"

namespace antre::ui {

/// Tells the service manager that started this program (systemd, or whoever listens at
/// $NOTIFY_SOCKET) that the screen is there and its loop goes on. Used on the loop's thread. Never
/// fails: a program that nobody listens to tells nobody.
///
/// $WATCHDOG_PID is not looked at: on a bare X server the manager's own child is startx, and the
/// kiosk, which has to be watched, a child of that.
class ServiceManager {
 public:
  /// `watchdog`: the manager ends a program that was silent for so long; empty: it does not watch.
  explicit ServiceManager(std::optional<std::chrono::microseconds> watchdog);
  /// As $NOTIFY_SOCKET and $WATCHDOG_USEC say. A period that is no number counts as none.
  [[nodiscard]] static ServiceManager from_environment();

  /// A frame was drawn: the first one is what the manager waits for.
  void drawn(TimePoint now);
  /// The loop goes round. Tells so when it is due; cheap when it is not.
  void alive(TimePoint now);
  /// The loop ends in order.
  void stopping();
  /// When alive() is needed next; empty: never, or not before a frame was drawn.
  [[nodiscard]] std::optional<TimePoint> deadline() const { return due_; }

 private:
  std::optional<std::chrono::microseconds> every_;
  std::optional<TimePoint> due_;
  bool ready_ = false;
};

}  // namespace antre::ui
