// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos_ticket.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "printer/escpos.hpp"
#include "printer/qr_code.hpp"
#include "printer/raster.hpp"

namespace antre::printer {
namespace {

constexpr int kLetterDots = 12;
constexpr int kQrModuleDots = 6;
/// Larger letters are blocks that do not read better.
constexpr int kLargestNumber = 8;

/// Raster around the place of the code, which the printer fills itself.
std::vector<std::uint8_t> with_native_qr(const TicketPaper& ticket, int paper_mm, bool cut) {
  Layout layout = lay_out(ticket, paper_mm, QrPlace::kOwnStrip);
  const auto codes = std::move(layout.qr_codes);
  layout.qr_codes.clear();
  const Bitmap picture = rasterise(layout);
  EscposWriter writer;
  int top = 0;
  for (const QrBox& code : codes) {
    writer.rows(picture, top, code.box.y);
    writer.qr(code.content, code.module_dots);
    top = code.box.bottom();
  }
  writer.rows(picture, top, picture.height());
  return writer.finish(cut);
}

/// Lines of `columns` letters at most, broken at spaces; a longer word is broken where it must be.
std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const auto space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    while (!word.empty()) {
      const std::size_t used = line.empty() ? 0 : line.size() + 1;
      if (used + word.size() <= columns) {
        line += (line.empty() ? "" : " ") + std::string(word);
        word = {};
      } else if (line.empty()) {
        lines.emplace_back(word.substr(0, columns));
        word.remove_prefix(columns);
      } else {
        lines.push_back(std::move(line));
        line.clear();
      }
    }
  }
  if (!line.empty()) {
    lines.push_back(std::move(line));
  }
  return lines;
}

/// A ticket in the printer's own letters, from top to bottom as the picture has it.
class PlainTicket {
 public:
  PlainTicket(const TicketPaper& ticket, int paper_mm, const EscposOptions& options)
      : ticket_(ticket),
        options_(options),
        page_(*options.code_page),
        columns_((paper_mm == 58 ? 384 : 576) / kLetterDots),
        narrow_(paper_mm == 58) {}

  std::vector<std::uint8_t> run() {
    writer_.code_page(page_.number);
    if (ticket_.copy) {
      text(" " + ticket_.copy_word + " ", {.times = 2, .bold = true, .reverse = true});
    }
    text(ticket_.hall, {.bold = true});
    text(ticket_.office, {});
    rule();
    text(ticket_.header, {.bold = true});
    text(ticket_.heading, {});
    number();
    text(ticket_.service, {.times = 2, .bold = true});
    if (ticket_.priority) {
      text(" " + ticket_.priority_word + " ", {.times = 2, .bold = true, .reverse = true});
    }
    text(ticket_.date, {});
    text(ticket_.time, {});
    rule();
    fact(ticket_.ahead);
    fact(ticket_.wait);
    if (ticket_.ahead || ticket_.wait) {
      rule();
    }
    follow();
    for (const auto& note : ticket_.notes_bold) {
      text(note, {.bold = true, .centred = false});
    }
    for (const auto& note : ticket_.notes) {
      text(note, {.centred = false});
    }
    text(ticket_.complaint, {.centred = false});
    if (ticket_.copy) {
      text(ticket_.reprint_line, {.bold = true, .centred = false});
    }
    return writer_.finish(options_.cut);
  }

 private:
  void text(const std::string& utf8, const EscposText& look) {
    const bool bar = look.reverse;
    const auto bytes = to_code_page(utf8, page_);
    if (bytes.find_first_not_of(' ') == std::string::npos) {
      return;
    }
    const auto columns = static_cast<std::size_t>(columns_ / look.times);
    if (bar && bytes.size() <= columns) {
      // The spaces at both ends are the bar's and must not be broken away.
      writer_.line(bytes, look);
      return;
    }
    for (const auto& line : wrap(bytes, columns)) {
      writer_.line(line, look);
    }
  }

  void rule() { writer_.line(std::string(static_cast<std::size_t>(columns_), '-'), {}); }

  /// As large as the paper allows, never broken.
  void number() {
    const auto bytes = to_code_page(ticket_.number, page_);
    const int fits = columns_ / std::max(1, static_cast<int>(bytes.size()));
    writer_.line(bytes, {.times = std::clamp(fits, 1, kLargestNumber), .bold = true});
  }

  void fact(const std::optional<TicketFact>& fact) {
    if (!fact) {
      return;
    }
    const auto& label = narrow_ && !fact->short_label.empty() ? fact->short_label : fact->label;
    text(label + ": " + fact->figure + (fact->unit.empty() ? "" : " " + fact->unit),
         {.bold = true, .centred = false});
  }

  void follow() {
    if (!ticket_.qr) {
      return;
    }
    const auto code = encode_qr(ticket_.qr->content);
    const bool drawn =
        options_.native_qr && code && code->size * kQrModuleDots <= columns_ * kLetterDots;
    if (drawn) {
      // The quiet zone: an empty line is 30 dots, more than four modules.
      writer_.line("", {});
      writer_.qr(ticket_.qr->content, kQrModuleDots);
      writer_.line("", {});
      text(ticket_.qr->lead, {});
    }
    // Without the picture the address must be typed, so it is there in full.
    const bool typed = !drawn && ticket_.qr->content.find("://") != std::string::npos;
    text(typed ? ticket_.qr->content : ticket_.qr->address, {});
    text(ticket_.qr->code, {});
    rule();
  }

  const TicketPaper& ticket_;
  const EscposOptions& options_;
  const CodePage page_;
  int columns_;
  bool narrow_;
  EscposWriter writer_;
};

}  // namespace

std::vector<std::uint8_t> ticket_to_escpos(const TicketPaper& ticket, int paper_mm,
                                           const EscposOptions& options) {
  if (options.code_page) {
    return PlainTicket(ticket, paper_mm, options).run();
  }
  if (options.native_qr) {
    return with_native_qr(ticket, paper_mm, options.cut);
  }
  return to_escpos(rasterise(lay_out(ticket, paper_mm)), options.cut);
}

}  // namespace antre::printer
