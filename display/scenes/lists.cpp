// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "display/scenes/paint.hpp"
#include "ui/widgets.hpp"

namespace antre::display {
namespace {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

std::string word_of(const Paint& paint, RowState state) {
  switch (state) {
    case RowState::kBreak:
      return paint.words.text("display.counter.break");
    case RowState::kClosed:
      return paint.words.text("display.counter.closed");
    case RowState::kBusy:
      return paint.words.text("display.counter.busy");
    case RowState::kFree:
      return paint.words.text("display.counter.free");
    case RowState::kNumber:
      break;
  }
  return {};
}

void draw_row(const Paint& paint, const TableLayout& table, const CounterRow& row,
              const Rect& cell) {
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const double inset = table.boxed ? 28 : 0;
  const Rect inside = cell.inset(inset, 0);
  if (row.called) {
    const Rect fill = table.boxed ? cell : cell.inset(-24, 0);
    canvas.fill_round(fill, ui::kR2, theme.way);
  } else if (table.boxed) {
    const bool open = row.state != RowState::kBreak && row.state != RowState::kClosed;
    canvas.outline_round(cell, ui::kR3, paint.look.outline(), theme.line,
                         open ? theme.surface : theme.paper);
  }
  const auto colour = row.called ? theme.on_way : paint.ink();
  const bool number = row.state == RowState::kNumber;
  const auto text = number ? row.number : word_of(paint, row.state);
  const auto style = number ? table.number
                            : type::kDisplayText.with_font(ui::Font::kRegular)
                                  .with_size(table.row < 76 ? 30 : 34, 44);
  const double wanted = canvas.text_width(text, style);
  const double room = std::max(inside.width / 3, inside.width - wanted - ui::kS3);
  const auto name = table.names ? counter_text(paint, row.name, row.id, table.name, room)
                                : std::to_string(row.id);
  const double name_width = canvas.text_width(name, table.name);
  // The number has the first claim to the width, the name to a third of it.
  const double right = std::min(
      wanted, std::max(inside.width - name_width - ui::kS3, inside.width * 2 / 3 - ui::kS3));
  canvas.text_in(name, {inside.x, inside.y, inside.width - right - ui::kS3, inside.height},
                 table.name, colour);
  canvas.text_in(text, {inside.right() - right, inside.y, right, inside.height}, style,
                 number ? colour : theme.ink2, Align::kRight);
}

std::string heading_of(const Paint& paint) {
  if (!paint.at.counters.names) return paint.words.text("display.counters_short");
  if (paint.board.last_data_minute == 0) return paint.words.text("display.counters");
  return paint.words.text("display.counters_at", clock_text(paint.board.last_data_minute));
}

void draw_rules(const Paint& paint, const TableLayout& table) {
  const auto& rows = paint.board.counters;
  const double hair = paint.look.strokes.hair;
  for (int i = 0; i + 1 < static_cast<int>(rows.size()); ++i) {
    const auto index = static_cast<std::size_t>(i);
    if (i % table.per_column == table.per_column - 1) continue;
    if (rows[index].called || rows[index + 1].called) continue;
    const Rect cell = table.cell(i);
    paint.canvas.fill_rect({cell.x, cell.bottom() - hair / 2, cell.width, hair},
                           paint.theme().line);
  }
  if (table.columns < 2 || rows.empty()) return;
  const double x = table.rows.x + table.column_width() + table.column_gap / 2;
  const double top = table.area.y + ui::kS4;
  const double bottom = table.rows.y + table.per_column * table.row - ui::kS2;
  paint.canvas.fill_rect({x - hair / 2, top, hair, bottom - top}, paint.theme().line);
}

}  // namespace

void draw_counters(const Paint& paint) {
  const auto& table = paint.at.counters;
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const double hair = paint.look.strokes.hair;
  canvas.fill_rect(paint.bleed(table.area), table.boxed ? theme.paper : theme.surface);
  const double top = table.rows.y - (table.boxed ? 52 : 50);
  const auto heading = heading_of(paint);
  for (int column = 0; column < (table.names || table.boxed ? 1 : table.columns); ++column) {
    const double x = table.rows.x + column * (table.column_width() + table.column_gap);
    canvas.text(heading, {x, top}, kHeadingStyle, theme.ink2);
  }
  if (!table.boxed) {
    draw_rules(paint, table);
    canvas.fill_rect({table.area.x, table.area.y, hair, paint.at.ticker.y - table.area.y},
                     theme.line);
  }
  for (std::size_t i = 0; i < paint.board.counters.size(); ++i)
    draw_row(paint, table, paint.board.counters[i], table.cell(static_cast<int>(i)));
}

void draw_earlier(const Paint& paint, double shift) {
  const auto& list = paint.at.earlier;
  if (!list.shown) return;
  auto& canvas = paint.canvas;
  const auto& theme = paint.theme();
  const double hair = paint.look.strokes.hair;
  const double left = list.area.x + (paint.at.upright ? 0 : hair);
  canvas.fill_rect(paint.bleed({left, list.area.y, list.area.right() - left, list.area.height}),
                   paint.at.upright ? theme.surface : theme.paper);
  canvas.fill_rect({left, list.area.y, list.area.right() - left, hair}, theme.line);
  canvas.text(paint.words.text("display.earlier"),
              {list.rows.x, list.area.y + (paint.away() ? 10 : 16)}, kHeadingStyle, theme.ink2);

  const auto style = paint.away() ? type::kDisplayHistory.with_size(48, 48) : type::kDisplayHistory;
  const auto time_style = type::kDisplaySmall.with_tabular(true);
  const auto& calls = paint.board.earlier;
  constexpr double kNumberWidth = 208;
  const bool moving = shift < 1;
  if (moving) canvas.push_clip(list.rows);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto index = static_cast<double>(i);
    const double y = list.rows.y + (index - (1 - shift)) * list.row;
    const Rect row{list.rows.x, y, list.rows.width, list.row};
    const ui::OpacityScope fade(canvas, i == 0 ? shift : 1);
    canvas.text_in(calls[i].number, {row.x, row.y, kNumberWidth, row.height}, style, paint.ink());
    const auto time = clock_text(calls[i].minute);
    const double time_width = canvas.text_width(time, time_style);
    const double x = row.x + kNumberWidth + ui::kS3;
    const double room = row.right() - time_width - ui::kS3 - x;
    const auto counter =
        counter_text(paint, calls[i].counter, calls[i].counter_id, type::kDisplayName, room);
    canvas.text_in(counter, {x, row.y, room, row.height}, type::kDisplayName, paint.ink());
    canvas.text_in(time, {row.right() - time_width, row.y, time_width, row.height}, time_style,
                   theme.ink2, Align::kRight);
    if (i + 1 < calls.size())
      canvas.fill_rect({row.x, row.bottom() - hair / 2, row.width, hair}, theme.line);
  }
  if (moving) canvas.pop_clip();
}

}  // namespace antre::display
