// SPDX-License-Identifier: Apache-2.0
// Nobody is here: a dark screen with a clock that wanders, and when the hall opens again.
#include <algorithm>
#include <string>
#include <vector>

#include "display/scenes/paint.hpp"
#include "i18n/wording.hpp"

namespace antre::display {
namespace {

using ui::Rect;
namespace type = ui::type;

/// Parts of the width of the canvas, so that it is the same on a board and on a sign.
constexpr double kClockShare = 0.14;
constexpr double kTextShare = 0.024;
constexpr ui::Colour kNight{0, 0, 0};
constexpr ui::Colour kMoon{0xff, 0xff, 0xff};

}  // namespace

void draw_night(const Paint& paint, int percent) {
  auto& canvas = paint.canvas;
  const auto size = canvas.size();
  const Rect all{-ui::kS2, -ui::kS2, size.width + 2 * ui::kS2, size.height + 2 * ui::kS2};
  canvas.fill_rect(all, kNight);
  const double em = std::max(type::kDisplaySmall.size / 2, size.width * kTextShare);
  const auto line = em * 1.4;
  const ui::TextStyle clock{ui::Font::kDisplaySemiBold, size.width * kClockShare,
                            size.width * kClockShare, true};
  const ui::TextStyle text{ui::Font::kMedium, em, line};
  std::vector<std::string> lines{i18n::long_date(paint.words, paint.board.date)};
  if (paint.board.closed) lines.push_back(paint.words.text("display.closed"));
  if (auto opens = opening_text(paint); !opens.empty()) lines.push_back(std::move(opens));

  const auto time = clock_text(paint.board.minute);
  double width = canvas.text_width(time, clock);
  for (const auto& one : lines) width = std::max(width, canvas.text_width(one, text));
  const double height = clock.line + static_cast<double>(lines.size()) * line;
  const double margin = size.width / 30;
  width = std::min(width, size.width - 2 * margin);
  const auto place = wander(paint.board.minute);
  const double x = margin + place.x * std::max(0.0, size.width - 2 * margin - width);
  double y = margin + place.y * std::max(0.0, size.height - 2 * margin - height);
  canvas.text_in(time, {x, y, width, clock.line}, clock, kMoon);
  y += clock.line;
  for (const auto& one : lines) {
    canvas.text_in(one, {x, y, width, line}, text, kMoon);
    y += line;
  }
  // The brightness the hall wants: the rest is a veil over all of it.
  const double veil = 1 - std::clamp(percent, 0, 100) / 100.0;
  canvas.fill_rect(all, kNight.with_opacity(veil));
}

}  // namespace antre::display
