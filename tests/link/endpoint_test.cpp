// SPDX-License-Identifier: Apache-2.0
#include "link/endpoint.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

using antre::link::check_plaintext;
using antre::link::default_updates;
using antre::link::Endpoint;
using antre::link::updates_for;

TEST_SUITE("link/endpoint") {
  TEST_CASE("addresses are read and written back the same") {
    for (const std::string url :
         {"tcp://127.0.0.1:7300", "tcp://hall.example.org:7300", "tcp://[::1]:7300", "tcp://*:7300",
          "ipc:///run/antre/commands"}) {
      const auto endpoint = Endpoint::parse(url);
      REQUIRE(endpoint);
      CHECK(endpoint->url() == url);
    }
  }

  TEST_CASE("what is no address is refused with what would be one") {
    for (const std::string url :
         {"", "127.0.0.1:7300", "tcp://", "tcp://host", "tcp://host:", "tcp://host:x",
          "tcp://host:65536", "tcp://host:-1", "tcp://:7300", "tcp://a b:7300", "tcp://::1:7300",
          "tcp://host:7300/", "ipc://", "http://host:80", "inproc://x", "tcp://ho\nst:1"}) {
      CAPTURE(url);
      const auto endpoint = Endpoint::parse(url);
      REQUIRE_FALSE(endpoint);
      CHECK(endpoint.error().code == antre::ErrorCode::kInvalid);
      CHECK(endpoint.error().detail.find("tcp://HOST:PORT") != std::string::npos);
    }
    CHECK_FALSE(Endpoint::parse("ipc:///" + std::string(200, 'x')));
  }

  TEST_CASE("updates are published at the next port, the free one, or beside the ipc path") {
    CHECK(default_updates(*Endpoint::parse("tcp://*:7300"))->url() == "tcp://*:7301");
    CHECK(default_updates(*Endpoint::parse("tcp://127.0.0.1:0"))->bind_url() ==
          "tcp://127.0.0.1:*");
    CHECK(default_updates(*Endpoint::parse("ipc:///run/a"))->url() == "ipc:///run/a.updates");
    CHECK_FALSE(default_updates(*Endpoint::parse("tcp://*:65535")));
  }

  TEST_CASE("a client reaches the updates at the host it used for the dispatcher") {
    const auto used = *Endpoint::parse("tcp://hall.example.org:7300");
    CHECK(updates_for(*Endpoint::parse("tcp://*:7301"), used).url() ==
          "tcp://hall.example.org:7301");
    CHECK(updates_for(*Endpoint::parse("ipc:///run/u"), used).url() == "ipc:///run/u");
  }

  TEST_CASE("without keys only this machine is allowed") {
    for (const char* url : {"tcp://127.0.0.1:1", "tcp://127.8.8.8:1", "tcp://localhost:1",
                            "tcp://[::1]:1", "ipc:///run/a"}) {
      CHECK(check_plaintext(*Endpoint::parse(url)));
    }
    for (const char* url :
         {"tcp://*:1", "tcp://0.0.0.0:1", "tcp://192.168.1.4:1", "tcp://127.evil.org:1"}) {
      CHECK_FALSE(check_plaintext(*Endpoint::parse(url)));
    }
  }
}
