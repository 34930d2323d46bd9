// SPDX-License-Identifier: Apache-2.0
// The scene's part from fingers and keys to the model's touches.
#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "kiosk/kiosk_scene.hpp"
#include "kiosk/scenes/page_speech.hpp"

namespace antre::kiosk {

const Target* KioskScene::target_at(ui::Point at) const {
  const auto found = std::find_if(targets_.begin(), targets_.end(),
                                  [at](const Target& target) { return target.rect.contains(at); });
  return found == targets_.end() ? nullptr : &*found;
}

bool KioskScene::has_target(const Touch& touch) const {
  return std::any_of(targets_.begin(), targets_.end(),
                     [&](const Target& target) { return target.touch == touch; });
}

void KioskScene::act(ui::TimePoint /*now*/) {
  if (hooks_.act) {
    hooks_.act();
  }
  dirty_ = true;
}

void KioskScene::touch(const Touch& touch, ui::TimePoint now) {
  if (touch == layer_touch()) {
    signs_ = !signs_;
    model_.touch({Element::kElsewhere}, model_time(now));  // somebody is there
  } else {
    model_.touch(touch, model_time(now));
  }
  act(now);
}

void KioskScene::input(const ui::Input& input, ui::TimePoint now) {
  if (const auto* press = std::get_if<ui::KeyPress>(&input)) {
    key(*press, now);
  } else if (const auto* typed = std::get_if<ui::TextInput>(&input)) {
    text(typed->text, now);
  } else if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
    pointer_down(*down, now);
  } else if (const auto* move = std::get_if<ui::PointerMove>(&input)) {
    pointer_move(*move);
  } else if (const auto* up = std::get_if<ui::PointerUp>(&input)) {
    pointer_up(*up, now);
  }
}

void KioskScene::pointer_down(const ui::PointerDown& down, ui::TimePoint now) {
  if (finger_ && *finger_ != down.finger) {
    return;
  }
  finger_ = down.finger;
  clear_focus();
  const Target* target = target_at(down.at);
  down_on_ = target != nullptr ? target->touch : Touch{Element::kElsewhere};
  down_inside_ = true;
  held_since_ = down_on_->element == Element::kMark ? std::optional(now) : std::nullopt;
  dirty_ = true;
}

void KioskScene::pointer_move(const ui::PointerMove& move) {
  if (finger_ != move.finger || !down_on_) {
    return;
  }
  const Target* target = target_at(move.at);
  const Touch over = target != nullptr ? target->touch : Touch{Element::kElsewhere};
  dirty_ = dirty_ || down_inside_ != (over == *down_on_);
  down_inside_ = over == *down_on_;
  if (!down_inside_) {
    held_since_.reset();  // a hold is not taken up again
  }
}

void KioskScene::pointer_up(const ui::PointerUp& up, ui::TimePoint now) {
  if (finger_ != up.finger) {
    return;
  }
  finger_.reset();
  held_since_.reset();
  const auto pressed = std::exchange(down_on_, std::nullopt);
  const Target* target = target_at(up.at);
  const Touch over = target != nullptr ? target->touch : Touch{Element::kElsewhere};
  if (pressed && over == *pressed) {
    released_ = pressed;
    release_ = ui::Animation(now, ui::kPressOut, reduced_motion_);
    // A short press on the mark is one beside every control.
    touch(over.element == Element::kMark ? Touch{Element::kElsewhere} : over, now);
  }
  dirty_ = true;
}

void KioskScene::text(const std::string& text, ui::TimePoint now) {
  typed_.reset();
  if (model_.takes_text()) {
    clear_focus();
  }
  model_.typed(text, model_time(now));
  act(now);
}

/// A key without a text of its own (a keypad without Num Lock) is typed all the same; a digit that
/// was typed alone takes a card.
void KioskScene::take_typed(ui::TimePoint now) {
  if (const auto typed = std::exchange(typed_, std::nullopt)) {
    text(std::string(1, *typed), now);
  }
  if (const auto digit = model_.take_digit(model_time(now))) {
    take_digit(*digit, now);
  }
}

std::optional<Touch> KioskScene::key_touch(const ui::KeyPress& press) const {
  switch (press.key) {
    case ui::Key::kF1:
      return Touch{Element::kLanguage};
    case ui::Key::kF2:
      return Touch{Element::kLargeText};
    case ui::Key::kF3:
      return Touch{Element::kStandard};
    case ui::Key::kF4:
      return Touch{Element::kCode};
    case ui::Key::kEscape:
      for (const Element element : {Element::kDone, Element::kSkip}) {
        if (has_target({element})) {
          return Touch{element};
        }
      }
      return Touch{Element::kBack};
    case ui::Key::kEnter:
    case ui::Key::kSpace:
      if (const auto at = focus_.current(); at && *at < targets_.size()) {
        return targets_[*at].touch;
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

void KioskScene::take_digit(char digit, ui::TimePoint now) {
  if (digit < '1' || digit > '8') {
    return;
  }
  // Digits take the page's cards in reading order: what stands before the page's other controls.
  const auto nth = static_cast<std::size_t>(digit - '1');
  std::vector<Touch> cards;
  for (const Target& target : targets_) {
    switch (target.touch.element) {
      case Element::kService:
      case Element::kMoreCards:
      case Element::kRegular:
      case Element::kPriority:
      case Element::kStandardService:
        cards.push_back(target.touch);
        break;
      default:
        break;
    }
  }
  if (nth < cards.size()) {
    touch(cards[nth], now);
  }
}

bool KioskScene::edit(const ui::KeyPress& press, ui::TimePoint now) {
  const bool focused = focus_.current().has_value();
  const Ms ms = model_time(now);
  std::optional<EditKey> key;
  switch (press.key) {
    case ui::Key::kEnter:
      // What has the focus is taken, unless it is a scanner that ends its line.
      if (!focused || model_.scanning(ms)) {
        key = EditKey::kEnter;
      }
      break;
    case ui::Key::kBackspace:
      key = EditKey::kBackspace;
      break;
    case ui::Key::kDelete:
      key = EditKey::kDelete;
      break;
    case ui::Key::kHome:
      key = EditKey::kHome;
      break;
    case ui::Key::kEnd:
      key = EditKey::kEnd;
      break;
    case ui::Key::kTab:
      if (!focused) {
        key = press.shift ? EditKey::kBackTab : EditKey::kTab;
      }
      break;
    case ui::Key::kLeft:
    case ui::Key::kRight:
      if (!focused) {
        key = press.key == ui::Key::kLeft ? EditKey::kLeft : EditKey::kRight;
      }
      break;
    default:
      break;
  }
  return key && model_.edit(*key, ms);
}

void KioskScene::key(const ui::KeyPress& press, ui::TimePoint now) {
  if (typed_) {
    take_typed(now);
  }
  if (press.key == ui::Key::kCharacter) {
    if (press.character >= '0' && press.character <= '9' && !press.ctrl && !press.alt &&
        !(press.repeat && !model_.takes_text())) {
      typed_ = press.character;
      dirty_ = true;
    }
    return;
  }
  if (edit(press, now)) {
    act(now);
    return;
  }
  if (press.repeat || (press.key == ui::Key::kSpace && model_.takes_text())) {
    return;
  }
  if (model_.still_there(model_time(now))) {
    touch({Element::kElsewhere}, now);
    return;
  }
  if (focus_.move(press)) {
    // Somebody who only looks at the cards is there too.
    model_.touch({Element::kElsewhere}, model_time(now));
    speak();
    dirty_ = true;
    return;
  }
  if (const auto pressed = key_touch(press)) {
    touch(*pressed, now);
  }
}

void KioskScene::speak() {
  if (!hooks_.speak) {
    return;
  }
  const auto at = focus_.current();
  hooks_.speak(at && *at < targets_.size() ? targets_[*at].name : std::string(), model_.language());
}

void KioskScene::speak_page(const Frame& frame) {
  if (!hooks_.speak) {
    return;
  }
  Said now{model_.page_serial(), model_.language(), model_.notice(), check_in_words(frame),
           model_.called_to()};
  if (now == said_) {
    return;
  }
  const bool comes = now.page != said_.page || now.language != said_.language;
  // A message that goes leaves a page that was read before.
  const bool told = (now.notice && now.notice != said_.notice) ||
                    (!now.code.empty() && now.code != said_.code) ||
                    (now.called_to && now.called_to != said_.called_to);
  said_ = std::move(now);
  if (comes || told) {
    hooks_.speak(page_speech(frame), said_.language);
  }
}

void KioskScene::clear_focus() {
  const bool had = focus_.current().has_value();
  focus_.clear();
  if (had) {
    speak();
  }
}

}  // namespace antre::kiosk
