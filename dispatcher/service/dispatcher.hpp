// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/codes.hpp"
#include "dispatcher/service/sessions.hpp"
#include "dispatcher/service/work.hpp"
#include "dispatcher/store/store.hpp"
#include "hall/calendar.hpp"
#include "protocol/hall_view.hpp"

namespace antre::service {

/// What a dispatcher works with. All of it outlives the dispatcher.
struct Parts {
  const Clock& clock;
  Codes& codes;
  Committer& committer;
  Transport& transport;
  Loop& loop;
  /// For `free_bytes` alone; the committer owns the use of the rest.
  const store::Store& disk;
};

struct DispatcherSettings {
  std::string program;  ///< "antre-dispatcher 0.1.0", for welcome
  std::string updates;  ///< where updates are published, for welcome
  bool always_open = false;
};

/// What a dispatcher tells its owner.
struct DispatcherEvents {
  /// A commit failed: nobody knows what is on the disk. The program must end, and start anew.
  std::function<void(const Error&)> on_fatal;
  /// After `stop`: everything is committed and answered.
  std::function<void()> on_stopped;
};

/// The one that decides: a request in, its answer out when what it did is durable. The way of a
/// command: role, dedupe, engine, commit, and only then the committed view, the answer, the
/// updates. While a commit is under way the next requests are decided on the live state and go with
/// the next one. Owned by the io thread; everything is called there. Without I/O of its own.
class Dispatcher {
 public:
  /// `hall`: as the hall file says now; `loaded`: what the store held, whose hall must be the same
  /// (checked by the caller).
  Dispatcher(const Parts& parts, DispatcherSettings settings, DispatcherEvents events,
             HallSettings hall, store::Loaded loaded);

  /// Opens the first day of a new store and journals a changed hall file, when clock and disk allow
  /// it; else the first command does.
  void start();

  /// One request; the bytes are not kept.
  void receive(const link::Peer& from, std::string_view bytes);
  /// A request over a connection whose key was revoked: refused.
  void receive_revoked(const link::Peer& from, std::string_view bytes);

  /// A work that was submitted came back.
  void completed(Work work);

  /// Once a second: publishes the head and the time, and journals a corrected clock.
  void heartbeat();

  /// Another hall file, checked: applied whole, from the next decision on. Errors: kInvalid when
  /// the hall's id or time zone differ, which never change.
  [[nodiscard]] Result<void> change_hall(HallSettings hall);

  /// Takes nothing more; finishes what was taken, says going-down, then `on_stopped`.
  void stop();

  /// What is committed, as every screen sees it.
  [[nodiscard]] const HallView& view() const { return view_; }
  /// The live state, ahead of the view by what is being committed.
  [[nodiscard]] const engine::State& state() const { return state_; }

 private:
  void replay(const std::vector<Entry>& entries);
  void command(const link::Peer& from, const Request& request, Command command);
  void execute(const link::Peer& from, const Request& request, Command command,
               store::SessionRow row);
  void settle(const link::Peer& from, const Request& request, const Settle& settle);
  void query(const link::Peer& from, Request request);

  /// Errors: kUnavailable, kClock. Afterwards time, day and hall are those of now.
  [[nodiscard]] Result<engine::Context> begin(const std::string& device);
  /// As `begin` without opening a day: only a corrected clock and a changed hall are journalled.
  [[nodiscard]] Result<engine::Context> begin_without_day(const std::string& device);
  [[nodiscard]] Result<void> check_disk() const;
  [[nodiscard]] Moment moment(const EngineTime::Now& now) const;
  void record(Event event, const Moment& now);
  void record_all(std::vector<Event> events, const Moment& now);
  void renew_epoch(std::uint64_t had_seq);

  void keep(store::SessionRow row);
  void answer(const link::Peer& to, std::string bytes);
  void wait_with(Answer answer);
  void refuse(const link::Peer& to, const Request& request, const Error& error);
  void repeat(const link::Peer& to, const Sessions::Seen& seen, std::string bytes);
  void send(Answer& answer);
  [[nodiscard]] Reply answered(const Answer& answer) const;
  [[nodiscard]] HallView snapshot(const std::string& role) const;
  void publish(std::vector<store::Record>& records);
  [[nodiscard]] Update stamp(Published event);
  [[nodiscard]] hall::Calendar::Instant instant() const;

  [[nodiscard]] bool idle() const { return completed_ == submitted_ && pending_.empty(); }
  void schedule_flush();
  void flush();
  void finish_stop();

  Parts parts_;
  DispatcherSettings settings_;
  DispatcherEvents events_;
  HallSettings hall_;  ///< wanted; in force is state_.hall
  hall::Calendar calendar_;
  EngineTime time_;
  Sessions sessions_;

  engine::State state_;  ///< decided
  store::Head head_;     ///< decided
  HallView view_;        ///< committed

  Work pending_;             ///< decided, not yet submitted
  std::size_t waiting_ = 0;  ///< answers that wait for a commit
  std::uint64_t submitted_ = 0;
  std::uint64_t completed_ = 0;
  bool flush_scheduled_ = false;
  bool hall_differs_ = false;
  bool epoch_renewed_ = false;  ///< once a start at most: a client that errs must not repeat it
  bool stopping_ = false;
  bool failed_ = false;
};

}  // namespace antre::service
