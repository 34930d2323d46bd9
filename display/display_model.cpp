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

/// The message was taken back; or the hall's day ended, and with it its messages.
bool is_withdrawn(const HallView& view, const Message& message) {
  if (message.seq > view.seq) return false;
  return std::ranges::find(view.announcements, message.seq, &ViewAnnouncement::seq) ==
         view.announcements.end();
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
  const auto& event = live.entry.event;
  if (const auto* called = std::get_if<TicketCalled>(&event)) {
    announcer_.offer(call_of(live, *called, false), live.fresh, now_ms);
  } else if (const auto* recalled = std::get_if<TicketRecalled>(&event)) {
    announcer_.offer(call_of(live, *recalled, true), live.fresh, now_ms);
  } else if (const auto* made = std::get_if<AnnouncementMade>(&event); made && made->spoken) {
    announcer_.offer(Message{live.epoch, live.entry.seq, made->text, live.entry.at_ms,
                             made->until_ms, made->zone},
                     live.fresh, now_ms);
  }
}

void DisplayModel::see(std::shared_ptr<const HallView> view) {
  view_ = std::move(view);
  if (!view_) return;
  last_calls_.see(*view_);
  const auto shown = part();
  announcer_.set_epoch(view_->epoch);
  announcer_.withdraw(
      [&](const Call& call) { return is_over(*view_, call) || !shown.has(call.counter); });
  announcer_.take_back(
      [&](const Call& call) { return is_taken_back(*view_, call) || !shown.has(call.counter); });
  announcer_.withdraw_messages([&](const Message& one) {
    return is_withdrawn(*view_, one) || !shown.has_messages_of(one.zone);
  });
}

std::optional<Announcement> DisplayModel::advance(ui::TimePoint now, const Clocks& clocks) {
  if (!view_) return std::nullopt;
  const auto minute = minute_of_day(local_minute(clocks.wall_ms, view_->utc_offset_s));
  const auto manner = manner_of(view_->hall, options_.name, options_.volume.value_or(-1), minute);
  return announcer_.advance(now, manner, clocks.engine_ms);
}

int DisplayModel::volume() const {
  return options_.volume.value_or(view_ ? view_->hall.display.volume : 0);
}

Part DisplayModel::part() const {
  return view_ ? Part(view_->hall, options_.name, options_.zone) : Part();
}

Board DisplayModel::board(const Clocks& clocks) const {
  const auto* message = announcer_.message();
  const auto shown = part();
  // All of the hall is what the hall's view says; only of a part it may say too little.
  const auto* calls = shown.zone() == nullptr ? nullptr : &last_calls_.newest_first();
  return make_board({view_.get(), shown, calls, announcer_.current(),
                     message == nullptr ? std::string() : message->text, link_, language()},
                    clocks);
}

std::string DisplayModel::language() const {
  if (!options_.language.empty()) return options_.language;
  return view_ && !view_->hall.languages.empty() ? view_->hall.default_language() : "id";
}

ui::TimePoint DisplayModel::next_change(ui::TimePoint now, const Clocks& clocks) const {
  constexpr std::int64_t kMinuteMs = 60'000;
  const auto past = ((clocks.wall_ms % kMinuteMs) + kMinuteMs) % kMinuteMs;
  auto next = now + std::chrono::milliseconds(kMinuteMs - past);
  if (const auto told = announcer_.next_change(now)) next = std::min(next, *told);
  if (!view_) return next;
  if (const auto end = next_message_end(*view_, part(), clocks.engine_ms))
    next = std::min(next, now + std::chrono::milliseconds(*end - clocks.engine_ms));
  return next;
}

}  // namespace antre::display
