// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace antre::ui {

/// Where a service manager listens: this test's own socket, named in the environment as long as
/// this lives.
class NotifySocket {
 public:
  /// `watchdog_usec`: as the manager writes it; empty: it does not watch.
  explicit NotifySocket(const std::string& watchdog_usec);
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;
  ~NotifySocket();

  /// What has come since the last call, in order.
  [[nodiscard]] std::vector<std::string> take() const;

 private:
  test::TempDir dir_;
  int socket_ = -1;
};

}  // namespace antre::ui
