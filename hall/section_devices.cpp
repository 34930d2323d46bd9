// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hall/contrast.hpp"
#include "hall/sections.hpp"
#include "hall/suggest.hpp"

namespace antre::hall {
void read_kiosk(Table& table, KioskSettings& kiosk) {
  table.read("idle_s", kiosk.idle_s, 10, 3600);
  table.read_strings("priority_classes", [&](const std::string& word, int line) {
    const auto& known = known_priority_classes();
    auto& classes = kiosk.priority_classes;
    if (std::ranges::find(known, word) == known.end()) {
      table.report().error(line, fmt::format("priority class \"{}\" is not known; {}", word,
                                             suggestion(word, known)));
    } else if (std::ranges::find(classes, word) == classes.end()) {
      classes.push_back(word);
    }
  });
  table.read_word("guest_book", kiosk.guest_book, {"off", "optional", "required"});
  table.read("check_in", kiosk.check_in);
  table.read("speak", kiosk.speak);
  table.read("dim_after_s", kiosk.dim_after_s, 0, 86'400);
  table.read("dim_percent", kiosk.dim_percent, 5, 100);
  table.read("qr_base_url", kiosk.qr_base_url);
  if (!kiosk.qr_base_url.empty() && !kiosk.qr_base_url.starts_with("https://") &&
      !kiosk.qr_base_url.starts_with("http://")) {
    table.report().error(table.line("qr_base_url"),
                         fmt::format("qr_base_url \"{}\" is no web address; write for example "
                                     "\"https://antrean.example.go.id/t/\"",
                                     kiosk.qr_base_url));
  }
}

void read_printer(Table& table, PrinterSettings& printer) {
  table.read("queue", printer.queue);
  table.read("paper_mm", printer.paper_mm, 1, 1000);
  if (printer.paper_mm != 58 && printer.paper_mm != 80) {
    table.report().error(table.line("paper_mm"), fmt::format("paper_mm is {}; tickets are laid out "
                                                             "for 58 and 80",
                                                             printer.paper_mm));
  }
  table.read_word("mode", printer.mode, {"escpos", "raster", "file"});
  table.read("cut", printer.cut);
  table.read("footer", printer.footer);
  table.read("complaint", printer.complaint);
  table.read("header", printer.header);
  table.read("copies", printer.copies, 1, 2);
  table.read_word("paper", printer.paper, {"always", "on-request", "none"});
  table.read_word("qr", printer.qr, {"image", "native"});
  table.read_word("text", printer.text, {"image", "code-page"});
  table.read_word("code_page", printer.code_page, {"CP437", "CP850", "CP858", "CP1252"});
}

void read_desk(Table& table, DeskSettings& desk) {
  table.read("issue", desk.issue);
  table.read("check_in", desk.check_in);
  table.read("reprint", desk.reprint);
  table.read("sounds", desk.sounds);
}

void read_survey(Table& table, SurveySettings& survey) {
  table.read("on", survey.on);
  table.read("shown_s", survey.shown_s, 10, 600);
}

void read_look(Table& table, LookSettings& look) {
  table.read("logo", look.logo);
  table.read_word("theme", look.theme, {"light", "dark", "high_contrast"});
  table.read("accent", look.accent);
  const auto accent = parse_rgb(look.accent);
  if (!accent) {
    table.report().error(table.line("accent"),
                         fmt::format("accent \"{}\" is no colour; write '#' and six hex digits, "
                                     "for example \"#0B4A82\"",
                                     look.accent));
    return;
  }
  const double measured = accent_contrast(*accent);
  if (measured < kAccentContrast) {
    // Rounded down, so that 6.96 is not told as the 7.0 that would be enough.
    const double shown = std::floor(measured * 100) / 100;
    table.report().error(table.line("accent"),
                         fmt::format("accent {} has a contrast of {:.2f}:1 on the page, text needs "
                                     "7:1; the nearest darker shade that passes is \"{}\"",
                                     rgb_text(*accent), shown, rgb_text(passing_shade(*accent))));
  }
}

}  // namespace antre::hall
