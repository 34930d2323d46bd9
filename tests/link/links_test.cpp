// SPDX-License-Identifier: Apache-2.0
// Real sockets on 127.0.0.1: server and clients in one loop, driven until a condition holds.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <memory>
#include <string>
#include <vector>

#include "link/socket.hpp"
#include "link/socket_options.hpp"
#include "link/zap.hpp"
#include "tests/link/peers.hpp"

using namespace antre::link;
using namespace antre::test;

TEST_SUITE("link/links") {
  TEST_CASE("a known key is let in and named, an unknown one is refused and told so") {
    const Folder data;
    const DeviceKey known = device(data, "counter", "3");
    DeviceKey unknown = known;
    unknown.pair = make_key_pair();
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());

    Listener good(loop.io, echo.server.listening(), known);
    Listener bad(loop.io, echo.server.listening(), unknown);
    REQUIRE(loop.until([&] { return good.is(ClientEvent::kConnected); }));
    REQUIRE(loop.until([&] { return bad.is(ClientEvent::kNotAuthorised); }));
    CHECK(good.link.send("hello"));
    CHECK_FALSE(bad.link.send("hello"));
    REQUIRE(loop.until([&] { return !good.replies.empty(); }));
    CHECK(good.replies[0] == "counter:3 hello");
    CHECK(bad.replies.empty());
    CHECK(echo.server.counters().refused >= 1);
  }

  TEST_CASE("a key that is registered later is let in without a restart of either") {
    const Folder data;
    REQUIRE(dispatcher_key(data.path()));
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    const DeviceKey stranger{
        {"kiosk", "new"}, make_key_pair(), dispatcher_key(data.path())->public_key};
    Listener client(loop.io, echo.server.listening(), stranger);
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kNotAuthorised); }));
    REQUIRE(write_durably(data / "keys/kiosk/new.pub", stranger.pair.public_key + "\n",
                          IfThere::kRefuse));
    CHECK(loop.until([&] { return client.is(ClientEvent::kConnected); }));
  }

  TEST_CASE("plaintext is refused by a dispatcher with keys, and keys by none in plaintext") {
    const Folder data;
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Listener plain(loop.io, echo.server.listening(), std::nullopt);
    REQUIRE(loop.until([&] { return !plain.requests.empty(); }));
    CHECK(plain.requests[0] != ClientEvent::kConnected);
    CHECK_FALSE(plain.link.send("hello"));
  }

  TEST_CASE("with plaintext everyone is admin:local, and only on this machine") {
    const Folder data;
    Loop loop;
    Echo echo(loop.io, data.path(), true);
    REQUIRE(echo.server.start());
    Listener client(loop.io, echo.server.listening(), std::nullopt);
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kConnected); }));
    client.link.send("hello");
    REQUIRE(loop.until([&] { return !client.replies.empty(); }));
    CHECK(client.replies[0] == "admin:local hello");

    Server open(loop.io, {*Endpoint::parse("tcp://*:0"), std::nullopt, data.path(), true}, {});
    const auto refused = open.start();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("without keys") != std::string::npos);
    ClientLink far(loop.io, *Endpoint::parse("tcp://192.0.2.1:7300"), std::nullopt, {});
    CHECK_FALSE(far.start());
  }

  TEST_CASE("the server learns of every listener, which hears from then on") {
    const Folder data;
    Loop loop;
    int listeners = 0;
    Server::Callbacks callbacks;
    callbacks.on_listener = [&] { ++listeners; };
    Server server(loop.io,
                  {*Endpoint::parse("ipc://" + (data / "commands").string()), std::nullopt,
                   data.path(), false},
                  std::move(callbacks));
    REQUIRE(server.start());
    Listener first(loop.io, server.listening(), device(data, "display", "a"));
    REQUIRE(first.link.listen(server.updates()));
    REQUIRE(loop.until([&] { return listeners == 1; }));
    Listener second(loop.io, server.listening(), device(data, "display", "b"));
    REQUIRE(second.link.listen(server.updates()));
    REQUIRE(loop.until([&] { return listeners == 2; }));
    CHECK(loop.until([&] {
      server.publish("news");
      return !first.heard.empty() && !second.heard.empty();
    }));
  }

  TEST_CASE("it works over ipc, with keys") {
    const Folder data;
    const DeviceKey key = device(data, "admin", "a");
    Loop loop;
    Server server(
        loop.io,
        {*Endpoint::parse("ipc://" + (data / "commands").string()), std::nullopt, data.path(),
         false},
        {[&](const Peer& peer, std::string_view bytes) { server.reply(peer, bytes); }, {}, {}, {}});
    REQUIRE(server.start());
    Listener client(loop.io, server.listening(), key);
    REQUIRE(client.link.listen(server.updates()));
    REQUIRE(loop.until([&] {
      return client.is(ClientEvent::kConnected) && client.hears(ClientEvent::kConnected);
    }));
    client.link.send("hello");
    REQUIRE(loop.until([&] {
      server.publish("news");
      return !client.replies.empty() && !client.heard.empty();
    }));
    CHECK(client.replies[0] == "hello");
    CHECK(client.heard[0] == "news");
  }

  TEST_CASE("20,000 messages go there and back without a stall") {
    const Folder data;
    const DeviceKey key = device(data, "kiosk", "a");
    Loop loop;
    Limits limits;
    limits.requests_at_once = 20'000;
    Echo echo(loop.io, data.path(), false, limits);
    REQUIRE(echo.server.start());
    Listener client(loop.io, echo.server.listening(), key);
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kConnected); }));
    constexpr std::size_t kAll = 20'000;
    std::size_t sent = 0;
    REQUIRE(loop.until([&] {
      // Bursts of changing size, so that sends and receives meet in every order.
      const std::size_t burst = 1 + sent % 37;
      for (std::size_t i = 0; i < burst && sent < kAll && sent < client.replies.size() + 20; ++i) {
        if (client.link.send(std::to_string(sent))) ++sent;
      }
      return client.replies.size() == kAll;
    }));
    bool in_order = true;
    for (std::size_t i = 0; i < kAll; ++i) {
      in_order = in_order && client.replies[i] == fmt::format("kiosk:a {}", i);
    }
    CHECK(in_order);
    CHECK(echo.server.counters().dropped == 0);
  }

  TEST_CASE("an oversized message ends its own connection and disturbs nobody") {
    const Folder data;
    const DeviceKey good_key = device(data, "kiosk", "good");
    const DeviceKey bad_key = device(data, "kiosk", "bad");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Listener good(loop.io, echo.server.listening(), good_key);
    Listener bad(loop.io, echo.server.listening(), bad_key);
    REQUIRE(loop.until(
        [&] { return good.is(ClientEvent::kConnected) && bad.is(ClientEvent::kConnected); }));
    bad.link.send(std::string(std::size_t{100} * 1024, 'x'));
    REQUIRE(loop.until([&] { return bad.is(ClientEvent::kDisconnected); }));
    good.link.send("still here");
    REQUIRE(loop.until([&] { return !good.replies.empty(); }));
    CHECK(good.replies[0] == "kiosk:good still here");
    CHECK(good.requests == std::vector{ClientEvent::kConnected});
    // And the one that was cut off is let in again.
    CHECK(loop.until([&] { return bad.is(ClientEvent::kConnected); }));
  }

  TEST_CASE("messages of many frames are counted and ignored") {
    const Folder data;
    Loop loop;
    Echo echo(loop.io, data.path(), true);
    REQUIRE(echo.server.start());
    zmq::context_t context;
    zmq::socket_t raw(context, zmq::socket_type::dealer);
    set_dealer(raw);
    raw.set(zmq::sockopt::immediate, false);
    REQUIRE(connect(raw, echo.server.listening()));
    raw.send(zmq::str_buffer("one"), zmq::send_flags::sndmore);
    raw.send(zmq::str_buffer("two"), zmq::send_flags::none);
    raw.send(zmq::str_buffer("right"), zmq::send_flags::none);
    REQUIRE(loop.until([&] { return echo.server.counters().requests == 1; }));
    CHECK(echo.server.counters().malformed == 1);
  }

  TEST_CASE("a reply to a peer that is gone is counted as dropped") {
    const Folder data;
    const DeviceKey key = device(data, "kiosk", "a");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    auto client = std::make_unique<Listener>(loop.io, echo.server.listening(), key);
    REQUIRE(loop.until([&] { return client->is(ClientEvent::kConnected); }));
    client->link.send("hello");
    REQUIRE(loop.until([&] { return !client->replies.empty(); }));
    client.reset();
    REQUIRE(loop.until([&] {
      echo.server.reply(echo.last, "anyone?");
      return echo.server.counters().dropped > 0;
    }));
    const auto before = echo.server.counters().dropped;
    echo.server.reply({"nobody at all", "kiosk", "a"}, "x");
    CHECK(loop.until([&] { return echo.server.counters().dropped > before; }));
  }

  TEST_CASE("a revoked device is cut off from updates and requests; others listen on") {
    const Folder data;
    const DeviceKey good_key = device(data, "display", "good");
    const DeviceKey bad_key = device(data, "display", "bad");
    Loop loop;
    Echo echo(loop.io, data.path());
    REQUIRE(echo.server.start());
    Listener good(loop.io, echo.server.listening(), good_key);
    Listener bad(loop.io, echo.server.listening(), bad_key);
    REQUIRE(good.link.listen(echo.server.updates()));
    REQUIRE(bad.link.listen(echo.server.updates()));
    REQUIRE(loop.until([&] {
      echo.server.publish("before");
      return !good.heard.empty() && !bad.heard.empty() && bad.is(ClientEvent::kConnected);
    }));

    REQUIRE(revoke_device(data.path(), "display", "bad"));
    REQUIRE(loop.until([&] { return echo.server.rebinds() == 1; }));
    good.heard.clear();
    bad.heard.clear();
    REQUIRE(loop.until([&] {
      echo.server.publish("after");
      const bool heard = !good.heard.empty() && good.heard.back() == "after";
      return heard && bad.hears(ClientEvent::kNotAuthorised);
    }));
    CHECK(std::find(bad.heard.begin(), bad.heard.end(), "after") == bad.heard.end());
    // Its request link is open still, and opens nothing any more.
    bad.link.send("let me in");
    REQUIRE(loop.until([&] { return !bad.replies.empty(); }));
    CHECK(bad.replies[0] == "revoked");
    CHECK(echo.server.counters().revoked == 1);
  }

  TEST_CASE("a client finds a dispatcher that was restarted at the same address") {
    const Folder data;
    const DeviceKey key = device(data, "kiosk", "a");
    Loop loop;
    auto echo = std::make_unique<Echo>(loop.io, data.path());
    REQUIRE(echo->server.start());
    const Endpoint at = echo->server.listening();
    Listener client(loop.io, at, key);
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kConnected); }));
    echo.reset();
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kDisconnected); }));
    CHECK_FALSE(client.link.send("lost"));
    Server again(
        loop.io, {at, free_port(), data.path(), false},
        {[&](const Peer& peer, std::string_view bytes) { again.reply(peer, bytes); }, {}, {}, {}});
    REQUIRE(again.start());
    REQUIRE(loop.until([&] { return client.is(ClientEvent::kConnected); }));
    client.link.send("found");
    REQUIRE(loop.until([&] { return !client.replies.empty(); }));
    CHECK(client.replies == std::vector<std::string>{"found"});
  }

  TEST_CASE("an address in use is told with its likely cause") {
    const Folder data;
    Loop loop;
    Echo first(loop.io, data.path());
    REQUIRE(first.server.start());
    Server second(loop.io, {first.server.listening(), free_port(), data.path(), false}, {});
    const auto refused = second.start();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("listens there already") != std::string::npos);
  }

  TEST_CASE("the start-up check notices when nobody asks who connects") {
    zmq::context_t context;
    const KeyPair keys = make_key_pair();
    zmq::socket_t router(context, zmq::socket_type::router);
    set_router(router);
    router.set(zmq::sockopt::curve_server, true);
    router.set(zmq::sockopt::curve_secretkey, keys.secret_key);
    const auto at = bind(router, free_port());  // CURVE without a ZAP handler: all are let in
    REQUIRE(at);
    const auto checked = check_unknown_is_refused(context, *at, keys.public_key);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == antre::ErrorCode::kNotAuthorised);
  }

  TEST_CASE("replies that are queued when the dispatcher stops still leave") {
    const Folder data;
    const DeviceKey key = device(data, "kiosk", "a");
    for (int run = 0; run < 20; ++run) {
      Loop loop;
      std::unique_ptr<Server> server;
      server = std::make_unique<Server>(
          loop.io, ServerSettings{free_port(), std::nullopt, data.path(), false},
          Server::Callbacks{[&](const Peer& peer, std::string_view) {
                              server->reply(peer, "last words");
                              // Stopped from outside the callback, as a signal handler would.
                              boost::asio::post(loop.io, [&] { server.reset(); });
                            },
                            {},
                            {},
                            {}});
      REQUIRE(server->start());
      // Without IMMEDIATE: with it the *client's* libzmq may drop what arrived just before the
      // connection ended, which its repeat makes good; this is about the server's side.
      zmq::context_t context;
      zmq::socket_t client(context, zmq::socket_type::dealer);
      set_dealer(client);
      client.set(zmq::sockopt::immediate, false);
      secure_client(client, key.pair, key.dispatcher);
      REQUIRE(connect(client, server->listening()));
      client.send(zmq::str_buffer("stop"), zmq::send_flags::none);
      REQUIRE(loop.until([&] { return server == nullptr; }));
      client.set(zmq::sockopt::rcvtimeo, 10'000);
      zmq::message_t reply;
      REQUIRE(client.recv(reply));
      CHECK(text(reply) == "last words");
    }
  }
}
