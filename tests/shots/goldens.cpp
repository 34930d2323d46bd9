// SPDX-License-Identifier: Apache-2.0
#include "tests/shots/goldens.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "kiosk/samples.hpp"
#include "tests/shots/reduced.hpp"

namespace antre::test {
namespace {

constexpr int kReduced = 6;  ///< px of the screen, on each side, that become one

}  // namespace

Result<void> draw_goldens(const std::string& folder,
                          const std::function<void(const std::string&)>& drawn) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  const auto view = kiosk::sample_view({4, false, true});
  if (!view) {
    return view.error();
  }
  for (const kiosk::SamplePage& page : kiosk::sample_pages()) {
    for (const std::string language : {"id", "en", "jv"}) {
      for (const bool wide : {false, true}) {
        for (const bool large : {false, true}) {
          const ui::Size size = wide ? ui::Size{1920, 1080} : ui::Size{1080, 1920};
          const auto screen = kiosk::draw_sample(page, *view, {language, large}, size);
          if (!screen) {
            return screen.error();
          }
          const std::string name =
              fmt::format("kiosk-{}-{}{}{}.png", page.name, language, wide ? "-landscape" : "",
                          large ? "-large-text" : "");
          if (auto saved =
                  save_reduced(**screen, size, kReduced, fmt::format("{}/{}", folder, name));
              !saved) {
            return saved;
          }
          if (drawn) {
            drawn(name);
          }
        }
      }
    }
  }
  return draw_display_goldens(folder, drawn);
}

}  // namespace antre::test
