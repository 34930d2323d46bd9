// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

constexpr double kFrameStroke = 8;
/// A wide number may come nearer to the edges than the margins, before it gets smaller.
constexpr double kLeastMargin = 24;
constexpr double kBaselineUp = 39;  ///< from the panel's bottom to the number's baseline
constexpr double kCapital = 305;
constexpr double kLeastCounter = 100;  ///< of the counter's name: seven metres on 43 inches

/// In one line, or in two smaller ones that stand a little higher.
void draw_service(const Paint& paint, const std::string& service, const Rect& box) {
  auto& canvas = paint.canvas;
  const auto colour = paint.theme().on_deep2;
  const auto& style = type::kDisplayLabel;
  constexpr ui::TextStyle kTwoLines = type::kDisplaySmall.with_font(ui::Font::kMedium);
  if (ui::fit(canvas.measurer(), service, style, box.width).size >= kTwoLines.size) {
    canvas.text_in(service, box, style, colour, Align::kRight);
    return;
  }
  const double height = 2 * kTwoLines.line;
  canvas.paragraph(service, {box.x, box.bottom() + ui::kS1 - height, box.width, height}, kTwoLines,
                   colour, Align::kRight, 2);
}

void draw_panel(const Paint& paint, const ShownCall& call, double opacity) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const Rect& panel = paint.at.panel;
  const double margin = paint.at.margin;
  const auto& style = type::kDisplayLabel;
  canvas.fill_rect(paint.bleed(panel), theme.deep);

  const double label_top = panel.y + (paint.at.upright ? 48 : 32);
  const auto label = paint.words.text(call.recall ? "display.recall" : "display.number");
  const double label_width = canvas.text_width(label, style);
  const double inside = panel.width - 2 * margin;
  canvas.text(label, {panel.x + margin, label_top}, style, theme.on_deep);
  const double left = panel.x + margin + label_width + ui::kS5;
  draw_service(paint, call.service,
               {left, label_top, panel.x + margin + inside - left, style.line});

  // The number stands where its picture does and shares what height there is more.
  const double baseline_up =
      paint.at.upright ? 64 : kBaselineUp + std::max(0.0, (panel.height - 464) / 2);
  const double baseline = panel.bottom() - baseline_up;
  auto number_style = type::kDisplayNumber;
  double x = panel.x + margin;
  double width = inside;
  // The pen's way less the white before the first stem and after the last.
  const double wanted = canvas.text_width(call.number, number_style) -
                        2 * canvas.measurer().left_bearing(call.number, number_style);
  if (wanted > inside) {
    width = std::min(wanted, panel.width - 2 * kLeastMargin);
    x = panel.x + (panel.width - width) / 2;
    const auto fitted = ui::fit(canvas.measurer(), call.number, number_style, width);
    const double smaller = kCapital * (1 - fitted.size / number_style.size);
    const ui::OpacityScope scope(canvas, opacity);
    draw_number(canvas, call.number, {x, baseline - smaller / 2}, width, number_style,
                theme.on_deep);
    return;
  }
  const ui::OpacityScope scope(canvas, opacity);
  draw_number(canvas, call.number, {x, baseline}, width, number_style, theme.on_deep);
}

void draw_band(const Paint& paint, const ShownCall& call) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const Rect& band = paint.at.band;
  const double margin = paint.at.margin;
  canvas.fill_rect(paint.bleed(band), theme.way);
  const double top = band.y + (paint.at.upright ? 16 : 8);
  constexpr double kArrow = 158;
  const bool arrow = !call.direction.empty();
  const double width = band.width - 2 * margin - (arrow ? kArrow + ui::kS5 : 0);
  const auto style =
      paint.at.upright ? type::kDisplayCounter.with_size(160, 160) : type::kDisplayCounter;
  // A name so long that it could not be read from afar is said above, and its number large.
  const bool readable =
      ui::fit(canvas.measurer(), call.counter, style, width).size >= kLeastCounter;
  auto go = paint.words.text("display.go_to");
  auto counter = call.counter;
  if (!readable) {
    go += " " + call.counter;
    counter = paint.words.text("display.counters_short") + " " + std::to_string(call.counter_id);
  }
  const Rect line{band.x + margin, top, width, kGoStyle.line};
  canvas.text_in(go, line, kGoStyle, theme.on_way);
  const double baseline = band.bottom() - (paint.at.upright ? 38 : 31);
  draw_number(canvas, counter, {band.x + margin, baseline}, width, style, theme.on_way);
  draw_arrow(canvas, call.direction,
             {band.right() - margin - kArrow, band.centre().y - kArrow / 2, kArrow, kArrow},
             theme.on_way);
}

}  // namespace

void draw_call(const Paint& paint, const ShownCall& call, double opacity, bool framed) {
  draw_panel(paint, call, opacity);
  draw_band(paint, call);
  const auto& theme = paint.theme();
  const Rect& panel = paint.at.panel;
  if (framed) {
    auto& canvas = paint.canvas;
    canvas.fill_rect({panel.x, panel.y, panel.width, kFrameStroke}, theme.way);
    canvas.fill_rect({panel.x, panel.y, kFrameStroke, panel.height}, theme.way);
    canvas.fill_rect({panel.right() - kFrameStroke, panel.y, kFrameStroke, panel.height},
                     theme.way);
  }
}

}  // namespace antre::display
