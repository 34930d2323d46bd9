// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "display/scenes/paint.hpp"
#include "i18n/wording.hpp"
#include "ui/widgets.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

constexpr double kTickerIcon = 40;

/// Degrees clockwise from the drawing of the arrow, which points to the right.
std::optional<double> turn_of(const std::string& direction) {
  if (direction == "right") return 0;
  if (direction == "down") return 90;
  if (direction == "left") return 180;
  if (direction == "up") return 270;
  return std::nullopt;
}

}  // namespace

std::string clock_text(std::int64_t minute) {
  return i18n::time_of_day(minute * 60'000, 0);
}

std::string opening_text(const Paint& paint) {
  const auto& opening = paint.board.opens;
  if (!opening) return {};
  const auto time = i18n::time_of_day(std::int64_t{opening->minute_of_day} * 60'000, 0);
  const int days = opening->day.value - paint.board.date.value;
  if (days == 0) return paint.words.text("display.opens", time);
  const auto day = i18n::weekday_name(paint.words, i18n::weekday_of(opening->day));
  return paint.words.text("display.opens_on", day, time);
}

double draw_number(ui::Canvas& canvas, const std::string& number, ui::Point at, double width,
                   const ui::TextStyle& style, ui::Colour colour) {
  auto& measurer = canvas.measurer();
  const double white = 2 * measurer.left_bearing(number, style);
  const auto fitted = ui::fit(measurer, number, style, width + white);
  const double bearing = measurer.left_bearing(number, fitted);
  canvas.text(number, {at.x - bearing, at.y - ui::baseline_of(fitted, 0)}, fitted, colour);
  return measurer.width(number, fitted) - 2 * bearing;
}

std::string counter_text(const Paint& paint, const std::string& name, int id,
                         const ui::TextStyle& style, double width) {
  const auto fitted = ui::fit(paint.canvas.measurer(), name, style, width);
  if (fitted.size >= kSmallest) return name;
  return paint.words.text("display.counters_short") + " " + std::to_string(id);
}

void draw_arrow(ui::Canvas& canvas, const std::string& direction, const Rect& rect,
                ui::Colour colour) {
  if (const auto turn = turn_of(direction)) canvas.icon("right", rect, colour, *turn);
}

void draw_bar(const Paint& paint) {
  const bool upright = paint.at.upright;
  ui::TopBar bar;
  bar.mark = paint.board.logo;
  bar.name = paint.board.hall;
  bar.office = paint.board.office;
  if (!paint.board.zone.empty()) {
    // Which part of the hall this is comes first: the hall itself everybody knows.
    bar.name = paint.board.zone;
    bar.office = paint.board.hall;
  }
  bar.clock = clock_text(paint.board.minute);
  if (!upright) bar.date = i18n::long_date(paint.words, paint.board.date);
  bar.date_left_of_clock = true;
  bar.name_style = type::kDisplayName;
  bar.office_style = type::kDisplaySmall.with_size(30, 36);
  bar.clock_style = type::kDisplayClock;
  bar.date_style = type::kDisplayText.with_font(ui::Font::kRegular);
  bar.margin = paint.at.margin;
  paint.canvas.fill_rect(paint.bleed(paint.at.bar), paint.theme().surface);
  ui::top_bar(paint.canvas, paint.look, paint.at.bar, bar);
}

void draw_ticker(const Paint& paint, Ticker& ticker, ui::TimePoint now) {
  const auto& theme = paint.theme();
  const bool light = theme.name == ui::ThemeName::kLight;
  const auto back = light ? theme.ink : theme.sunk;
  const auto front = light ? theme.paper : theme.ink;
  const Rect& area = paint.at.ticker;
  auto& canvas = paint.canvas;
  canvas.fill_rect(paint.bleed(area), back);
  if (theme.high_contrast())
    canvas.fill_rect({area.x, area.y, area.width, ui::kHighContrastStroke}, theme.line);
  const double x = paint.at.margin;
  const double text_x = x + kTickerIcon + 28;
  const Rect line{text_x, area.y, area.right() - paint.at.margin - text_x, area.height};
  const auto& style = type::kDisplayText;
  ticker.set(paint.board.ticker, line.width, style, canvas.measurer(), now);
  const auto* page = ticker.page();
  if (page == nullptr) return;
  canvas.icon("info", {x, area.centre().y - kTickerIcon / 2, kTickerIcon, kTickerIcon}, front);
  const double top = area.centre().y - style.line / 2;
  const double change = ticker.change(now);
  if (change >= 1 && page->width <= line.width) {
    canvas.draw({page->text, {text_x, top}, style, front, Align::kLeft, line});
    return;
  }
  const ui::ClipScope clip(canvas, line);
  canvas.text(page->text, {text_x - ticker.moved(now), top + (1 - change) * area.height}, style,
              front);
  if (const auto* before = ticker.page_before(); before != nullptr && change < 1) {
    // A message that has moved ends with its last words in sight.
    const double moved = std::max(0.0, before->width - line.width);
    canvas.text(before->text, {text_x - moved, top - change * area.height}, style, front);
  }
}

}  // namespace antre::display
