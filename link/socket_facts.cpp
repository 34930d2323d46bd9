// SPDX-License-Identifier: Apache-2.0
#include "link/socket_facts.hpp"

// The kernel's own header: the C library's tcp_info has no counters of bytes, and the two exclude
// each other. So this file stands alone.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>

namespace antre::link {

std::optional<std::uint64_t> socket_cookie(int fd) {
  int type = 0;
  socklen_t size = sizeof type;
  if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM) {
    return std::nullopt;
  }
  std::uint64_t cookie = 0;
  size = sizeof cookie;
  if (::getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &size) != 0) return std::nullopt;
  return cookie;
}

std::optional<std::uint64_t> bytes_received(int fd) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return std::nullopt;
  // An older kernel fills less.
  constexpr auto kNeeded = offsetof(tcp_info, tcpi_bytes_received) + sizeof(std::uint64_t);
  if (size < kNeeded) return std::nullopt;
  return info.tcpi_bytes_received;
}

bool end_connection(int fd, std::uint64_t cookie) {
  // Between this look and the shutdown the number could be reused only by a connection that comes
  // in that very moment; it would be cut instead, and come again.
  const auto now = socket_cookie(fd);
  if (!now || *now != cookie) return false;
  // Its close then resets the connection; else the kernel would keep the other end for a minute,
  // and that would wait for us as long.
  const linger at_once{1, 0};
  static_cast<void>(::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once));
  return ::shutdown(fd, SHUT_RDWR) == 0;
}

}  // namespace antre::link
