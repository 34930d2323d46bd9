// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// An icon and what it means, `small` where there is little room; returns the height used.
double draw_note(Frame& frame, const std::string& icon, const std::string& text,
                 const ui::Rect& box, bool small = false);
/// What draw_note will use in this width.
[[nodiscard]] double note_height(Frame& frame, const std::string& text, double width, bool small);

/// On paper by request, and the way to the guest book, in a row over the ending; nothing where the
/// model offers neither.
void draw_offers(Frame& frame);
/// The height that draw_offers takes over the ending.
[[nodiscard]] double offers_height(const Frame& frame);
/// The countdown at the left and the way to the end at the right, at the page's foot.
void draw_ending(Frame& frame, const std::string& done);
/// Top of what draw_ending draws.
[[nodiscard]] double ending_top(const Frame& frame);

}  // namespace antre::kiosk
