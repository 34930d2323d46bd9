// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What happened: what the journal keeps, for ever.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/ids.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/time.hpp"

namespace antre {

/// Time that a clock spent on one cause, and the counters that were in it (target.md,
/// "Enforcement"): those that were idle, on break, serving another, ...
struct CauseShare {
  Cause cause = Cause::kCounterIdle;
  std::int64_t ms = 0;
  std::vector<CounterId> counters;
  bool operator==(const CauseShare&) const = default;
};
/// A running or standing clock as it is carried into the next day (engine state, `Clock`).
struct CarriedClock {
  EngineMs started_ms = 0;
  EngineMs from_ms = 0;
  Mark mark = Mark::kNone;
  std::vector<CauseShare> shares;
};
/// A ticket still at a counter when its day was closed: it keeps its day's number.
struct CarriedTicket {
  std::string ticket;
  Day of_day;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  TicketState state = TicketState::kCalled;
  CounterId counter;
  EngineMs issued_ms = 0;
  EngineMs called_ms = 0;
  EngineMs started_ms = 0;
  int recalls = 0;
  std::int64_t issued_wall_offset_ms = 0;
  PrintState print = PrintState::kNone;
  std::string print_reason;
  std::optional<std::string> code;  ///< not in updates
  std::string officer;              ///< who staffs the counter; not in updates
  ServiceId prefix;                 ///< of its number, where a transfer made it another's; or empty
  std::optional<CarriedClock> clock;
  int overtaken = 0;
  int misses = 0;                      ///< of this ticket so far
  std::optional<CounterId> return_to;  ///< after this service it waits for this counter
  bool explicit_ = false;              ///< of its call
  bool auto_ = false;                  ///< of its call
  bool checked_in = false;
  std::string print_device;  ///< whose printer had it
  std::string case_ = {};    ///< that its visitor comes for; empty: none
  bool surveyed = false;
};
/// An open case, as it is carried into the next day.
struct CarriedCase {
  std::string case_;
  ServiceId service;
  std::string ticket;  ///< with which it began
  Day of_day;
  std::string step;        ///< where it is
  std::optional<Day> due;  ///< when it is to be done; absent: nobody said
  EngineMs opened_ms = 0;
  std::int64_t opened_wall_offset_ms = 0;
  std::optional<std::string> code;
  bool operator==(const CarriedCase&) const = default;
};
/// The last case of a service in a year.
struct CaseCount {
  ServiceId service;
  int year = 0;
  int last = 0;
  bool operator==(const CaseCount&) const = default;
};
/// The first event of a service day. It carries all that a replay needs
/// to begin here: the hall file in force and the tickets still at a counter.
struct DayOpened {
  static constexpr std::string_view kName = "day-opened";
  HallSettings hall;
  std::vector<CarriedTicket> carried;
  std::vector<std::string> open_misses;     ///< that nobody corrected yet, oldest first
  std::vector<CarriedCase> cases = {};      ///< open ones, oldest first; not in updates
  std::vector<CaseCount> case_counts = {};  ///< not in updates
};
struct DayClosed {
  static constexpr std::string_view kName = "day-closed";
  std::vector<std::string> unserved;  ///< waiting, booked or held and never served, by place
  std::vector<std::string> finished;  ///< held after their service had started
  std::string head;                   ///< hash of the journal's row before this one, hex
};
struct HallChanged {
  static constexpr std::string_view kName = "hall-changed";
  HallSettings hall;
};
/// The wall clock was corrected; nothing but what is shown changes.
struct ClockCorrected {
  static constexpr std::string_view kName = "clock-corrected";
  std::int64_t by_ms = 0;
};
/// The store is an earlier state of itself: entries after this one's predecessor were lost, numbers
/// that may be out are skipped, and a new epoch begins.
struct StoreRestored {
  static constexpr std::string_view kName = "store-restored";
  std::string why;                       ///< "backup" (`antre restore`) or "by-hand"
  std::optional<std::uint64_t> had_seq;  ///< by hand: how far a client had been
};
struct NumbersSkipped {
  static constexpr std::string_view kName = "numbers-skipped";
  ServiceId service;
  std::uint32_t from = 0;  ///< first number that is not given
  std::uint32_t to = 0;    ///< last number that is not given
};
struct TicketIssued {
  static constexpr std::string_view kName = "ticket-issued";
  std::string ticket;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  int ahead = 0;                    ///< waiting before it in its line when it was issued
  std::optional<std::string> code;  ///< not in updates: whoever has it may follow the ticket
  std::string device;               ///< the name of the client that asked
  /// Absent: its place is its issue and it waits at once. Else it is booked until this moment has
  /// come and the hall is open (`ticket-arrived`).
  std::optional<EngineMs> place_ms;
  std::optional<int> estimate_low_s;  ///< the expected wait as it was told
  std::optional<int> estimate_high_s;
  std::optional<std::string> case_ = std::nullopt;  ///< the open case that its visitor comes for
};
/// The place of a booked ticket has come: it waits.
struct TicketArrived {
  static constexpr std::string_view kName = "ticket-arrived";
  std::string ticket;
};
struct TicketCalled {
  static constexpr std::string_view kName = "ticket-called";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  bool explicit_ = false;  ///< an officer chose it although it was not the next choice
  bool auto_ = false;      ///< the dispatcher itself called it (target.md, "Enforcement")
};
struct TicketRecalled {
  static constexpr std::string_view kName = "ticket-recalled";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  int times = 1;  ///< recalls so far, this one included
};
/// Service starts, which ends the clock of the ticket.
struct ServiceStarted {
  static constexpr std::string_view kName = "service-started";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  std::optional<std::int64_t> clock_ms;  ///< time on the clock
  bool met = true;                       ///< within the target; says something with `clock_ms`
  std::string officer;                   ///< not in updates
};
struct ServiceFinished {
  static constexpr std::string_view kName = "service-finished";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  Outcome outcome = Outcome::kServed;
  std::vector<std::string> missing = {};        ///< requirements that were not brought
  std::optional<Day> follow_up = std::nullopt;  ///< when it goes on
};
struct TicketNoShow {
  static constexpr std::string_view kName = "ticket-no-show";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  bool auto_ = false;          ///< the time of `calling.no_show_after_s` was over
  std::int64_t called_ms = 0;  ///< how long it had been called
  std::string officer;         ///< of the counter; not in updates
};
struct TicketHeld {
  static constexpr std::string_view kName = "ticket-held";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
};
/// A held ticket waits again in its place.
struct TicketUnheld {
  static constexpr std::string_view kName = "ticket-unheld";
  std::string ticket;
  std::optional<Day> of_day;
};
/// The ticket waits anew, in the line of `service` or for `to_counter` alone. `finished`: it comes
/// back from the service it was sent to, which is over.
struct TicketTransferred {
  static constexpr std::string_view kName = "ticket-transferred";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  std::optional<ServiceId> service;
  std::optional<CounterId> to_counter;
  std::optional<CounterId> return_to;
  bool finished = false;
};
/// The ticket waits again in the line it came from.
struct TicketRequeued {
  static constexpr std::string_view kName = "ticket-requeued";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  Requeued where = Requeued::kInOrder;
  EngineMs place_ms = 0;
};
/// Somebody without a number is served; `ticket` ("+1") names the visit and is on no paper.
struct QuickServiceStarted {
  static constexpr std::string_view kName = "quick-service-started";
  std::string ticket;
  ServiceId service;
  CounterId counter;
  std::string officer;  ///< not in updates
};
/// The last call, no-show or finish of a counter was taken back: a called ticket waits again in its
/// place, one that had ended is at the counter as before.
struct CommandUndone {
  static constexpr std::string_view kName = "undone";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  TicketState from = TicketState::kCalled;  ///< called, no-show or finished
  bool clock_gone = false;                  ///< the call that is taken back had started its clock
};
/// A note was written; its text is beside the journal.
struct NoteAdded {
  static constexpr std::string_view kName = "note-added";
  std::string ticket;
  std::optional<Day> of_day;
  std::string hash;  ///< of salt and text, hex
};
struct ServicePaused {
  static constexpr std::string_view kName = "service-paused";
  ServiceId service;
  std::optional<EngineMs> until_ms;
  std::string reason;
};
struct ServiceUnpaused {
  static constexpr std::string_view kName = "service-unpaused";
  ServiceId service;
};
/// The 10-minute clock of a ticket starts (target.md, "The clock of a ticket", 1).
struct ClockStarted {
  static constexpr std::string_view kName = "clock-started";
  std::string ticket;
  std::optional<Day> of_day;
};
/// A moment of the clock was reached. kMissed is told by `target-missed` instead.
struct ClockReached {
  static constexpr std::string_view kName = "clock-reached";
  std::string ticket;
  std::optional<Day> of_day;
  Mark mark = Mark::kRemind;
};
/// The service of another ticket started in the place of this one. `start_over`: its clock is
/// cleared (target.md, "The clock of a ticket", 2); else an explicit choice, and the clock runs on.
struct TicketOvertaken {
  static constexpr std::string_view kName = "ticket-overtaken";
  std::string ticket;
  std::optional<Day> of_day;
  std::string by;
  CounterId counter;
  bool start_over = true;
};
/// A counter to which a miss is counted, and who staffed it ("" for nobody).
struct MissedAt {
  CounterId counter;
  std::string officer;  ///< not in updates
  bool operator==(const MissedAt&) const = default;
};
/// A clock passed the target, or a ticket stays unserved: a nonconformity that stays open until
/// `miss-corrected`.
struct TargetMissed {
  static constexpr std::string_view kName = "target-missed";
  std::string miss;  ///< its name in the register, "2026-11-24/R012"; a second one "/2" behind it
  std::string ticket;
  std::optional<Day> of_day;
  Cause cause = Cause::kNotReached;
  std::int64_t clock_ms = 0;       ///< time on the clock now; 0: it never started
  std::vector<CauseShare> shares;  ///< every cause that took time
  std::vector<MissedAt> counters;  ///< those in the cause
};
struct MissCorrected {
  static constexpr std::string_view kName = "miss-corrected";
  std::string miss;
  std::string text;
  std::string by;  ///< the client that said so, "supervisor:desk"
};
/// Something at a counter needs the supervisor: `no-answer` (an auto-call that is not answered
/// within a minute) or `long-call` (called for longer than *remind*).
struct CounterAlerted {
  static constexpr std::string_view kName = "counter-alerted";
  CounterId counter;
  std::string ticket;
  std::optional<Day> of_day;
  std::string why;
};
struct TicketCancelled {
  static constexpr std::string_view kName = "ticket-cancelled";
  std::string ticket;
  std::optional<Day> of_day;
};
struct PrintReported {
  static constexpr std::string_view kName = "print-reported";
  std::string ticket;
  std::optional<Day> of_day;
  PrintState state = PrintState::kQueued;
  std::string reason;
  std::string device;
};
/// The visitor of a ticket that was not issued in the hall is here.
struct TicketCheckedIn {
  static constexpr std::string_view kName = "ticket-checked-in";
  std::string ticket;
  std::optional<Day> of_day;
  std::string device;
};
/// Something was entered in the guest book; what, is beside the journal.
struct GuestBookSigned {
  static constexpr std::string_view kName = "guest-book-signed";
  std::string ticket;
  std::optional<Day> of_day;
  std::string hash;  ///< of salt and entry, hex
};
/// A kiosk is to print a ticket again, now: one that hears of it later does not.
struct ReprintAsked {
  static constexpr std::string_view kName = "reprint-asked";
  std::string ticket;
  std::optional<Day> of_day;
  std::string kiosk;
};
/// A device's printer is in another state than before.
struct PrinterReported {
  static constexpr std::string_view kName = "printer-reported";
  std::string device;
  bool ready = true;
  std::string reason;
};
/// A message for the displays; its `seq` is its name.
struct AnnouncementMade {
  static constexpr std::string_view kName = "announcement-made";
  std::string text;
  EngineMs until_ms = 0;
  bool spoken = false;
  std::string zone;
};
/// A message was taken back before its time.
struct AnnouncementWithdrawn {
  static constexpr std::string_view kName = "announcement-withdrawn";
  std::uint64_t announcement = 0;
};
/// A counter asks for the supervisor.
struct HelpAsked {
  static constexpr std::string_view kName = "help-asked";
  CounterId counter;
  std::string text;
};
struct HelpEnded {
  static constexpr std::string_view kName = "help-ended";
  CounterId counter;
  std::string by;  ///< the client that said so; not in updates
};
/// Somebody who was there says why a target was missed; the miss stays open.
struct MissExplained {
  static constexpr std::string_view kName = "miss-explained";
  std::string miss;
  std::string text;     ///< not in updates
  std::string by;       ///< the client that said so; not in updates
  std::string officer;  ///< of the counter that said so; not in updates
};
/// A waiting ticket waits in the line of `service` now, or for `to_counter` alone.
struct TicketMoved {
  static constexpr std::string_view kName = "ticket-moved";
  std::string ticket;
  std::optional<Day> of_day;
  std::optional<ServiceId> service;
  std::optional<CounterId> to_counter;
  std::string by;  ///< the client that said so; not in updates
};
/// A service goes on after the visit. The case is at the first step of the service.
struct CaseOpened {
  static constexpr std::string_view kName = "case-opened";
  std::string case_;  ///< "R-2026-0007": service, year, number in it
  ServiceId service;
  std::string ticket;
  std::optional<Day> of_day;
  std::string step;
  std::optional<Day> due;           ///< when its last step is to be reached
  std::optional<std::string> code;  ///< not in updates
  std::string by;                   ///< the client that said so; not in updates
  std::string officer;              ///< of the counter that said so; not in updates
};
struct CaseAdvanced {
  static constexpr std::string_view kName = "case-advanced";
  std::string case_;
  std::string step;
  bool closed = false;  ///< it is the last step
  std::string by;       ///< the client that said so; not in updates
  std::string officer;  ///< of the counter that said so; not in updates
};
/// A case was ended before its last step.
struct CaseClosed {
  static constexpr std::string_view kName = "case-closed";
  std::string case_;
  std::string text;     ///< not in updates
  std::string by;       ///< the client that said so; not in updates
  std::string officer;  ///< of the counter that said so; not in updates
};
/// A kiosk is to print the receipt of a case, now: one that hears of it later does not.
struct ReceiptAsked {
  static constexpr std::string_view kName = "receipt-asked";
  std::string case_;
  std::string kiosk;
};
/// A visitor answered the survey.
struct SurveyAnswered {
  static constexpr std::string_view kName = "survey-answered";
  std::string ticket;
  std::optional<Day> of_day;
  ServiceId service;        ///< that was given last
  CounterId counter;        ///< where
  std::vector<int> scores;  ///< nine of 1 to 4; not in updates
  std::string device;
};
struct CounterOpened {
  static constexpr std::string_view kName = "counter-opened";
  CounterId counter;
  std::string officer;  ///< not in updates
};
struct CounterBreak {
  static constexpr std::string_view kName = "counter-break";
  CounterId counter;
  std::string reason;
};
struct CounterResumed {
  static constexpr std::string_view kName = "counter-resumed";
  CounterId counter;
};
struct CounterClosed {
  static constexpr std::string_view kName = "counter-closed";
  CounterId counter;
};

using Event = std::variant<
    DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped, TicketIssued, TicketArrived,
    TicketCalled, TicketRecalled, ServiceStarted, ServiceFinished, TicketNoShow, TicketHeld,
    TicketUnheld, TicketTransferred, TicketRequeued, QuickServiceStarted, CommandUndone, NoteAdded,
    TicketCancelled, PrintReported, CounterOpened, CounterBreak, CounterResumed, CounterClosed,
    CounterAlerted, ServicePaused, ServiceUnpaused, ClockStarted, ClockReached, TicketOvertaken,
    TargetMissed, MissCorrected, StoreRestored, TicketCheckedIn, GuestBookSigned, ReprintAsked,
    PrinterReported, AnnouncementMade, AnnouncementWithdrawn, HelpAsked, HelpEnded, MissExplained,
    TicketMoved, CaseOpened, CaseAdvanced, CaseClosed, ReceiptAsked, SurveyAnswered>;

/// One event of the journal with its place. `seq` has no gaps and starts at 1.
struct Entry {
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;
  std::optional<std::int64_t> wall_offset_ms;  ///< absent: 0
  Event event;

  [[nodiscard]] std::int64_t wall_ms() const { return at_ms + wall_offset_ms.value_or(0); }
};

}  // namespace antre
