// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/ticket_parts.hpp"

#include <algorithm>
#include <vector>

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kNoteIcon = 56;
constexpr double kNoteIndent = kNoteIcon + 36;

int note_lines(const Frame& frame) {
  return frame.wide ? 5 : 3;
}

ui::TextStyle note_style(Frame& frame, const std::string& text, double width, bool small) {
  const ui::TextStyle wanted = small && frame.wide
                                   ? frame.type.body.with_size(frame.type.body.size, 36)
                               : small                     ? frame.type.body
                               : frame.wide && frame.large ? frame.type.body.with_size(34, 44)
                                                           : frame.type.lead;
  return fit_lines(frame, text, wanted, width - kNoteIndent, note_lines(frame));
}

}  // namespace

double note_height(Frame& frame, const std::string& text, double width, bool small) {
  const ui::TextStyle style = note_style(frame, text, width, small);
  return style.line * line_count(frame, text, style, width - kNoteIndent, note_lines(frame));
}

double draw_note(Frame& frame, const std::string& icon, const std::string& text, const Rect& box,
                 bool small) {
  const ui::TextStyle style = note_style(frame, text, box.width, small);
  frame.canvas.icon(icon, {box.x, box.y + (small ? 8 : 14), kNoteIcon, kNoteIcon},
                    frame.theme().accent);
  const double x = box.x + kNoteIndent;
  return balanced_paragraph(frame, text, {x, box.y, box.right() - x, box.height}, style,
                            frame.theme().ink, note_lines(frame));
}

double ending_top(const Frame& frame) {
  if (frame.wide) {
    return frame.size.height - 352;
  }
  return frame.size.height - (frame.large ? 256 : 200);
}

void draw_ending(Frame& frame, const std::string& done) {
  const auto countdown = frame.model.countdown(frame.now);
  if (!countdown) {
    return;
  }
  const double diameter = frame.large ? 136 : 118;
  const double button_height = frame.large ? (frame.wide ? 152 : 184) : 128;
  const double top = ending_top(frame);
  Rect button;
  Rect words;
  ui::Point centre;
  if (frame.wide) {
    // Over each other in the right column.
    const double x = frame.size.width - frame.margin - 608;
    centre = {x + diameter / 2, top + diameter / 2};
    button = {x, frame.size.height - frame.margin - button_height, 608, button_height};
    words = {centre.x + diameter / 2 + 24, centre.y - 40, 608 - diameter - 24, 80};
  } else {
    const double width = 440;
    button = {frame.size.width - frame.margin - width, top, width, button_height};
    centre = {frame.margin + diameter / 2, button.centre().y};
    words = {centre.x + diameter / 2 + 24, centre.y - 60,
             button.x - 24 - centre.x - diameter / 2 - 24, 120};
  }
  ui::countdown_ring(frame.canvas, frame.look, centre, diameter, 8, countdown->share,
                     std::to_string(countdown->left_s),
                     {Font::kDisplayBold, frame.large ? 56.0 : 48.0, 56, true});
  const std::string text = frame.words.text("kiosk.returns_in", countdown->left_s);
  const ui::TextStyle style =
      fit_lines(frame, text, frame.type.body.with_size(frame.type.body.size, frame.large ? 40 : 36),
                words.width, 3);
  const double width = balanced_width(frame, text, style, words.width);
  const double height =
      style.line *
      static_cast<double>(ui::wrap(frame.canvas.measurer(), text, style, width, 3).size());
  frame.canvas.paragraph(text, {words.x, words.centre().y - height / 2, width, height + 4}, style,
                         frame.theme().ink2, Align::kLeft, 3);
  ui::PrimaryButton primary;
  primary.label = done;
  primary.icon = "check";
  primary.style = frame.large ? frame.type.action.with_size(44, 52) : frame.type.action;
  ui::primary_button(frame.canvas, frame.look, button, primary,
                     frame.control({Element::kDone}, button, done));
}

double offers_height(const Frame& frame) {
  constexpr double kOffer = 112 + 24;
  const bool any =
      frame.model.ticket_paper() == TicketPaper::kOffered || frame.model.offers_guest_book();
  return any ? kOffer : 0;
}

void draw_offers(Frame& frame) {
  struct Offer {
    Touch touch;
    std::string icon;
    std::string label;
  };
  std::vector<Offer> offers;
  if (frame.model.ticket_paper() == TicketPaper::kOffered) {
    offers.push_back({{Element::kPrint}, "printer", frame.words.text("kiosk.ticket.print")});
  }
  if (frame.model.offers_guest_book()) {
    offers.push_back({{Element::kGuestBook}, "note", frame.words.text("kiosk.ticket.guest")});
  }
  if (offers.empty()) {
    return;
  }
  constexpr double kGap = 16;
  const double column = frame.wide ? 608 : frame.content_width();
  const auto n = static_cast<double>(offers.size());
  const double width = (column - kGap * (n - 1)) / n;
  double x = frame.size.width - frame.margin - column;
  const double y = ending_top(frame) - offers_height(frame);
  for (const Offer& offer : offers) {
    const Rect rect{x, y, width, 112};
    const double icon = 44;
    const double room = width - icon - 72;
    ui::OutlineButton plain;
    const ui::ControlState state = frame.control(offer.touch, rect, offer.label);
    ui::outline_button(frame.canvas, frame.look, rect, plain, state);
    const bool pressed = state.press > 0.5;
    const ui::TextStyle style = fit_lines(
        frame, offer.label, frame.type.action.with_size(frame.large ? 36 : 32, 40), room, 2);
    const double lines = line_count(frame, offer.label, style, room, 2);
    const double text =
        lines > 1 ? room : std::min(room, frame.canvas.text_width(offer.label, style) + 2);
    const double left = rect.centre().x - (icon + 16 + text) / 2;
    frame.canvas.icon(offer.icon, {left, rect.centre().y - icon / 2, icon, icon},
                      pressed ? frame.theme().on_accent : frame.theme().accent);
    frame.canvas.paragraph(
        offer.label,
        {left + icon + 16, rect.centre().y - lines * style.line / 2, text, lines * style.line},
        style, pressed ? frame.theme().on_accent : frame.theme().ink, Align::kLeft, 2);
    x += width + kGap;
  }
}

}  // namespace antre::kiosk
