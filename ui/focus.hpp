// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/input.hpp"

namespace antre::ui {

/// Keyboard focus among rectangles in reading order. Nothing is focused until a key moves it, so
/// that a touchscreen shows no ring. A value without a clock or a window.
class Focus {
 public:
  /// The rectangles of a new page; the focus is kept if its index still exists and `keep` is true.
  void set_targets(std::vector<Rect> targets, bool keep = false);
  /// Moves by an arrow key or Tab (shift: backwards); false for every other key or if there is
  /// nothing to go to. The first move focuses the first target.
  bool move(const KeyPress& key);
  void set(std::size_t index);
  void clear() { current_.reset(); }
  [[nodiscard]] std::optional<std::size_t> current() const { return current_; }
  [[nodiscard]] bool on(std::size_t index) const { return current_ == index; }

 private:
  [[nodiscard]] std::optional<std::size_t> nearest(Key direction) const;

  std::vector<Rect> targets_;
  std::optional<std::size_t> current_;
};

}  // namespace antre::ui
