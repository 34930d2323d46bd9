// SPDX-License-Identifier: Apache-2.0
#include "tests/store/random_hall.hpp"

#include <fmt/format.h>

#include <utility>

#include "tests/store/journal.hpp"

namespace antre::test {
namespace {

constexpr int kStepsADay = 220;
constexpr EngineMs kDayMs = 86'400'000;
constexpr EngineMs kOpening = 3'600'000;  // 08:00 of a hall 7 h ahead of UTC

}  // namespace

std::vector<Step> RandomHall::play(int days) {
  for (int n = 0; n < days; ++n) {
    at_ms_ = std::int64_t{day_.value} * kDayMs + kOpening;
    open_day();
    for (int i = 0; i < kStepsADay; ++i) act();
    close_day();
    ++day_.value;
  }
  return std::move(steps_);
}

std::optional<std::size_t> RandomHall::any(TicketState state) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < visitors_.size(); ++i)
    if (visitors_[i].state == state && visitors_[i].id.day == day_) found.push_back(i);
  if (found.empty()) return std::nullopt;
  return found[static_cast<std::size_t>(below(static_cast<int>(found.size())))];
}

ServiceId RandomHall::service() {
  return {std::array{"R", "K", "P"}.at(static_cast<std::size_t>(below(3)))};
}

void RandomHall::open_day() {
  DayOpened opened = test::opened();
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    auto& desk = desks_.at(i);
    desk.last.reset();
    if (!desk.visitor) {
      desk = {};
      continue;
    }
    const auto& visitor = visitors_[*desk.visitor];
    CarriedTicket carried;
    carried.ticket = visitor.id.number;
    carried.of_day = visitor.id.day;
    carried.service = visitor.service;
    carried.state = visitor.state;
    carried.counter = {static_cast<int>(i) + 1};
    carried.officer = desk.officer;
    opened.carried.push_back(carried);
  }
  add(std::move(opened));
  numbers_.clear();
}

void RandomHall::close_day() {
  DayClosed closed;
  for (auto& visitor : visitors_) {
    if (visitor.id.day != day_) continue;
    if (visitor.state == TicketState::kHeld && visitor.served_before) {
      closed.finished.push_back(visitor.id.number);
      visitor.state = TicketState::kFinished;
    } else if (visitor.state == TicketState::kWaiting || visitor.state == TicketState::kHeld ||
               visitor.state == TicketState::kBooked) {
      miss(visitor, 0);
      closed.unserved.push_back(visitor.id.number);
      visitor.state = TicketState::kUnserved;
    }
  }
  add(std::move(closed));
}

void RandomHall::act() {
  at_ms_ += below(120'000);
  switch (below(12)) {
    case 0:
    case 1:
    case 2:
      return issue();
    case 3:
      return staff(static_cast<std::size_t>(below(kCounters)));
    case 4:
      return supervise();
    case 5:
      if (chance(30)) return around();
      return wait();
    default:
      return work(static_cast<std::size_t>(below(kCounters)));
  }
}

void RandomHall::issue() {
  Visitor visitor;
  visitor.service = service();
  visitor.id = {day_, number_text(visitor.service, ++numbers_[visitor.service], 3)};
  TicketIssued event = test::issued(visitor.id.number);
  event.service = visitor.service;
  event.channel = static_cast<Channel>(below(3));
  if (event.channel == Channel::kAppointment) {
    event.place_ms = at_ms_ + below(600'000);
    visitor.state = TicketState::kBooked;
  }
  add(std::move(event));
  visitors_.push_back(visitor);
}

void RandomHall::wait() {
  if (const auto booked = any(TicketState::kBooked)) {
    at_ms_ += 600'000;
    add(TicketArrived{visitors_[*booked].id.number});
    visitors_[*booked].state = TicketState::kWaiting;
  }
  const auto held = any(TicketState::kHeld);
  if (!held || chance(30)) return;
  if (chance(80)) {
    add(about<TicketUnheld>(visitors_[*held]));
    visitors_[*held].state = TicketState::kWaiting;
  } else {
    add(about<TicketCancelled>(visitors_[*held]));
    visitors_[*held].state = TicketState::kCancelled;
  }
}

void RandomHall::around() {
  add(PrinterReported{"kiosk-1", chance(50), "media-low"});
  add(AnnouncementMade{"Mohon siapkan kartu", at_ms_ + 60'000, chance(50), ""});
  if (chance(50)) add(AnnouncementWithdrawn{1});
  const CounterId counter{1 + below(3)};
  add(HelpAsked{counter, "kertas"});
  add(HelpEnded{counter, "supervisor:desk"});
  go_on_with_cases();
  const auto waiting = any(TicketState::kWaiting);
  if (!waiting) return;
  auto came = about<TicketCheckedIn>(visitors_[*waiting]);
  came.device = "kiosk-1";
  add(std::move(came));
  auto again = about<ReprintAsked>(visitors_[*waiting]);
  again.kiosk = "kiosk-1";
  add(std::move(again));
}

void RandomHall::go_on_with_cases() {
  if (visitors_.empty()) return;
  const auto& visitor =
      visitors_[static_cast<std::size_t>(below(static_cast<int>(visitors_.size())))];
  auto answered = about<SurveyAnswered>(visitor);
  answered.service = visitor.service;
  answered.counter = CounterId{1};
  answered.scores = {4, 3, 2, 1, 4, 4, 4, 3, 3};
  add(std::move(answered));
  auto opened = about<CaseOpened>(visitor);
  opened.case_ = "R-2026-" + std::to_string(++cases_);
  opened.service = visitor.service;
  opened.step = "received";
  opened.by = "counter:1";
  opened.officer = chance(50) ? "Ani" : "";
  if (chance(50)) opened.due = Day{day_.value + 5};
  const auto number = opened.case_;
  add(std::move(opened));
  if (chance(70)) add(CaseAdvanced{number, "signed", chance(30), "counter:2", "Budi"});
  if (chance(30)) add(CaseClosed{number, "ditarik", "supervisor:desk", ""});
}

void RandomHall::staff(std::size_t i) {
  auto& desk = desks_.at(i);
  const CounterId counter{static_cast<int>(i) + 1};
  if (desk.visitor) return;
  if (!desk.open) {
    desk.officer = std::array{"Ani", "Budi", "Citra"}.at(static_cast<std::size_t>(below(3)));
    desk.open = true;
    add(CounterOpened{counter, desk.officer});
  } else if (desk.on_break) {
    desk.on_break = false;
    add(CounterResumed{counter});
  } else if (chance(30)) {
    desk.on_break = true;
    add(CounterBreak{counter, "makan"});
  } else if (chance(20)) {
    desk = {};
    add(CounterClosed{counter});
  }
}

void RandomHall::supervise() {
  const auto waiting = any(TicketState::kWaiting);
  if (waiting && chance(40)) {
    auto& visitor = visitors_[*waiting];
    if (visitor.misses == 0) return miss(visitor, 600'000);
    TicketOvertaken event = about<TicketOvertaken>(visitor, static_cast<std::size_t>(below(3)));
    event.by = "R999";
    event.start_over = chance(50);
    add(std::move(event));
  } else if (!misses_.empty() && chance(60)) {
    const auto which = static_cast<std::size_t>(below(static_cast<int>(misses_.size())));
    add(MissCorrected{misses_[which], "loket 2 dibuka", "supervisor:desk"});
  } else if (waiting && chance(30)) {
    add(about<TicketCancelled>(visitors_[*waiting]));
    visitors_[*waiting].state = TicketState::kCancelled;
  }
}

void RandomHall::miss(Visitor& visitor, std::int64_t clock_ms) {
  TargetMissed event = about<TargetMissed>(visitor);
  ++visitor.misses;
  visitor.late = true;
  event.miss = fmt::format("{}/{}", day_text(visitor.id.day), visitor.id.number);
  if (visitor.misses > 1) event.miss += fmt::format("/{}", visitor.misses);
  event.clock_ms = clock_ms;
  event.cause = clock_ms == 0 ? Cause::kNotReached : static_cast<Cause>(below(6));
  if (clock_ms != 0) {
    event.shares = {{event.cause, clock_ms, {{1}, {2}}}};
    for (int i = below(3); i > 0; --i) event.counters.push_back({{i}, chance(50) ? "Ani" : ""});
  }
  misses_.push_back(event.miss);
  add(std::move(event));
}

}  // namespace antre::test
