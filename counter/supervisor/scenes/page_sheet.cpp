// SPDX-License-Identifier: Apache-2.0
// What lies over the page: a list to choose from, a line to write.
#include <algorithm>
#include <string>

#include "counter/supervisor/scenes/page.hpp"
#include "counter/supervisor/supervisor_words.hpp"

namespace antre::counter::supervisor {

using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kWidth = 560;
constexpr double kRow = 44;
constexpr std::size_t kRows = 8;

std::string title_of(PageFrame& frame) {
  const Sheet& sheet = frame.model.sheet();
  switch (sheet.kind) {
    case Sheet::Kind::kOfficer:
      return frame.words.text("supervisor.ask.officer", sheet.about.counter.value);
    case Sheet::Kind::kTicket:
      return frame.words.text("supervisor.ask.ticket", sheet.about.service.value);
    case Sheet::Kind::kMoveTo:
      return frame.words.text("supervisor.ask.where", sheet.ticket.number);
    case Sheet::Kind::kText:
      return verb_text(sheet.verb, sheet.about, frame.model, frame.words);
    case Sheet::Kind::kActions:
    case Sheet::Kind::kNone:
      break;
  }
  return sheet.about.kind == Item::Kind::kLine
             ? frame.service_name(sheet.about.service)
             : frame.words.text("common.counter", sheet.about.counter.value);
}

std::string hint_of(PageFrame& frame) {
  const Sheet& sheet = frame.model.sheet();
  if (sheet.kind == Sheet::Kind::kOfficer) {
    return frame.words.text("supervisor.field.officer");
  }
  if (sheet.kind == Sheet::Kind::kTicket) {
    return frame.words.text("supervisor.field.ticket");
  }
  return frame.words.text(sheet.verb == Verb::kAnnounce ? "supervisor.field.announce"
                                                        : "supervisor.field.correct");
}

std::string option_text(PageFrame& frame, const Option& option) {
  const Sheet& sheet = frame.model.sheet();
  switch (option.kind) {
    case Option::Kind::kVerb:
      return verb_text(option.verb, sheet.about, frame.model, frame.words);
    case Option::Kind::kOfficer:
      return option.officer;
    case Option::Kind::kTicket: {
      const ViewTicket* ticket = frame.model.view()->ticket(option.ticket);
      return ticket == nullptr ? option.ticket.number
                               : frame.words.text("supervisor.option.ticket", ticket->ticket,
                                                  frame.running(waits_since(*ticket)));
    }
    case Option::Kind::kService:
      return option.service.value + " · " + frame.service_name(option.service);
    case Option::Kind::kCounter:
      break;
  }
  return frame.words.text("common.counter", option.counter.value);
}

void draw_options(PageFrame& frame, const Rect& box) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Sheet& sheet = frame.model.sheet();
  const std::size_t first = sheet.choice + 1 - std::min(sheet.choice + 1, kRows);
  double y = box.y;
  for (std::size_t i = first; i < sheet.options.size() && i < first + kRows; ++i) {
    const Rect rect{box.x, y, box.width, kRow - 4};
    const bool chosen = i == sheet.choice;
    const auto& strokes = frame.look.strokes;
    canvas.outline_round(rect, ui::kR2, chosen ? strokes.active + 1 : strokes.hair,
                         chosen ? theme.accent : theme.line, chosen ? theme.tint : theme.surface);
    draw_name(canvas, option_text(frame, sheet.options[i]), rect.inset(14, 0), type::kCounterBody,
              theme.ink);
    Press press;
    press.kind = Press::Kind::kOption;
    press.index = i;
    frame.reach(press, rect);
    y += kRow;
  }
  const std::size_t out = sheet.options.size() - std::min(sheet.options.size(), kRows);
  if (out > 0) {
    canvas.text_in(frame.words.text("supervisor.more", out), {box.x, y, box.width, 20},
                   type::kCounterText, theme.ink2, ui::Align::kRight);
  }
}

}  // namespace

void draw_page_sheet(PageFrame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Sheet& sheet = frame.model.sheet();
  const bool writes = frame.model.wants_text();
  const std::size_t rows = std::min(sheet.options.size(), kRows);
  const bool more = sheet.options.size() > kRows;
  const double height =
      64 + (writes ? 60 : 0) + static_cast<double>(rows) * kRow + (more ? 24 : 0) + 52;
  const Rect panel{(frame.size.width - kWidth) / 2,
                   std::max(kPageBar + 16, (frame.size.height - height) / 2 - 40), kWidth, height};
  frame.cover(panel.inset(-8));
  if (theme.shadows()) {
    canvas.shadow(panel, ui::kR3, ui::ShadowKind::kHigh, theme.ink);
  }
  canvas.fill_round(panel.inset(-8), ui::kR3, theme.edge);
  canvas.fill_round(panel.inset(-6), ui::kR3, theme.surface);
  const Rect inner = panel.inset(20, 16);
  const std::string key = frame.words.text("counter.key.escape");
  const double width = canvas.text_width(key, type::kCounterKey) + 18;
  const Rect cap{inner.right() - width, inner.y + 2, width, 24};
  ui::key_cap(canvas, cap, key, type::kCounterKey, theme.edge, theme.surface, theme.ink);
  Press cancel;
  cancel.kind = Press::Kind::kCancel;
  frame.reach(cancel, cap.inset(-8));
  draw_name(canvas, title_of(frame), {inner.x, inner.y, inner.width - width - 16, 28},
            type::kCounterHead, theme.ink);
  double y = inner.y + 44;
  if (writes) {
    ui::Field field;
    field.text = sheet.text;
    field.hint = hint_of(frame);
    field.active = true;
    field.style = type::kCounterBody;
    field.padding = 14;
    ui::field(canvas, frame.look, {inner.x, y, inner.width, 46}, field);
    y += 60;
  }
  draw_options(frame, {inner.x, y, inner.width, 0});
  canvas.text_in(
      frame.words.text(sheet.options.empty() ? "supervisor.hint.send" : "supervisor.hint.choose"),
      {inner.x, panel.bottom() - 34, inner.width, 20}, type::kCounterSmall, theme.ink2);
}

}  // namespace antre::counter::supervisor
