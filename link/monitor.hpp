// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "link/socket.hpp"

namespace antre::link {

/// What happens to a socket's connections.
enum class LinkEvent {
  kConnected,       ///< the handshake is done; messages pass
  kDisconnected,    ///< a connection that was there is gone
  kNotAuthorised,   ///< the dispatcher refused the key
  kHandshakeFailed  ///< no handshake: another program, no CURVE there, or the wrong dispatcher's
                    ///< key
};

/// Reads a ZMTP monitor event; nothing for those that are no news. Pure.
[[nodiscard]] bool read_event(const Frames& frames, LinkEvent& event);

/// A connection that a bound socket took, or one that ended; named by its descriptor.
struct ConnectionEvent {
  bool accepted = false;
  int fd = -1;
};
/// Reads ZMQ_EVENT_ACCEPTED and ZMQ_EVENT_DISCONNECTED; nothing for all else. Pure.
[[nodiscard]] std::optional<ConnectionEvent> read_connection_event(const Frames& frames);

/// The events that `read_event` reads.
inline constexpr int kLinkEvents =
    ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
    ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_DISCONNECTED;

/// Begins monitoring and gives the socket that hears the events; they queue without a limit, so
/// that libzmq's I/O thread never waits for us. Throws zmq::error_t.
[[nodiscard]] zmq::socket_t begin_monitor(zmq::context_t& context, zmq::socket_t& watched,
                                          int kinds = kLinkEvents);

/// Ends monitoring when it goes. Must go before the socket that hears the events: libzmq reports to
/// it by a blocking send on its I/O thread, so a monitor without a listener stops every connection
/// of the context for ever.
class MonitorEnd {
 public:
  explicit MonitorEnd(zmq::socket_t& watched) : watched_(watched) {}
  MonitorEnd(const MonitorEnd&) = delete;
  MonitorEnd& operator=(const MonitorEnd&) = delete;
  ~MonitorEnd();

 private:
  zmq::socket_t& watched_;
};

/// Watches a socket. Lives in the loop's thread; destroyed before the socket it watches.
class Monitor {
 public:
  Monitor(boost::asio::io_context& io, zmq::context_t& context, zmq::socket_t& watched,
          std::function<void(LinkEvent)> on_event);
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;
  ~Monitor();

 private:
  zmq::socket_t& watched_;
  std::function<void(LinkEvent)> on_event_;
  std::unique_ptr<Socket> events_;
};

}  // namespace antre::link
