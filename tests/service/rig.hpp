// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
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
  [[nodiscard]] service::CommitTimes times() const override { return measured; }
  std::deque<service::Work> held;
  service::CommitTimes measured;
};

/// Hashes by putting a word before the PIN, when the test lets it.
class FakePins final : public service::PinHasher {
 public:
  [[nodiscard]] bool hash(service::Secret pin, Hashed done) override {
    if (full) return false;
    waiting.push_back([made = "hash of " + pin.text(), done = std::move(done)] { done(made); });
    return true;
  }
  [[nodiscard]] bool check(service::Secret pin, std::string pin_hash, Checked done) override {
    if (full) return false;
    checked.push_back(pin_hash);
    const bool right = pin_hash == "hash of " + pin.text();
    waiting.push_back([this, right, done = std::move(done)] {
      using enum service::PinCheck;
      done(no_memory ? kFailed : right ? kRight : kWrong);
    });
    return true;
  }
  void finish() {
    for (auto& ready : std::exchange(waiting, {})) ready();
  }
  std::vector<std::function<void()>> waiting;
  std::vector<std::string> checked;  ///< the hashes that PINs were checked against
  bool full = false;
  bool no_memory = false;
};

/// Copies that are texts, made and read when the test lets it.
class FakeBackups final : public service::BackupFiles {
 public:
  void make(std::string id, std::uint64_t reserve_bytes, Made done) override {
    reserves.push_back(reserve_bytes);
    making.emplace_back(std::move(id), std::move(done));
  }
  void read(std::string id, std::uint64_t offset, std::size_t most, ReadDone done) override {
    const auto& text = files.at(id);
    done(offset < text.size() ? text.substr(offset, most) : std::string{});
  }
  void drop(std::string id) override { files.erase(id); }
  /// The oldest one under way is a copy with this content now.
  void finish(std::string content) {
    auto [id, done] = std::move(making.front());
    making.pop_front();
    store::BackupInfo info{content.size(), "digest", 7, "head"};
    files[id] = std::move(content);
    done(info);
  }
  void fail() {
    auto done = std::move(making.front().second);
    making.pop_front();
    done(Error{ErrorCode::kIo, "the disk failed"});
  }
  std::deque<std::pair<std::string, Made>> making;
  std::map<std::string, std::string> files;
  std::vector<std::uint64_t> reserves;
};

class FakeGauges final : public service::Gauges {
 public:
  [[nodiscard]] service::LinkCounts links() const override { return counted; }
  [[nodiscard]] std::uint64_t memory_bytes() const override { return memory; }
  service::LinkCounts counted;
  std::uint64_t memory = 0;
};

/// A store in memory that can be as one on a read-only disk is, until it tries to write again.
class RigStore final : public store::Store {
 public:
  [[nodiscard]] Result<store::Loaded> load() override { return inner_.load(); }
  [[nodiscard]] Result<void> commit(const store::Batch& batch) override {
    if (!why_not.empty()) return Error{ErrorCode::kIo, why_not};
    batches.push_back(batch);
    return inner_.commit(batch);
  }
  [[nodiscard]] Result<store::Page> entries(const store::Query& query) override {
    return inner_.entries(query);
  }
  [[nodiscard]] Result<std::vector<store::TicketRow>> tickets(Day day) override {
    return inner_.tickets(day);
  }
  [[nodiscard]] Result<store::History> history(const store::Days& days) override {
    return inner_.history(days);
  }
  [[nodiscard]] Result<std::vector<MissRow>> misses(const GetMisses& query) override {
    return inner_.misses(query);
  }
  [[nodiscard]] Result<std::vector<NoteText>> notes(const TicketId& ticket) override {
    return inner_.notes(ticket);
  }
  [[nodiscard]] Result<std::vector<CaseRow>> cases(const GetCases& query) override {
    return inner_.cases(query);
  }
  [[nodiscard]] Result<SurveyReply> survey(const store::Days& days) override {
    return inner_.survey(days);
  }
  [[nodiscard]] Result<GuestReply> guest(const TicketId& ticket) override {
    return inner_.guest(ticket);
  }
  [[nodiscard]] Result<std::vector<store::ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) override {
    return inner_.service_times(service, most);
  }
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override { return inner_.free_bytes(); }
  [[nodiscard]] std::uint64_t own_bytes() const override { return own; }
  [[nodiscard]] std::string read_only() const override { return why_not; }
  void try_writing() override {
    ++tries;
    if (disk_is_well) why_not.clear();
  }

  void put_back(std::string epoch, store::Restored restored) {
    inner_.put_back(std::move(epoch), std::move(restored));
  }
  void set_free_bytes(std::uint64_t bytes) { inner_.set_free_bytes(bytes); }
  [[nodiscard]] const std::vector<store::Record>& records() const { return inner_.records(); }

  std::vector<store::Batch> batches;  ///< as they were committed
  std::uint64_t own = 0;
  std::string why_not;
  bool disk_is_well = false;
  int tries = 0;

 private:
  store::MemoryStore inner_{"epoch-1"};
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
    pins.waiting.clear();
    backups.making.clear();
    auto loaded = store.load();
    dispatcher = std::make_unique<service::Dispatcher>(
        service::Parts{clock, codes, committer, transport, loop, alarm,
                       forecasting ? &forecaster : nullptr, store, &pins, &backups, &gauges},
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
  /// As `ask`, and what PINs are for has been hashed and checked.
  Reply ask_with_pin(const link::Peer& from, RequestBody body) {
    send(from, "", 1, std::move(body));
    pins.finish();
    settle_down();
    return last_reply();
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
  RigStore store;
  FakeClock clock;
  FakeCodes codes;
  FakeTransport transport;
  FakeLoop loop;
  FakeAlarm alarm{clock};
  FakeForecaster forecaster;
  HeldCommitter committer;
  FakePins pins;
  FakeBackups backups;
  FakeGauges gauges;
  std::vector<Error> fatal;
  bool stopped = false;
  std::unique_ptr<service::Dispatcher> dispatcher;

  const link::Peer kiosk{"c1", "kiosk", "one"};
  const link::Peer other_kiosk{"c2", "kiosk", "two"};
  const link::Peer display{"c3", "display", "hall"};
  const link::Peer counter{"c4", "counter", "1"};
  const link::Peer other_counter{"c6", "counter", "2"};
  const link::Peer supervisor{"c7", "supervisor", "desk"};
  const link::Peer admin{"c5", "admin", "local"};
};

[[nodiscard]] inline Issue issue(const char* service) {
  Issue command;
  command.service = {service};
  return command;
}

}  // namespace antre::test
