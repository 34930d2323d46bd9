// SPDX-License-Identifier: Apache-2.0
#include "display/ticker.hpp"

#include <algorithm>
#include <chrono>

namespace antre::display {
namespace {

using ui::Millis;

constexpr Millis kShown{12'000};
/// A moving message stands still at both ends, so that its first and last words can be read.
constexpr Millis kRest{3'000};
/// Half the frames of other motions: at 90 px a second nobody sees the difference, and a message
/// may move for minutes.
constexpr Millis kScrollFrame = 2 * ui::kFrame;

}  // namespace

void Ticker::set(const std::vector<std::string>& messages, double width, const ui::TextStyle& style,
                 ui::TextMeasurer& measurer, ui::TimePoint now) {
  if (messages == messages_ && width == line_) return;
  messages_ = messages;
  line_ = width;
  pages_.clear();
  for (const auto& message : messages) {
    if (reduced_) {
      for (auto& line : ui::wrap(measurer, message, style, width)) {
        const double w = measurer.width(line, style);
        pages_.push_back({std::move(line), w});
      }
    } else {
      pages_.push_back({message, measurer.width(message, style)});
    }
  }
  index_ = 0;
  before_.reset();
  began_ = now;
  if (held_at_) held_at_ = now;
}

bool Ticker::update(ui::TimePoint now, bool held) {
  if (held && !held_at_) held_at_ = now;
  if (!held && held_at_) {
    began_ += now - *held_at_;
    held_at_.reset();
  }
  const auto last = last_update_;
  last_update_ = now;
  if (held || pages_.empty()) return false;
  if ((pages_.size() > 1 || scrolls()) && since(now) >= shown_for()) {
    before_ = index_;
    index_ = (index_ + 1) % pages_.size();
    began_ = now;
    return true;
  }
  // The frame after a motion has ended belongs to it.
  if (before_ && !reduced_ && last < began_ + ui::kRowMove.duration) return true;
  return scrolls() && since(now) >= kRest && moved(last) < pages_[index_].width - line_;
}

std::optional<ui::TimePoint> Ticker::next_deadline(ui::TimePoint now) const {
  if (held_at_ || pages_.empty()) return std::nullopt;
  if (change(now) < 1) return now + ui::kFrame;
  if (scrolls()) {
    if (since(now) < kRest) return began_ + kRest;
    if (moved(now) < pages_[index_].width - line_) return now + kScrollFrame;
  }
  if (pages_.size() > 1 || scrolls()) return began_ + shown_for();
  return std::nullopt;
}

const Ticker::Page* Ticker::page() const {
  return pages_.empty() ? nullptr : &pages_[index_];
}

const Ticker::Page* Ticker::page_before() const {
  return before_ && *before_ < pages_.size() ? &pages_[*before_] : nullptr;
}

double Ticker::change(ui::TimePoint now) const {
  if (!before_) return 1;
  return ui::Animation(began_, ui::kRowMove, reduced_).value(held_at_.value_or(now));
}

double Ticker::moved(ui::TimePoint now) const {
  if (!scrolls()) return 0;
  const double seconds = std::chrono::duration<double>(since(now) - kRest).count();
  return std::clamp(seconds * ui::kTickerSpeed, 0.0, pages_[index_].width - line_);
}

bool Ticker::scrolls() const {
  return !reduced_ && !pages_.empty() && pages_[index_].width > line_;
}

Millis Ticker::shown_for() const {
  if (!scrolls()) return kShown;
  const auto way = (pages_[index_].width - line_) / ui::kTickerSpeed;
  const auto moving = std::chrono::duration_cast<Millis>(std::chrono::duration<double>(way));
  return std::max(kShown, kRest + moving + kRest);
}

Millis Ticker::since(ui::TimePoint now) const {
  return std::chrono::duration_cast<Millis>(held_at_.value_or(now) - began_);
}

}  // namespace antre::display
