// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <utility>

#include "dispatcher/service/work.hpp"

namespace antre::service {

/// The io thread's loop on Asio.
class AsioLoop final : public Loop {
 public:
  explicit AsioLoop(boost::asio::io_context& io) : io_(io) {}
  void post(std::function<void()> run) override { boost::asio::post(io_, std::move(run)); }

 private:
  boost::asio::io_context& io_;
};

/// The alarm on Asio's timer, whose clock stands still while the machine sleeps: who sets it looks
/// again with each heartbeat.
class AsioAlarm final : public Alarm {
 public:
  explicit AsioAlarm(boost::asio::io_context& io) : timer_(io) {}

  void set(std::chrono::milliseconds after, std::function<void()> ring) override {
    const auto at = std::chrono::steady_clock::now() + after;
    // Set anew with every decision, mostly for the same moment: only another one costs anything.
    if (set_ && timer_.expiry() <= at && at - timer_.expiry() < kSame) return;
    set_ = true;
    timer_.expires_at(at);
    timer_.async_wait([this, rung = std::move(ring)](const boost::system::error_code& failed) {
      if (failed) return;
      set_ = false;
      rung();
    });
  }
  void off() override {
    set_ = false;
    timer_.cancel();
  }

 private:
  /// The clocks are read in milliseconds, so the same moment comes out up to two apart.
  static constexpr std::chrono::milliseconds kSame{3};

  boost::asio::steady_timer timer_;
  bool set_ = false;
};

}  // namespace antre::service
