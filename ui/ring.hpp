// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/look.hpp"

namespace antre::ui {

/// The clock of the 10-minute promise at one moment.
struct TargetClock {
  int elapsed_s = 0;
  int target_s = 600;
  int remind_s = 300;
  int escalate_s = 480;
};
enum class ClockState { kCalm, kAmber, kRed, kLate };
[[nodiscard]] ClockState state_of(const TargetClock& clock);
/// accent, amber or red.
[[nodiscard]] Colour ring_colour(const Theme& theme, ClockState state);

/// Outer diameter, stroke and figure of a ring.
struct RingMeasure {
  double diameter = 164;
  double stroke = 14;
  double figure = 44;
  double caption = 13;  ///< 0: no line under the figure
};
inline constexpr RingMeasure kCounterRing{164, 14, 44, 13};
inline constexpr RingMeasure kSupervisorCardRing{80, 9, 20, 0};
inline constexpr RingMeasure kSupervisorTableRing{56, 7, 15, 0};

/// Ten segments with the passed time in the state's colour, ticks at remind and escalate, `figure`
/// in the middle ("3:20") and `caption` under it ("dari 10:00").
void target_ring(Canvas& canvas, const Look& look, Point centre, const TargetClock& clock,
                 const RingMeasure& measure, const std::string& figure, const std::string& caption);
/// A plain ring that empties clockwise from 12: `left` is 1 at the start, 0 at the end.
void countdown_ring(Canvas& canvas, const Look& look, Point centre, double diameter, double stroke,
                    double left, const std::string& figure, const TextStyle& style);
/// Time without a limit: a disc without a ring.
void time_disc(Canvas& canvas, const Look& look, Point centre, const RingMeasure& measure,
               Colour fill, const std::string& figure, const std::string& caption);

/// The parts of the ten segments, or of what has passed of them, `share` 0 to 1 of the turn;
/// `gap_px` is the distance between two segments.
[[nodiscard]] std::vector<Arc> segments(Point centre, double diameter, double stroke, double share,
                                        double gap_px = 3);

}  // namespace antre::ui
