// SPDX-License-Identifier: Apache-2.0
#include "display/announcer.hpp"

#include <algorithm>
#include <utility>

namespace antre::display {
namespace {

using ui::Millis;

/// A sound that is never reported as done does not hold up the calls behind it for ever. Twice the
/// time that its words take and ten seconds are more than any voice needs.
constexpr Millis kLateSound{10'000};

SaidCall said_of(const Call& call, const Manner& manner) {
  SaidCall said{call.ticket, call.counter.value, {}};
  if (manner.counters == nullptr) return said;
  const auto counter = std::ranges::find(*manner.counters, call.counter, &CounterSettings::id);
  if (counter != manner.counters->end()) said.counter_name = counter->name;
  return said;
}

/// So many calls at the front of the queue begin now, where `waiting` wait. A recall is said alone:
/// it says that it is one, and a group has no words for that.
std::size_t begin_together(const std::deque<Call>& queue, std::size_t waiting) {
  if (waiting < kGroupFrom || queue.front().recall) return 1;
  const auto most = queue.begin() + static_cast<std::ptrdiff_t>(kMaxGroup);
  return static_cast<std::size_t>(
      std::find_if(queue.begin(), most, [](const Call& call) { return call.recall; }) -
      queue.begin());
}

}  // namespace

bool Announcer::take_in(const std::string& epoch, std::uint64_t seq, EngineMs at_ms, bool fresh,
                        EngineMs now_ms) {
  set_epoch(epoch);
  if (seq <= last_seq_) return false;
  last_seq_ = seq;
  const auto stale_ms = std::chrono::milliseconds(kCallStale).count();
  return fresh && now_ms - at_ms <= stale_ms;
}

void Announcer::offer(const Call& call, bool fresh, EngineMs now_ms) {
  if (!take_in(call.epoch, call.seq, call.at_ms, fresh, now_ms)) return;
  if (queue_.size() == kMaxQueued) queue_.pop_front();
  queue_.push_back(call);
}

void Announcer::offer(const Message& message, bool fresh, EngineMs now_ms) {
  if (!take_in(message.epoch, message.seq, message.at_ms, fresh, now_ms)) return;
  if (messages_.size() == kMaxMessages) messages_.pop_front();
  messages_.push_back(message);
}

void Announcer::set_epoch(const std::string& epoch) {
  if (epoch == epoch_) return;
  silence();
  epoch_ = epoch;
  last_seq_ = 0;
}

void Announcer::withdraw(const std::function<bool(const Call&)>& over) {
  std::erase_if(queue_, over);
}

void Announcer::take_back(const std::function<bool(const Call&)>& gone) {
  if (!telling_ || telling_->message) return;
  std::erase_if(telling_->calls, gone);
  std::erase_if(telling_->steps, [&gone](const Step& step) { return gone(step.call); });
  if (telling_->steps.empty())
    cut();
  else if (current_ && gone(*current_))
    current_ = telling_->steps.front().call;  // until the next step is due
}

void Announcer::withdraw_messages(const std::function<bool(const Message&)>& gone) {
  std::erase_if(messages_, gone);
  if (telling_ && telling_->message && gone(*telling_->message)) cut();
}

void Announcer::silence() {
  queue_.clear();
  messages_.clear();
  if (telling_) cut();
  plan_end_ms_ = 0;
}

void Announcer::cut() {
  end();
  plan_end_ms_.reset();
}

/// A sound that is not done is cut off.
void Announcer::end() {
  was_cut_ = was_cut_ || telling_->sounding;
  plan_end_ms_ = plan_ends_ms();
  telling_.reset();
  current_.reset();
}

bool Announcer::take_cut() {
  return std::exchange(was_cut_, false);
}

void Announcer::sound_done(std::uint64_t seq) {
  if (telling_ && telling_->said.seq == seq) telling_->sounding = false;
}

const std::vector<Call>& Announcer::calls() const {
  static const std::vector<Call> none;
  return telling_ ? telling_->calls : none;
}

const Message* Announcer::message() const {
  return telling_ && telling_->message ? &*telling_->message : nullptr;
}

std::optional<Announcement> Announcer::advance(ui::TimePoint now, const Manner& manner,
                                               EngineMs now_ms) {
  // A sound that is still not done then is beyond its limit.
  if (telling_ && now >= end_of_telling()) end();
  if (telling_) {
    show_step(now);
    return std::nullopt;
  }
  if (!queue_.empty())
    begin_calls(now, manner, now_ms);
  else if (!begin_message(now, manner, now_ms))
    return std::nullopt;
  return telling_->said;
}

EngineMs Announcer::plan_ends_ms() const {
  return telling_ ? telling_->plan_ms + telling_->shown.count() : 0;
}

/// When what is wanted from `wanted_ms` on begins by the plan.
EngineMs Announcer::planned_begin(EngineMs wanted_ms, EngineMs now_ms) const {
  if (!plan_end_ms_) return now_ms;
  const auto planned = std::max(*plan_end_ms_, wanted_ms);
  const auto behind = std::chrono::milliseconds(kMostBehind).count();
  // The dispatcher's time may be another one since.
  return planned > now_ms || now_ms - planned > behind ? now_ms : planned;
}

void Announcer::begin_calls(ui::TimePoint now, const Manner& manner, EngineMs now_ms) {
  Telling telling;
  telling.plan_ms = planned_begin(queue_.front().at_ms, now_ms);
  // Not those that came while this display was late.
  const auto later = std::ranges::find_if(
      queue_, [&telling](const Call& call) { return call.at_ms > telling.plan_ms; });
  const auto waiting =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::distance(queue_.begin(), later)));
  const auto n = static_cast<std::ptrdiff_t>(begin_together(queue_, waiting));
  telling.calls.assign(queue_.begin(), queue_.begin() + n);
  queue_.erase(queue_.begin(), queue_.begin() + n);
  auto& said = telling.said;
  said.seq = telling.calls.back().seq;
  said.kind =
      telling.calls.front().recall ? Announcement::Kind::kRecall : Announcement::Kind::kCall;
  if (n > 1) said.kind = Announcement::Kind::kGroup;
  said.brisk = waiting >= kBriskFrom;
  said.times = said.brisk ? 1 : manner.times;
  for (const auto& call : telling.calls) said.calls.push_back(said_of(call, manner));
  begin(std::move(telling), now, manner, now_ms);
}

bool Announcer::begin_message(ui::TimePoint now, const Manner& manner, EngineMs now_ms) {
  std::erase_if(messages_, [now_ms](const Message& one) { return one.until_ms <= now_ms; });
  if (messages_.empty()) return false;
  Telling telling;
  telling.message = std::move(messages_.front());
  messages_.pop_front();
  telling.plan_ms = planned_begin(telling.message->at_ms, now_ms);
  telling.said.seq = telling.message->seq;
  telling.said.kind = Announcement::Kind::kMessage;
  telling.said.message = telling.message->text;
  telling.said.times = 1;
  begin(std::move(telling), now, manner, now_ms);
  return true;
}

/// Which call is shown when, after the beginning: of a group each while it is said. Returns how
/// long all of them take.
Millis Announcer::set_steps(Telling& telling, const Pace& pace) {
  if (telling.calls.empty()) return Millis{0};
  telling.steps.push_back({Millis{0}, telling.calls.front()});
  if (telling.calls.size() == 1) return Millis{0};
  // Shown once where nothing is said.
  const std::vector<Pace::Spoken> unspoken(1);
  Millis from = pace.chime;
  for (const auto& round : pace.spoken.empty() ? unspoken : pace.spoken) {
    from += round.opening;
    for (std::size_t i = 0; i < telling.calls.size(); ++i) {
      telling.steps.push_back({from, telling.calls[i]});
      from += std::max(i < round.calls.size() ? round.calls[i] : Millis{0}, Millis(kGroupedShown));
    }
  }
  return from;
}

void Announcer::begin(Telling telling, ui::TimePoint now, const Manner& manner, EngineMs now_ms) {
  auto& said = telling.said;
  said.languages = manner.languages;
  if (telling.message) said.languages = {manner.message_language};
  const auto pace = pace_of(said, manner);
  said.chime = manner.heard && manner.chime;
  said.voice = manner.heard && manner.voice;

  const auto steps = set_steps(telling, pace);
  Millis least = kCallShown;
  if (telling.message)
    least = kMessageShown;
  else if (said.kind == Announcement::Kind::kGroup)
    least = steps;
  else if (said.brisk)
    least = kBriskShown;
  telling.shown = std::max(least, pace.all);
  telling.limit = 2 * telling.shown + kLateSound;
  telling.began = now;
  // What this display is late by is taken back, but never from the time that a call needs.
  const Millis late(now_ms - telling.plan_ms);
  telling.shown_until = now + std::max(least, telling.shown - late);
  telling.sounding = said.chime || said.voice;
  telling_ = std::move(telling);
  show_step(now);
}

void Announcer::show_step(ui::TimePoint now) {
  if (telling_->steps.empty()) return;
  const Step* shown = &telling_->steps.front();
  for (const auto& step : telling_->steps) {
    if (telling_->began + step.from <= now) shown = &step;
  }
  if (current_ && *current_ == shown->call) return;
  current_ = shown->call;
  started_ = now;
}

std::optional<ui::TimePoint> Announcer::next_change(ui::TimePoint now) const {
  if (!telling_) {
    if (queue_.empty() && messages_.empty()) return std::nullopt;
    return now;
  }
  auto next = end_of_telling();
  for (const auto& step : telling_->steps) {
    if (telling_->began + step.from > now) next = std::min(next, telling_->began + step.from);
  }
  return next;
}

ui::TimePoint Announcer::end_of_telling() const {
  return telling_->sounding ? telling_->began + telling_->limit : telling_->shown_until;
}

}  // namespace antre::display
