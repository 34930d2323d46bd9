// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace antre::ui {
namespace {

bool pressed(const ControlState& state) {
  return state.press > 0.5;
}

// What stands on something whose fill fades between two colours takes the nearer one at once:
// a mixed text colour would be unreadable half-way.
Colour turn(const ControlState& state, Colour rest, Colour press) {
  return pressed(state) ? press : rest;
}

Colour outline_colour(const Look& look, Colour calm) {
  return look.theme.high_contrast() ? look.theme.edge : calm;
}

}  // namespace

void focus_ring(Canvas& canvas, const Look& look, const Rect& rect, double radius) {
  const double step = look.strokes.focus;
  const Theme& theme = look.theme;
  canvas.fill_round(rect.inset(-3 * step), radius + 3 * step, theme.ink);
  canvas.fill_round(rect.inset(-2 * step), radius + 2 * step, theme.way);
  canvas.fill_round(rect.inset(-step), radius + step, theme.paper);
}

void key_cap(Canvas& canvas, const Rect& rect, std::string_view key, const TextStyle& style,
             Colour line, Colour inside, Colour text) {
  canvas.outline_round(rect, kR1, 1, line, inside);
  canvas.text_in(key, rect.inset(8, 0), style, text, Align::kCentre);
}

void primary_button(Canvas& canvas, const Look& look, const Rect& rect, const PrimaryButton& button,
                    const ControlState& state) {
  const Theme& theme = look.theme;
  Colour text = theme.on_accent;
  Colour fill = mix(theme.accent, theme.accent_press, state.press);
  if (state.disabled) {
    text = theme.disabled;
    fill = theme.paper;
    canvas.outline_round(rect, button.radius, look.outline(), theme.line, fill);
  } else {
    if (state.focused) {
      focus_ring(canvas, look, rect, button.radius);
    } else if (theme.shadows() && !pressed(state) && look.strokes.hair > 1) {
      canvas.shadow(rect, button.radius, ShadowKind::kLow, theme.ink);
    }
    canvas.fill_round(rect, button.radius, fill);
    canvas.control(rect, button.label);
  }
  const bool at_left = !button.key.empty() || !button.second_line.empty();
  const double margin = std::min(kS3, rect.height / 3);
  Rect room = rect.inset(margin, 0);
  if (!button.key.empty()) {
    const double width = canvas.text_width(button.key, type::kCounterBodyStrong) + 2 * 11;
    const Rect cap{room.right() - width + 8, rect.centre().y - 16, width, 32};
    key_cap(canvas, cap, button.key, type::kCounterBodyStrong, text, fill, text);
    room.width = cap.x - kS1 - room.x;
  }
  const double icon = button.icon.empty() ? 0 : button.style.line;
  const double icon_room = button.icon.empty() ? 0 : icon + kS2;
  TextStyle style = fit(canvas.measurer(), button.label, button.style, room.width - icon_room);
  const double second = button.second_line.empty() ? 0 : button.second_style.line;
  double top = rect.centre().y - (style.line + second) / 2;
  const double width = canvas.text_width(button.label, style) + icon_room;
  double x = at_left ? room.x : room.centre().x - width / 2;
  if (icon > 0) {
    canvas.icon(button.icon, {x, top, icon, icon}, text);
    x += icon_room;
  }
  canvas.draw({button.label, {x, top}, style, text, Align::kLeft, rect});
  if (second > 0) {
    top += style.line;
    const double left = room.right() - x;
    canvas.draw({button.second_line,
                 {x, top},
                 fit(canvas.measurer(), button.second_line, button.second_style, left),
                 text,
                 Align::kLeft,
                 rect});
  }
}

void outline_button(Canvas& canvas, const Look& look, const Rect& rect, const OutlineButton& button,
                    const ControlState& state) {
  const Theme& theme = look.theme;
  const Colour rest = state.disabled ? theme.paper : theme.surface;
  const Colour fill = mix(rest, theme.accent, state.disabled ? 0 : state.press);
  if (state.focused && !state.disabled) {
    focus_ring(canvas, look, rect, button.radius);
  } else if (theme.shadows() && !pressed(state) && !state.disabled && look.strokes.hair > 1) {
    canvas.shadow(rect, button.radius, ShadowKind::kLow, theme.ink);
  }
  const Colour line = state.disabled ? theme.line : turn(state, theme.edge, theme.accent);
  canvas.outline_round(rect, button.radius, look.outline(), line, fill);
  if (!state.disabled) {
    canvas.control(rect, button.label);
  }
  const Colour icon = state.disabled ? theme.disabled : turn(state, theme.accent, theme.on_accent);
  const Colour text = state.disabled ? theme.disabled : turn(state, theme.ink, theme.on_accent);
  if (!button.key.empty()) {
    canvas.text(button.key, {rect.right() - 8, rect.y + 3}, type::kCounterKey,
                state.disabled ? theme.disabled : turn(state, theme.ink2, theme.on_accent),
                Align::kRight);
  }
  const double gap = button.icon_left ? kS2 : std::min(kS1, button.icon_size / 4);
  const double pad = std::min(kS2, rect.height / 12);
  if (button.icon.empty()) {
    canvas.text_in(button.label, rect.inset(pad, 0), button.style, text, Align::kCentre);
  } else if (button.icon_left) {
    const double room = rect.width - 2 * pad - button.icon_size - gap;
    const TextStyle style = fit(canvas.measurer(), button.label, button.style, room);
    const double width = button.icon_size + gap + canvas.text_width(button.label, style);
    const double x = rect.centre().x - width / 2;
    canvas.icon(button.icon,
                {x, rect.centre().y - button.icon_size / 2, button.icon_size, button.icon_size},
                icon);
    canvas.draw({button.label,
                 {x + button.icon_size + gap, rect.centre().y - style.line / 2},
                 style,
                 text,
                 Align::kLeft,
                 rect});
  } else {
    const double height = button.icon_size + gap + button.style.line;
    const double top = rect.centre().y - height / 2 + (button.key.empty() ? 0 : 2);
    canvas.icon(button.icon,
                {rect.centre().x - button.icon_size / 2, top, button.icon_size, button.icon_size},
                icon);
    canvas.text_in(
        button.label,
        {rect.x + pad, top + button.icon_size + gap, rect.width - 2 * pad, button.style.line},
        button.style, text, Align::kCentre);
  }
}

CardColours card(Canvas& canvas, const Look& look, const Rect& rect, const ControlState& state,
                 double radius, std::string_view control) {
  const Theme& theme = look.theme;
  const bool inverted = pressed(state) && !state.disabled;
  const Colour fill = mix(theme.surface, theme.accent, state.disabled ? 0 : state.press);
  if (state.focused) {
    focus_ring(canvas, look, rect, radius);
  } else if (theme.shadows() && !inverted) {
    canvas.shadow(rect, radius, ShadowKind::kLow, theme.ink);
  }
  canvas.outline_round(rect, radius, look.outline(),
                       inverted ? theme.accent : outline_colour(look, theme.line), fill);
  if (!control.empty()) {
    canvas.control(rect, control);
  }
  if (state.disabled) {
    // What cannot be had is still read: only its picture is pale.
    return {fill, theme.ink2, theme.ink2, theme.sunk, theme.disabled};
  }
  if (inverted) {
    return {fill, theme.on_accent, theme.on_accent, theme.on_accent, theme.accent};
  }
  return {fill, theme.ink, theme.ink2, theme.accent, theme.on_accent};
}

void panel(Canvas& canvas, const Look& look, const Rect& rect, double radius) {
  canvas.outline_round(rect, radius, look.outline(), outline_colour(look, look.theme.line),
                       look.theme.surface);
}

void icon_box(Canvas& canvas, const Rect& rect, std::string_view icon, double icon_size, Colour box,
              Colour on_box, double radius) {
  canvas.fill_round(rect, radius, box);
  canvas.icon(
      icon,
      {rect.centre().x - icon_size / 2, rect.centre().y - icon_size / 2, icon_size, icon_size},
      on_box);
}

void letter_tile(Canvas& canvas, const Look& look, const Rect& rect, std::string_view letter,
                 TileKind kind) {
  const Theme& theme = look.theme;
  const double radius = std::min(kR2, rect.height / 5);
  Colour text = theme.on_accent;
  if (kind == TileKind::kOutline) {
    canvas.outline_round(rect, radius, look.outline(), theme.edge, theme.surface);
    text = theme.ink;
  } else {
    const bool stale = kind == TileKind::kStale;
    canvas.fill_round(rect, radius, stale ? theme.ink2 : theme.accent);
    text = stale ? theme.surface : theme.on_accent;
  }
  const double size = std::round(rect.height * 0.68);
  canvas.text_in(letter, rect.inset(rect.width / 12, 0), {Font::kDisplayBold, size, rect.height},
                 text, Align::kCentre);
}

void strip(Canvas& canvas, const Look& look, const Rect& rect, const Strip& strip) {
  const Theme& theme = look.theme;
  struct Paint {
    Colour fill, text, icon;
  };
  const auto paint = [&theme](StripKind kind) -> Paint {
    switch (kind) {
      case StripKind::kWay:
        return {theme.way, theme.on_way, theme.on_way};
      case StripKind::kAmber:
        return {theme.amber_tint, theme.amber_text, theme.amber};
      case StripKind::kRed:
        return {theme.red, theme.on_red, theme.on_red};
      case StripKind::kGood:
        return {theme.good_tint, theme.good, theme.good};
      case StripKind::kSunk:
        return {theme.sunk, theme.ink2, theme.ink2};
      case StripKind::kTint:
        break;
    }
    return {theme.tint, theme.ink, theme.ink};
  }(strip.kind);
  if (theme.high_contrast() && paint.fill == theme.surface) {
    canvas.outline_round(rect, 0, kHighContrastStroke, theme.line, paint.fill);
  } else {
    canvas.fill_rect(rect, paint.fill);
  }
  double x = rect.x + strip.padding;
  if (!strip.icon.empty()) {
    const double size = strip.icon_size;
    canvas.icon(strip.icon, {x, rect.centre().y - size / 2, size, size}, paint.icon);
    x += size + std::max(10.0, size / 2);
  }
  const double width = rect.right() - strip.padding - x;
  const auto lines = wrap(canvas.measurer(), strip.text, strip.style, width, 2);
  const double height = strip.style.line * static_cast<double>(lines.size());
  canvas.paragraph(strip.text, {x, rect.centre().y - height / 2, width, height}, strip.style,
                   paint.text, Align::kLeft, 2);
}

}  // namespace antre::ui
