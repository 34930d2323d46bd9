// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "display/display_model.hpp"
#include "display/feed.hpp"
#include "display/scenes/layout.hpp"
#include "display/sign.hpp"
#include "display/slides.hpp"
#include "display/sound.hpp"
#include "display/ticker.hpp"
#include "i18n/catalogue.hpp"
#include "ui/look.hpp"
#include "ui/scene.hpp"

namespace antre::display {

struct SceneOptions {
  std::string language;  ///< empty: the hall's first
  bool reduced_motion = false;
  std::optional<int> volume;          ///< percent; empty: the hall file's
  std::string name;                   ///< of the display's key
  std::string zone;                   ///< the zone to show; empty: as the hall file says of `name`
  ui::Look look;                      ///< until the hall's own is known
  std::optional<int> sign;            ///< only this counter, for the small screen above it
  PictureSource* pictures = nullptr;  ///< between calls; null: none
  std::string folder;                 ///< of this machine's hall file; empty: it has none
};

/// The one scene of the display: calls, calm, offline and night on one board, or one counter's
/// sign. Takes news from the feed, gives announcements to the sound, draws when something has
/// changed, and then only the part that has where the canvas keeps the rest. Nothing can be
/// pressed.
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
  [[nodiscard]] const Sign& sign() const { return sign_; }
  /// Nobody is left: a dark screen with a clock.
  [[nodiscard]] bool night() const { return night_; }

 private:
  /// What has to be drawn anew, as bits.
  enum Damage : unsigned { kNothing = 0, kStage = 1, kTicker = 2, kAll = 4 };

  void take_news(ui::TimePoint now);
  void follow_hall();
  void follow_sound(ui::TimePoint now);
  [[nodiscard]] bool follow_board(ui::TimePoint now);
  void begin_motion(const Board& before, ui::TimePoint now);
  void begin_sign_motion(const Sign& before, ui::TimePoint now);
  void begin_pulse(ui::TimePoint now, ui::TimePoint from);
  [[nodiscard]] const DisplaySettings& settings() const;
  [[nodiscard]] bool calm() const;
  [[nodiscard]] double number_opacity(ui::TimePoint now) const;
  [[nodiscard]] bool framed(ui::TimePoint now) const;

  void draw_parts(const struct Paint& paint, unsigned damage, ui::TimePoint now);
  void draw_stage(const struct Paint& paint, ui::TimePoint now);
  void draw_between(const struct Paint& paint, ui::TimePoint now);
  void draw_dark(ui::Canvas& canvas);
  void draw_one_counter(ui::Canvas& canvas, ui::TimePoint now);
  [[nodiscard]] ui::Point shift(const ui::Canvas& canvas) const;

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
  Sign sign_;
  bool night_ = false;
  Ticker ticker_;
  Slides slides_;
  unsigned damage_ = kAll;
  bool restyled_ = false;  ///< the hall has another look now

  ui::Animation call_in_;
  ui::Animation call_out_;
  ui::Animation rows_;
  ui::TimePoint call_began_{};
  ui::TimePoint moving_until_{};      ///< frames of the stage are drawn until then
  ui::TimePoint rows_until_{};        ///< and of the lists beside it
  ui::TimePoint frame_until_{};       ///< reduced motion: the frame that stands for the pulse
  std::optional<ShownCall> leaving_;  ///< drawn over calm, or under the next call, while that moves
  ui::TimePoint last_update_{};
  std::optional<ui::TimePoint> patient_until_;  ///< to be connected, after the start
};

}  // namespace antre::display
