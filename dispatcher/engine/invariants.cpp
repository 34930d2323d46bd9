// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/invariants.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/numbering.hpp"

namespace antre::engine {
namespace {

bool at_counter(TicketState state) {
  return state == TicketState::kCalled || state == TicketState::kServing;
}

std::string name_of(const Line& line) {
  if (line.service.value.empty())
    return "the line of counter " + std::to_string(line.for_counter.value);
  return "line " + line.service.value;
}

/// Collects what is broken, thing by thing.
class Inspector {
 public:
  explicit Inspector(const State& state) : state_(state), queued_(state.tickets.size(), 0) {}

  std::vector<std::string> inspect() {
    numbers();
    for (LineIndex line = 0; line < state_.lines.size(); ++line) inspect_line(line);
    for (Slot slot = 0; slot < state_.tickets.size(); ++slot) inspect_ticket(slot);
    inspect_lists();
    inspect_counters();
    inspect_clocks();
    inspect_printers();
    return std::move(found_);
  }

 private:
  void expect(bool holds, const std::string& what) {
    if (!holds) found_.push_back(what);
  }

  /// Each number is given once a day and prefix, and found again under its name.
  void numbers() {
    std::set<std::pair<Day, std::string>> names;
    for (Slot slot = 0; slot < state_.tickets.size(); ++slot) {
      const Ticket& ticket = state_.tickets[slot];
      expect(names.emplace(ticket.day, ticket.number).second, ticket.number + " was given twice");
      expect(state_.slot(ticket.day, ticket.number) == slot,
             ticket.number + " is not found under its name");
    }
  }

  /// Numbers of a line grow without a gap but the skipped ones; its queues are in order of place.
  void inspect_line(LineIndex index) {
    const Line& line = state_.lines[index];
    const std::string name = name_of(line);
    std::uint32_t expected = 1;
    for (const Slot slot : line.given) {
      expected = past_skips(line, expected);
      expect(state_.tickets[slot].count == expected && state_.tickets[slot].home == index,
             name + " has " + state_.tickets[slot].number + " where " + std::to_string(expected) +
                 " belongs");
      expected = state_.tickets[slot].count + 1;
    }
    expect(line.given.empty() ? line.last_count == 0 : line.last_count + 1 == expected,
           name + " counts on from the wrong number");
    expect(line.row >= 0, name + " has a negative row");
    expect(line.paused || !line.paused_until_ms, name + " is to go on and was not paused");
    for (const auto ticket_class : {TicketClass::kRegular, TicketClass::kPriority})
      inspect_queue(line, ticket_class);
    inspect_owner(index);
  }

  /// A line is of one service or of one counter, and a reload leaves nobody in it alone (hall.md).
  void inspect_owner(LineIndex index) {
    const Line& line = state_.lines[index];
    const std::string name = name_of(line);
    const bool of_counter = line.for_counter.value != 0;
    expect(of_counter == line.service.value.empty(), name + " is of a service and of a counter");
    const bool in_hall = of_counter ? state_.hall.counter(line.for_counter) != nullptr
                                    : state_.hall.service(line.service) != nullptr;
    expect(line.retired != in_hall, name + " is in the hall file and taken out, or the reverse");
    const auto same = [&](const Line& other) {
      return other.service == line.service && other.for_counter == line.for_counter;
    };
    expect(std::ranges::count_if(state_.lines, same) == 1, name + " is there twice");
    const auto serves = [&](const Counter& counter) {
      return !counter.closing && std::ranges::count(counter.primary, index) > 0;
    };
    const auto stays = [](const Counter& counter) { return !counter.closing; };
    if (of_counter && in_hall)
      for (const auto& counter : state_.counters)
        expect(serves(counter) == (counter.id == line.for_counter),
               name + " is not served by its counter alone");
    if (line.retired && line.waiting() > 0 && std::ranges::any_of(state_.counters, stays))
      expect(std::ranges::any_of(state_.counters, serves), name + " has nobody to serve it");
  }

  void inspect_queue(const Line& line, TicketClass ticket_class) {
    const Queue& queue = line.queue(ticket_class);
    std::uint32_t size = 0;
    Slot before = kNoSlot;
    for (Slot slot = queue.first; slot != kNoSlot && size <= queue.size; ++size) {
      const Ticket& ticket = state_.tickets[slot];
      expect(ticket.before == before, ticket.number + " is linked wrongly in its line");
      expect(ticket.class_ == ticket_class && &state_.lines[ticket.line] == &line,
             ticket.number + " stands in a line that is not its own");
      expect(before == kNoSlot || earlier(state_, state_.tickets[before], ticket),
             ticket.number + " stands out of order");
      ++queued_[slot];
      before = slot;
      slot = ticket.after;
    }
    expect(size == queue.size && queue.last == before,
           name_of(line) + " counts its waiting tickets wrongly");
  }

  /// A ticket waits in one queue, or is at the one counter that has it, or has ended.
  void inspect_ticket(Slot slot) {
    const Ticket& ticket = state_.tickets[slot];
    const auto counters = std::ranges::count(state_.counters, slot, &Counter::ticket);
    expect(queued_[slot] == (ticket.state == TicketState::kWaiting ? 1 : 0),
           ticket.number + " waits and is not in its line, or the reverse");
    expect(counters == (at_counter(ticket.state) ? 1 : 0),
           ticket.number + " is at " + std::to_string(counters) + " counters");
    expect(ticket.day <= state_.day, ticket.number + " is of a day to come");
    expect((ticket.day == state_.day) != (std::ranges::count(state_.carried, slot) > 0),
           ticket.number + " is of an earlier day and not carried, or the reverse");
    expect(!state_.lines[ticket.home].service.value.empty() &&
               !state_.lines[ticket.service].service.value.empty(),
           ticket.number + " is of no service");
    expect(ticket.line == ticket.service || state_.lines[ticket.line].for_counter.value != 0,
           ticket.number + " stands in the line of another service");
    expect(
        std::ranges::count(state_.booked, slot) == (ticket.state == TicketState::kBooked ? 1 : 0),
        ticket.number + " is booked and not in the list, or the reverse");
    if (quick_count(ticket.number))
      expect(at_counter(ticket.state) || ticket.state == TicketState::kFinished,
             ticket.number + " has no number and waits");
    if (ticket.state == TicketState::kServing)
      expect(ticket.served, ticket.number + " is being served and never was");
  }

  void inspect_lists() {
    expect(std::ranges::is_sorted(state_.booked), "the booked tickets are out of order");
    for (std::size_t i = 0; i < state_.quick.size(); ++i)
      expect(
          state_.tickets[state_.quick[i]].number == quick_text(static_cast<std::uint32_t>(i + 1)),
          "a visit without a number is missing");
    const std::set<std::string> misses(state_.open_misses.begin(), state_.open_misses.end());
    expect(misses.size() == state_.open_misses.size(), "a miss is open twice");
  }

  void inspect_counters() {
    std::set<std::string> officers;
    for (const auto& counter : state_.counters) {
      const std::string name = "counter " + std::to_string(counter.id.value);
      const bool visited =
          counter.state == CounterState::kCalling || counter.state == CounterState::kServing;
      expect(visited == (counter.ticket != kNoSlot), name + " has a visitor and says otherwise");
      if (visited && counter.ticket < state_.tickets.size()) {
        const Ticket& ticket = state_.tickets[counter.ticket];
        expect((counter.state == CounterState::kServing) == (ticket.state == TicketState::kServing),
               name + " and " + ticket.number + " disagree");
        expect(ticket.counter == counter.id, ticket.number + " names another counter");
      }
      inspect_end(counter, name);
      expect(counter.closing == (state_.hall.counter(counter.id) == nullptr),
             name + " is in the hall file and closing, or the reverse");
      expect(!counter.closing || visited, name + " was taken out and is idle");
      expect(counter.state != CounterState::kClosed || counter.officer.empty(),
             name + " is closed with an officer");
      if (!counter.officer.empty())
        expect(officers.insert(counter.officer).second, name + " has an officer of another one");
    }
    expect(std::ranges::is_sorted(state_.counters, {}, &Counter::id), "counters are out of order");
    for (const auto& settings : state_.hall.counters)
      expect(state_.counter(settings.id) != nullptr,
             "counter " + std::to_string(settings.id.value) + " of the hall file is missing");
  }

  /// What may be undone is the last end at a free counter.
  void inspect_end(const Counter& counter, const std::string& name) {
    const bool calling = counter.state == CounterState::kCalling;
    expect(calling || (!counter.no_answer_told && !counter.long_call_told),
           name + " is to be answered and calls nobody");
    if (!counter.last_end) return;
    const auto ended = state_.tickets[counter.last_end->ticket].state;
    expect(counter.state == CounterState::kFree, name + " may take back what is long past");
    expect(ended == TicketState::kNoShow ||
               (ended == TicketState::kFinished && !counter.last_end->clock),
           name + " may take back what was no end");
  }

  /// A clock is of a ticket that waits, is called or is held (then it stands), one each; nobody
  /// waits unnoticed before a free counter, or past the target without a miss.
  void inspect_clocks() {
    std::set<Slot> with;
    for (const auto& clock : state_.clocks) {
      const Ticket& ticket = state_.tickets[clock.slot];
      expect(with.insert(clock.slot).second, ticket.number + " has two clocks");
      const bool held = ticket.state == TicketState::kHeld;
      expect(held || ticket.state == TicketState::kWaiting || ticket.state == TicketState::kCalled,
             ticket.number + " has a clock and does not wait");
      expect(clock.stood_ms.has_value() == held,
             ticket.number + " has a clock that stands, or runs while it is held");
      expect(clock.shows_ms(state_.at_ms) >= 0, ticket.number + " has a clock before zero");
      // Misses come last in their moment, which is the one after the target: a state in the midst
      // of that millisecond may not have it yet.
      const auto target_ms = EngineMs{1000} * state_.target(ticket).target_s;
      if (ticket.state == TicketState::kWaiting && clock.shows_ms(state_.at_ms) > target_ms + 1)
        expect(clock.mark == Mark::kMissed, ticket.number + " passed the target without a miss");
    }
    expect(std::ranges::is_sorted(state_.clocks, {}, &Clock::seq), "clocks are out of order");
    if (!state_.opened) return;
    for (const auto& id : due(state_))
      expect(with.contains(state_.slot(id.day, id.number)), id.number + " is due without a clock");
    for (const auto& counter : state_.counters)
      if (counter.state == CounterState::kCalling)
        expect(with.contains(counter.ticket),
               state_.tickets[counter.ticket].number + " is called without a clock");
  }

  void inspect_printers() {
    std::set<std::string> devices;
    for (const auto& printer : state_.printers)
      expect(!printer.device.empty() && devices.insert(printer.device).second,
             "the printer of " + printer.device + " is there twice, or nobody's");
    for (const auto& ticket : state_.tickets)
      expect(!ticket.checked_in || !ticket.code.empty(),
             ticket.number + " was checked in and has no code");
  }

  static std::uint32_t past_skips(const Line& line, std::uint32_t count) {
    bool moved = true;
    while (moved) {
      moved = false;
      for (const auto& skip : line.skipped)
        if (count >= skip.from && count <= skip.to) {
          count = skip.to + 1;
          moved = true;
        }
    }
    return count;
  }

  const State& state_;
  std::vector<int> queued_;  ///< in how many queues each slot stands
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> broken(const State& state) {
  return Inspector{state}.inspect();
}

}  // namespace antre::engine
