// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "dispatcher/engine/invariants.hpp"
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
    if (service.id.value == "R")
      service.steps = {{"received", {{"id", "Diterima"}}, 0},
                       {"signed", {{"id", "Ditandatangani"}}, 5},
                       {"handed-over", {{"id", "Diserahkan"}}, 7}};
    hall.services.push_back(service);
  }
  hall.survey.on = true;
  hall.counters = {{{1}, {{"id", "Loket 1"}}, {{"R"}, {"K"}}, {{"P"}}},
                   {{2}, {{"id", "Loket 2"}}, {{"P"}}, {{"R"}}},
                   {{3}, {{"id", "Loket 3"}}, {{"R"}}, {}}};
  return hall;
}

Issue issue_of(const std::string& service, TicketClass class_, Channel channel) {
  Issue command;
  command.service = {service};
  command.class_ = class_;
  command.channel = channel;
  return command;
}

/// Journals into a desk's entries and folds into its state.
class Desk::Writer final : public Scribe {
 public:
  explicit Writer(Desk& desk) : desk_(desk) {}

  void write(Event event) override {
    Entry entry;
    entry.seq = desk_.state.seq + 1;
    entry.day = entry_day(desk_.state, event, desk_.context.now);
    entry.at_ms = desk_.context.now.at_ms;
    entry.wall_offset_ms = desk_.context.now.wall_offset_ms;
    entry.event = std::move(event);
    apply(desk_.state, entry);
    desk_.entries.push_back(std::move(entry));
  }

 private:
  Desk& desk_;
};

Desk::Desk(HallSettings hall) : hall_(std::move(hall)) {
  context.now.at_ms = 1'000'000;
  context.now.wall_offset_ms = 50;
  context.now.day = {20'000};
  context.device = "kiosk-1";
  context.client = "kiosk:kiosk-1";
  context.head = "00";
  turn();
}

void Desk::turn() {
  Writer writer(*this);
  for (auto& event : turn_day(state, hall_, context)) writer.write(std::move(event));
  wind(state, context, writer);
}

Result<std::vector<Event>> Desk::run(const Command& command) {
  turn();
  const auto before = entries.size();
  Writer writer(*this);
  if (const auto done = carry_out(state, command, context, writer); !done) return done.error();
  std::vector<Event> events;
  for (auto at = before; at < entries.size(); ++at) events.push_back(entries[at].event);
  wind(state, context, writer);
  return events;
}

std::vector<Event> Desk::must(const Command& command) {
  auto events = run(command);
  REQUIRE_MESSAGE(events, events.error().detail);
  return *events;
}

ErrorCode Desk::refused(const Command& command) {
  turn();
  const auto before = state;
  const auto events = run(command);
  REQUIRE_FALSE(events);
  CHECK_FALSE(events.error().detail.empty());
  CHECK(state == before);
  return events.error().code;
}

void Desk::journal(const std::vector<Event>& events) {
  Writer writer(*this);
  for (const auto& event : events) write_and_look(state, event, writer);
}

void Desk::reload(const HallSettings& hall) {
  hall_ = hall;
  journal(change_hall(state, hall_));
  wind_now();
}

void Desk::wind_now() {
  Writer writer(*this);
  wind(state, context, writer);
}

void Desk::pass_ms(std::int64_t ms) {
  const auto until = context.now.at_ms + ms;
  for (auto next = next_timer(state, context.now.at_ms); next && *next <= until;
       next = next_timer(state, context.now.at_ms)) {
    context.now.at_ms = *next;
    wind_now();
  }
  context.now.at_ms = until;
}

const Ticket& Desk::ticket(const std::string& number) const {
  const auto* found = state.ticket({state.day, number});
  REQUIRE(found != nullptr);
  return *found;
}

std::string Desk::at(int counter) const {
  return counter_reply(state, {counter}).ticket.value_or(std::string{});
}

std::string Desk::issue(const std::string& service, TicketClass class_) {
  auto command = issue_of(service, class_);
  command.code = "CODE" + service;
  const auto events = must(command);
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

Desk calling_desk(const HallSettings& hall) {
  Desk desk(hall);
  desk.issue("R");
  desk.issue("R");
  desk.open(1);
  desk.call(1);
  return desk;
}

void check_whole(const Desk& desk) {
  const auto found = broken(desk.state);
  CHECK_MESSAGE(found.empty(), (found.empty() ? std::string{} : found.front()));
  CHECK(replay(desk.entries, true) == desk.state);
  CHECK(replay(last_day(desk.entries), false) == desk.state);
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
