// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "counter/scenes/frame.hpp"
#include "ui/canvas.hpp"

namespace antre::counter {

/// Where a sheet over the column begins; it reaches to the foot.
inline constexpr double kSheetTop = 280;
/// The room for a sheet's title, or for the strip in its place.
inline constexpr double kSheetTitle = 52;

/// An empty sheet, at its place in the motion with which it comes. As long as this lives, what is
/// drawn belongs to the sheet and moves with it; what lies below it cannot be reached any more.
class SheetScope {
 public:
  explicit SheetScope(Frame& frame);

 private:
  ui::ClipScope inside_;
  ui::OffsetScope rise_;
};

/// The key that closes the sheet, at its right edge; gives its rectangle.
ui::Rect draw_escape(Frame& frame, double y);
/// What a sheet is about, and the key that closes it; the strip in their place where that is
/// urgent.
void draw_sheet_title(Frame& frame, const char* icon, const std::string& title);

}  // namespace antre::counter
