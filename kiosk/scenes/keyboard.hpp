// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scenes/frame.hpp"

/// What pages with something to type are made of: keys and fields.
namespace antre::kiosk {

enum class KeyKind {
  kLetter,
  kQuiet,  ///< shift, backspace and the like
  kMain    ///< what leads on
};

/// One key on the screen.
struct KeyCap {
  Touch touch;
  std::string label;  ///< empty: the icon
  std::string icon;
  std::string spoken;  ///< read aloud; empty: the label
  double width = 1;    ///< as a share of its row
  KeyKind kind = KeyKind::kLetter;
  bool held = false;  ///< drawn as pressed
};
using KeyRow = std::vector<KeyCap>;

inline constexpr double kKeyGap = 8;

/// A key that writes `text`.
[[nodiscard]] KeyCap letter_key(std::string_view text, bool capital = false, double width = 1);
/// A row of keys, one for each character of `letters` (ASCII).
[[nodiscard]] KeyRow letter_row(std::string_view letters, bool capital = false);
[[nodiscard]] KeyCap backspace_key(const Frame& frame, double width = 1);

/// The tray of `rect` and in it, `padding` from its edges, the rows of the same height.
void draw_keys(Frame& frame, const std::vector<KeyRow>& rows, const ui::Rect& tray, double padding);
/// The keys of one row alone.
void draw_key_row(Frame& frame, const KeyRow& row, const ui::Rect& rect);

/// A field of a form: label over it, one line of words under it when it is wrong.
struct FormField {
  Touch touch;
  std::string label;
  std::string note;  ///< quiet, behind the label; empty: none
  std::string text;
  std::size_t caret = 0;  ///< bytes before it
  std::string error;      ///< empty: none
  bool active = false;
  ui::TextStyle style;
};
/// Draws it around its box; a text longer than the box shows the part with the caret.
void draw_form_field(Frame& frame, const ui::Rect& box, const FormField& field);
/// The label alone, over `box`.
void draw_field_label(Frame& frame, const ui::Rect& box, const std::string& label,
                      const std::string& note);

/// The two buttons at a page's foot: what leaves it (empty label: none) and what it is for.
struct FootButtons {
  Touch leave;
  std::string leave_label;
  std::string leave_icon;  ///< empty: none
  Touch main;
  std::string main_label;
  std::string main_icon;  ///< empty: none
  bool main_possible = true;
};
void draw_foot_buttons(Frame& frame, const ui::Rect& rect, const FootButtons& buttons);

/// The page's parts where keys stand at its foot: upright under what is read, in landscape beside
/// it.
struct TypingPlaces {
  ui::Rect read;  ///< heading, and where it is upright what is filled in
  ui::Rect form;  ///< what is filled in
  ui::Rect tray;
  double padding = 32;
  ui::Rect foot;
};
/// `keys_height`: the least height of the tray upright; in landscape it takes what there is.
[[nodiscard]] TypingPlaces typing_places(const Frame& frame, double keys_height);

}  // namespace antre::kiosk
