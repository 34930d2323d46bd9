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
enum class TicketState { kWaiting, kCalled, kServing, kFinished, kNoShow, kCancelled, kUnserved };
enum class CounterState { kClosed, kFree, kCalling, kServing, kOnBreak };
enum class Outcome { kServed, kIncomplete, kReferred, kFollowUp };
/// Where a ticket's paper is. kNone: nobody tried (a ticket from the command line).
enum class PrintState { kNone, kQueued, kPrinted, kFailed, kUnknown, kReprinted };

// ---------------------------------------------------------------- commands: they change the hall

struct Issue {
  static constexpr std::string_view kName = "issue";
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  /// The unguessable code of the ticket; drawn by the dispatcher, ignored from a client.
  std::optional<std::string> code;
};
struct OpenCounter {
  static constexpr std::string_view kName = "open";
  CounterId counter;
  std::string officer;
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
/// Asks what became of request `of_n` of `of_session` and, when it was not executed, spends it, so
/// that a late copy does nothing (links.md, rule 5). Not numbered itself.
struct Settle {
  static constexpr std::string_view kName = "settle";
  std::string of_session;
  std::uint64_t of_n = 0;
};

using Command = std::variant<Issue, OpenCounter, BreakCounter, ResumeCounter, CloseCounter, Call,
                             Recall, Start, Finish, NoShow, Cancel, ReportPrint>;

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

// ---------------------------------------------------------------- events: what the journal keeps

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
};
/// The first event of a service day. It carries all that a replay needs
/// to begin here: the hall file in force and the tickets still at a counter.
struct DayOpened {
  static constexpr std::string_view kName = "day-opened";
  HallSettings hall;
  std::vector<CarriedTicket> carried;
};
struct DayClosed {
  static constexpr std::string_view kName = "day-closed";
  std::vector<std::string> unserved;  ///< tickets that still waited, in order of place
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
};
struct TicketCalled {
  static constexpr std::string_view kName = "ticket-called";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  bool explicit_ = false;  ///< an officer chose it although it was not the next choice
};
struct TicketRecalled {
  static constexpr std::string_view kName = "ticket-recalled";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
  int times = 1;  ///< recalls so far, this one included
};
struct ServiceStarted {
  static constexpr std::string_view kName = "service-started";
  std::string ticket;
  std::optional<Day> of_day;
  CounterId counter;
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

using Event = std::variant<DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped,
                           TicketIssued, TicketCalled, TicketRecalled, ServiceStarted,
                           ServiceFinished, TicketNoShow, TicketCancelled, PrintReported,
                           CounterOpened, CounterBreak, CounterResumed, CounterClosed>;

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

/// Once a second: the head of the journal and the time.
struct Heartbeat {
  static constexpr std::string_view kName = "heartbeat";
  int utc_offset_s = 0;
  bool hall_open = true;
};
/// The dispatcher stops in an orderly way.
struct GoingDown {
  static constexpr std::string_view kName = "going-down";
};
/// An event that is not for all; who may know it asks for it (`get-events`).
struct Withheld {
  static constexpr std::string_view kName = "withheld";
};

using Published =
    std::variant<DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped, TicketIssued,
                 TicketCalled, TicketRecalled, ServiceStarted, ServiceFinished, TicketNoShow,
                 TicketCancelled, PrintReported, CounterOpened, CounterBreak, CounterResumed,
                 CounterClosed, Heartbeat, GoingDown, Withheld>;

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
};
}  // namespace antre
