// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "display/sign.hpp"
#include "i18n/catalogue.hpp"
#include "ui/canvas.hpp"
#include "ui/look.hpp"

namespace antre::display {

/// What the small screen above a counter is drawn with.
struct SignPaint {
  ui::Canvas& canvas;
  const ui::Look& look;
  const i18n::Catalogue& words;
  const Sign& sign;
  bool away = false;    ///< the link is lost: what was last known, greyed
  double opacity = 1;   ///< of the number, while it pulses
  bool framed = false;  ///< reduced motion: the frame that stands for the pulse
};

/// The sign is laid out for a height of 480 (upright: for a width of 480).
[[nodiscard]] ui::Size sign_reference(ui::Size window);
void draw_sign(const SignPaint& paint);

}  // namespace antre::display
