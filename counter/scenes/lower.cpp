// SPDX-License-Identifier: Apache-2.0
// Who waits, service by service; while serving the service's checklist.
#include <algorithm>

#include "counter/scenes/frame.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kTop = 603;
constexpr double kRowsTop = 628;
constexpr double kRow = 33;
constexpr std::size_t kRows = 3;
constexpr double kTile = 28;

void heading(Frame& frame, const std::string& left, const std::string& right) {
  const auto& theme = frame.theme();
  frame.canvas.text(left, {frame.left + 16, kTop}, type::kCounterBodyStrong.with_size(14, 20),
                    theme.ink);
  frame.canvas.text(right, {frame.left + 404, kTop}, type::kCounterText.with_tabular(false),
                    theme.ink2, Align::kRight);
}

/// One line: tile, name, priority, how many, how long the first of them has waited.
void full_row(Frame& frame, const WaitingLine& line, double y) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  ui::letter_tile(canvas, frame.look, frame.at(16, y + 3, kTile, kTile), line.service.value,
                  line.primary ? ui::TileKind::kFilled : ui::TileKind::kOutline);
  double right = frame.left + 280;
  if (line.priority > 0) {
    ui::Chip chip;
    chip.label = frame.words.text("counter.priority_count", line.priority);
    const double x = frame.left + 272 - ui::chip_width(canvas, chip);
    ui::chip(canvas, frame.look, {x, y + 5}, chip);
    right = x - 8;
  }
  const double name_x = frame.left + 56;
  frame.name_in(frame.short_name(line.service), {name_x, y + 7, right - name_x, 20},
                type::kCounterBody, theme.ink);
  canvas.text_in(std::to_string(line.waiting), frame.at(276, y + 3, 40, 28), type::kCounterRow,
                 theme.ink, Align::kRight);
  if (line.waiting > 0) {
    canvas.text_in(frame.words.text("counter.minutes_short", frame.minutes_since(line.oldest_ms)),
                   frame.at(324, y + 7, 80, 20), type::kCounterText, theme.ink2, Align::kRight);
  }
}

/// In two columns there is no place for the priority chip and the wait; in four none for the name.
void short_cell(Frame& frame, const WaitingLine& line, const Rect& cell, bool named) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  ui::letter_tile(canvas, frame.look, {cell.x, cell.y + 3, kTile, kTile}, line.service.value,
                  line.primary ? ui::TileKind::kFilled : ui::TileKind::kOutline);
  const double x = cell.x + kTile + 8;
  constexpr double kCount = 36;
  if (named) {
    frame.name_in(frame.short_name(line.service),
                  {x, cell.y + 7, cell.right() - kCount - 4 - x, 20}, type::kCounterBody,
                  theme.ink);
  }
  canvas.text_in(std::to_string(line.waiting), {cell.right() - kCount, cell.y + 3, kCount, 28},
                 type::kCounterRow, theme.ink, Align::kRight);
}

void draw_waiting(Frame& frame) {
  const Waiting& waiting = frame.model.waiting();
  heading(frame, frame.words.text("counter.waiting"),
          frame.words.count("counter.people", static_cast<int>(waiting.tickets.size())));
  const std::size_t columns = waiting.lines.size() <= kRows       ? 1
                              : waiting.lines.size() <= 2 * kRows ? 2
                                                                  : 4;
  const double gap = 16;
  const auto n = static_cast<double>(columns);
  const double width = (388 - gap * (n - 1)) / n;
  const std::size_t shown = std::min(waiting.lines.size(), columns * kRows);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t row = i / columns;
    const double y = kRowsTop + kRow * static_cast<double>(row);
    const double x = 16 + (width + gap) * static_cast<double>(i % columns);
    if (i % columns == 0) {
      frame.canvas.fill_rect(frame.at(16, y, 388, 1), frame.theme().line);
    }
    if (columns == 1) {
      full_row(frame, waiting.lines[i], y);
    } else {
      short_cell(frame, waiting.lines[i], frame.at(x, y, width, kRow), columns == 2);
    }
  }
}

void draw_checklist(Frame& frame, const std::vector<std::string>& list) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  std::size_t ticked = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ticked += frame.model.checked(i) ? 1 : 0;
  }
  heading(frame, frame.words.text("counter.checklist"),
          frame.words.text("counter.checklist_count", ticked, list.size()));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::size_t row = i / 2;
    const Touch touch{Element::kCheck, i};
    const Rect rect = frame.at(16 + 198 * static_cast<double>(i % 2),
                               630 + 48 * static_cast<double>(row), 190, 40);
    const ui::ControlState state = frame.control(touch, rect);
    const bool on = frame.model.checked(i);
    const ui::Colour fill = state.disabled      ? theme.paper
                            : state.press > 0.5 ? theme.tint
                                                : theme.surface;
    canvas.outline_round(rect, ui::kR2, frame.look.outline(),
                         on || state.disabled ? theme.line : theme.edge, fill);
    if (!state.disabled) {
      canvas.control(rect, list[i]);
    }
    const Rect box{rect.x + 11, rect.y + 9, 22, 22};
    if (on) {
      canvas.fill_round(box, ui::kR1, theme.good);
      canvas.icon("check", box.inset(3), theme.surface);
    } else {
      canvas.outline_round(box, ui::kR1, 2, state.disabled ? theme.disabled : theme.edge, fill);
    }
    const ui::Colour text = state.disabled ? theme.disabled : theme.ink;
    frame.name_in(i18n::requirement_text(frame.words, list[i]), {rect.x + 43, rect.y + 10, 120, 20},
                  type::kCounterBody.with_size(14, 20), text);
    canvas.text(std::to_string(i + 1), {rect.right() - 12, rect.y + 12}, type::kCounterKey,
                state.disabled ? theme.disabled : theme.ink2, Align::kRight);
  }
}

}  // namespace

void draw_lower(Frame& frame) {
  const auto list = frame.model.checklist();
  if (list.empty()) {
    draw_waiting(frame);
  } else {
    draw_checklist(frame, list);
  }
}

}  // namespace antre::counter
