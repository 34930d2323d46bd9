// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/engine/invariants.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dispatcher/engine/lines.hpp"

namespace antre::engine {
namespace {

bool at_counter(TicketState state) {
  return state == TicketState::kCalled || state == TicketState::kServing;
}

/// Collects what is broken, thing by thing.
class Inspector {
 public:
  explicit Inspector(const State& state) : state_(state), queued_(state.tickets.size(), 0) {}

  std::vector<std::string> inspect() {
    numbers();
    for (const auto& line : state_.lines) inspect_line(line);
    for (Slot slot = 0; slot < state_.tickets.size(); ++slot) inspect_ticket(slot);
    inspect_counters();
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
  void inspect_line(const Line& line) {
    const std::string& name = line.service.value;
    std::uint32_t expected = 1;
    for (const Slot slot : line.given) {
      expected = past_skips(line, expected);
      expect(state_.tickets[slot].count == expected, "line " + name + " has " +
                                                         state_.tickets[slot].number + " where " +
                                                         std::to_string(expected) + " belongs");
      expected = state_.tickets[slot].count + 1;
    }
    expect(line.given.empty() ? line.last_count == 0 : line.last_count + 1 == expected,
           "line " + name + " counts on from the wrong number");
    expect(line.row >= 0, "line " + name + " has a negative row");
    for (const auto ticket_class : {TicketClass::kRegular, TicketClass::kPriority})
      inspect_queue(line, ticket_class);
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
           "line " + line.service.value + " counts its waiting tickets wrongly");
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
