// SPDX-License-Identifier: Apache-2.0
#include "link/client_link.hpp"

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <string>
#include <utility>

#include "link/monitor.hpp"
#include "link/socket.hpp"
#include "link/socket_options.hpp"

namespace antre::link {
namespace {

using namespace std::chrono_literals;

// A refused key may be registered any moment; asking every 2 s is seen at once and costs nothing.
constexpr auto kAfterRefusal = 2s;
// Twice ZeroMQ's longest pause between its own attempts.
constexpr auto kWithoutConnection = 10s;

ClientEvent event_of(LinkEvent event) {
  switch (event) {
    case LinkEvent::kConnected:
      return ClientEvent::kConnected;
    case LinkEvent::kNotAuthorised:
      return ClientEvent::kNotAuthorised;
    case LinkEvent::kHandshakeFailed:
      return ClientEvent::kHandshakeFailed;
    case LinkEvent::kDisconnected:
      break;
  }
  return ClientEvent::kDisconnected;
}

}  // namespace

/// One socket of a client with its monitor, made anew when it stays down.
class ClientLink::Wire {
 public:
  Wire(boost::asio::io_context& io, zmq::context_t& context, zmq::socket_type type,
       const std::optional<DeviceKey>& key, std::function<void(ClientEvent)> on_event,
       std::function<void(std::string_view)> on_bytes)
      : io_(io),
        context_(context),
        type_(type),
        key_(key),
        on_event_(std::move(on_event)),
        on_bytes_(std::move(on_bytes)),
        timer_(io) {}

  Result<void> open(const Endpoint& endpoint) {
    endpoint_ = endpoint;
    monitor_.reset();
    socket_.reset();
    connected_ = false;
    zmq::socket_t socket(context_, type_);
    if (type_ == zmq::socket_type::dealer) {
      set_dealer(socket);
    } else {
      set_subscriber(socket);
    }
    if (key_) secure_client(socket, key_->pair, key_->dispatcher);
    const Socket::Settings settings{Socket::WhenFull::kWait, kQueue};
    socket_ =
        std::make_unique<Socket>(io_, std::move(socket), settings, [this](const Frames& frames) {
          if (frames.size() == 1) on_bytes_(text(frames[0]));
        });
    // The monitor first: a local connection may be there before connect() returns.
    monitor_ = std::make_unique<Monitor>(io_, context_, socket_->raw(),
                                         [this](LinkEvent event) { hear(event); });
    socket_->start();
    again_after(kWithoutConnection);
    return connect(socket_->raw(), endpoint_);
  }

  [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
  [[nodiscard]] bool open() const { return socket_ != nullptr; }

  bool send(std::string_view bytes) {
    if (!connected_) return false;
    Frames frames;
    frames.push_back(frame(bytes));
    return socket_->send(std::move(frames));
  }

 private:
  // One request in flight, a settle, a snapshot and a ping: a longer queue is a stuck link.
  static constexpr std::size_t kQueue = 64;

  void hear(LinkEvent event) {
    // A refused handshake ends in a disconnection too; it is told once, as what it was.
    if (event == LinkEvent::kDisconnected && !connected_) return;
    connected_ = event == LinkEvent::kConnected;
    if (connected_) {
      timer_.cancel();
    } else {
      socket_->discard();
      again_after(event == LinkEvent::kDisconnected
                      ? std::chrono::steady_clock::duration(kWithoutConnection)
                      : kAfterRefusal);
    }
    if (on_event_) on_event_(event_of(event));
  }

  void again_after(std::chrono::steady_clock::duration pause) {
    timer_.expires_after(pause);
    timer_.async_wait(
        [this, alive = std::weak_ptr<int>(alive_)](boost::system::error_code cancelled) {
          if (cancelled || alive.expired() || connected_) return;
          // An address that could be connected to once can be again; a failure repeats after a
          // while.
          if (!open(endpoint_)) again_after(kWithoutConnection);
        });
  }

  boost::asio::io_context& io_;
  zmq::context_t& context_;
  zmq::socket_type type_;
  const std::optional<DeviceKey>& key_;
  std::function<void(ClientEvent)> on_event_;
  std::function<void(std::string_view)> on_bytes_;
  Endpoint endpoint_;
  std::unique_ptr<Socket> socket_;
  std::unique_ptr<Monitor> monitor_;
  bool connected_ = false;
  boost::asio::steady_timer timer_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);  // an expired timer's handler outlives us
};

class ClientLink::Impl {
 public:
  Impl(boost::asio::io_context& io, Endpoint dispatcher, std::optional<DeviceKey> key,
       Callbacks callbacks)
      : dispatcher_(std::move(dispatcher)),
        key_(std::move(key)),
        requests_(io, context_, zmq::socket_type::dealer, key_, std::move(callbacks.on_requests),
                  std::move(callbacks.on_reply)),
        updates_(io, context_, zmq::socket_type::sub, key_, std::move(callbacks.on_updates),
                 std::move(callbacks.on_update)) {}

  Result<void> open(Wire& wire, const Endpoint& endpoint) {
    if (!key_) {
      if (const auto local = check_plaintext(endpoint); !local) return local.error();
    }
    try {
      return wire.open(endpoint);
    } catch (const zmq::error_t& problem) {
      return Error{ErrorCode::kIo, std::string("ZeroMQ: ") + problem.what()};
    }
  }

  Result<void> start() { return open(requests_, dispatcher_); }
  bool send(std::string_view bytes) { return requests_.send(bytes); }
  Result<void> listen(const Endpoint& updates) {
    if (updates_.open() && updates_.endpoint() == updates) return {};
    return open(updates_, updates);
  }

 private:
  zmq::context_t context_;
  Endpoint dispatcher_;
  std::optional<DeviceKey> key_;
  Wire requests_;
  Wire updates_;
};

ClientLink::ClientLink(boost::asio::io_context& io, Endpoint dispatcher,
                       std::optional<DeviceKey> key, Callbacks callbacks)
    : impl_(std::make_unique<Impl>(io, std::move(dispatcher), std::move(key),
                                   std::move(callbacks))) {}
ClientLink::~ClientLink() = default;

Result<void> ClientLink::start() {
  return impl_->start();
}
bool ClientLink::send(std::string_view bytes) {
  return impl_->send(bytes);
}
Result<void> ClientLink::listen(const Endpoint& updates) {
  return impl_->listen(updates);
}

}  // namespace antre::link
