// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "link/endpoint.hpp"

namespace antre::test {

/// A man in the middle on 127.0.0.1: passes bytes on in both directions, keeps those of the client,
/// and stops passing them on after a while if it is told so. Lives in the loop's thread.
class Relay {
 public:
  using Tcp = boost::asio::ip::tcp;

  Relay(boost::asio::io_context& io, const link::Endpoint& to)
      : io_(io),
        to_(boost::asio::ip::make_address(to.host), to.port),
        acceptor_(io, Tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)) {
    accept();
  }
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;
  ~Relay() {
    for (const auto& pair : pairs_) {
      pair->gone = true;
      pair->client.close();
      pair->server.close();
    }
  }

  [[nodiscard]] link::Endpoint at() const {
    link::Endpoint endpoint;
    endpoint.host = "127.0.0.1";
    endpoint.port = acceptor_.local_endpoint().port();
    return endpoint;
  }
  /// All that the first client said.
  [[nodiscard]] const std::string& recorded() const { return recorded_; }
  /// Passes this many bytes of each client on, and no more.
  void stop_after(std::uint64_t bytes) { limit_ = bytes; }

 private:
  struct Pair {
    explicit Pair(boost::asio::io_context& io) : client(io), server(io) {}
    Tcp::socket client;
    Tcp::socket server;
    std::array<char, 65536> up{};
    std::array<char, 65536> down{};
    std::uint64_t passed = 0;
    bool first = false;
    bool gone = false;  ///< the relay is
  };

  void accept() {
    auto pair = std::make_shared<Pair>(io_);
    acceptor_.async_accept(pair->client, [this, pair](boost::system::error_code problem) {
      if (problem) return;
      pair->first = pairs_.empty();
      pairs_.push_back(pair);
      pair->server.async_connect(to_, [this, pair](boost::system::error_code refused) {
        if (refused || pair->gone) return;
        pass(pair, true);
        pass(pair, false);
      });
      accept();
    });
  }

  void pass(const std::shared_ptr<Pair>& pair, bool up) {
    auto& from = up ? pair->client : pair->server;
    auto& bytes = up ? pair->up : pair->down;
    from.async_read_some(
        boost::asio::buffer(bytes),
        [this, pair, up](boost::system::error_code problem, std::size_t size) {
          if (pair->gone) return;
          auto& to = up ? pair->server : pair->client;
          if (problem) {
            boost::system::error_code ignored;
            to.close(ignored);
            return;
          }
          if (up) {
            if (pair->first) recorded_.append(pair->up.data(), size);
            pair->passed += size;
            if (pair->passed > limit_) return;  // the rest of the message never comes
          }
          boost::asio::async_write(
              to, boost::asio::buffer(up ? pair->up : pair->down, size),
              [this, pair, up](boost::system::error_code broken, std::size_t /*size*/) {
                if (!broken && !pair->gone) pass(pair, up);
              });
        });
  }

  boost::asio::io_context& io_;
  Tcp::endpoint to_;
  Tcp::acceptor acceptor_;
  std::vector<std::shared_ptr<Pair>> pairs_;
  std::string recorded_;
  std::uint64_t limit_ = std::numeric_limits<std::uint64_t>::max();
};

}  // namespace antre::test
