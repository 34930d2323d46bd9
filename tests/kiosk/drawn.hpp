// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "kiosk/kiosk_scene.hpp"
#include "kiosk/samples.hpp"
#include "ui/recording_canvas.hpp"

namespace antre::kiosk {

inline constexpr ui::TimePoint kDrawnAt{std::chrono::milliseconds(kSampleNow + 2'000)};

/// A sample page as it is drawn, on real text widths.
struct Drawn {
  std::unique_ptr<KioskModel> model;
  std::unique_ptr<KioskScene> scene;
  ui::RecordingCanvas canvas;

  Drawn(const SamplePage& page, const SampleHall& hall, const SampleLook& look, ui::Size window)
      : model(sample_model(page, *sample_view(hall), look)),
        scene(std::make_unique<KioskScene>(*model, true, KioskScene::Hooks{})),
        canvas(scene->reference_size(window)) {
    scene->update(kDrawnAt);
    scene->draw(canvas, kDrawnAt);
  }
};

}  // namespace antre::kiosk
