// SPDX-License-Identifier: Apache-2.0
#include "kiosk/appliance.hpp"

#include <cmath>
#include <utility>

namespace antre::kiosk {
namespace {

constexpr double kFull = 100;
constexpr double kSame = 0.005;  ///< less than a percent is the same light

}  // namespace

ui::WindowOptions window_of(const Options& options) {
  ui::WindowOptions window;
  window.title = "Antre";
  window.width = options.width;
  window.height = options.height;
  window.fullscreen = options.fullscreen;
  window.hide_pointer = options.fullscreen;
  window.locked = options.fullscreen;
  window.always_on_top = options.fullscreen;
  return window;
}

Appliance::Appliance(bool always_speak, Speech::Options speech, std::filesystem::path lights)
    : always_speak_(always_speak),
      options_(std::move(speech)),
      light_(lights.empty() ? "/sys/class/backlight" : std::move(lights)) {}

bool Appliance::dim(double brightness) {
  if (std::abs(brightness - brightness_) >= kSame) {
    brightness_ = brightness;
    veil_ = !light_.set(static_cast<int>(std::lround(brightness * kFull)));
  }
  return veil_;
}

void Appliance::speak(const std::string& text, const std::string& language, const HallView* view) {
  const bool wanted = always_speak_ || (view != nullptr && view->hall.kiosk.speak);
  if (!wanted || text.empty()) {
    if (speech_) {
      speech_->stop();
    }
    return;
  }
  if (!speech_) {
    speech_ = std::make_unique<Speech>(options_);
  }
  speech_->say(text, language);
}

}  // namespace antre::kiosk
