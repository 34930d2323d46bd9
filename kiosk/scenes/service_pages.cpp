// SPDX-License-Identifier: Apache-2.0
// For the staff, behind a long press on the hall's mark: the PIN, and the service menu.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "i18n/wording.hpp"
#include "kiosk/scenes/keyboard.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kColumn = 608;  ///< of what is touched, in landscape

std::string trouble_text(const Frame& frame, const std::string& reason) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 9> kKeys{
      {{"media-empty", "counter.printer.media_empty"},
       {"media-low", "counter.printer.media_low"},
       {"cover-open", "counter.printer.cover_open"},
       {"jam", "counter.printer.jam"},
       {"offline", "counter.printer.offline"},
       {"stopped", "counter.printer.stopped"},
       {"slow", "counter.printer.slow"},
       {"unreachable", "counter.printer.unreachable"},
       {"refused", "counter.printer.refused"}}};
  const auto* const at = std::find_if(kKeys.begin(), kKeys.end(),
                                      [&](const auto& key) { return key.first == reason; });
  return frame.words.text(at == kKeys.end() ? "counter.printer.other" : at->second);
}

/// One dot for each digit that is typed.
void draw_dots(Frame& frame, const Rect& box) {
  frame.canvas.outline_round(box, ui::kR3,
                             std::max(frame.look.strokes.active, frame.look.outline()),
                             frame.theme().accent, frame.theme().surface);
  constexpr double kDot = 24;
  constexpr double kStep = 44;
  const auto n = static_cast<double>(frame.model.pin().typed());
  double x = box.centre().x - (n - 1) * kStep / 2;
  for (std::size_t i = 0; i < frame.model.pin().typed(); ++i) {
    frame.canvas.fill_disc({x, box.centre().y}, kDot, frame.theme().ink);
    x += kStep;
  }
}

void draw_keypad(Frame& frame, const Rect& pad) {
  constexpr double kGap = 16;
  const double width = (pad.width - 2 * kGap) / 3;
  const double height = (pad.height - 3 * kGap) / 4;
  static constexpr std::string_view kDigits = "123456789";
  const auto place = [&](std::size_t at) {
    const std::size_t row = at / 3;
    return Rect{pad.x + static_cast<double>(at % 3) * (width + kGap),
                pad.y + static_cast<double>(row) * (height + kGap), width, height};
  };
  const auto digit = [](char sign) {
    KeyCap key;
    key.touch = {Element::kDigit, static_cast<std::size_t>(sign - '0')};
    key.label = std::string(1, sign);
    return key;
  };
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    draw_key_row(frame, {digit(kDigits[i])}, place(i));
  }
  constexpr std::size_t kZeroAt = 10;
  draw_key_row(frame, {digit('0')}, place(kZeroAt));
  draw_key_row(frame, {backspace_key(frame)}, place(kZeroAt + 1));
}

struct FactLine {
  std::string label;
  std::string value;
};

std::string link_text(const Frame& frame) {
  const HallView* view = frame.model.view();
  const std::string since =
      i18n::time_of_day(frame.model.link_since_wall_ms(), view != nullptr ? view->utc_offset_s : 0);
  switch (frame.model.link()) {
    case Link::kOnline:
      return frame.words.text("kiosk.service.link_online", since);
    case Link::kOffline:
      return frame.words.text("kiosk.service.link_lost", since);
    case Link::kNotAuthorised:
      return frame.words.text("kiosk.service.link_refused");
    case Link::kConnecting:
      break;
  }
  return frame.words.text("kiosk.service.link_connecting");
}

std::string printer_text(const Frame& frame) {
  if (!frame.model.printer_trouble().empty()) {
    return trouble_text(frame, frame.model.printer_trouble());
  }
  if (!frame.model.printer_known()) {
    return frame.words.text("kiosk.service.nothing");
  }
  return frame.words.text(frame.model.paper_low() ? "kiosk.service.printer_low"
                                                  : "kiosk.service.printer_ready");
}

std::string print_text(const Frame& frame, const ServiceMenu& menu) {
  if (!menu.print) {
    return {};
  }
  switch (*menu.print) {
    case PrintState::kPrinted:
    case PrintState::kReprinted:
      return frame.words.text("kiosk.service.printed");
    case PrintState::kFailed:
      return frame.words.text("kiosk.service.not_printed", trouble_text(frame, menu.print_reason));
    case PrintState::kUnknown:
      return frame.words.text("kiosk.service.print_unknown");
    default:
      break;
  }
  return menu.print_reason.empty() ? frame.words.text("kiosk.service.printing")
                                   : frame.words.text("kiosk.service.not_printed",
                                                      trouble_text(frame, menu.print_reason));
}

std::vector<FactLine> facts_of(const Frame& frame) {
  const KioskModel& model = frame.model;
  const std::string nothing = frame.words.text("kiosk.service.nothing");
  const auto or_nothing = [&](const std::string& value) { return value.empty() ? nothing : value; };
  return {
      {frame.words.text("kiosk.service.program"), or_nothing(model.facts().program)},
      {frame.words.text("kiosk.service.device"), or_nothing(model.device().name)},
      {frame.words.text("kiosk.service.link"), link_text(frame)},
      {frame.words.text("kiosk.service.printer"), printer_text(frame)},
      {frame.words.text("kiosk.service.queue"), model.facts().queue.empty()
                                                    ? frame.words.text("kiosk.service.printer_none")
                                                    : model.facts().queue},
      {frame.words.text("kiosk.service.last"),
       model.last_ticket() ? model.last_ticket()->ticket : nothing},
  };
}

void draw_facts(Frame& frame, const Rect& box) {
  const auto facts = facts_of(frame);
  const double height =
      std::min(frame.large ? 96.0 : 84.0, box.height / static_cast<double>(facts.size()));
  ui::panel(frame.canvas, frame.look,
            {box.x, box.y, box.width, height * static_cast<double>(facts.size())});
  constexpr double kPadding = 32;
  double y = box.y;
  for (const FactLine& fact : facts) {
    if (y > box.y) {
      frame.canvas.fill_rect({box.x + kPadding, y, box.width - 2 * kPadding, 2},
                             frame.theme().line);
    }
    const double half = (box.width - 2 * kPadding) * 0.4;
    const Rect label{box.x + kPadding, y + 2, half, height - 4};
    frame.canvas.text_in(fact.label, label,
                         fit_lines(frame, fact.label, frame.type.body, label.width, 1),
                         frame.theme().ink2);
    const double x = label.right() + 16;
    const Rect value{x, y + 2, box.right() - kPadding - x, height - 4};
    const ui::TextStyle style =
        fit_lines(frame, fact.value, frame.type.body.with_font(Font::kSemiBold), value.width, 2);
    const double lines = line_count(frame, fact.value, style, value.width, 2);
    const double line = std::min(style.line, value.height / lines);
    frame.canvas.paragraph(
        fact.value, {value.x, value.centre().y - lines * line / 2, value.width, lines * line},
        style.with_size(style.size, line), frame.theme().ink, Align::kLeft, 2);
    y += height;
  }
}

struct MenuButton {
  Touch touch;
  std::string icon;
  std::string label;
};

std::vector<MenuButton> menu_buttons(const Frame& frame, const ServiceMenu& menu) {
  std::vector<MenuButton> buttons{
      {{Element::kTestPrint}, "printer", frame.words.text("kiosk.service.test_print")}};
  if (frame.model.last_ticket()) {
    buttons.push_back(
        {{Element::kReprintLast},
         "recall",
         frame.words.text("kiosk.service.reprint", frame.model.last_ticket()->ticket)});
  }
  buttons.push_back({{Element::kRestart},
                     "out",
                     frame.words.text(menu.restart_asked ? "kiosk.service.restart_again"
                                                         : "kiosk.service.restart")});
  buttons.push_back({{Element::kBack}, "back", frame.words.text("kiosk.service.close")});
  return buttons;
}

void draw_menu_button(Frame& frame, const MenuButton& item, const Rect& rect) {
  constexpr double kIcon = 48;
  ui::OutlineButton button;
  const ui::ControlState state = frame.control(item.touch, rect, item.label);
  ui::outline_button(frame.canvas, frame.look, rect, button, state);
  const bool pressed = state.press > 0.5;
  const ui::Theme& theme = frame.theme();
  frame.canvas.icon(item.icon, {rect.x + 24, rect.centre().y - kIcon / 2, kIcon, kIcon},
                    pressed ? theme.on_accent : theme.accent);
  const double x = rect.x + 24 + kIcon + 20;
  const double width = rect.right() - 20 - x;
  const ui::TextStyle style =
      fit_lines(frame, item.label, frame.type.body.with_font(Font::kSemiBold), width, 2);
  const double lines = line_count(frame, item.label, style, width, 2) * style.line;
  frame.canvas.paragraph(item.label, {x, rect.centre().y - lines / 2, width, lines}, style,
                         pressed ? theme.on_accent : theme.ink, Align::kLeft, 2);
}

double draw_title(Frame& frame, const std::string& text, const Rect& box) {
  const ui::TextStyle style = fit_lines(frame, text, frame.type.title2, box.width, 1);
  frame.canvas.text_in(text, {box.x, box.y, box.width, style.line}, style, frame.theme().ink);
  return style.line;
}

}  // namespace

void draw_service_pin(Frame& frame) {
  const double w = frame.size.width;
  const double h = frame.size.height;
  const double m = frame.margin;
  const double foot_height = frame.large ? 104 : 112;
  const double key = frame.large && !frame.wide ? 88 : 112;
  const double pad_height = 4 * key + 3 * 16;
  const double column = frame.wide ? kColumn : w - 2 * m;
  const Rect foot{frame.wide ? w - m - column : m, h - 48 - foot_height, column, foot_height};
  const Rect pad{foot.x, foot.y - 24 - pad_height, column, pad_height};
  const double top = bar_height(frame) + 48;
  const Rect read{m, top, frame.wide ? pad.x - m - 64 : w - 2 * m, pad.y - 24 - top};
  double y = read.y + draw_title(frame, frame.words.text("kiosk.pin.title"), read) + 16;
  const int locked = frame.model.pin().locked_s(frame.now);
  const bool wrong = frame.model.pin().wrong() || locked > 0;
  const std::string text =
      locked > 0
          ? frame.words.text("kiosk.pin.locked", locked)
          : frame.words.text(frame.model.pin().wrong() ? "kiosk.pin.wrong" : "kiosk.pin.about");
  y += fit_paragraph(frame, text, {read.x, y, read.width, 3 * frame.type.lead.line},
                     wrong ? frame.type.lead.with_font(Font::kSemiBold) : frame.type.lead,
                     wrong ? frame.theme().red : frame.theme().ink2, 3);
  draw_dots(frame, {read.x, y + 32, std::min(read.width, 640.0), 104});
  draw_keypad(frame, pad);
  FootButtons buttons;
  buttons.leave = {Element::kBack};
  buttons.leave_label = frame.words.text("kiosk.back");
  buttons.leave_icon = "back";
  buttons.main = {Element::kEnterPin};
  buttons.main_label = frame.words.text("kiosk.pin.enter");
  draw_foot_buttons(frame, foot, buttons);
}

void draw_service_menu(Frame& frame) {
  const ServiceMenu* menu = frame.model.menu();
  if (menu == nullptr) {
    return;
  }
  const double w = frame.size.width;
  const double h = frame.size.height;
  const double m = frame.margin;
  const auto buttons = menu_buttons(frame, *menu);
  const std::size_t columns = frame.wide ? 1 : 2;
  const std::size_t rows = (buttons.size() + columns - 1) / columns;
  constexpr double kGap = 24;
  constexpr double kHeight = 136;
  const double column = frame.wide ? kColumn : w - 2 * m;
  const auto n = static_cast<double>(rows);
  const double height = n * kHeight + (n - 1) * kGap;
  const Rect touched{frame.wide ? w - m - column : m, h - 64 - height, column, height};
  const double top = bar_height(frame) + 40;
  const Rect read{m, top, frame.wide ? touched.x - m - 64 : w - 2 * m,
                  (frame.wide ? h - 48 : touched.y - 32) - top};
  double y = read.y + draw_title(frame, frame.words.text("kiosk.pin.title"), read) + 32;
  const double note = 2 * frame.type.lead.line;
  draw_facts(frame, {read.x, y, read.width, std::min(6 * 96.0, read.bottom() - y - note - 16)});
  y = read.bottom() - note;
  const std::string print = print_text(frame, *menu);
  if (!print.empty()) {
    fit_paragraph(frame, print, {read.x, y, read.width, note},
                  frame.type.lead.with_font(Font::kSemiBold), frame.theme().ink, 2);
  }
  const double width =
      (column - static_cast<double>(columns - 1) * kGap) / static_cast<double>(columns);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const std::size_t row = i / columns;
    draw_menu_button(frame, buttons[i],
                     {touched.x + static_cast<double>(i % columns) * (width + kGap),
                      touched.y + static_cast<double>(row) * (kHeight + kGap), width, kHeight});
  }
}

void draw_still_there(Frame& frame) {
  const auto left = frame.model.still_there(frame.now);
  if (!left) {
    return;
  }
  const ui::Theme& theme = frame.theme();
  constexpr double kVeil = 0.5;
  // What lies beneath cannot be touched: any touch only says that somebody is there.
  frame.take_over();
  const double width = std::min(frame.content_width(), 960.0);
  const double ring = frame.large ? 176 : 152;
  constexpr double kPadding = 48;
  const Rect room{0, 0, width - 2 * kPadding - ring - 40, 0};
  const std::string title = frame.words.text("kiosk.idle.title");
  const std::string about = frame.words.text("kiosk.idle.about", left->left_s);
  const ui::TextStyle head = fit_lines(frame, title, frame.type.title2, room.width, 2);
  const ui::TextStyle body = fit_lines(frame, about, frame.type.lead, room.width, 4);
  const double head_height = line_count(frame, title, head, room.width, 2) * head.line;
  const double body_height = line_count(frame, about, body, room.width, 4) * body.line;
  const double height = std::max(ring, head_height + 12 + body_height) + 2 * kPadding;
  const Rect panel{(frame.size.width - width) / 2, frame.size.height * 0.58 - height / 2, width,
                   height};
  frame.canvas.fill_rect({0, 0, frame.size.width, frame.size.height},
                         ui::kBlack.with_opacity(kVeil));
  frame.canvas.overlay(panel);
  ui::panel(frame.canvas, frame.look, panel, ui::kR5);
  ui::countdown_ring(frame.canvas, frame.look, {panel.x + kPadding + ring / 2, panel.centre().y},
                     ring, 10, left->share, std::to_string(left->left_s),
                     {Font::kDisplayBold, 64, 64, true});
  const double x = panel.x + kPadding + ring + 40;
  double y = panel.centre().y - (head_height + 12 + body_height) / 2;
  y += frame.canvas.paragraph(title, {x, y, room.width, head_height}, head, theme.ink, Align::kLeft,
                              2);
  frame.canvas.paragraph(about, {x, y + 12, room.width, body_height}, body, theme.ink2,
                         Align::kLeft, 4);
}

}  // namespace antre::kiosk
