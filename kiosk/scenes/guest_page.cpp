// SPDX-License-Identifier: Apache-2.0
// The guest book: five fields, and the keyboard always visible.
#include <algorithm>
#include <array>

#include "kiosk/scenes/keyboard.hpp"

namespace antre::kiosk {

using ui::Font;
using ui::Rect;

namespace {

constexpr std::array<const char*, kGuestFields> kLabels{
    "kiosk.guest.name", "kiosk.guest.institution", "kiosk.guest.email", "kiosk.guest.identity",
    "kiosk.guest.purpose"};

std::string identity_text(const Frame& frame, std::size_t identity) {
  return frame.words.text(std::string("kiosk.guest.identity.") + kIdentities.at(identity));
}

std::string problem_text(const Frame& frame, const GuestBook& book, GuestField field) {
  const auto problem = book.problem(field);
  if (!problem) {
    return {};
  }
  return frame.words.text(*problem == GuestProblem::kNameMissing ? "kiosk.guest.needs_name"
                                                                 : "kiosk.guest.email_wrong");
}

KeyRow extra_row(const GuestBook& book) {
  if (book.active() != GuestField::kEmail) {
    return letter_row("'-.,/():&+");
  }
  return {letter_key("@"), letter_key("@gmail.com", false, 2.2), letter_key(".com", false, 1.5),
          letter_key(".go.id", false, 1.5), letter_key(".ac.id", false, 1.5)};
}

KeyCap shift_key(const Frame& frame, bool on) {
  KeyCap key;
  key.touch = {Element::kShift};
  key.icon = "shift";
  key.spoken = frame.words.text("kiosk.keys.shift");
  key.kind = KeyKind::kQuiet;
  key.held = on;
  return key;
}

KeyRow bottom_row(const Frame& frame, const GuestBook& book) {
  KeyCap layer;
  layer.touch = layer_touch();
  layer.label = frame.words.text(frame.signs ? "kiosk.keys.letters" : "kiosk.keys.signs");
  layer.width = 1.25;
  layer.kind = KeyKind::kQuiet;
  KeyCap space = letter_key(" ", false, 3.75);
  space.label = frame.words.text("kiosk.keys.space");
  KeyCap next;
  next.touch = {Element::kNext};
  next.label = frame.words.text(book.at_last() ? "kiosk.guest.save" : "kiosk.next");
  next.width = 4;
  next.kind = KeyKind::kMain;
  return {layer, letter_key("."), space, next};
}

std::vector<KeyRow> rows_of(const Frame& frame, const GuestBook& book) {
  std::vector<KeyRow> rows{extra_row(book)};
  if (frame.signs) {
    rows.push_back(letter_row("1234567890"));
    rows.push_back(letter_row("@#&/()\":;*"));
    KeyRow last = letter_row("+=%!?,._-");
    last.push_back(backspace_key(frame));
    rows.push_back(std::move(last));
    if (!frame.large) {
      rows.push_back(letter_row("<>[]{}|^~$"));
    }
  } else {
    if (!frame.large) {
      rows.push_back(letter_row("1234567890"));
    }
    const bool capital = book.shift();
    rows.push_back(letter_row("qwertyuiop", capital));
    KeyRow middle = letter_row("asdfghjkl", capital);
    middle.push_back(backspace_key(frame));
    rows.push_back(std::move(middle));
    KeyRow last{shift_key(frame, capital)};
    for (KeyCap& key : letter_row("zxcvbnm", capital)) {
      last.push_back(std::move(key));
    }
    last.push_back(letter_key("-"));
    last.push_back(letter_key("_"));
    rows.push_back(std::move(last));
  }
  rows.push_back(bottom_row(frame, book));
  return rows;
}

KeyRow identity_row(const Frame& frame, const GuestBook& book, std::size_t from, std::size_t to) {
  KeyRow row;
  for (std::size_t i = from; i < to; ++i) {
    KeyCap key;
    key.touch = {Element::kIdentity, i};
    key.label = identity_text(frame, i);
    key.held = book.identity() == i;
    row.push_back(std::move(key));
  }
  return row;
}

/// In large text what is touched is in the lowest third: the identities take the keys' place.
std::vector<KeyRow> identity_rows(const Frame& frame, const GuestBook& book) {
  KeyCap next;
  next.touch = {Element::kNext};
  next.label = frame.words.text("kiosk.next");
  next.kind = KeyKind::kMain;
  const std::size_t half = kIdentities.size() / 2;
  return {identity_row(frame, book, 0, half),
          identity_row(frame, book, half, kIdentities.size()),
          {next}};
}

void draw_identities(Frame& frame, const GuestBook& book, const Rect& box) {
  draw_field_label(frame, box, frame.words.text("kiosk.guest.identity"),
                   frame.words.text("kiosk.guest.may_be_empty"));
  constexpr double kGap = 16;
  const auto n = static_cast<double>(kIdentities.size());
  const double width = (box.width - kGap * (n - 1)) / n;
  double x = box.x;
  for (std::size_t i = 0; i < kIdentities.size(); ++i) {
    const Rect rect{x, box.y, width, box.height};
    ui::OutlineButton button;
    button.label = identity_text(frame, i);
    button.style = frame.type.body.with_font(Font::kSemiBold);
    button.style = fit_lines(frame, button.label, button.style, width - 72, 1);
    button.radius = ui::kR3;
    button.icon_left = true;
    button.icon_size = 36;
    ui::ControlState state = frame.control({Element::kIdentity, i}, rect, button.label);
    if (book.identity() == i) {
      state.press = 1;
      button.icon = "check";
    }
    ui::outline_button(frame.canvas, frame.look, rect, button, state);
    x += width + kGap;
  }
}

void draw_fields(Frame& frame, const GuestBook& book, double first, double pitch, const Rect& room,
                 double box_height) {
  for (std::size_t i = 0; i < kGuestFields; ++i) {
    const auto field = static_cast<GuestField>(i);
    const Rect box{room.x, first + static_cast<double>(i) * pitch, room.width, box_height};
    FormField form;
    form.touch = {Element::kField, i};
    form.label = frame.words.text(kLabels.at(i));
    form.active = book.active() == field;
    form.style = frame.type.lead.with_size(frame.large ? 40 : 34, 44);
    if (field != GuestField::kName) {
      form.note = frame.words.text("kiosk.guest.may_be_empty");
    }
    if (field == GuestField::kIdentity) {
      if (!frame.large) {
        draw_identities(frame, book, box);
        continue;
      }
      form.text = book.identity() ? identity_text(frame, *book.identity()) : std::string();
      form.caret = form.text.size();
    } else {
      form.text = book.field(field).text();
      form.caret = book.field(field).caret();
      form.error = problem_text(frame, book, field);
    }
    draw_form_field(frame, box, form);
  }
}

/// Heading and what becomes of the entry; returns where they end.
double draw_heading(Frame& frame, const Rect& box) {
  const std::string title = frame.words.text("kiosk.guest.title");
  const ui::TextStyle style =
      frame.wide && !frame.large ? frame.type.title2.with_size(48, 56) : frame.type.title2;
  frame.canvas.text_in(title, {box.x, box.y, box.width, style.line}, style, frame.theme().ink);
  const int days = frame.model.view()->hall.retention.guest_book_days;
  const std::string about = frame.words.text("kiosk.guest.about", days);
  const double y = box.y + style.line + 4;
  return y + fit_paragraph(frame, about, {box.x, y, box.width, box.bottom() - y}, frame.type.body,
                           frame.theme().ink2, 2);
}

}  // namespace

void draw_guest_book(Frame& frame) {
  const GuestBook* book = frame.model.guest_book();
  if (book == nullptr || frame.model.view() == nullptr) {
    return;
  }
  const TypingPlaces places = typing_places(frame, frame.large ? 480 : 632);
  const double used = draw_heading(frame, places.read);
  const double label = frame.type.label.line + 4;
  const double box = 88;
  const auto gaps = static_cast<double>(kGuestFields - 1);
  const double first = frame.wide ? places.form.y + label : used + label + (frame.large ? 16 : 12);
  const double bottom = places.form.bottom() - (frame.wide ? 0 : 8);
  const double most = box + 2 * label + (frame.wide ? 24 : 12);
  const double pitch = std::min(most, (bottom - first - box) / gaps);
  draw_fields(frame, *book, first, pitch, places.form, box);
  const bool choosing = frame.large && book->active() == GuestField::kIdentity;
  draw_keys(frame, choosing ? identity_rows(frame, *book) : rows_of(frame, *book), places.tray,
            places.padding);
  FootButtons foot;
  foot.leave = {book->required() ? Element::kBack : Element::kSkip};
  foot.leave_label = frame.words.text(book->required() ? "kiosk.back" : "kiosk.guest.skip");
  foot.leave_icon = book->required() ? "back" : "";
  foot.main = {Element::kSave};
  foot.main_label = frame.words.text("kiosk.guest.save");
  foot.main_icon = "check";
  draw_foot_buttons(frame, places.foot, foot);
}

}  // namespace antre::kiosk
