// SPDX-License-Identifier: Apache-2.0
#include "display/slides.hpp"

#include <algorithm>
#include <utility>

namespace antre::display {
namespace {

/// A folder without a picture is looked into again so often.
constexpr std::chrono::seconds kLookAgain{15};

}  // namespace

void Slides::set(const PictureWish& wish, std::chrono::seconds each) {
  each_ = each;
  if (wish == wish_) return;
  wish_ = wish;
  // Pictures of another folder or size are not shown, not even once.
  shown_ = before_ = ready_ = nullptr;
  fade_ = {};
  until_ = ask_from_ = {};
  asked_ = false;
}

void Slides::begin(PicturePtr picture, ui::TimePoint now) {
  before_ = std::exchange(shown_, std::move(picture));
  fade_ = before_ ? ui::Animation(now, ui::kPicture, reduced_) : ui::Animation();
  if (!fade_.running(now)) before_ = nullptr;
}

bool Slides::ask(ui::TimePoint now) {
  if (!asked_ && !ready_ && now >= ask_from_) {
    source_->want(wish_);
    asked_ = true;
  }
  const auto got = asked_ ? source_->take() : std::nullopt;
  if (!got) return false;
  asked_ = false;
  ready_ = *got;
  if (ready_) return false;
  ask_from_ = now + kLookAgain;
  before_ = nullptr;
  return std::exchange(shown_, nullptr) != nullptr;
}

bool Slides::update(ui::TimePoint now, bool seen) {
  const auto since = now - std::exchange(last_update_, now);
  const bool was_seen = std::exchange(seen_, seen);
  if (!active()) return false;
  if (!seen) {
    // A call interrupts: the picture has its whole time when it comes back, and does not fade.
    until_ += since;
    before_ = nullptr;
    return false;
  }
  bool changed = ask(now) || (!was_seen && shown_);
  if (ready_ && (!shown_ || now >= until_)) {
    const bool same = shown_ && ready_->id == shown_->id;
    if (!same) begin(ready_, now);
    changed = changed || !same;
    ready_ = nullptr;
    until_ = now + each_;
    ask_from_ = now;
  }
  const bool fading = before_ != nullptr;
  if (fading && !fade_.running(now)) before_ = nullptr;
  return changed || fading;
}

std::optional<ui::TimePoint> Slides::next_deadline(ui::TimePoint now) const {
  if (!active() || !seen_) return std::nullopt;
  if (before_) return now + ui::kFrame;
  if (ready_) return std::max(until_, now + ui::kFrame);
  // What is made ready wakes the loop by itself.
  if (asked_) return std::nullopt;
  return std::max(ask_from_, now + ui::kFrame);
}

}  // namespace antre::display
