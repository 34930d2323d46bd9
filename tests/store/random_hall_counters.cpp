// SPDX-License-Identifier: Apache-2.0
// What is done at a counter of the random hall, and what is taken back there.
#include "tests/store/random_hall.hpp"

#include <fmt/format.h>

#include <utility>

namespace antre::test {

void RandomHall::work(std::size_t i) {
  auto& desk = desks_.at(i);
  if (!desk.open || desk.on_break) return;
  if (desk.last && chance(15)) return take_back(i);
  if (!desk.visitor) return call(i);
  visitors_[*desk.visitor].state == TicketState::kCalled ? called(i) : serving(i);
}

void RandomHall::call(std::size_t i) {
  auto& desk = desks_.at(i);
  if (chance(10)) {
    Visitor visitor;
    visitor.service = service();
    visitor.quick = true;
    visitor.state = TicketState::kServing;
    visitor.id = {day_, fmt::format("+{}", ++quick_)};
    add(QuickServiceStarted{
        visitor.id.number, visitor.service, {static_cast<int>(i) + 1}, desk.officer});
    visitors_.push_back(visitor);
    desk.visitor = visitors_.size() - 1;
    desk.last.reset();
    return;
  }
  const auto waiting = any(TicketState::kWaiting);
  if (!waiting) return;
  // What another counter did with it can be taken back no more.
  for (auto& other : desks_)
    if (other.last && other.last->visitor == *waiting) other.last.reset();
  auto event = about<TicketCalled>(visitors_[*waiting], i);
  event.explicit_ = chance(20);
  event.auto_ = !event.explicit_ && chance(20);
  desk.visitor = *waiting;
  visitors_[*waiting].state = TicketState::kCalled;
  desk.last = Last{{add(std::move(event))}, *waiting, TicketState::kCalled};
}

void RandomHall::called(std::size_t i) {
  auto& desk = desks_.at(i);
  auto& visitor = visitors_[*desk.visitor];
  if (chance(60)) {
    auto event = about<ServiceStarted>(visitor, i);
    event.officer = chance(80) ? desk.officer : "";
    if (visitor.late)
      event.clock_ms = 600'001 + below(300'000);
    else if (chance(70))
      event.clock_ms = below(900'000);
    event.met = event.clock_ms.value_or(0) <= 600'000;
    if (!event.met && !visitor.late) miss(visitor, *event.clock_ms);
    visitor.late = false;
    add(std::move(event));
    visitor.state = TicketState::kServing;
    visitor.served_before = true;
    desk.last.reset();
  } else if (chance(40)) {
    auto event = about<TicketRecalled>(visitor, i);
    if (desk.last) desk.last->steps.push_back(add(std::move(event)));
  } else if (chance(40)) {
    auto event = about<TicketNoShow>(visitor, i);
    event.auto_ = chance(30);
    event.officer = desk.officer;
    visitor.state = TicketState::kNoShow;
    desk.last = Last{{add(std::move(event))}, *desk.visitor, TicketState::kNoShow};
    desk.visitor.reset();
  } else {
    put_aside(i);
  }
}

void RandomHall::serving(std::size_t i) {
  auto& desk = desks_.at(i);
  auto& visitor = visitors_[*desk.visitor];
  if (visitor.quick || chance(70)) {
    auto event = about<ServiceFinished>(visitor, i);
    event.outcome = static_cast<Outcome>(below(4));
    visitor.state = TicketState::kFinished;
    desk.last = Last{{add(std::move(event))}, *desk.visitor, TicketState::kFinished};
    desk.visitor.reset();
  } else if (chance(20)) {
    auto event = about<TicketTransferred>(visitor, i);
    event.finished = true;
    event.to_counter = CounterId{1};
    visitor.state = TicketState::kWaiting;
    desk.last = Last{{add(std::move(event))}, *desk.visitor, TicketState::kFinished};
    desk.visitor.reset();
  } else {
    put_aside(i);
  }
}

void RandomHall::put_aside(std::size_t i) {
  auto& desk = desks_.at(i);
  auto& visitor = visitors_[*desk.visitor];
  if (visitor.id.day != day_) return;
  visitor.state = TicketState::kWaiting;
  if (chance(40)) {
    add(about<TicketHeld>(visitor, i));
    visitor.state = TicketState::kHeld;
  } else if (chance(60)) {
    auto event = about<TicketTransferred>(visitor, i);
    event.service = service();
    visitor.service = *event.service;
    visitor.served_before = false;
    add(std::move(event));
  } else {
    auto event = about<TicketRequeued>(visitor, i);
    event.where = static_cast<Requeued>(below(3));
    event.place_ms = at_ms_;
    visitor.served_before = false;
    add(std::move(event));
  }
  desk.visitor.reset();
  desk.last.reset();
}

void RandomHall::take_back(std::size_t i) {
  auto& desk = desks_.at(i);
  const Last last = *std::exchange(desk.last, std::nullopt);
  auto& visitor = visitors_[last.visitor];
  // One that came back into a line may be with another counter by now.
  if (last.from == TicketState::kFinished && visitor.state != TicketState::kFinished &&
      visitor.state != TicketState::kWaiting)
    return;
  if (desk.visitor && *desk.visitor != last.visitor) return;
  auto event = about<CommandUndone>(visitor, i);
  event.from = last.from;
  const auto undone = add(std::move(event));
  steps_[undone].taken_back = true;
  for (const auto step : last.steps) steps_[step].taken_back = true;
  if (last.from == TicketState::kCalled) {
    visitor.state = TicketState::kWaiting;
    desk.visitor.reset();
    return;
  }
  visitor.state = last.from == TicketState::kNoShow ? TicketState::kCalled : TicketState::kServing;
  desk.visitor = last.visitor;
}

}  // namespace antre::test
