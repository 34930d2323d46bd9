// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/kiosk_model.hpp"
#include "protocol/result.hpp"
#include "ui/offscreen.hpp"

/// The kiosk's pages with sample data: for pictures of them and for tests of their layout.
namespace antre::kiosk {

/// The moment of the samples on the model's clock, and what is added to it to get the time that is
/// shown: Tuesday, 24 November 2026, 09.42 WIB.
inline constexpr Ms kSampleNow = 1'000'000;
[[nodiscard]] std::int64_t sample_wall_ms();

struct SampleHall {
  std::size_t services = 4;
  bool long_names = false;  ///< the longest names that a hall may be expected to have
  bool web_address = false;
};
/// The PST hall of the example hall file with people waiting. kIo when the file is not there.
[[nodiscard]] Result<HallView> sample_view(const SampleHall& sample = {});

/// A page of the kiosk and how a model comes to it.
struct SamplePage {
  std::string name;  ///< "home", "class", ...
  std::function<void(KioskModel& model, HallView view)> lead;
  bool keyboard = false;  ///< it has the keys of a keyboard
};
[[nodiscard]] const std::vector<SamplePage>& sample_pages();

struct SampleLook {
  std::string language = "id";
  bool large_text = false;
};
/// A model on a sample page.
[[nodiscard]] std::unique_ptr<KioskModel> sample_model(const SamplePage& page, HallView view,
                                                       const SampleLook& look);

/// The page as it is drawn on a screen of this many px. kIo without fonts or texts.
[[nodiscard]] Result<std::unique_ptr<ui::Offscreen>> draw_sample(const SamplePage& page,
                                                                 const HallView& view,
                                                                 const SampleLook& look,
                                                                 ui::Size size);

/// Renders every page upright, landscape and in large text to kiosk-NAME.png in `dir`.
[[nodiscard]] Result<void> render_samples(const std::string& dir);

}  // namespace antre::kiosk
