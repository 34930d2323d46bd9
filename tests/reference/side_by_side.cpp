// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::reference {
namespace {

constexpr Day kFirstDay{20'000};
constexpr EngineMs kFirstMs = 1'000'000;

std::string said(Day day, const std::string& number) {
  return day_text(day) + "/" + number;
}

std::string said(const std::optional<std::int64_t>& ms) {
  return ms ? std::to_string(*ms) + " ms" : "nothing";
}

std::string said(Mark mark) {
  return std::to_string(static_cast<int>(mark));
}

}  // namespace

class SideBySide::Hand final : public engine::Scribe {
 public:
  explicit Hand(SideBySide& both) : both_(both) {}

  void write(Event event) override {
    Entry entry;
    entry.seq = both_.state_.seq + 1;
    entry.day = engine::entry_day(both_.state_, event, both_.context_.now);
    entry.at_ms = both_.context_.now.at_ms;
    entry.event = std::move(event);
    if (const auto* missed = std::get_if<TargetMissed>(&entry.event))
      both_.misses_[said(missed->of_day.value_or(entry.day), missed->ticket)].push_back(*missed);
    engine::apply(both_.state_, entry);
    both_.entries_.push_back(std::move(entry));
  }

 private:
  SideBySide& both_;
};

SideBySide::SideBySide(HallSettings hall)
    : hall_(std::move(hall)), model_(hall_, kFirstDay, kFirstMs) {
  context_.now.at_ms = kFirstMs;
  context_.now.day = kFirstDay;
  context_.device = "test";
  context_.head = "00";
  context_.early_numbers = true;
  Hand hand(*this);
  for (auto& event : engine::turn_day(state_, hall_, context_)) hand.write(std::move(event));
}

void SideBySide::wind() {
  Hand hand(*this);
  engine::wind(state_, context_, hand);
}

void SideBySide::timers() {
  wind();
  while (model_.take_timer()) {
  }
  compare();
}

void SideBySide::pass(std::int64_t ms) {
  const auto to = context_.now.at_ms + ms;
  while (context_.now.at_ms < to && difference_.empty()) {
    // Also the moments that only one of the two knows of.
    auto moment = to;
    if (const auto next = engine::next_timer(state_, context_.now.at_ms))
      moment = std::min(moment, std::max(*next, context_.now.at_ms + 1));
    if (const auto next = model_.next_moment()) moment = std::min(moment, *next);
    context_.now.at_ms = moment;
    model_.advance(moment);
    timers();
  }
}

bool SideBySide::run(const Command& command) {
  const auto from = entries_.size();
  Hand hand(*this);
  const auto done = engine::carry_out(state_, command, context_, hand);
  if (!done) return false;
  mirror(from);
  timers();
  return true;
}

void SideBySide::set_open(bool open) {
  context_.now.hall_open = open;
  if (open) {
    for (Id id = 0; id < model_.tickets().size(); ++id)
      if (model_.tickets()[id].state == TicketState::kBooked) model_.arrive(id);
  }
  timers();
}

void SideBySide::turn_day() {
  ++context_.now.day.value;
  Hand hand(*this);
  for (auto& event : engine::turn_day(state_, hall_, context_)) hand.write(std::move(event));
  model_.turn_day(context_.now.day);
  timers();
}

Id SideBySide::id_of(const std::string& number, const std::optional<Day>& of_day) const {
  const auto day = of_day.value_or(context_.now.day);
  for (Id id = 0; id < model_.tickets().size(); ++id)
    if (model_.tickets()[id].day == day && model_.number(id) == number) return id;
  ANTRE_ASSERT(false);
  return 0;
}

void SideBySide::mirror(std::size_t from) {
  const auto end = entries_.size();
  for (auto i = from; i < end; ++i) mirror(entries_[i].event);
}

void SideBySide::mirror(const Event& event) {
  if (const auto* issued = std::get_if<TicketIssued>(&event)) {
    const auto id = model_.issue(issued->service, issued->class_, context_.now.hall_open);
    if (model_.number(id) != issued->ticket) differ("a number", issued->ticket, model_.number(id));
  } else if (const auto* opened = std::get_if<CounterOpened>(&event)) {
    model_.open(opened->counter);
  } else if (const auto* paused = std::get_if<CounterBreak>(&event)) {
    model_.pause(paused->counter);
  } else if (const auto* resumed = std::get_if<CounterResumed>(&event)) {
    model_.resume(resumed->counter);
  } else if (const auto* closed = std::get_if<CounterClosed>(&event)) {
    model_.close(closed->counter);
  } else if (const auto* called = std::get_if<TicketCalled>(&event)) {
    model_.call(called->counter, id_of(called->ticket, called->of_day));
    const bool chosen = model_.desk(called->counter).choice == Choice::kExplicit;
    if (called->explicit_ != chosen)
      differ("the choice of " + called->ticket, called->explicit_ ? "explicit" : "next",
             chosen ? "explicit" : "next");
  } else if (const auto* started = std::get_if<ServiceStarted>(&event)) {
    model_.start(started->counter);
  } else if (const auto* finished = std::get_if<ServiceFinished>(&event)) {
    model_.finish(finished->counter);
  } else if (const auto* gone = std::get_if<TicketNoShow>(&event)) {
    model_.no_show(gone->counter);
  } else if (const auto* held = std::get_if<TicketHeld>(&event)) {
    model_.hold(held->counter);
  } else if (const auto* unheld = std::get_if<TicketUnheld>(&event)) {
    model_.unhold(id_of(unheld->ticket, unheld->of_day));
  } else if (const auto* sent = std::get_if<TicketTransferred>(&event)) {
    model_.transfer(sent->counter, *sent->service);
  } else if (const auto* requeued = std::get_if<TicketRequeued>(&event)) {
    model_.requeue(requeued->counter);
  } else if (const auto* undone = std::get_if<CommandUndone>(&event)) {
    model_.undo(undone->counter);
  } else if (const auto* cancelled = std::get_if<TicketCancelled>(&event)) {
    model_.cancel(id_of(cancelled->ticket, cancelled->of_day));
  }
}

std::string SideBySide::name(const std::optional<Id>& id) const {
  return id ? said(model_.tickets()[*id].day, model_.number(*id)) : "nobody";
}

std::string SideBySide::name(const std::optional<TicketId>& id) const {
  return id ? said(id->day, id->number) : "nobody";
}

void SideBySide::differ(const std::string& what, const std::string& engine,
                        const std::string& model) {
  if (!difference_.empty()) return;
  difference_ = fmt::format("at {} ms {}: the engine says {}, the model {}\n",
                            context_.now.at_ms - kFirstMs, what, engine, model);
  for (const auto& entry : entries_)
    if (!std::holds_alternative<DayOpened>(entry.event))
      difference_ += fmt::format("{} ", entry.at_ms - kFirstMs) + codec::encode(entry) + "\n";
}

void SideBySide::compare() {
  for (const auto& desk : model_.desks()) compare(desk);
  for (Id id = 0; id < model_.tickets().size(); ++id) compare(id);
  std::set<std::string> engine_due;
  std::set<std::string> model_due;
  for (const auto& id : engine::due(state_)) engine_due.insert(name(std::optional(id)));
  for (const auto id : model_.due()) model_due.insert(name(std::optional(id)));
  if (engine_due != model_due)
    differ("due", fmt::format("{}", fmt::join(engine_due, " ")),
           fmt::format("{}", fmt::join(model_due, " ")));
  for (const auto& service : hall_.services) {
    const auto row = state_.line(service.id)->row;
    if (row != model_.row(service.id))
      differ("the row of " + service.id.value, std::to_string(row),
             std::to_string(model_.row(service.id)));
  }
}

void SideBySide::compare(const Desk& desk) {
  const auto id = desk.settings.id;
  const auto& counter = *state_.counter(id);
  const auto where = "counter " + std::to_string(id.value);
  if (counter.state != desk.state)
    differ(where, std::to_string(static_cast<int>(counter.state)),
           std::to_string(static_cast<int>(desk.state)));
  std::optional<TicketId> at;
  if (counter.ticket != engine::kNoSlot)
    at = TicketId{state_.tickets[counter.ticket].day, state_.tickets[counter.ticket].number};
  if (name(at) != name(desk.ticket)) differ("at " + where, name(at), name(desk.ticket));
  const auto choice = engine::next_choice(state_, id);
  const auto expected = model_.next_choice(id);
  if (name(choice) != name(expected)) differ("next at " + where, name(choice), name(expected));
}

void SideBySide::compare(const TargetMissed& missed, const std::string& who) {
  // Only the newest one can be new: both record at the same moment, but for the millisecond after
  // the target in which the engine tells it.
  constexpr std::int64_t kLater = 1;
  const auto ours =
      std::find_if(model_.misses().rbegin(), model_.misses().rend(),
                   [&](const Miss& miss) { return name(std::optional<Id>(miss.ticket)) == who; });
  auto spent = ours->spent_ms;
  for (const auto& share : missed.shares) {
    const auto ms = spent[share.cause];
    if (share.ms < ms || share.ms > ms + kLater)
      differ(fmt::format("cause {} of {}", static_cast<int>(share.cause), who),
             std::to_string(share.ms), std::to_string(ms));
    spent.erase(share.cause);
  }
  for (const auto& [cause, ms] : spent)
    if (ms != 0)
      differ(fmt::format("cause {} of {}", static_cast<int>(cause), who), "none",
             std::to_string(ms));
  const auto sum = [&](Cause cause) {
    const auto found = ours->spent_ms.find(cause);
    return found == ours->spent_ms.end() ? std::int64_t{0} : found->second;
  };
  if (missed.cause != ours->cause && sum(missed.cause) + kLater < sum(ours->cause))
    differ("the cause of " + who, std::to_string(static_cast<int>(missed.cause)),
           std::to_string(static_cast<int>(ours->cause)));
}

void SideBySide::compare(Id id) {
  const auto& ticket = model_.tickets()[id];
  const auto who = name(std::optional(id));
  const auto& misses = misses_[who];
  if (static_cast<int>(misses.size()) != ticket.misses) {
    differ("the misses of " + who, std::to_string(misses.size()), std::to_string(ticket.misses));
    return;
  }
  for (auto& n = compared_[who]; n < misses.size(); ++n) compare(misses[n], who);
  const auto slot = state_.slot(ticket.day, model_.number(id));
  if (slot == engine::kNoSlot) return;  // it ended on an earlier day
  const auto& theirs = state_.tickets[slot];
  if (theirs.state != ticket.state)
    differ("the state of " + who, std::to_string(static_cast<int>(theirs.state)),
           std::to_string(static_cast<int>(ticket.state)));
  if (theirs.overtaken != ticket.overtaken)
    differ("the overtakings of " + who, std::to_string(theirs.overtaken),
           std::to_string(ticket.overtaken));
  const auto* clock = state_.clock(slot);
  const auto shown =
      clock == nullptr ? std::optional<std::int64_t>{} : clock->shows_ms(context_.now.at_ms);
  if (shown != model_.shows(id)) differ("the clock of " + who, said(shown), said(model_.shows(id)));
  if (clock == nullptr || !ticket.clock || ticket.state != TicketState::kWaiting) return;
  const auto mark = ticket.clock->missed ? Mark::kMissed : ticket.clock->told;
  if (clock->mark != mark) differ("the mark of " + who, said(clock->mark), said(mark));
}

}  // namespace antre::reference
