// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/look.hpp"
#include "ui/ring.hpp"
#include "ui/type_scale.hpp"

/// Draw helpers in immediate style: pure functions of canvas, look, place and state. Every text is
/// given already translated. Functions that draw something pressable also call Canvas::control.
namespace antre::ui {

/// `press` 1 is pressed and 0 at rest; between them the fill fades (motion `press`).
struct ControlState {
  double press = 0;
  bool focused = false;
  bool disabled = false;
};

struct PrimaryButton {
  std::string label;
  std::string second_line;  ///< empty: none, and the label is centred unless there is a key
  std::string key;          ///< word of the key cap at the right, empty: none
  TextStyle style = type::kKioskAction;
  TextStyle second_style = type::kCounterButtonSub;
  double radius = kR4;
  std::string icon = {};  ///< before the label, empty: none
};
void primary_button(Canvas& canvas, const Look& look, const Rect& rect, const PrimaryButton& button,
                    const ControlState& state);

struct OutlineButton {
  std::string label;
  std::string icon;  ///< empty: none
  std::string key;   ///< key letter in the top right corner, empty: none
  TextStyle style = type::kKioskLabel;
  double icon_size = 48;
  bool icon_left = false;  ///< icon and label in a row instead of one over the other
  double radius = kR4;
};
void outline_button(Canvas& canvas, const Look& look, const Rect& rect, const OutlineButton& button,
                    const ControlState& state);

/// Colours of what is drawn on a card, which turn round when it is pressed.
struct CardColours {
  Colour fill, text, text2, icon_box, on_icon_box;
};
/// The background of a card that can be pressed (or not: then `state` is empty and `control` none).
CardColours card(Canvas& canvas, const Look& look, const Rect& rect, const ControlState& state,
                 double radius = kR4, std::string_view control = {});
/// A quiet card for reading, with `line` outline.
void panel(Canvas& canvas, const Look& look, const Rect& rect, double radius = kR4);
void icon_box(Canvas& canvas, const Rect& rect, std::string_view icon, double icon_size, Colour box,
              Colour on_box, double radius = kR4);

enum class TileKind { kFilled, kOutline, kStale };
/// The square with a service's letter.
void letter_tile(Canvas& canvas, const Look& look, const Rect& rect, std::string_view letter,
                 TileKind kind = TileKind::kFilled);

enum class ChipKind { kTint, kOutline, kWay, kGood, kAmber, kRed, kSunk };
struct Chip {
  ChipKind kind = ChipKind::kTint;
  std::string label;
  std::string icon;  ///< empty: none
  TextStyle style = type::kCounterChip;
};
/// Height of a chip of this text style: 24 at 13 px, in proportion otherwise.
[[nodiscard]] double chip_height(const Chip& chip);
[[nodiscard]] double chip_width(Canvas& canvas, const Chip& chip);
/// Draws at the top left corner `at`; returns the width.
double chip(Canvas& canvas, const Look& look, Point at, const Chip& chip);

enum class StripKind { kTint, kWay, kAmber, kRed, kGood, kSunk };
struct Strip {
  StripKind kind = StripKind::kTint;
  std::string icon;  ///< empty: none
  std::string text;  ///< wrapped to at most two lines
  TextStyle style = type::kCounterStrip;
  double padding = 16;
  double icon_size = 24;
};
/// A full-width band of information. Text and icon colours follow the kind.
void strip(Canvas& canvas, const Look& look, const Rect& rect, const Strip& strip);

struct TopBar {
  std::string mark;  ///< picture file of the hall's mark; empty or unreadable: the `hall` icon
  std::string name;
  std::string office;
  std::string clock;
  std::string date;                 ///< empty: none
  bool date_left_of_clock = false;  ///< display: in one row; kiosk: under the clock
  TextStyle name_style = type::kKioskLead.with_font(Font::kDisplaySemiBold);
  TextStyle office_style = type::kKioskDate;
  TextStyle clock_style = type::kKioskClock;
  TextStyle date_style = type::kKioskDate;
  double margin = 64;
};
/// The bar on `surface` with a hairline under it: mark 72, hall, office, clock and date.
void top_bar(Canvas& canvas, const Look& look, const Rect& rect, const TopBar& bar);

struct Field {
  std::string label;  ///< over the field, empty: none
  std::string text;
  std::string hint;     ///< shown in ink2 while the text is empty
  std::string error;    ///< under the field, empty: none
  bool active = false;  ///< has the caret
  bool secret = false;  ///< shown as dots
  TextStyle style = type::kKioskLead;
  TextStyle label_style = type::kKioskLabel;
  double padding = 24;
};
/// `rect` is the box itself; the label stands over it and the error under it. A text too long for
/// the box shows its end, where the caret is.
void field(Canvas& canvas, const Look& look, const Rect& rect, const Field& field);

/// Keyboard focus: gap in paper, ring in way, ring in ink, all outside `rect`.
void focus_ring(Canvas& canvas, const Look& look, const Rect& rect, double radius);

/// A small outlined box with the name of a key.
void key_cap(Canvas& canvas, const Rect& rect, std::string_view key, const TextStyle& style,
             Colour line, Colour inside, Colour text);

/// A paragraph in which **words between two stars** are set in `strong`; returns the height used.
double rich_paragraph(Canvas& canvas, std::string_view marked, const Rect& box,
                      const TextStyle& style, Colour colour, Font strong, Colour strong_colour);

}  // namespace antre::ui
