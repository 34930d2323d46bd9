// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/people.hpp"

#include <fmt/format.h>

#include <array>
#include <ranges>
#include <utility>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr Millis kSound = 4s;          // a chime and a sentence
constexpr Millis kLastPatience = 10s;  // in a healed hall an answer takes milliseconds

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

// ---------------------------------------------------------------- kiosk

void Kiosk::act() {
  auto& random = world().random;
  if (visitor_ && random.chance(200)) {
    say("is left by its visitor");
    return abandon();
  }
  if (visitor_ && !random.chance(100)) return;
  // A kiosk says at once that it cannot; some visitors were quicker than its screen.
  if (!online() && random.chance(700)) return;
  Issue issue;
  issue.service = {random.chance(600) ? "R" : "K"};
  if (random.chance(200)) issue.class_ = TicketClass::kPriority;
  visitor_ = submit(issue);
}

void Kiosk::last_visitor() {
  Issue issue;
  issue.service = {"R"};
  last_ = submit(issue, kLastPatience);
}

void Kiosk::on_answer(std::uint64_t touch, const Result<Reply>& answer) {
  if (visitor_ == touch) visitor_.reset();
  const auto* ticket = answer ? std::get_if<TicketReply>(&answer->body) : nullptr;
  if (ticket == nullptr) return;
  if (last_ == touch) served_ = true;
  if (is_calm() || ticket->state != TicketState::kWaiting) return;
  ReportPrint report;
  report.ticket = ticket->ticket;
  report.of_day = ticket->day;
  report.state = world().random.chance(800) ? PrintState::kPrinted : PrintState::kFailed;
  if (report.state == PrintState::kFailed) report.reason = "media-empty";
  submit(report);
}

void Kiosk::on_settled(const Session::Settled& settled) {
  if (is_calm() || settled.fate != Session::Settled::Fate::kExecuted || !settled.reply) return;
  const auto* ticket = std::get_if<TicketReply>(&settled.reply->body);
  if (ticket != nullptr && ticket->state == TicketState::kWaiting)
    submit(Cancel{ticket->ticket, ticket->day});
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

std::optional<Command> Counter::sensible() const {
  const auto* view = copy();
  const auto* counter = view != nullptr ? view->counter(id_) : nullptr;
  if (counter == nullptr) return std::nullopt;
  auto& random = world().random;
  switch (counter->state) {
    case CounterState::kClosed:
      return OpenCounter{id_, "officer " + std::to_string(id_.value)};
    case CounterState::kOnBreak:
      return ResumeCounter{id_};
    case CounterState::kCalling:
      if (random.chance(200)) return Recall{id_};
      if (random.chance(150)) return NoShow{id_};
      return Start{id_};
    case CounterState::kServing:
      return Finish{id_, Outcome::kServed};
    case CounterState::kFree:
      break;
  }
  if (random.chance(60)) return BreakCounter{id_, "prayer"};
  if (random.chance(60)) return CloseCounter{id_};
  const auto line = view->line({random.chance(500) ? "R" : "K"});
  if (line.empty() || random.chance(800)) return Call{id_, std::nullopt};
  return Call{id_, line[random.below(line.size())]->ticket};
}

/// A touch that makes no sense, of a hand that was too quick or a screen that was too old.
Command Counter::any() const {
  auto& random = world().random;
  switch (random.below(8)) {
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
    default:
      return Cancel{fmt::format("K{:03}", random.between(1, 20)), std::nullopt};
  }
}

// ---------------------------------------------------------------- display

void Display::on_started() {
  ++started_;
  model_ = std::make_unique<display::DisplayModel>();
}

void Display::on_entry(const Entry& entry, bool fresh) {
  model_->hear({copy()->epoch, entry, fresh}, engine_now());
}

void Display::on_replaced() {
  if (world().planted != Planted::kAnnouncesSnapshot) return;
  model_ = std::make_unique<display::DisplayModel>();
  const auto& calls = copy()->calls;
  for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
    Entry entry;
    entry.seq = call->seq;
    entry.day = copy()->day;
    entry.at_ms = call->at_ms;
    entry.event = TicketCalled{call->ticket, std::nullopt, call->counter};
    model_->hear({copy()->epoch, entry, true}, engine_now());
  }
}

void Display::on_shown() {
  model_->set_link({shown(link_state()), 0});
  // Copying the hall with every heartbeat would be most of what a seed costs.
  if (copy() != nullptr && take_changed()) model_->see(std::make_shared<const HallView>(*copy()));
  play();
}

void Display::play() {
  const auto now = world().time.now();
  if (const auto announcement = model_->advance(point(now))) {
    const auto& call = *model_->announcer().current();
    say(fmt::format("announces {} to counter {}", call.ticket, call.counter.value));
    world().checker.announced(label(), call.epoch, call.seq);
    world().time.after(kSound, [this, run = started_, seq = announcement->seq] {
      if (run != started_ || !alive()) return;
      model_->sound_done(seq);
      play();
    });
  }
  const auto next = model_->announcer().next_change(point(now));
  if (!next) return;
  const auto at = std::chrono::ceil<Millis>(next->time_since_epoch());
  if (at <= now) return;
  world().time.at(at, [this, run = started_] {
    if (run == started_ && alive()) play();
  });
}

}  // namespace antre::sim
