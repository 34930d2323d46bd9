// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "link/server.hpp"
#include "protocol/codec.hpp"
#include "protocol/hall_view.hpp"

namespace antre::test {

/// A dispatcher as clients see one: the real server on real sockets, with a hall that only counts
/// tickets. What it keeps outlives a `down` and `up`, as a store does.
class FakeDispatcher {
 public:
  explicit FakeDispatcher(std::filesystem::path data) : data_(std::move(data)) {
    view_.epoch = "e1";
  }
  FakeDispatcher(const FakeDispatcher&) = delete;
  FakeDispatcher& operator=(const FakeDispatcher&) = delete;
  ~FakeDispatcher() { down(); }

  /// Starts at a free port, and after a `down` at the same one.
  [[nodiscard]] Result<void> up() {
    io_ = std::make_unique<boost::asio::io_context>(1);
    beat_ = std::make_unique<boost::asio::steady_timer>(*io_);
    server_ = std::make_unique<link::Server>(
        *io_, link::ServerSettings{at_, updates_, data_, false},
        link::Server::Callbacks{
            [this](const link::Peer& peer, std::string_view bytes) { serve(peer, bytes); },
            [this](const link::Peer& peer, std::string_view bytes) {
              if (const auto request = codec::decode_request(bytes)) {
                send(peer, refusal(*request, {ErrorCode::kNotAuthorised, "revoked"}));
              }
            },
            {},
            {}});
    if (const auto started = server_->start(); !started) return started;
    at_ = server_->listening();
    updates_ = server_->updates();
    beat();
    thread_ = std::thread([this] { io_->run(); });
    return {};
  }
  void down() {
    if (!thread_.joinable()) return;
    boost::asio::post(*io_, [this] { io_->stop(); });
    thread_.join();
    server_.reset();
    beat_.reset();
    io_.reset();
  }

  [[nodiscard]] const link::Endpoint& at() const { return at_; }

  /// Issues a ticket by itself, as another kiosk would; it is published unless `lost`.
  void issue(bool lost = false) {
    run([this, lost] { (void)apply(lost); });
  }
  [[nodiscard]] HallView view() {
    HallView copy;
    run([this, &copy] { copy = view_; });
    return copy;
  }
  void forget_sessions() {
    run([this] { last_.clear(); });
  }

  std::atomic<bool> mute{false};  ///< carries out commands, but its replies are lost
  std::atomic<bool> deaf{false};  ///< commands are lost on their way to it
  std::atomic<int> commands{0};   ///< commands carried out
  std::atomic<int> copies{0};     ///< commands that arrived, repeats counted

 private:
  using Key = std::pair<std::string, std::uint64_t>;

  /// Runs a job on the dispatcher's thread, or here while it is down.
  void run(const std::function<void()>& job) {
    if (!thread_.joinable()) {
      job();
      return;
    }
    std::promise<void> done;
    boost::asio::post(*io_, [&] {
      job();
      done.set_value();
    });
    done.get_future().wait();
  }
  void beat() {
    Update update;
    update.epoch = view_.epoch;
    update.seq = view_.seq;
    update.at_ms = 5'000'000;
    update.wall_offset_ms = 7;
    update.event = Heartbeat{25'200, true, {}};
    server_->publish(codec::encode(update));
    beat_->expires_after(std::chrono::milliseconds(100));  // faster than life: tests wait for it
    beat_->async_wait([this](boost::system::error_code stopped) {
      if (!stopped) beat();
    });
  }
  Entry apply(bool lost) {
    Entry entry;
    entry.seq = view_.seq + 1;
    entry.at_ms = static_cast<EngineMs>(entry.seq);
    TicketIssued issued;
    issued.ticket = number_text({"R"}, static_cast<std::uint32_t>(entry.seq), 3);
    issued.service = {"R"};
    entry.event = issued;
    view_.apply(entry);
    if (!lost && server_) server_->publish(codec::encode(public_update(view_.epoch, entry)));
    return entry;
  }
  void send(const link::Peer& peer, const Reply& reply) {
    server_->reply(peer, codec::encode(reply));
  }
  void serve(const link::Peer& peer, std::string_view bytes) {
    const auto request = codec::decode_request(bytes);
    if (!request) return;
    Reply reply{kProtocolVersion, request->session, request->n, Pong{view_.seq}};
    if (command_of(request->body)) {
      if (deaf) return;
      ++copies;
      reply = command(*request);
      if (mute) return;
    } else if (const auto* settle = std::get_if<Settle>(&request->body)) {
      reply.body = settled({settle->of_session, settle->of_n});
    } else if (std::get_if<Hello>(&request->body) != nullptr) {
      reply.body = Welcome{"fake",    "hall",   view_.epoch, view_.seq, server_->updates().url(),
                           peer.role, peer.name};
    } else if (std::get_if<GetSnapshot>(&request->body) != nullptr) {
      view_.utc_offset_s = 25'200;
      reply.body = SnapshotReply{view_};
    }
    send(peer, reply);
  }
  Reply command(const Request& request) {
    const Key key{request.session, request.n};
    if (const auto found = done_.find(key); found != done_.end()) {
      if (found->second) return *found->second;
      return refusal(request, {ErrorCode::kSettled, "spent"});
    }
    if (request.n != last_[request.session] + 1) return refusal(request, {ErrorCode::kGap, ""});
    last_[request.session] = request.n;
    ++commands;
    const Entry entry = apply(false);
    TicketReply ticket;
    ticket.ticket = std::get<TicketIssued>(entry.event).ticket;
    const Reply reply{kProtocolVersion, request.session, request.n, ticket};
    done_[key] = reply;
    return reply;
  }
  SettleReply settled(const Key& key) {
    const auto [found, spent] = done_.try_emplace(key);
    if (spent) last_[key.first] = std::max(last_[key.first], key.second);
    if (!found->second) return {false, std::nullopt};
    return {true, codec::encode(*found->second)};
  }

  std::filesystem::path data_;
  link::Endpoint at_ = *link::Endpoint::parse("tcp://127.0.0.1:0");
  std::optional<link::Endpoint> updates_;
  std::unique_ptr<boost::asio::io_context> io_;
  std::unique_ptr<boost::asio::steady_timer> beat_;
  std::unique_ptr<link::Server> server_;
  std::thread thread_;
  HallView view_;
  std::map<Key, std::optional<Reply>> done_;  ///< nothing: settled as not done
  std::map<std::string, std::uint64_t> last_;
};

}  // namespace antre::test
