// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/supervisor_scene.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include "counter/counter_scene.hpp"
#include "counter/look.hpp"

namespace antre::counter::supervisor {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kSecondMs = 1'000;

ui::TimePoint loop_time(Ms ms) {
  return ui::TimePoint(std::chrono::milliseconds(ms));
}

std::optional<Press::Kind> moving(const ui::KeyPress& press) {
  switch (press.key) {
    case ui::Key::kUp:
      return Press::Kind::kUp;
    case ui::Key::kDown:
      return Press::Kind::kDown;
    case ui::Key::kLeft:
      return Press::Kind::kLeft;
    case ui::Key::kRight:
      return Press::Kind::kRight;
    case ui::Key::kTab:
      return press.shift ? Press::Kind::kPreviousPart : Press::Kind::kNextPart;
    case ui::Key::kPageUp:
      return Press::Kind::kPageUp;
    case ui::Key::kPageDown:
      return Press::Kind::kPageDown;
    case ui::Key::kHome:
      return Press::Kind::kFirst;
    case ui::Key::kEnd:
      return Press::Kind::kLast;
    case ui::Key::kBackspace:
      return Press::Kind::kBackspace;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Press> press_of(const SupervisorModel& model, const ui::KeyPress& press) {
  if (press.ctrl || press.alt) {
    return std::nullopt;
  }
  Press made;
  if (const auto kind = moving(press)) {
    made.kind = *kind;
    return made;
  }
  if (press.repeat) {
    return std::nullopt;  // nothing is done twice by a finger that rests
  }
  if (press.key == ui::Key::kEnter) {
    made.kind = Press::Kind::kEnter;
    return made;
  }
  if (press.key == ui::Key::kEscape) {
    made.kind = Press::Kind::kCancel;
    return made;
  }
  if (press.key >= ui::Key::kF2 && press.key <= ui::Key::kF9) {
    made.kind = Press::Kind::kQuick;
    made.index = static_cast<std::size_t>(press.key) - static_cast<std::size_t>(ui::Key::kF2);
    return made;
  }
  if (press.key == ui::Key::kCharacter && press.character == 'm' && !model.wants_text()) {
    made.kind = Press::Kind::kAnnounce;
    return made;
  }
  return std::nullopt;
}

SupervisorScene::SupervisorScene(SupervisorModel& model, Options options, Hooks hooks)
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

ui::Size SupervisorScene::reference_size(ui::Size window) const {
  const double fits =
      std::min(window.width / kPageReference.width, window.height / kPageReference.height);
  if (fits <= 0) {
    return kPageReference;
  }
  // A larger window shows more, unless things are wished larger.
  const double scale = std::min(fits, std::max(options_.scale.value_or(1.0), 0.5));
  return {window.width / scale, window.height / scale};
}

std::string SupervisorScene::language() const {
  if (!options_.language.empty()) {
    return options_.language;
  }
  return model_.view() != nullptr ? model_.view()->hall.default_language() : "id";
}

const i18n::Catalogue& SupervisorScene::words(const std::string& language) {
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

void SupervisorScene::read_look() {
  const HallView* view = model_.view();
  if (view == nullptr || look_read_ == view->hall.look) {
    return;
  }
  look_read_ = view->hall.look;
  if (auto look = look_of(*look_read_, options_.dark)) {
    look_ = *look;
  }
}

/// Whether a time on the page goes on: clocks stand when the link is lost.
bool SupervisorScene::runs() const {
  const Overview& hall = model_.overview();
  return hall.staffed + hall.on_break + hall.waiting > 0 || !hall.due.empty();
}

bool SupervisorScene::update(ui::TimePoint now) {
  const Ms ms = model_time(now);
  if (hooks_.before_update) {
    hooks_.before_update(ms);
  }
  model_.tick(ms);
  if (hooks_.act) {
    hooks_.act();
  }
  if (text_wanted_ != model_.wants_text() && hooks_.text_input) {
    hooks_.text_input(model_.wants_text());
  }
  text_wanted_ = model_.wants_text();
  return dirty_ || model_.revision() != drawn_revision_ ||
         model_.wall_ms(ms) / kMinuteMs != drawn_minute_ ||
         (runs() && model_.engine_ms(ms) / kSecondMs != drawn_second_);
}

void SupervisorScene::draw(ui::Canvas& canvas, ui::TimePoint now) {
  read_look();
  const Ms ms = model_time(now);
  const std::string spoken = language();
  PageFrame frame(
      {canvas, look_, words(spoken), model_, spoken, options_.name, ms, scrolled_, down_on_});
  model_.set_columns(frame.layout.columns);
  draw_page(frame);
  targets_ = frame.take_targets();
  drawn_revision_ = model_.revision();
  drawn_second_ = model_.engine_ms(ms) / kSecondMs;
  drawn_minute_ = model_.wall_ms(ms) / kMinuteMs;
  dirty_ = false;
}

std::optional<ui::TimePoint> SupervisorScene::next_deadline(ui::TimePoint now) const {
  const Ms ms = model_time(now);
  if (dirty_) {
    return now + ui::kFrame;
  }
  Ms first = ms + kMinuteMs - model_.wall_ms(ms) % kMinuteMs;
  if (runs()) {
    first = std::min(first, ms + kSecondMs - model_.engine_ms(ms) % kSecondMs);
  }
  return loop_time(std::min(first, model_.next_deadline().value_or(first)));
}

std::optional<Press> SupervisorScene::press_at(ui::Point at) const {
  // What was drawn last lies on top.
  const auto found = std::find_if(targets_.rbegin(), targets_.rend(),
                                  [at](const PageTarget& one) { return one.rect.contains(at); });
  return found == targets_.rend() ? std::nullopt : std::optional(found->press);
}

void SupervisorScene::press(const Press& press, ui::TimePoint now) {
  model_.press(press, model_time(now));
  if (hooks_.act) {
    hooks_.act();
  }
}

void SupervisorScene::input(const ui::Input& input, ui::TimePoint now) {
  if (const auto* key = std::get_if<ui::KeyPress>(&input)) {
    if (key->key == ui::Key::kF11) {
      if (!key->repeat && hooks_.toggle_fullscreen) {
        hooks_.toggle_fullscreen();
      }
    } else if (const auto pressed = press_of(model_, *key)) {
      press(*pressed, now);
    }
  } else if (const auto* text = std::get_if<ui::TextInput>(&input)) {
    model_.type(text->text, model_time(now));
  } else if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
    down_on_ = press_at(down->at);
    dirty_ = true;
  } else if (const auto* up = std::get_if<ui::PointerUp>(&input)) {
    const auto pressed = std::exchange(down_on_, std::nullopt);
    if (pressed && press_at(up->at) == pressed) {
      press(*pressed, now);
    }
    dirty_ = true;
  } else if (const auto* wheel = std::get_if<ui::Wheel>(&input)) {
    Press turned;
    turned.kind = wheel->lines > 0 ? Press::Kind::kDown : Press::Kind::kUp;
    press(turned, now);
  }
}

}  // namespace antre::counter::supervisor
