// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace antre::ui {

/// All measures are reference px unless a name says device: a screen of 1080x1920 is laid out once
/// and scaled by the canvas.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  double width = 0;
  double height = 0;
  bool operator==(const Size&) const = default;
};

/// A rectangle; its right and bottom edges do not belong to it.
struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  bool operator==(const Rect&) const = default;

  [[nodiscard]] constexpr double right() const { return x + width; }
  [[nodiscard]] constexpr double bottom() const { return y + height; }
  [[nodiscard]] constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
  [[nodiscard]] constexpr bool empty() const { return width <= 0 || height <= 0; }
  [[nodiscard]] constexpr bool contains(Point p) const {
    return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
  }
  /// True if `other` lies inside, up to `slack` px outside.
  [[nodiscard]] constexpr bool contains(const Rect& other, double slack = 0) const {
    return other.x >= x - slack && other.y >= y - slack && other.right() <= right() + slack &&
           other.bottom() <= bottom() + slack;
  }
  /// Smaller by `by` on each side; a negative value grows it.
  [[nodiscard]] constexpr Rect inset(double by) const { return inset(by, by); }
  [[nodiscard]] constexpr Rect inset(double dx, double dy) const {
    return {x + dx, y + dy, width - 2 * dx, height - 2 * dy};
  }
  [[nodiscard]] constexpr Rect moved(double dx, double dy) const {
    return {x + dx, y + dy, width, height};
  }
  /// The part in both; empty (no width or height) if they do not meet.
  [[nodiscard]] constexpr Rect intersection(const Rect& other) const {
    const double left = std::max(x, other.x);
    const double top = std::max(y, other.y);
    return {left, top, std::max(0.0, std::min(right(), other.right()) - left),
            std::max(0.0, std::min(bottom(), other.bottom()) - top)};
  }
};

}  // namespace antre::ui
