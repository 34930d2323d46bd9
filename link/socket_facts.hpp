// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace antre::link {

/// What the kernel knows of a connection whose descriptor is ZeroMQ's. Such a descriptor may be
/// closed, and its number used for something else, at any moment. Any thread.

/// A number that the kernel gives no other socket until the machine starts again; nothing for what
/// is no stream socket.
[[nodiscard]] std::optional<std::uint64_t> socket_cookie(int fd);

/// Bytes received so far over a TCP connection; nothing for any other descriptor.
[[nodiscard]] std::optional<std::uint64_t> bytes_received(int fd);

/// Ends a connection, if the descriptor is still that socket: its owner sees it end and closes it.
/// What arrives after this is refused by the kernel. True when it was ended.
bool end_connection(int fd, std::uint64_t cookie);

}  // namespace antre::link
