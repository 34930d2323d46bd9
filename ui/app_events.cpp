// SPDX-License-Identifier: Apache-2.0
#include "ui/app_events.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace antre::ui {
namespace {

constexpr std::array<std::pair<SDL_Keycode, Key>, 29> kKeys{{
    {SDLK_SPACE, Key::kSpace},
    {SDLK_RETURN, Key::kEnter},
    {SDLK_KP_ENTER, Key::kEnter},
    {SDLK_ESCAPE, Key::kEscape},
    {SDLK_BACKSPACE, Key::kBackspace},
    {SDLK_DELETE, Key::kDelete},
    {SDLK_TAB, Key::kTab},
    {SDLK_UP, Key::kUp},
    {SDLK_DOWN, Key::kDown},
    {SDLK_LEFT, Key::kLeft},
    {SDLK_RIGHT, Key::kRight},
    {SDLK_HOME, Key::kHome},
    {SDLK_END, Key::kEnd},
    {SDLK_PAGEUP, Key::kPageUp},
    {SDLK_PAGEDOWN, Key::kPageDown},
    {SDLK_AC_BACK, Key::kEscape},
    {SDLK_F1, Key::kF1},
    {SDLK_F2, Key::kF2},
    {SDLK_F3, Key::kF3},
    {SDLK_F4, Key::kF4},
    {SDLK_F5, Key::kF5},
    {SDLK_F6, Key::kF6},
    {SDLK_F7, Key::kF7},
    {SDLK_F8, Key::kF8},
    {SDLK_F9, Key::kF9},
    {SDLK_F10, Key::kF10},
    {SDLK_F11, Key::kF11},
    {SDLK_F12, Key::kF12},
    {SDLK_KP_SPACE, Key::kSpace},
}};

// What the keypad writes, whether or not Num Lock is on: a kiosk may have nothing but a keypad.
constexpr std::array<std::pair<SDL_Keycode, char>, 16> kKeypad{{
    {SDLK_KP_0, '0'},
    {SDLK_KP_1, '1'},
    {SDLK_KP_2, '2'},
    {SDLK_KP_3, '3'},
    {SDLK_KP_4, '4'},
    {SDLK_KP_5, '5'},
    {SDLK_KP_6, '6'},
    {SDLK_KP_7, '7'},
    {SDLK_KP_8, '8'},
    {SDLK_KP_9, '9'},
    {SDLK_KP_PERIOD, '.'},
    {SDLK_KP_COMMA, ','},
    {SDLK_KP_PLUS, '+'},
    {SDLK_KP_MINUS, '-'},
    {SDLK_KP_MULTIPLY, '*'},
    {SDLK_KP_DIVIDE, '/'},
}};

std::optional<Input> key_of(const SDL_KeyboardEvent& event) {
  const SDL_Keysym& sym = event.keysym;
  KeyPress press;
  press.shift = (sym.mod & KMOD_SHIFT) != 0;
  press.ctrl = (sym.mod & KMOD_CTRL) != 0;
  press.alt = (sym.mod & KMOD_ALT) != 0;
  press.repeat = event.repeat != 0;
  const auto same = [&sym](const auto& entry) { return entry.first == sym.sym; };
  if (const auto* key = std::ranges::find_if(kKeys, same); key != kKeys.end()) {
    press.key = key->second;
    return press;
  }
  if (const auto* key = std::ranges::find_if(kKeypad, same); key != kKeypad.end()) {
    press.character = key->second;
    return press;
  }
  if (sym.sym > ' ' && sym.sym < 127) {
    press.character = static_cast<char>(sym.sym);
    return press;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Input> input_of(const SDL_Event& event, Size window, Size reference) {
  const auto mouse = [&](int x, int y) {
    return Point{x * reference.width / window.width, y * reference.height / window.height};
  };
  const auto finger = [&](const SDL_TouchFingerEvent& touch) {
    return Point{touch.x * reference.width, touch.y * reference.height};
  };
  switch (event.type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT) {
        return std::nullopt;
      }
      if (event.type == SDL_MOUSEBUTTONDOWN) {
        return PointerDown{mouse(event.button.x, event.button.y)};
      }
      return PointerUp{mouse(event.button.x, event.button.y)};
    case SDL_MOUSEMOTION:
      return PointerMove{mouse(event.motion.x, event.motion.y)};
    case SDL_MOUSEWHEEL:
      return Wheel{mouse(event.wheel.mouseX, event.wheel.mouseY),
                   -static_cast<double>(event.wheel.preciseY)};
    case SDL_FINGERDOWN:
      return PointerDown{finger(event.tfinger), event.tfinger.fingerId};
    case SDL_FINGERUP:
      return PointerUp{finger(event.tfinger), event.tfinger.fingerId};
    case SDL_FINGERMOTION:
      return PointerMove{finger(event.tfinger), event.tfinger.fingerId};
    case SDL_KEYDOWN:
      return key_of(event.key);
    case SDL_TEXTINPUT:
      return TextInput{static_cast<const char*>(event.text.text)};
    default:
      return std::nullopt;
  }
}

}  // namespace antre::ui
