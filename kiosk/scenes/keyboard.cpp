// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/keyboard.hpp"

#include <algorithm>
#include <utility>

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kTrayWidthWide = 1048;
constexpr double kFootHeight = 112;
constexpr double kFootHeightLarge = 104;

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string capital_of(std::string_view text) {
  std::string capital(text);
  std::transform(capital.begin(), capital.end(), capital.begin(), [](char sign) {
    return sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
  });
  return capital;
}

/// The part of a text that is seen: it ends where the box does and has the caret in it.
struct Seen {
  std::string before;  ///< the caret
  std::string after;
};

Seen seen_part(Frame& frame, const std::string& text, std::size_t caret, const ui::TextStyle& style,
               double width) {
  Seen seen{text.substr(0, caret), text.substr(caret)};
  std::size_t first = 0;
  while (first < seen.before.size() &&
         frame.canvas.text_width(std::string_view(seen.before).substr(first), style) > width) {
    do {
      ++first;
    } while (first < seen.before.size() && continues(seen.before[first]));
  }
  seen.before.erase(0, first);
  while (!seen.after.empty() && frame.canvas.text_width(seen.before + seen.after, style) > width) {
    do {
      seen.after.pop_back();
    } while (!seen.after.empty() && continues(seen.after.back()));
    // Its first byte goes with the bytes that follow it.
    while (!seen.after.empty() &&
           (static_cast<unsigned char>(seen.after.back()) & 0xC0U) == 0xC0U) {
      seen.after.pop_back();
    }
  }
  return seen;
}

void draw_key(Frame& frame, const KeyCap& key, const Rect& rect) {
  const ui::Theme& theme = frame.theme();
  ui::ControlState state =
      frame.control(key.touch, rect, key.spoken.empty() ? key.label : key.spoken);
  state.press = key.held ? 1 : state.press;
  const bool pressed = state.press > 0.5;
  const bool main = key.kind == KeyKind::kMain;
  const ui::Colour rest = main                          ? theme.tint
                          : key.kind == KeyKind::kQuiet ? theme.paper
                                                        : theme.surface;
  if (state.focused) {
    ui::focus_ring(frame.canvas, frame.look, rect, ui::kR2);
  }
  const ui::Colour line = main || pressed         ? theme.accent
                          : theme.high_contrast() ? theme.edge
                                                  : theme.line;
  frame.canvas.outline_round(rect, ui::kR2, frame.look.outline(), line,
                             mix(rest, theme.accent, state.press));
  frame.canvas.control(rect, key.spoken.empty() ? key.label : key.spoken);
  const ui::Colour ink = pressed ? theme.on_accent : main ? theme.accent : theme.ink;
  if (key.label.empty()) {
    constexpr double kIcon = 44;
    frame.canvas.icon(
        key.icon, {rect.centre().x - kIcon / 2, rect.centre().y - kIcon / 2, kIcon, kIcon}, ink);
    return;
  }
  const bool letter = key.kind == KeyKind::kLetter && key.label.size() == 1;
  const ui::TextStyle style =
      letter ? ui::TextStyle{Font::kMedium, frame.large ? 46.0 : 36.0, 44}
             : ui::TextStyle{main ? Font::kSemiBold : Font::kMedium, frame.large ? 36.0 : 30.0, 40};
  frame.canvas.text_in(key.label, rect.inset(6, 0), style, ink, Align::kCentre);
}

}  // namespace

KeyCap letter_key(std::string_view text, bool capital, double width) {
  KeyCap key;
  key.touch = {Element::kKey, 0, std::string(text)};
  key.label = capital ? capital_of(text) : std::string(text);
  key.width = width;
  return key;
}

KeyRow letter_row(std::string_view letters, bool capital) {
  KeyRow row;
  for (const char letter : letters) {
    row.push_back(letter_key(std::string(1, letter), capital));
  }
  return row;
}

KeyCap backspace_key(const Frame& frame, double width) {
  KeyCap key;
  key.touch = {Element::kBackspace};
  key.icon = "bksp";
  key.spoken = frame.words.text("kiosk.keys.erase");
  key.width = width;
  key.kind = KeyKind::kQuiet;
  return key;
}

void draw_key_row(Frame& frame, const KeyRow& row, const Rect& rect) {
  double sum = 0;
  for (const KeyCap& key : row) {
    sum += key.width;
  }
  const double room = rect.width - kKeyGap * (static_cast<double>(row.size()) - 1);
  double x = rect.x;
  for (const KeyCap& key : row) {
    const double width = room * key.width / sum;
    draw_key(frame, key, {x, rect.y, width, rect.height});
    x += width + kKeyGap;
  }
}

void draw_keys(Frame& frame, const std::vector<KeyRow>& rows, const Rect& tray, double padding) {
  frame.canvas.fill_rect(tray, frame.theme().sunk);
  const auto n = static_cast<double>(rows.size());
  constexpr double kMost = 116;
  const double height = std::min(kMost, (tray.height - 2 * padding - kKeyGap * (n - 1)) / n);
  double y = tray.centre().y - (n * height + (n - 1) * kKeyGap) / 2;
  for (const KeyRow& row : rows) {
    draw_key_row(frame, row, {tray.x + 44, y, tray.width - 88, height});
    y += height + kKeyGap;
  }
}

void draw_field_label(Frame& frame, const Rect& box, const std::string& label,
                      const std::string& note) {
  const ui::TextStyle style = frame.type.label;
  const double y = box.y - 4 - style.line;
  frame.canvas.text(label, {box.x, y}, style, frame.theme().ink);
  const double x = box.x + frame.canvas.text_width(label + " ", style);
  const bool room = x + frame.canvas.text_width(note, style) <= box.right();
  if (!note.empty() && room) {
    frame.canvas.text(note, {x, y}, style.with_font(Font::kRegular), frame.theme().ink2);
  }
}

void draw_form_field(Frame& frame, const Rect& box, const FormField& field) {
  const ui::Theme& theme = frame.theme();
  const bool wrong = !field.error.empty();
  const ui::ControlState state = frame.control(field.touch, box, field.label + ". " + field.text);
  if (!field.label.empty()) {
    draw_field_label(frame, box, field.label, field.note);
  }
  if (state.focused) {
    ui::focus_ring(frame.canvas, frame.look, box, ui::kR3);
  }
  const bool strong = field.active || wrong || state.press > 0.5;
  const double stroke =
      strong ? std::max(frame.look.strokes.active, frame.look.outline()) : frame.look.outline();
  const ui::Colour line = wrong ? theme.red : strong ? theme.accent : theme.edge;
  frame.canvas.outline_round(box, ui::kR3, stroke, line, wrong ? theme.red_tint : theme.surface);
  frame.canvas.control(box, field.label);
  constexpr double kPadding = 24;
  const double x = box.x + kPadding;
  const double width = box.width - 2 * kPadding - frame.look.strokes.active;
  const Seen seen = seen_part(frame, field.text, field.caret, field.style, width);
  const double top = box.centre().y - field.style.line / 2;
  frame.canvas.draw(
      {seen.before + seen.after, {x, top}, field.style, theme.ink, Align::kLeft, box});
  if (field.active) {
    const double caret = x + frame.canvas.text_width(seen.before, field.style) + 1;
    frame.canvas.fill_rect(
        {caret, box.centre().y - field.style.size * 0.6, 3, field.style.size * 1.2}, theme.accent);
  }
  if (wrong) {
    const ui::TextStyle style = frame.type.label.with_font(Font::kSemiBold);
    frame.canvas.text_in(field.error, {box.x, box.bottom() + 2, box.width, style.line}, style,
                         theme.red);
  }
}

void draw_foot_buttons(Frame& frame, const Rect& rect, const FootButtons& buttons) {
  const double gap = frame.large ? 16 : 32;
  const ui::TextStyle style = frame.large ? frame.type.action.with_size(40, 48) : frame.type.action;
  double x = rect.x;
  if (!buttons.leave_label.empty()) {
    ui::OutlineButton leave;
    leave.label = buttons.leave_label;
    leave.icon = buttons.leave_icon;
    leave.icon_left = true;
    leave.icon_size = 40;
    leave.style = style.with_size(frame.large ? 40 : 34, 44);
    const double needs =
        frame.canvas.text_width(leave.label, leave.style) + (leave.icon.empty() ? 0 : 56) + 48;
    const Rect place{x, rect.y, std::max(290.0, needs), rect.height};
    ui::outline_button(frame.canvas, frame.look, place, leave,
                       frame.control(buttons.leave, place, leave.label));
    x = place.right() + gap;
  }
  ui::PrimaryButton main;
  main.label = buttons.main_label;
  main.icon = buttons.main_icon;
  main.style = style;
  const Rect place{x, rect.y, rect.right() - x, rect.height};
  ui::ControlState state;
  if (buttons.main_possible) {
    state = frame.control(buttons.main, place, main.label);
    ui::primary_button(frame.canvas, frame.look, place, main, state);
  }
}

TypingPlaces typing_places(const Frame& frame, double keys_height) {
  TypingPlaces p;
  const double w = frame.size.width;
  const double h = frame.size.height;
  const double m = frame.margin;
  const double bar = bar_height(frame);
  const double foot = frame.large ? kFootHeightLarge : kFootHeight;
  p.padding = frame.large ? 16 : 32;
  if (frame.wide) {
    const double x = w - kTrayWidthWide;
    p.foot = {x + 44, h - 40 - foot, kTrayWidthWide - 44 - m, foot};
    const double top = bar + (frame.large ? 208 : 164);
    p.tray = {x, top, kTrayWidthWide, p.foot.y - 28 - top};
    p.padding = 16;
    p.read = {x + 44, bar + 12, kTrayWidthWide - 44 - m, top - bar - 16};
    p.form = {m, bar + 24, x - m - 40, h - 40 - bar - 24};
    return p;
  }
  p.foot = {m, h - 48 - foot, w - 2 * m, foot};
  const double between = frame.large ? 12 : 32;
  p.tray = {0, p.foot.y - between - keys_height, w, keys_height};
  p.read = {m, bar + 24, w - 2 * m, p.tray.y - bar - 48};
  p.form = p.read;
  return p;
}

}  // namespace antre::kiosk
