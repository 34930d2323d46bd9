// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "counter/supervisor/scenes/page.hpp"
#include "counter/supervisor/supervisor_model.hpp"
#include "i18n/catalogue.hpp"
#include "ui/scene.hpp"

namespace antre::counter::supervisor {

/// What a key means on the page; nothing for one that means nothing.
[[nodiscard]] std::optional<Press> press_of(const SupervisorModel& model,
                                            const ui::KeyPress& press);

/// Draws the supervisor's page and turns keys and the mouse into what is pressed. Draws when
/// something has changed, and once a second while a time runs. Owned by the UI thread; the model
/// outlives it.
class SupervisorScene final : public ui::Scene {
 public:
  struct Hooks {
    std::function<void(Ms now)> before_update;  ///< takes in what other threads have left
    std::function<void()> act;                  ///< carries the model's actions out at once
    std::function<void(bool on)> text_input;    ///< text is wanted, or keys only
    std::function<void()> toggle_fullscreen;    ///< F11
  };
  struct Options {
    std::string name;  ///< who looks at it: the name of the key
    bool dark = false;
    std::string language;         ///< empty: the hall's first
    std::optional<double> scale;  ///< device px per px; nothing: 1, less where it would not fit
  };
  /// Throws std::runtime_error when texts or themes are missing.
  SupervisorScene(SupervisorModel& model, Options options, Hooks hooks);

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override;
  bool update(ui::TimePoint now) override;
  void draw(ui::Canvas& canvas, ui::TimePoint now) override;
  void input(const ui::Input& input, ui::TimePoint now) override;
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override;

  [[nodiscard]] const std::vector<PageTarget>& targets() const { return targets_; }

 private:
  [[nodiscard]] std::string language() const;
  [[nodiscard]] const i18n::Catalogue& words(const std::string& language);
  void read_look();
  void press(const Press& press, ui::TimePoint now);
  [[nodiscard]] std::optional<Press> press_at(ui::Point at) const;
  [[nodiscard]] bool runs() const;

  SupervisorModel& model_;
  const Options options_;
  Hooks hooks_;
  std::map<std::string, i18n::Catalogue> words_;
  ui::Look look_;
  std::optional<LookSettings> look_read_;
  Scrolled scrolled_;
  std::vector<PageTarget> targets_;
  std::optional<Press> down_on_;
  std::optional<bool> text_wanted_;
  std::uint64_t drawn_revision_ = 0;
  std::int64_t drawn_second_ = -1;
  std::int64_t drawn_minute_ = -1;
  bool dirty_ = true;
};

}  // namespace antre::counter::supervisor
