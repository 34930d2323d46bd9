// SPDX-License-Identifier: Apache-2.0
#include "counter/scenes/frame.hpp"

#include <algorithm>
#include <cmath>

#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kBarHeight = 56;
constexpr double kStripY = 280;
constexpr double kStripHeight = 56;
constexpr std::int64_t kMinuteMs = 60'000;

double column_left(ui::Size size) {
  return size.width >= kWideFrom ? 0 : std::max(0.0, (size.width - kReference.width) / 2);
}

}  // namespace

Frame::Frame(const Parts& parts)
    : canvas(parts.canvas),
      look(parts.look),
      words(parts.words),
      model(parts.model),
      language(parts.language),
      now(parts.now),
      sheet_in(parts.sheet_in),
      size(parts.canvas.size()),
      wide(size.width >= kWideFrom && parts.model.page() != Page::kSignIn),
      left(parts.model.page() == Page::kSignIn ? std::max(0.0, (size.width - kReference.width) / 2)
                                               : column_left(size)),
      foot_y(size.height - kFootHeight),
      hands_(parts.hands) {}

ui::ControlState Frame::control(const Touch& touch, const Rect& rect) {
  reach(touch, rect);
  ui::ControlState state;
  state.disabled = model.why_not(touch).has_value();
  if (hands_.pressed == touch || model.waiting_for() == touch) {
    state.press = 1;
  } else if (hands_.released == touch) {
    state.press = hands_.fading;
  }
  return state;
}

void Frame::reach(const Touch& touch, const Rect& rect) {
  targets_.push_back({rect, touch});
}

void Frame::cover(const Rect& rect) {
  canvas.overlay(rect);
  std::erase_if(targets_,
                [&rect](const Target& target) { return !target.rect.intersection(rect).empty(); });
}

const std::string& Frame::text(const Text& value) const {
  return text_in(value, language,
                 model.view() != nullptr ? model.view()->hall.default_language() : "id");
}

std::string Frame::service_name(const ServiceId& service) const {
  const auto* known = model.view() != nullptr ? model.view()->hall.service(service) : nullptr;
  return known != nullptr ? text(known->name) : service.value;
}

std::string Frame::short_name(const ServiceId& service) const {
  const auto* known = model.view() != nullptr ? model.view()->hall.service(service) : nullptr;
  if (known == nullptr) {
    return service.value;
  }
  const std::string& name = text(known->short_name);
  return name.empty() ? text(known->name) : name;
}

void draw_name(ui::Canvas& canvas, const std::string& name, const Rect& box,
               const ui::TextStyle& style, ui::Colour colour) {
  constexpr double kLeastShare = 0.86;
  ui::TextStyle fitted = ui::fit(canvas.measurer(), name, style, box.width);
  std::string shown = name;
  if (fitted.size < style.size * kLeastShare) {
    fitted.size = std::ceil(style.size * kLeastShare);
    const std::string end = "…";
    while (!shown.empty() && canvas.text_width(shown + end, fitted) > box.width) {
      // Whole letters, whatever their bytes in UTF-8.
      while (shown.size() > 1 && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) {
        shown.pop_back();
      }
      shown.pop_back();
    }
    shown.erase(shown.find_last_not_of(' ') + 1);
    shown += end;
  }
  canvas.text_in(shown, box, fitted, colour);
}

void Frame::name_in(const std::string& name, const Rect& box, const ui::TextStyle& style,
                    ui::Colour colour) {
  draw_name(canvas, name, box, style, colour);
}

int Frame::minutes_since(EngineMs since) const {
  return static_cast<int>(std::max<std::int64_t>(0, model.engine_ms(now) - since) / kMinuteMs);
}

std::string Frame::time_at(EngineMs moment) const {
  const std::int64_t ahead = model.wall_ms(now) - model.engine_ms(now);
  return i18n::time_of_day(moment + ahead, model.utc_offset_s());
}

namespace {

/// What goes on beside the visitor: the supervisor is asked for, a reason is still to be given.
std::string aside_text(const Frame& frame) {
  std::string text;
  if (frame.model.help() != nullptr) {
    text =
        frame.words.text("counter.strip.help", i18n::running_time(frame.model.help_s(frame.now)));
  }
  if (const int open = frame.model.unexplained(); open > 0) {
    text += (text.empty() ? "" : " · ") + frame.words.count("counter.strip.unexplained", open);
  }
  return text;
}

/// How things are in one line, and what goes on beside it in the other.
std::string with_aside(const Frame& frame, std::string text, double width) {
  const std::string aside = aside_text(frame);
  if (aside.empty()) {
    return text;
  }
  text.erase(std::min(text.find('\n'), text.size()));
  const auto lines = ui::wrap(frame.canvas.measurer(), text, type::kCounterStrip, width, 2);
  return (lines.size() == 1 ? text + "\n" : std::string{}) + aside;
}

}  // namespace

bool draw_strip(Frame& frame, const Rect& rect, bool urgent_only) {
  const Message message = frame.model.strip();
  if (urgent_only && !is_urgent(message)) {
    return false;
  }
  ui::Strip strip;
  strip.kind = strip_kind(message);
  strip.icon = strip_icon(message);
  strip.text = strip_text(message, frame.model, frame.words, frame.now);
  strip.padding = 16 + (rect.width > kReference.width && !frame.wide ? frame.left : 0);
  strip.icon_size = 22;
  // Sentences are set as such, but for those in which a time runs.
  const bool aside = !is_urgent(message);
  if (aside) {
    const double room = rect.width - 2 * strip.padding - strip.icon_size - 11;
    strip.text = with_aside(frame, std::move(strip.text), room);
  }
  strip.style = type::kCounterStrip.with_tabular(is_running(message) ||
                                                 (aside && frame.model.help() != nullptr));
  ui::strip(frame.canvas, frame.look, rect, strip);
  return true;
}

void draw_bar(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  canvas.fill_rect({0, 0, frame.size.width, kBarHeight}, theme.surface);
  canvas.fill_rect({0, kBarHeight - 1, frame.size.width, 1}, theme.line);
  const CounterId id = frame.model.counter_id().value_or(CounterId{});
  ui::letter_tile(canvas, frame.look, frame.at(16, 12, 32, 32), std::to_string(id.value));
  const auto* settings =
      frame.model.view() != nullptr ? frame.model.view()->hall.counter(id) : nullptr;
  std::string name = frame.words.text("common.counter", id.value);
  if (settings != nullptr && !frame.text(settings->name).empty()) {
    name = frame.text(settings->name);
  }
  const std::string clock =
      i18n::time_of_day(frame.model.wall_ms(frame.now), frame.model.utc_offset_s());
  const double clock_width = canvas.text_width(clock, type::kCounterClock);
  const Rect link = frame.at(404 - clock_width - 12 - 20, 18, 20, 20);
  const bool online = frame.model.link() == Link::kOnline;
  const double room = link.x - 12 - (frame.left + 60);
  frame.name_in(name, {frame.left + 60, 10, room, 20}, type::kCounterBodyStrong, theme.ink);
  frame.name_in(frame.model.officer(), {frame.left + 60, 30, room, 16}, type::kCounterSmall,
                theme.ink2);
  canvas.icon(online ? "link" : "linkoff", link, online ? theme.ink2 : theme.red);
  canvas.text(clock, {frame.left + 404, 14}, type::kCounterClock, theme.ink, Align::kRight);
}

namespace {

/// A printer that somebody has to see to, as long as that is so: in words, whatever the officer's
/// own work asks for in colours.
void draw_printer(Frame& frame, const Rect& rect, const ViewPrinter& printer) {
  constexpr double kIcon = 16;
  const auto& theme = frame.theme();
  frame.canvas.icon("printeroff", {rect.x, rect.y, kIcon, kIcon}, theme.ink);
  const int others = frame.model.printer_troubles() - 1;
  const std::string text = printer_text(printer, frame.words);
  frame.name_in(others > 0 ? frame.words.text("counter.printer.more", text, others) : text,
                {rect.x + kIcon + 6, rect.y, rect.width - kIcon - 6, rect.height},
                type::kCounterSmall.with_font(ui::Font::kSemiBold), theme.ink);
}

}  // namespace

void draw_foot(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  canvas.fill_rect(frame.band(frame.foot_y, kFootHeight), theme.surface);
  canvas.fill_rect(frame.band(frame.foot_y, 1), theme.line);
  const int finished = frame.model.view() != nullptr ? frame.model.view()->today.finished : 0;
  // Two hints at the right; they can be clicked, which is the mouse's way to everything else.
  double right = frame.left + 404;
  const auto hint = [&](const std::string& text, Element element) {
    const double width = canvas.text_width(text, type::kCounterSmall);
    const auto why = frame.model.why_not({element});
    canvas.text(text, {right, frame.foot_y + 8}, type::kCounterSmall,
                why ? theme.disabled : theme.ink2, Align::kRight);
    const Rect rect{right - width - 4, frame.foot_y, width + 8, kFootHeight};
    frame.reach({element}, rect);
    right -= width;
  };
  hint(frame.words.text("counter.hint.more"), Element::kMore);
  const std::string dot = " · ";
  canvas.text(dot, {right, frame.foot_y + 8}, type::kCounterSmall, theme.ink2, Align::kRight);
  right -= canvas.text_width(dot, type::kCounterSmall);
  hint(frame.words.text("counter.hint.list"), Element::kList);
  const Rect left{frame.left + 16, frame.foot_y + 8, right - frame.left - 32, 16};
  // While something can be taken back that takes the place of the count.
  const int undo_s = frame.model.undo_left_s(frame.now);
  const ViewPrinter* printer = frame.model.printer_trouble();
  if (undo_s == 0 && printer != nullptr) {
    draw_printer(frame, left, *printer);
    return;
  }
  if (undo_s == 0) {
    canvas.text_in(frame.words.text("counter.today", finished), left, type::kCounterSmall,
                   theme.ink2);
    return;
  }
  const std::string undo =
      frame.words.text("counter.hint.undo", frame.model.undo_ticket(), i18n::running_time(undo_s));
  const auto why = frame.model.why_not({Element::kUndo});
  canvas.text_in(undo, left, type::kCounterSmall.with_font(ui::Font::kSemiBold),
                 why ? theme.disabled : theme.accent);
  frame.reach({Element::kUndo}, {left.x - 4, frame.foot_y, left.width + 8, kFootHeight});
}

void draw_window(Frame& frame) {
  frame.canvas.fill_rect({0, 0, frame.size.width, frame.size.height}, frame.theme().paper);
  if (frame.model.page() == Page::kSignIn) {
    draw_sign_in(frame);
    return;
  }
  draw_hero(frame);
  draw_strip(frame, frame.band(kStripY, kStripHeight), false);
  draw_buttons(frame);
  draw_lower(frame);
  draw_foot(frame);
  draw_bar(frame);
  if (frame.wide || frame.model.sheet() == Sheet::kList) {
    draw_list(frame);
  }
  switch (frame.model.sheet()) {
    case Sheet::kOutcome:
      draw_outcome(frame);
      break;
    case Sheet::kMore:
    case Sheet::kTransfer:
    case Sheet::kQuick:
    case Sheet::kIssue:
      draw_choices(frame);
      break;
    case Sheet::kGuest:
      draw_guest(frame);
      break;
    case Sheet::kHelp:
    case Sheet::kExplain:
    case Sheet::kNote:
    case Sheet::kDate:
    case Sheet::kCase:
    case Sheet::kClass:
    case Sheet::kNumber:
    case Sheet::kCode:
      draw_form(frame);
      break;
    case Sheet::kNone:
    case Sheet::kList:
      break;
  }
}

}  // namespace antre::counter
