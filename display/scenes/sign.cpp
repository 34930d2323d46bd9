// SPDX-License-Identifier: Apache-2.0
#include "display/scenes/sign.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "display/scenes/paint.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

constexpr double kSide = 480;
constexpr double kMargin = 32;
constexpr double kFrameStroke = 8;
/// From this shape on counter and number stand beside each other.
constexpr double kWide = 2.4;
constexpr ui::TextStyle kCounter{ui::Font::kDisplayBold, 80, 88};
constexpr ui::TextStyle kWideCounter{ui::Font::kDisplayBold, 128, 136};
constexpr ui::TextStyle kService{ui::Font::kDisplaySemiBold, 44, 52};
constexpr ui::TextStyle kGo{ui::Font::kMedium, 34, 40};
constexpr ui::TextStyle kWord{ui::Font::kDisplayBold, 144, 180};

/// Where the two parts of the sign stand: whose it is, and what is there now.
struct Parts {
  Rect head;
  Rect hero;
  bool wide = false;
};

Parts parts_of(ui::Size size) {
  Parts parts;
  parts.wide = size.width > size.height * kWide;
  if (parts.wide) {
    const double left = std::round(size.width * 0.36);
    parts.head = {0, 0, left, size.height};
    parts.hero = {left, 0, size.width - left, size.height};
    return parts;
  }
  constexpr double kHead = 144;
  parts.head = {0, 0, size.width, kHead};
  parts.hero = {0, kHead, size.width, size.height - kHead};
  return parts;
}

std::string word_of(const SignPaint& paint) {
  const auto& words = paint.words;
  switch (paint.sign.state) {
    case RowState::kBreak:
      return words.text("display.sign.break");
    case RowState::kClosed:
      return words.text("display.sign.closed");
    case RowState::kBusy:
      return words.text("display.sign.busy");
    case RowState::kFree:
    case RowState::kNumber:
      break;
  }
  return words.text("display.sign.free");
}

const char* icon_of(RowState state) {
  switch (state) {
    case RowState::kBreak:
      return "break";
    case RowState::kClosed:
      return "moon";
    case RowState::kBusy:
      return "person";
    case RowState::kFree:
    case RowState::kNumber:
      break;
  }
  return "check";
}

/// Whose sign it is; while its number is called, that the visitor comes here.
void draw_head(const SignPaint& paint, const Parts& parts) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.look.theme;
  const auto& sign = paint.sign;
  const Rect& head = parts.head;
  const bool called = sign.called && !paint.away;
  const auto back = called ? theme.way : paint.away ? theme.sunk : theme.surface;
  const auto front = called ? theme.on_way : paint.away ? theme.ink2 : theme.ink;
  canvas.fill_rect(head, back);
  const double hair = paint.look.outline();
  if (parts.wide)
    canvas.fill_rect({head.right() - hair, head.y, hair, head.height}, theme.line);
  else
    canvas.fill_rect({head.x, head.bottom() - hair, head.width, hair}, theme.line);
  auto above = std::string();
  if (called) above = paint.words.text(sign.recall ? "display.recall" : "display.go_to");
  if (paint.away) above = paint.words.text("display.offline");
  const double width = head.width - 2 * kMargin;
  const auto& style = parts.wide ? kWideCounter : kCounter;
  const double height = style.line + (above.empty() ? 0 : kGo.line);
  double y = head.centre().y - height / 2;
  if (!above.empty()) {
    canvas.text_in(above, {head.x + kMargin, y, width, kGo.line}, kGo, front);
    y += kGo.line;
  }
  canvas.text_in(sign.counter, {head.x + kMargin, y, width, style.line}, style, front);
}

/// The number as large as its place allows, its service under it.
void draw_number_of(const SignPaint& paint, const Rect& hero) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.look.theme;
  const auto& sign = paint.sign;
  const bool called = sign.called && !paint.away;
  canvas.fill_rect(hero, called ? theme.deep : paint.away ? theme.sunk : theme.surface);
  const auto front = called ? theme.on_deep : paint.away ? theme.ink2 : theme.ink;
  const double inside = hero.width - 2 * kMargin;
  const double service = sign.service.empty() ? 0 : kService.line + ui::kS2;
  const double room = hero.height - service - 2 * ui::kS3;
  const double capital = ui::metrics_of(ui::Font::kDisplayBold).capital;
  const auto tallest = ui::TextStyle{ui::Font::kDisplayBold, room / capital, room};
  auto& measurer = canvas.measurer();
  const double white = 2 * measurer.left_bearing(sign.number, tallest);
  const auto style = ui::fit(measurer, sign.number, tallest, inside + white);
  const double height = style.size * capital;
  const double baseline = hero.y + ui::kS3 + (room + height) / 2;
  const double width =
      measurer.width(sign.number, style) - 2 * measurer.left_bearing(sign.number, style);
  {
    const ui::OpacityScope pulse(canvas, paint.opacity);
    draw_number(canvas, sign.number, {hero.centre().x - width / 2, baseline}, inside, style, front);
  }
  if (!sign.service.empty()) {
    const Rect line{hero.x + kMargin, hero.bottom() - ui::kS3 - kService.line, inside,
                    kService.line};
    canvas.text_in(sign.service, line, kService, called ? theme.on_deep2 : theme.ink2,
                   Align::kCentre);
  }
  if (paint.framed && called) {
    canvas.fill_rect({hero.x, hero.y, hero.width, kFrameStroke}, theme.way);
    canvas.fill_rect({hero.x, hero.bottom() - kFrameStroke, hero.width, kFrameStroke}, theme.way);
    canvas.fill_rect({hero.x, hero.y, kFrameStroke, hero.height}, theme.way);
    canvas.fill_rect({hero.right() - kFrameStroke, hero.y, kFrameStroke, hero.height}, theme.way);
  }
}

/// Nobody with a number is here: what is the matter, in a word and a picture, and what is done
/// here.
void draw_word_of(const SignPaint& paint, const Rect& hero) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.look.theme;
  const auto& sign = paint.sign;
  const bool open = sign.state == RowState::kFree || sign.state == RowState::kBusy;
  canvas.fill_rect(hero, paint.away ? theme.sunk : open ? theme.surface : theme.paper);
  if (!sign.known) {
    canvas.text_in(paint.words.text("display.connecting"), hero.inset(kMargin, 0), kService,
                   theme.ink2, Align::kCentre);
    return;
  }
  const auto front = paint.away ? theme.ink2 : theme.ink;
  const auto word = word_of(paint);
  const double icon = std::min(120.0, hero.height / 3);
  const double inside = hero.width - 2 * kMargin;
  const auto style = ui::fit(canvas.measurer(), word, kWord, inside - icon - ui::kS4);
  const double width = icon + ui::kS4 + canvas.text_width(word, style);
  const double below = sign.services.empty() ? 0 : kService.line + ui::kS2;
  const double middle = hero.y + (hero.height - below) / 2;
  const double x = hero.centre().x - width / 2;
  canvas.icon(icon_of(sign.state), {x, middle - icon / 2, icon, icon},
              paint.away ? theme.ink2 : theme.accent);
  canvas.text_in(word, {x + icon + ui::kS4, middle - kWord.line / 2, width, kWord.line}, style,
                 front);
  if (below > 0) {
    const Rect line{hero.x + kMargin, hero.bottom() - ui::kS3 - kService.line, inside,
                    kService.line};
    canvas.text_in(sign.services, line, kService, theme.ink2, Align::kCentre);
  }
}

}  // namespace

ui::Size sign_reference(ui::Size window) {
  if (window.height > window.width) return {kSide, window.height * kSide / window.width};
  return {window.width * kSide / window.height, kSide};
}

void draw_sign(const SignPaint& paint) {
  const auto parts = parts_of(paint.canvas.size());
  draw_head(paint, parts);
  if (paint.sign.state == RowState::kNumber)
    draw_number_of(paint, parts.hero);
  else
    draw_word_of(paint, parts.hero);
}

}  // namespace antre::display
