// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <thread>

namespace antre::ui {

/// Calls `on_signal` on a thread of its own when SIGTERM, SIGINT or SIGHUP comes, until it is
/// destroyed. One at a time; the handlers from before are put back at the end.
class SignalWatch {
 public:
  explicit SignalWatch(std::function<void()> on_signal);
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  struct Handlers;
  std::unique_ptr<Handlers> before_;
  std::thread thread_;
};

}  // namespace antre::ui
