// SPDX-License-Identifier: Apache-2.0
// Pages that say one thing: no connection, one moment, starting.
#include "kiosk/scenes/message.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "i18n/wording.hpp"

namespace antre::kiosk {

using ui::Rect;

namespace {

/// The box of the message on pages that have nothing else.
Rect message_box(const Frame& frame) {
  const double top = frame.wide || frame.large ? bar_height(frame) + 56 : 420;
  const double bottom = bottom_bar_top(frame) - (frame.wide ? 96 : 160);
  return {frame.margin, top, std::min(frame.content_width(), 1400.0), bottom - top};
}

/// A quiet line over the bottom bar; a long one takes two.
void draw_state_line(Frame& frame, const std::string& icon, const std::string& text) {
  const double line = frame.type.body.line;
  const double y = bottom_bar_top(frame) - (frame.wide ? 44 + line : 100 + line);
  const Rect box{frame.margin + 64, y, frame.content_width() - 64, 2 * line};
  frame.canvas.icon(icon, {frame.margin, y + (line - 44) / 2, 44, 44}, frame.theme().ink2);
  fit_paragraph(frame, text, box, frame.type.body, frame.theme().ink2, 2);
}

}  // namespace

double draw_message(Frame& frame, const Message& message, const Rect& box) {
  const double side = frame.wide ? 176 : frame.large ? 200 : 240;
  double y = box.y;
  ui::icon_box(frame.canvas, {box.x, y, side, side}, message.icon, side * 0.6, frame.theme().accent,
               frame.theme().on_accent, ui::kR5);
  y += side + (frame.wide ? 40 : 72);
  const ui::TextStyle hero = frame.large ? frame.type.title : ui::type::kKioskHero;
  y += balanced_paragraph(frame, message.title, {box.x, y, box.width, 2 * hero.line + 16}, hero,
                          frame.theme().ink, 2);
  y += 24;
  const ui::TextStyle body = frame.large ? frame.type.lead : frame.type.lead.with_size(38, 56);
  y += balanced_paragraph(frame, message.body, {box.x, y, box.width, 4 * body.line}, body,
                          frame.theme().ink2, 4);
  if (!message.second.empty()) {
    y += 32;
    frame.canvas.fill_rect({box.x, y, std::min(box.width, 880.0), 2}, frame.theme().line);
    y += 32;
    const ui::TextStyle second =
        frame.large ? frame.type.lead.with_size(36, 46) : frame.type.lead.with_size(32, 44);
    y += fit_paragraph(frame, message.second, {box.x, y, box.width, 4 * second.line}, second,
                       frame.theme().ink2, 4);
  }
  return y - box.y;
}

namespace {

/// What the administrator needs, whom the officer calls: upright at the foot of `room`, else at its
/// top.
void draw_refused_key(Frame& frame, const Rect& room) {
  const DeviceName& device = frame.model.device();
  if (device.public_key.empty()) {
    draw_state_line(frame, "linkoff", frame.words.text("kiosk.not_authorised.title"));
    return;
  }
  constexpr double kPadding = 32;
  constexpr double kGap = 16;
  const ui::TextStyle body = frame.type.body;
  const ui::TextStyle strong = body.with_font(ui::Font::kSemiBold);
  const double width = room.width - 2 * kPadding;
  struct Part {
    std::string text;
    ui::TextStyle style;
    ui::Colour colour;
    double height = 0;
  };
  std::vector<Part> parts{
      {frame.words.text("kiosk.not_authorised.title") + ". " +
           frame.words.text("kiosk.not_authorised.body"),
       body, frame.theme().ink2},
      {frame.words.text("kiosk.not_authorised.key", device.name), body, frame.theme().ink2},
      {device.public_key, strong, frame.theme().ink},
      {frame.words.text("kiosk.not_authorised.do", device.name), body, frame.theme().ink2}};
  constexpr int kMostLines = 8;
  double height = 2 * kPadding - kGap;
  for (Part& part : parts) {
    const auto lines =
        ui::wrap(frame.canvas.measurer(), part.text, part.style, width, kMostLines).size();
    part.height = static_cast<double>(lines) * part.style.line;
    height += part.height + kGap;
  }
  const Rect panel{room.x, frame.wide ? room.y : std::max(room.y, room.bottom() - height),
                   room.width, height};
  ui::panel(frame.canvas, frame.look, panel);
  double y = panel.y + kPadding;
  for (const Part& part : parts) {
    fit_paragraph(frame, part.text, {panel.x + kPadding, y, width, part.height}, part.style,
                  part.colour, kMostLines);
    y += part.height + kGap;
  }
}

}  // namespace

void draw_offline(Frame& frame) {
  const bool unknown = frame.model.request_unknown();
  const HallView* view = frame.model.view();
  const bool refused = frame.model.link() == Link::kNotAuthorised;
  Rect box = message_box(frame);
  if (refused) {
    box.y = bar_height(frame) + 56;
    box.width = frame.wide ? std::min(box.width, 0.48 * frame.content_width()) : box.width;
  }
  // The key takes the place of the second language: a page has room for one of them.
  const double used = draw_message(
      frame,
      {"officer", frame.words.text(unknown ? "kiosk.unknown.title" : "kiosk.offline.title"),
       frame.words.text(unknown ? "kiosk.unknown.body" : "kiosk.offline.body"),
       refused ? std::string()
               : frame.words.text(unknown ? "kiosk.unknown.second" : "kiosk.offline.second")},
      box);
  if (refused) {
    const double x = frame.wide ? box.right() + 40 : frame.margin;
    const double y = frame.wide ? box.y : box.y + used + 24;
    const double bottom = bottom_bar_top(frame) - 48;
    draw_refused_key(frame, {x, y, frame.size.width - frame.margin - x, bottom - y});
  } else if (const auto why = frame.model.out_of_service()) {
    draw_state_line(frame, "info", i18n::refusal_text(frame.words, *why));
  } else if (frame.model.link() != Link::kOnline) {
    const int utc_offset_s = view != nullptr ? view->utc_offset_s : 0;
    const std::string since = i18n::time_of_day(frame.model.lost_wall_ms(), utc_offset_s);
    draw_state_line(frame, "linkoff",
                    view != nullptr ? frame.words.text("kiosk.offline.reconnecting", since)
                                    : frame.words.text("kiosk.connecting"));
  }
  draw_bottom_bar(frame);
}

void draw_checking(Frame& frame) {
  draw_message(
      frame,
      {"recall", frame.words.text("kiosk.checking.title"), frame.words.text("kiosk.checking.body"),
       frame.second != nullptr ? frame.second->text("kiosk.checking.body") : ""},
      message_box(frame));
}

void draw_starting(Frame& frame) {
  draw_message(
      frame,
      {"link", frame.words.text("kiosk.starting.title"), frame.words.text("kiosk.starting.body"),
       frame.second != nullptr ? frame.second->text("kiosk.starting.body") : ""},
      message_box(frame));
}

}  // namespace antre::kiosk
