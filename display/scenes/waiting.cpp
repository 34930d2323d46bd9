// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "display/scenes/paint.hpp"
#include "ui/widgets.hpp"

namespace antre::display {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr double kTile = 48;
constexpr double kTileLarge = 64;
constexpr double kNamedHeight = 124;  // letter and name above the count
constexpr double kLabelGap = 14;
constexpr double kRuleGap = 48;  // from a column's text to the rule, where there is room
constexpr double kLeastGap = 24;
constexpr double kAfterRule = 29;  // from the rule to the next column
constexpr ui::TextStyle kLabel = type::kDisplaySmall.with_font(ui::Font::kMedium);
constexpr ui::TextStyle kLargeCount = type::kDisplayCount.with_size(72, 72);

ui::TileKind kind_of(const Paint& paint) {
  return paint.away() ? ui::TileKind::kStale : ui::TileKind::kFilled;
}

void draw_rule(const Paint& paint, double x, double top, double bottom) {
  const double hair = paint.look.strokes.hair;
  paint.canvas.fill_rect({x - hair / 2, top, hair, bottom - top}, paint.theme().line);
}

/// A text with its baseline at `baseline`.
void draw_on(ui::Canvas& canvas, const std::string& text, ui::Point at, const ui::TextStyle& style,
             ui::Colour colour) {
  canvas.text(text, {at.x, at.y - ui::baseline_of(style, 0)}, style, colour);
}

/// Letter, name and count of each service; false if that is wider than the area (nothing drawn).
bool draw_named(const Paint& paint, const Rect& area) {
  auto& canvas = paint.canvas;
  const auto unit = paint.words.text("display.waiting");
  const auto& lines = paint.board.waiting;
  std::vector<double> widths;
  for (const auto& line : lines) {
    const double name = kTile + kLabelGap + canvas.text_width(line.name, kLabel);
    const double count = canvas.text_width(std::to_string(line.waiting), type::kDisplayCount) +
                         ui::kS2 + canvas.text_width(unit, type::kDisplaySmall);
    widths.push_back(std::max(name, count));
  }
  const auto gaps = static_cast<double>(lines.size() - 1);
  const double used = std::accumulate(widths.begin(), widths.end(), 0.0);
  const double spare = area.width - used - gaps * (kLeastGap + kAfterRule);
  if (spare < 0) return false;
  // What is over is shared up to a point, so that two services do not stand far apart.
  const double gap = gaps > 0 ? kLeastGap + std::min(spare / gaps, 2 * kRuleGap) : 0;
  double x = area.x;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    ui::letter_tile(canvas, paint.look, {x, area.y, kTile, kTile}, line.letter, kind_of(paint));
    canvas.text(line.name, {x + kTile + kLabelGap, area.y + (kTile - kLabel.line) / 2}, kLabel,
                paint.ink());
    const auto count = std::to_string(line.waiting);
    const double baseline = area.y + 116;
    draw_on(canvas, count, {x, baseline}, type::kDisplayCount, paint.ink());
    draw_on(canvas, unit, {x + canvas.text_width(count, type::kDisplayCount) + ui::kS2, baseline},
            type::kDisplaySmall, paint.theme().ink2);
    x += widths[i] + gap;
    if (i + 1 < lines.size()) draw_rule(paint, x, area.y, area.y + kNamedHeight);
    x += kAfterRule;
  }
  return true;
}

/// Letter and count of each service in equal columns, in two lines where there are many. Returns
/// where they end.
double draw_tiles(const Paint& paint, const Rect& area) {
  auto& canvas = paint.canvas;
  const auto& lines = paint.board.waiting;
  constexpr double kLeastColumn = 168;
  const auto count = static_cast<double>(lines.size());
  const double fit = std::max(1.0, std::floor(area.width / kLeastColumn));
  const double rows = std::clamp(std::ceil(count / fit), 1.0, 2.0);
  const double columns = std::ceil(count / rows);
  const double width = area.width / columns;
  const double height = std::max(area.height / rows, 56.0);
  const double tile = rows > 1 ? kTile : kTileLarge;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto index = static_cast<double>(i);
    const double line = std::floor(index / columns);
    const double column = index - line * columns;
    const double x = area.x + column * width;
    const double middle = area.y + (line + 0.5) * height;
    ui::letter_tile(canvas, paint.look, {x, middle - tile / 2, tile, tile}, lines[i].letter,
                    kind_of(paint));
    const auto style = rows > 1 ? type::kDisplayHistory : kLargeCount;
    const double text_x = x + tile + 20;
    canvas.text_in(std::to_string(lines[i].waiting),
                   {text_x, middle - style.line / 2, x + width - 24 - text_x, style.line}, style,
                   paint.ink());
    if (column > 0) draw_rule(paint, x - 29, middle - tile / 2 - 6, middle + tile / 2 + 6);
  }
  return area.y + rows * height;
}

/// The quiet line between the waiting numbers and the ticker: attainment and whole wait together.
void draw_attainment(const Paint& paint, double top) {
  if (!paint.board.attainment) return;
  const auto& today = *paint.board.attainment;
  const auto text =
      paint.words.text("display.attainment", today.percent, today.target_min, today.wait_min);
  constexpr double kIcon = 36;
  constexpr double kLine = 40;
  const Rect& area = paint.at.waiting;
  const double y = std::min(top, paint.at.ticker.y - kLine - 2);
  paint.canvas.icon("clock", {area.x, y + (kLine - kIcon) / 2, kIcon, kIcon}, paint.theme().accent);
  const double x = area.x + kIcon + ui::kS2;
  paint.canvas.text_in(text, {x, y, area.right() - x, kLine}, type::kDisplaySmall,
                       paint.theme().ink2);
}

/// Nobody waits in a closed hall: where counts would stand, when it opens again.
void draw_opening(const Paint& paint, const std::string& text) {
  auto& canvas = paint.canvas;
  const Rect& area = paint.at.waiting;
  const double middle = area.y + kNamedHeight / 2;
  canvas.icon("clock", {area.x, middle - kTileLarge / 2, kTileLarge, kTileLarge},
              paint.theme().accent);
  const double x = area.x + kTileLarge + ui::kS4;
  constexpr double kLine = 84;  // has room for what hangs below it
  const auto wanted = type::kDisplayCount.with_size(kTileLarge, kLine).with_tabular(false);
  const auto style = ui::fit(canvas.measurer(), text, wanted, area.right() - x);
  canvas.text_in(text, {x, middle - style.line / 2, area.right() - x, style.line}, style,
                 paint.ink());
}

}  // namespace

void draw_waiting(const Paint& paint) {
  auto& canvas = paint.canvas;
  const Rect& area = paint.at.waiting;
  const double top = paint.at.upright ? paint.at.earlier.shown ? paint.at.earlier.area.bottom()
                                                               : paint.at.counters.area.bottom()
                                      : paint.at.band.bottom();
  canvas.fill_rect(paint.bleed({0, top, paint.at.band.width, paint.at.ticker.y - top}),
                   paint.at.upright ? paint.theme().surface : paint.theme().paper);
  if (paint.at.upright) {
    const double hair = paint.look.strokes.hair;
    canvas.fill_rect({area.x, top, area.width, hair}, paint.theme().line);
  }
  constexpr double kBelow = 12;
  if (const auto opens = opening_text(paint); !opens.empty()) {
    draw_opening(paint, opens);
    draw_attainment(paint, area.y + kNamedHeight + kBelow);
    return;
  }
  if (paint.board.waiting.empty()) {
    draw_attainment(paint, area.y + kNamedHeight + kBelow);
    return;
  }
  if (!paint.at.tiles_only && draw_named(paint, area)) {
    draw_attainment(paint, area.y + kNamedHeight + kBelow);
    return;
  }
  const auto heading = paint.words.text("display.waiting_heading");
  if (paint.at.upright) {
    canvas.text(heading, {area.x, area.y - 52}, kHeadingStyle, paint.theme().ink2);
    draw_attainment(paint, draw_tiles(paint, area) + kBelow);
    return;
  }
  canvas.text(heading, {area.x, area.y - 10}, kHeadingStyle, paint.theme().ink2);
  draw_attainment(paint, draw_tiles(paint, {area.x, area.y + 36, area.width, 88}) + kBelow);
}

}  // namespace antre::display
