// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What changes the hall. Each is numbered in its sender's session and done once.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/time.hpp"

namespace antre {

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
  /// The open case that its visitor comes for again, "R-2026-0007".
  std::optional<std::string> case_ = std::nullopt;
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
  /// Requirements of the service that the visitor did not bring; only with kIncomplete.
  std::vector<std::string> missing = {};
  /// The day on which it goes on; only with kFollowUp.
  std::optional<Day> follow_up = std::nullopt;
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
/// A visitor with an appointment or an online number is in the hall: the code of its ticket, in
/// upper or lower case, hyphens and blanks ignored. The code of an open case gives its visitor a
/// number for it. Answered with the ticket; repeated it changes nothing.
struct CheckIn {
  static constexpr std::string_view kName = "check-in";
  std::string code;
  /// Of a number that the code of a case gives; filled in by the dispatcher, ignored from a client.
  std::optional<std::string> ticket_code = std::nullopt;
  std::optional<int> estimate_low_s = std::nullopt;
  std::optional<int> estimate_high_s = std::nullopt;
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
/// Asks the supervisor to a counter. Asked again: the text takes the place of the one before.
struct AskHelp {
  static constexpr std::string_view kName = "ask-help";
  CounterId counter;
  std::string text;  ///< why, in one line of at most 200 bytes; may be empty
};
/// Help came to a counter, or is not needed any more.
struct EndHelp {
  static constexpr std::string_view kName = "end-help";
  CounterId counter;
};
/// Why the target was missed, in the words of who was there. It closes nothing (that is `correct`);
/// said again, it takes the place of what was said before.
struct ExplainMiss {
  static constexpr std::string_view kName = "explain-miss";
  std::string miss;
  std::string text;  ///< one line
};
/// Moves a waiting ticket to the line of another service, or to one counter that alone may take it:
/// exactly one of the two. Its place becomes now, its clock goes along.
struct MoveTicket {
  static constexpr std::string_view kName = "move";
  std::string ticket;
  std::optional<Day> of_day;
  std::optional<ServiceId> service;
  std::optional<CounterId> to_counter;
};
/// The service of a ticket goes on after the visit: a case with the steps of its service in the
/// hall file. Its service must have started.
struct OpenCase {
  static constexpr std::string_view kName = "open-case";
  std::string ticket;
  std::optional<Day> of_day;
  /// The unguessable code on its receipt; drawn by the dispatcher, ignored from a client.
  std::optional<std::string> code = std::nullopt;
};
/// An open case comes to a step of its service, forwards or back; the last one closes it.
struct AdvanceCase {
  static constexpr std::string_view kName = "advance-case";
  std::string case_;
  std::string step;  ///< its id in the hall file
};
/// Ends a case before its last step.
struct CloseCase {
  static constexpr std::string_view kName = "close-case";
  std::string case_;
  std::string text;  ///< why, in one line
};
/// Asks a kiosk to print the receipt of an open case. `kiosk`: its name; empty: the only one with a
/// printer.
struct PrintReceipt {
  static constexpr std::string_view kName = "print-receipt";
  std::string case_;
  std::string kiosk;
};
/// What a visitor thinks of the service it was given: one answer a ticket, without a name.
struct AnswerSurvey {
  static constexpr std::string_view kName = "answer-survey";
  std::string ticket;
  std::optional<Day> of_day;
  /// 1 to 4 for each of the nine elements of Permenpan-RB 14/2017, in its order.
  std::vector<int> scores;
};
/// Asks what became of request `of_n` of `of_session` and, when it was not executed, spends it, so
/// that a late copy does nothing (links.md, rule 5). Not numbered itself.
struct Settle {
  static constexpr std::string_view kName = "settle";
  std::string of_session;
  std::uint64_t of_n = 0;
};

using Command = std::variant<Issue, OpenCounter, BreakCounter, ResumeCounter, CloseCounter, Call,
                             Recall, Start, Finish, NoShow, Hold, Unhold, Transfer, Requeue,
                             QuickServe, Undo, Note, PauseService, UnpauseService, Correct, Cancel,
                             ReportPrint, CheckIn, SignGuestBook, Reprint, ReportPrinter, Announce,
                             WithdrawAnnouncement, AskHelp, EndHelp, ExplainMiss, MoveTicket,
                             OpenCase, AdvanceCase, CloseCase, PrintReceipt, AnswerSurvey>;

}  // namespace antre
