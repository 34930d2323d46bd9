// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/geometry.hpp"

/// How large pages are drawn on a screen. Pure.
namespace antre::kiosk {

/// Whoever cannot see or aim well still hits a target of this side (ux.md).
inline constexpr double kLeastTargetMm = 20;

struct PageScale {
  ui::Size reference;    ///< what the page is laid out for; the window shows all of it
  double target_mm = 0;  ///< the side of the smallest control but for keys; 0: density not known
  double key_mm = 0;     ///< the side of the smallest key of the keyboard
  [[nodiscard]] bool too_small() const { return key_mm > 0 && key_mm < kLeastTargetMm; }
};

/// The pages in a window of this many px on a screen of `px_per_mm` (0: not known). They are as
/// large as the window allows whatever the density: enlarged by a twentieth they do not fit.
[[nodiscard]] PageScale page_scale(ui::Size window, double px_per_mm);

}  // namespace antre::kiosk
