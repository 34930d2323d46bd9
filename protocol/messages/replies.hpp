// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What the dispatcher answers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/messages/commands.hpp"
#include "protocol/messages/events.hpp"
#include "protocol/messages/updates.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/time.hpp"

namespace antre {

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
  std::optional<std::string> case_ = std::nullopt;  ///< the open case that its visitor comes for
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
  std::string reason = {};     ///< in the words of who was there; empty: nobody said
  std::string reason_by = {};  ///< the officer, else the client
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
/// An open case: the answer to `open-case` and `get-case`, and to `advance-case` where that did not
/// close it.
struct CaseReply {
  static constexpr std::string_view kName = "case";
  std::string case_;
  ServiceId service;
  std::string ticket;  ///< with which it began
  Day of_day;
  std::string step;
  std::optional<Day> due;
  std::int64_t opened_wall_ms = 0;
  std::optional<std::string> code;
};
/// One step that a case came to.
struct CaseStep {
  std::string step;
  std::int64_t at_wall_ms = 0;
  std::string by;  ///< the officer, else the client
  bool operator==(const CaseStep&) const = default;
};
/// One case of the register.
struct CaseRow {
  std::string case_;
  ServiceId service;
  Day day;  ///< on which it was opened
  std::string ticket;
  Day of_day;
  std::optional<Day> due;
  std::vector<CaseStep> steps;  ///< in order of time; the last one is where it is
  std::optional<std::int64_t> closed_wall_ms;
  std::string closed_text;  ///< why, when it was ended before its last step
  std::string closed_by;
  std::vector<std::string> visits;  ///< "2026-11-24/R012": tickets of those who came for it again
  bool operator==(const CaseRow&) const = default;
};
struct CasesReply {
  static constexpr std::string_view kName = "cases";
  std::vector<CaseRow> cases;
  Day today;
  int utc_offset_s = 0;
};
/// How often each answer was given for one service.
struct SurveyRow {
  ServiceId service;
  int respondents = 0;
  /// Of each of the nine elements how often 1, 2, 3 and 4 were answered.
  std::vector<std::vector<int>> answers;
  bool operator==(const SurveyRow&) const = default;
};
struct SurveyReply {
  static constexpr std::string_view kName = "survey";
  Day from;
  Day to;
  std::vector<SurveyRow> rows;  ///< in order of service
  int served = 0;               ///< tickets of those days whose service was finished
};

}  // namespace antre
