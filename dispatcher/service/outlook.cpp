// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/outlook.hpp"

#include <algorithm>
#include <utility>

namespace antre::service {
namespace {

/// Waits grow and services come nearer to their end without an event; nobody sees less.
constexpr EngineMs kOldMs = 15'000;

/// Whether time alone changes what will be.
bool somebody_there(const engine::State& state) {
  return std::ranges::any_of(state.lines,
                             [](const engine::Line& line) { return line.waiting() > 0; }) ||
         std::ranges::any_of(state.counters, [](const engine::Counter& counter) {
           return counter.ticket != engine::kNoSlot;
         });
}

}  // namespace

Outlook::Outlook(Forecaster* forecaster, std::function<void()> on_shown)
    : forecaster_(forecaster), on_shown_(std::move(on_shown)) {}

void Outlook::learn(const engine::State& state, const Event& event, EngineMs at_ms) {
  if (!possible()) return;
  CounterId at;
  if (const auto* finished = std::get_if<ServiceFinished>(&event)) at = finished->counter;
  if (const auto* sent = std::get_if<TicketTransferred>(&event)) at = sent->counter;
  const auto* counter = at.value == 0 ? nullptr : state.counter(at);
  if (counter == nullptr || counter->state != CounterState::kServing) return;
  const auto& ticket = state.tickets[counter->ticket];
  learned_.push_back({state.lines[ticket.service].service, at_ms - ticket.started_ms});
}

bool Outlook::due(const engine::State& state, const Moment& now) const {
  if (!possible() || !state.opened || under_way_ || coming_) return false;
  const bool old = now.at_ms - asked_ms_ >= kOldMs && somebody_there(state);
  return !last_ || asked_seq_ != state.seq || asked_open_ != now.hall_open || old;
}

void Outlook::look(const engine::State& state, const Moment& now,
                   std::optional<EngineMs> opens_at_ms, std::uint64_t work) {
  under_way_ = true;
  asked_seq_ = state.seq;
  asked_ms_ = now.at_ms;
  asked_open_ = now.hall_open;
  work_ = work;
  forecaster_->make({state, now, opens_at_ms, std::exchange(learned_, {})},
                    [this](ForecastReply made) {
                      under_way_ = false;
                      coming_ = std::move(made);
                      show();
                    });
}

void Outlook::committed(std::uint64_t work) {
  committed_ = work;
  show();
}

void Outlook::show() {
  if (!coming_ || work_ > committed_) return;
  last_ = std::exchange(coming_, std::nullopt);
  last_seq_ = asked_seq_;
  on_shown_();
}

const ExpectedWait* Outlook::expected(const ServiceId& service) const {
  if (!last_) return nullptr;
  const auto found = std::ranges::find(last_->expected, service, &ExpectedWait::service);
  return found == last_->expected.end() ? nullptr : &*found;
}

}  // namespace antre::service
