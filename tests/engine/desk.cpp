// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::engine::test {

HallSettings small_hall() {
  HallSettings hall;
  hall.id = "test";
  hall.name = {{"id", "Aula"}};
  for (const auto* id : {"R", "K", "P"}) {
    ServiceSettings service;
    service.id = {id};
    service.name = {{"id", id}};
    hall.services.push_back(service);
  }
  hall.counters = {{{1}, {{"id", "Loket 1"}}, {{"R"}, {"K"}}, {{"P"}}},
                   {{2}, {{"id", "Loket 2"}}, {{"P"}}, {{"R"}}},
                   {{3}, {{"id", "Loket 3"}}, {{"R"}}, {}}};
  return hall;
}

Desk::Desk(HallSettings hall) : hall_(std::move(hall)) {
  context.now.at_ms = 1'000'000;
  context.now.wall_offset_ms = 50;
  context.now.day = {20'000};
  context.device = "kiosk-1";
  context.head = "00";
  journal(turn_day(state, hall_, context));
}

Result<std::vector<Event>> Desk::run(const Command& command) {
  journal(turn_day(state, hall_, context));
  auto events = decide(state, command, context);
  if (events) journal(*events);
  return events;
}

std::vector<Event> Desk::must(const Command& command) {
  auto events = run(command);
  REQUIRE_MESSAGE(events, events.error().detail);
  return *events;
}

ErrorCode Desk::refused(const Command& command) {
  journal(turn_day(state, hall_, context));
  const auto before = state;
  const auto events = run(command);
  REQUIRE_FALSE(events);
  CHECK_FALSE(events.error().detail.empty());
  CHECK(state == before);
  return events.error().code;
}

void Desk::journal(const std::vector<Event>& events) {
  for (const auto& event : events) {
    Entry entry;
    entry.seq = state.seq + 1;
    entry.day = entry_day(state, event, context.now);
    entry.at_ms = context.now.at_ms;
    entry.wall_offset_ms = context.now.wall_offset_ms;
    entry.event = event;
    apply(state, entry);
    entries.push_back(std::move(entry));
  }
}

void Desk::reload(const HallSettings& hall) {
  hall_ = hall;
  journal(change_hall(state, hall_));
}

std::string Desk::issue(const std::string& service, TicketClass class_) {
  const auto events = must(Issue{{service}, class_, Channel::kWalkIn, "CODE" + service});
  return std::get<TicketIssued>(events.front()).ticket;
}

std::string Desk::call(int counter) {
  return std::get<TicketCalled>(must(Call{{counter}, std::nullopt}).front()).ticket;
}

void Desk::serve(int counter) {
  must(Start{{counter}});
  must(Finish{{counter}, Outcome::kServed});
}

std::string Desk::call_and_serve(int counter) {
  auto number = call(counter);
  serve(counter);
  return number;
}

State replay(const std::vector<Entry>& entries, bool through_json) {
  State state;
  for (const auto& entry : entries) {
    if (!through_json) {
      apply(state, entry);
      continue;
    }
    const auto read = codec::decode_entry(codec::encode(entry));
    REQUIRE_MESSAGE(read, read.error().detail);
    apply(state, *read);
  }
  return state;
}

std::vector<Entry> last_day(const std::vector<Entry>& entries) {
  const auto last = std::find_if(entries.rbegin(), entries.rend(), [](const Entry& entry) {
    return std::holds_alternative<DayOpened>(entry.event);
  });
  REQUIRE(last != entries.rend());
  return {std::prev(last.base()), entries.end()};
}

}  // namespace antre::engine::test
