// SPDX-License-Identifier: Apache-2.0
#include "ui/focus.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace antre::ui {
namespace {

// The distance sideways counts twice: a target straight ahead wins over a nearer one beside it.
constexpr double kSideways = 2;

}  // namespace

void Focus::set_targets(std::vector<Rect> targets, bool keep) {
  targets_ = std::move(targets);
  if (!keep || (current_ && *current_ >= targets_.size())) {
    current_.reset();
  }
}

void Focus::set(std::size_t index) {
  if (index < targets_.size()) {
    current_ = index;
  }
}

bool Focus::move(const KeyPress& key) {
  const bool arrow = key.key == Key::kUp || key.key == Key::kDown || key.key == Key::kLeft ||
                     key.key == Key::kRight;
  if (targets_.empty() || (!arrow && key.key != Key::kTab)) {
    return false;
  }
  if (!current_) {
    current_ = key.key == Key::kTab && key.shift ? targets_.size() - 1 : 0;
    return true;
  }
  if (key.key == Key::kTab) {
    const std::size_t n = targets_.size();
    current_ = key.shift ? (*current_ + n - 1) % n : (*current_ + 1) % n;
    return true;
  }
  const auto next = nearest(key.key);
  if (!next) {
    return false;
  }
  current_ = next;
  return true;
}

std::optional<std::size_t> Focus::nearest(Key direction) const {
  const Point from = targets_[*current_].centre();
  std::optional<std::size_t> best;
  double best_cost = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Point to = targets_[i].centre();
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const bool horizontal = direction == Key::kLeft || direction == Key::kRight;
    const bool forward = direction == Key::kRight || direction == Key::kDown;
    const double along = (horizontal ? dx : dy) * (forward ? 1 : -1);
    const double cost = along + kSideways * std::abs(horizontal ? dy : dx);
    if (i != *current_ && along > 1 && cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

}  // namespace antre::ui
