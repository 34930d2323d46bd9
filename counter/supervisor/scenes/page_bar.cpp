// SPDX-License-Identifier: Apache-2.0
// The hall, who looks at it, and the figures of the day. Attainment is never shown without the
// whole wait beside it.
#include <fmt/format.h>

#include "counter/supervisor/scenes/page.hpp"
#include "i18n/wording.hpp"

namespace antre::counter::supervisor {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr std::int64_t kSecondMs = 1'000;

/// A figure over what it counts, with its right edge at `right`; returns its left edge.
double figure(PageFrame& frame, double right, const std::string& value, const std::string& label) {
  auto& canvas = frame.canvas;
  const auto style = type::kCounterRow.with_size(24, 30);
  const double width =
      std::max(canvas.text_width(value, style), canvas.text_width(label, type::kCounterSmall));
  canvas.text(value, {right, 12}, style, frame.theme().ink, Align::kRight);
  canvas.text(label, {right, 44}, type::kCounterSmall, frame.theme().ink2, Align::kRight);
  return right - width;
}

}  // namespace

void draw_page_bar(PageFrame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const double width = frame.size.width;
  canvas.fill_rect({0, 0, width, kPageBar}, theme.surface);
  canvas.fill_rect({0, kPageBar - 1, width, 1}, theme.line);
  const std::string clock = frame.time_at_wall(frame.model.wall_ms(frame.now));
  const auto clock_style = type::kCounterClock.with_size(30, 36);
  double right = width - kPageMargin;
  canvas.text(clock, {right, 18}, clock_style, theme.ink, Align::kRight);
  right -= canvas.text_width(clock, clock_style) + 40;
  const bool online = frame.model.link() == Link::kOnline;
  canvas.icon(online ? "link" : "linkoff", {right, 24, 24, 24}, online ? theme.ink2 : theme.red);
  right -= 28;
  if (const HallView* view = frame.model.view()) {
    const ViewCounts& today = view->today;
    const std::string none = "–";
    right = figure(frame, right, std::to_string(view->open_misses),
                   frame.words.text("supervisor.figure.misses")) -
            32;
    right = figure(frame, right, std::to_string(frame.model.overview().waiting),
                   frame.words.text("supervisor.figure.waiting")) -
            32;
    right = figure(frame, right,
                   today.started > 0 ? i18n::running_time(today.wait_ms / today.started / kSecondMs)
                                     : none,
                   frame.words.text("supervisor.figure.wait")) -
            32;
    const int clocks = today.met + today.missed;
    right = figure(frame, right, clocks > 0 ? fmt::format("{} / {}", today.met, clocks) : none,
                   frame.words.text("supervisor.figure.met", view->hall.target.target_s / 60)) -
            32;
  }
  ui::icon_box(canvas, {kPageMargin, 16, 40, 40}, "hall", 24, theme.accent, theme.on_accent,
               ui::kR2);
  const double x = kPageMargin + 56;
  draw_name(canvas, frame.hall_name(), {x, 12, right - x, 28}, type::kCounterHead, theme.ink);
  draw_name(canvas, frame.words.text("supervisor.who", frame.name), {x, 42, right - x, 18},
            type::kCounterText, theme.ink2);
}

}  // namespace antre::counter::supervisor
