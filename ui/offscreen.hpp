// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "protocol/result.hpp"
#include "ui/canvas.hpp"

namespace antre::ui {

/// A canvas without a window, for pictures of screens and tests of pixels. Needs no display.
class Offscreen {
 public:
  Offscreen() = default;
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;
  virtual ~Offscreen() = default;

  /// `device` in px; `reference` is what the scene is laid out for (Scene::reference_size(device)).
  [[nodiscard]] static Result<std::unique_ptr<Offscreen>> open(Size device, Size reference);

  [[nodiscard]] virtual Canvas& canvas() = 0;
  /// The colour of a device px.
  [[nodiscard]] virtual Colour pixel(int x, int y) const = 0;
  /// Textures made since the start: a frame of what was drawn before makes none.
  [[nodiscard]] virtual std::uint64_t textures_made() const = 0;
  [[nodiscard]] virtual Result<void> save_png(const std::string& path) const = 0;
};

}  // namespace antre::ui
