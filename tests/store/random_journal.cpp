// SPDX-License-Identifier: Apache-2.0
#include "tests/store/random_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include "tests/store/journal.hpp"

namespace antre::test {
namespace {

constexpr int kStepsADay = 220;
constexpr int kCounters = 3;
constexpr EngineMs kDayMs = 86'400'000;
constexpr EngineMs kOpening = 3'600'000;  // 08:00 of a hall 7 h ahead of UTC

struct Visitor {
  TicketId id;
  ServiceId service;
  TicketState state = TicketState::kWaiting;
  bool quick = false;
  bool served_before = false;  ///< a service had started, so a day that closes finishes it
  bool late = false;           ///< the clock that runs was missed
  int misses = 0;
};

/// What a counter did last, when it can be taken back.
struct Last {
  std::vector<std::size_t> steps;  ///< of the history
  std::size_t visitor = 0;
  TicketState from = TicketState::kCalled;
};

struct Desk {
  bool open = false;
  bool on_break = false;
  std::string officer;
  std::optional<std::size_t> visitor;
  std::optional<Last> last;
};

class Hall {
 public:
  Hall(std::uint32_t seed, Day first) : random_(seed), day_(first) {}

  std::vector<Step> play(int days) {
    for (int n = 0; n < days; ++n) {
      at_ms_ = std::int64_t{day_.value} * kDayMs + kOpening;
      open_day();
      for (int i = 0; i < kStepsADay; ++i) act();
      close_day();
      ++day_.value;
    }
    return std::move(steps_);
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }

  std::size_t add(Event event) {
    steps_.push_back({day_, at_ms_, std::move(event), false});
    return steps_.size() - 1;
  }
  [[nodiscard]] std::optional<Day> of_day(const Visitor& visitor) const {
    if (visitor.id.day == day_) return std::nullopt;
    return visitor.id.day;
  }
  /// An event about a visitor, with the day of its ticket.
  template <class E>
  E about(const Visitor& visitor) const {
    E event;
    event.ticket = visitor.id.number;
    event.of_day = of_day(visitor);
    return event;
  }
  template <class E>
  E about(const Visitor& visitor, std::size_t desk) const {
    auto event = about<E>(visitor);
    event.counter = {static_cast<int>(desk) + 1};
    return event;
  }
  std::optional<std::size_t> any(TicketState state) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < visitors_.size(); ++i)
      if (visitors_[i].state == state && visitors_[i].id.day == day_) found.push_back(i);
    if (found.empty()) return std::nullopt;
    return found[static_cast<std::size_t>(below(static_cast<int>(found.size())))];
  }
  ServiceId service() { return {std::array{"R", "K", "P"}.at(static_cast<std::size_t>(below(3)))}; }

  void open_day() {
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

  void close_day() {
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

  void act() {
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

  void issue() {
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

  void wait() {
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

  /// What no projection tells: who came, and how papers and printers are.
  void around() {
    add(PrinterReported{"kiosk-1", chance(50), "media-low"});
    const auto waiting = any(TicketState::kWaiting);
    if (!waiting) return;
    auto came = about<TicketCheckedIn>(visitors_[*waiting]);
    came.device = "kiosk-1";
    add(std::move(came));
    auto again = about<ReprintAsked>(visitors_[*waiting]);
    again.kiosk = "kiosk-1";
    add(std::move(again));
  }

  void staff(std::size_t i) {
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

  void supervise() {
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

  void miss(Visitor& visitor, std::int64_t clock_ms) {
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

  void work(std::size_t i) {
    auto& desk = desks_.at(i);
    if (!desk.open || desk.on_break) return;
    if (desk.last && chance(15)) return take_back(i);
    if (!desk.visitor) return call(i);
    visitors_[*desk.visitor].state == TicketState::kCalled ? called(i) : serving(i);
  }

  void call(std::size_t i) {
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

  void called(std::size_t i) {
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

  void serving(std::size_t i) {
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

  /// Hold, transfer or requeue: nothing of it can be taken back.
  void put_aside(std::size_t i) {
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

  void take_back(std::size_t i) {
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
    visitor.state =
        last.from == TicketState::kNoShow ? TicketState::kCalled : TicketState::kServing;
    desk.visitor = last.visitor;
  }

  std::mt19937 random_;
  Day day_;
  EngineMs at_ms_ = 0;
  std::vector<Step> steps_;
  std::vector<Visitor> visitors_;
  std::array<Desk, kCounters> desks_;
  std::map<ServiceId, std::uint32_t> numbers_;
  int quick_ = 0;
  std::vector<std::string> misses_;
};

}  // namespace

std::vector<Step> random_days(std::uint32_t seed, Day first, int days) {
  return Hall(seed, first).play(days);
}

std::vector<store::Record> journal_of(const std::vector<Step>& steps, bool with_taken_back) {
  Journal journal;
  std::vector<store::Record> records;
  for (const auto& step : steps)
    if (with_taken_back || !step.taken_back)
      records.push_back(journal.record_at(step.day, step.at_ms, step.event));
  return records;
}

}  // namespace antre::test
