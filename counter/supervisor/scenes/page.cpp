// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/scenes/page.hpp"

#include <algorithm>
#include <cmath>

#include "counter/supervisor/supervisor_words.hpp"
#include "i18n/wording.hpp"

namespace antre::counter::supervisor {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr double kCardsY = 116;
constexpr double kLinesHead = 52;
constexpr double kWideSide = 472;
constexpr double kSide = 420;
constexpr double kWideFromPx = 1440;

std::size_t fitting(double room, double each, double gap) {
  return static_cast<std::size_t>(std::max(1.0, std::floor((room + gap) / (each + gap))));
}

std::size_t rows_of(std::size_t n, std::size_t columns) {
  return std::max<std::size_t>(1, (n + columns - 1) / columns);
}

}  // namespace

PageLayout layout_of(ui::Size size, std::size_t counters, std::size_t lines) {
  constexpr double kLeastLine = 36;
  constexpr double kMostLine = 68;
  constexpr std::size_t kLinesInSight = 4;
  PageLayout made;
  made.side_x = size.width - (size.width >= kWideFromPx ? kWideSide : kSide);
  made.left = kPageMargin;
  made.width = made.side_x - 2 * kPageMargin;
  const double bottom = size.height - kPageFoot - 12;
  const double least_lines =
      kLinesHead +
      kLeastLine * static_cast<double>(std::min(std::max<std::size_t>(lines, 1), kLinesInSight));
  const double room = bottom - least_lines - kCardsY;
  made.card = {size.width >= kWideFromPx ? 284.0 : 256.0, 160};
  made.columns = fitting(made.width, made.card.width, made.gap);
  made.card_rows = fitting(room, made.card.height, made.gap);
  if (made.card_rows < rows_of(counters, made.columns)) {
    made.compact = true;
    made.gap = 5;
    made.card = {152, 43};
    made.columns = fitting(made.width, made.card.width, made.gap);
    made.card_rows = fitting(room, made.card.height, made.gap);
  }
  made.card_rows = std::min(made.card_rows, rows_of(counters, made.columns));
  const auto columns = static_cast<double>(made.columns);
  made.card.width = std::floor((made.width - made.gap * (columns - 1)) / columns);
  made.lines_y = kCardsY + static_cast<double>(made.card_rows) * (made.card.height + made.gap);
  const double lines_room = bottom - made.lines_y - kLinesHead;
  made.line_height =
      std::clamp(std::floor(lines_room / static_cast<double>(std::max<std::size_t>(lines, 1))),
                 kLeastLine, kMostLine);
  made.line_rows = fitting(lines_room, made.line_height, 0);
  return made;
}

PageFrame::PageFrame(const Parts& parts)
    : canvas(parts.canvas),
      look(parts.look),
      words(parts.words),
      model(parts.model),
      language(parts.language),
      name(parts.name),
      now(parts.now),
      scrolled(parts.scrolled),
      size(parts.canvas.size()),
      layout(layout_of(size, parts.model.overview().counters.size(),
                       parts.model.overview().lines.size())),
      pressed_(parts.pressed) {}

std::string PageFrame::service_name(const ServiceId& service) const {
  const HallView* view = model.view();
  const auto* known = view != nullptr ? view->hall.service(service) : nullptr;
  return known != nullptr ? text_in(known->name, language, view->hall.default_language())
                          : service.value;
}

std::string PageFrame::hall_name() const {
  const HallView* view = model.view();
  return view != nullptr ? text_in(view->hall.name, language, view->hall.default_language())
                         : std::string{};
}

std::string PageFrame::running(EngineMs since) const {
  return i18n::running_time(std::max<std::int64_t>(0, model.engine_ms(now) - since) / kSecondMs);
}

std::optional<TicketClock> PageFrame::clock(const ViewTicket* ticket) const {
  return ticket != nullptr && model.view() != nullptr
             ? clock_of(*model.view(), *ticket, model.engine_ms(now))
             : std::nullopt;
}

std::string PageFrame::time_at_wall(std::int64_t wall_ms) const {
  return i18n::time_of_day(wall_ms, model.utc_offset_s());
}

void PageFrame::reach(const Press& press, const Rect& rect) {
  targets_.push_back({rect, press});
}

ui::ControlState PageFrame::control(const Press& press, const Rect& rect) {
  reach(press, rect);
  ui::ControlState state;
  state.disabled = model.link() != Link::kOnline;
  state.press = pressed_ == press ? 1 : 0;
  return state;
}

void PageFrame::cover(const Rect& rect) {
  canvas.overlay(rect);
  targets_.clear();  // a sheet is answered or left before anything else
}

void draw_selectable(PageFrame& frame, const Rect& rect, const Item& item, double radius,
                     ui::Colour fill, ui::Colour line) {
  const bool selected = frame.model.selected() == item;
  const auto& strokes = frame.look.strokes;
  frame.canvas.outline_round(rect, radius, selected ? strokes.active + 1 : strokes.hair,
                             selected ? frame.theme().accent : line, fill);
  Press press;
  press.kind = Press::Kind::kItem;
  press.item = item;
  frame.reach(press, rect);
}

ui::TargetClock ring_of(const TicketClock& clock) {
  ui::TargetClock ring;
  ring.elapsed_s = static_cast<int>(clock.elapsed_s);
  ring.target_s = clock.target.target_s;
  ring.remind_s = clock.target.remind_s;
  ring.escalate_s = clock.target.escalate_s;
  return ring;
}

ui::Chip chip_of(const TicketClock& clock, bool called, const i18n::Catalogue& words) {
  ui::Chip chip;
  chip.icon = "clock";
  chip.kind = ui::ChipKind::kTint;
  if (clock.mark >= Mark::kEscalate) {
    chip.kind = ui::ChipKind::kRed;
    chip.icon = "warn";
  } else if (clock.mark >= Mark::kRemind) {
    chip.kind = ui::ChipKind::kAmber;
    chip.icon = "bell";
  }
  if (clock.mark >= Mark::kMissed) {
    chip.label = words.text("counter.chip.missed", clock.target.target_s / 60);
  } else if (called) {
    chip.label = words.text("counter.chip.called");
  } else if (clock.mark >= Mark::kEscalate) {
    chip.label = words.text("counter.chip.call_now");
  } else if (clock.mark >= Mark::kRemind) {
    chip.label = words.text("counter.chip.call_soon");
  } else {
    chip.label = words.text("supervisor.chip.in_time");
  }
  return chip;
}

void draw_clock_bar(PageFrame& frame, const Rect& rect, const TicketClock& clock) {
  const double share = std::clamp(
      static_cast<double>(clock.elapsed_s) / std::max(1, clock.target.target_s), 0.0, 1.0);
  frame.canvas.fill_round(rect, rect.height / 2, frame.theme().track);
  frame.canvas.fill_round({rect.x, rect.y, std::max(rect.height, rect.width * share), rect.height},
                          rect.height / 2,
                          ui::ring_colour(frame.theme(), ui::state_of(ring_of(clock))));
}

void draw_page_foot(PageFrame& frame) {
  auto& canvas = frame.canvas;
  const Rect foot{0, frame.size.height - kPageFoot, frame.size.width, kPageFoot};
  const Notice notice = frame.model.notice();
  if (notice.say != Notice::Say::kNone) {
    ui::Strip strip;
    strip.kind = notice_kind(notice);
    strip.icon = notice_icon(notice);
    strip.text = notice_text(notice, frame.model, frame.words);
    strip.style = type::kCounterBodyStrong;
    strip.padding = kPageMargin;
    strip.icon_size = 22;
    ui::strip(canvas, frame.look, foot, strip);
    return;
  }
  canvas.fill_rect(foot, frame.theme().surface);
  canvas.fill_rect({0, foot.y, foot.width, 1}, frame.theme().line);
  canvas.text_in(frame.words.text("supervisor.hint.keys"),
                 {kPageMargin, foot.y, foot.width / 2, foot.height}, type::kCounterSmall,
                 frame.theme().ink2);
  const std::string announce = frame.words.text("supervisor.hint.announce");
  const double width = canvas.text_width(announce, type::kCounterSmall);
  const Rect box{foot.width - kPageMargin - width - 8, foot.y + 4, width + 16, foot.height - 8};
  canvas.text_in(announce, box.inset(8, 0), type::kCounterSmall, frame.theme().ink2);
  Press press;
  press.kind = Press::Kind::kAnnounce;
  frame.reach(press, box);
}

void draw_page(PageFrame& frame) {
  frame.canvas.fill_rect({0, 0, frame.size.width, frame.size.height}, frame.theme().paper);
  draw_page_bar(frame);
  draw_counters(frame);
  draw_lines(frame);
  draw_side(frame);
  draw_page_foot(frame);
  if (frame.model.sheet().kind != Sheet::Kind::kNone) {
    draw_page_sheet(frame);
  }
}

}  // namespace antre::counter::supervisor
