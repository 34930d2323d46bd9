// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/proxy.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <deque>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "link/file.hpp"

namespace antre::test {
namespace {

using Clock = std::chrono::steady_clock;
using link::Descriptor;

constexpr std::size_t kChunk = 16'384;
constexpr std::size_t kMostKept = std::size_t{64} << 20U;  // then the sender feels it
constexpr int kLook = 5;                                   // ms between looks while something waits

sockaddr_in address_of(const Proxy::Address& address) {
  sockaddr_in raw{};
  raw.sin_family = AF_INET;
  raw.sin_port = htons(address.port);
  if (inet_pton(AF_INET, address.host.c_str(), &raw.sin_addr) != 1)
    throw std::runtime_error("no IPv4 address: " + address.host);
  return raw;
}

/// Closed with a reset: the other side is told at once, and nothing is delivered any more.
void reset(Descriptor& socket) {
  const linger at_once{1, 0};
  if (socket) setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket = Descriptor();
}

void without_delay(const Descriptor& socket) {
  const int on = 1;
  setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// One direction of one connection.
struct Pipe {
  struct Piece {
    Clock::time_point due;
    std::string bytes;
  };
  std::deque<Piece> kept;
  std::size_t size = 0;
  bool ended = false;  ///< the source has no more
  bool told = false;   ///< and the sink knows
  bool broken = false;
  Clock::time_point last = Clock::now();
  double allowance = 0;  ///< bytes that the throttle lets through now

  /// Reads what is there.
  void take(int source, const Proxy::Weather& weather) {
    std::array<char, kChunk> buffer{};
    const auto got = recv(source, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) {
      const auto count = static_cast<std::size_t>(got);
      kept.push_back({Clock::now() + weather.delay, {buffer.data(), count}});
      size += count;
    } else if (got == 0) {
      ended = true;
    } else if (errno != EAGAIN && errno != EINTR) {
      broken = true;
    }
  }

  /// Writes what is due; gives how much. Negative when the sink is broken.
  ssize_t give(int sink, const Proxy::Weather& weather) {
    const auto now = Clock::now();
    const std::chrono::duration<double> passed = now - last;
    last = now;
    if (weather.held) return 0;
    const auto rate = static_cast<double>(weather.bytes_per_s);
    allowance = std::min(allowance + passed.count() * rate, rate);
    ssize_t sum = 0;
    while (!kept.empty() && kept.front().due <= now) {
      auto& bytes = kept.front().bytes;
      auto most = bytes.size();
      if (weather.bytes_per_s > 0) most = std::min(most, static_cast<std::size_t>(allowance));
      if (most == 0) return sum;
      const auto sent = send(sink, bytes.data(), most, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent < 0) return errno == EAGAIN || errno == EINTR ? sum : -1;
      sum += sent;
      allowance -= static_cast<double>(sent);
      size -= static_cast<std::size_t>(sent);
      bytes.erase(0, static_cast<std::size_t>(sent));
      if (bytes.empty()) kept.pop_front();
    }
    if (kept.empty() && ended && !told) {
      shutdown(sink, SHUT_WR);
      told = true;
    }
    return sum;
  }
};

struct Connection {
  Descriptor client;
  Descriptor server;
  Pipe to_server;
  Pipe to_client;
  std::size_t number = 0;
  [[nodiscard]] bool over() const { return to_server.told && to_client.told; }
  [[nodiscard]] bool waits() const {
    return to_server.size > 0 || to_client.size > 0 || to_server.ended != to_server.told ||
           to_client.ended != to_client.told;
  }
};

short wanted(const Pipe& pipe) {
  return !pipe.ended && !pipe.broken && pipe.size < kMostKept ? POLLIN : short{0};
}

}  // namespace

class Proxy::Impl {
 public:
  Impl(const Address& at, const Address& to) : to_(address_of(to)), wake_(eventfd(0, EFD_CLOEXEC)) {
    listener_ = Descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    setsockopt(listener_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const auto raw = address_of(at);
    if (bind(listener_.get(), reinterpret_cast<const sockaddr*>(&raw), sizeof raw) != 0 ||
        listen(listener_.get(), SOMAXCONN) != 0) {
      throw std::runtime_error("cannot listen at " + at.host + ":" + std::to_string(at.port));
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  ~Impl() {
    thread_.request_stop();
    wake();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
  }

  std::mutex mutex;
  Weather up;
  Weather down;
  bool cutting = false;
  bool refusing = false;
  std::size_t open = 0;
  std::size_t taken = 0;
  std::uint64_t carried = 0;
  bool listening_in = false;
  std::vector<std::string> heard;
  std::string injected;

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      auto watched = watch();
      poll(watched.data(), watched.size(), anything_waits() ? kLook : -1);
      std::uint64_t ignored = 0;
      if (watched[0].revents != 0) [[maybe_unused]]
        const auto got = ::read(wake_.get(), &ignored, sizeof ignored);
      const std::lock_guard lock(mutex);
      if (cutting) reset_all();
      for (auto& one : connections_) inject(one);
      injected.clear();
      if (watched[1].revents != 0) accept_all();
      for (auto& one : connections_) {
        if (!carry(one)) {
          reset(one.client);
          reset(one.server);
        }
      }
      connections_.remove_if([](const auto& one) { return !one.client || one.over(); });
      open = connections_.size();
    }
  }

  std::vector<pollfd> watch() const {
    std::vector<pollfd> watched{{wake_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
    for (const auto& one : connections_) {
      // Without wanted bytes a hung-up socket would wake the loop for ever.
      if (const auto what = wanted(one.to_server)) watched.push_back({one.client.get(), what, 0});
      if (const auto what = wanted(one.to_client)) watched.push_back({one.server.get(), what, 0});
    }
    return watched;
  }

  bool anything_waits() const {
    return std::any_of(connections_.begin(), connections_.end(),
                       [](const auto& one) { return one.waits(); });
  }

  void reset_all() {
    for (auto& one : connections_) {
      reset(one.client);
      reset(one.server);
    }
    connections_.clear();
    cutting = false;
  }

  void accept_all() {
    for (;;) {
      Descriptor client(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!client) return;
      // A local connect is through, or refused, at once.
      Descriptor server(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      const bool reached =
          !refusing &&
          connect(server.get(), reinterpret_cast<const sockaddr*>(&to_), sizeof to_) == 0;
      if (!reached) {
        reset(client);
        continue;
      }
      without_delay(client);
      without_delay(server);
      ++taken;
      connections_.push_back({std::move(client), std::move(server), {}, {}, taken - 1});
      heard.resize(taken);
    }
  }

  void inject(Connection& one) const {
    if (injected.empty()) return;
    one.to_server.kept.push_back({Clock::now(), injected});
    one.to_server.size += injected.size();
  }

  bool carry(Connection& one) {
    const auto pieces = one.to_server.kept.size();
    if (wanted(one.to_server) != 0) one.to_server.take(one.client.get(), up);
    if (listening_in && one.to_server.kept.size() > pieces)
      heard.at(one.number) += one.to_server.kept.back().bytes;
    if (wanted(one.to_client) != 0) one.to_client.take(one.server.get(), down);
    return carry(one.to_server, one.server, up) && carry(one.to_client, one.client, down);
  }

  bool carry(Pipe& pipe, const Descriptor& sink, const Weather& weather) {
    if (pipe.broken) return weather.held;  // while it is held nobody is told
    const auto given = pipe.give(sink.get(), weather);
    if (given > 0) carried += static_cast<std::uint64_t>(given);
    return given >= 0;
  }

  sockaddr_in to_;
  Descriptor wake_;
  Descriptor listener_;
  std::list<Connection> connections_;  // of the thread
  std::jthread thread_;
};

Proxy::Proxy(const Address& at, const Address& to) : impl_(std::make_unique<Impl>(at, to)) {}
Proxy::~Proxy() = default;

void Proxy::set(Weather to_server, Weather to_client) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->up = to_server;
    impl_->down = to_client;
  }
  impl_->wake();
}

void Proxy::cut() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->cutting = true;
  }
  impl_->wake();
}

void Proxy::listen_in() {
  const std::lock_guard lock(impl_->mutex);
  impl_->listening_in = true;
}

std::vector<std::string> Proxy::heard() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->heard;
}

void Proxy::inject(std::string bytes) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->injected = std::move(bytes);
  }
  impl_->wake();
}

void Proxy::refuse(bool yes) {
  const std::lock_guard lock(impl_->mutex);
  impl_->refusing = yes;
}

std::size_t Proxy::connections() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->open;
}

std::size_t Proxy::taken() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->taken;
}

std::uint64_t Proxy::carried() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->carried;
}

}  // namespace antre::test
