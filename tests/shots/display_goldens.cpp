// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "display/sample_pictures.hpp"
#include "tests/shots/goldens.hpp"
#include "tests/shots/reduced.hpp"

namespace antre::test {
namespace {

using display::SamplePicture;

/// Some pictures, the end of their names, and how much smaller they are kept.
struct Batch {
  std::vector<SamplePicture> pictures;
  std::string end;
  int reduced = 6;
};

std::vector<Batch> batches() {
  constexpr ui::Size kWide{1920, 1080};
  constexpr ui::Size kTall{1080, 1920};
  std::vector<Batch> all;
  for (const std::string language : {"id", "en", "jv"}) {
    all.push_back({display::sample_states(language, "light", kWide), "-" + language});
    all.push_back({display::sample_states(language, "light", kTall), "-" + language + "-upright"});
    all.push_back({display::sample_signs(language, "light", {800, 480}), "-" + language, 4});
  }
  for (const std::string theme : {"dark", "high_contrast"}) {
    all.push_back({display::sample_states("id", theme, kWide), "-id-" + theme});
    all.push_back({display::sample_signs("id", theme, {800, 480}), "-id-" + theme, 4});
  }
  all.push_back({display::sample_states("id", "light", {1280, 720}), "-id-720p", 4});
  all.push_back({display::sample_states("id", "light", {3840, 2160}), "-id-2160p", 12});
  all.push_back({display::sample_signs("id", "light", {480, 320}), "-id-480x320", 3});
  all.push_back({display::sample_signs("id", "light", {1280, 400}), "-id-1280x400", 4});
  return all;
}

}  // namespace

Result<void> draw_display_goldens(const std::string& folder,
                                  const std::function<void(const std::string&)>& drawn) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (const Batch& batch : batches()) {
    for (const SamplePicture& picture : batch.pictures) {
      const auto screen = display::draw_sample(picture);
      if (!screen) return screen.error();
      const auto name = fmt::format("display-{}{}.png", picture.name, batch.end);
      if (auto saved = save_reduced(**screen, picture.size, batch.reduced, folder + "/" + name);
          !saved)
        return saved;
      if (drawn) drawn(name);
    }
  }
  return {};
}

}  // namespace antre::test
