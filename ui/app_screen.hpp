// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include <string>

namespace antre::ui {

/// Keeps a fullscreen window on its output, whole, while outputs come, go and change their mode.
/// A desktop's window manager does that by itself; on a bare X server nobody else does. Used on
/// the loop's thread; the window outlives it. Never fails: what cannot be done stays as it is.
class AppScreen {
 public:
  /// `output`: a part of the name of the output to fill, as SDL or xrandr writes it; empty, or
  /// while there is none of that name: the first.
  AppScreen(SDL_Window* window, std::string output);

  /// Takes note of an event that may be about outputs.
  void look(const SDL_Event& event);
  /// Puts the window on its output as that is now.
  void fill();

  /// The place in SDL's list of the output to fill.
  [[nodiscard]] static int index_of(const std::string& output);

 private:
  void watch_root();
  void root_changed(const SDL_Event& event);

  SDL_Window* window_;
  std::string output_;
};

}  // namespace antre::ui
