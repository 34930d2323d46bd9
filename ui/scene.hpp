// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "ui/canvas.hpp"
#include "ui/input.hpp"
#include "ui/motion.hpp"

namespace antre::ui {

/// What an App shows. All calls come on the thread of App::run.
class Scene {
 public:
  Scene() = default;
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;
  virtual ~Scene() = default;

  /// The size the scene is laid out for in a window of this many device px.
  [[nodiscard]] virtual Size reference_size(Size window) const = 0;
  /// Takes in what has happened (called after input, wake() and a deadline). True: draw again.
  virtual bool update(TimePoint now) = 0;
  virtual void draw(Canvas& canvas, TimePoint now) = 0;
  virtual void input(const Input& input, TimePoint now) = 0;
  /// When update() is next needed without input or wake(): now + kFrame while an animation runs,
  /// the next change of a clock otherwise; empty: never.
  [[nodiscard]] virtual std::optional<TimePoint> next_deadline(TimePoint now) const = 0;
};

}  // namespace antre::ui
