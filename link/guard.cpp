// SPDX-License-Identifier: Apache-2.0
#include "link/guard.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <future>
#include <limits>
#include <utility>

#include "link/monitor.hpp"
#include "link/socket_facts.hpp"
#include "protocol/result.hpp"

namespace antre::link {
namespace {

using namespace std::chrono_literals;

// 2,000 questions to the kernel a second at most, but each connection once a second.
constexpr std::chrono::microseconds kPerConnection = 500us;
constexpr std::chrono::microseconds kSlowest = 1s;
// A guard that stood still so long does not know what passed meanwhile.
constexpr auto kTooLate = 1s;

std::size_t most_connections(const Limits& limits) {
  if (limits.connections != 0) return limits.connections;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) {
    return std::numeric_limits<std::size_t>::max();
  }
  return files.rlim_cur > limits.reserved_files ? files.rlim_cur - limits.reserved_files : 1;
}

}  // namespace

/// The monitor of one socket.
class Guard::Watch {
 public:
  Watch(boost::asio::io_context& io, zmq::context_t& context, zmq::socket_t& watched, int kinds,
        Socket::OnMessage on_event)
      : watched_(watched),
        events_(io, begin_monitor(context, watched, kinds), Socket::Settings{},
                std::move(on_event)) {
    events_.start();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { const MonitorEnd end(watched_); }

 private:
  zmq::socket_t& watched_;
  Socket events_;
};

Guard::Guard(boost::asio::io_context& io, zmq::context_t& context, const Limits& limits,
             OnCut on_cut, OnListener on_listener)
    : io_(io),
      context_(context),
      limits_(limits),
      on_cut_(std::move(on_cut)),
      on_listener_(std::move(on_listener)),
      most_(most_connections(limits)),
      timer_(own_),
      thread_([this] { own_.run(); }) {}

Guard::~Guard() {
  ANTRE_ASSERT(!watches_[0] && !watches_[1]);
  own_.stop();
  thread_.join();
}

void Guard::there(const std::function<void()>& work) {
  std::promise<void> done;
  boost::asio::post(own_, [&work, &done] {
    try {
      work();
      done.set_value();
    } catch (...) {
      done.set_exception(std::current_exception());
    }
  });
  done.get_future().get();
}

void Guard::back(std::function<void()> call) {
  boost::asio::post(io_, [call = std::move(call), alive = std::weak_ptr<int>(alive_)] {
    if (!alive.expired()) call();
  });
}

void Guard::watch(Kind kind, zmq::socket_t& socket) {
  int kinds = ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED;
  if (kind == Kind::kUpdates) kinds |= ZMQ_EVENT_HANDSHAKE_SUCCEEDED;
  there([&] {
    watches_.at(static_cast<std::size_t>(kind)) = std::make_unique<Watch>(
        own_, context_, socket, kinds, [this, kind](const Frames& frames) { hear(kind, frames); });
  });
}

void Guard::forget(Kind kind) {
  there([&] { watches_.at(static_cast<std::size_t>(kind)).reset(); });
  const std::scoped_lock lock(mutex_);
  std::erase_if(connections_, [kind](const auto& one) { return one.second.kind == kind; });
}

std::uint64_t Guard::connections() const {
  const std::scoped_lock lock(mutex_);
  return connections_.size();
}

void Guard::hear(Kind kind, const Frames& frames) {
  LinkEvent link{};
  if (kind == Kind::kUpdates && read_event(frames, link) && link == LinkEvent::kConnected) {
    if (on_listener_) back(on_listener_);
    return;
  }
  const auto event = read_connection_event(frames);
  if (!event) return;
  const std::scoped_lock lock(mutex_);
  if (event->accepted) {
    accepted(kind, event->fd);
    return;
  }
  const auto found = connections_.find(event->fd);
  if (found != connections_.end() && found->second.kind == kind) connections_.erase(found);
}

void Guard::accepted(Kind kind, int fd) {
  const auto cookie = socket_cookie(fd);
  if (!cookie) return;  // gone before we looked; its end follows
  Connection& connection = connections_[fd];
  connection = {};
  connection.kind = kind;
  connection.cookie = *cookie;
  if (connections_.size() > most_) {
    end(fd, connection, "there are more connections than this machine's file limit bears");
  }
  look_later();
}

void Guard::delivered(int fd, unsigned client) {
  const std::scoped_lock lock(mutex_);
  const auto found = connections_.find(fd);
  if (found == connections_.end()) return;
  found->second.client = client;
  found->second.delivered = true;
}

void Guard::cut_client(unsigned client) {
  const std::scoped_lock lock(mutex_);
  for (auto& [fd, connection] : connections_) {
    if (connection.client == client) end(fd, connection, "it goes on sending beyond its rate");
  }
}

// With the lock held: it reads how many connections there are.
void Guard::look_later() {
  if (std::exchange(looking_, true)) return;
  const auto connections = static_cast<std::chrono::microseconds::rep>(connections_.size());
  looked_ = Clock::now();
  timer_.expires_after(std::max<std::chrono::microseconds>(
      limits_.look_every, std::min(kSlowest, connections * kPerConnection)));
  timer_.async_wait([this, alive = std::weak_ptr<int>(alive_)](boost::system::error_code stopped) {
    if (stopped || alive.expired()) return;
    const std::scoped_lock lock(mutex_);
    looking_ = false;
    look();
    if (!connections_.empty()) look_later();
  });
}

void Guard::look() {
  const auto passed = Clock::now() - looked_;
  if (passed > kSlowest + kTooLate) return;
  const double seconds = std::chrono::duration<double>(passed).count();
  const auto idle_bytes =
      static_cast<std::uint64_t>(seconds * static_cast<double>(limits_.idle_bytes_per_second));
  // A loop that stands has not yet read what came: nobody is judged by what waits for us. What a
  // listener sends never reaches it.
  const bool turns = loop_turns();
  for (auto& [fd, connection] : connections_) {
    if (turns || connection.kind == Kind::kUpdates) judge(fd, connection, idle_bytes);
  }
}

/// Whether the loop has come round since the last look.
bool Guard::loop_turns() {
  if (asked_->exchange(true)) return false;
  boost::asio::post(io_, [asked = asked_] { asked->store(false); });
  return true;
}

void Guard::judge(int fd, Connection& connection, std::uint64_t idle_bytes) {
  const auto received = bytes_received(fd);
  // Less than before: the number names another connection already, whose beginning is on its way.
  if (!received || *received < connection.seen || connection.ended) return;
  const std::uint64_t fresh = *received - std::exchange(connection.seen, *received);
  if (std::exchange(connection.delivered, false)) {
    connection.open = 0;
    return;
  }
  connection.open += fresh;
  connection.open -= std::min(connection.open, idle_bytes);
  const bool listener = connection.kind == Kind::kUpdates;
  if (connection.open <= (listener ? limits_.listener_bytes : limits_.unfinished_bytes)) return;
  end(fd, connection,
      listener ? "a listener sends more than listening takes"
               : "it sends a message that does not end");
}

void Guard::end(int fd, Connection& connection, const char* why) {
  if (std::exchange(connection.ended, true)) return;
  if (!end_connection(fd, connection.cookie)) return;
  ++cut_;
  if (on_cut_) back([this, why] { on_cut_(fmt::format("a connection was cut: {}", why)); });
}

}  // namespace antre::link
