// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "link/server.hpp"
#include "protocol/codec.hpp"
#include "protocol/hall_view.hpp"

namespace antre::counter::test {

/// A dispatcher as far as a sign-in needs one: the real server on a free port, one officer with a
/// PIN, and a note of what came.
class SmallDispatcher {
 public:
  SmallDispatcher(std::filesystem::path data, HallSettings hall)
      : server_(io_,
                link::ServerSettings{*link::Endpoint::parse("tcp://127.0.0.1:0"), std::nullopt,
                                     std::move(data), false},
                link::Server::Callbacks{
                    [this](const link::Peer& peer, std::string_view bytes) { serve(peer, bytes); },
                    [](const link::Peer& /*peer*/, std::string_view /*bytes*/) {},
                    {},
                    {}}) {
    view_.epoch = "e1";
    view_.apply({1, {20781}, kNow, std::nullopt, DayOpened{std::move(hall), {}, {}}});
  }
  SmallDispatcher(const SmallDispatcher&) = delete;
  SmallDispatcher& operator=(const SmallDispatcher&) = delete;
  ~SmallDispatcher() {
    if (!thread_.joinable()) return;
    boost::asio::post(io_, [this] { io_.stop(); });
    thread_.join();
  }

  [[nodiscard]] Result<void> up() {
    if (const auto started = server_.start(); !started) return started;
    beat();
    thread_ = std::thread([this] { io_.run(); });
    return {};
  }
  [[nodiscard]] link::Endpoint at() const { return server_.listening(); }
  /// What was asked so far, in order, but for what every client asks.
  [[nodiscard]] std::vector<RequestBody> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

  static constexpr const char* kPin = "407192";
  static constexpr const char* kGrant = "grant-of-the-test";

 private:
  static constexpr EngineMs kNow = 1'795'488'060'000;

  void beat() {
    Update update;
    update.epoch = view_.epoch;
    update.seq = view_.seq;
    update.at_ms = kNow;
    update.event = Heartbeat{25'200, true, {}};
    server_.publish(codec::encode(update));
    beat_.expires_after(std::chrono::milliseconds(100));  // faster than life: tests wait for it
    beat_.async_wait([this](boost::system::error_code stopped) {
      if (!stopped) beat();
    });
  }
  void note(const Request& request) {
    const std::lock_guard lock(mutex_);
    asked_.push_back(request.body);
  }
  void serve(const link::Peer& peer, std::string_view bytes) {
    const auto request = codec::decode_request(bytes);
    if (!request) return;
    Reply reply{kProtocolVersion, request->session, request->n, Pong{view_.seq}};
    if (const auto* sign_in = std::get_if<SignIn>(&request->body)) {
      note(*request);
      if (sign_in->pin == kPin) {
        reply.body = SignedIn{kGrant, 120};
      } else {
        reply = refusal(*request, {ErrorCode::kPinWrong, "no"});
      }
    } else if (const auto* open = std::get_if<OpenCounter>(&request->body)) {
      note(*request);
      const Entry entry{
          view_.seq + 1, {20781}, kNow, std::nullopt, CounterOpened{open->counter, open->officer}};
      view_.apply(entry);
      server_.publish(codec::encode(public_update(view_.epoch, entry)));
      CounterReply opened;
      opened.counter = open->counter;
      opened.state = CounterState::kFree;
      reply.body = opened;
    } else if (std::holds_alternative<Hello>(request->body)) {
      reply.body = Welcome{"small",   "test",    view_.epoch, view_.seq, server_.updates().url(),
                           peer.role, peer.name, true};
    } else if (std::holds_alternative<GetSnapshot>(request->body)) {
      reply.body = SnapshotReply{view_};
    }
    server_.reply(peer, codec::encode(reply));
  }

  boost::asio::io_context io_{1};
  boost::asio::steady_timer beat_{io_};
  HallView view_;
  mutable std::mutex mutex_;
  std::vector<RequestBody> asked_;
  link::Server server_;
  std::thread thread_;
};

}  // namespace antre::counter::test
