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

Point on_circle(Point centre, double radius, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return {centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)};
}

void append_quad(std::vector<Vertex>& out, const std::array<Vertex, 4>& corners) {
  for (const std::size_t i : {0, 1, 2, 0, 2, 3}) {
    out.push_back(corners.at(i));
  }
}

void draw_arcs(Canvas& canvas, const std::vector<Arc>& arcs, Colour colour) {
  std::vector<Vertex> vertices;
  for (const Arc& arc : arcs) {
    append_arc(vertices, arc, 1 / canvas.scale());
  }
  canvas.triangles(vertices, colour);
}

void tick(Canvas& canvas, Point centre, double inner, double share, Colour colour) {
  const double outer = inner - kTickDistance;
  const double half = degrees_of(kTickWidth / 2, outer - kTickLength / 2);
  const double at = share * 360;
  draw_arcs(canvas, {{centre, outer, outer - kTickLength, at - half, at + half}}, colour);
}

// The figure in the middle of the ring, or a little over it when there is a line under it.
void figure_and_caption(Canvas& canvas, const Look& look, Point centre, const RingMeasure& measure,
                        const std::string& figure, const std::string& caption) {
  TextStyle style = type::kCounterTime.with_size(measure.figure, measure.figure);
  const double room = measure.diameter - 2 * measure.stroke - 2 * kTickDistance;
  style = fit(canvas.measurer(), figure, style, room - 2 * kTickLength);
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

void append_arc(std::vector<Vertex>& out, const Arc& arc, double feather) {
  // Half of the soft edge lies inside the shape and half outside, so that its weight is right.
  const double half = feather / 2;
  const std::array<double, 4> radii{arc.outer_radius + half, arc.outer_radius - half,
                                    arc.inner_radius + half,
                                    std::max(0.0, arc.inner_radius - half)};
  const std::array<double, 4> solid{0, 1, 1, 0};
  const double soft = degrees_of(half, (arc.outer_radius + arc.inner_radius) / 2);
  const int steps = std::max(1, static_cast<int>(std::ceil((arc.to - arc.from) / kArcStep)));
  std::vector<std::pair<double, double>> rays{{arc.from - soft, 0}};
  for (int i = 0; i <= steps; ++i) {
    const double from = arc.from + soft;
    const double to = std::max(from, arc.to - soft);
    rays.emplace_back(from + (to - from) * i / steps, 1);
  }
  rays.emplace_back(arc.to + soft, 0);
  for (std::size_t i = 0; i + 1 < rays.size(); ++i) {
    const auto& [a, a_solid] = rays[i];
    const auto& [b, b_solid] = rays[i + 1];
    for (std::size_t r = 0; r + 1 < radii.size(); ++r) {
      append_quad(out, {{{on_circle(arc.centre, radii.at(r), a), solid.at(r) * a_solid},
                         {on_circle(arc.centre, radii.at(r), b), solid.at(r) * b_solid},
                         {on_circle(arc.centre, radii.at(r + 1), b), solid.at(r + 1) * b_solid},
                         {on_circle(arc.centre, radii.at(r + 1), a), solid.at(r + 1) * a_solid}}});
    }
  }
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
  draw_arcs(canvas, segments(centre, measure.diameter, measure.stroke, 1, gap), look.theme.track);
  draw_arcs(canvas,
            segments(centre, measure.diameter, measure.stroke, clock.elapsed_s / target, gap),
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
  draw_arcs(canvas, {{centre, outer, outer - stroke, 0, 360}}, look.theme.track);
  if (end > 0) {
    draw_arcs(canvas, {{centre, outer, outer - stroke, 0, end}}, look.theme.accent);
  }
  const double room = diameter - 2 * stroke;
  canvas.text_in(figure, {centre.x - room / 2, centre.y - room / 2, room, room},
                 style.with_tabular(false), look.theme.ink, Align::kCentre);
}

void time_disc(Canvas& canvas, const Look& look, Point centre, const RingMeasure& measure,
               Colour fill, const std::string& figure, const std::string& caption) {
  canvas.fill_disc(centre, measure.diameter, fill);
  figure_and_caption(canvas, look, centre, measure, figure, caption);
}

}  // namespace antre::ui
