// SPDX-License-Identifier: Apache-2.0
#include "link/socket_options.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace antre::link {
namespace {

namespace opt = zmq::sockopt;

// With 0 the last reply of a stopping dispatcher was lost in 2 of 50 stops.
constexpr int kServerLingerMs = 500;
// A peer that begins a handshake and does not end it holds a descriptor no longer than this.
constexpr int kHandshakeMs = 5'000;
// A dead peer is noticed after 6 s, before three application heartbeats would be missed twice over.
constexpr int kHeartbeatMs = 2'000;
constexpr int kHeartbeatTimeoutMs = 6'000;
// A request is at most a few kilobytes; a larger message is a mistake or an attack.
constexpr std::int64_t kRequestLimitBytes = std::int64_t{64} * 1024;
// A snapshot of 2,000 waiting is larger than 64 KiB; at this size it is surely not a snapshot.
constexpr std::int64_t kReplyLimitBytes = std::int64_t{16} * 1024 * 1024;
constexpr int kReconnectMs = 100;
// No storm of connections when a dispatcher has been away for long.
constexpr int kReconnectMaxMs = 5'000;
// Some minutes of a busy hall; a listener that is further behind asks for a snapshot anyway.
constexpr int kUpdatesHighWater = 4'096;
// One request in flight and a few reads: a peer with so many unread replies is not reading. Each
// may be a snapshot.
constexpr int kRepliesHighWater = 64;
// What a peer may have lying ready while the loop is busy: 16 MiB at most, where ZeroMQ's 1,000
// would be 64.
constexpr int kRequestsHighWater = 256;
// Set by number: libzmq 4.3.4 honours it, but its header marks it as a draft.
constexpr int kZapEnforceDomain = 93;

void set_common(zmq::socket_t& socket) {
  socket.set(opt::heartbeat_ivl, kHeartbeatMs);
  socket.set(opt::heartbeat_timeout, kHeartbeatTimeoutMs);
  socket.set(opt::heartbeat_ttl, kHeartbeatTimeoutMs);
  socket.set(opt::handshake_ivl, kHandshakeMs);
}

void set_server(zmq::socket_t& socket) {
  set_common(socket);
  socket.set(opt::linger, kServerLingerMs);
  socket.set(opt::maxmsgsize, kRequestLimitBytes);
}

void set_client(zmq::socket_t& socket) {
  set_common(socket);
  socket.set(opt::linger, 0);
  socket.set(opt::maxmsgsize, kReplyLimitBytes);
  socket.set(opt::reconnect_ivl, kReconnectMs);
  socket.set(opt::reconnect_ivl_max, kReconnectMaxMs);
}

}  // namespace

void set_router(zmq::socket_t& socket) {
  set_server(socket);
  // Without it replies vanish at the high-water mark while send reports success.
  socket.set(opt::router_mandatory, true);
  socket.set(opt::sndhwm, kRepliesHighWater);
  socket.set(opt::rcvhwm, kRequestsHighWater);
}

void set_publisher(zmq::socket_t& socket) {
  set_server(socket);
  socket.set(opt::sndhwm, kUpdatesHighWater);
}

void set_dealer(zmq::socket_t& socket) {
  set_client(socket);
  socket.set(opt::immediate, true);  // nothing queues for a link that is not there
}

void set_subscriber(zmq::socket_t& socket) {
  set_client(socket);
  socket.set(opt::rcvhwm, kUpdatesHighWater);
  socket.set(opt::subscribe, "");
}

void secure_server(zmq::socket_t& socket, const KeyPair& dispatcher) {
  socket.set(opt::curve_server, true);
  socket.set(opt::curve_publickey, dispatcher.public_key);
  socket.set(opt::curve_secretkey, dispatcher.secret_key);
  socket.set(opt::zap_domain, kZapDomain);
  const int enforce = 1;
  if (zmq_setsockopt(socket.handle(), kZapEnforceDomain, &enforce, sizeof enforce) != 0) {
    throw zmq::error_t();
  }
}

void secure_client(zmq::socket_t& socket, const KeyPair& own, const std::string& dispatcher) {
  socket.set(opt::curve_serverkey, dispatcher);
  socket.set(opt::curve_publickey, own.public_key);
  socket.set(opt::curve_secretkey, own.secret_key);
}

Result<Endpoint> bind(zmq::socket_t& socket, const Endpoint& endpoint) {
  try {
    if (endpoint.is_ipv6()) socket.set(opt::ipv6, true);
    socket.bind(endpoint.bind_url());
  } catch (const zmq::error_t& problem) {
    const char* advice = problem.num() == EADDRINUSE
                             ? "another program (a dispatcher?) listens there already"
                             : problem.what();
    return Error{ErrorCode::kInvalid,
                 fmt::format("cannot listen on {}: {}", endpoint.url(), advice)};
  }
  if (endpoint.kind == Endpoint::Kind::kIpc || endpoint.port != 0) return endpoint;
  auto taken = Endpoint::parse(socket.get(opt::last_endpoint));
  if (taken) taken->host = endpoint.host;  // as the user named it: ZeroMQ writes * as 0.0.0.0
  return taken;
}

Result<void> connect(zmq::socket_t& socket, const Endpoint& endpoint) {
  try {
    if (endpoint.is_ipv6()) socket.set(opt::ipv6, true);
    socket.connect(endpoint.url());
  } catch (const zmq::error_t& problem) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("cannot connect to {}: {}", endpoint.url(), problem.what())};
  }
  return {};
}

}  // namespace antre::link
