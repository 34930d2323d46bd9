// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme.hpp"

namespace antre::ui {

/// Distances; 4 and 12 only inside a chip, key or label.
inline constexpr double kS1 = 8;
inline constexpr double kS2 = 16;
inline constexpr double kS3 = 24;
inline constexpr double kS4 = 32;
inline constexpr double kS5 = 48;
inline constexpr double kS6 = 64;
inline constexpr double kS7 = 96;

/// Corner radii: chips and key caps; tiles and small buttons; fields, the big button and the mark;
/// kiosk cards and buttons; the ticket.
inline constexpr double kR1 = 4;
inline constexpr double kR2 = 8;
inline constexpr double kR3 = 12;
inline constexpr double kR4 = 16;
inline constexpr double kR5 = 24;

/// Strokes that differ between the programs.
struct Strokes {
  double hair = 2;
  double active = 4;
  double focus = 4;  ///< each of the three rings of the keyboard focus
};
inline constexpr Strokes kKioskStrokes{2, 4, 4};
inline constexpr Strokes kCounterStrokes{1, 2, 2};
/// Outline of every card, field and strip in high contrast, where all surfaces are black.
inline constexpr double kHighContrastStroke = 4;

/// What every widget needs: colours and strokes.
struct Look {
  Theme theme;
  Strokes strokes = kKioskStrokes;

  [[nodiscard]] double outline() const {
    return theme.high_contrast() ? kHighContrastStroke : strokes.hair;
  }
};

}  // namespace antre::ui
