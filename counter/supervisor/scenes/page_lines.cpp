// SPDX-License-Identifier: Apache-2.0
// The lines as a table: who waits, how long the first has, and whose clock is first.
#include <fmt/format.h>

#include <algorithm>

#include "counter/supervisor/scenes/page.hpp"
#include "i18n/wording.hpp"

namespace antre::counter::supervisor {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

/// Right edges of the figures and the left edge of the clock, as shares of the table.
struct Columns {
  double waiting, priority, oldest, clock;
};
Columns columns_of(const PageLayout& layout) {
  const double x = layout.left;
  return {x + layout.width * 0.47, x + layout.width * 0.58, x + layout.width * 0.71,
          x + layout.width * 0.74};
}

void draw_head(PageFrame& frame, const Columns& columns) {
  const double y = frame.layout.lines_y;
  const auto& theme = frame.theme();
  const auto head = [&](const char* key, double right) {
    frame.canvas.text(frame.words.text(key), {right, y + 18}, type::kCounterSmall, theme.ink2,
                      Align::kRight);
  };
  frame.canvas.text_in(frame.words.text("supervisor.lines"), {frame.layout.left, y + 8, 240, 28},
                       type::kCounterHead, theme.ink);
  head("supervisor.head.waiting", columns.waiting);
  head("supervisor.head.priority", columns.priority);
  head("supervisor.head.oldest", columns.oldest);
  frame.canvas.text_in(
      frame.words.text("supervisor.head.clock"),
      {columns.clock, y + 16, frame.layout.left + frame.layout.width - columns.clock - 8, 20},
      type::kCounterSmall, theme.ink2);
}

void draw_clock(PageFrame& frame, const Rect& box, const LineRow& row) {
  const auto clock = frame.clock(row.clock);
  const auto& theme = frame.theme();
  if (!clock) {
    frame.canvas.text_in(row.waiting > 0 ? frame.words.text("supervisor.no_clock") : "–", box,
                         type::kCounterText, theme.ink2);
    return;
  }
  const std::string time = i18n::running_time(clock->elapsed_s);
  double x = box.x;
  if (box.height >= 60) {
    ui::target_ring(frame.canvas, frame.look, {x + 28, box.centre().y}, ring_of(*clock),
                    ui::kSupervisorTableRing, time, {});
    x += 68;
    frame.canvas.text_in(row.clock->ticket, {x, box.y + 8, box.right() - x, 24},
                         type::kCounterBodyStrong, theme.ink);
    ui::Chip chip = chip_of(*clock, row.clock->counter.has_value(), frame.words);
    ui::chip(frame.canvas, frame.look, {x, box.y + 36}, chip);
    return;
  }
  const std::string text = fmt::format("{}  {}", row.clock->ticket, time);
  if (clock->mark >= Mark::kRemind) {
    frame.canvas.icon(clock->mark >= Mark::kEscalate ? "warn" : "bell",
                      {x, box.centre().y - 8, 16, 16},
                      clock->mark >= Mark::kEscalate ? theme.red : theme.amber);
    x += 22;
  }
  frame.canvas.text_in(text, {x, box.centre().y - 14, box.right() - x, 20},
                       type::kCounterBodyStrong.with_tabular(true), theme.ink);
  draw_clock_bar(frame, {box.x, box.centre().y + 9, box.width, 4}, *clock);
}

void draw_row(PageFrame& frame, const Rect& rect, const LineRow& row, const Columns& columns) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  draw_selectable(frame, rect, {Item::Kind::kLine, {}, row.service, {}, {}}, ui::kR1, theme.paper,
                  theme.line);
  const double middle = rect.centre().y;
  const double tile = std::min(36.0, rect.height - 10);
  ui::letter_tile(canvas, frame.look, {rect.x + 8, middle - tile / 2, tile, tile},
                  row.service.value,
                  row.pause != nullptr ? ui::TileKind::kStale : ui::TileKind::kFilled);
  double right = columns.waiting - 56;
  if (row.pause != nullptr) {
    ui::Chip chip;
    chip.kind = ui::ChipKind::kSunk;
    chip.label = frame.words.text("supervisor.paused");
    chip.icon = "hold";
    right -= ui::chip_width(canvas, chip);
    ui::chip(canvas, frame.look, {right, middle - 12}, chip);
    right -= 8;
  }
  const double x = rect.x + 18 + tile;
  draw_name(canvas, frame.service_name(row.service), {x, middle - 12, right - x, 24},
            type::kCounterBodyStrong, theme.ink);
  canvas.text(std::to_string(row.waiting), {columns.waiting, middle - 14},
              type::kCounterRow.with_size(22, 28), theme.ink, Align::kRight);
  canvas.text(row.priority > 0 ? std::to_string(row.priority) : "–",
              {columns.priority, middle - 10}, type::kCounterText, theme.ink, Align::kRight);
  canvas.text(row.oldest != nullptr ? frame.running(waits_since(*row.oldest)) : "–",
              {columns.oldest, middle - 10}, type::kCounterText, theme.ink, Align::kRight);
  draw_clock(frame, {columns.clock, rect.y, rect.right() - columns.clock - 10, rect.height}, row);
}

}  // namespace

void draw_lines(PageFrame& frame) {
  constexpr double kHead = 46;
  const PageLayout& layout = frame.layout;
  const auto& lines = frame.model.overview().lines;
  const Columns columns = columns_of(layout);
  draw_head(frame, columns);
  std::size_t& first = frame.scrolled.line;
  const auto at = std::ranges::find(lines, frame.model.selected().service, &LineRow::service);
  if (frame.model.selected().kind == Item::Kind::kLine && at != lines.end()) {
    const auto row = static_cast<std::size_t>(at - lines.begin());
    first = std::clamp(first, row + 1 - std::min(row + 1, layout.line_rows), row);
  }
  first = std::min(first, lines.size() - std::min(lines.size(), layout.line_rows));
  double y = layout.lines_y + kHead;
  for (std::size_t i = first; i < lines.size() && i < first + layout.line_rows; ++i) {
    draw_row(frame, {layout.left, y, layout.width, layout.line_height - 2}, lines[i], columns);
    y += layout.line_height;
  }
}

}  // namespace antre::counter::supervisor
