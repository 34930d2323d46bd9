// SPDX-License-Identifier: Apache-2.0
#include "ui/ring.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/type_scale.hpp"

namespace antre::ui {
namespace {

constexpr int kSegments = 10;
// Below this there is no room for the ticks inside the ring.
constexpr double kTicksFrom = 100;
constexpr double kTickLength = 6;
constexpr double kTickWidth = 3;
constexpr double kTickDistance = 4;

double degrees_of(double px, double radius) {
  return radius > 0 ? px / radius * 180 / std::numbers::pi : 0;
}

void tick(Canvas& canvas, Point centre, double inner, double share, Colour colour) {
  const double outer = inner - kTickDistance;
  const double half = degrees_of(kTickWidth / 2, outer - kTickLength / 2);
  const double at = share * 360;
  const Arc mark{centre, outer, outer - kTickLength, at - half, at + half};
  canvas.arcs({&mark, 1}, colour);
}

// The figure in the middle of the ring, or a little over it when there is a line under it.
void figure_and_caption(Canvas& canvas, const Look& look, Point centre, const RingMeasure& measure,
                        const std::string& figure, const std::string& caption) {
  // A time of five characters (11:23) is set smaller so that it stays clear of the ticks.
  const double size = figure.size() < 5 ? measure.figure : std::round(measure.figure * 38 / 44);
  TextStyle style = type::kCounterTime.with_size(size, measure.figure);
  const double room = measure.diameter - 2 * measure.stroke - 2 * kTickDistance;
  const double ticks = measure.diameter >= kTicksFrom ? 2 * kTickLength : 0;
  style = fit(canvas.measurer(), figure, style, room - ticks);
  const bool two = measure.caption > 0 && !caption.empty();
  const TextStyle small = type::kCounterSmall.with_size(measure.caption, measure.caption + 3);
  const double gap = two ? 6 : 0;
  const double height = style.line + (two ? gap + small.line : 0);
  const double top = centre.y - height / 2;
  const Rect box{centre.x - room / 2, centre.y - room / 2, room, room};
  canvas.draw({figure, {centre.x, top}, style, look.theme.ink, Align::kCentre, box});
  if (two) {
    canvas.draw({caption,
                 {centre.x, top + style.line + gap},
                 fit(canvas.measurer(), caption, small, room * 0.8),
                 look.theme.ink2,
                 Align::kCentre,
                 box});
  }
}

}  // namespace

ClockState state_of(const TargetClock& clock) {
  if (clock.elapsed_s >= clock.target_s) {
    return ClockState::kLate;
  }
  if (clock.elapsed_s >= clock.escalate_s) {
    return ClockState::kRed;
  }
  return clock.elapsed_s >= clock.remind_s ? ClockState::kAmber : ClockState::kCalm;
}

Colour ring_colour(const Theme& theme, ClockState state) {
  switch (state) {
    case ClockState::kCalm:
      return theme.accent;
    case ClockState::kAmber:
      return theme.amber;
    case ClockState::kRed:
    case ClockState::kLate:
      break;
  }
  return theme.red;
}

std::vector<Arc> segments(Point centre, double diameter, double stroke, double share,
                          double gap_px) {
  const double outer = diameter / 2;
  const double gap = degrees_of(gap_px, outer - stroke / 2);
  const double end = std::clamp(share, 0.0, 1.0) * 360;
  std::vector<Arc> arcs;
  for (int i = 0; i < kSegments; ++i) {
    const double from = i * 360.0 / kSegments + gap / 2;
    const double to = std::min(end, (i + 1) * 360.0 / kSegments - gap / 2);
    if (to > from) {
      arcs.push_back({centre, outer, outer - stroke, from, to});
    }
  }
  return arcs;
}

void target_ring(Canvas& canvas, const Look& look, Point centre, const TargetClock& clock,
                 const RingMeasure& measure, const std::string& figure,
                 const std::string& caption) {
  const double target = std::max(1, clock.target_s);
  // The gaps shrink with the ring, else a small one would be mostly gaps.
  const double gap = std::max(2.0, 3 * measure.diameter / kCounterRing.diameter);
  canvas.arcs(segments(centre, measure.diameter, measure.stroke, 1, gap), look.theme.track);
  canvas.arcs(segments(centre, measure.diameter, measure.stroke, clock.elapsed_s / target, gap),
              ring_colour(look.theme, state_of(clock)));
  if (measure.diameter >= kTicksFrom) {
    const double inner = measure.diameter / 2 - measure.stroke;
    tick(canvas, centre, inner, clock.remind_s / target, look.theme.amber);
    tick(canvas, centre, inner, clock.escalate_s / target, look.theme.red);
  }
  figure_and_caption(canvas, look, centre, measure, figure, caption);
}

void countdown_ring(Canvas& canvas, const Look& look, Point centre, double diameter, double stroke,
                    double left, const std::string& figure, const TextStyle& style) {
  const double outer = diameter / 2;
  const double end = std::clamp(left, 0.0, 1.0) * 360;
  const Arc track{centre, outer, outer - stroke, 0, 360};
  const Arc shown{centre, outer, outer - stroke, 0, end};
  canvas.arcs({&track, 1}, look.theme.track);
  if (end > 0) {
    canvas.arcs({&shown, 1}, look.theme.accent);
  }
  const double room = diameter - 2 * stroke;
  canvas.text_in(figure, {centre.x - room / 2, centre.y - room / 2, room, room},
                 style.with_tabular(false), look.theme.ink, Align::kCentre);
}

void time_disc(Canvas& canvas, const Look& look, Point centre, const RingMeasure& measure,
               Colour fill, const std::string& figure, const std::string& caption) {
  canvas.fill_disc(centre, measure.diameter, fill);
  if (look.theme.high_contrast()) {
    const double outer = measure.diameter / 2;
    const Arc edge{centre, outer, outer - kHighContrastStroke, 0, 360};
    canvas.arcs({&edge, 1}, look.theme.line);
  }
  figure_and_caption(canvas, look, centre, measure, figure, caption);
}

}  // namespace antre::ui
