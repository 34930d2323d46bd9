// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/backlight.hpp"
#include "kiosk/options.hpp"
#include "kiosk/speech.hpp"
#include "protocol/hall_view.hpp"
#include "ui/app.hpp"

namespace antre::kiosk {

/// The kiosk's window. In full screen it is an appliance's: it cannot be left, closed or covered.
[[nodiscard]] ui::WindowOptions window_of(const Options& options);

/// What the kiosk's machine has beside its screen and its paper: a light behind the screen and a
/// voice. Owned and used by the UI thread; never fails, never waits.
class Appliance {
 public:
  /// `always_speak`: whatever the hall file says.
  explicit Appliance(bool always_speak) : Appliance(always_speak, Speech::Options{}, {}) {}
  /// `lights`: the folder of the backlights; empty: the system's.
  Appliance(bool always_speak, Speech::Options speech, std::filesystem::path lights);

  /// Gives the screen this share of its usual light. True: the machine cannot, and the picture has
  /// to be drawn darker. Cheap as long as the share stays the same.
  [[nodiscard]] bool dim(double brightness);
  /// Reads what has the focus aloud where the hall (nullptr: not known yet) or the command line
  /// wants that; a text of nothing ends what is being read.
  void speak(const std::string& text, const std::string& language, const HallView* view);

 private:
  bool always_speak_;
  Speech::Options options_;
  Backlight light_;
  double brightness_ = 1;
  bool veil_ = false;
  std::unique_ptr<Speech> speech_;  ///< from the first text on; most kiosks never speak
};

}  // namespace antre::kiosk
