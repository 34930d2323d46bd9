// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/notify_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace antre::ui {

NotifySocket::NotifySocket(const std::string& watchdog_usec) {
  const std::string path = dir_ / "notify";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) {
    throw std::runtime_error("too long a path for a socket: " + path);
  }
  std::copy(path.begin(), path.end(), std::begin(address.sun_path));
  socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  // sockets take any address as this one
  const auto* name = reinterpret_cast<const sockaddr*>(&address);  // NOLINT
  if (socket_ < 0 || ::bind(socket_, name, sizeof(address)) != 0) {
    throw std::runtime_error("no socket at " + path);
  }
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  if (!watchdog_usec.empty()) {
    ::setenv("WATCHDOG_USEC", watchdog_usec.c_str(), 1);
    // The manager's own child is another program.
    ::setenv("WATCHDOG_PID", "1", 1);
  }
}

NotifySocket::~NotifySocket() {
  ::unsetenv("NOTIFY_SOCKET");
  ::unsetenv("WATCHDOG_USEC");
  ::unsetenv("WATCHDOG_PID");
  ::close(socket_);
}

std::vector<std::string> NotifySocket::take() const {
  std::vector<std::string> all;
  std::array<char, 256> buffer{};
  for (;;) {
    const auto got = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0) {
      return all;
    }
    all.emplace_back(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace antre::ui
