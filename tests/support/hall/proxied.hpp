// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/support/hall/proxy.hpp"
#include "tests/support/hall/running_hall.hpp"

namespace antre::test {

/// A bad network in front of a hall: both of its sockets again at another loopback address, on the
/// same ports, so that a client that is given `url()` finds the updates behind the proxy as well.
class Proxied {
 public:
  explicit Proxied(const RunningHall& hall);
  [[nodiscard]] const std::string& url() const { return url_; }
  Proxy& commands() { return commands_; }
  Proxy& updates() { return updates_; }
  void set(const Proxy::Weather& weather) {
    commands_.set(weather);
    updates_.set(weather);
  }

 private:
  std::string url_;
  Proxy commands_;
  Proxy updates_;
};

}  // namespace antre::test
