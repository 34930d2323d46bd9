// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/people.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <ranges>
#include <utility>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostKnown = 20;

}  // namespace

std::string some_minutes_on(std::int64_t wall_ms, Random& random) {
  constexpr std::int64_t kMinuteMs = 60'000;
  constexpr std::int64_t kAheadOfUtcMin = 420;
  constexpr std::int64_t kDayMin = 1440;
  const auto minutes = (wall_ms / kMinuteMs + kAheadOfUtcMin + random.between(-2, 2)) % kDayMin;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// ---------------------------------------------------------------- counter

void Counter::act() {
  auto& random = world().random;
  if (random.chance(100)) return abandon();
  if (random.chance(100)) {
    submit(any());
    return;
  }
  if (auto command = sensible()) submit(std::move(*command));
}

bool Counter::show_pin() {
  const auto asked = desk_.ask(officer(), world().officers, world().random);
  if (asked) desk_.sent(ask(*asked));
  return !asked;
}

void Counter::show_right_pin() {
  desk_.sent(ask(desk_.show(officer(), world().checker.officers().pin_of(officer()))));
}

std::optional<Command> Counter::sensible() {
  const auto* view = copy();
  const auto* counter = view != nullptr ? view->counter(id_) : nullptr;
  if (counter == nullptr) return std::nullopt;
  switch (counter->state) {
    case CounterState::kClosed:
      if (!world().faults.officers) return OpenCounter{id_, officer()};
      if (!show_pin()) return std::nullopt;
      return desk_.open(id_, officer(), world().officers, world().random);
    case CounterState::kOnBreak:
      return ResumeCounter{id_};
    case CounterState::kCalling:
      return with_called();
    case CounterState::kServing:
      return with_served();
    case CounterState::kFree:
      break;
  }
  return when_free(*view, *counter);
}

std::optional<Command> Counter::with_called() const {
  auto& random = world().random;
  if (random.chance(150)) return Recall{id_};
  if (random.chance(150)) return NoShow{id_};
  if (random.chance(80)) return Undo{id_};
  if (random.chance(60)) return Hold{id_};
  if (random.chance(60)) return transfer();
  if (random.chance(60)) return Requeue{id_, static_cast<Requeued>(random.below(3))};
  return Start{id_};
}

std::optional<Command> Counter::with_served() const {
  auto& random = world().random;
  if (world().faults.around && random.chance(150)) return beside();
  if (random.chance(100)) return Hold{id_};
  if (random.chance(150)) return transfer();
  if (random.chance(50)) return Requeue{id_, static_cast<Requeued>(random.below(3))};
  return Finish{id_, Outcome::kServed};
}

/// What an officer does beside serving: asks for help, says why somebody waited too long, opens a
/// case for the visitor.
Command Counter::beside() const {
  auto& random = world().random;
  const auto* view = copy();
  const auto* counter = view != nullptr ? view->counter(id_) : nullptr;
  if (random.chance(300)) return AskHelp{id_, random.chance(500) ? "kertas habis" : ""};
  if (random.chance(300)) return EndHelp{id_};
  if (view != nullptr && !view->misses.empty() && random.chance(500))
    return ExplainMiss{view->misses.front().miss, "rapat mendadak"};
  OpenCase command;
  command.ticket = counter != nullptr && counter->ticket ? counter->ticket->number : "R001";
  if (counter != nullptr && counter->ticket) command.of_day = counter->ticket->day;
  return command;
}

Transfer Counter::transfer() const {
  auto& random = world().random;
  Transfer command;
  command.counter = id_;
  if (random.chance(600))
    command.service = ServiceId{random.chance(500) ? "R" : "K"};
  else
    command.to_counter = CounterId{3 - id_.value};
  command.return_ = random.chance(400);
  return command;
}

std::optional<Command> Counter::when_free(const HallView& view, const ViewCounter& counter) const {
  auto& random = world().random;
  if (random.chance(60)) return BreakCounter{id_, "prayer"};
  // Where a PIN is asked for, what is granted for one is to be tried again soon.
  if (random.chance(world().faults.officers ? 200 : 60)) return CloseCounter{id_};
  if (counter.undo && random.chance(200)) return Undo{id_};
  if (random.chance(50)) return QuickServe{id_, {random.chance(500) ? "R" : "K"}};
  if (random.chance(300))
    for (const auto& [key, ticket] : view.tickets)
      if (ticket.state == TicketState::kHeld) return Unhold{ticket.ticket, ticket.of_day};
  const auto line = view.line({random.chance(500) ? "R" : "K"});
  if (line.empty() || random.chance(800)) return Call{id_, std::nullopt};
  const auto& chosen = line[random.below(line.size())]->ticket;
  if (world().faults.around && random.chance(300)) return Reprint{chosen, std::nullopt, ""};
  if (random.chance(900)) return Call{id_, chosen};
  Note note;
  note.ticket = chosen;
  note.text = "asks for a chair";
  return note;
}

/// A touch that makes no sense, of a hand that was too quick or a screen that was too old.
Command Counter::any() const {
  auto& random = world().random;
  switch (random.below(12)) {
    case 0:
      return OpenCounter{id_, random.chance(500) ? "officer 1" : "officer 2"};
    case 1:
      return BreakCounter{id_, ""};
    case 2:
      return ResumeCounter{id_};
    case 3:
      return CloseCounter{id_};
    case 4:
      return Call{id_, fmt::format("R{:03}", random.between(1, 20))};
    case 5:
      return Finish{id_, Outcome::kIncomplete};
    case 6:
      return NoShow{id_};
    case 7:
      return Undo{id_};
    case 8:
      return transfer();
    case 9:
      return Unhold{fmt::format("R{:03}", random.between(1, 20)), std::nullopt};
    case 10:
      return Hold{id_};
    default:
      return Cancel{fmt::format("K{:03}", random.between(1, 20)), std::nullopt};
  }
}

// ---------------------------------------------------------------- supervisor

void Supervisor::change_pin() {
  const auto officer = Counter::officer_of(static_cast<int>(world().random.between(1, 2)));
  ask(PutOfficer{officer, world().officers.draw(officer, world().random)});
}

void Supervisor::act() {
  auto& random = world().random;
  if (world().faults.officers && random.chance(60)) return change_pin();
  if (!misses_.empty() && random.chance(500)) {
    const auto at = misses_.begin() + static_cast<std::ptrdiff_t>(random.below(misses_.size()));
    submit(Correct{*at, "another counter was opened"});
    misses_.erase(at);
    return;
  }
  if (world().faults.around && random.chance(150)) return take_care();
  if (random.chance(100)) return announce();
  PauseService pause;
  pause.service = {random.chance(500) ? "R" : "K"};
  if (!random.chance(150)) {
    if (copy() != nullptr && !copy()->paused.empty())
      submit(UnpauseService{copy()->paused.front().service});
    return;
  }
  if (copy() != nullptr && random.chance(500))
    pause.until = some_minutes_on(engine_now() + copy()->wall_offset_ms, random);
  submit(pause);
}

/// Cases that go on, visitors who are sent to another line, counters that were helped.
void Supervisor::take_care() {
  auto& random = world().random;
  const auto* view = copy();
  if (view == nullptr) return;
  if (!cases_.empty() && random.chance(500)) {
    const auto& picked = cases_[random.below(cases_.size())];
    static constexpr std::array kSteps{"received", "signed", "handed-over"};
    if (random.chance(150))
      submit(CloseCase{picked, "ditarik"});
    else
      submit(AdvanceCase{picked, kSteps.at(random.below(kSteps.size()))});
    return;
  }
  for (const auto& counter : view->counters)
    if (counter.help && random.chance(500)) {
      submit(EndHelp{counter.id});
      return;
    }
  const auto line = view->line({random.chance(500) ? "R" : "K"});
  if (line.empty()) return;
  MoveTicket move;
  move.ticket = line.front()->ticket;
  move.of_day = line.front()->of_day;
  if (random.chance(500))
    move.service = ServiceId{random.chance(500) ? "R" : "K"};
  else
    move.to_counter = CounterId{static_cast<int>(random.between(1, 2))};
  submit(std::move(move));
}

void Supervisor::announce() {
  auto& random = world().random;
  if (copy() != nullptr && !copy()->announcements.empty() && random.chance(400)) {
    submit(WithdrawAnnouncement{copy()->announcements.front().seq});
    return;
  }
  Announce said{"Mohon ambil nomor", static_cast<int>(random.between(1, 30)), random.chance(500),
                ""};
  if (world().faults.zones && random.chance(500)) said.zone = random.chance(500) ? "near" : "far";
  submit(std::move(said));
}

void Supervisor::on_entry(const Entry& entry, bool /*fresh*/) {
  if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) misses_.push_back(missed->miss);
  if (misses_.size() > kMostKnown) misses_.erase(misses_.begin());
  if (const auto* opened = std::get_if<CaseOpened>(&entry.event)) cases_.push_back(opened->case_);
  if (cases_.size() > kMostKnown) cases_.erase(cases_.begin());
}

void Supervisor::open_all(const std::vector<ViewPause>& paused) {
  for (const auto& pause : paused) submit(UnpauseService{pause.service}, kLastPatience);
}

}  // namespace antre::sim
