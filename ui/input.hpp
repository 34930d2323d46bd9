// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "ui/geometry.hpp"

namespace antre::ui {

/// A finger or the mouse's left button (`finger` is -1), in reference px. One touch is one of them,
/// never both.
struct PointerDown {
  Point at;
  std::int64_t finger = -1;
};
struct PointerMove {
  Point at;
  std::int64_t finger = -1;
};
struct PointerUp {
  Point at;
  std::int64_t finger = -1;
};
struct Wheel {
  Point at;
  double lines = 0;  ///< positive: towards the end of the list
};

enum class Key {
  kCharacter,  ///< a letter, digit or sign: see KeyPress::character
  kSpace,
  kEnter,
  kEscape,
  kBackspace,
  kDelete,
  kTab,
  kUp,
  kDown,
  kLeft,
  kRight,
  kHome,
  kEnd,
  kPageUp,
  kPageDown,
  kF1,
  kF2,
  kF3,
  kF4,
  kF5,
  kF6,
  kF7,
  kF8,
  kF9,
  kF10,
  kF11,
  kF12
};

/// A logical key. The keypad's digits and Enter are the same as the others.
struct KeyPress {
  Key key = Key::kCharacter;
  char character = 0;  ///< lower case ASCII, only for kCharacter
  bool shift = false;
  bool ctrl = false;
  bool alt = false;
  bool repeat = false;  ///< held down
};
/// Text from the keyboard or an input method, UTF-8. Comes beside KeyPress; a scene uses one of
/// them at a time.
struct TextInput {
  std::string text;
};

using Input = std::variant<PointerDown, PointerMove, PointerUp, Wheel, KeyPress, TextInput>;

}  // namespace antre::ui
