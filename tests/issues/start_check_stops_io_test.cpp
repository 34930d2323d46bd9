// SPDX-License-Identifier: Apache-2.0
// About one start of the dispatcher in thirty left it deaf: the check that an unknown key is
// refused closed the socket that hears its monitor before it ended the monitor, and libzmq's I/O
// thread blocked in reporting one more event to nobody.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

#include "link/keys.hpp"
#include "link/server.hpp"
#include "tests/link/folder.hpp"

using namespace antre::link;
using namespace std::chrono_literals;

namespace {

constexpr int kStarts = 200;  // of each of
constexpr int kAtOnce = 4;    // dispatchers; before the mend three of four went deaf in 600 starts

/// Starts a server again and again; how many of the starts answered a client.
int answered_starts() {
  const antre::test::Folder data;
  const auto device = new_device(data.path(), "kiosk", "entrance", data.path() / "kiosk.key");
  if (!device) return 0;
  for (int start = 0; start < kStarts; ++start) {
    boost::asio::io_context io;
    Server* answering = nullptr;
    const auto echo = [&](const Peer& peer, std::string_view bytes) {
      answering->reply(peer, bytes);
    };
    Server server(io, {*Endpoint::parse("tcp://127.0.0.1:0"), {}, data.path(), false},
                  {echo, {}, {}, {}});
    answering = &server;
    if (!server.start()) return start;
    zmq::context_t context;
    zmq::socket_t client(context, zmq::socket_type::dealer);
    client.set(zmq::sockopt::linger, 0);
    client.set(zmq::sockopt::curve_serverkey, device->dispatcher);
    client.set(zmq::sockopt::curve_publickey, device->pair.public_key);
    client.set(zmq::sockopt::curve_secretkey, device->pair.secret_key);
    client.connect(server.listening().url());
    client.send(zmq::str_buffer("hello"), zmq::send_flags::none);
    zmq::message_t reply;
    const auto end = std::chrono::steady_clock::now() + 20s;
    bool answered = false;
    while (!answered && std::chrono::steady_clock::now() < end) {
      io.run_one_for(10ms);
      answered = client.recv(reply, zmq::recv_flags::dontwait).has_value();
    }
    // A deaf server's context never closes: the process has to end with it still there.
    if (!answered) {
      std::fputs("a server did not answer after its start\n", stderr);
      std::_Exit(1);
    }
    server.stop();
  }
  return kStarts;
}

}  // namespace

TEST_SUITE("issues/start check stops io") {
  TEST_CASE("a dispatcher answers after each of many starts") {
    std::vector<int> answered(kAtOnce);
    {
      std::vector<std::jthread> starting;
      for (auto& count : answered) starting.emplace_back([&count] { count = answered_starts(); });
    }
    CHECK(answered == std::vector<int>(kAtOnce, kStarts));
  }
}
