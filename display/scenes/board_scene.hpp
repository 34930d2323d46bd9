// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "display/display_model.hpp"
#include "display/feed.hpp"
#include "display/scenes/layout.hpp"
#include "display/sound.hpp"
#include "display/ticker.hpp"
#include "i18n/catalogue.hpp"
#include "ui/look.hpp"
#include "ui/scene.hpp"

namespace antre::display {

struct SceneOptions {
  std::string language;  ///< empty: the hall's first
  bool reduced_motion = false;
  std::optional<int> volume;  ///< percent; empty: the hall file's
  std::string name;           ///< of the display's key
  std::string zone;           ///< the zone to show; empty: as the hall file says of `name`
  ui::Look look;              ///< until the hall's own is known
};

/// The one scene of the display: calls, calm and offline on one board. Takes news from the feed,
/// gives announcements to the sound, draws when something has changed. Nothing can be pressed.
class BoardScene : public ui::Scene {
 public:
  /// `warn` takes one sentence for the log: a look or language of the hall that cannot be had (the
  /// one before stays). Throws std::runtime_error if the first catalogue is not there.
  BoardScene(Feed& feed, SoundOutput& sound, SceneOptions options,
             std::function<void(const std::string&)> warn);

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override;
  bool update(ui::TimePoint now) override;
  void draw(ui::Canvas& canvas, ui::TimePoint now) override;
  void input(const ui::Input& input, ui::TimePoint now) override;
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override;

  [[nodiscard]] const Board& board() const { return board_; }

 private:
  void take_news(ui::TimePoint now);
  void follow_hall();
  void follow_sound(ui::TimePoint now);
  void begin_motion(const Board& before, ui::TimePoint now);
  void draw_stage(const struct Paint& paint, ui::TimePoint now);
  [[nodiscard]] double number_opacity(ui::TimePoint now) const;
  [[nodiscard]] bool framed(ui::TimePoint now) const;

  Feed& feed_;
  SoundOutput& sound_;
  SceneOptions options_;
  std::function<void(const std::string&)> warn_;
  i18n::Catalogue words_;
  ui::Look look_;
  LookSettings look_settings_;
  DisplayModel model_;
  Link link_;
  Board board_;
  Ticker ticker_;

  ui::Animation call_in_;
  ui::Animation call_out_;
  ui::Animation rows_;
  ui::TimePoint call_began_{};
  ui::TimePoint moving_until_{};      ///< frames are drawn until then
  ui::TimePoint frame_until_{};       ///< reduced motion: the frame that stands for the pulse
  std::optional<ShownCall> leaving_;  ///< drawn over calm, or under the next call, while that moves
  ui::TimePoint last_update_{};
  std::optional<ui::TimePoint> patient_until_;  ///< to be connected, after the start
};

}  // namespace antre::display
