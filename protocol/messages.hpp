// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The one vocabulary of Antre: commands and queries that clients send, events that the journal
/// keeps, replies and updates that the dispatcher sends. Plain values; docs/protocol/ says the same
/// in prose. On the wire a member `class_` is called "class", an enumerator `kWalkIn` "walk-in",
/// and each alternative of a variant stands in its envelope's own object under its `kName`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/ids.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace antre {

inline constexpr int kProtocolVersion = 1;

enum class TicketClass { kRegular, kPriority };
enum class Channel { kWalkIn, kOnline, kAppointment };
/// kBooked: its place has not come yet (an appointment, or the hall has not opened since). kHeld:
/// put aside by an officer.
enum class TicketState {
  kWaiting,
  kCalled,
  kServing,
  kFinished,
  kNoShow,
  kCancelled,
  kUnserved,
  kBooked,
  kHeld
};
enum class CounterState { kClosed, kFree, kCalling, kServing, kOnBreak };
enum class Outcome { kServed, kIncomplete, kReferred, kFollowUp };
/// What a report has a row for.
enum class ReportBy { kDay, kService, kCounter, kOfficer, kChannel, kHour };
/// Where a ticket's paper is. kNone: nobody tried (a ticket from the command line).
enum class PrintState { kNone, kQueued, kPrinted, kFailed, kUnknown, kReprinted };

/// How far the clock of a ticket is (target.md, "Enforcement"); each includes those before it.
enum class Mark { kNone, kRemind, kEscalate, kAutoCall, kMissed };
/// What a second on the clock of a ticket was spent on (target.md, "Enforcement"), in the order in
/// which the first that holds is taken. kNotReached: the clock of an unserved ticket never started.
enum class Cause {
  kVisitorOnWay,
  kCounterIdle,
  kCallingAnother,
  kOnBreak,
  kServingAnother,
  kUnstaffed,
  kNotReached
};
/// Where in its line a ticket that goes back to waiting stands.
enum class Requeued { kFront, kInOrder, kBack };

// ---------------------------------------------------------------- commands: they change the hall

/// A visitor's entry in the guest book. Only `name` must be there.
struct Guest {
  std::string name;
  std::string institution;
  std::string email;
  std::string purpose;
  std::string identity;  ///< which identity was shown: "ktp", "sim", "passport", "other"
  bool operator==(const Guest&) const = default;
};

struct Issue {
  static constexpr std::string_view kName = "issue";
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  /// The booked time of an appointment, "HH:MM" in the hall's zone, of today.
  std::optional<std::string> booked;
  /// The unguessable code of the ticket; drawn by the dispatcher, ignored from a client.
  std::optional<std::string> code;
  /// Engine time of `booked`; filled in by the dispatcher, ignored from a client.
  std::optional<EngineMs> booked_ms;
  /// The expected wait; filled in by the dispatcher, ignored from a client.
  std::optional<int> estimate_low_s;
  std::optional<int> estimate_high_s;
};
struct OpenCounter {
  static constexpr std::string_view kName = "open";
  CounterId counter;
  std::string officer;
  /// Of `signed-in`: shows that the officer gave the PIN. A counter's key needs it in a hall that
  /// has officers with PINs. Not in the journal.
  std::optional<std::string> grant = std::nullopt;
};
struct BreakCounter {
  static constexpr std::string_view kName = "break";
  CounterId counter;
  std::string reason;
};
struct ResumeCounter {
  static constexpr std::string_view kName = "resume";
  CounterId counter;
};
struct CloseCounter {
  static constexpr std::string_view kName = "close";
  CounterId counter;
};
/// Calls the next choice of the counter, or `ticket` (an officer's explicit choice).
struct Call {
  static constexpr std::string_view kName = "call";
  CounterId counter;
  std::optional<std::string> ticket;
};
struct Recall {
  static constexpr std::string_view kName = "recall";
  CounterId counter;
};
struct Start {
  static constexpr std::string_view kName = "start";
  CounterId counter;
};
struct Finish {
  static constexpr std::string_view kName = "finish";
  CounterId counter;
  Outcome outcome = Outcome::kServed;
};
struct NoShow {
  static constexpr std::string_view kName = "no-show";
  CounterId counter;
};
/// Puts the visitor of a counter aside; the ticket keeps its place (`unhold`).
struct Hold {
  static constexpr std::string_view kName = "hold";
  CounterId counter;
};
/// A held ticket waits again.
struct Unhold {
  static constexpr std::string_view kName = "unhold";
  std::string ticket;
  std::optional<Day> of_day;
};
/// Sends the visitor of a counter to the line of another service, or to one counter that alone may
/// take the ticket: exactly one of the two. `return_`: after that service the ticket waits for this
/// counter again.
struct Transfer {
  static constexpr std::string_view kName = "transfer";
  CounterId counter;
  std::optional<ServiceId> service;
  std::optional<CounterId> to_counter;
  bool return_ = false;
};
/// Sends the visitor of a counter back into the line it came from.
struct Requeue {
  static constexpr std::string_view kName = "requeue";
  CounterId counter;
  Requeued where = Requeued::kInOrder;
};
/// Serves somebody who has no number, at a free counter.
struct QuickServe {
  static constexpr std::string_view kName = "quick-serve";
  CounterId counter;
  ServiceId service;
};
/// Takes the last call, or the last finish or no-show of a counter, back (`calling.undo_s`).
struct Undo {
  static constexpr std::string_view kName = "undo";
  CounterId counter;
};
/// A note on a ticket; its text is kept beside the journal, where it can be erased.
struct Note {
  static constexpr std::string_view kName = "note";
  std::string ticket;
  std::optional<Day> of_day;
  std::string text;
  /// Salted hash of the text; filled in by the dispatcher, ignored from a client.
  std::optional<std::string> hash;
};
/// A service gives no new numbers; its line goes on.
struct PauseService {
  static constexpr std::string_view kName = "pause";
  ServiceId service;
  std::optional<std::string> until;  ///< "HH:MM" in the hall's zone, of today; absent: by hand
  std::string reason;
  /// Engine time of `until`; filled in by the dispatcher, ignored from a client.
  std::optional<EngineMs> until_ms;
};
struct UnpauseService {
  static constexpr std::string_view kName = "unpause";
  ServiceId service;
};
/// Records the correction of a miss, which closes it (target.md, "Enforcement").
struct Correct {
  static constexpr std::string_view kName = "correct";
  std::string miss;
  std::string text;
};
struct Cancel {
  static constexpr std::string_view kName = "cancel";
  std::string ticket;
  std::optional<Day> of_day;  ///< absent: today
};
/// What became of a ticket's paper, as the device that prints it saw it.
struct ReportPrint {
  static constexpr std::string_view kName = "report-print";
  std::string ticket;
  std::optional<Day> of_day;
  PrintState state = PrintState::kQueued;
  std::string reason;  ///< "media-empty", "offline", ...; empty when all is well
};
/// A visitor with an appointment or an online number is in the hall: the code of its ticket, in any
/// case, hyphens and blanks ignored. Answered with the ticket; repeated it changes nothing.
struct CheckIn {
  static constexpr std::string_view kName = "check-in";
  std::string code;
};
/// What a visitor enters in the hall's guest book, for its ticket; again: in place of what was
/// entered before. Kept beside the journal and erased after `retention.guest_book_days`.
struct SignGuestBook {
  static constexpr std::string_view kName = "sign-guest-book";
  std::string ticket;
  std::optional<Day> of_day;
  Guest guest;
  /// Salted hash of the entry; filled in by the dispatcher, ignored from a client.
  std::optional<std::string> hash = std::nullopt;
};
/// Asks a kiosk to print a ticket again, marked as a copy. `kiosk`: its name; empty: the one whose
/// printer had the ticket, else the only one with a printer.
struct Reprint {
  static constexpr std::string_view kName = "reprint";
  std::string ticket;
  std::optional<Day> of_day;
  std::string kiosk;
};
/// How the sender's printer is. Told at each change, and anew each service day.
struct ReportPrinter {
  static constexpr std::string_view kName = "report-printer";
  bool ready = true;
  std::string reason;  ///< "media-empty", ...; of a ready one "media-low" or empty
};
/// Shows a message on the displays.
struct Announce {
  static constexpr std::string_view kName = "announce";
  std::string text;     ///< 1 to 200 letters, one line
  int minutes = 10;     ///< 1 to 1440; at the end of the service day it ends in any case
  bool spoken = false;  ///< it is also said, once, when no call is
  std::string zone;     ///< only on the displays of this zone; empty: on all
};
/// Takes a message back.
struct WithdrawAnnouncement {
  static constexpr std::string_view kName = "withdraw-announcement";
  std::uint64_t announcement = 0;  ///< the seq of its event
};
/// Asks what became of request `of_n` of `of_session` and, when it was not executed, spends it, so
/// that a late copy does nothing (links.md, rule 5). Not numbered itself.
struct Settle {
  static constexpr std::string_view kName = "settle";
  std::string of_session;
  std::uint64_t of_n = 0;
};

using Command =
    std::variant<Issue, OpenCounter, BreakCounter, ResumeCounter, CloseCounter, Call, Recall, Start,
                 Finish, NoShow, Hold, Unhold, Transfer, Requeue, QuickServe, Undo, Note,
                 PauseService, UnpauseService, Correct, Cancel, ReportPrint, CheckIn, SignGuestBook,
                 Reprint, ReportPrinter, Announce, WithdrawAnnouncement>;

// ---------------------------------------------------------------- queries: they change nothing

struct Hello {
  static constexpr std::string_view kName = "hello";
  std::string program;  ///< "antre-kiosk 0.1.0", for the log
};
struct Ping {
  static constexpr std::string_view kName = "ping";
};
struct GetSnapshot {
  static constexpr std::string_view kName = "get-snapshot";
  /// How far the asker was when it found the dispatcher behind (links.md); absent otherwise.
  std::optional<std::uint64_t> had_seq;
};
/// The journal after `after_seq`, or of one day, oldest first, at most `limit` entries a page.
struct GetEvents {
  static constexpr std::string_view kName = "get-events";
  std::uint64_t after_seq = 0;
  std::optional<Day> of_day;
  int limit = 500;
};

/// What will probably become of the target, and what would help.
struct GetForecast {
  static constexpr std::string_view kName = "get-forecast";
};
/// Attainment and distributions of the days from `from` to `to` (both included; absent: today).
struct GetReport {
  static constexpr std::string_view kName = "get-report";
  std::optional<Day> from;
  std::optional<Day> to;
  ReportBy by = ReportBy::kDay;
};
/// The register of misses, the newest first, at most `limit`.
struct GetMisses {
  static constexpr std::string_view kName = "get-misses";
  bool open_only = false;
  std::optional<Day> from;
  std::optional<Day> to;
  int limit = 500;
};
/// The notes of a ticket, oldest first.
struct GetNotes {
  static constexpr std::string_view kName = "get-notes";
  std::string ticket;
  std::optional<Day> of_day;
};

/// A ticket of today that has not ended, or was carried into today, with its code: for its paper.
struct GetTicket {
  static constexpr std::string_view kName = "get-ticket";
  std::string ticket;
  std::optional<Day> of_day;
};
/// What was entered in the guest book for a ticket.
struct GetGuest {
  static constexpr std::string_view kName = "get-guest";
  std::string ticket;
  std::optional<Day> of_day;
};

/// An officer's name and PIN. No numbered command: what an outbox or the journal keeps holds no
/// PIN. The grant of the answer goes into `open`. Wrong PINs are slowed down, then locked for a
/// while.
struct SignIn {
  static constexpr std::string_view kName = "sign-in";
  std::string officer;
  std::string pin;
};
/// Registers an officer, or gives one another PIN. Changes no hall, so it is no command; repeated
/// it does the same.
struct PutOfficer {
  static constexpr std::string_view kName = "put-officer";
  std::string officer;
  std::string pin;  ///< 4 to 12 digits
};
struct RemoveOfficer {
  static constexpr std::string_view kName = "remove-officer";
  std::string officer;
};
struct GetOfficers {
  static constexpr std::string_view kName = "get-officers";
};
/// The dispatcher itself, for monitoring.
struct GetHealth {
  static constexpr std::string_view kName = "get-health";
};
/// Makes a copy of the store as it is now, to be fetched with `get-backup-part`. It replaces the
/// asker's one before, and is dropped when nobody fetches it for ten minutes.
struct BeginBackup {
  static constexpr std::string_view kName = "begin-backup";
};
struct GetBackupPart {
  static constexpr std::string_view kName = "get-backup-part";
  std::string id;
  std::uint64_t offset = 0;
};

// ---------------------------------------------------------------- events: what the journal keeps

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
};
/// The first event of a service day. It carries all that a replay needs
/// to begin here: the hall file in force and the tickets still at a counter.
struct DayOpened {
  static constexpr std::string_view kName = "day-opened";
  HallSettings hall;
  std::vector<CarriedTicket> carried;
  std::vector<std::string> open_misses;  ///< that nobody corrected yet, oldest first
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

using Event =
    std::variant<DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped, TicketIssued,
                 TicketArrived, TicketCalled, TicketRecalled, ServiceStarted, ServiceFinished,
                 TicketNoShow, TicketHeld, TicketUnheld, TicketTransferred, TicketRequeued,
                 QuickServiceStarted, CommandUndone, NoteAdded, TicketCancelled, PrintReported,
                 CounterOpened, CounterBreak, CounterResumed, CounterClosed, CounterAlerted,
                 ServicePaused, ServiceUnpaused, ClockStarted, ClockReached, TicketOvertaken,
                 TargetMissed, MissCorrected, StoreRestored, TicketCheckedIn, GuestBookSigned,
                 ReprintAsked, PrinterReported, AnnouncementMade, AnnouncementWithdrawn>;

/// One event of the journal with its place. `seq` has no gaps and starts at 1.
struct Entry {
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;
  std::optional<std::int64_t> wall_offset_ms;  ///< absent: 0
  Event event;

  [[nodiscard]] std::int64_t wall_ms() const { return at_ms + wall_offset_ms.value_or(0); }
};

// ---------------------------------------------------------------- updates: PUB to every listener

/// How long somebody who takes a number of a service now will probably wait.
struct ExpectedWait {
  ServiceId service;
  int low_s = 0;
  int high_s = 0;
  bool operator==(const ExpectedWait&) const = default;
};
/// Once a second: the head of the journal and the time.
struct Heartbeat {
  static constexpr std::string_view kName = "heartbeat";
  int utc_offset_s = 0;
  bool hall_open = true;
  std::vector<ExpectedWait> expected;  ///< of the last forecast; empty while there is none
};
/// The dispatcher stops in an orderly way.
struct GoingDown {
  static constexpr std::string_view kName = "going-down";
};
/// An event that is not for all; who may know it asks for it (`get-events`).
struct Withheld {
  static constexpr std::string_view kName = "withheld";
};

using Published = std::variant<
    DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped, TicketIssued, TicketArrived,
    TicketCalled, TicketRecalled, ServiceStarted, ServiceFinished, TicketNoShow, TicketHeld,
    TicketUnheld, TicketTransferred, TicketRequeued, QuickServiceStarted, CommandUndone, NoteAdded,
    TicketCancelled, PrintReported, CounterOpened, CounterBreak, CounterResumed, CounterClosed,
    CounterAlerted, ServicePaused, ServiceUnpaused, ClockStarted, ClockReached, TicketOvertaken,
    TargetMissed, MissCorrected, StoreRestored, TicketCheckedIn, GuestBookSigned, ReprintAsked,
    PrinterReported, AnnouncementMade, AnnouncementWithdrawn, Heartbeat, GoingDown, Withheld>;

/// One message on the updates socket. A heartbeat's `seq` is the head of what was published.
struct Update {
  int v = kProtocolVersion;
  std::string epoch;
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;
  std::optional<std::int64_t> wall_offset_ms;
  Published event;
};

/// What every listener may know of an entry: no officer's name, no ticket's code.
[[nodiscard]] Update public_update(const std::string& epoch, Entry entry);
/// The entry of an update, or nothing for a heartbeat, going-down and withheld.
[[nodiscard]] std::optional<Entry> entry_of(Update update);

// ---------------------------------------------------------------- replies

/// A ticket: the answer to `issue` and `cancel`.
struct TicketReply {
  static constexpr std::string_view kName = "ticket";
  std::string ticket;
  Day day;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  TicketState state = TicketState::kWaiting;
  std::int64_t issued_wall_ms = 0;
  int ahead = 0;
  std::optional<std::string> code;
  std::optional<int> estimate_low_s;
  std::optional<int> estimate_high_s;
};
/// The guest book's entry for a ticket; absent: none, or erased.
struct GuestReply {
  static constexpr std::string_view kName = "guest";
  std::optional<Guest> guest;
  std::int64_t at_wall_ms = 0;
};
/// A counter after a command: the answer to everything that is done at one.
struct CounterReply {
  static constexpr std::string_view kName = "counter";
  CounterId counter;
  CounterState state = CounterState::kClosed;
  std::optional<std::string> ticket;
  std::optional<Day> of_day;
  std::optional<ServiceId> service;
  int recalls = 0;
};
/// Done, with nothing more to say.
struct Accepted {
  static constexpr std::string_view kName = "accepted";
};
/// A waiting ticket that will probably miss the target.
struct ProbableMiss {
  std::string ticket;
  Day day;
  ServiceId service;
  int percent = 0;              ///< of the runs in which it misses
  std::int64_t at_wall_ms = 0;  ///< when, as the median of those runs
};
/// What somebody in charge can do about them: open a counter, or ask one back from its break.
struct Advice {
  std::string action;  ///< "open" or "resume"
  CounterId counter;
  int avoids = 0;  ///< probable misses that it avoids
};
struct ForecastReply {
  static constexpr std::string_view kName = "forecast";
  std::int64_t at_wall_ms = 0;  ///< of the state it was computed from
  int runs = 0;
  std::vector<ExpectedWait> expected;
  std::vector<ProbableMiss> misses;  ///< soonest first
  std::vector<Advice> advice;        ///< the best first
};
/// How something is distributed, in milliseconds.
struct Spread {
  std::int64_t mean_ms = 0;
  std::int64_t p50_ms = 0;
  std::int64_t p90_ms = 0;
  std::int64_t p99_ms = 0;
  bool operator==(const Spread&) const = default;
};
/// One line of a report. A clock and a ticket count on the day of the ticket.
struct ReportRow {
  std::string key;  ///< "2026-11-24", "R", "1", "Ani", "walk-in", "09"; "" for the sum
  int tickets = 0;
  int served = 0;
  int no_show = 0;
  int cancelled = 0;
  int unserved = 0;
  int met = 0;
  int missed = 0;
  int overtaken = 0;
  int explicit_calls = 0;
  int auto_calls = 0;
  Spread clock;             ///< time on the clock of those served
  Spread wait;              ///< from place to service
  Spread service;           ///< from start to finish
  int no_show_in_time = 0;  ///< of `no_show`: called within the target
  int no_show_auto = 0;     ///< of `no_show`: marked by the hall's time, not by an officer
  Spread no_show_after;     ///< from call to no-show
  bool operator==(const ReportRow&) const = default;
};
struct ReportReply {
  static constexpr std::string_view kName = "report";
  Day from;
  Day to;
  ReportBy by = ReportBy::kDay;
  std::vector<ReportRow> rows;  ///< in order of key
  ReportRow total;
  /// The journal's last row when the report was made, and its hash (hex): kept with the report, it
  /// proves the journal up to there (`antre verify --head`).
  std::uint64_t seq = 0;
  std::string head;
};
/// One miss of the register.
struct MissRow {
  std::string miss;
  Day day;
  std::string ticket;
  ServiceId service;
  std::int64_t at_wall_ms = 0;
  Cause cause = Cause::kNotReached;
  std::int64_t clock_ms = 0;
  std::vector<CauseShare> shares;
  std::vector<MissedAt> counters;
  std::string correction;  ///< empty: open
  std::string corrected_by;
  std::optional<std::int64_t> corrected_wall_ms;
  bool operator==(const MissRow&) const = default;
};
struct MissesReply {
  static constexpr std::string_view kName = "misses";
  std::vector<MissRow> misses;
  int utc_offset_s = 0;
};
struct NoteText {
  std::int64_t at_wall_ms = 0;
  std::string by;
  std::string text;
};
struct NotesReply {
  static constexpr std::string_view kName = "notes";
  std::vector<NoteText> notes;
};
/// The answer to `settle`. `executed`: `stored` is the reply as it was or would have been sent.
struct SettleReply {
  static constexpr std::string_view kName = "settled";
  bool executed = false;
  std::optional<std::string> stored;
};
struct Welcome {
  static constexpr std::string_view kName = "welcome";
  std::string program;
  std::string hall_id;
  std::string epoch;
  std::uint64_t seq = 0;
  std::string updates;  ///< endpoint as bound; a client puts in the host it used
  std::string role;
  std::string name;
  bool pins = false;  ///< the hall has officers with PINs: a counter signs them in before `open`
};
struct Pong {
  static constexpr std::string_view kName = "pong";
  std::uint64_t seq = 0;
};
struct EventsPage {
  static constexpr std::string_view kName = "events";
  std::vector<Entry> entries;
  bool more = false;
  int utc_offset_s = 0;
  std::vector<std::string> hashes;  ///< of the entries' rows in the hash chain, hex, one each
};
/// The answer to `sign-in`.
struct SignedIn {
  static constexpr std::string_view kName = "signed-in";
  std::string grant;  ///< for one `open` of this officer by the same client
  int valid_s = 0;
};
struct Officer {
  std::string name;
  std::int64_t since_wall_ms = 0;  ///< since when the PIN is the one it is
};
struct OfficersReply {
  static constexpr std::string_view kName = "officers";
  std::vector<Officer> officers;  ///< in order of name
  int utc_offset_s = 0;
};
/// The dispatcher itself. Counts are since its start.
struct HealthReply {
  static constexpr std::string_view kName = "health";
  std::string program;
  std::string hall_id;
  std::string epoch;
  std::uint64_t seq = 0;  ///< committed
  std::string head;       ///< its hash, hex
  std::int64_t at_wall_ms = 0;
  int utc_offset_s = 0;
  std::int64_t up_s = 0;
  bool takes_commands = true;
  std::string why_not;            ///< of a dispatcher that refuses commands; empty otherwise
  std::uint64_t connections = 0;  ///< now, both sockets
  std::uint64_t requests = 0;
  std::uint64_t replies = 0;
  std::uint64_t repeats = 0;    ///< requests that a client had sent before
  std::uint64_t refused = 0;    ///< handshakes with an unknown key
  std::uint64_t revoked = 0;    ///< requests over connections whose key was revoked
  std::uint64_t malformed = 0;  ///< messages that are no request
  std::uint64_t dropped = 0;    ///< replies that nobody took
  std::uint64_t throttled = 0;  ///< requests beyond a client's rate
  std::uint64_t cut = 0;        ///< connections ended because of what came over them
  std::uint64_t rebinds = 0;    ///< of the updates socket, after revocations
  std::uint64_t waiting = 0;    ///< answers that wait for a commit
  std::uint64_t commits = 0;
  std::int64_t commit_p50_us = 0;  ///< of the last thousand commits
  std::int64_t commit_p99_us = 0;
  std::int64_t commit_max_us = 0;
  std::uint64_t free_bytes = 0;     ///< on the disk of the data folder
  std::uint64_t reserve_bytes = 0;  ///< below it commands are refused
  std::uint64_t store_bytes = 0;    ///< the store's files
  std::uint64_t memory_bytes = 0;   ///< resident
};
struct BackupReply {
  static constexpr std::string_view kName = "backup";
  std::string id;
  std::uint64_t bytes = 0;
  std::string digest;     ///< BLAKE2b-256 of the whole file, hex
  std::uint64_t seq = 0;  ///< the journal's last row in it
  std::string head;       ///< and its hash, hex
};
struct BackupPart {
  static constexpr std::string_view kName = "backup-part";
  std::uint64_t offset = 0;
  std::string data;  ///< base64; empty behind the end
};
}  // namespace antre
