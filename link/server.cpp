// SPDX-License-Identifier: Apache-2.0
#include "link/server.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <utility>

#include "link/admission.hpp"
#include "link/guard.hpp"
#include "link/key_watch.hpp"
#include "link/keys.hpp"
#include "link/socket.hpp"
#include "link/socket_options.hpp"
#include "link/zap.hpp"

namespace antre::link {
namespace {

using namespace std::chrono_literals;

// libzmq closes a socket on its own thread; the address is free a moment after.
constexpr auto kRebindEvery = 2ms;
// Far longer than a close takes: then another program has taken the address.
constexpr auto kRebindLimit = 10s;

std::string_view property(const zmq::message_t& message, const char* name) {
  const char* value = zmq_msg_gets(message.handle(), name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

}  // namespace

class Server::Impl {
 public:
  Impl(boost::asio::io_context& io, ServerSettings settings, Callbacks callbacks)
      : io_(io),
        settings_(std::move(settings)),
        callbacks_(std::move(callbacks)),
        rebind_timer_(io),
        watch_(io, [this] { follow_keys(); }) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    try {
      stop();
    } catch (const std::exception& problem) {
      // The sockets close all the same; only what they still had to say may be lost.
      tell(problem.what());
    }
  }

  Result<void> start() {
    raise_file_limit();
    if (const auto allowed = prepare_keys(); !allowed) return allowed.error();
    try {
      return open_sockets();
    } catch (const zmq::error_t& problem) {
      return Error{ErrorCode::kIo, fmt::format("ZeroMQ: {}", problem.what())};
    }
  }

  void stop() {
    alive_.reset();
    rebind_timer_.cancel();
    for (auto* socket : {&router_, &publisher_}) {
      if (*socket) (*socket)->flush();
    }
    // The watches go before what they watch.
    if (guard_) {
      guard_->forget(Guard::Kind::kRequests);
      guard_->forget(Guard::Kind::kUpdates);
      counters_.cut = guard_->cut();
      guard_.reset();
    }
    if (router_) {
      counters_.replies = router_->counters().sent;
      counters_.dropped = router_->counters().dropped;
    }
    router_.reset();
    publisher_.reset();
    zap_.reset();
    context_.close();  // waits for LINGER: replies that are on their way
  }

  void reply(const Peer& peer, std::string_view bytes) {
    if (!router_) return;
    admission_.charge(peer.client, peer.fd, bytes.size());
    Frames frames;
    frames.reserve(2);
    frames.push_back(frame(peer.routing_id));
    frames.push_back(frame(bytes));
    router_->send(std::move(frames));
  }

  void publish(std::string_view bytes) {
    if (!publisher_) return;  // being bound again: listeners see the gap and ask
    Frames frames;
    frames.push_back(frame(bytes));
    publisher_->send(std::move(frames));
  }

  Counters counters() const {
    Counters all = counters_;
    if (router_) {
      all.replies = router_->counters().sent;
      all.dropped = router_->counters().dropped;
    }
    if (guard_) {
      all.cut = guard_->cut();
      all.connections = guard_->connections();
    }
    all.refused = zap_ ? zap_->refused() - refused_by_check_ : 0;
    return all;
  }

  Endpoint listening;
  Endpoint updates;
  KeyPair keys;
  std::uint64_t rebinds = 0;

 private:
  Result<void> prepare_keys() {
    const auto updates_at = settings_.updates ? Result<Endpoint>(*settings_.updates)
                                              : default_updates(settings_.listen);
    if (!updates_at) return updates_at.error();
    updates = *updates_at;
    if (settings_.plaintext_loopback) {
      if (const auto local = check_plaintext(settings_.listen); !local) return local.error();
      return check_plaintext(updates);
    }
    const auto pair = dispatcher_key(settings_.data);
    if (!pair) return pair.error();
    keys = *pair;
    auto table = load_keys(settings_.data);
    if (!table) return table.error();
    if (!table->problems.empty()) {
      return Error{ErrorCode::kInvalid, fmt::format("{}", fmt::join(table->problems, "; "))};
    }
    known_ = table->owners;
    admission_.follow(known_);
    zap_ = std::make_unique<Zap>(context_, std::move(*table));
    return watch_.start(settings_.data);
  }

  Result<void> open_sockets() {
    guard_ = std::make_unique<Guard>(
        io_, context_, settings_.limits, [this](const std::string& whom) { tell(whom); },
        callbacks_.on_listener);
    zmq::socket_t router(context_, zmq::socket_type::router);
    set_router(router);
    if (zap_) secure_server(router, keys);
    router_ = std::make_unique<Socket>(io_, std::move(router), Socket::Settings{},
                                       [this](const Frames& frames) { receive(frames); });
    guard_->watch(Guard::Kind::kRequests, router_->raw());
    const auto bound = bind(router_->raw(), settings_.listen);
    if (!bound) return bound.error();
    listening = *bound;
    if (zap_) {
      const auto checked = check_unknown_is_refused(context_, listening, keys.public_key);
      if (!checked) return checked.error();
      refused_by_check_ = zap_->refused();
    }
    const auto published = open_publisher();
    if (!published) return published.error();
    router_->start();
    return {};
  }

  Result<void> open_publisher() {
    zmq::socket_t socket(context_, zmq::socket_type::pub);
    set_publisher(socket);
    if (zap_) secure_server(socket, keys);
    auto publisher = std::make_unique<Socket>(io_, std::move(socket), Socket::Settings{},
                                              [](const Frames& /*none come*/) {});
    guard_->watch(Guard::Kind::kUpdates, publisher->raw());
    const auto bound = bind(publisher->raw(), updates);
    if (!bound) {
      guard_->forget(Guard::Kind::kUpdates);
      return bound.error();
    }
    updates = *bound;
    publisher_ = std::move(publisher);
    publisher_->start();
    return {};
  }

  void receive(const Frames& frames) {
    if (frames.size() != 2) {
      ++counters_.malformed;
      return;
    }
    Peer peer;
    peer.routing_id = text(frames[0]);
    peer.role = "admin";
    peer.name = "local";
    const int fd = zmq_msg_get(frames[1].handle(), ZMQ_SRCFD);
    if (zap_) {
      // The key is looked up again for each message: a connection outlives a revocation.
      const auto now = std::chrono::steady_clock::now();
      auto& client = admission_.client(property(frames[1], kCredentialProperty), now);
      peer.client = client.number;
      peer.fd = fd;
      peer.role = client.owner.role;
      peer.name = client.owner.name;
      guard_->delivered(fd, client.number);
      const auto verdict = admission_.judge(client, fd, now);
      if (verdict != Admission::Verdict::kPass) {
        refuse(verdict, client, peer, text(frames[1]));
        return;
      }
    } else {
      guard_->delivered(fd, 0);
    }
    ++counters_.requests;
    callbacks_.on_request(peer, text(frames[1]));
  }

  void refuse(Admission::Verdict verdict, const Admission::Client& client, const Peer& peer,
              std::string_view bytes) {
    if (verdict == Admission::Verdict::kRevoked) {
      ++counters_.revoked;
      if (callbacks_.on_revoked) callbacks_.on_revoked(peer, bytes);
      return;
    }
    ++counters_.throttled;
    if (verdict != Admission::Verdict::kFlooding) return;
    zap_->refuse_until(client.key, std::chrono::steady_clock::now() + settings_.limits.refused_for);
    guard_->cut_client(client.number);
  }

  void follow_keys() {
    if (!zap_) return;  // stopped
    auto table = load_keys(settings_.data);
    if (!table) {
      tell(table.error().detail);
      return;
    }
    for (const auto& problem : table->problems) tell(problem);
    const auto& now = table->owners;
    const bool revoked = std::any_of(known_.begin(), known_.end(), [&now](const auto& known) {
      const auto found = now.find(known.first);
      return found == now.end() || found->second != known.second;
    });
    known_ = now;
    admission_.follow(known_);
    zap_->follow(std::move(*table));
    if (revoked) rebind();
  }

  /// A PUB socket checks nothing after the handshake: only a new one stops telling a revoked peer.
  void rebind() {
    if (publisher_) {
      publisher_->raw().set(zmq::sockopt::linger, 0);  // nothing more for the one revoked
      guard_->forget(Guard::Kind::kUpdates);
      publisher_.reset();
    }
    rebind_until_ = std::chrono::steady_clock::now() + kRebindLimit;
    try_rebind();
  }

  void try_rebind() {
    const auto opened = open_publisher();
    if (opened) {
      ++rebinds;
      return;
    }
    if (std::chrono::steady_clock::now() > rebind_until_) {
      tell(opened.error().detail);
      if (callbacks_.on_fatal) callbacks_.on_fatal(opened.error());
      return;
    }
    rebind_timer_.expires_after(kRebindEvery);
    rebind_timer_.async_wait(
        [this, alive = std::weak_ptr<int>(alive_)](boost::system::error_code stopped) {
          if (!stopped && !alive.expired() && !publisher_) try_rebind();
        });
  }

  void tell(const std::string& sentence) const {
    if (callbacks_.on_problem) callbacks_.on_problem(sentence);
  }

  boost::asio::io_context& io_;
  ServerSettings settings_;
  Callbacks callbacks_;
  Counters counters_;
  zmq::context_t context_;
  std::unique_ptr<Zap> zap_;  // bound before the sockets, closed after them
  Admission admission_{settings_.limits};
  std::unique_ptr<Guard> guard_;
  std::unique_ptr<Socket> router_;
  std::unique_ptr<Socket> publisher_;
  std::unordered_map<std::string, KeyOwner> known_;
  std::uint64_t refused_by_check_ = 0;
  boost::asio::steady_timer rebind_timer_;
  std::chrono::steady_clock::time_point rebind_until_;
  KeyWatch watch_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);  // an expired timer's handler outlives us
};

Server::Server(boost::asio::io_context& io, ServerSettings settings, Callbacks callbacks)
    : impl_(std::make_unique<Impl>(io, std::move(settings), std::move(callbacks))) {}
Server::~Server() = default;

Result<void> Server::start() {
  return impl_->start();
}
void Server::stop() {
  impl_->stop();
}
void Server::reply(const Peer& peer, std::string_view bytes) {
  impl_->reply(peer, bytes);
}
void Server::publish(std::string_view bytes) {
  impl_->publish(bytes);
}
const Endpoint& Server::listening() const {
  return impl_->listening;
}
const Endpoint& Server::updates() const {
  return impl_->updates;
}
const std::string& Server::public_key() const {
  return impl_->keys.public_key;
}
Server::Counters Server::counters() const {
  return impl_->counters();
}
std::uint64_t Server::rebinds() const {
  return impl_->rebinds;
}

void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace antre::link
