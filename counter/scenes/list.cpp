// SPDX-License-Identifier: Apache-2.0
// All waiting tickets: over the window, or beside the column where the window is wide.
#include <algorithm>
#include <utility>
#include <vector>

#include "counter/scenes/frame.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kTop = 56;
constexpr double kTitleHeight = 64;
constexpr double kRow = 52;
constexpr double kButtonHeight = 64;

void draw_title(Frame& frame, const Rect& area) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const bool over = frame.model.sheet() == Sheet::kList;
  double right = area.right() - 16;
  const double middle = area.y + 36;
  if (over) {
    const std::string key = frame.words.text("counter.key.escape");
    const double width = canvas.text_width(key, type::kCounterKey) + 18;
    const Rect cap{right - width, middle - 12, width, 24};
    ui::key_cap(canvas, cap, key, type::kCounterKey, theme.edge, theme.surface, theme.ink);
    frame.reach({Element::kCancel}, cap.inset(-8));
    right = cap.x - 12;
  }
  const auto waiting = static_cast<int>(frame.model.waiting().tickets.size());
  const std::string people = frame.words.count("counter.people", waiting);
  canvas.text(people, {right, middle - 10}, type::kCounterText, theme.ink2, Align::kRight);
  right -= canvas.text_width(people, type::kCounterText) + 12;
  const Rect icon{area.x + 16, middle - 11, 22, 22};
  canvas.icon(frame.wide ? "list" : "back", icon, theme.accent);
  if (over) {
    frame.reach({Element::kCancel}, icon.inset(-10));
  }
  const double x = area.x + 50;
  canvas.text_in(frame.words.text("counter.list.title"), {x, middle - 14, right - x, 28},
                 type::kCounterHead, theme.ink);
}

/// What has become of a ticket that is not waiting any more.
std::string gone_text(Frame& frame, const ViewTicket& ticket) {
  const ViewTicket* now = frame.model.view()->ticket({ticket.of_day, ticket.ticket});
  return now != nullptr && now->counter
             ? frame.words.text("counter.list.called_to", ticket.ticket, now->counter->value)
             : frame.words.text("counter.list.gone", ticket.ticket);
}

ui::Chip chip_of(ui::ChipKind kind, std::string label, std::string icon = {}) {
  ui::Chip chip;
  chip.kind = kind;
  chip.label = std::move(label);
  chip.icon = std::move(icon);
  return chip;
}

/// The most important first: where there is no room the rest is left out.
std::vector<ui::Chip> chips_of(Frame& frame, const ViewTicket& ticket) {
  std::vector<ui::Chip> chips;
  const auto add = [&](ui::ChipKind kind, const char* key) {
    chips.push_back(chip_of(kind, frame.words.text(key)));
  };
  if (ticket.state == TicketState::kHeld) {
    chips.push_back(chip_of(ui::ChipKind::kSunk, frame.words.text("counter.chip.held"), "hold"));
  }
  if (ticket.state == TicketState::kBooked) {
    chips.push_back(
        chip_of(ui::ChipKind::kOutline,
                frame.words.text("counter.chip.booked", frame.time_at(ticket.place_ms))));
  }
  const auto clock = clock_of(*frame.model.view(), ticket, frame.model.engine_ms(frame.now));
  if (clock && ticket.state == TicketState::kWaiting) {
    const auto kind = clock->mark >= Mark::kEscalate ? ui::ChipKind::kRed
                      : clock->mark >= Mark::kRemind ? ui::ChipKind::kAmber
                                                     : ui::ChipKind::kTint;
    chips.push_back(chip_of(kind, i18n::running_time(clock->elapsed_s), "clock"));
  }
  if (ticket.class_ == TicketClass::kPriority) {
    add(ui::ChipKind::kTint, "counter.chip.priority");
  }
  if (ticket.for_counter) {
    add(ui::ChipKind::kOutline, "counter.chip.for_here");
  }
  if (ticket.channel == Channel::kOnline) {
    add(ui::ChipKind::kOutline, "counter.chip.online");
  }
  if (ticket.checked_in) {
    chips.push_back(
        chip_of(ui::ChipKind::kOutline, frame.words.text("counter.chip.checked_in"), "check"));
  }
  if (ticket.guest) {
    chips.push_back(
        chip_of(ui::ChipKind::kOutline, frame.words.text("counter.chip.guest"), "book"));
  }
  return chips;
}

void draw_row(Frame& frame, const Rect& rect, std::size_t index) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Row& row = frame.model.rows()[index];
  const bool selected = frame.model.sheet() == Sheet::kList && frame.model.selected() == index;
  if (selected) {
    canvas.outline_round(rect.inset(8, 0), ui::kR2, frame.look.strokes.active, theme.accent,
                         theme.tint);
  } else {
    canvas.fill_rect({rect.x + 16, rect.bottom() - 1, rect.width - 32, 1}, theme.line);
  }
  canvas.control(rect.inset(8, 0), row.ticket.ticket);
  frame.reach({Element::kRow, index}, rect);
  if (row.gone_until) {
    canvas.text_in(gone_text(frame, row.ticket), {rect.x + 18, rect.y + 16, rect.width - 36, 20},
                   type::kCounterBody, theme.disabled);
    return;
  }
  constexpr double kNumberWidth = 104;
  const ui::TextStyle number = type::kCounterRow.with_size(26, 28);
  canvas.text_in(row.ticket.ticket, {rect.x + 18, rect.y + 12, kNumberWidth, 28}, number,
                 theme.ink);
  double x = rect.x + std::max(112.0, 18 + canvas.text_width(row.ticket.ticket, number) + 16);
  for (const ui::Chip& chip : chips_of(frame, row.ticket)) {
    if (x + ui::chip_width(canvas, chip) > rect.right() - 96) {
      break;
    }
    x += ui::chip(canvas, frame.look, {x, rect.y + 14}, chip) + 8;
  }
  const double end = rect.right() - 18;
  if (row.ticket.state != TicketState::kBooked) {
    canvas.text_in(
        frame.words.text("counter.minutes_short", frame.minutes_since(waits_since(row.ticket))),
        {end - 80, rect.y + 16, 80, 20}, type::kCounterText.with_size(15, 20), theme.ink2,
        Align::kRight);
  }
  if (frame.wide) {
    frame.name_in(frame.service_name(row.ticket.service),
                  {x + 16, rect.y + 16, end - 96 - x - 16, 20}, type::kCounterBody, theme.ink2);
  }
}

/// The first row shown, so that the selected one is in view with its neighbours.
std::size_t first_row(const CounterModel& model, std::size_t fit) {
  const std::size_t count = model.rows().size();
  if (count <= fit || model.sheet() != Sheet::kList) {
    return 0;
  }
  const std::size_t before = fit / 2;
  const std::size_t first = model.selected() > before ? model.selected() - before : 0;
  return std::min(first, count - fit);
}

void draw_call(Frame& frame, const Rect& rect) {
  const auto& rows = frame.model.rows();
  const std::size_t at = frame.model.selected();
  ui::PrimaryButton button;
  const std::string number = at < rows.size() ? rows[at].ticket.ticket : std::string("–");
  const bool held = at < rows.size() && rows[at].ticket.state == TicketState::kHeld;
  button.label = frame.words.text(held ? "counter.list.unhold" : "counter.list.call", number);
  button.second_line =
      frame.words.text(held ? "counter.list.unhold_hint" : "counter.list.call_hint");
  button.key = frame.words.text("counter.key.enter");
  button.style = type::kCounterHead;
  button.radius = ui::kR3;
  ui::primary_button(frame.canvas, frame.look, rect, button,
                     frame.control({Element::kCallRow}, rect));
}

}  // namespace

void draw_list(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const bool active = frame.model.sheet() == Sheet::kList;
  const double x = frame.wide ? kReference.width : frame.left;
  const double width = frame.wide ? frame.size.width - x : kReference.width;
  const Rect area{x, kTop, width, frame.size.height - kTop};
  if (frame.wide) {
    canvas.fill_rect({area.x, area.y, 1, area.height}, theme.line);
  } else {
    const Rect all = frame.band(kTop, area.height);
    frame.cover(all);
    canvas.fill_rect(all, theme.paper);
  }
  const bool told = !frame.wide && draw_strip(frame, frame.band(kTop, 56), true);
  if (!told) {
    draw_title(frame, area);
  }
  const double top = area.y + kTitleHeight;
  const double bottom = active ? frame.size.height - 16 - kButtonHeight - 8 : frame.size.height - 8;
  const auto fit = static_cast<std::size_t>(std::max(1.0, (bottom - top) / kRow));
  const std::size_t first = first_row(frame.model, fit);
  const std::size_t shown = std::min(fit, frame.model.rows().size() - first);
  for (std::size_t i = 0; i < shown; ++i) {
    draw_row(frame, {area.x, top + kRow * static_cast<double>(i), area.width, kRow}, first + i);
  }
  if (frame.model.rows().empty()) {
    canvas.text_in(frame.words.text("counter.list.empty"),
                   {area.x + 18, top + 16, area.width - 36, 20}, type::kCounterBody, theme.ink2);
  }
  if (active) {
    draw_call(frame, {area.x + 16, frame.size.height - 16 - kButtonHeight, area.width - 32,
                      kButtonHeight});
  }
}

}  // namespace antre::counter
