// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/number_card.hpp"

#include <algorithm>
#include <vector>

#include "i18n/wording.hpp"
#include "printer/qr_code.hpp"
#include "printer/ticket_words.hpp"

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
    if (wait.hours) {
      const std::string range =
          i18n::hours_range(frame.words, *ticket.estimate_low_s, *ticket.estimate_high_s);
      facts.push_back({"clock", "", "", frame.words.text("kiosk.ticket.long", range)});
    } else if (wait.less) {
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
  // A code alone is for scanners here, not for a phone.
  return frame.model.ticket() && frame.model.ticket()->code &&
         !frame.model.view()->hall.kiosk.qr_base_url.empty();
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
    draw_qr(frame, {rect.x + 56, y + gap, inner, kQrHeight}, printer::qr_content(ticket, hall));
  }
}

}  // namespace antre::kiosk
