// SPDX-License-Identifier: Apache-2.0
#include "printer/ticket_layout.hpp"

#include <algorithm>

#include "printer/layout_builder.hpp"
#include "printer/qr_code.hpp"
#include "printer/ticket_measures.hpp"
#include "protocol/result.hpp"

namespace antre::printer {
namespace {

/// Smaller modules do not survive a 203 dpi head and a phone held at arm's length.
constexpr int kSmallestQrModule = 3;
/// A first fact wider than this share of the paper would leave too little to the second.
constexpr int kFirstFactPercent = 50;
/// Words beside the code need this share of the paper; else they go below it.
constexpr int kQrTextPercent = 35;

/// Goes down the paper once. `y_` is the last baseline, or the top of the last rule.
class TicketLayout {
 public:
  TicketLayout(const TicketPaper& ticket, const TicketMeasures& measures, bool narrow,
               QrPlace qr_place)
      : ticket_(ticket),
        m_(measures),
        narrow_(narrow),
        qr_place_(qr_place),
        out_(measures.width, measures.margin) {}

  Layout run() {
    place_copy_bar();
    place_hall();
    place_number();
    place_priority_bar();
    place_when();
    place_facts();
    place_qr();
    place_notes();
    return out_.finish(std::max(y_, out_.ink_bottom() - m_.foot / 4) + m_.foot);
  }

 private:
  int centred(const FittedText& text, int baseline) {
    return out_.text(text, out_.left(), out_.content_width(), baseline, Align::kCentre);
  }

  /// White words in the middle of a black bar; returns the bar's lower edge.
  int place_bar(const std::string& word, int top, int height) {
    const Rect box{out_.left(), top, out_.content_width(), height};
    out_.bar(box);
    const int inset = height / 4;
    auto text = fit_line(word, {Face::kDisplayBold, height * 5 / 8}, box.width - 2 * inset);
    const auto& ink = text.lines.front().ink;
    const int baseline = top + (height - ink.height) / 2 - ink.y;
    out_.text(text, box.x + inset, box.width - 2 * inset, baseline, Align::kCentre, true);
    return box.bottom();
  }

  void place_copy_bar() {
    if (ticket_.copy && !ticket_.copy_word.empty()) {
      y_ = place_bar(ticket_.copy_word, y_, kCopyBar) + kTopWhite;
    }
  }

  void place_hall() {
    const int top = y_;
    int x = out_.left();
    int width = out_.content_width();
    if (m_.beside_mark) {
      const Rect ground{x, top, kMarkGround, kMarkGround};
      out_.mark({.box = {x + kMarkInset, top + kMarkInset, kMarkIcon, kMarkIcon},
                 .file = ticket_.mark_file,
                 .ground = ground,
                 .radius = kMarkRadius});
      x = ground.right() + kMarkGap;
      width = out_.right() - x;
    }
    const Align align = m_.beside_mark ? Align::kLeft : Align::kCentre;
    const auto hall = fit(ticket_.hall, m_.hall, width, 1, m_.hall.size * 4 / 5);
    const auto office = fit(ticket_.office, m_.office, width, 1, m_.office.size * 4 / 5);
    y_ = out_.text(hall, x, width, top + m_.hall_drop, align);
    if (!office.lines.empty()) {
      y_ = out_.text(office, x, width, y_ + m_.office_drop, align);
    }
    if (m_.beside_mark) {
      // One line each ends with the mark; the rule keeps clear of whichever is lower.
      y_ = std::max(y_, top + m_.hall_drop + m_.office_drop);
    }
    y_ += m_.head_rule_drop;
    out_.rule(y_);
  }

  void place_number() {
    if (!ticket_.header.empty()) {
      const TextStyle style{Face::kSemiBold, m_.when.size};
      const auto header = fit(ticket_.header, style, out_.content_width(), 2, kSmallestText);
      y_ = centred(header, y_ + m_.when_drop) - kRule;
    }
    if (!ticket_.heading.empty()) {
      const auto heading = fit(ticket_.heading, m_.heading, out_.content_width(), 1, kSmallestText);
      centred(heading, y_ + m_.heading_drop);
      y_ = y_ + m_.heading_drop + heading.drop();
    }
    const auto number = fit_line(ticket_.number, m_.number, out_.content_width());
    // A smaller number takes less height.
    const int missing = (m_.number.size - number.style.size) * 3 / 4;
    y_ = centred(number, y_ + m_.number_drop - missing);
    if (!ticket_.service.empty()) {
      const auto service =
          fit(ticket_.service, m_.service, out_.content_width(), 2, m_.service.size * 3 / 4);
      y_ = centred(service, y_ + m_.service_drop);
    }
  }

  void place_priority_bar() {
    if (ticket_.priority && !ticket_.priority_word.empty()) {
      // To where a baseline would have to be for the next line to stand right.
      y_ = place_bar(ticket_.priority_word, y_ + kTopWhite, kPriorityBar) - m_.when.size / 4;
    }
  }

  void place_when() {
    int drop = m_.when_drop;
    for (const auto* line : {&ticket_.date, &ticket_.time}) {
      if (line->empty()) {
        continue;
      }
      const auto text = fit(*line, m_.when, out_.content_width(), 1, kSmallestText);
      y_ = centred(text, y_ + drop);
      drop = line_pitch(m_.when.size) + 1;
    }
    y_ += m_.when_rule_drop;
    out_.rule(y_);
  }

  struct FactColumn {
    FittedText label;
    FittedText figure;
    FittedText unit;
    [[nodiscard]] int width(int gap) const {
      const int unit_width = unit.lines.empty() ? 0 : gap + unit.lines.front().ink.right();
      return std::max(label.widest(), figure.lines.front().ink.right() + unit_width);
    }
  };

  [[nodiscard]] const std::string& label_of(const TicketFact& fact) const {
    return narrow_ && !fact.short_label.empty() ? fact.short_label : fact.label;
  }

  FactColumn fit_fact(const TicketFact& fact, int width) const {
    FactColumn column;
    column.label = fit(label_of(fact), m_.label, width, 1, kSmallestText);
    if (!fact.unit.empty()) {
      column.unit = fit_line(fact.unit, m_.unit, width / 2);
    }
    const int unit_width =
        column.unit.lines.empty() ? 0 : m_.figure_gap + column.unit.lines.front().ink.right();
    column.figure = fit_line(fact.figure, m_.figure, width - unit_width);
    return column;
  }

  void place_fact(const FactColumn& column, int x, int width, int label_room) {
    out_.text(column.label, x, width, y_ + m_.label_drop, Align::kLeft);
    const int baseline = y_ + m_.figure_drop + label_room;
    out_.text(column.figure, x, width, baseline, Align::kLeft);
    const int used = column.figure.lines.front().ink.right() + m_.figure_gap;
    out_.text(column.unit, x + used, width - used, baseline, Align::kLeft);
  }

  void place_facts() {
    const TicketFact* first = ticket_.ahead ? &*ticket_.ahead : nullptr;
    const TicketFact* second = ticket_.wait ? &*ticket_.wait : nullptr;
    if (first == nullptr) {
      std::swap(first, second);
    }
    if (first == nullptr) {
      return;
    }
    const int content = out_.content_width();
    const bool both = second != nullptr;
    const int first_room = both ? content * kFirstFactPercent / 100 - m_.fact_gap_left : content;
    const auto left = fit_fact(*first, first_room);
    int label_room = left.label.drop();
    int lowest = 0;
    if (both) {
      const int bar_x = out_.left() + left.width(m_.figure_gap) + m_.fact_gap_left;
      const int right_x = bar_x + kRule + m_.fact_gap_right;
      const auto right = fit_fact(*second, out_.right() - right_x);
      label_room = std::max(label_room, right.label.drop());
      place_fact(right, right_x, out_.right() - right_x, label_room);
      lowest = m_.fact_bar_height + label_room;
      out_.bar({bar_x, y_ + m_.fact_bar_drop, kRule, lowest});
    }
    place_fact(left, out_.left(), both ? left.width(m_.figure_gap) : content, label_room);
    end_block(y_ + m_.fact_bar_drop + m_.fact_bar_height + label_room);
  }

  void end_block(int bottom) {
    y_ = bottom + m_.block_gap;
    out_.rule(y_);
  }

  void place_qr() {
    if (!ticket_.qr) {
      return;
    }
    const auto code = encode_qr(ticket_.qr->content);
    if (!code) {
      return;
    }
    const int module = std::min(m_.qr_module, out_.content_width() / code->size);
    if (module < kSmallestQrModule) {
      return;
    }
    const int quiet = kQrQuietModules * module;
    const int side = code->size * module;
    const int top = y_ + kRule + quiet;
    const bool alone = qr_place_ == QrPlace::kOwnStrip;
    const int x = alone ? (m_.width - side) / 2 : out_.left();
    out_.qr({.box = {x, top, side, side}, .module_dots = module, .content = ticket_.qr->content});
    const int beside_x = x + side + m_.qr_text_gap;
    const bool fits = out_.right() - beside_x >= out_.content_width() * kQrTextPercent / 100;
    int bottom = top + side;
    if (fits && !alone) {
      bottom = std::max(bottom, place_qr_text(beside_x, top, top + side, Align::kLeft));
    } else {
      // The gap makes up for the lead's size, so that the quiet zone stays free.
      bottom = place_qr_text(out_.left(), bottom + quiet, bottom + quiet,
                             alone ? Align::kCentre : Align::kLeft);
    }
    y_ = std::max(bottom + m_.block_gap, top + side + quiet);
    out_.rule(y_);
  }

  /// Lead at the top, address and code at the bottom; returns the lower edge.
  int place_qr_text(int x, int top, int bottom, Align align) {
    const int width = out_.right() - x;
    const auto lead = fit(ticket_.qr->lead, m_.qr_lead, width, 3, kSmallestText);
    const int lead_end = out_.text(lead, x, width, top + m_.qr_lead_drop, align);
    std::vector<FittedText> small;
    if (m_.qr_address && !ticket_.qr->address.empty()) {
      small.push_back(fit(ticket_.qr->address, m_.qr_code, width, 1, kSmallestText));
    }
    if (!ticket_.qr->code.empty()) {
      small.push_back(fit(ticket_.qr->code, m_.qr_code, width, 1, kSmallestText));
    }
    const int pitch = line_pitch(m_.qr_code.size);
    int height = 0;
    for (const auto& text : small) {
      height += text.drop() + pitch;
    }
    int baseline = std::max(bottom - m_.qr_code_rise - height, lead_end + m_.qr_code_rise);
    for (const auto& text : small) {
      baseline = out_.text(text, x, width, baseline + pitch, align);
    }
    return std::max(baseline, lead_end) + m_.qr_code_rise;
  }

  void place_notes() {
    int drop = m_.note_drop;
    const auto paragraph = [&](const std::string& text, TextStyle style) {
      if (text.empty()) {
        return;
      }
      // Any number of lines: these are the hall's own words.
      const FittedText fitted{style, break_lines(text, style, out_.content_width())};
      y_ = out_.text(fitted, out_.left(), out_.content_width(), y_ + drop, Align::kLeft);
      drop = m_.note_gap;
    };
    for (const auto& note : ticket_.notes_bold) {
      paragraph(note, m_.note_bold);
    }
    for (const auto& note : ticket_.notes) {
      paragraph(note, m_.note);
    }
    paragraph(ticket_.complaint, m_.note);
    if (ticket_.copy) {
      paragraph(ticket_.reprint_line, {Face::kSemiBold, m_.note.size});
    }
  }

  const TicketPaper& ticket_;
  const TicketMeasures& m_;
  bool narrow_;
  QrPlace qr_place_;
  LayoutBuilder out_;
  int y_ = kTopWhite;
};

}  // namespace

bool is_paper_width(int paper_mm) {
  return paper_mm == 80 || paper_mm == 58;
}

Layout lay_out(const TicketPaper& ticket, int paper_mm, QrPlace qr_place) {
  ANTRE_ASSERT(is_paper_width(paper_mm));
  ANTRE_ASSERT(!ticket.number.empty());
  const bool narrow = paper_mm == 58;
  return TicketLayout(ticket, narrow ? kPaper58 : kPaper80, narrow, qr_place).run();
}

}  // namespace antre::printer
