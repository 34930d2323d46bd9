// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/always.hpp"

#include <algorithm>
#include <cstdlib>

namespace antre::reference {
namespace {

std::string key(Day day, const std::string& number) {
  return day_text(day) + "/" + number;
}

/// Events that follow from the one before, at the same moment.
bool follows(const Event& event) {
  return std::holds_alternative<ClockStarted>(event) ||
         std::holds_alternative<TicketOvertaken>(event) ||
         std::holds_alternative<CounterOpened>(event) ||
         std::holds_alternative<CounterBreak>(event);
}

bool waits(const engine::Ticket& ticket) {
  return ticket.state == TicketState::kWaiting;
}

}  // namespace

std::vector<std::string> Always::broken(const std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    before(entries[i]);
    engine::apply(state_, entries[i]);
    if (i + 1 == entries.size() || !follows(entries[i + 1].event)) after();
  }
  return found_;
}

void Always::before(const Entry& entry) {
  if (const auto* event = std::get_if<TicketIssued>(&entry.event)) issued(entry, *event);
  if (const auto* event = std::get_if<TicketCalled>(&entry.event)) called(*event);
  if (const auto* event = std::get_if<ServiceStarted>(&entry.event)) started(*event);
  if (const auto* event = std::get_if<TargetMissed>(&entry.event))
    ++misses_[key(event->of_day.value_or(state_.day), event->ticket)];
  if (std::holds_alternative<DayOpened>(entry.event)) {
    last_.clear();
    passed_.clear();
  }
}

void Always::issued(const Entry& entry, const TicketIssued& event) {
  if (!numbers_.insert(key(entry.day, event.ticket)).second)
    found(event.ticket + " is given a second time");
  const auto& prefix = event.service.value;
  const auto count =
      static_cast<std::uint32_t>(std::strtoul(event.ticket.c_str() + prefix.size(), nullptr, 10));
  if (count != ++last_[prefix]) found("a gap before " + event.ticket);
}

void Always::called(const TicketCalled& event) {
  const auto slot = state_.slot(event.of_day.value_or(state_.day), event.ticket);
  const auto& ticket = state_.tickets[slot];
  const auto* clock = state_.clock(slot);
  const bool by_rule_1 = clock != nullptr && clock->mark >= Mark::kEscalate;
  const auto& primary = state_.counter(event.counter)->primary;
  if (!event.explicit_ && !by_rule_1 && std::ranges::count(primary, ticket.line) > 0)
    for (const auto& other : state_.tickets)
      if (waits(other) && other.line == ticket.line && other.class_ == ticket.class_ &&
          other.place_ms < ticket.place_ms)
        found(other.number + " has an earlier place than " + ticket.number + ", which is called");
  overtakes(event, ticket, by_rule_1);
}

void Always::overtakes(const TicketCalled& event, const engine::Ticket& ticket, bool by_rule_1) {
  const auto& primary = state_.counter(event.counter)->primary;
  for (const auto& other : state_.tickets) {
    if (!waits(other) || other.class_ != TicketClass::kRegular) continue;
    if (std::ranges::count(primary, other.line) == 0) continue;
    auto& row = passed_[key(other.day, other.number)];
    row = ticket.class_ == TicketClass::kPriority ? row + 1 : 0;
    if (row > state_.hall.selection.priority_burst && !event.explicit_ && !by_rule_1)
      found(ticket.number + " is one too many before " + other.number);
  }
}

void Always::started(const ServiceStarted& event) {
  // A clock that passed the target has its miss by then, and so has none that did not.
  const auto number = key(event.of_day.value_or(state_.day), event.ticket);
  const auto slot = state_.slot(event.of_day.value_or(state_.day), event.ticket);
  const auto target_ms = std::int64_t{state_.target(state_.tickets[slot]).target_s} * 1000;
  if (!event.clock_ms || event.met != (*event.clock_ms <= target_ms))
    found("the clock of " + number + " is not judged by its target");
  if (event.clock_ms && *event.clock_ms > target_ms && misses_[number] == 0)
    found(number + " passed the target and has no miss");
}

void Always::after() {
  for (const auto& id : engine::due(state_))
    if (state_.clock(state_.slot(id.day, id.number)) == nullptr)
      found(id.number + " is due and has no clock");
  std::set<engine::Slot> seen;
  for (const auto& counter : state_.counters)
    if (counter.ticket != engine::kNoSlot && !seen.insert(counter.ticket).second)
      found(state_.tickets[counter.ticket].number + " is at two counters");
}

}  // namespace antre::reference
