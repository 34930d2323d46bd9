// SPDX-License-Identifier: Apache-2.0
// The number, with paper and without.
#include <algorithm>

#include "i18n/wording.hpp"
#include "kiosk/opening.hpp"
#include "kiosk/preparation.hpp"
#include "kiosk/scenes/number_card.hpp"
#include "kiosk/scenes/ticket_parts.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kRightColumn = 608;
constexpr double kLeftColumn = 1120;

/// Notes from the top of `box`, with a little air between them.
void draw_notes(Frame& frame, const Rect& box) {
  const TicketReply& ticket = *frame.model.ticket();
  const std::string sit = frame.words.text("kiosk.ticket.sit");
  if (frame.model.called_to()) {
    return;  // there is nothing to wait for
  }
  const std::string prepare =
      what_to_prepare(frame.model.view()->hall.service(ticket.service), frame.words);
  // Closer and smaller where both would not stand above what is touched.
  const auto heights = [&](bool small) {
    return note_height(frame, sit, box.width, small) +
           (prepare.empty() ? 0 : note_height(frame, prepare, box.width, small));
  };
  const double usual = frame.large ? 24 : 44;
  const bool small = heights(false) + usual > box.height;
  const double gap = std::clamp(box.height - heights(small), 8.0, usual);
  double y = box.y;
  y += draw_note(frame, "seat", sit, {box.x, y, box.width, box.bottom() - y}, small) + gap;
  if (!prepare.empty()) {
    draw_note(frame, "standard", prepare, {box.x, y, box.width, box.bottom() - y}, small);
  }
}

/// After a check-in: what the visitor does now, or when the booked time comes, instead of "please
/// take your ticket". Returns whether there was something to say.
bool draw_news(Frame& frame, double y, double width) {
  std::string text;
  const TicketReply& ticket = *frame.model.ticket();
  const auto counter = frame.model.called_to();
  const auto booked = frame.model.booked_for();
  if (counter) {
    text = frame.words.text("kiosk.code.called", ticket.ticket, counter->value);
  } else if (booked) {
    text = frame.words.text("kiosk.code.later", minute_text(booked->minute));
  } else {
    return false;
  }
  const Rect rect{frame.margin, y - 12, width, 96};
  const ui::Theme& theme = frame.theme();
  // Yellow says what the visitor does now.
  const ui::Colour fill = counter ? theme.way : theme.tint;
  const ui::Colour ink = counter ? theme.on_way : theme.ink;
  frame.canvas.outline_round(rect, ui::kR3, frame.look.outline(), counter ? theme.way : theme.edge,
                             fill);
  frame.canvas.icon(counter ? "bell" : "clock", {rect.x + 20, rect.centre().y - 28, 56, 56}, ink);
  const double x = rect.x + 96;
  const double room = rect.right() - 20 - x;
  ui::TextStyle style = fit_lines(frame, text, frame.type.lead.with_font(Font::kSemiBold), room, 2);
  style.line = std::min(style.line, 44.0);
  const double lines = line_count(frame, text, style, room, 2) * style.line;
  frame.canvas.paragraph(text, {x, rect.centre().y - lines / 2, room, lines}, style, ink,
                         Align::kLeft, 2);
  return true;
}

void draw_taken_heading(Frame& frame, double y, double width) {
  if (draw_news(frame, y, width)) {
    return;
  }
  const double disc = frame.large ? 80 : 72;
  const double x = frame.margin;
  frame.canvas.fill_disc({x + disc / 2, y + disc / 2}, disc, frame.theme().good);
  frame.canvas.icon("check", {x + disc / 2 - 24, y + disc / 2 - 24, 48, 48}, frame.theme().surface);
  const std::string text =
      frame.words.text(frame.model.ticket_paper() == TicketPaper::kComing ? "kiosk.ticket.take"
                                                                          : "kiosk.ticket.noted");
  const ui::TextStyle wanted =
      frame.large ? frame.type.title2 : frame.type.title2.with_size(52, 60);
  const ui::TextStyle style = fit_lines(frame, text, wanted, width - disc - 24, 1);
  frame.canvas.text_in(text, {x + disc + 24, y, width - disc - 24, disc}, style, frame.theme().ink);
}

struct Band {
  double height = 264;
  double icon = 112;
  double title = 52;
};

Band band_of(const Frame& frame) {
  if (frame.wide) {
    return frame.large ? Band{200, 96, 56} : Band{168, 96, 48};
  }
  return frame.large ? Band{272, 112, 60} : Band{};
}

void draw_band(Frame& frame, const Band& band) {
  const Rect rect{0, bar_height(frame), frame.size.width, band.height};
  const ui::Theme& theme = frame.theme();
  frame.canvas.fill_rect(rect, theme.way);
  frame.canvas.icon("printeroff",
                    {frame.margin, rect.centre().y - band.icon / 2, band.icon, band.icon},
                    theme.on_way);
  const double x = frame.margin + band.icon + 48;
  const double width = frame.size.width - frame.margin - x;
  const std::string title = frame.words.text("kiosk.no_paper.title");
  const std::string about =
      frame.words.text("kiosk.no_paper.valid") + "\n" + frame.words.text("kiosk.no_paper.told");
  const ui::TextStyle head =
      fit_lines(frame, title, {Font::kDisplayBold, band.title, band.title + 12}, width, 1);
  const ui::TextStyle body =
      fit_lines(frame, about, frame.type.lead.with_font(Font::kMedium), width, 2);
  const double lines =
      static_cast<double>(ui::wrap(frame.canvas.measurer(), about, body, width, 2).size());
  double y = rect.centre().y - (head.line + lines * body.line) / 2;
  frame.canvas.text_in(title, {x, y, width, head.line}, head, theme.on_way);
  y += head.line;
  frame.canvas.paragraph(about, {x, y, width, lines * body.line}, body, theme.on_way, Align::kLeft,
                         2);
}

std::string facts_line(const Frame& frame) {
  const TicketReply& ticket = *frame.model.ticket();
  if (ticket.estimate_low_s && ticket.estimate_high_s) {
    const auto wait = i18n::expected_wait(*ticket.estimate_low_s, *ticket.estimate_high_s);
    if (wait.hours) {
      return frame.words.text(
          "kiosk.no_paper.summary_long", ticket.ahead,
          i18n::hours_range(frame.words, *ticket.estimate_low_s, *ticket.estimate_high_s));
    }
    return frame.words.text(wait.less ? "kiosk.no_paper.summary_less" : "kiosk.no_paper.summary",
                            ticket.ahead, wait.minutes);
  }
  return ticket.ahead == 0 ? frame.words.text("kiosk.ticket.nobody_ahead")
                           : frame.words.text("kiosk.no_paper.summary_ahead", ticket.ahead);
}

/// The camera and what to do, from the top of `box`; returns the height used.
double draw_photograph(Frame& frame, const Rect& box) {
  const double side = frame.large ? 128 : 152;
  ui::icon_box(frame.canvas, {box.x, box.y, side, side}, "camera", side / 2, frame.theme().accent,
               frame.theme().on_accent);
  const std::string text = frame.words.text("kiosk.no_paper.note");
  const Rect room{box.x + side + 40, box.y, box.width - side - 40, side};
  const int most = frame.wide ? 3 : 2;
  const ui::TextStyle style = fit_lines(frame, text, ui::type::kKioskTitle2, room.width, most);
  const double width = balanced_width(frame, text, style, room.width);
  const double lines =
      static_cast<double>(ui::wrap(frame.canvas.measurer(), text, style, width, most).size());
  frame.canvas.paragraph(
      text, {room.x, room.centre().y - lines * style.line / 2, width, lines * style.line + 8},
      style, frame.theme().ink, Align::kLeft, 3);
  return std::max(side, lines * style.line);
}

}  // namespace

void draw_ticket(Frame& frame) {
  if (frame.model.ticket_paper() == TicketPaper::kNone) {
    draw_no_paper(frame);
    return;
  }
  const double bar = bar_height(frame);
  const double height = frame.size.height;
  NumberCard card;
  // Who is called, or comes later by appointment, has no line before them to be told of.
  card.facts = !frame.model.called_to() && !frame.model.booked_for();
  if (frame.wide) {
    draw_taken_heading(frame, bar + 32, kLeftColumn);
    const double top = bar + (frame.large ? 136 : 128);
    card.number_size = has_qr(frame) ? 320 : 400;
    const double foot = ending_top(frame) - offers_height(frame);
    draw_number_card(frame, {frame.margin, top, kLeftColumn, height - frame.margin - top}, card);
    const double x = frame.size.width - frame.margin - kRightColumn;
    draw_notes(frame, {x, top, kRightColumn, foot - top - 24});
  } else {
    const double top = bar + (frame.large ? 136 : 176);
    draw_taken_heading(frame, bar + (frame.large ? 28 : 56), frame.content_width());
    const double full = (frame.large ? 1016 : 1000) - offers_height(frame);
    const double card_height = has_qr(frame) ? full : full - 192;
    draw_number_card(frame, {frame.margin, top, frame.content_width(), card_height}, card);
    const double y = top + card_height + (frame.large ? 32 : 48);
    const double foot = ending_top(frame) - offers_height(frame);
    draw_notes(frame, {frame.margin, y, frame.content_width(), foot - y - 16});
  }
  draw_offers(frame);
  draw_ending(frame, frame.words.text("kiosk.done"));
}

void draw_no_paper(Frame& frame) {
  // A hall without paper has no trouble to tell of: the number, and what to do with it.
  const bool trouble = frame.model.ticket_paper() != TicketPaper::kNone;
  Band band = band_of(frame);
  if (trouble) {
    draw_band(frame, band);
  } else {
    band.height = frame.wide ? 112 : 144;
    draw_taken_heading(frame, bar_height(frame) + 40,
                       frame.wide ? kLeftColumn : frame.content_width());
  }
  const double top = bar_height(frame) + band.height;
  NumberCard card;
  card.number_size = 368;
  card.facts = false;
  card.qr = false;
  card.line = facts_line(frame);
  const std::string note = frame.words.text(trouble ? "kiosk.no_paper.sit" : "kiosk.ticket.sit");
  if (frame.wide) {
    const double note_height = 136;
    const double bottom = frame.size.height - frame.margin - note_height;
    draw_number_card(frame, {frame.margin, top + 40, kLeftColumn, bottom - 24 - top - 40}, card);
    draw_note(frame, "seat", note, {frame.margin, bottom, kLeftColumn, note_height});
    const double x = frame.size.width - frame.margin - kRightColumn;
    draw_photograph(frame, {x, top + 40, kRightColumn, 200});
  } else {
    const double y = top + (frame.large ? 40 : 64);
    const double height = (frame.large ? 680 : 696) - offers_height(frame);
    draw_number_card(frame, {frame.margin, y, frame.content_width(), height}, card);
    const double under = y + height + (frame.large ? 40 : 64);
    const double used = draw_photograph(frame, {frame.margin, under, frame.content_width(), 160});
    const double rule = under + used + (frame.large ? 40 : 72);
    frame.canvas.fill_rect({frame.margin, rule, frame.content_width(), 2}, frame.theme().line);
    const double note_y = rule + 40;
    draw_note(frame, "seat", note,
              {frame.margin, note_y, frame.content_width(),
               ending_top(frame) - offers_height(frame) - note_y - 16});
  }
  draw_offers(frame);
  draw_ending(frame, frame.words.text("kiosk.no_paper.noted"));
}

}  // namespace antre::kiosk
