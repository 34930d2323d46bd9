// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "display/samples.hpp"
#include "protocol/result.hpp"
#include "ui/offscreen.hpp"

namespace antre::display {

/// One picture of the display: a hall, what happens in it, and the screen it is seen on.
struct SamplePicture {
  std::string name;
  SampleHall hall;
  std::function<void(SampleFeed&)> act;
  ui::Size size{1920, 1080};
  std::optional<int> sign = std::nullopt;
  bool reduced_motion = false;
};

/// Every state of the board, of a hall in this language and theme: calm, picture, call, recall,
/// burst, message, offline, not-authorised, closed, night, empty, 1, 12 and 20 counters, longest
/// names, a part of a hall.
[[nodiscard]] std::vector<SamplePicture> sample_states(const std::string& language,
                                                       const std::string& theme, ui::Size size);
/// Every state of the sign above counter 2.
[[nodiscard]] std::vector<SamplePicture> sample_signs(const std::string& language,
                                                      const std::string& theme, ui::Size size);

/// What stands in `assets/pictures`, as the hall's pictures; null where it cannot be read.
[[nodiscard]] std::unique_ptr<PictureSource> sample_picture_source();

/// Draws it as it is three seconds later, when every motion has come to its end. kIo if the fonts
/// are missing.
[[nodiscard]] Result<std::unique_ptr<ui::Offscreen>> draw_sample(const SamplePicture& picture);

/// Draws the display in its states and shapes as PNG files in `folder` (which is made) and returns
/// their names. kIo if a file cannot be written or the fonts are missing.
[[nodiscard]] Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder);

}  // namespace antre::display
