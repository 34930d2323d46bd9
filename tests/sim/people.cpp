// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/people.hpp"

#include <fmt/format.h>

#include <array>
#include <ranges>
#include <utility>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostKnown = 20;
constexpr Millis kSound = 4s;  // a chime and a sentence

ui::TimePoint point(Millis now) {
  return ui::TimePoint(now);
}

display::LinkState shown(LinkState state) {
  switch (state) {
    case LinkState::kOnline:
      return display::LinkState::kOnline;
    case LinkState::kOffline:
      return display::LinkState::kOffline;
    case LinkState::kNotAuthorised:
      return display::LinkState::kNotAuthorised;
    case LinkState::kConnecting:
      break;
  }
  return display::LinkState::kConnecting;
}

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
  if (random.chance(100)) return Hold{id_};
  if (random.chance(150)) return transfer();
  if (random.chance(50)) return Requeue{id_, static_cast<Requeued>(random.below(3))};
  return Finish{id_, Outcome::kServed};
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

void Supervisor::announce() {
  auto& random = world().random;
  if (copy() != nullptr && !copy()->announcements.empty() && random.chance(400)) {
    submit(WithdrawAnnouncement{copy()->announcements.front().seq});
    return;
  }
  submit(Announce{"Mohon ambil nomor", static_cast<int>(random.between(1, 30)), random.chance(500),
                  ""});
}

void Supervisor::on_entry(const Entry& entry, bool /*fresh*/) {
  if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) misses_.push_back(missed->miss);
  if (misses_.size() > kMostKnown) misses_.erase(misses_.begin());
}

void Supervisor::open_all() {
  if (copy() == nullptr) return;
  const auto paused = copy()->paused;
  for (const auto& pause : paused) submit(UnpauseService{pause.service}, kLastPatience);
}

// ---------------------------------------------------------------- display

void Display::on_started() {
  ++started_;
  model_ = std::make_unique<display::DisplayModel>();
  sounding_.reset();
}

void Display::on_entry(const Entry& entry, bool fresh) {
  model_->hear({copy()->epoch, entry, fresh}, engine_now());
}

void Display::on_replaced() {
  if (world().planted != Planted::kAnnouncesSnapshot) return;
  sounding_.reset();
  model_ = std::make_unique<display::DisplayModel>();
  const std::vector<ViewCall> oldest_first(copy()->calls.rbegin(), copy()->calls.rend());
  for (const auto& call : oldest_first) {
    Entry entry;
    entry.seq = call.seq;
    entry.day = copy()->day;
    entry.at_ms = call.at_ms;
    entry.event = TicketCalled{call.ticket, std::nullopt, call.counter};
    model_->hear({copy()->epoch, entry, true}, engine_now());
  }
}

void Display::on_shown() {
  model_->set_link({shown(link_state()), 0});
  // Copying the hall with every heartbeat would be most of what a seed costs.
  if (copy() != nullptr && take_changed()) model_->see(std::make_shared<const HallView>(*copy()));
  play();
}

display::Clocks Display::clocks() const {
  const auto now_ms = engine_now();
  return {now_ms, now_ms + (copy() == nullptr ? 0 : copy()->wall_offset_ms), 0};
}

/// What the hall hears of an announcement that begins now.
void Display::tell(const display::Announcement& announcement) {
  const auto& announcer = model_->announcer();
  const auto epoch = copy() == nullptr ? std::string() : copy()->epoch;
  auto& checker = world().checker;
  checker.expect(!sounding_, fmt::format("{} speaks over itself", label()));
  if (const auto* message = announcer.message()) {
    say(fmt::format("says \"{}\"", message->text));
    checker.said(label(), *message, copy());
  } else {
    std::string numbers;
    for (const auto& call : announcer.calls())
      numbers += fmt::format(" {} to counter {}", call.ticket, call.counter.value);
    say("announces" + numbers);
    checker.announced(label(), announcement, announcer.calls(), epoch);
  }
  sounding_ = announcement.seq;
  world().time.after(kSound, [this, run = started_, seq = announcement.seq] {
    if (run != started_ || !alive() || sounding_ != seq) return;
    sounding_.reset();
    model_->sound_done(seq);
    play();
  });
}

void Display::play() {
  const auto now = world().time.now();
  const auto announcement = model_->advance(point(now), clocks());
  if (model_->take_cut()) sounding_.reset();
  if (announcement) tell(*announcement);
  const auto next = model_->announcer().next_change(point(now));
  if (!next) return;
  const auto at = std::chrono::ceil<Millis>(next->time_since_epoch());
  if (at <= now) return;
  world().time.at(at, [this, run = started_] {
    if (run == started_ && alive()) play();
  });
}

}  // namespace antre::sim
