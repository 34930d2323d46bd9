// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/clock_book.hpp"

#include <fmt/format.h>

#include <utility>

#include "protocol/ticket_name.hpp"

namespace antre::sim {

/// One overload an event that moves a clock.
class ClockBook::Taker {
 public:
  Taker(ClockBook& book, const Entry& entry) : book_(book), entry_(entry) {}

  [[nodiscard]] std::optional<std::string> wrong() const { return wrong_; }

  void operator()(const ClockStarted& event) {
    const bool first =
        book_.clocks_.emplace(id(event), Clock{entry_.at_ms, std::nullopt, 0, std::nullopt}).second;
    expect(first, event, "has its clock started over without an overtaking");
  }
  void operator()(const TicketOvertaken& event) {
    const auto* clock = find(event);
    expect(clock != nullptr, event, "is overtaken without a clock");
    if (clock == nullptr || !event.start_over) return;
    expect(clock->misses == 0, event, "has its clock started over after its miss");
    book_.clocks_.erase(id(event));
  }
  void operator()(const TargetMissed& event) {
    ++book_.misses_;
    auto* clock = find(event);
    if (clock == nullptr) {
      expect(++book_.without_clock_[id(event)] == 1, event, "has a second miss");
      book_.early_.insert(id(event));
      return;
    }
    expect(++clock->misses == 1, event, "has a second miss of one clock");
    if (clock->shows(entry_.at_ms) <= book_.target_ms_) book_.early_.insert(id(event));
  }
  void operator()(const TicketCalled& event) { book_.called_[id(event)] = entry_.at_ms; }
  void operator()(const ServiceStarted& event) {
    const auto* clock = find(event);
    expect(clock != nullptr, event, "is served without a clock");
    book_.called_.erase(id(event));
    if (clock == nullptr) return;
    const auto shows = clock->shows(entry_.at_ms);
    expect(event.clock_ms == shows, event, "is told another time on its clock than it had");
    expect(event.met == (shows <= book_.target_ms_), event, "is told met or missed wrongly");
    expect(clock->misses == (event.met ? 0 : 1), event, "has not the misses that its clock says");
    book_.clocks_.erase(id(event));
  }
  void operator()(const TicketNoShow& event) {
    const auto* clock = gone(event);
    if (clock == nullptr) return;
    book_.no_shows_[id(event)] = *clock;
    book_.clocks_.erase(id(event));
  }
  void operator()(const TicketCancelled& event) {
    if (gone(event) != nullptr) book_.clocks_.erase(id(event));
  }
  void operator()(const TicketHeld& event) {
    auto* clock = find(event);
    const auto called = book_.called_.find(id(event));
    if (clock != nullptr && called != book_.called_.end())
      clock->called_at_ms = clock->shows(called->second);
    if (clock != nullptr) clock->stood_ms = clock->shows(entry_.at_ms);
    book_.called_.erase(id(event));
  }
  void operator()(const TicketUnheld& event) {
    auto* clock = find(event);
    if (clock == nullptr || !clock->stood_ms) return;
    clock->from_ms = entry_.at_ms - *clock->stood_ms;
    clock->stood_ms.reset();
    clock->called_at_ms.reset();
  }
  void operator()(const TicketTransferred& event) { book_.called_.erase(id(event)); }
  void operator()(const TicketRequeued& event) { book_.called_.erase(id(event)); }
  void operator()(const CommandUndone& event) {
    if (event.from == TicketState::kCalled) {
      book_.called_.erase(id(event));
      if (event.clock_gone) book_.clocks_.erase(id(event));
    }
    if (event.from != TicketState::kNoShow) return;
    const auto ended = book_.no_shows_.find(id(event));
    expect(ended != book_.no_shows_.end(), event, "is called again and was never gone");
    if (ended == book_.no_shows_.end()) return;
    book_.clocks_[id(event)] = ended->second;
    book_.called_[id(event)] = book_.called_before_[id(event)];
  }
  void operator()(const DayClosed& event) {
    for (const auto& name : event.unserved) {
      const auto ticket = ticket_named(name, entry_.day).value_or(TicketId{});
      const auto clock = book_.clocks_.find(ticket);
      const auto other = book_.without_clock_.find(ticket);
      const int misses = clock != book_.clocks_.end()          ? clock->second.misses
                         : other != book_.without_clock_.end() ? other->second
                                                               : 0;
      if (misses != 1) wrong_ = fmt::format("{} stays unserved and has {} misses", name, misses);
      book_.clocks_.erase(ticket);
      book_.early_.erase(ticket);
    }
  }
  template <class E>
  void operator()(const E& /*event*/) {}

 private:
  template <class E>
  [[nodiscard]] TicketId id(const E& event) const {
    return {event.of_day.value_or(entry_.day), event.ticket};
  }
  template <class E>
  [[nodiscard]] Clock* find(const E& event) {
    const auto found = book_.clocks_.find(id(event));
    return found == book_.clocks_.end() ? nullptr : &found->second;
  }
  /// The visitor is gone: there is a miss when the clock was past the target while they waited.
  template <class E>
  [[nodiscard]] const Clock* gone(const E& event) {
    const auto called = book_.called_.find(id(event));
    const auto until = called == book_.called_.end() ? entry_.at_ms : called->second;
    if (called != book_.called_.end()) {
      book_.called_before_[id(event)] = called->second;
      book_.called_.erase(called);
    }
    const auto* clock = find(event);
    if (clock != nullptr) {
      // Who was called in time and put aside before coming was not missed either.
      const auto shows = clock->called_at_ms.value_or(clock->shows(until));
      expect(clock->misses == (shows > book_.target_ms_ ? 1 : 0), event,
             "is gone and has not the misses that its clock says");
    }
    return clock;
  }
  template <class E>
  void expect(bool holds, const E& event, const char* what) {
    if (!holds && !wrong_) wrong_ = fmt::format("{} {}", event.ticket, what);
  }

  ClockBook& book_;
  const Entry& entry_;
  std::optional<std::string> wrong_;
};

std::optional<std::string> ClockBook::take(const Entry& entry) {
  Taker taker(*this, entry);
  std::visit(taker, entry.event);
  return taker.wrong();
}

std::optional<std::string> ClockBook::missing(EngineMs at_ms) const {
  for (const auto& [ticket, clock] : clocks_)
    if (!clock.stood_ms && !called_.contains(ticket) && clock.shows(at_ms) > target_ms_ &&
        clock.misses != 1)
      return fmt::format("{} waits past its target and has {} misses", ticket.number, clock.misses);
  if (!early_.empty())
    return fmt::format("{} has a miss before its target", early_.begin()->number);
  return std::nullopt;
}

}  // namespace antre::sim
