// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <variant>

#include "ui/app_events.hpp"

using namespace antre::ui;

namespace {

constexpr Size kWindow{540, 960};
constexpr Size kReference{1080, 1920};

SDL_Event key(SDL_Keycode code, Uint16 mod = KMOD_NONE) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = code;
  event.key.keysym.mod = mod;
  return event;
}

KeyPress press_of(const SDL_Event& event) {
  return std::get<KeyPress>(input_of(event, kWindow, kReference).value());
}

}  // namespace

TEST_SUITE("ui/events") {
  TEST_CASE("a click and a touch come in reference px and can be told apart") {
    SDL_Event click{};
    click.type = SDL_MOUSEBUTTONDOWN;
    click.button.button = SDL_BUTTON_LEFT;
    click.button.x = 270;
    click.button.y = 96;
    const auto down = std::get<PointerDown>(input_of(click, kWindow, kReference).value());
    CHECK(down.at == Point{540, 192});
    CHECK(down.finger == -1);
    click.button.button = SDL_BUTTON_RIGHT;
    CHECK_FALSE(input_of(click, kWindow, kReference));

    SDL_Event touch{};
    touch.type = SDL_FINGERUP;
    touch.tfinger.x = 0.5F;
    touch.tfinger.y = 0.25F;
    touch.tfinger.fingerId = 7;
    const auto up = std::get<PointerUp>(input_of(touch, kWindow, kReference).value());
    CHECK(up.at == Point{540, 480});
    CHECK(up.finger == 7);
  }

  TEST_CASE("the keypad is the same as the other keys, with or without Num Lock") {
    CHECK(press_of(key(SDLK_7)).character == '7');
    CHECK(press_of(key(SDLK_KP_7)).character == '7');
    CHECK(press_of(key(SDLK_KP_ENTER)).key == Key::kEnter);
    CHECK(press_of(key(SDLK_RETURN)).key == Key::kEnter);
  }

  TEST_CASE("letters are lower case with their modifiers beside them") {
    const KeyPress z = press_of(key(SDLK_z, KMOD_LSHIFT | KMOD_RCTRL));
    CHECK(z.key == Key::kCharacter);
    CHECK(z.character == 'z');
    CHECK(z.shift);
    CHECK(z.ctrl);
    CHECK_FALSE(z.alt);
    CHECK(press_of(key(SDLK_SPACE)).key == Key::kSpace);
    CHECK(press_of(key(SDLK_F4)).key == Key::kF4);
    CHECK_FALSE(input_of(key(SDLK_VOLUMEUP), kWindow, kReference));
  }
}
