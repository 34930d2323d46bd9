// SPDX-License-Identifier: Apache-2.0
// The sheet with what the visitor at the counter entered in the guest book.
#include <array>
#include <string>
#include <utility>

#include "counter/scenes/sheet.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

namespace type = ui::type;

namespace {

constexpr double kLabel = 16;
constexpr double kLine = 20;
constexpr double kGap = 10;
constexpr double kWidth = 388;

std::string identity_text(const i18n::Catalogue& words, const std::string& identity) {
  static constexpr std::array<std::pair<const char*, const char*>, 4> kKnown{
      {{"ktp", "kiosk.guest.identity.ktp"},
       {"sim", "kiosk.guest.identity.sim"},
       {"passport", "kiosk.guest.identity.passport"},
       {"other", "kiosk.guest.identity.other"}}};
  for (const auto& [name, key] : kKnown) {
    if (identity == name) {
      return words.text(key);
    }
  }
  return identity;
}

/// A label and its value in at most `lines` lines; gives the height used.
double draw_field(Frame& frame, double y, const std::string& label, const std::string& value,
                  int lines) {
  if (value.empty()) {
    return 0;
  }
  const auto& theme = frame.theme();
  frame.canvas.text_in(label, frame.at(16, y, kWidth, kLabel), type::kCounterSmall, theme.ink2);
  double at = y + kLabel;
  for (const std::string& line :
       ui::wrap(frame.canvas.measurer(), value, type::kCounterBody, kWidth, lines)) {
    frame.name_in(line, frame.at(16, at, kWidth, kLine), type::kCounterBody, theme.ink);
    at += kLine;
  }
  return at + kGap - y;
}

void draw_entry(Frame& frame, const Guest& guest) {
  const auto& words = frame.words;
  double y = kSheetTop + kSheetTitle + 4;
  y += draw_field(frame, y, words.text("kiosk.guest.name"), guest.name, 2);
  y += draw_field(frame, y, words.text("kiosk.guest.institution"), guest.institution, 2);
  y += draw_field(frame, y, words.text("kiosk.guest.email"), guest.email, 1);
  y += draw_field(frame, y, words.text("kiosk.guest.identity"),
                  identity_text(words, guest.identity), 1);
  draw_field(frame, y, words.text("kiosk.guest.purpose"), guest.purpose, 4);
}

}  // namespace

void draw_guest(Frame& frame) {
  const GuestPage* page = frame.model.guest();
  const SheetScope sheet(frame);
  if (page == nullptr) {
    return;
  }
  draw_sheet_title(frame, "book", frame.words.text("counter.guest.title", page->ticket.number));
  if (page->state == GuestPage::State::kShown) {
    draw_entry(frame, page->entry.guest());
    return;
  }
  const std::string text =
      page->state == GuestPage::State::kAsked     ? frame.words.text("counter.guest.asked")
      : page->state == GuestPage::State::kNothing ? frame.words.text("counter.guest.nothing")
                                                  : i18n::refusal_text(frame.words, page->code);
  frame.canvas.paragraph(text, frame.at(16, kSheetTop + kSheetTitle + 8, kWidth, 3 * kLine),
                         type::kCounterBody, frame.theme().ink, ui::Align::kLeft, 3);
}

}  // namespace antre::counter
