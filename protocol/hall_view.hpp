// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

namespace antre {

/// A ticket that waits or is at a counter, as screens need it.
struct ViewTicket {
  std::string ticket;
  Day of_day;
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  Channel channel = Channel::kWalkIn;
  TicketState state = TicketState::kWaiting;
  EngineMs issued_ms = 0;
  std::uint64_t place = 0;  ///< order of arrival: the seq of its issue
  std::optional<CounterId> counter;
  EngineMs called_ms = 0;
  EngineMs started_ms = 0;
  int recalls = 0;
  PrintState print = PrintState::kNone;
  std::string print_reason;
  EngineMs place_ms = 0;                  ///< the time that orders it in its line
  std::optional<CounterId> for_counter;   ///< waits for this counter alone
  std::optional<EngineMs> clock_from_ms;  ///< its clock shows the time since then; absent: none
  std::optional<std::int64_t> clock_stood_ms;  ///< of a held one: what the clock stands at
  Mark mark = Mark::kNone;
  int overtaken = 0;
  bool auto_ = false;       ///< called by the dispatcher itself
  bool checked_in = false;  ///< its visitor has come, with its code
  bool guest = false;       ///< something is entered for it in the guest book
  std::string case_ = {};   ///< the open case that its visitor comes for; empty: none
  bool operator==(const ViewTicket&) const = default;
};

/// A counter asks for the supervisor.
struct ViewHelp {
  EngineMs since_ms = 0;
  std::string text;
  bool operator==(const ViewHelp&) const = default;
};

/// The visit that was finished last at a counter and has not answered the survey.
struct ViewFinished {
  TicketId ticket;
  ServiceId service;
  EngineMs at_ms = 0;
  bool operator==(const ViewFinished&) const = default;
};

struct ViewCounter {
  CounterId id;
  CounterState state = CounterState::kClosed;
  EngineMs since_ms = 0;
  std::optional<TicketId> ticket;  ///< called or served here
  std::string officer;             ///< empty where the asker may not know
  std::string break_reason;
  bool closing = false;            ///< taken out of the hall file; closes when its visitor is done
  std::string alert;               ///< of `counter-alerted`, while that visitor is called
  std::optional<ViewTicket> undo;  ///< as it was before its end, which may still be taken back
  std::optional<ViewHelp> help = std::nullopt;  ///< the supervisor is asked for here
  std::optional<ViewFinished> finished = std::nullopt;
  bool operator==(const ViewCounter&) const = default;
};

/// One call as the hall saw it, newest first in `HallView::calls`.
struct ViewCall {
  std::uint64_t seq = 0;
  std::string ticket;
  ServiceId service;
  CounterId counter;
  EngineMs at_ms = 0;
  std::int64_t wall_ms = 0;
  bool recall = false;
  bool operator==(const ViewCall&) const = default;
};

/// A device's printer: the last paper's state, and how the printer itself is.
struct ViewPrinter {
  std::string device;
  PrintState state = PrintState::kNone;
  std::string reason;
  bool told = false;      ///< the device has said today how its printer is
  bool ready = true;      ///< as it said
  std::string trouble;    ///< "media-empty", ...; of a ready one "media-low" or empty
  EngineMs since_ms = 0;  ///< when it said so
  bool operator==(const ViewPrinter&) const = default;
};

struct ViewCounts {
  int issued = 0;
  int started = 0;
  int finished = 0;
  int no_show = 0;
  int cancelled = 0;
  int met = 0;  ///< clocks of today's tickets
  int missed = 0;
  std::int64_t wait_ms = 0;  ///< sum of the whole waits of those started
  bool operator==(const ViewCounts&) const = default;
};

/// A service that gives no new numbers now.
struct ViewPause {
  ServiceId service;
  std::optional<std::int64_t> until_wall_ms;
  std::string reason;
  bool operator==(const ViewPause&) const = default;
};

/// A message for the displays. It stays here for a while after its time: who shows it looks at
/// `until_ms`.
struct ViewAnnouncement {
  std::uint64_t seq = 0;  ///< of its event
  std::string text;
  EngineMs until_ms = 0;
  bool spoken = false;
  std::string zone;  ///< empty: for all displays
  bool operator==(const ViewAnnouncement&) const = default;
};

/// A miss of today that was not corrected.
struct ViewMiss {
  std::string miss;  ///< its name in the register
  std::string ticket;
  Day of_day;
  ServiceId service;
  Cause cause = Cause::kNotReached;
  std::vector<CounterId> counters;  ///< those in the cause
  EngineMs at_ms = 0;
  bool explained = false;  ///< somebody who was there has said why
  bool operator==(const ViewMiss&) const = default;
};

/// How many wait in one line.
struct ViewLine {
  int waiting = 0;
  int priority = 0;  ///< of them with priority
  bool operator==(const ViewLine&) const = default;
};

/// The hall as every screen sees it: what a snapshot carries and what updates are applied to. The
/// dispatcher keeps one too, fed by committed entries only, so that a replica at a seq equals the
/// dispatcher's at that seq by construction. A value; owned by one thread.
struct HallView {
  std::string epoch;
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;  ///< of the last entry
  std::int64_t wall_offset_ms = 0;
  int utc_offset_s = 0;
  bool hall_open = true;
  HallSettings hall;
  std::vector<ViewCounter> counters;          ///< in order of id
  std::map<std::string, ViewTicket> tickets;  ///< by `ticket_key`: waiting, called and serving
  std::vector<ViewCall> calls;                ///< newest first, at most kCallsKept
  std::vector<ViewPrinter> printers;
  ViewCounts today;
  std::map<std::string, ViewLine> lines;  ///< by service, kept with `tickets`
  std::vector<ViewPause> paused;
  std::vector<ViewAnnouncement> announcements;  ///< oldest first
  std::vector<ExpectedWait> expected;           ///< of the last heartbeat
  int open_misses = 0;
  std::vector<ViewMiss> misses = {};  ///< of today and open; oldest first, at most kMissesKept

  static constexpr std::size_t kCallsKept = 24;   // the largest board shows 24 counters
  static constexpr std::size_t kMissesKept = 50;  // more is read in the register

  /// Folds one entry in. Its seq must be `seq + 1` (asserted): callers see to gaps.
  void apply(const Entry& entry);

  [[nodiscard]] const ViewCounter* counter(CounterId id) const;
  [[nodiscard]] const ViewTicket* ticket(const TicketId& id) const;
  /// How many wait in a service's line.
  [[nodiscard]] int waiting(const ServiceId& service) const;
  /// How many wait with priority in a service's line.
  [[nodiscard]] int waiting_priority(const ServiceId& service) const;
  /// Whether anybody is signed in, and not on break, at a counter with the service as primary.
  [[nodiscard]] bool staffed(const ServiceId& service) const;
  /// Waiting tickets of a service in order of place, priority not considered.
  [[nodiscard]] std::vector<const ViewTicket*> line(const ServiceId& service) const;

  bool operator==(const HallView&) const = default;
};

/// Key in `HallView::tickets`: "2026-11-24/R012", so that two days' equal numbers are apart.
[[nodiscard]] std::string ticket_key(Day day, const std::string& number);

struct SnapshotReply {
  static constexpr std::string_view kName = "snapshot";
  HallView view;
};

/// What a role may see of the hall: only counters, supervisors and admins see officers' names.
[[nodiscard]] HallView view_for_role(const HallView& view, const std::string& role);

// ---------------------------------------------------------------- envelopes

using RequestBody =
    std::variant<Issue, OpenCounter, BreakCounter, ResumeCounter, CloseCounter, Call, Recall, Start,
                 Finish, NoShow, Hold, Unhold, Transfer, Requeue, QuickServe, Undo, Note,
                 PauseService, UnpauseService, Correct, Cancel, ReportPrint, CheckIn, SignGuestBook,
                 Reprint, ReportPrinter, Announce, WithdrawAnnouncement, AskHelp, EndHelp,
                 ExplainMiss, MoveTicket, OpenCase, AdvanceCase, CloseCase, PrintReceipt,
                 AnswerSurvey, Settle, Hello, Ping, GetSnapshot, GetEvents, GetForecast, GetReport,
                 GetMisses, GetNotes, SignIn, PutOfficer, RemoveOfficer, GetOfficers, GetHealth,
                 BeginBackup, GetBackupPart, GetTicket, GetGuest, GetCase, GetCases, GetSurvey>;

/// What a client sends. A command is numbered within its session; for a query `session` is empty
/// and `n` is the client's own mark, given back in the reply.
struct Request {
  int v = kProtocolVersion;
  std::string session;
  std::uint64_t n = 0;
  RequestBody body;
};

struct ErrorReply {
  std::string code;  ///< wire_name
  std::string message;
  bool operator==(const ErrorReply&) const = default;
};

/// A refusal: `{"error":{"code":"...","message":"..."}}`.
struct Refused {
  static constexpr std::string_view kName = "refused";
  ErrorReply error;
};

using ReplyBody =
    std::variant<Refused, TicketReply, CounterReply, Accepted, SettleReply, Welcome, Pong,
                 SnapshotReply, EventsPage, ForecastReply, ReportReply, MissesReply, NotesReply,
                 SignedIn, OfficersReply, HealthReply, BackupReply, BackupPart, GuestReply,
                 CaseReply, CasesReply, SurveyReply>;

/// What the dispatcher answers; a repeated request gets the same bytes.
struct Reply {
  int v = kProtocolVersion;
  std::string session;
  std::uint64_t n = 0;
  ReplyBody body;
};

[[nodiscard]] Reply refusal(const Request& request, const Error& error);
/// The error of a refusal; nothing when the reply is none.
[[nodiscard]] std::optional<Error> error_of(const Reply& reply);
/// The command in a request, or nothing when it is a query or settle.
[[nodiscard]] std::optional<Command> command_of(const RequestBody& body);
[[nodiscard]] RequestBody to_body(Command command);

}  // namespace antre
