// SPDX-License-Identifier: Apache-2.0
#include "link/monitor.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstring>
#include <utility>

namespace antre::link {
namespace {

/// A monitor's first frame: the event in 2 bytes and its value in 4, both in this machine's order.
struct RawEvent {
  std::uint16_t kind = 0;
  std::int32_t value = 0;
};
constexpr std::size_t kEventSize = sizeof(RawEvent::kind) + sizeof(RawEvent::value);

std::optional<RawEvent> raw_event(const Frames& frames) {
  if (frames.empty() || frames.front().size() < kEventSize) return std::nullopt;
  const std::string_view bytes = text(frames.front());
  RawEvent event;
  std::memcpy(&event.kind, bytes.data(), sizeof event.kind);
  std::memcpy(&event.value, bytes.data() + sizeof event.kind, sizeof event.value);
  return event;
}

}  // namespace

std::optional<ConnectionEvent> read_connection_event(const Frames& frames) {
  const auto event = raw_event(frames);
  if (!event) return std::nullopt;
  if (event->kind != ZMQ_EVENT_ACCEPTED && event->kind != ZMQ_EVENT_DISCONNECTED) {
    return std::nullopt;
  }
  return ConnectionEvent{event->kind == ZMQ_EVENT_ACCEPTED, event->value};
}

bool read_event(const Frames& frames, LinkEvent& event) {
  const auto raw = raw_event(frames);
  if (!raw) return false;
  switch (raw->kind) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
      event = LinkEvent::kConnected;
      return true;
    case ZMQ_EVENT_DISCONNECTED:
      event = LinkEvent::kDisconnected;
      return true;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
      event = LinkEvent::kNotAuthorised;
      return true;
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
      event = LinkEvent::kHandshakeFailed;
      return true;
    default:
      return false;
  }
}

zmq::socket_t begin_monitor(zmq::context_t& context, zmq::socket_t& watched, int kinds) {
  // A name of its own for each monitor of the process; the context is told apart by ZeroMQ.
  static std::atomic<unsigned> count{0};
  const std::string address = fmt::format("inproc://monitor-{}", ++count);
  if (zmq_socket_monitor(watched.handle(), address.c_str(), kinds) != 0) throw zmq::error_t();
  zmq::socket_t events(context, zmq::socket_type::pair);
  events.set(zmq::sockopt::linger, 0);
  events.set(zmq::sockopt::rcvhwm, 0);
  events.connect(address);
  return events;
}

Monitor::Monitor(boost::asio::io_context& io, zmq::context_t& context, zmq::socket_t& watched,
                 std::function<void(LinkEvent)> on_event)
    : watched_(watched), on_event_(std::move(on_event)) {
  events_ = std::make_unique<Socket>(io, begin_monitor(context, watched), Socket::Settings{},
                                     [this](const Frames& frames) {
                                       LinkEvent event{};
                                       if (read_event(frames, event)) on_event_(event);
                                     });
  events_->start();
}

MonitorEnd::~MonitorEnd() {
  zmq_socket_monitor(watched_.handle(), nullptr, 0);
}

Monitor::~Monitor() {
  const MonitorEnd end(watched_);
}

}  // namespace antre::link
