// SPDX-License-Identifier: Apache-2.0
// What asks for the supervisor, what will go wrong and what would help, and what did go wrong.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "counter/supervisor/scenes/page.hpp"
#include "counter/supervisor/supervisor_words.hpp"
#include "i18n/wording.hpp"

namespace antre::counter::supervisor {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kButton = 36;
constexpr std::size_t kQuickKeys = 8;  ///< F2 to F9

/// One row of the column: a heading, a sentence, or an item.
struct SideRow {
  enum class Kind { kHead, kText, kItem };
  Kind kind = Kind::kItem;
  std::string text;
  std::string right;  ///< of a heading, at the right edge
  Item item;
  double height = 0;
};

/// What an item says.
struct Said {
  const char* icon = "info";
  ui::Colour icon_colour;
  std::string title;
  std::string text;
};

Said said_of_miss(PageFrame& frame, const MissRow& row) {
  Said said{"warn", frame.theme().red, {}, {}};
  said.title =
      frame.words.text("supervisor.miss.title", row.ticket, frame.time_at_wall(row.at_wall_ms));
  said.text = row.reason.empty()
                  ? frame.words.text("supervisor.miss.cause", cause_text(row.cause, frame.words))
                  : row.reason;
  return said;
}

Said said_of_probable(PageFrame& frame, const TicketId& ticket) {
  Said said{"forecast", frame.theme().amber, {}, {}};
  for (const ProbableMiss& miss : frame.model.shown_forecast()->misses) {
    if (miss.ticket == ticket.number && miss.day == ticket.day) {
      const auto* service = frame.model.view()->hall.service(miss.service);
      const int minutes = (service != nullptr ? service->target.target_s
                                              : frame.model.view()->hall.target.target_s) /
                          60;
      said.title = frame.words.text("supervisor.probable.title", miss.ticket, minutes);
      said.text = frame.words.text("supervisor.probable.text", frame.time_at_wall(miss.at_wall_ms),
                                   chance_text(miss.percent, frame.words));
    }
  }
  return said;
}

Said said_of_advice(PageFrame& frame, const Item& item) {
  Said said{"forecast", frame.theme().accent, {}, {}};
  for (const Advice& advice : frame.model.shown_forecast()->advice) {
    if (advice.counter == item.counter) {
      const bool back = advice.action == "resume";
      said.title = frame.words.text(back ? "supervisor.advice.resume" : "supervisor.advice.open",
                                    advice.counter.value);
      said.text = frame.words.count("supervisor.advice.avoids", advice.avoids);
      break;
    }
  }
  return said;
}

Said said_of(PageFrame& frame, const Item& item) {
  const auto* counter =
      frame.model.view() != nullptr ? frame.model.view()->counter(item.counter) : nullptr;
  switch (item.kind) {
    case Item::Kind::kHelp: {
      Said said{"bell", frame.theme().accent, {}, {}};
      said.title = frame.words.text("supervisor.help.title", item.counter.value);
      if (counter != nullptr && counter->help) {
        said.text =
            frame.words.text("supervisor.help.since", frame.running(counter->help->since_ms));
        said.text += counter->help->text.empty() ? "" : " " + counter->help->text;
      }
      return said;
    }
    case Item::Kind::kAlert: {
      Said said{"warn", frame.theme().red, {}, {}};
      said.title = frame.words.text("supervisor.alert.title", item.counter.value);
      if (counter != nullptr) {
        said.text = frame.words.text(counter->alert == "no-answer" ? "supervisor.alert.no_answer"
                                                                   : "supervisor.alert.long_call");
      }
      return said;
    }
    case Item::Kind::kAdvice:
      return said_of_advice(frame, item);
    case Item::Kind::kProbable:
      return said_of_probable(frame, item.ticket);
    default: {
      const MissRow* row = frame.model.miss(item.miss);
      return row != nullptr ? said_of_miss(frame, *row) : Said{};
    }
  }
}

double height_of(PageFrame& frame, const Item& item) {
  if (item.kind == Item::Kind::kDue) {
    return 44;
  }
  return frame.model.main_verb(item) ? 66 + kButton + 10 : 66;
}

/// Rows of the column; a part without items says that in a sentence.
std::vector<SideRow> rows_of(PageFrame& frame) {
  std::vector<SideRow> rows;
  const auto head = [&](const char* key, std::string right) {
    rows.push_back({SideRow::Kind::kHead, frame.words.text(key), std::move(right), {}, 40});
  };
  const auto text = [&](std::string said) {
    rows.push_back({SideRow::Kind::kText, std::move(said), {}, {}, 30});
  };
  const auto items = [&](auto of_part) {
    bool any = false;
    for (const Item& item : frame.model.side()) {
      if (of_part(item.kind)) {
        rows.push_back({SideRow::Kind::kItem, {}, {}, item, height_of(frame, item) + 8});
        any = true;
      }
    }
    return any;
  };
  using Kind = Item::Kind;
  head("supervisor.side.now", {});
  if (!items([](Kind kind) {
        return kind == Kind::kHelp || kind == Kind::kAlert || kind == Kind::kDue;
      })) {
    text(frame.words.text("supervisor.side.calm"));
  }
  const ForecastReply* forecast = frame.model.shown_forecast();
  head("supervisor.side.forecast",
       forecast != nullptr
           ? frame.words.text("supervisor.side.computed", frame.time_at_wall(forecast->at_wall_ms))
           : std::string{});
  if (!items([](Kind kind) { return kind == Kind::kAdvice || kind == Kind::kProbable; })) {
    text(frame.words.text(forecast != nullptr ? "supervisor.side.no_miss"
                                              : "supervisor.side.no_forecast"));
  }
  head("supervisor.side.misses", {});
  if (!items([](Kind kind) { return kind == Kind::kMiss; })) {
    text(frame.words.text("supervisor.side.none_open"));
  }
  return rows;
}

void draw_due(PageFrame& frame, const Rect& rect, const TicketId& id) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const ViewTicket* ticket = frame.model.view()->ticket(id);
  const auto clock = frame.clock(ticket);
  if (!clock) {
    return;
  }
  const ui::Chip chip = chip_of(*clock, ticket->counter.has_value(), frame.words);
  const double chip_x = rect.right() - 10 - ui::chip_width(canvas, chip);
  ui::chip(canvas, frame.look, {chip_x, rect.y + 10}, chip);
  canvas.text_in(ticket->ticket, {rect.x + 12, rect.y + 8, 72, 28},
                 type::kCounterRow.with_size(20, 28).with_tabular(false), theme.ink);
  const std::string time = i18n::running_time(clock->elapsed_s);
  canvas.text_in(time, {rect.x + 90, rect.y + 12, 56, 20},
                 type::kCounterBodyStrong.with_tabular(true), theme.ink);
  const Rect bar{rect.x + 150, rect.centre().y - 4, chip_x - rect.x - 162, 8};
  if (bar.width > 24) {
    draw_clock_bar(frame, bar, *clock);
  }
}

void draw_item(PageFrame& frame, const Rect& rect, const Item& item, std::size_t with_button) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  draw_selectable(frame, rect, item, ui::kR2, theme.surface, theme.line);
  if (item.kind == Item::Kind::kDue) {
    draw_due(frame, rect, item.ticket);
    return;
  }
  const Said said = said_of(frame, item);
  canvas.icon(said.icon, {rect.x + 12, rect.y + 12, 24, 24}, said.icon_colour);
  const double x = rect.x + 48;
  const double width = rect.right() - 12 - x;
  draw_name(canvas, said.title, {x, rect.y + 10, width, 24}, type::kCounterBodyStrong, theme.ink);
  draw_name(canvas, said.text, {x, rect.y + 34, width, 22}, type::kCounterText, theme.ink2);
  const auto verb = frame.model.main_verb(item);
  if (!verb) {
    return;
  }
  ui::PrimaryButton button;
  button.label = verb_text(*verb, item, frame.model, frame.words);
  button.style = type::kCounterBodyStrong;
  button.radius = ui::kR2;
  if (with_button < kQuickKeys) {
    button.key = fmt::format("F{}", with_button + 2);
  }
  const double wanted = canvas.text_width(button.label, button.style) + 96;
  const Rect box{x, rect.y + 64, std::min(width, wanted), kButton};
  Press press;
  press.kind = Press::Kind::kDo;
  press.item = item;
  ui::primary_button(canvas, frame.look, box, button, frame.control(press, box));
}

/// The first row to draw, so that what is selected is in sight.
void scroll(PageFrame& frame, const std::vector<SideRow>& rows, double room) {
  std::size_t& first = frame.scrolled.side;
  const auto at = std::ranges::find_if(rows, [&](const SideRow& row) {
    return row.kind == SideRow::Kind::kItem && row.item == frame.model.selected();
  });
  if (at == rows.end()) {
    first = 0;
    return;
  }
  const auto row = static_cast<std::size_t>(at - rows.begin());
  // With its heading, where it is the first of its part.
  const bool headed = row > 0 && rows[row - 1].kind == SideRow::Kind::kHead;
  first = std::min(first, headed ? row - 1 : row);
  double used = 0;
  for (std::size_t i = row + 1; i-- > first;) {
    used += rows[i].height;
    if (used > room) {
      first = i + 1;
      break;
    }
  }
}

}  // namespace

void draw_side(PageFrame& frame) {
  constexpr double kMore = 24;
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const double bottom = frame.size.height - kPageFoot;
  const Rect column{frame.layout.side_x, kPageBar, frame.size.width - frame.layout.side_x,
                    bottom - kPageBar};
  canvas.fill_rect(column, theme.surface);
  canvas.fill_rect({column.x, column.y, 1, column.height}, theme.line);
  const auto rows = rows_of(frame);
  const double room = column.height - 16 - kMore;
  scroll(frame, rows, room);
  std::size_t buttons = 0;
  std::size_t left_out = 0;
  double y = column.y + 8;
  bool full = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SideRow& row = rows[i];
    const bool has_button = row.kind == SideRow::Kind::kItem && frame.model.main_verb(row.item);
    const std::size_t nth = buttons;
    buttons += has_button ? 1 : 0;
    full = full || (i >= frame.scrolled.side && y + row.height > column.y + 8 + room);
    if (i < frame.scrolled.side || full) {
      left_out += row.kind == SideRow::Kind::kItem ? 1 : 0;
      continue;
    }
    const Rect rect{column.x + 24, y, column.width - 48, row.height - 8};
    if (row.kind == SideRow::Kind::kItem) {
      draw_item(frame, rect, row.item, nth);
    } else if (row.kind == SideRow::Kind::kHead) {
      const double width = row.right.empty() ? 0 : canvas.text_width(row.right, type::kCounterText);
      canvas.text(row.right, {rect.right(), rect.y + 8}, type::kCounterText, theme.ink2,
                  Align::kRight);
      draw_name(canvas, row.text, {rect.x, rect.y + 2, rect.width - width - 12, 28},
                type::kCounterHead, theme.ink);
    } else {
      draw_name(canvas, row.text, {rect.x, rect.y, rect.width, 22}, type::kCounterText, theme.ink2);
    }
    y += row.height;
  }
  if (left_out > 0) {
    canvas.text_in(frame.words.text("supervisor.more", left_out),
                   {column.x + 24, bottom - kMore - 4, column.width - 48, 20}, type::kCounterText,
                   theme.ink2, Align::kRight);
  }
}

}  // namespace antre::counter::supervisor
