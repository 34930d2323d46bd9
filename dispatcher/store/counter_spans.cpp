// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/counter_spans.hpp"

#include <utility>

namespace antre::store {
namespace {

struct Folder {
  std::map<CounterId, CounterSpan>& open;
  const Entry& entry;
  std::vector<CounterSpan>& changed;

  /// Counters that are not left are closed with their day; who is left comes with the next one.
  void operator()(const DayClosed& /*event*/) const {
    while (!open.empty()) end(open.begin()->first);
  }
  void operator()(const DayOpened& event) const {
    for (const auto& carried : event.carried) begin(carried.counter, carried.officer);
  }
  void operator()(const CounterOpened& event) const { begin(event.counter, event.officer); }
  void operator()(const CounterBreak& event) const {
    auto& span = begin(event.counter, officer(event.counter));
    span.on_break = true;
    span.reason = event.reason;
    changed.back() = span;
  }
  void operator()(const CounterResumed& event) const {
    begin(event.counter, officer(event.counter));
  }
  void operator()(const CounterClosed& event) const { end(event.counter); }
  template <class E>
  void operator()(const E& /*event*/) const {}

 private:
  [[nodiscard]] std::string officer(CounterId counter) const {
    const auto found = open.find(counter);
    return found == open.end() ? std::string() : found->second.officer;
  }
  void end(CounterId counter) const {
    const auto found = open.find(counter);
    if (found == open.end()) return;
    found->second.to_ms = entry.at_ms;
    changed.push_back(std::move(found->second));
    open.erase(found);
  }
  CounterSpan& begin(CounterId counter, std::string officer) const {
    end(counter);
    CounterSpan span;
    span.seq = entry.seq;
    span.day = entry.day;
    span.counter = counter;
    span.officer = std::move(officer);
    span.from_ms = entry.at_ms;
    span.wall_offset_ms = entry.wall_offset_ms.value_or(0);
    changed.push_back(span);
    return open.insert_or_assign(counter, std::move(span)).first->second;
  }
};

}  // namespace

Staffing::Staffing(const std::vector<CounterSpan>& open) {
  for (const auto& span : open) open_[span.counter] = span;
}

std::vector<CounterSpan> Staffing::fold(const Entry& entry) {
  std::vector<CounterSpan> changed;
  std::visit(Folder{open_, entry, changed}, entry.event);
  return changed;
}

const std::string& Staffing::officer(CounterId counter) const {
  static const std::string nobody;
  const auto found = open_.find(counter);
  return found == open_.end() ? nobody : found->second.officer;
}

}  // namespace antre::store
