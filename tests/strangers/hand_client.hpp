// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "link/file.hpp"
#include "link/keys.hpp"

namespace antre::test {

/// A plain TCP connection to a dispatcher, for what no library would send. One thread.
class Connection {
 public:
  /// Connects; throws std::runtime_error when it cannot.
  explicit Connection(const std::string& url);
  /// Sends all of it; false when the other side has ended the connection.
  bool send(std::string_view bytes) const;
  /// Waits until `count` bytes are there; fewer when the other side ended the connection.
  [[nodiscard]] std::string receive(std::size_t count) const;
  /// Reads away what is there, and tells whether the other side has ended the connection.
  [[nodiscard]] bool ended() const;
  [[nodiscard]] int fd() const { return socket_.get(); }

 private:
  link::Descriptor socket_;
};

/// A client socket with CURVE written by hand (RFC 23 and 26): what it sends is in nobody's queue,
/// so it can begin a message and never end it. Checks what it is told only as far as it needs it.
class HandClient {
 public:
  HandClient(const std::string& url, const link::DeviceKey& key, std::string_view type);
  /// One frame; false when the dispatcher has ended the connection.
  bool send_frame(std::string_view bytes, bool more);
  [[nodiscard]] bool ended() const { return connection_.ended(); }

 private:
  using Key = std::array<unsigned char, 32>;
  [[nodiscard]] std::string seal(std::string_view nonce_prefix, std::string_view nonce,
                                 std::string_view plain, const Key& to, const Key& from) const;
  [[nodiscard]] std::string open(std::string_view nonce_prefix, std::string_view nonce,
                                 std::string_view box, const Key& from) const;
  [[nodiscard]] std::string next_nonce();
  void shake_hands(const link::DeviceKey& key, std::string_view type);
  [[nodiscard]] std::string receive_frame() const;

  Connection connection_;
  Key own_public_{};  ///< of this connection alone
  Key own_secret_{};
  Key server_{};  ///< the dispatcher's for this connection alone
  std::uint64_t nonce_ = 0;
};

}  // namespace antre::test
