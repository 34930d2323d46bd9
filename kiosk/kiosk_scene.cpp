// SPDX-License-Identifier: Apache-2.0
#include "kiosk/kiosk_scene.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "kiosk/page_scale.hpp"

namespace antre::kiosk {
namespace {

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
  return page_scale(window, 0).reference;
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
  hold(now);
  take_typed(now);
  model_.tick(ms);
  if (hooks_.act) {
    hooks_.act();
  }
  if (model_.page_serial() != page_serial_) {
    new_page(now);
  }
  return dirty_ || animating(now) || model_.revision() != drawn_revision_ ||
         model_.wall_ms(ms) / kMinuteMs != drawn_minute_ || shown_second(ms) != drawn_second_ ||
         model_.checking_code(ms) != drawn_checking_;
}

void KioskScene::new_page(ui::TimePoint now) {
  page_serial_ = model_.page_serial();
  // A frame ago: the first frame shows the page already, and not yet another empty one.
  const ui::TimePoint start = now - ui::kFrame;
  page_ = ui::Animation(start, ui::kPage, reduced_motion_);
  if (model_.page() == Page::kTicket || model_.page() == Page::kNoPaper) {
    number_ = ui::Animation(start, ui::kNumberIn, reduced_motion_);
  }
  clear_focus();
  down_on_.reset();
  held_since_.reset();
  released_.reset();
  signs_ = false;
}

/// What counts down on the page, in whole seconds.
int KioskScene::shown_second(Ms now) const {
  if (const auto still = model_.still_there(now)) {
    return still->left_s;
  }
  if (const auto countdown = model_.countdown(now)) {
    return countdown->left_s;
  }
  return model_.page() == Page::kServicePin ? model_.pin().locked_s(now) : -1;
}

void KioskScene::hold(ui::TimePoint now) {
  if (held_since_ && down_inside_ &&
      now >= *held_since_ + std::chrono::milliseconds(kLongPressMs)) {
    held_since_.reset();
    down_on_.reset();
    touch({Element::kMark}, now);
  }
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
  Frame frame({canvas, look(), own, second, model_, ms, hands(now), number_.value(now), signs_});
  canvas.fill_rect({0, 0, frame.size.width, frame.size.height}, frame.theme().paper);
  {
    const double share = page_.value(now);
    const ui::OpacityScope fade(canvas, share);
    const double slide = kPageSlide * (1 - share) * (model_.came_back() ? -1 : 1);
    const ui::OffsetScope move(canvas, slide, 0);
    draw_page(frame);
  }
  draw_bar(frame);
  draw_still_there(frame);
  if (const double dark = 1 - model_.brightness(); veil_ && dark > 0) {
    canvas.fill_rect({0, 0, frame.size.width, frame.size.height}, ui::kBlack.with_opacity(dark));
  }
  speak_page(frame);
  targets_ = frame.take_targets();
  std::vector<ui::Rect> rects;
  rects.reserve(targets_.size());
  for (const Target& target : targets_) {
    // The mark is drawn last; it is for a finger that knows of it.
    if (target.touch.element != Element::kMark) {
      rects.push_back(target.rect);
    }
  }
  focus_.set_targets(std::move(rects), true);
  model_.drawn();
  drawn_second_ = shown_second(ms);
  drawn_checking_ = model_.checking_code(ms);
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
  Ms first = std::min(minute, model_.next_deadline(ms).value_or(minute));
  if (held_since_) {
    first = std::min(first, std::max(ms, model_time(*held_since_) + Ms{kLongPressMs}));
  }
  return loop_time(first);
}

}  // namespace antre::kiosk
