// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace antre::link {

/// What the dispatcher bears from its peers. Every default has its reason; tests use smaller ones.
struct Limits {
  /// Received over a connection since its last whole message. ZeroMQ bounds a frame (64 KiB) but
  /// not the frames of a message, which it keeps until the last: without this limit a peer that
  /// never ends its message takes all memory. No request has more than two frames.
  std::uint64_t unfinished_bytes = std::uint64_t{1024} * 1024;
  /// Received from a listener, which has a handshake (under 1 KiB) and one empty subscription to
  /// send; each byte of a subscription costs about 30 in ZeroMQ's tree of them.
  std::uint64_t listener_bytes = std::uint64_t{16} * 1024;
  /// What an idle connection may send besides: ZMTP heartbeats every 2 s are 41 bytes a second.
  std::uint64_t idle_bytes_per_second = 128;

  /// Requests over one connection: above what one client reaches that always has one in flight (a
  /// round trip and a commit take 200 us and more), so only those are met who do not wait for
  /// answers. What is beyond is not passed on; whoever sent it repeats it, as after any loss.
  double requests_per_second = 5'000;
  double requests_at_once = 10'000;
  /// Bytes of an answer that cost as much as a request: who asks for the whole hall again and again
  /// (a snapshot is some hundred KiB), read or not, is met sooner.
  std::size_t reply_bytes_a_request = std::size_t{4} * 1024;
  /// All connections of one key together, as so many of them: a key may have several programs, but
  /// no more connections help who floods.
  double connections_of_a_key = 40;
  /// Who is over its rate for so long is no busy client: it is cut, and let in again after a while.
  std::chrono::milliseconds flood_ends_after{5'000};
  std::chrono::milliseconds refused_for{30'000};

  /// Open connections of both sockets together; 0 takes what the process's file limit allows, less
  /// `reserved_files` (store, journal files, sockets of the process's own, and those accepted
  /// before they are counted). Without descriptors ZeroMQ would spin on the waiting connection.
  std::size_t connections = 0;
  std::size_t reserved_files = 64;

  /// How often the kernel is asked what was received; with many connections less often, so that it
  /// stays at 2,000 questions (about a millisecond) a second.
  std::chrono::milliseconds look_every{100};
};

}  // namespace antre::link
