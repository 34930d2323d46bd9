// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "link/endpoint.hpp"
#include "link/keys.hpp"
#include "protocol/result.hpp"

namespace antre::link {

/// What a client is told of each of its two links.
enum class ClientEvent {
  kConnected,
  kDisconnected,
  kNotAuthorised,   ///< the dispatcher refuses this key
  kHandshakeFailed  ///< what listens there is not our dispatcher, or not with these keys
};

/// A client's links to the dispatcher: DEALER for requests, SUB for updates. Lives in the loop's
/// thread; must not be destroyed from its own callbacks. ZeroMQ reconnects by itself after a lost
/// connection, but not after a refused handshake, and it keeps an address it once resolved: so a
/// link that stays down is made anew.
class ClientLink {
 public:
  struct Callbacks {
    std::function<void(ClientEvent)> on_requests;    ///< of the request link
    std::function<void(ClientEvent)> on_updates;     ///< of the updates link; may be empty
    std::function<void(std::string_view)> on_reply;  ///< bytes live as long as the call
    std::function<void(std::string_view)> on_update;
  };

  /// Without a key only this machine's addresses are allowed.
  ClientLink(boost::asio::io_context& io, Endpoint dispatcher, std::optional<DeviceKey> key,
             Callbacks callbacks);
  ClientLink(const ClientLink&) = delete;
  ClientLink& operator=(const ClientLink&) = delete;
  ~ClientLink();

  /// Begins to connect. Errors: kInvalid for an address that cannot be used.
  [[nodiscard]] Result<void> start();
  /// Sends a request, if the link is there; else it is dropped: whoever repeats it decides.
  bool send(std::string_view bytes);
  /// Begins to listen to updates; the same address again changes nothing.
  [[nodiscard]] Result<void> listen(const Endpoint& updates);

 private:
  class Wire;
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::link
