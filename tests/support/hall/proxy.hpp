// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace antre::test {

/// A bad network between two programs: takes TCP connections at one address, makes one to another
/// for each, and carries the bytes as the test wants. A thread of its own; all functions may be
/// called from any thread.
class Proxy {
 public:
  /// What happens to the bytes of one direction.
  struct Weather {
    std::chrono::milliseconds delay{0};
    std::size_t bytes_per_s = 0;  ///< 0: as fast as they come
    /// Nothing is carried and nothing is closed: each side believes in the other. What comes is
    /// kept, and let go all at once when this ends.
    bool held = false;
  };
  struct Address {
    std::string host;
    std::uint16_t port = 0;
  };

  /// Listens. Throws std::runtime_error when it cannot.
  Proxy(const Address& at, const Address& to);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  void set(Weather to_server, Weather to_client);
  void set(Weather both) { set(both, both); }
  /// Resets every connection; what was kept is lost. New ones are taken.
  void cut();
  /// Keeps a copy of all that clients send from now on.
  void listen_in();
  /// What was heard, a text for each connection in their order.
  [[nodiscard]] std::vector<std::string> heard() const;
  /// Sends these bytes to the server over every open connection, behind what its client sent.
  void inject(std::string bytes);
  /// Takes no new connections (they are reset at once) until told otherwise.
  void refuse(bool yes);
  [[nodiscard]] std::size_t connections() const;
  /// Connections taken so far.
  [[nodiscard]] std::size_t taken() const;
  /// Bytes that were carried so far, both ways.
  [[nodiscard]] std::uint64_t carried() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::test
