// SPDX-License-Identifier: Apache-2.0
// The states of the window as pictures.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <system_error>
#include <utility>

#include "counter/counter_scene.hpp"
#include "counter/samples.hpp"
#include "ui/offscreen.hpp"

namespace antre::counter {
namespace {

Result<std::string> render(const SampleState& state, ui::Size device,
                           const std::filesystem::path& folder, const std::string& suffix) {
  Sample sample(state.hall);
  state.act(sample);
  CounterScene scene(sample.model(), {false, {}, std::nullopt, true}, {});
  auto screen = ui::Offscreen::open(device, scene.reference_size(device));
  if (!screen) {
    return screen.error();
  }
  const ui::TimePoint at{std::chrono::milliseconds(sample.now())};
  scene.update(at);
  scene.draw((*screen)->canvas(), at);
  const std::string name = "counter-" + state.name + suffix + ".png";
  if (const auto saved = (*screen)->save_png((folder / name).string()); !saved) {
    return saved.error();
  }
  return name;
}

}  // namespace

Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::kIo,
                 fmt::format("cannot make {}: {}", folder.string(), failed.message())};
  }
  std::vector<std::string> names;
  const auto add = [&](SampleState state, ui::Size device, const std::string& suffix,
                       const std::string& theme, const std::string& language) -> Result<void> {
    state.hall.theme = theme;
    state.hall.language = language;
    auto name = render(state, device, folder, suffix);
    if (!name) {
      return name.error();
    }
    names.push_back(std::move(*name));
    return {};
  };
  constexpr ui::Size kWide{1280, 800};
  for (const SampleState& state : sample_states()) {
    const std::array drawn{
        add(state, kReference, "", "light", "id"), add(state, kReference, "-dark", "dark", "id"),
        add(state, kReference, "-en", "light", "en"), add(state, kWide, "-wide", "light", "jv")};
    for (const auto& one : drawn) {
      if (!one) {
        return one.error();
      }
    }
  }
  return names;
}

}  // namespace antre::counter
