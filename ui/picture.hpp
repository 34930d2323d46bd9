// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "protocol/result.hpp"
#include "ui/canvas.hpp"
#include "ui/colour.hpp"

namespace antre::ui {

/// A picture as opaque pixels in the size it is shown in. Never changes; any thread.
struct Picture {
  std::uint64_t id = 0;  ///< names it for the cache of a canvas: never used twice
  int width = 0;         ///< device px
  int height = 0;
  std::vector<std::uint32_t> pixels;  ///< 0xffRRGGBB, row by row
};

/// Reads a picture file (PNG, JPEG or SVG), scaled and cropped to this size, over `beneath` where
/// it can be seen through. Any thread. kInvalid or kIo with one sentence: no picture, cut short,
/// larger than 64 MB or 50 million px, or so narrow that nothing of it would be seen.
[[nodiscard]] Result<std::shared_ptr<const Picture>> load_picture(const std::string& path,
                                                                  std::uint64_t id, int width,
                                                                  int height, Colour beneath);

/// What a canvas on a screen can do besides (Canvas is for every kind of it).
class ScreenCanvas {
 public:
  ScreenCanvas() = default;
  ScreenCanvas(const ScreenCanvas&) = delete;
  ScreenCanvas& operator=(const ScreenCanvas&) = delete;
  virtual ~ScreenCanvas() = default;

  virtual void picture(const Picture& picture, const Rect& rect) = 0;
  /// Whether all that was drawn in the frame before is still there, so that only what has changed
  /// needs to be drawn.
  [[nodiscard]] virtual bool kept() const = 0;
};

/// Draws the pixels over the whole of `rect`; nothing on a canvas that is no screen.
void draw_picture(Canvas& canvas, const Picture& picture, const Rect& rect);
/// False on a canvas that is no screen.
[[nodiscard]] bool keeps_frames(const Canvas& canvas);

}  // namespace antre::ui
