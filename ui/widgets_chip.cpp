// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "ui/widgets.hpp"

namespace antre::ui {
namespace {

// A chip is drawn for 13 px and grows with its text.
double unit(const Chip& chip) {
  return chip.style.size / type::kCounterChip.size;
}

constexpr double kPadding = 8;
constexpr double kIcon = 16;
constexpr double kIconGap = 6;

struct Paint {
  Colour fill, text;
};

Paint paint_of(const Theme& theme, ChipKind kind) {
  switch (kind) {
    case ChipKind::kOutline:
      return {theme.surface, theme.ink};
    case ChipKind::kWay:
      return {theme.way, theme.on_way};
    case ChipKind::kGood:
      return {theme.good_tint, theme.good};
    case ChipKind::kAmber:
      return {theme.amber_tint, theme.amber_text};
    case ChipKind::kRed:
      return {theme.red, theme.on_red};
    case ChipKind::kSunk:
      return {theme.sunk, theme.ink2};
    case ChipKind::kTint:
      break;
  }
  return {theme.tint, theme.accent};
}

}  // namespace

double chip_height(const Chip& chip) {
  return std::round(24 * unit(chip));
}

double chip_width(Canvas& canvas, const Chip& chip) {
  const double icon = chip.icon.empty() ? 0 : kIcon + kIconGap;
  return std::ceil(canvas.text_width(chip.label, chip.style) + (2 * kPadding + icon) * unit(chip));
}

double chip(Canvas& canvas, const Look& look, Point at, const Chip& chip) {
  const Theme& theme = look.theme;
  const double u = unit(chip);
  const Rect rect{at.x, at.y, chip_width(canvas, chip), chip_height(chip)};
  const Paint paint = paint_of(theme, chip.kind);
  if (chip.kind == ChipKind::kOutline || (theme.high_contrast() && paint.fill == theme.surface)) {
    canvas.outline_round(rect, kR1 * u, look.strokes.hair, theme.edge, paint.fill);
  } else {
    canvas.fill_round(rect, kR1 * u, paint.fill);
  }
  double x = rect.x + kPadding * u;
  if (!chip.icon.empty()) {
    canvas.icon(chip.icon, {x, rect.centre().y - kIcon * u / 2, kIcon * u, kIcon * u}, paint.text);
    x += (kIcon + kIconGap) * u;
  }
  canvas.draw({chip.label,
               {x, rect.centre().y - chip.style.line / 2},
               chip.style,
               paint.text,
               Align::kLeft,
               rect});
  return rect.width;
}

}  // namespace antre::ui
