// SPDX-License-Identifier: Apache-2.0
// Check-in: the code of an appointment or an online number, typed or scanned.
#include <algorithm>

#include "kiosk/scenes/keyboard.hpp"
#include "kiosk/scenes/page_speech.hpp"

namespace antre::kiosk {

using ui::Font;
using ui::Rect;

namespace {

constexpr std::size_t kLettersARow = 8;

std::string problem_text(const Frame& frame, CheckInProblem problem) {
  switch (problem) {
    case CheckInProblem::kNotACode:
    case CheckInProblem::kUnknown:
      return frame.words.text("kiosk.code.unknown");
    case CheckInProblem::kEnded:
      return frame.words.text("kiosk.code.ended");
    case CheckInProblem::kOffline:
    case CheckInProblem::kUnavailable:
      break;
  }
  return frame.words.text("kiosk.code.not_now");
}

/// The letters of codes in their order; the place that is left deletes.
std::vector<KeyRow> rows_of(const Frame& frame) {
  std::vector<KeyRow> rows;
  for (std::size_t i = 0; i < kCodeLetters.size(); i += kLettersARow) {
    KeyRow row;
    for (const char letter : kCodeLetters.substr(i, kLettersARow)) {
      row.push_back(letter_key(std::string(1, letter)));
    }
    rows.push_back(std::move(row));
  }
  rows.back().push_back(backspace_key(frame));
  return rows;
}

/// What is wrong, in a panel; that the answer takes its time; or how else a code may be given.
/// Returns the height.
double draw_advice(Frame& frame, const CheckInForm& form, const Rect& box) {
  const bool checking = frame.model.checking_code(frame.now);
  const std::string told = check_in_words(frame);
  const std::string text = told.empty() ? frame.words.text("kiosk.code.scan") : told;
  const double icon = 72;
  const double padding = form.problem ? 28 : 0;
  const double x = box.x + padding + icon + 28;
  const double width = box.right() - padding - x;
  const ui::TextStyle style = fit_lines(frame, text, frame.type.lead, width, 4);
  const double lines = line_count(frame, text, style, width, 4) * style.line;
  const double height = std::max(icon, lines) + 2 * padding;
  const ui::Theme& theme = frame.theme();
  if (form.problem) {
    frame.canvas.outline_round({box.x, box.y, box.width, height}, ui::kR3,
                               std::max(frame.look.strokes.active, frame.look.outline()), theme.red,
                               theme.red_tint);
  }
  frame.canvas.icon(form.problem ? "warn"
                    : checking   ? "recall"
                                 : "code",
                    {box.x + padding, box.y + (height - icon) / 2, icon, icon},
                    form.problem ? theme.red : theme.accent);
  frame.canvas.paragraph(text, {x, box.y + (height - lines) / 2, width, lines + 4}, style,
                         theme.ink, ui::Align::kLeft, 4);
  return height;
}

}  // namespace

std::string check_in_words(const Frame& frame) {
  const CheckInForm* form = frame.model.check_in();
  if (form != nullptr && form->problem) {
    return problem_text(frame, *form->problem);
  }
  return frame.model.checking_code(frame.now) ? frame.words.text("kiosk.code.checking")
                                              : std::string();
}

void draw_check_in(Frame& frame) {
  const CheckInForm* form = frame.model.check_in();
  if (form == nullptr) {
    return;
  }
  TypingPlaces places = typing_places(frame, frame.large ? 432 : 560);
  if (frame.wide) {
    // Nothing is filled in but one field: the keys take the whole height.
    places.tray = {places.tray.x, bar_height(frame) + 32, places.tray.width,
                   places.foot.y - 28 - bar_height(frame) - 32};
  }
  const Rect& room = places.form;
  const double top = room.y + (frame.wide || frame.large ? 8 : 48);
  const std::string title = frame.words.text("kiosk.code.title");
  const ui::TextStyle style =
      fit_lines(frame, title, frame.large ? frame.type.title2 : frame.type.title, room.width, 2);
  double y = top;
  y += frame.canvas.paragraph(title, {room.x, y, room.width, 2 * style.line + 8}, style,
                              frame.theme().ink, ui::Align::kLeft, 2);
  y += 12;
  y += fit_paragraph(frame, frame.words.text("kiosk.code.about"),
                     {room.x, y, room.width, 3 * frame.type.lead.line}, frame.type.lead,
                     frame.theme().ink2, 3);
  y += frame.large ? 32 : 48;
  FormField field;
  field.touch = {Element::kField};
  field.text = form->code.text();
  field.caret = form->code.caret();
  field.active = true;
  field.style = {Font::kDisplayBold, 72, 80};
  draw_form_field(frame, {room.x, y, room.width, 136}, field);
  y += 136 + (frame.large ? 32 : 48);
  draw_advice(frame, *form, {room.x, y, room.width, room.bottom() - y});
  draw_keys(frame, rows_of(frame), places.tray, places.padding);
  FootButtons foot;
  foot.leave = {Element::kBack};
  foot.leave_label = frame.words.text("kiosk.back");
  foot.leave_icon = "back";
  foot.main = {Element::kSendCode};
  foot.main_label = frame.words.text("kiosk.code.take");
  foot.main_icon = "check";
  draw_foot_buttons(frame, places.foot, foot);
}

}  // namespace antre::kiosk
