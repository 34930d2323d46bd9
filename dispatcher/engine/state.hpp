// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/ids.hpp"
#include "protocol/messages.hpp"
#include "protocol/time.hpp"

namespace antre::engine {

/// Where a ticket lies in `State::tickets`; stable until the day changes.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();
/// Where a line lies in `State::lines`; stable until the day changes.
using LineIndex = std::uint32_t;

/// One visitor's place of the open day, or one carried into it at a counter. It stays after its end
/// (a print report may come late) until the day changes.
struct Ticket {
  // What a call looks at lies together: a long line is never in the cache.
  std::string number;     ///< "R012"
  Day day;                ///< the day whose number it is
  LineIndex line = 0;     ///< where it waits, or waited: `service`, or the line of one counter
  Slot before = kNoSlot;  ///< neighbours in its queue while it waits
  Slot after = kNoSlot;
  EngineMs place_ms = 0;    ///< the time that orders it in its line (target.md, "place")
  std::uint32_t count = 0;  ///< 12 of "R012"; of a visit without a number 12 of "+12"
  LineIndex home = 0;       ///< line of the service whose number it is: prefix and count
  TicketState state = TicketState::kWaiting;
  TicketClass class_ = TicketClass::kRegular;
  LineIndex service = 0;  ///< line of the service it is for; a transfer changes it
  CounterId counter;      ///< where it was called last; 0: not called yet
  int recalls = 0;
  bool served = false;     ///< its service has started once
  bool explicit_ = false;  ///< its last call was an officer's explicit choice
  bool auto_ = false;      ///< its last call was the dispatcher's
  EngineMs called_ms = 0;
  int overtaken = 0;
  int misses = 0;       ///< in the register, of this ticket
  CounterId return_to;  ///< after this service it waits for this counter; 0: no
  Channel channel = Channel::kWalkIn;
  Outcome outcome = Outcome::kServed;  ///< says something once finished
  EngineMs issued_ms = 0;
  EngineMs started_ms = 0;
  EngineMs ended_ms = 0;
  std::int64_t issued_wall_offset_ms = 0;
  std::string code;  ///< empty: none
  PrintState print = PrintState::kNone;
  std::string print_reason;
  std::string print_device;
  bool checked_in = false;
  std::string case_;      ///< that its visitor comes for; empty: none
  bool surveyed = false;  ///< its visitor answered the survey
  bool operator==(const Ticket&) const = default;
};

/// How a device's printer is, as it said last.
struct Printer {
  std::string device;
  bool ready = true;
  std::string reason;
  bool operator==(const Printer&) const = default;
};

/// A message for the displays, as long as its time lasts.
struct Announcement {
  std::uint64_t seq = 0;  ///< of its event: its name
  EngineMs until_ms = 0;
  bool operator==(const Announcement&) const = default;
};

/// The running 10-minute clock of a ticket that waits or is called, or the standing one of a held
/// ticket (target.md, "The clock of a ticket").
struct Clock {
  Slot slot = kNoSlot;
  std::uint64_t seq = 0;                 ///< of its start
  EngineMs started_ms = 0;               ///< when it started; a hold does not change it
  EngineMs from_ms = 0;                  ///< while it runs it shows the time since then
  std::optional<std::int64_t> stood_ms;  ///< what it stands at; absent: it runs
  Mark mark = Mark::kNone;               ///< as journalled
  bool by_call = false;                  ///< the call of its ticket started it
  std::vector<CauseShare> shares;        ///< up to the last event
  bool operator==(const Clock&) const = default;

  [[nodiscard]] std::int64_t shows_ms(EngineMs now_ms) const {
    return stood_ms ? *stood_ms : now_ms - from_ms;
  }
};

/// The waiting tickets of one line and class in order of place, linked through the tickets: the
/// first is read and any is removed without a walk.
struct Queue {
  Slot first = kNoSlot;
  Slot last = kNoSlot;
  std::uint32_t size = 0;
  bool operator==(const Queue&) const = default;
};

/// Numbers of a prefix that are not given (a restore), both ends included.
struct SkippedNumbers {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool operator==(const SkippedNumbers&) const = default;
};

/// One service of the day: who waits for it, the numbers it gave, its row of priority calls. Or the
/// line of one counter: tickets that were sent to it, which it alone may take.
struct Line {
  ServiceId service;            ///< empty: the line of a counter
  CounterId for_counter;        ///< 0: the line of a service
  TargetSettings target;        ///< of a service: its own
  std::array<Queue, 2> queues;  ///< by TicketClass
  std::vector<Slot> given;      ///< today's tickets in order of their numbers
  std::uint32_t last_count = 0;
  std::vector<SkippedNumbers> skipped;
  int row = 0;           ///< priority calls in a row that passed over a waiting regular ticket here
  bool retired = false;  ///< taken out of the hall file: no new numbers, who waits is served
  bool paused = false;   ///< by hand: gives no new numbers
  std::optional<EngineMs> paused_until_ms;
  bool operator==(const Line&) const = default;

  [[nodiscard]] const Queue& queue(TicketClass c) const {
    return queues[static_cast<std::size_t>(c)];
  }
  [[nodiscard]] Queue& queue(TicketClass c) { return queues[static_cast<std::size_t>(c)]; }
  [[nodiscard]] std::uint32_t waiting() const { return queues[0].size + queues[1].size; }
};

/// The last end of a visit at a counter, while nothing else happened there: what `undo` takes back.
struct LastEnd {
  Slot ticket = kNoSlot;
  EngineMs ended_ms = 0;
  std::optional<Clock> clock;  ///< the one that a no-show ended
  bool operator==(const LastEnd&) const = default;
};

/// A clock that ran when a counter called another ticket; kept until that one's service starts.
struct PassedOver {
  Slot slot = kNoSlot;
  std::uint64_t clock_seq = 0;
  bool operator==(const PassedOver&) const = default;
};

struct Counter {
  CounterId id;
  CounterState state = CounterState::kClosed;
  bool closing = false;   ///< taken out of the hall file; closes when its visitor is done
  Slot ticket = kNoSlot;  ///< called or served here
  EngineMs since_ms = 0;
  std::string officer;  ///< empty: closed
  std::string break_reason;
  std::optional<std::string> help;      ///< the supervisor is asked for, with these words
  std::vector<PassedOver> passed_over;  ///< by its present call (target.md, "The clock", 2)
  EngineMs rung_ms = 0;                 ///< of its last call or recall
  bool no_answer_told = false;          ///< of its present call
  bool long_call_told = false;
  std::optional<LastEnd> last_end;
  std::vector<LineIndex> primary;
  std::vector<LineIndex> secondary;
  bool operator==(const Counter&) const = default;
};

/// All that decides, folded from the journal since the last day-opened. A plain value without
/// pointers into itself: copy it to compute on. Changed by `apply` alone; owned by one thread.
struct State {
  std::uint64_t seq = 0;  ///< of the last entry; 0: nothing folded yet
  EngineMs at_ms = 0;
  std::int64_t wall_offset_ms = 0;
  bool opened = false;  ///< a service day is open
  Day day;
  HallSettings hall;
  std::vector<Line> lines;
  std::vector<Counter> counters;  ///< in order of id
  std::vector<Ticket> tickets;
  std::vector<Slot> carried;             ///< tickets of an earlier day, by the counter they were at
  std::vector<Slot> quick;               ///< visits without a number, "+1" first
  std::vector<Slot> booked;              ///< tickets whose place has not come, as they were issued
  std::vector<Clock> clocks;             ///< few: who is due, and who was; in order of their start
  std::vector<std::string> open_misses;  ///< not corrected yet, oldest first
  std::vector<Printer> printers;         ///< that were told of today
  std::vector<Announcement> announcements;
  std::vector<CarriedCase> cases;  ///< open ones, oldest first
  std::vector<CaseCount> case_counts;
  bool operator==(const State&) const = default;

  [[nodiscard]] const Counter* counter(CounterId id) const;
  [[nodiscard]] Counter* counter(CounterId id);
  /// The line of a service, taken-out ones of today included.
  [[nodiscard]] const Line* line(const ServiceId& service) const;
  [[nodiscard]] Line* line(const ServiceId& service);
  /// The slot of a ticket of today or of a carried one; kNoSlot when there is none.
  [[nodiscard]] Slot slot(Day of_day, const std::string& number) const;
  /// The clock of a ticket, running or standing; nothing when it has none.
  [[nodiscard]] const Clock* clock(Slot slot) const;
  [[nodiscard]] Clock* clock(Slot slot);
  /// The settings of the target that hold for a ticket.
  [[nodiscard]] const TargetSettings& target(const Ticket& ticket) const {
    return lines[ticket.service].target;
  }
  [[nodiscard]] const Ticket* ticket(const TicketId& id) const;
  /// The ticket of a code as somebody typed it, or nullptr.
  [[nodiscard]] const Ticket* ticket_of_code(const std::string& typed) const;
  /// The ticket with which a visitor is here for a case and that has not ended, or nullptr.
  [[nodiscard]] const Ticket* ticket_of_case(const std::string& number) const;
  /// An open case by its number, or by its code as somebody typed it; or nullptr.
  [[nodiscard]] const CarriedCase* open_case(const std::string& number) const;
};

}  // namespace antre::engine
