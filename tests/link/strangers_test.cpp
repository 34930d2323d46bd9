// SPDX-License-Identifier: Apache-2.0
// Who may not, or does too much: real sockets on 127.0.0.1, and always another one who is served.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "link/socket.hpp"
#include "link/socket_options.hpp"
#include "tests/link/peers.hpp"
#include "tests/link/relay.hpp"

using namespace antre::test;
using Tcp = boost::asio::ip::tcp;

namespace {

constexpr std::size_t kMiB = std::size_t{1024} * 1024;

Tcp::socket dial(boost::asio::io_context& io, const Endpoint& to) {
  Tcp::socket socket(io);
  socket.connect({boost::asio::ip::make_address(to.host), to.port});
  return socket;
}

std::size_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  in >> all >> resident;
  return resident * 4096;
}

/// ZMTP 3 without keys, by hand: no library sends a message before its end.
std::string greeting() {
  std::string bytes("\xff\0\0\0\0\0\0\0\0\x7f\x03\0NULL", 16);
  bytes.resize(64, '\0');
  const std::string ready = std::string("\x05READY\x0bSocket-Type\0\0\0\x06", 22) + "DEALER";
  bytes += '\x04';  // a command of one length byte
  bytes += static_cast<char>(ready.size());
  return bytes + ready;
}

/// Sends parts of a message that has no last one, until it is stopped.
class Endless {
 public:
  explicit Endless(const Endpoint& to) : socket_(dial(io_, to)), thread_([this] { run(); }) {}
  Endless(const Endless&) = delete;
  Endless& operator=(const Endless&) = delete;
  ~Endless() { thread_.join(); }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  void run() {
    boost::system::error_code problem;
    boost::asio::write(socket_, boost::asio::buffer(greeting()), problem);
    // Data before the other side's READY is an error of the handshake.
    std::array<char, 64 + 2> theirs{};
    boost::asio::read(socket_, boost::asio::buffer(theirs), problem);
    std::string parts;
    for (int i = 0; i < 100; ++i) parts += std::string("\x01\xc8", 2) + std::string(200, 'x');
    while (!problem) boost::asio::write(socket_, boost::asio::buffer(parts), problem);
    stopped_ = true;
  }

  boost::asio::io_context io_;
  Tcp::socket socket_;
  std::atomic<bool> stopped_{false};
  std::thread thread_;
};

/// A client that asks and is answered, again and again.
class Served {
 public:
  Served(Loop& loop, const Endpoint& at, std::optional<DeviceKey> key)
      : loop_(loop), client_(loop.io, at, std::move(key)) {
    REQUIRE(loop_.until([&] { return client_.is(ClientEvent::kConnected); }));
  }
  [[nodiscard]] bool again() {
    const auto before = client_.replies.size();
    client_.link.send("hello");
    return loop_.until([&] { return client_.replies.size() > before; }) &&
           client_.requests.size() == 1;  // and was never cut off
  }

 private:
  Loop& loop_;
  Listener client_;
};

}  // namespace

TEST_SUITE("link/strangers") {
  TEST_CASE("a message that never ends is cut off, and memory stays bounded") {
    const Folder data;
    Loop loop;
    Echo echo(loop.io, data.path(), true);
    REQUIRE(echo.server.start());
    Served served(loop, echo.server.listening(), std::nullopt);
    const auto before = resident_bytes();
    std::size_t most = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const Endless endless(echo.server.listening());
      while (!endless.stopped()) {
        REQUIRE(served.again());
        most = std::max(most, resident_bytes());
      }
    }
    CHECK(echo.server.counters().cut >= 3);
    CHECK(echo.server.counters().requests >= 1);
    CHECK(most < before + 400 * kMiB);
    CHECK(loop.until([&] { return echo.server.counters().connections == 1; }));
  }

  TEST_CASE("a message whose end is held back is cut off over CURVE too") {
    const Folder data;
    const DeviceKey good = device(data, "kiosk", "good");
    const DeviceKey bad = device(data, "kiosk", "bad");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Served served(loop, echo.server.listening(), good);
    Relay relay(loop.io, echo.server.listening());
    relay.stop_after(3 * kMiB);
    zmq::context_t context;
    zmq::socket_t raw(context, zmq::socket_type::dealer);
    set_dealer(raw);
    raw.set(zmq::sockopt::immediate, false);
    raw.set(zmq::sockopt::sndhwm, 0);
    secure_client(raw, bad.pair, bad.dispatcher);
    REQUIRE(connect(raw, relay.at()));
    const std::string part(32'000, 'x');
    for (int i = 0; i < 200; ++i) raw.send(zmq::buffer(part), zmq::send_flags::sndmore);
    raw.send(zmq::buffer(part), zmq::send_flags::none);
    REQUIRE(loop.until([&] { return echo.server.counters().cut >= 1; }));
    CHECK(served.again());
    CHECK(echo.server.counters().malformed == 0);
  }

  TEST_CASE("a listener that subscribes to everything in detail is cut off; others hear on") {
    const Folder data;
    const DeviceKey good = device(data, "display", "good");
    const DeviceKey bad = device(data, "display", "bad");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Listener listener(loop.io, echo.server.listening(), good);
    REQUIRE(listener.link.listen(echo.server.updates()));
    REQUIRE(loop.until([&] {
      echo.server.publish("news");
      return !listener.heard.empty();
    }));
    zmq::context_t context;
    zmq::socket_t raw(context, zmq::socket_type::sub);
    set_subscriber(raw);
    secure_client(raw, bad.pair, bad.dispatcher);
    REQUIRE(connect(raw, echo.server.updates()));
    for (int i = 0; i < 100; ++i) {
      raw.set(zmq::sockopt::subscribe, fmt::format("{:05}", i) + std::string(1'000, 'x'));
    }
    REQUIRE(loop.until([&] { return echo.server.counters().cut >= 1; }));
    listener.heard.clear();
    CHECK(loop.until([&] {
      echo.server.publish("more");
      return !listener.heard.empty();
    }));
    CHECK(listener.updates == std::vector{ClientEvent::kConnected});
  }

  TEST_CASE("garbage on either port is ended and forgotten") {
    const Folder data;
    const DeviceKey good = device(data, "kiosk", "good");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Served served(loop, echo.server.listening(), good);
    std::vector<Tcp::socket> strangers;
    for (const auto& port : {echo.server.listening(), echo.server.updates()}) {
      for (const std::size_t size : {1U, 10U, 64U, 200U, 5'000U}) {
        strangers.push_back(dial(loop.io, port));
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 37 + size);
        boost::asio::write(strangers.back(), boost::asio::buffer(bytes));
      }
    }
    CHECK(served.again());
    CHECK(loop.until([&] { return echo.server.counters().connections == 1; }));
    CHECK(served.again());
    CHECK(echo.server.counters().requests == 2);
  }

  TEST_CASE("a thousand connections that say nothing keep nobody from being served") {
    Loop loop;
    const Folder data;
    const DeviceKey good = device(data, "kiosk", "good");
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    rlimit files{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &files) == 0);
    if (files.rlim_cur < 3'000) {
      MESSAGE("skipped: this machine allows a process fewer than 3,000 files");
      return;
    }
    std::vector<Tcp::socket> silent;
    for (int i = 0; i < 500; ++i) {
      silent.push_back(dial(loop.io, echo.server.listening()));
      silent.push_back(dial(loop.io, echo.server.updates()));
      if (i % 50 == 0) loop.io.poll();
    }
    REQUIRE(loop.until([&] { return echo.server.counters().connections >= 1'000; }));
    Served served(loop, echo.server.listening(), good);
    for (int i = 0; i < 100; ++i) REQUIRE(served.again());
    // Who does not end its handshake is ended.
    CHECK(loop.until([&] { return echo.server.counters().connections == 1; }));
    CHECK(served.again());
    CHECK(echo.server.counters().cut == 0);
  }

  TEST_CASE("beyond the most connections the newest are ended; those before stay") {
    const Folder data;
    Limits limits;
    limits.connections = 3;
    const DeviceKey good = device(data, "kiosk", "good");
    Loop loop;
    Echo echo(loop.io, data.path(), false, limits);
    REQUIRE(echo.server.start());
    Served served(loop, echo.server.listening(), good);
    std::vector<Tcp::socket> silent;
    for (int i = 0; i < 6; ++i) silent.push_back(dial(loop.io, echo.server.listening()));
    REQUIRE(loop.until([&] { return echo.server.counters().cut == 4; }));
    CHECK(served.again());
    CHECK(loop.until([&] { return echo.server.counters().connections <= 3; }));
  }

  TEST_CASE("a recorded session played again is refused, and nothing of it is carried out") {
    const Folder data;
    const DeviceKey key = device(data, "kiosk", "a");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Relay relay(loop.io, echo.server.listening());
    {
      Served served(loop, relay.at(), key);
      for (int i = 0; i < 5; ++i) REQUIRE(served.again());
    }
    REQUIRE(relay.recorded().size() > 500);
    REQUIRE(loop.until([&] { return echo.server.counters().connections == 0; }));
    const auto requests = echo.server.counters().requests;
    for (int i = 0; i < 3; ++i) {
      Tcp::socket again = dial(loop.io, echo.server.listening());
      boost::system::error_code ended;
      std::array<char, 1024> answer{};
      std::function<void()> listen = [&] {
        again.async_read_some(boost::asio::buffer(answer),
                              [&](boost::system::error_code problem, std::size_t /*size*/) {
                                ended = problem;
                                if (!problem) listen();
                              });
      };
      listen();
      boost::system::error_code ignored;  // it may be ended before all is said
      boost::asio::write(again, boost::asio::buffer(relay.recorded()), ignored);
      REQUIRE(loop.until([&] { return ended.failed(); }));
    }
    CHECK(echo.server.counters().requests == requests);
    Served served(loop, echo.server.listening(), key);
    CHECK(served.again());
  }

  TEST_CASE("a flooding client is throttled, cut, refused for a while and let in again") {
    const Folder data;
    const DeviceKey good = device(data, "kiosk", "good");
    const DeviceKey bad = device(data, "kiosk", "bad");
    Limits limits;
    limits.requests_per_second = 200;
    limits.requests_at_once = 400;
    limits.flood_ends_after = 300ms;
    limits.refused_for = 300ms;
    Loop loop;
    Echo echo(loop.io, data.path(), false, limits);
    REQUIRE(echo.server.start());
    Served served(loop, echo.server.listening(), good);
    Listener flood(loop.io, echo.server.listening(), bad);
    REQUIRE(loop.until([&] { return flood.is(ClientEvent::kConnected); }));
    REQUIRE(loop.until([&] {
      for (int i = 0; i < 20; ++i) flood.link.send("again");
      return echo.server.counters().throttled > 0;
    }));
    CHECK(served.again());
    REQUIRE(loop.until([&] {
      for (int i = 0; i < 20; ++i) flood.link.send("again");
      return echo.server.counters().cut > 0;
    }));
    CHECK(served.again());
    REQUIRE(loop.until([&] {
      return std::find(flood.requests.begin(), flood.requests.end(),
                       ClientEvent::kHandshakeFailed) != flood.requests.end();
    }));
    REQUIRE(loop.until([&] { return flood.is(ClientEvent::kConnected); }));
    flood.replies.clear();
    flood.link.send("sorry");
    CHECK(loop.until([&] { return !flood.replies.empty(); }));
    CHECK(std::count(flood.requests.begin(), flood.requests.end(), ClientEvent::kNotAuthorised) ==
          0);
  }

  TEST_CASE("a key made again under the same name opens; the revoked one stays shut") {
    const Folder data;
    const DeviceKey lost = device(data, "counter", "2");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Listener thief(loop.io, echo.server.listening(), lost);
    REQUIRE(thief.link.listen(echo.server.updates()));
    REQUIRE(loop.until([&] { return thief.hears(ClientEvent::kConnected); }));
    REQUIRE(loop.until([&] { return thief.is(ClientEvent::kConnected); }));
    REQUIRE(revoke_device(data.path(), "counter", "2"));
    const auto fresh = new_device(data.path(), "counter", "2", data / "again.key");
    REQUIRE(fresh);
    REQUIRE(loop.until([&] { return thief.hears(ClientEvent::kNotAuthorised); }));
    Listener owner(loop.io, echo.server.listening(), *fresh);
    REQUIRE(loop.until([&] { return owner.is(ClientEvent::kConnected); }));
    owner.link.send("hello");
    thief.link.send("hello");
    REQUIRE(loop.until([&] { return !owner.replies.empty() && !thief.replies.empty(); }));
    CHECK(owner.replies[0] == "counter:2 hello");
    CHECK(thief.replies[0] == "revoked");
  }
}
