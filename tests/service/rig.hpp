// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dispatcher/service/dispatcher.hpp"
#include "dispatcher/store/memory.hpp"
#include "protocol/codec.hpp"

namespace antre::test {

class FakeClock final : public service::Clock {
 public:
  [[nodiscard]] service::Reading read() const override { return reading; }
  [[nodiscard]] const std::string& boot_id() const override { return boot; }
  void pass(std::int64_t ms) {
    reading.boottime_ms += ms;
    reading.wall_ms += ms;
  }
  service::Reading reading{5'000, 1'795'500'000'000};  // 2026-11-24T06:00:00Z, a Tuesday
  std::string boot = "boot-1";
};

class FakeCodes final : public service::Codes {
 public:
  [[nodiscard]] std::string draw() override { return "CODE" + std::to_string(++drawn); }
  [[nodiscard]] std::string draw_hex() override {
    auto text = std::to_string(++drawn);
    return std::string(32 - text.size(), 'a') + text;
  }
  int drawn = 1000;
};

class FakeTransport final : public service::Transport {
 public:
  struct Sent {
    link::Peer to;
    std::string bytes;
  };
  void reply(const link::Peer& to, std::string_view bytes) override {
    replies.push_back({to, std::string(bytes)});
  }
  void publish(std::string_view bytes) override { published.emplace_back(bytes); }
  std::vector<Sent> replies;
  std::vector<std::string> published;
};

class FakeLoop final : public service::Loop {
 public:
  void post(std::function<void()> run) override { posted_.push_back(std::move(run)); }
  void run() {
    while (!posted_.empty()) {
      auto next = std::move(posted_.front());
      posted_.pop_front();
      next();
    }
  }

 private:
  std::deque<std::function<void()>> posted_;
};

/// Rings when the test lets time pass (`Rig::pass`).
class FakeAlarm final : public service::Alarm {
 public:
  explicit FakeAlarm(const FakeClock& clock) : clock_(clock) {}
  void set(std::chrono::milliseconds after, std::function<void()> ring) override {
    at_ms = clock_.reading.boottime_ms + after.count();
    ring_ = std::move(ring);
  }
  void off() override { at_ms.reset(); }
  void ring() {
    at_ms.reset();
    std::exchange(ring_, nullptr)();
  }
  std::optional<std::int64_t> at_ms;  ///< on the boot-time clock

 private:
  const FakeClock& clock_;
  std::function<void()> ring_;
};

/// Says of each service that is staffed what the test wants to be said, when it lets it.
class FakeForecaster final : public service::Forecaster {
 public:
  void make(service::ForecastTask task, std::function<void(ForecastReply)> done) override {
    tasks.push_back(std::move(task));
    done_ = std::move(done);
  }
  void finish(ForecastReply reply) { std::exchange(done_, nullptr)(std::move(reply)); }
  std::vector<service::ForecastTask> tasks;

 private:
  std::function<void(ForecastReply)> done_;
};

/// Holds what is submitted until the test lets it be committed.
class HeldCommitter final : public service::Committer {
 public:
  void submit(service::Work work) override { held.push_back(std::move(work)); }
  std::deque<service::Work> held;
};

[[nodiscard]] inline HallSettings hall_of_two() {
  HallSettings hall;
  hall.id = "test";
  hall.name = {{"id", "Aula"}};
  hall.storage.reserve_mib = 64;
  for (const auto* id : {"R", "K"}) {
    ServiceSettings service;
    service.id = {id};
    service.name = {{"id", id}};
    hall.services.push_back(service);
  }
  for (const int id : {1, 2}) {
    CounterSettings counter;
    counter.id = {id};
    counter.primary = {{"R"}, {"K"}};
    hall.counters.push_back(counter);
  }
  return hall;
}

/// A dispatcher with nothing real around it. `store` and `clock` outlive its restarts.
class Rig {
 public:
  explicit Rig(HallSettings wanted = hall_of_two(), bool forecasts = false)
      : hall(std::move(wanted)), forecasting(forecasts) {
    restart();
  }

  void restart() {
    dispatcher.reset();
    committer.held.clear();
    auto loaded = store.load();
    dispatcher = std::make_unique<service::Dispatcher>(
        service::Parts{clock, codes, committer, transport, loop, alarm,
                       forecasting ? &forecaster : nullptr, store},
        service::DispatcherSettings{"antre-dispatcher test", "tcp://127.0.0.1:7301", false},
        service::DispatcherEvents{[this](const Error& error) { fatal.push_back(error); },
                                  [this] { stopped = true; }},
        hall, std::move(*loaded));
    dispatcher->start();
    settle_down();
  }

  /// Commits one held work; false when there was none.
  bool commit_one() {
    loop.run();
    if (committer.held.empty()) return false;
    auto work = std::move(committer.held.front());
    committer.held.pop_front();
    service::carry_out(store, work);
    dispatcher->completed(std::move(work));
    return true;
  }
  void settle_down() {
    while (commit_one()) continue;
  }

  /// Time goes on, and the alarm rings on its way.
  void pass(std::int64_t ms) {
    const auto end = clock.reading.boottime_ms + ms;
    while (alarm.at_ms && *alarm.at_ms <= end) {
      clock.pass(std::max<std::int64_t>(0, *alarm.at_ms - clock.reading.boottime_ms));
      alarm.ring();
      settle_down();
    }
    clock.pass(end - clock.reading.boottime_ms);
    settle_down();
  }

  void send(const link::Peer& from, const Request& request) {
    dispatcher->receive(from, codec::encode(request));
  }
  void send(const link::Peer& from, const std::string& session, std::uint64_t n, RequestBody body) {
    send(from, Request{kProtocolVersion, session, n, std::move(body)});
  }
  /// Sends, commits all, and gives the last answer.
  Reply ask(const link::Peer& from, const std::string& session, std::uint64_t n, RequestBody body) {
    send(from, session, n, std::move(body));
    settle_down();
    return last_reply();
  }
  [[nodiscard]] Reply last_reply() const {
    return *codec::decode_reply(transport.replies.back().bytes);
  }
  /// The code of the refusal that a reply is; empty when it is none.
  [[nodiscard]] static std::string refused(const Reply& reply) {
    const auto* refusal = std::get_if<Refused>(&reply.body);
    return refusal == nullptr ? "" : refusal->error.code;
  }
  [[nodiscard]] std::vector<std::string> journal() const {
    std::vector<std::string> names;
    for (const auto& record : store.records()) names.emplace_back(codec::name(record.entry.event));
    return names;
  }

  HallSettings hall;
  bool forecasting;
  store::MemoryStore store{"epoch-1"};
  FakeClock clock;
  FakeCodes codes;
  FakeTransport transport;
  FakeLoop loop;
  FakeAlarm alarm{clock};
  FakeForecaster forecaster;
  HeldCommitter committer;
  std::vector<Error> fatal;
  bool stopped = false;
  std::unique_ptr<service::Dispatcher> dispatcher;

  const link::Peer kiosk{"c1", "kiosk", "one"};
  const link::Peer other_kiosk{"c2", "kiosk", "two"};
  const link::Peer display{"c3", "display", "hall"};
  const link::Peer counter{"c4", "counter", "1"};
  const link::Peer admin{"c5", "admin", "local"};
};

[[nodiscard]] inline Issue issue(const char* service) {
  Issue command;
  command.service = {service};
  return command;
}

}  // namespace antre::test
