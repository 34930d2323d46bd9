// SPDX-License-Identifier: Apache-2.0
// The counters: cards, and small ones where they are many.
#include <algorithm>

#include "counter/supervisor/scenes/page.hpp"
#include "i18n/wording.hpp"

namespace antre::counter::supervisor {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

ui::Chip chip_of_state(PageFrame& frame, const CounterCard& card) {
  ui::Chip chip;
  switch (card.counter->state) {
    case CounterState::kClosed:
      chip.kind = ui::ChipKind::kSunk;
      chip.label = frame.words.text("supervisor.state.closed");
      break;
    case CounterState::kFree:
      chip.kind = ui::ChipKind::kTint;
      chip.label = frame.words.text("counter.chip.idle");
      break;
    case CounterState::kCalling:
      chip.kind = ui::ChipKind::kWay;
      chip.label = frame.words.text("counter.chip.called");
      break;
    case CounterState::kServing:
      chip.kind = ui::ChipKind::kGood;
      chip.label = frame.words.text("counter.chip.serving");
      break;
    case CounterState::kOnBreak:
      chip.kind = ui::ChipKind::kSunk;
      chip.label = frame.words.text("counter.chip.break");
      break;
  }
  return chip;
}

/// Since when the time of the card runs.
EngineMs since_of(const CounterCard& card) {
  if (card.ticket != nullptr && card.counter->state == CounterState::kCalling) {
    return card.ticket->called_ms;
  }
  if (card.ticket != nullptr && card.counter->state == CounterState::kServing) {
    return card.ticket->started_ms;
  }
  return card.counter->since_ms;
}

const char* since_key(CounterState state) {
  switch (state) {
    case CounterState::kFree:
      return "supervisor.since.free";
    case CounterState::kCalling:
      return "supervisor.since.called";
    case CounterState::kServing:
      return "supervisor.since.served";
    case CounterState::kOnBreak:
      return "supervisor.since.break";
    case CounterState::kClosed:
      break;
  }
  return "supervisor.nobody";
}

std::optional<TicketClock> clock_of_card(const PageFrame& frame, const CounterCard& card) {
  // Once served the clock has ended, whatever the ticket still carries.
  return card.counter->state == CounterState::kServing ? std::nullopt : frame.clock(card.ticket);
}

/// What asks for the supervisor here, over the foot of a card; true: drawn.
bool draw_call_for_help(PageFrame& frame, const Rect& rect, const CounterCard& card) {
  const ViewCounter& counter = *card.counter;
  if (!counter.help && counter.alert.empty()) {
    return false;
  }
  std::string text;
  if (counter.help) {
    text = frame.words.text("supervisor.help.short", frame.running(counter.help->since_ms));
  } else {
    text = frame.words.text("supervisor.alert.short");
  }
  const auto& theme = frame.theme();
  frame.canvas.fill_round(rect, ui::kR1, counter.help ? theme.way : theme.red_tint);
  const ui::Colour ink = counter.help ? theme.on_way : theme.on_red;
  const double icon = std::min(18.0, rect.height - 4);
  frame.canvas.icon(counter.help ? "bell" : "warn",
                    {rect.x + 6, rect.centre().y - icon / 2, icon, icon},
                    counter.help ? ink : theme.ink);
  draw_name(frame.canvas, text, {rect.x + icon + 12, rect.y, rect.width - icon - 18, rect.height},
            type::kCounterChip, counter.help ? ink : theme.ink);
  return true;
}

void draw_large(PageFrame& frame, const Rect& rect, const CounterCard& card) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const bool closed = card.counter->state == CounterState::kClosed;
  const std::string number = std::to_string(card.counter->id.value);
  ui::letter_tile(canvas, frame.look, {rect.x + 16, rect.y + 14, 32, 32}, number,
                  closed ? ui::TileKind::kStale : ui::TileKind::kFilled);
  const auto clock = clock_of_card(frame, card);
  const bool called = card.counter->state == CounterState::kCalling;
  const ui::Chip chip = clock && clock->mark >= Mark::kRemind ? chip_of(*clock, called, frame.words)
                                                              : chip_of_state(frame, card);
  const double chip_x = rect.right() - 14 - ui::chip_width(canvas, chip);
  ui::chip(canvas, frame.look, {chip_x, rect.y + 18}, chip);
  const std::string officer =
      card.officer.empty() ? frame.words.text("common.counter", number) : card.officer;
  draw_name(canvas, officer, {rect.x + 58, rect.y + 14, chip_x - rect.x - 66, 32},
            type::kCounterBody, theme.ink);
  const double room = clock ? rect.width - 130 : rect.width - 32;
  if (card.ticket != nullptr) {
    const auto style = ui::fit(canvas.measurer(), card.ticket->ticket,
                               type::kCounterNumber.with_size(44, 52), room);
    canvas.text(card.ticket->ticket, {rect.x + 15, rect.y + 60}, style, theme.ink);
  } else if (card.counter->state == CounterState::kOnBreak) {
    draw_name(canvas, card.counter->break_reason, {rect.x + 16, rect.y + 70, rect.width - 32, 24},
              type::kCounterText, theme.ink);
  }
  if (clock) {
    ui::target_ring(canvas, frame.look, {rect.right() - 56, rect.y + 98}, ring_of(*clock),
                    ui::kSupervisorCardRing, i18n::running_time(clock->elapsed_s), {});
  }
  if (draw_call_for_help(frame, {rect.x + 14, rect.y + 122, room, 26}, card)) {
    return;
  }
  canvas.text_in(frame.words.text(since_key(card.counter->state), frame.running(since_of(card))),
                 {rect.x + 16, rect.y + 125, room, 20}, type::kCounterText, theme.ink2);
}

void draw_small(PageFrame& frame, const Rect& rect, const CounterCard& card) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const bool closed = card.counter->state == CounterState::kClosed;
  ui::letter_tile(canvas, frame.look, {rect.x + 7, rect.centre().y - 15, 30, 30},
                  std::to_string(card.counter->id.value),
                  closed ? ui::TileKind::kStale : ui::TileKind::kFilled);
  const double x = rect.x + 45;
  const double width = rect.right() - 8 - x;
  const auto clock = clock_of_card(frame, card);
  const std::string top = card.ticket != nullptr ? card.ticket->ticket : card.officer;
  const auto style = card.ticket != nullptr
                         ? type::kCounterRow.with_size(18, 20).with_tabular(false)
                         : type::kCounterBody;
  if (clock) {
    // The seconds stand beside the number, the bar under both.
    const std::string time = i18n::running_time(clock->elapsed_s);
    const auto time_style = type::kCounterChip;
    const double time_width = canvas.text_width(time, time_style);
    canvas.text(time, {x + width, rect.y + 5}, time_style, theme.ink, Align::kRight);
    if (clock->mark >= Mark::kRemind) {
      canvas.icon(clock->mark >= Mark::kEscalate ? "warn" : "bell",
                  {x + width - time_width - 18, rect.y + 6, 14, 14},
                  clock->mark >= Mark::kEscalate ? theme.red : theme.amber);
    }
    draw_name(canvas, top, {x, rect.y + 3, width - time_width - 20, 20}, style, theme.ink);
    draw_clock_bar(frame, {x, rect.bottom() - 4, width, 3}, *clock);
  } else if (!top.empty()) {
    draw_name(canvas, top, {x, rect.y + 3, width, 20}, style, theme.ink);
  }
  const Rect foot{x, rect.y + 23, width, 16};
  if (draw_call_for_help(frame, {x - 2, rect.y + 22, width + 4, 18}, card)) {
    return;
  }
  std::string state = chip_of_state(frame, card).label;
  if (!closed) {
    state += " " + frame.running(since_of(card));
  }
  draw_name(canvas, state, closed && top.empty() ? foot.moved(0, -9) : foot, type::kCounterSmall,
            theme.ink2);
}

}  // namespace

void draw_counters(PageFrame& frame) {
  constexpr double kHeadY = 82;
  constexpr double kTop = 116;
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const PageLayout& layout = frame.layout;
  const Overview& hall = frame.model.overview();
  const std::string title = frame.words.text("supervisor.counters");
  canvas.text_in(title, {layout.left, kHeadY, 200, 28}, type::kCounterHead, theme.ink);
  const auto& cards = hall.counters;
  const std::size_t rows = (cards.size() + layout.columns - 1) / layout.columns;
  std::size_t& first = frame.scrolled.card_row;
  const auto at = std::ranges::find_if(cards, [&](const CounterCard& card) {
    return Item{Item::Kind::kCounter, card.counter->id, {}, {}, {}} == frame.model.selected();
  });
  if (at != cards.end()) {
    const auto row = static_cast<std::size_t>(at - cards.begin()) / layout.columns;
    first = std::clamp(first, row + 1 - std::min(row + 1, layout.card_rows), row);
  }
  first = std::min(first, rows - std::min(rows, layout.card_rows));
  std::string counts =
      frame.words.text("supervisor.counts", hall.staffed, hall.on_break, hall.closed);
  if (rows > layout.card_rows) {
    const std::size_t shown =
        std::min(cards.size() - first * layout.columns, layout.card_rows * layout.columns);
    counts += " · " + frame.words.text("supervisor.more", cards.size() - shown);
  }
  canvas.text_in(counts, {layout.left + 210, kHeadY + 2, layout.width - 210, 24},
                 type::kCounterText, theme.ink2, Align::kRight);
  for (std::size_t i = first * layout.columns; i < cards.size(); ++i) {
    const std::size_t row = i / layout.columns - first;
    if (row >= layout.card_rows) {
      break;
    }
    const auto column = static_cast<double>(i % layout.columns);
    const Rect rect{layout.left + column * (layout.card.width + layout.gap),
                    kTop + static_cast<double>(row) * (layout.card.height + layout.gap),
                    layout.card.width, layout.card.height};
    const bool closed = cards[i].counter->state == CounterState::kClosed;
    draw_selectable(frame, rect, {Item::Kind::kCounter, cards[i].counter->id, {}, {}, {}},
                    layout.compact ? ui::kR2 : ui::kR3, closed ? theme.paper : theme.surface,
                    theme.line);
    if (layout.compact) {
      draw_small(frame, rect, cards[i]);
    } else {
      draw_large(frame, rect, cards[i]);
    }
  }
}

}  // namespace antre::counter::supervisor
