// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// A page with one thing to say: a large icon, a heading, a sentence, and the same in a second
/// language under a line.
struct Message {
  std::string icon;
  std::string title;
  std::string body;
  std::string second;  ///< empty: none
};
/// Draws it in `box` from the top; returns the height used.
double draw_message(Frame& frame, const Message& message, const ui::Rect& box);

}  // namespace antre::kiosk
