// SPDX-License-Identifier: Apache-2.0
#include "display/display_model.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace antre::display {
namespace {

template <class Event>
Call call_of(const LiveEntry& live, const Event& event, bool recall) {
  return {
      live.epoch,    live.entry.seq,   event.ticket,         event.of_day.value_or(live.entry.day),
      event.counter, live.entry.at_ms, live.entry.wall_ms(), recall};
}

/// Nobody needs to hear a call that waited its turn while its visitor came, left or was cancelled.
bool is_over(const HallView& view, const Call& call) {
  if (call.seq > view.seq) return false;
  const auto* ticket = view.ticket({call.of_day, call.ticket});
  if (ticket == nullptr || ticket->counter != call.counter) return true;
  // With start_on_call a ticket is being served from its call on, although nobody has come yet.
  return ticket->state == TicketState::kServing && !view.hall.calling.start_on_call;
}

/// The number waits again: its call was undone, or its visitor is back in a line.
bool is_taken_back(const HallView& view, const Call& call) {
  if (call.seq > view.seq) return false;
  const auto* ticket = view.ticket({call.of_day, call.ticket});
  return ticket != nullptr && ticket->state == TicketState::kWaiting;
}

}  // namespace

void DisplayModel::set_link(const Link& link) {
  link_ = link;
  if (link.state != LinkState::kOnline) announcer_.silence();
}

void DisplayModel::hear(const LiveEntry& live, EngineMs now_ms) {
  if (const auto* called = std::get_if<TicketCalled>(&live.entry.event))
    announcer_.offer(call_of(live, *called, false), live.fresh, now_ms);
  else if (const auto* recalled = std::get_if<TicketRecalled>(&live.entry.event))
    announcer_.offer(call_of(live, *recalled, true), live.fresh, now_ms);
}

void DisplayModel::see(std::shared_ptr<const HallView> view) {
  view_ = std::move(view);
  if (!view_) return;
  announcer_.set_epoch(view_->epoch);
  announcer_.withdraw([this](const Call& call) { return is_over(*view_, call); });
  announcer_.take_back([this](const Call& call) { return is_taken_back(*view_, call); });
}

Board DisplayModel::board(const Clocks& clocks) const {
  return make_board(view_.get(), announcer_.current(), link_, clocks, language());
}

std::string DisplayModel::language() const {
  if (!language_.empty()) return language_;
  return view_ && !view_->hall.languages.empty() ? view_->hall.default_language() : "id";
}

ui::TimePoint DisplayModel::next_change(ui::TimePoint now, const Clocks& clocks) const {
  constexpr std::int64_t kMinuteMs = 60'000;
  const auto past = ((clocks.wall_ms % kMinuteMs) + kMinuteMs) % kMinuteMs;
  const auto minute = now + std::chrono::milliseconds(kMinuteMs - past);
  const auto call = announcer_.next_change(now);
  return call ? std::min(minute, *call) : minute;
}

}  // namespace antre::display
