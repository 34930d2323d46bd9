// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "dispatcher/service/dispatcher.hpp"

namespace antre::service {
namespace {

constexpr EngineMs kFarMs = EngineMs{24} * 3600 * 1000;

}  // namespace

std::optional<EngineMs> Dispatcher::opens_at(const EngineTime::Now& now) const {
  const auto wall_offset_ms = now.wall_offset_ms + now.corrected_ms;
  if (settings_.always_open || calendar_.moment(now.at_ms, wall_offset_ms).hall_open)
    return now.at_ms;
  auto opens = calendar_.next_opening(now.at_ms + wall_offset_ms);
  if (opens) *opens -= wall_offset_ms;
  return opens;
}

void Dispatcher::wind(const engine::Context& context) {
  engine::wind(state_, context, *this);
  wound_ms_ = context.now.at_ms;
  wound_open_ = context.now.hall_open || context.always_open;
}

std::optional<EngineMs> Dispatcher::next_alarm(const EngineTime::Now& now) {
  auto next = engine::next_timer(state_, wound_ms_);
  if (!engine::waits_to_open(state_)) return next;
  const auto opens = opens_at(now);
  if (opens != now.at_ms) wound_open_ = false;
  if (!wound_open_ && opens && (!next || *opens < *next)) next = opens;
  return next;
}

void Dispatcher::set_alarm() {
  if (stopping_ || failed_ || !state_.opened) return parts_.alarm.off();
  const auto now = time_.now();
  // While the clock is not believed nobody knows when; the next heartbeat asks again.
  const auto next = now ? next_alarm(*now) : std::nullopt;
  if (!next) return parts_.alarm.off();
  // It may be long past, after hours of being down. Further than a day ahead the alarm is
  // set anew long before.
  const auto pause_ms = std::clamp<EngineMs>(*next - now->at_ms, 0, kFarMs);
  parts_.alarm.set(std::chrono::milliseconds(pause_ms), [this] { tick(); });
}

void Dispatcher::tick() {
  if (stopping_ || failed_ || !state_.opened) return;
  const auto now = time_.now();
  if (!now) return;
  // A clock that was set meanwhile may have moved the opening; nothing else rings too early.
  if (const auto next = next_alarm(*now); !next || *next > now->at_ms) return set_alarm();
  const auto context = begin("");
  // What is due is caught up when the disk has room again: the next heartbeat sets the alarm anew.
  if (!context) return;
  wind(*context);
  set_alarm();
}

void Dispatcher::look_ahead() {
  if (stopping_ || failed_) return;
  const auto now = time_.now();
  if (!now) return;
  const auto at = moment(*now);
  if (outlook_.due(state_, at))
    outlook_.look(state_, at, opens_at(*now), submitted_ + (pending_.empty() ? 0 : 1));
}

void Dispatcher::answer_forecasts() {
  std::vector<AsksForecast> later;
  for (auto& asked : std::exchange(for_forecast_, {})) {
    if (outlook_.knows(asked.seq))
      wait_with(std::move(asked.answer));
    else
      later.push_back(std::move(asked));
  }
  for_forecast_ = std::move(later);
}

}  // namespace antre::service
