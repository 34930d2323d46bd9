// SPDX-License-Identifier: Apache-2.0
#include "counter/counter_scene.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <variant>

#include "counter/keys.hpp"
#include "counter/look.hpp"

namespace antre::counter {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kSecondMs = 1'000;
/// Steps of the scale: text stays on whole px, and a window pulled by a hair does not swim.
constexpr double kScaleStep = 0.125;

/// The set reasons, as they go to the dispatcher.
Phrases phrases_in(const i18n::Catalogue& words) {
  return {{words.text("counter.help.reason.question"), words.text("counter.help.reason.visitor"),
           words.text("counter.help.reason.technical"), words.text("counter.help.reason.relief")},
          {words.text("counter.miss.reason.long"), words.text("counter.miss.reason.absent"),
           words.text("counter.miss.reason.technical"), words.text("counter.miss.reason.crowd")}};
}

ui::TimePoint loop_time(Ms ms) {
  return ui::TimePoint(std::chrono::milliseconds(ms));
}

}  // namespace

Ms model_time(ui::TimePoint now) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
}

CounterScene::CounterScene(CounterModel& model, Options options, Hooks hooks)
    : model_(model), options_(std::move(options)), hooks_(std::move(hooks)) {
  words_.emplace("id", i18n::Catalogue::load("id"));
  if (!options_.language.empty()) {
    words_.insert_or_assign(options_.language, i18n::Catalogue::load(options_.language));
  }
  auto look = look_of(LookSettings{}, options_.dark);
  if (!look) {
    throw std::runtime_error(look.error().detail);
  }
  look_ = *look;
}

ui::Size CounterScene::reference_size(ui::Size window) const {
  const double fits = std::min(window.width / kReference.width, window.height / kReference.height);
  if (fits <= 0) {
    return kReference;
  }
  // In a window smaller than the reference everything shrinks with it, whatever is wished.
  double scale = fits;
  if (fits >= 1) {
    scale = options_.scale && *options_.scale <= fits
                ? *options_.scale
                : std::floor(fits / kScaleStep + 1e-6) * kScaleStep;
  }
  return {window.width / scale, window.height / scale};
}

std::string CounterScene::language() const {
  if (!options_.language.empty()) {
    return options_.language;
  }
  return model_.view() != nullptr ? model_.view()->hall.default_language() : "id";
}

const i18n::Catalogue& CounterScene::words(const std::string& language) {
  const auto known = words_.find(language);
  if (known != words_.end()) {
    return known->second;
  }
  try {
    return words_.emplace(language, i18n::Catalogue::load(language)).first->second;
  } catch (const std::runtime_error&) {
    // A language without texts of ours: the hall's own texts appear in it, ours in Indonesian.
    return words_.emplace(language, words_.at("id")).first->second;
  }
}

void CounterScene::read_look() {
  const HallView* view = model_.view();
  if (view == nullptr || look_read_ == view->hall.look) {
    return;
  }
  look_read_ = view->hall.look;
  // The themes were there at the start; a look that cannot be had any more keeps the last one.
  if (auto look = look_of(*look_read_, options_.dark)) {
    look_ = *look;
  }
}

void CounterScene::act() {
  if (hooks_.act) {
    hooks_.act();
  }
}

bool CounterScene::update(ui::TimePoint now) {
  const Ms ms = model_time(now);
  if (hooks_.before_update) {
    hooks_.before_update(ms);
  }
  model_.set_phrases(phrases_in(words(language())));
  model_.tick(ms);
  act();
  if (model_.sheet() != sheet_) {
    sheet_ = model_.sheet();
    if (sheet_ != Sheet::kNone && sheet_ != Sheet::kList) {
      sheet_in_ = ui::Animation(now, ui::kSheet, options_.reduced_motion);
    }
    down_on_.reset();
  }
  // A PIN comes as keys: no input method is to see it.
  const bool text = model_.wants_text();
  if (text_wanted_ != text && hooks_.text_input) {
    hooks_.text_input(text);
  }
  text_wanted_ = text;
  return dirty_ || animating(now) || model_.revision() != drawn_revision_ ||
         model_.wall_ms(ms) / kMinuteMs != drawn_minute_ || model_.running_s(ms) != drawn_second_ ||
         model_.help_s(ms) != drawn_help_s_ || model_.undo_left_s(ms) != drawn_undo_s_;
}

bool CounterScene::animating(ui::TimePoint now) const {
  return sheet_in_.running(now) || (released_ && release_.running(now));
}

void CounterScene::draw(ui::Canvas& canvas, ui::TimePoint now) {
  read_look();
  const Ms ms = model_time(now);
  const std::string spoken = language();
  Hands hands;
  if (down_on_ && down_inside_) {
    hands.pressed = down_on_;
  }
  hands.released = released_;
  hands.fading = 1 - release_.value(now);
  Frame frame({canvas, look_, words(spoken), model_, spoken, ms, hands, sheet_in_.value(now)});
  draw_window(frame);
  targets_ = frame.take_targets();
  drawn_second_ = model_.running_s(ms);
  drawn_help_s_ = model_.help_s(ms);
  drawn_undo_s_ = model_.undo_left_s(ms);
  drawn_minute_ = model_.wall_ms(ms) / kMinuteMs;
  drawn_revision_ = model_.revision();
  // The last frame of a motion has to be drawn at rest.
  dirty_ = animating(now);
}

std::optional<ui::TimePoint> CounterScene::next_deadline(ui::TimePoint now) const {
  if (dirty_ || animating(now)) {
    return now + ui::kFrame;
  }
  const Ms ms = model_time(now);
  Ms first = ms + kMinuteMs - model_.wall_ms(ms) % kMinuteMs;
  if (const auto since = model_.running_since()) {
    // A start that lies ahead (clocks just being read) is looked at again in a second.
    const Ms run = std::max<Ms>(0, model_.engine_ms(ms) - *since);
    first = std::min(first, ms + kSecondMs - run % kSecondMs);
  }
  if (model_.undo_left_s(ms) > 0 || model_.help() != nullptr) {
    first = std::min(first, ms + kSecondMs);
  }
  return loop_time(std::min(first, model_.next_deadline().value_or(first)));
}

std::optional<Touch> CounterScene::touch_at(ui::Point at) const {
  // What was drawn last lies on top.
  const auto found = std::find_if(targets_.rbegin(), targets_.rend(),
                                  [at](const Target& target) { return target.rect.contains(at); });
  return found == targets_.rend() ? std::nullopt : std::optional(found->touch);
}

void CounterScene::touch(const Touch& touch, ui::TimePoint now) {
  model_.touch(touch, model_time(now));
  act();
  if (touch.element == Element::kDigit) {
    return;  // nothing that fades, and no digit of a PIN is remembered here
  }
  released_ = touch;
  release_ = ui::Animation(now, ui::kPressOut, options_.reduced_motion);
  dirty_ = true;
}

void CounterScene::input(const ui::Input& input, ui::TimePoint now) {
  if (const auto* press = std::get_if<ui::KeyPress>(&input)) {
    key(*press, now);
  } else if (const auto* text = std::get_if<ui::TextInput>(&input)) {
    model_.type(text->text, model_time(now));
  } else if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
    down_on_ = touch_at(down->at);
    down_inside_ = true;
    dirty_ = true;
  } else if (const auto* move = std::get_if<ui::PointerMove>(&input)) {
    const bool inside = down_on_ && touch_at(move->at) == down_on_;
    dirty_ = dirty_ || (down_on_ && inside != down_inside_);
    down_inside_ = inside;
  } else if (const auto* up = std::get_if<ui::PointerUp>(&input)) {
    const auto pressed = std::exchange(down_on_, std::nullopt);
    if (pressed && touch_at(up->at) == pressed) {
      touch(*pressed, now);
    }
    dirty_ = true;
  } else if (const auto* wheel = std::get_if<ui::Wheel>(&input)) {
    if (model_.sheet() == Sheet::kList) {
      touch({wheel->lines > 0 ? Element::kDown : Element::kUp}, now);
    }
  }
}

void CounterScene::key(const ui::KeyPress& press, ui::TimePoint now) {
  if (press.key == ui::Key::kF11) {
    if (!press.repeat && hooks_.toggle_fullscreen) {
      hooks_.toggle_fullscreen();
    }
    return;
  }
  if (const auto pressed = touch_of(model_, press)) {
    touch(*pressed, now);
  }
}

}  // namespace antre::counter
