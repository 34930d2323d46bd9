// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/scenes/cards.hpp"

namespace antre::kiosk {

using ui::Rect;

namespace {

/// Where the cards stand.
struct Grid {
  double top = 480;
  double bottom = 1512;  ///< a group that does not fill the area sits here
  double card_height = 240;
  double gap = 24;
  std::size_t columns = 1;
  bool narrow = false;
};

Grid grid_of(const Frame& frame, std::size_t n) {
  Grid grid;
  grid.narrow = n > 4;
  if (frame.wide) {
    grid = {
        328,        frame.size.height - 256, 232, 32, grid.narrow ? std::size_t{4} : std::size_t{2},
        grid.narrow};
  } else {
    grid.bottom = frame.size.height - 408;
    grid.columns = grid.narrow ? 2 : 1;
  }
  return grid;
}

void draw_cards(Frame& frame, const std::vector<HomeItem>& items) {
  const Grid grid = grid_of(frame, items.size());
  const std::size_t rows = (items.size() + grid.columns - 1) / grid.columns;
  const auto row_count = static_cast<double>(rows);
  // What a taller screen has to spare goes between the cards, but they stay one group.
  const double spare = grid.bottom - grid.top - row_count * grid.card_height;
  const double full = rows > 1 ? spare / (row_count - 1) : 0;
  const double distance = std::clamp(std::floor(full / 8) * 8, grid.gap, 2 * grid.gap);
  const double height = row_count * grid.card_height + (row_count - 1) * distance;
  const double top = grid.bottom - height;
  const auto columns = static_cast<double>(grid.columns);
  const double width = (frame.content_width() - (columns - 1) * grid.gap) / columns;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t row = i / grid.columns;
    const Rect rect{frame.margin + static_cast<double>(i % grid.columns) * (width + grid.gap),
                    top + static_cast<double>(row) * (grid.card_height + distance), width,
                    grid.card_height};
    if (grid.narrow) {
      draw_narrow_card(frame, items[i], rect);
    } else {
      draw_wide_card(frame, items[i], rect);
    }
  }
}

void draw_heading(Frame& frame, bool with_strip) {
  const std::string question = frame.words.text("kiosk.home.question");
  const ui::TextStyle style =
      fit_lines(frame, question, frame.wide ? frame.type.title.with_size(64, 72) : frame.type.title,
                frame.content_width(), frame.wide ? 1 : 2);
  double y = frame.wide ? 176 : 216;
  if (with_strip) {
    y = bar_height(frame) + kStripHeight + 16;
  }
  const double width = balanced_width(frame, question, style, frame.content_width());
  y += frame.canvas.paragraph(question, {frame.margin, y, width, 2 * style.line + 16}, style,
                              frame.theme().ink, ui::Align::kLeft, frame.wide ? 1 : 2);
  const bool room = !(frame.wide && with_strip);
  if (frame.second != nullptr && room) {
    const double gap = frame.wide ? 8 : with_strip ? 8 : 16;
    frame.canvas.text_in(frame.second->text("kiosk.home.question"),
                         {frame.margin, y + gap, frame.content_width(), 40},
                         frame.type.lead.with_size(32, 40), frame.theme().ink2);
  }
}

void draw_promise(Frame& frame) {
  const double y = frame.size.height - (frame.wide ? 232 : 336);
  const double height = frame.wide ? 48 : 80;
  frame.canvas.icon("clock", {frame.margin, y + (height - 44) / 2, 44, 44}, frame.theme().accent);
  const int minutes = frame.model.view()->hall.target.target_s / 60;
  std::string text = frame.words.text("kiosk.promise", minutes);
  const std::string strong = frame.words.text("kiosk.promise.minutes", minutes);
  if (const auto at = text.find(strong); at != std::string::npos) {
    text.replace(at, strong.size(), "**" + strong + "**");
  }
  const double x = frame.margin + 64;
  const double width = frame.size.width - frame.margin - x;
  // Two lines fill the height, one stands in its middle.
  const bool one =
      frame.wide || ui::wrap(frame.canvas.measurer(), text, frame.type.body, width).size() == 1;
  const double line = frame.type.body.line;
  ui::rich_paragraph(frame.canvas, text, {x, y + (one ? (height - line) / 2 : 0), width, height},
                     frame.type.body, frame.theme().ink2, ui::Font::kSemiBold, frame.theme().ink);
}

}  // namespace

void draw_home(Frame& frame) {
  if (frame.large) {
    draw_home_large(frame);
    return;
  }
  const auto strip = home_strip(frame);
  if (strip) {
    draw_home_strip(frame, *strip);
  }
  draw_heading(frame, strip.has_value());
  draw_cards(frame, home_items(frame));
  draw_promise(frame);
  draw_bottom_bar(frame);
}

}  // namespace antre::kiosk
