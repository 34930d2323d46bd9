// SPDX-License-Identifier: Apache-2.0
#include "kiosk/kiosk_scene.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

namespace antre::kiosk {
namespace {

constexpr ui::Size kUpright{1080, 1920};
constexpr ui::Size kLandscape{1920, 1080};
constexpr double kPageSlide = 32;
constexpr std::int64_t kMinuteMs = 60'000;

ui::Theme theme_or_throw(ui::ThemeName name) {
  auto theme = ui::load_theme(name);
  if (!theme) {
    throw std::runtime_error(theme.error().detail);
  }
  return *theme;
}

ui::TimePoint loop_time(Ms ms) {
  return ui::TimePoint(std::chrono::milliseconds(ms));
}

}  // namespace

Ms model_time(ui::TimePoint now) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
}

KioskScene::KioskScene(KioskModel& model, bool reduced_motion, Hooks hooks)
    : model_(model), reduced_motion_(reduced_motion), hooks_(std::move(hooks)) {
  words_.emplace("id", i18n::Catalogue::load("id"));
  usual_ = {theme_or_throw(ui::ThemeName::kLight), ui::kKioskStrokes};
  contrast_ = {theme_or_throw(ui::ThemeName::kHighContrast), ui::kKioskStrokes};
}

ui::Size KioskScene::reference_size(ui::Size window) const {
  const ui::Size base = window.width > window.height ? kLandscape : kUpright;
  const double scale = std::min(window.width / base.width, window.height / base.height);
  return scale <= 0 ? base : ui::Size{window.width / scale, window.height / scale};
}

const i18n::Catalogue& KioskScene::words(const std::string& language) {
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

void KioskScene::read_look() {
  const HallView* view = model_.view();
  if (view == nullptr || look_read_ == view->hall.look) {
    return;
  }
  look_read_ = view->hall.look;
  const bool dark = look_read_->theme == "dark";
  const bool contrast = look_read_->theme == "high_contrast";
  usual_.theme = theme_or_throw(dark       ? ui::ThemeName::kDark
                                : contrast ? ui::ThemeName::kHighContrast
                                           : ui::ThemeName::kLight);
  if (const auto accent = ui::parse_colour(look_read_->accent)) {
    if (const auto theme = ui::with_accent(usual_.theme, *accent)) {
      usual_.theme = *theme;
    }
  }
}

const ui::Look& KioskScene::look() {
  read_look();
  return model_.large_text() ? contrast_ : usual_;
}

bool KioskScene::update(ui::TimePoint now) {
  const Ms ms = model_time(now);
  if (hooks_.before_update) {
    hooks_.before_update(ms);
  }
  model_.tick(ms);
  if (hooks_.act) {
    hooks_.act();
  }
  if (model_.page_serial() != page_serial_) {
    page_serial_ = model_.page_serial();
    page_ = ui::Animation(now, ui::kPage, reduced_motion_);
    if (model_.page() == Page::kTicket || model_.page() == Page::kNoPaper) {
      number_ = ui::Animation(now, ui::kNumberIn, reduced_motion_);
    }
    focus_.clear();
    down_on_.reset();
    released_.reset();
  }
  const auto countdown = model_.countdown(ms);
  const int second = countdown ? countdown->left_s : -1;
  const bool changed = dirty_ || animating(now) || model_.revision() != drawn_revision_ ||
                       model_.wall_ms(ms) / kMinuteMs != drawn_minute_ || second != drawn_second_;
  return changed;
}

bool KioskScene::animating(ui::TimePoint now) const {
  return page_.running(now) || number_.running(now) || (released_ && release_.running(now));
}

Hands KioskScene::hands(ui::TimePoint now) const {
  Hands hands;
  if (down_on_ && down_inside_) {
    hands.pressed = down_on_;
  }
  hands.released = released_;
  hands.fading = 1 - release_.value(now);
  if (const auto at = focus_.current(); at && *at < targets_.size()) {
    hands.focused = targets_[*at].touch;
  }
  return hands;
}

void KioskScene::draw(ui::Canvas& canvas, ui::TimePoint now) {
  const Ms ms = model_time(now);
  const std::string language = model_.language();
  const i18n::Catalogue& own = words(language);
  const i18n::Catalogue* second = nullptr;
  if (const auto& languages = model_.languages(); languages.size() > 1) {
    second = &words(language == languages.front() ? languages[1] : languages.front());
  }
  Frame frame({canvas, look(), own, second, model_, ms, hands(now), number_.value(now)});
  canvas.fill_rect({0, 0, frame.size.width, frame.size.height}, frame.theme().paper);
  {
    const double share = page_.value(now);
    const ui::OpacityScope fade(canvas, share);
    const double slide = kPageSlide * (1 - share) * (model_.came_back() ? -1 : 1);
    const ui::OffsetScope move(canvas, slide, 0);
    draw_page(frame);
  }
  draw_bar(frame);
  targets_ = frame.take_targets();
  std::vector<ui::Rect> rects;
  rects.reserve(targets_.size());
  for (const Target& target : targets_) {
    rects.push_back(target.rect);
  }
  focus_.set_targets(std::move(rects), true);
  model_.drawn();
  const auto countdown = model_.countdown(ms);
  drawn_second_ = countdown ? countdown->left_s : -1;
  drawn_minute_ = model_.wall_ms(ms) / kMinuteMs;
  drawn_revision_ = model_.revision();
  // The last frame of a motion has to be drawn at rest.
  dirty_ = animating(now);
}

std::optional<ui::TimePoint> KioskScene::next_deadline(ui::TimePoint now) const {
  if (dirty_ || animating(now)) {
    return now + ui::kFrame;
  }
  const Ms ms = model_time(now);
  const Ms minute = ms + kMinuteMs - model_.wall_ms(ms) % kMinuteMs;
  const Ms first = std::min(minute, model_.next_deadline(ms).value_or(minute));
  return loop_time(first);
}

const Target* KioskScene::target_at(ui::Point at) const {
  const auto found = std::find_if(targets_.begin(), targets_.end(),
                                  [at](const Target& target) { return target.rect.contains(at); });
  return found == targets_.end() ? nullptr : &*found;
}

bool KioskScene::has_target(const Touch& touch) const {
  return std::any_of(targets_.begin(), targets_.end(),
                     [&](const Target& target) { return target.touch == touch; });
}

void KioskScene::touch(const Touch& touch, ui::TimePoint now) {
  model_.touch(touch, model_time(now));
  if (hooks_.act) {
    hooks_.act();
  }
  dirty_ = true;
}

void KioskScene::input(const ui::Input& input, ui::TimePoint now) {
  if (const auto* press = std::get_if<ui::KeyPress>(&input)) {
    key(*press, now);
  } else if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
    if (finger_ && *finger_ != down->finger) {
      return;
    }
    finger_ = down->finger;
    focus_.clear();
    const Target* target = target_at(down->at);
    down_on_ = target != nullptr ? target->touch : Touch{Element::kElsewhere};
    down_inside_ = true;
    dirty_ = true;
  } else if (const auto* move = std::get_if<ui::PointerMove>(&input)) {
    if (finger_ == move->finger && down_on_) {
      const Target* target = target_at(move->at);
      const Touch over = target != nullptr ? target->touch : Touch{Element::kElsewhere};
      dirty_ = dirty_ || down_inside_ != (over == *down_on_);
      down_inside_ = over == *down_on_;
    }
  } else if (const auto* up = std::get_if<ui::PointerUp>(&input)) {
    if (finger_ != up->finger) {
      return;
    }
    finger_.reset();
    const auto pressed = std::exchange(down_on_, std::nullopt);
    const Target* target = target_at(up->at);
    const Touch over = target != nullptr ? target->touch : Touch{Element::kElsewhere};
    if (pressed && over == *pressed) {
      released_ = pressed;
      release_ = ui::Animation(now, ui::kPressOut, reduced_motion_);
      touch(over, now);
    }
    dirty_ = true;
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
    case ui::Key::kEscape:
      return Touch{has_target({Element::kDone}) ? Element::kDone : Element::kBack};
    case ui::Key::kEnter:
    case ui::Key::kSpace:
      if (const auto at = focus_.current(); at && *at < targets_.size()) {
        return targets_[*at].touch;
      }
      return std::nullopt;
    case ui::Key::kCharacter:
      break;
    default:
      return std::nullopt;
  }
  if (press.character < '1' || press.character > '8') {
    return std::nullopt;
  }
  // Digits take the page's cards in reading order: what stands before the page's other controls.
  const auto nth = static_cast<std::size_t>(press.character - '1');
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
  return nth < cards.size() ? std::optional(cards[nth]) : std::nullopt;
}

void KioskScene::key(const ui::KeyPress& press, ui::TimePoint now) {
  if (press.repeat) {
    return;
  }
  if (focus_.move(press)) {
    dirty_ = true;
    return;
  }
  if (const auto pressed = key_touch(press)) {
    touch(*pressed, now);
  }
}

}  // namespace antre::kiosk
