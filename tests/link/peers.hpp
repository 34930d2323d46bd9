// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "link/client_link.hpp"
#include "link/server.hpp"
#include "tests/link/folder.hpp"

namespace antre::test {

using namespace antre::link;
using namespace std::chrono_literals;

/// A loop that runs until something is so; a test that waits 30 s has failed.
struct Loop {
  boost::asio::io_context io;
  [[nodiscard]] bool until(const std::function<bool()>& so) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!so()) {
      if (std::chrono::steady_clock::now() > end) return false;
      if (io.stopped()) io.restart();
      io.run_one_for(100ms);
    }
    return true;
  }
};

inline Endpoint free_port() {
  return *Endpoint::parse("tcp://127.0.0.1:0");
}

/// A server that answers every request with who asked and what.
struct Echo {
  explicit Echo(boost::asio::io_context& io, const std::filesystem::path& data,
                bool plaintext = false, const Limits& limits = {})
      : server(io, {free_port(), std::nullopt, data, plaintext, limits},
               {[this](const Peer& peer, std::string_view bytes) {
                  last = peer;
                  server.reply(peer, fmt::format("{}:{} {}", peer.role, peer.name, bytes));
                },
                [this](const Peer& peer, std::string_view) { server.reply(peer, "revoked"); },
                {},
                {}}) {}
  Server server;
  Peer last;
};

/// A client that keeps all it is told.
struct Listener {
  Listener(boost::asio::io_context& io, const Endpoint& at, std::optional<DeviceKey> key)
      : link(io, at, std::move(key),
             {[this](ClientEvent event) { requests.push_back(event); },
              [this](ClientEvent event) { updates.push_back(event); },
              [this](std::string_view bytes) { replies.emplace_back(bytes); },
              [this](std::string_view bytes) { heard.emplace_back(bytes); }}) {
    REQUIRE(link.start());
  }
  [[nodiscard]] bool is(ClientEvent event) const {
    return !requests.empty() && requests.back() == event;
  }
  [[nodiscard]] bool hears(ClientEvent event) const {
    return !updates.empty() && updates.back() == event;
  }
  std::vector<ClientEvent> requests;
  std::vector<ClientEvent> updates;
  std::vector<std::string> replies;
  std::vector<std::string> heard;
  ClientLink link;
};

inline DeviceKey device(const Folder& data, const char* role, const char* name) {
  return *new_device(data.path(), role, name,
                     data.path() / (std::string(role) + "-" + name + ".key"));
}

}  // namespace antre::test
