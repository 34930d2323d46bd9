// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/service/backups.hpp"
#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/codes.hpp"
#include "dispatcher/service/health.hpp"
#include "dispatcher/service/officers.hpp"
#include "dispatcher/service/outlook.hpp"
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
  Alarm& alarm;
  Forecaster* forecaster;  ///< nothing: no forecasts are made
  /// For what any thread may ask; the committer owns the use of the rest.
  const store::Store& disk;
  PinHasher* pins = nullptr;       ///< nothing: no officer can sign in with a PIN
  BackupFiles* backups = nullptr;  ///< nothing: no backups are made
  const Gauges* gauges = nullptr;  ///< nothing: health tells nothing of links and memory
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
/// command: role, dedupe, what has come by itself, engine, what follows from it, commit, and only
/// then the committed view, the answer, the updates. What comes by itself as time passes (the marks
/// of the clocks, misses, pauses that end) is carried out by an alarm in the same way. While a
/// commit is under way the next requests are decided on the live state and go with the next one.
/// Owned by the io thread; everything is called there. Without I/O of its own.
class Dispatcher final : private engine::Scribe {
 public:
  /// `hall`: as the hall file says now; `loaded`: what the store held, whose hall must be the same
  /// (checked by the caller).
  Dispatcher(const Parts& parts, DispatcherSettings settings, DispatcherEvents events,
             HallSettings hall, store::Loaded loaded);
  ~Dispatcher() override;
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Opens the first day of a new store, journals a changed hall file and what has come while
  /// nobody looked, when clock and disk allow it; else the first command does.
  void start();

  /// One request; the bytes are not kept.
  void receive(const link::Peer& from, std::string_view bytes);
  /// A request over a connection whose key was revoked: refused.
  void receive_revoked(const link::Peer& from, std::string_view bytes);

  /// A work that was submitted came back.
  void completed(Work work);

  /// Once a second: publishes the head and the time, journals a corrected clock, and sets the alarm
  /// anew (the machine may have slept, disk or clock may be right again). A store that cannot be
  /// written tries again.
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
  struct AsksForecast {
    std::uint64_t seq = 0;  ///< what was decided when it was asked
    Answer answer;
  };

  static constexpr EngineMs kNeverWound = std::numeric_limits<EngineMs>::min();
  /// Answers that may wait for a disk that hangs. Each client has one request in flight and repeats
  /// it ever more slowly; beyond this nothing is read, and the repeats that come later are.
  static constexpr std::size_t kMostWaiting = 20'000;

  void replay(const std::vector<Entry>& entries);
  void command(const link::Peer& from, const Request& request, Command command);
  void execute(const link::Peer& from, const Request& request, Command command,
               store::SessionRow row);
  void settle(const link::Peer& from, const Request& request, const Settle& settle);
  void query(const link::Peer& from, Request request);
  void take(const link::Peer& from, Request& request);

  /// What is about the dispatcher and its officers, not about the hall: answered now or later.
  /// False: the request is none of it.
  [[nodiscard]] bool administer(const link::Peer& from, Request& request);
  void sign_in(const link::Peer& from, Request& request, SignIn& asked);
  void put_officer(const link::Peer& from, Request& request, PutOfficer& asked);
  /// Commits the row of an officer, and then accepts the request.
  void keep_officer(const link::Peer& from, const Request& request, store::OfficerRow row);
  [[nodiscard]] HealthReply health();
  /// Whether an officer may be signed in by this client. Errors: kPinRequired.
  [[nodiscard]] Result<void> check_grant(const link::Peer& from, const Command& command) const;
  void refuse_in_passing(const link::Peer& to, const Request& request, store::SessionRow row,
                         const Error& error);
  void reply_to(const link::Peer& to, const Request& request, ReplyBody body);

  /// Fills in what is the dispatcher's to say, and lets the engine carry it out.
  [[nodiscard]] Result<void> decide(Command& command, const link::Peer& from,
                                    engine::Context context);
  void fill_in(Issue& issue) const;
  void fill_in(CheckIn& check_in) const;
  void keep_note(const Note& note, const std::string& salt, const std::string& by);
  void keep_guest(const SignGuestBook& book, const std::string& salt, const std::string& by);
  /// A ticket as it is decided now. Errors: kUnknownTicket, kWrongState when it has ended.
  [[nodiscard]] Result<ReplyBody> ticket_now(const GetTicket& asked) const;
  [[nodiscard]] Result<ReplyBody> case_now(const GetCase& asked) const;
  [[nodiscard]] std::optional<Read> read_of(const RequestBody& query) const;

  /// Errors: kUnavailable, kClock. Afterwards time, day and hall are those of now.
  [[nodiscard]] Result<engine::Context> begin(const std::string& device);
  /// As `begin` without opening a day: only a corrected clock and a changed hall are journalled. A
  /// store that was put back opens one: nothing comes before its numbers are skipped.
  [[nodiscard]] Result<engine::Context> begin_without_day(const std::string& device);
  [[nodiscard]] Result<engine::Context> begin_moment(const std::string& device);
  [[nodiscard]] Result<void> check_disk() const;
  [[nodiscard]] std::uint64_t reserve_bytes() const;
  /// Journals that the store was put back from a backup, and what may be out. `turned`: the day was
  /// opened just now.
  void write_restored(bool turned);
  /// Lets a store that cannot be written try again, every few seconds.
  void try_writing();
  [[nodiscard]] Moment moment(const EngineTime::Now& now) const;
  /// Whether the hall is open, or opens once more on this service day.
  [[nodiscard]] bool opens_later() const;
  /// Journals an event of the moment that is being decided, and folds it.
  void write(Event event) override;
  void write_all(std::vector<Event> events);
  /// A client has been further than the journal: the store was put back by hand.
  void renew_epoch(std::uint64_t had_seq);
  /// Journals that, and begins a new epoch.
  void write_put_back();

  /// When the hall opens next, in engine time: now when it is open.
  [[nodiscard]] std::optional<EngineMs> opens_at(const EngineTime::Now& now) const;
  /// When something comes by itself next, in engine time.
  [[nodiscard]] std::optional<EngineMs> next_alarm(const EngineTime::Now& now);
  /// Writes what has come by itself.
  void wind(const engine::Context& context);
  void set_alarm();
  /// Asks for a forecast when one is due.
  void look_ahead();
  void answer_forecasts();
  /// Carries out what has come by itself; nothing when nothing has.
  void tick();

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
  Officers officers_;
  Backups backups_;
  Health health_;

  engine::State state_;                 ///< decided
  store::Head head_;                    ///< decided
  Moment now_;                          ///< of what is being decided
  std::optional<TicketIssued> issued_;  ///< by the command that is being decided
  EngineMs wound_ms_ = kNeverWound;     ///< what came by itself up to then is written
  bool wound_open_ = false;             ///< the hall was open then
  Outlook outlook_;
  std::vector<AsksForecast> for_forecast_;  ///< wait for one that knows what they know
  HallView view_;                           ///< committed
  store::Head committed_;

  Work pending_;             ///< decided, not yet submitted
  std::size_t waiting_ = 0;  ///< answers that wait for a commit
  std::uint64_t submitted_ = 0;
  std::uint64_t completed_ = 0;
  bool flush_scheduled_ = false;
  bool hall_differs_ = false;
  std::optional<store::Restored> restored_;              ///< not journalled yet
  std::int64_t tried_writing_ms_ = 0;                    ///< on the boot-time clock
  std::map<std::string, std::int64_t> told_revoked_ms_;  ///< when the log was told, by client
  std::optional<std::uint64_t> had_seq_;  ///< of a store put back by hand, not journalled yet
  bool epoch_renewed_ = false;  ///< once a start at most: a client that errs must not repeat it
  bool stopping_ = false;
  bool failed_ = false;
};

}  // namespace antre::service
