// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/ticket_parts.hpp"

#include <algorithm>
#include <vector>

#include "i18n/wording.hpp"
#include "kiosk/ticket_paper.hpp"
#include "printer/qr_code.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kDotted = 4;
constexpr double kNotch = 40;
constexpr double kFactHeight = 116;
constexpr double kQrHeight = 168;
/// Capital height of Inter Display; a number has no ink below its baseline.
constexpr double kCapital = 0.719;

struct Fact {
  std::string icon;
  std::string figure;
  std::string unit;
  std::string label;
};

std::vector<Fact> facts_of(const Frame& frame, const TicketReply& ticket) {
  std::vector<Fact> facts;
  if (ticket.ahead > 0) {
    facts.push_back({"people", std::to_string(ticket.ahead),
                     frame.words.count("kiosk.ticket.people", ticket.ahead),
                     frame.words.text("kiosk.ticket.ahead")});
  } else {
    facts.push_back({"people", "", "", frame.words.text("kiosk.ticket.nobody_ahead")});
  }
  if (ticket.estimate_low_s && ticket.estimate_high_s) {
    const auto wait = i18n::expected_wait(*ticket.estimate_low_s, *ticket.estimate_high_s);
    if (wait.less) {
      facts.push_back({"clock", "", "", frame.words.text("kiosk.ticket.less", wait.minutes)});
    } else {
      facts.push_back({"clock", wait.minutes, frame.words.text("kiosk.ticket.minutes"),
                       frame.words.text("kiosk.ticket.expected")});
    }
  }
  return facts;
}

constexpr double kFactIndent = 96;
constexpr double kFactGap = 16;

/// A fact without a figure is a sentence, a little larger than a label.
ui::TextStyle label_style(const Frame& frame, const Fact& fact) {
  return fact.figure.empty() ? frame.type.lead.with_font(Font::kSemiBold) : frame.type.body;
}

/// How wide a fact is when its label may take `room`; a longer label takes a second line.
double fact_width(Frame& frame, const Fact& fact, double room) {
  const ui::TextStyle unit = frame.type.lead.with_font(Font::kSemiBold);
  const double figure =
      fact.figure.empty() ? 0 : frame.canvas.text_width(fact.figure, frame.type.fact) + 12;
  const double head = figure + frame.canvas.text_width(fact.unit, unit);
  return kFactIndent + std::max(head, std::min(room, frame.canvas.text_width(
                                                         fact.label, label_style(frame, fact))));
}

/// The room of each label between the card's edges, so that both facts stand side by side.
double label_room(Frame& frame, const std::vector<Fact>& facts, double width) {
  double both = 0;
  for (const Fact& fact : facts) {
    both += fact_width(frame, fact, width);
  }
  const auto n = static_cast<double>(facts.size());
  const double gaps = 2 * n * kFactGap;
  return both + gaps <= width ? width : (width - gaps) / n - kFactIndent;
}

double facts_height(Frame& frame, const std::vector<Fact>& facts, double width) {
  const double room = label_room(frame, facts, width);
  const bool two = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
    return frame.canvas.text_width(fact.label, label_style(frame, fact)) > room;
  });
  return kFactHeight + (two ? frame.type.body.line : 0);
}

void draw_fact(Frame& frame, const Fact& fact, const Rect& box) {
  const ui::TextStyle unit = frame.type.lead.with_font(Font::kSemiBold);
  frame.canvas.icon(fact.icon, {box.x, box.y + 26, 64, 64}, frame.theme().accent);
  const double x = box.x + kFactIndent;
  if (fact.figure.empty()) {
    const ui::TextStyle style =
        fit_lines(frame, fact.label, label_style(frame, fact), box.right() - x, 2);
    const double lines = static_cast<double>(
        ui::wrap(frame.canvas.measurer(), fact.label, style, box.right() - x, 2).size());
    const double top = box.y + 26 + 32 - lines * style.line / 2;
    frame.canvas.paragraph(fact.label, {x, top, box.right() - x, lines * style.line + 8}, style,
                           frame.theme().ink, Align::kLeft, 2);
    return;
  }
  frame.canvas.text(fact.figure, {x, box.y}, frame.type.fact, frame.theme().ink);
  const double width = frame.canvas.text_width(fact.figure, frame.type.fact);
  // Unit and figure stand on one baseline.
  const double baseline = ui::baseline_of(frame.type.fact, box.y) - ui::baseline_of(unit, 0);
  frame.canvas.text(fact.unit, {x + width + 12, baseline}, unit, frame.theme().ink);
  const double top = box.y + frame.type.fact.line + 2;
  fit_paragraph(frame, fact.label, {x, top, box.right() - x, box.bottom() - top + 16},
                frame.type.body, frame.theme().ink2, 2);
}

void draw_facts(Frame& frame, const Rect& box, const std::vector<Fact>& facts) {
  const double room = label_room(frame, facts, box.width);
  // A hair more than measured: a label must not break for a rounding.
  const double left = fact_width(frame, facts.front(), room) + 2;
  if (facts.size() == 1) {
    draw_fact(frame, facts.front(), {box.centre().x - left / 2, box.y, left, box.height});
    return;
  }
  const double right = fact_width(frame, facts[1], room) + 2;
  const double gap = std::max(kFactGap - 2, (box.width - left - right) / 4);
  draw_fact(frame, facts[0], {box.x + gap, box.y, left, box.height});
  const double divider = box.x + 2 * gap + left;
  frame.canvas.fill_rect({divider, box.y + 8, 2, box.height - 16}, frame.theme().line);
  draw_fact(frame, facts[1], {divider + gap, box.y, right, box.height});
}

void draw_qr(Frame& frame, const Rect& rect, const std::string& content) {
  const auto code = printer::encode_qr(content);
  if (!code) {
    return;
  }
  if (frame.theme().high_contrast()) {
    frame.canvas.outline_round(rect, ui::kR3, frame.look.outline(), frame.theme().line,
                               frame.theme().surface);
  } else {
    frame.canvas.fill_round(rect, ui::kR3, frame.theme().tint);
  }
  const double side = rect.height - 20;
  const Rect white{rect.x + 10, rect.y + 10, side, side};
  frame.canvas.fill_round(white, ui::kR2, ui::kWhite);
  ui::BitMatrix matrix;
  matrix.size = code->size;
  matrix.dark.reserve(code->modules.size());
  std::transform(code->modules.begin(), code->modules.end(), std::back_inserter(matrix.dark),
                 [](std::uint8_t module) { return module != 0; });
  const double quiet =
      side * printer::kQrQuietModules / (code->size + 2 * printer::kQrQuietModules);
  frame.canvas.modules(matrix, white.inset(quiet), ui::kBlack);
  const double x = white.right() + 28;
  const double width = rect.right() - 24 - x;
  const std::string title = frame.words.text("kiosk.ticket.follow");
  const std::string how = frame.words.text("kiosk.ticket.scan");
  const ui::TextStyle head = frame.type.body.with_font(Font::kSemiBold).with_size(32, 40);
  const ui::TextStyle body =
      fit_lines(frame, how, frame.type.body.with_size(frame.type.body.size, 36), width, 2);
  const double lines =
      static_cast<double>(ui::wrap(frame.canvas.measurer(), how, body, width, 2).size());
  double y = rect.centre().y - (head.line + lines * body.line) / 2;
  frame.canvas.text_in(title, {x, y, width, head.line}, head, frame.theme().ink);
  y += head.line;
  frame.canvas.paragraph(how, {x, y, width, lines * body.line}, body, frame.theme().ink2,
                         Align::kLeft, 2);
}

void draw_dotted(Frame& frame, const Rect& card, double y) {
  frame.canvas.dotted_line({card.x + 44, y}, card.width - 88, kDotted, 16, frame.theme().edge);
  // Half discs in the page's colour cut the ticket's edges.
  const ui::ClipScope clip(frame.canvas, card);
  frame.canvas.fill_disc({card.x, y}, kNotch, frame.theme().paper);
  frame.canvas.fill_disc({card.right(), y}, kNotch, frame.theme().paper);
}

}  // namespace

bool has_qr(const Frame& frame) {
  return frame.model.ticket() &&
         !qr_content(*frame.model.ticket(), frame.model.view()->hall).empty();
}

void draw_number_card(Frame& frame, const Rect& rect, const NumberCard& card) {
  const TicketReply& ticket = *frame.model.ticket();
  const HallSettings& hall = frame.model.view()->hall;
  const ServiceSettings* service = hall.service(ticket.service);
  const std::string name = service != nullptr ? frame.text(service->name) : ticket.service.value;
  const double inner = rect.width - 2 * 56;

  const ui::TextStyle label =
      frame.type.lead.with_size(frame.large ? 40 : 36, frame.large ? 48 : 44);
  const ui::TextStyle name_style = fit_lines(
      frame, name, frame.large ? frame.type.card : frame.type.card.with_size(40, 48), inner, 2);
  const double name_lines =
      static_cast<double>(ui::wrap(frame.canvas.measurer(), name, name_style, inner, 2).size());
  ui::TextStyle number = ui::type::kKioskNumber.with_size(card.number_size, card.number_size);
  number = ui::fit(frame.canvas.measurer(), ticket.ticket, number, inner);
  const bool qr = card.qr && has_qr(frame);
  const bool priority = ticket.class_ == TicketClass::kPriority;

  // What there is, from the top; the height that is left goes between the parts.
  double used = label.line + name_lines * name_style.line;
  int parts = 3;
  const auto add = [&](bool on, double height) {
    if (on) {
      used += height;
      ++parts;
    }
  };
  add(priority, 40);
  add(!card.line.empty(), frame.type.lead.line);
  add(card.facts, kDotted);
  const std::vector<Fact> facts = facts_of(frame, ticket);
  const double fact_room = rect.width - 80;
  const double fact_height = facts_height(frame, facts, fact_room);
  add(card.facts, fact_height);
  add(qr, kQrHeight);
  // The number gives way where the card is low.
  constexpr double kLeastGap = 18;
  const double most = (rect.height - used - kLeastGap * (parts + 1)) / kCapital;
  number.size = std::min(number.size, most);
  const double digits = number.size * kCapital;
  const double gap = (rect.height - used - digits) / (parts + 1);

  if (frame.theme().shadows()) {
    frame.canvas.shadow(rect, ui::kR5, ui::ShadowKind::kHigh, frame.theme().ink);
    frame.canvas.fill_round(rect, ui::kR5, frame.theme().surface);
  } else {
    ui::panel(frame.canvas, frame.look, rect, ui::kR5);
  }
  const double middle = rect.centre().x;
  double y = rect.y + gap;
  frame.canvas.text(frame.words.text("kiosk.ticket.your_number"), {middle, y}, label,
                    frame.theme().ink2, Align::kCentre);
  y += label.line + gap;
  {
    const ui::OpacityScope fade(frame.canvas, frame.number_in);
    const ui::OffsetScope rise(frame.canvas, 0, 24 * (1 - frame.number_in));
    const double top = y + digits - ui::baseline_of(number, 0);
    frame.canvas.text(ticket.ticket, {middle, top}, number, frame.theme().ink, Align::kCentre);
  }
  y += digits + gap;
  y += frame.canvas.paragraph(name, {rect.x + 56, y, inner, name_lines * name_style.line},
                              name_style, frame.theme().ink, Align::kCentre, 2);
  if (priority) {
    y += gap;
    ui::Chip chip{ui::ChipKind::kTint, frame.words.text("kiosk.class.priority"), "",
                  frame.type.label.with_font(Font::kSemiBold)};
    const double width = ui::chip_width(frame.canvas, chip);
    ui::chip(frame.canvas, frame.look, {middle - width / 2, y + (40 - ui::chip_height(chip)) / 2},
             chip);
    y += 40;
  }
  if (!card.line.empty()) {
    y += gap;
    frame.canvas.text_in(card.line, {rect.x + 56, y, inner, frame.type.lead.line}, frame.type.lead,
                         frame.theme().ink2, Align::kCentre);
    y += frame.type.lead.line;
  }
  if (card.facts) {
    y += gap;
    draw_dotted(frame, rect, y + kDotted / 2);
    y += kDotted + gap;
    draw_facts(frame, {rect.x + 40, y, fact_room, fact_height}, facts);
    y += fact_height;
  }
  if (qr) {
    draw_qr(frame, {rect.x + 56, y + gap, inner, kQrHeight}, qr_content(ticket, hall));
  }
}

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
