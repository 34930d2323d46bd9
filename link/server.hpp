// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "link/endpoint.hpp"
#include "link/limits.hpp"
#include "protocol/result.hpp"

namespace antre::link {

/// Who sent a message: proven by its key, never said by the message.
struct Peer {
  std::string routing_id;  ///< the connection, for the reply
  std::string role;
  std::string name;
  unsigned client = 0;  ///< number of its key, for the accounts of the link; 0 with plaintext
  int fd = -1;          ///< of the connection, as long as it is there
};

struct ServerSettings {
  Endpoint listen;                  ///< commands and queries
  std::optional<Endpoint> updates;  ///< absent: `default_updates(listen)`
  std::filesystem::path data;       ///< the data folder, with `keys/` in it
  bool plaintext_loopback = false;  ///< no keys: every peer is admin:local, this machine only
  Limits limits{};
};

/// The dispatcher's side of all links: ROUTER for requests, PUB for updates, ZAP and the registry
/// of keys, which it follows. Lives in the thread that runs the loop; everything is called there
/// and calls back there. Garbage, oversized messages and vanished peers are counted and disturb
/// nobody.
class Server {
 public:
  struct Counters {
    std::uint64_t requests = 0;
    std::uint64_t replies = 0;
    std::uint64_t dropped = 0;      ///< replies that no one could take any more
    std::uint64_t refused = 0;      ///< handshakes with an unknown key
    std::uint64_t malformed = 0;    ///< messages that are not one frame
    std::uint64_t revoked = 0;      ///< requests over a connection whose key was revoked
    std::uint64_t throttled = 0;    ///< requests beyond a client's rate, not passed on
    std::uint64_t cut = 0;          ///< connections ended because of what came over them
    std::uint64_t connections = 0;  ///< open now, on both sockets
  };
  struct Callbacks {
    /// One request; the bytes live as long as the call.
    std::function<void(const Peer&, std::string_view)> on_request;
    /// A request by a revoked key, to be answered with a refusal and nothing else. May be empty.
    std::function<void(const Peer&, std::string_view)> on_revoked;
    /// Something an operator should read: one sentence. May be empty.
    std::function<void(const std::string&)> on_problem;
    /// The updates address could not be bound again; the dispatcher must restart. May be empty.
    std::function<void(const Error&)> on_fatal;
    /// A listener has connected; its subscription is in force a moment later. May be empty.
    std::function<void()> on_listener{};
  };

  Server(boost::asio::io_context& io, ServerSettings settings, Callbacks callbacks);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// As `stop`.
  ~Server();

  /// Loads the keys, binds, and checks that an unknown key is refused (a moment, blocking). Errors:
  /// one clear sentence each; the program should end with it.
  [[nodiscard]] Result<void> start();

  /// Sends what is queued, then closes; replies have 500 ms to leave. May be called twice.
  void stop();

  /// Answers a peer; a peer that is gone counts as dropped (its repeat gets the stored reply).
  void reply(const Peer& peer, std::string_view bytes);
  /// Tells every listener.
  void publish(std::string_view bytes);

  /// As bound: ports are real. After `start`.
  [[nodiscard]] const Endpoint& listening() const;
  [[nodiscard]] const Endpoint& updates() const;
  /// Empty with plaintext.
  [[nodiscard]] const std::string& public_key() const;
  [[nodiscard]] Counters counters() const;
  /// How often the updates socket was bound again because of a revocation.
  [[nodiscard]] std::uint64_t rebinds() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A connection is one descriptor: raises the process's limit as far as it may. Best effort.
void raise_file_limit();

}  // namespace antre::link
