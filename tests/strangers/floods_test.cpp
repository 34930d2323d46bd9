// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "protocol/codec.hpp"
#include "tests/strangers/hall_under_attack.hpp"
#include "tests/strangers/hand_client.hpp"
#include "tests/support/hall/proxied.hpp"

using namespace antre;
using namespace antre::test;

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

Issue for_service(const char* service) {
  Issue issue;
  issue.service.value = service;
  return issue;
}

/// A client with a key that sends one request for ever and reads no answer, so that the dispatcher
/// has to keep its answers or to drop them.
class Flood {
 public:
  Flood(HallUnderAttack& attacked, const std::string& key, const Request& request)
      : socket_(attacked.socket(zmq::socket_type::dealer, attacked.hall().url(), key)),
        bytes_(codec::encode(request)),
        thread_([this](const std::stop_token& stop) {
          // ZeroMQ blocks it while the connection is full or away.
          socket_.set(zmq::sockopt::sndtimeo, 100);
          while (!stop.stop_requested()) socket_.send(zmq::buffer(bytes_), zmq::send_flags::none);
        }) {}

 private:
  zmq::socket_t socket_;
  std::string bytes_;
  std::jthread thread_;
};

/// Under ThreadSanitizer nobody asks so fast that the dispatcher slows them down.
#if defined(__SANITIZE_THREAD__)
constexpr bool kTooSlowToFlood = true;
#else
constexpr bool kTooSlowToFlood = false;
#endif

}  // namespace

TEST_SUITE("strangers/floods") {
  TEST_CASE("bytes of another's connection, sent again, do nothing again") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    Proxied network(hall);
    network.commands().listen_in();
    auto kiosk =
        attacked.socket(zmq::socket_type::dealer, network.url(), attacked.key("kiosk", "entrance"));
    CHECK(refused(attacked.ask(kiosk, request_of('a', 1, for_service("R")))).empty());
    const auto first = network.commands().heard().at(0);
    // To a connection of one's own, all of it: the handshake is another each time.
    const Connection again(hall.url());
    again.send(first);
    CHECK(eventually([&] { return again.ended(); }));
    // Into the middle of the very connection: its counter has gone on, so the dispatcher hangs up.
    CHECK(refused(attacked.ask(kiosk, request_of('a', 2, for_service("R")))).empty());
    const auto both = network.commands().heard().at(0);
    const auto taken = network.commands().taken();
    network.commands().inject(both.substr(first.size()));
    CHECK(eventually([&] { return network.commands().taken() > taken; }));
    CHECK(refused(attacked.ask(kiosk, request_of('a', 3, for_service("R")))).empty());
    const auto issued = hall.events("ticket-issued");
    CHECK(std::count_if(issued.begin(), issued.end(), [](const auto& event) {
            return text(event, "device") == "entrance";
          }) == 3);
    attacked.check({"entrance"});
  }

  TEST_CASE("a message without end, and one that is too large, cost a stranger its connection") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    const auto key = link::load_device(attacked.key("kiosk", "broken")).value();
    // 1 GiB of parts, none of them the last.
    HandClient endless(hall.url(), key, "DEALER");
    const std::string part(std::size_t{48} * 1024, 'x');
    std::size_t sent = 0;
    while (sent < 1024 * kMiB && endless.send_frame(part, true)) sent += part.size();
    CHECK(sent < 1024 * kMiB);
    attacked.still_serves();
    HandClient small_parts(hall.url(), key, "DEALER");
    const std::string few(16, 'x');
    std::size_t parts = 0;
    while (parts < 10 * kMiB && small_parts.send_frame(few, true)) ++parts;
    CHECK(parts < 10 * kMiB);
    attacked.still_serves();
    HandClient large(hall.url(), key, "DEALER");
    large.send_frame(std::string(300'000, 'x'), false);
    CHECK(eventually([&] { return large.ended(); }));
    // Before any handshake, and on the updates socket.
    for (const auto& url : {hall.url(), hall.updates_url()}) {
      const Connection noise(url);
      std::size_t told = 0;
      while (told < 1024 * kMiB && noise.send(part)) told += part.size();
      CHECK(told < 1024 * kMiB);
    }
    HandClient listener(hall.updates_url(), key, "SUB");
    std::size_t subscriptions = 0;
    while (
        subscriptions < kMiB &&
        listener.send_frame('\x01' + std::to_string(subscriptions) + part.substr(0, 1000), false)) {
      ++subscriptions;
    }
    CHECK(subscriptions < kMiB);
    CHECK(attacked.health().cut >= 2);
    attacked.check();
  }

  TEST_CASE("1,000 connections that say nothing are let go of, and the hall is served meanwhile") {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    constexpr std::size_t kEach = 500;
    std::vector<Connection> silent;
    silent.reserve(2 * kEach);
    for (std::size_t i = 0; i < kEach; ++i) {
      silent.emplace_back(hall.url());
      silent.emplace_back(hall.updates_url());
    }
    attacked.still_serves();
    CHECK(std::all_of(silent.begin(), silent.end(),
                      [](const auto& one) { return eventually([&one] { return one.ended(); }); }));
    attacked.check();
  }

  TEST_CASE("a client that asks without waiting for answers is slowed down, then shut out" *
            doctest::skip(kTooSlowToFlood)) {
    HallUnderAttack attacked;
    Request ping;
    ping.n = 1;
    ping.body = Ping{};
    {
      const Flood flood(attacked, attacked.key("kiosk", "mad"), ping);
      CHECK(eventually([&] { return attacked.health().throttled > 0; }));
      attacked.still_serves();
      CHECK(eventually([&] { return attacked.health().cut > 0; }));
      attacked.still_serves();
    }
    attacked.check();
  }

  TEST_CASE("who asks for the whole hall and reads no answer takes no memory") {
    HallUnderAttack attacked;
    Request snapshot;
    snapshot.n = 1;
    snapshot.body = GetSnapshot{};
    {
      const Flood flood(attacked, attacked.key("display", "mad"), snapshot);
      for (int i = 0; i < 50; ++i) attacked.still_serves();
    }
    attacked.check();
  }
}
