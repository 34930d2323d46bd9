// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "protocol/result.hpp"
#include "ui/scene.hpp"

namespace antre::ui {

struct WindowOptions {
  std::string title;
  int width = 1280;  ///< device px, when not fullscreen
  int height = 720;
  bool fullscreen = false;
  bool always_on_top = false;
  bool hide_pointer = false;  ///< kiosk and display
  bool resizable = true;
  /// Kiosk: keeps the keyboard, stays in front, and ignores the desktop's wish to close it.
  bool locked = false;
  std::string output;  ///< part of the name of the output that fullscreen fills; empty: the first
};

/// One window and its loop. Waits for input, wake() or the scene's deadline, and draws only when
/// the scene says that something has changed. SIGTERM, SIGINT, SIGHUP (the X server or the terminal
/// goes) and closing the window end run(). Fullscreen follows its output through every change of
/// mode; touch screens and keyboards may come and go. A service manager hears of the first frame,
/// and from time to time that the loop goes on (ui/service_manager.hpp).
class App {
 public:
  App() = default;
  App(const App&) = delete;
  App& operator=(const App&) = delete;
  virtual ~App() = default;

  /// Opens the window; kIo with one clear line if there is no screen or no font.
  [[nodiscard]] static Result<std::unique_ptr<App>> open(const WindowOptions& options);

  /// Runs until stop() or a signal; returns the program's exit status (0: orderly).
  virtual int run(Scene& scene) = 0;
  /// Any thread: update() is called soon. Calls before the loop takes notice are one.
  virtual void wake() = 0;
  /// Any thread: ends run().
  virtual void stop() = 0;
  /// Brings the window to the front without taking the keyboard (the loop's thread).
  virtual void raise() = 0;
  /// Leaves or enters full screen (the loop's thread).
  virtual void set_fullscreen(bool on) = 0;
  /// Whether TextInput is wanted; off at the start, so that keys are only keys (the loop's thread).
  virtual void set_text_input(bool on) = 0;
  /// What the window has for the scene, in device px.
  [[nodiscard]] virtual Size size() const = 0;
  /// Frames drawn so far; an idle screen draws none.
  [[nodiscard]] virtual std::uint64_t frames_drawn() const = 0;
};

}  // namespace antre::ui
