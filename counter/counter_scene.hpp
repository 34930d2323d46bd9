// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "counter/counter_model.hpp"
#include "counter/scenes/frame.hpp"
#include "i18n/catalogue.hpp"
#include "ui/scene.hpp"

namespace antre::counter {

/// The time of the loop as the model's milliseconds.
[[nodiscard]] Ms model_time(ui::TimePoint now);

/// Draws the model and turns keys and the mouse into its touches. Owned by the UI thread; the model
/// outlives it.
class CounterScene final : public ui::Scene {
 public:
  struct Hooks {
    std::function<void(Ms now)> before_update;  ///< takes in what other threads have left
    std::function<void()> act;                  ///< carries the model's actions out at once
    std::function<void(bool on)> text_input;    ///< text is wanted, or keys only
    std::function<void()> toggle_fullscreen;    ///< F11
  };
  struct Options {
    bool dark = false;
    std::string language;         ///< empty: the hall's first
    std::optional<double> scale;  ///< device px per px; nothing: as the window allows
    bool reduced_motion = false;
  };
  /// Throws std::runtime_error when texts or themes are missing.
  CounterScene(CounterModel& model, Options options, Hooks hooks);

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override;
  bool update(ui::TimePoint now) override;
  void draw(ui::Canvas& canvas, ui::TimePoint now) override;
  void input(const ui::Input& input, ui::TimePoint now) override;
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override;

  [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }

 private:
  [[nodiscard]] std::string language() const;
  [[nodiscard]] const i18n::Catalogue& words(const std::string& language);
  void read_look();
  void key(const ui::KeyPress& press, ui::TimePoint now);
  void touch(const Touch& touch, ui::TimePoint now);
  void act();
  [[nodiscard]] std::optional<Touch> touch_at(ui::Point at) const;
  [[nodiscard]] bool animating(ui::TimePoint now) const;

  CounterModel& model_;
  const Options options_;
  Hooks hooks_;
  std::map<std::string, i18n::Catalogue> words_;
  ui::Look look_;
  std::optional<LookSettings> look_read_;

  std::vector<Target> targets_;
  std::optional<Touch> down_on_;
  bool down_inside_ = false;
  std::optional<Touch> released_;
  ui::Animation release_;
  ui::Animation sheet_in_;
  Sheet sheet_ = Sheet::kNone;
  std::optional<bool> text_wanted_;
  std::uint64_t drawn_revision_ = 0;
  std::int64_t drawn_minute_ = -1;
  std::int64_t drawn_second_ = -1;
  int drawn_undo_s_ = 0;
  std::int64_t drawn_help_s_ = 0;
  bool dirty_ = true;
};

}  // namespace antre::counter
