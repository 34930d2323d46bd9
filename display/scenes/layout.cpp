// SPDX-License-Identifier: Apache-2.0
#include "display/scenes/layout.hpp"

#include <algorithm>
#include <cmath>

namespace antre::display {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr int kFew = 6;    // counters with their names in one column
constexpr int kMany = 12;  // more than this: the earlier calls give their place
constexpr double kHeading = 72;

bool away(const Board& board) {
  return board.state == BoardState::kOffline || board.state == BoardState::kNotAuthorised;
}

int rows_in(int count, int columns) {
  return std::max(1, (count + columns - 1) / columns);
}

TableLayout landscape_counters(const Rect& area, int count, double row) {
  TableLayout table;
  table.area = area;
  const double inside = ui::kS5;
  table.rows = {area.x + inside, area.y + kHeading, area.width - 2 * inside,
                area.height - kHeading};
  table.row = row;
  table.names = count <= kFew;
  if (count > kFew) {
    table.columns = 2;
    table.per_column = std::max(kFew, rows_in(count, 2));
    table.column_gap = 80;
    table.name = type::kDisplayLabel.with_font(ui::Font::kDisplaySemiBold);
  }
  if (count > kMany) {
    table.per_column = kMany;
    table.number = type::kDisplayHistory;
    table.name = type::kDisplayName;
  }
  return table;
}

Layout landscape(ui::Size size, const Board& board) {
  const int count = static_cast<int>(board.counters.size());
  const bool offline = away(board);
  Layout at;
  at.screen = {0, 0, size.width, size.height};
  at.bar = {0, 0, size.width, 112};
  at.ticker = {0, size.height - 80, size.width, 80};
  // A number with five signs needs the width to keep a quarter of the screen in height.
  const double right = count <= kFew ? 640 : board.wide_numbers ? 672 : 768;
  const double left = size.width - right;
  double top = at.bar.bottom();
  if (offline) {
    at.notice = {0, top, size.width, 104};
    top = at.notice.bottom();
  }
  const double band_bottom = size.height - 296;
  at.band = {0, band_bottom - 208, left, 208};
  at.panel = {0, top, left, at.band.y - top};
  at.waiting = {at.margin, band_bottom + 24, left - 2 * at.margin, 128};
  at.tiles_only = count > kFew;

  at.earlier.shown = count <= kMany;
  const double lists_bottom = at.ticker.y;
  const double split = at.earlier.shown ? size.height - (offline ? 324 : 368) : lists_bottom;
  double row = count > kMany ? 64 : 84;
  const double room = split - top - kHeading - (offline ? 8 : 16);
  // In whole steps; where the screen is taller than usual, rows grow by a quarter at most.
  constexpr double kStep = 4;
  const double fitting = std::floor(room / (count > kMany ? kMany : kFew) / kStep) * kStep;
  row = std::min(row * 1.25, fitting);
  at.counters = landscape_counters({left, top, right, split - top}, count, row);
  at.earlier.area = {left, split, right, lists_bottom - split};
  at.earlier.row = offline ? 64 : 72;
  const double inside = count > kFew ? ui::kS6 : ui::kS5;
  at.earlier.rows = {left + inside, split + (offline ? 50 : 56), right - 2 * inside,
                     at.earlier.row * 3};
  return at;
}

Layout upright(ui::Size size, const Board& board) {
  const int count = static_cast<int>(board.counters.size());
  const double extra = size.height - 1920;
  Layout at;
  at.upright = true;
  at.margin = 56;
  at.screen = {0, 0, size.width, size.height};
  at.bar = {0, 0, size.width, 128};
  double top = at.bar.bottom();
  if (away(board)) {
    at.notice = {0, top, size.width, 144};
    top = at.notice.bottom();
  }
  const double band_bottom = 888 + extra;
  at.band = {0, band_bottom - 232, size.width, 232};
  at.panel = {0, top, size.width, at.band.y - top};
  at.ticker = {0, size.height - 96, size.width, 96};
  at.tiles_only = true;
  at.earlier.shown = count <= kMany;

  auto& table = at.counters;
  const double inside = size.width - 2 * at.margin;
  const double counters_bottom = (at.earlier.shown ? 1328 : 1616) + extra;
  table.area = {0, band_bottom, size.width, counters_bottom - band_bottom};
  table.rows = {at.margin, band_bottom + kHeading, inside, table.area.height - kHeading};
  table.boxed = true;
  table.column_gap = 16;
  table.row_gap = 8;
  table.columns = count <= kFew ? 2 : 3;
  table.per_column = rows_in(std::max(count, count <= kFew ? kFew : kMany), table.columns);
  table.row = 104;
  if (count > kFew) {
    table.names = false;
    table.row = count > kMany ? 72 : 80;
    table.number = type::kDisplayHistory;
  }
  at.earlier.area = {0, counters_bottom, size.width, 280};
  at.earlier.rows = {at.margin, counters_bottom + 56, inside, 216};
  at.waiting = {at.margin, 1672 + extra, inside, 80};
  return at;
}

}  // namespace

double TableLayout::column_width() const {
  return (rows.width - column_gap * (columns - 1)) / columns;
}

Rect TableLayout::cell(int index) const {
  // Two columns of boxes are read across, columns of a table downwards.
  const int column = boxed && names ? index % columns : index / per_column;
  const int line = boxed && names ? index / columns : index % per_column;
  return {rows.x + column * (column_width() + column_gap), rows.y + line * (row + row_gap),
          column_width(), row};
}

Layout make_layout(ui::Size size, const Board& board) {
  return size.height > size.width ? upright(size, board) : landscape(size, board);
}

}  // namespace antre::display
