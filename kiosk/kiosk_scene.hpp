// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "i18n/catalogue.hpp"
#include "kiosk/kiosk_model.hpp"
#include "kiosk/scenes/frame.hpp"
#include "ui/focus.hpp"
#include "ui/scene.hpp"

namespace antre::kiosk {

/// The time of the loop as the model's milliseconds.
[[nodiscard]] Ms model_time(ui::TimePoint now);

/// Draws the model's page and turns fingers and keys into its touches. What can be touched is what
/// was drawn last. Owned by the UI thread; the model outlives it.
class KioskScene final : public ui::Scene {
 public:
  /// `before_update` takes in what other threads have left (called on the UI thread at each
  /// update), `act` carries the model's actions out at once, `speak` reads a text aloud in a
  /// language, in place of what is being read: a page that comes, or what has the keyboard's focus
  /// (empty text: silence).
  struct Hooks {
    std::function<void(Ms now)> before_update;
    std::function<void()> act;
    std::function<void(const std::string& text, const std::string& language)> speak{};
  };
  /// Throws std::runtime_error when texts or themes are missing.
  KioskScene(KioskModel& model, bool reduced_motion, Hooks hooks);

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override;
  bool update(ui::TimePoint now) override;
  void draw(ui::Canvas& canvas, ui::TimePoint now) override;
  void input(const ui::Input& input, ui::TimePoint now) override;
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override;

  [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
  /// Whether the idle hour's darkness is drawn; off where the screen itself is dimmed.
  void set_veil(bool on) { veil_ = on; }

 private:
  [[nodiscard]] const i18n::Catalogue& words(const std::string& language);
  [[nodiscard]] const ui::Look& look();
  void read_look();
  void key(const ui::KeyPress& press, ui::TimePoint now);
  void text(const std::string& text, ui::TimePoint now);
  void pointer_down(const ui::PointerDown& down, ui::TimePoint now);
  void pointer_move(const ui::PointerMove& move);
  void pointer_up(const ui::PointerUp& up, ui::TimePoint now);
  void hold(ui::TimePoint now);
  void take_typed(ui::TimePoint now);
  void take_digit(char digit, ui::TimePoint now);
  void new_page(ui::TimePoint now);
  /// True when the page's fields, or a scan, took it.
  bool edit(const ui::KeyPress& press, ui::TimePoint now);
  void act(ui::TimePoint now);
  void speak();
  void clear_focus();
  void speak_page(const Frame& frame);
  void touch(const Touch& touch, ui::TimePoint now);
  [[nodiscard]] const Target* target_at(ui::Point at) const;
  [[nodiscard]] std::optional<Touch> key_touch(const ui::KeyPress& press) const;
  [[nodiscard]] int shown_second(Ms now) const;
  [[nodiscard]] bool has_target(const Touch& touch) const;
  [[nodiscard]] bool animating(ui::TimePoint now) const;
  [[nodiscard]] Hands hands(ui::TimePoint now) const;

  KioskModel& model_;
  const bool reduced_motion_;
  Hooks hooks_;
  std::map<std::string, i18n::Catalogue> words_;
  ui::Look usual_;
  ui::Look contrast_;
  std::optional<LookSettings> look_read_;

  std::vector<Target> targets_;
  ui::Focus focus_;
  std::optional<std::int64_t> finger_;  ///< the one that is down; others are ignored
  std::optional<Touch> down_on_;
  bool down_inside_ = false;
  std::optional<ui::TimePoint> held_since_;  ///< the hall's mark is held
  std::optional<char> typed_;                ///< a digit whose text may still come, or not at all
  bool signs_ = false;
  bool veil_ = true;
  std::optional<Touch> released_;
  ui::Animation release_;
  ui::Animation page_;
  ui::Animation number_;
  /// What is read anew when it changes.
  struct Said {
    std::uint64_t page = 0;
    std::string language;
    std::optional<ErrorCode> notice;
    std::string code;  ///< what the check-in page says of it
    std::optional<CounterId> called_to;
    bool operator==(const Said&) const = default;
  };
  Said said_;
  bool drawn_checking_ = false;
  std::uint64_t page_serial_ = 0;
  std::uint64_t drawn_revision_ = 0;
  std::int64_t drawn_minute_ = -1;
  int drawn_second_ = -1;
  bool dirty_ = true;
};

}  // namespace antre::kiosk
