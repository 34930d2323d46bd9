// SPDX-License-Identifier: Apache-2.0
#include "display/announcer.hpp"

#include <algorithm>

namespace antre::display {

void Announcer::offer(const Call& call, bool fresh, EngineMs now_ms) {
  set_epoch(call.epoch);
  if (call.seq <= last_seq_) return;
  last_seq_ = call.seq;
  const auto stale_ms = std::chrono::milliseconds(kCallStale).count();
  if (!fresh || now_ms - call.at_ms > stale_ms) return;
  if (queue_.size() == kMaxQueued) queue_.pop_front();
  queue_.push_back(call);
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
  if (!current_ || !gone(*current_)) return;
  current_.reset();
  sounding_ = false;
}

void Announcer::silence() {
  queue_.clear();
  current_.reset();
  sounding_ = false;
}

void Announcer::sound_done(std::uint64_t seq) {
  if (current_ && current_->seq == seq) sounding_ = false;
}

std::optional<Announcement> Announcer::advance(ui::TimePoint now) {
  if (current_ && now >= end_of_current()) {
    current_.reset();
    sounding_ = false;
  }
  if (current_ || queue_.empty()) return std::nullopt;
  current_ = queue_.front();
  queue_.pop_front();
  started_ = now;
  sounding_ = true;
  Announcement announcement;
  announcement.seq = current_->seq;
  announcement.kind = current_->recall ? Announcement::Kind::kRecall : Announcement::Kind::kCall;
  announcement.calls = {{current_->ticket, current_->counter.value, {}}};
  announcement.voice = false;  // before the hall's languages are known here
  return announcement;
}

std::optional<ui::TimePoint> Announcer::next_change(ui::TimePoint now) const {
  if (current_) return end_of_current();
  if (!queue_.empty()) return now;
  return std::nullopt;
}

ui::TimePoint Announcer::end_of_current() const {
  return started_ + (sounding_ ? kSoundLimit : kCallShown);
}

}  // namespace antre::display
