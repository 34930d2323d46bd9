// SPDX-License-Identifier: Apache-2.0
#include "display/scenes/board_scene.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "display/care.hpp"
#include "display/local_path.hpp"
#include "display/look_of_hall.hpp"
#include "display/scenes/sign.hpp"

namespace antre::display {
namespace {

using ui::TimePoint;

/// Reduced motion: how long the frame stands that takes the place of the pulse.
constexpr std::chrono::seconds kFrameShown{6};
/// So long after the start a display that has not been connected yet says nothing of it.
constexpr std::chrono::seconds kPatience{5};
constexpr auto kPulsing = ui::kCallPulse.duration * ui::kCallPulses;

/// Sixty a second, on a grid: what a frame takes to be drawn does not add to the distance to the
/// next one, so that what moves does so at one speed.
TimePoint next_frame(TimePoint now) {
  constexpr std::chrono::nanoseconds kGrid{16'666'667};
  const auto past = now.time_since_epoch() % kGrid;
  // The loop sleeps for whole milliseconds.
  return std::chrono::ceil<ui::Millis>(now + (kGrid - past));
}

}  // namespace

BoardScene::BoardScene(Feed& feed, SoundOutput& sound, SceneOptions options,
                       std::function<void(const std::string&)> warn)
    : feed_(feed),
      sound_(sound),
      options_(std::move(options)),
      warn_(std::move(warn)),
      words_(i18n::Catalogue::load(options_.language.empty() ? "id" : options_.language)),
      look_(options_.look),
      model_({options_.language, options_.name, options_.zone, options_.volume}),
      ticker_(options_.reduced_motion),
      slides_(options_.sign ? nullptr : options_.pictures, options_.reduced_motion) {}

ui::Size BoardScene::reference_size(ui::Size window) const {
  if (options_.sign) return sign_reference(window);
  return window.height > window.width ? ui::Size{1080, 1920} : ui::Size{1920, 1080};
}

void BoardScene::input(const ui::Input& /*input*/, TimePoint /*now*/) {}

bool BoardScene::update(TimePoint now) {
  take_news(now);
  follow_sound(now);
  const bool changed = follow_board(now);
  const bool ticker =
      !options_.sign && !night_ && ticker_.update(now, board_.state == BoardState::kCalling);
  const bool picture = slides_.update(now, calm());
  // One frame more after a motion: the one that shows its end.
  const bool moving = last_update_ < moving_until_;
  const bool rows = last_update_ < rows_until_;
  const bool frame_gone = last_update_ < frame_until_ && now >= frame_until_;
  const bool first = std::exchange(restyled_, false) || last_update_ == TimePoint{};
  last_update_ = now;
  if (changed || first || rows) damage_ |= kAll;
  if (moving || frame_gone || picture) damage_ |= kStage;
  if (ticker) damage_ |= kTicker;
  return changed || first || rows || moving || frame_gone || picture || ticker;
}

/// Whether what is to be seen is another than before.
bool BoardScene::follow_board(TimePoint now) {
  const Board before = std::exchange(board_, model_.board(feed_.clocks()));
  const auto hours = model_.view() == nullptr ? Hours{} : model_.view()->hall.hours;
  // At its full brightness there is nothing to be dark for.
  const bool dark = settings().night_percent < 100 && is_night(board_, hours);
  const bool was_night = std::exchange(night_, dark);
  bool changed = was_night != night_ || !(before == board_);
  if (options_.sign) {
    const Sign one =
        std::exchange(sign_, make_sign(model_.view(), *options_.sign, model_.language()));
    // Of the board only these are on a sign.
    changed = was_night != night_ || !(one == sign_) || before.state != board_.state ||
              (before.minute != board_.minute && (night_ || settings().pixel_shift));
    begin_sign_motion(one, now);
  } else if (changed) {
    begin_motion(before, now);
  }
  return changed;
}

const DisplaySettings& BoardScene::settings() const {
  static const DisplaySettings usual;
  return model_.view() == nullptr ? usual : model_.view()->hall.display;
}

/// Nobody is called and nothing is said: the time of pictures.
bool BoardScene::calm() const {
  return board_.state == BoardState::kCalm && board_.message.empty() && !night_;
}

void BoardScene::take_news(TimePoint now) {
  auto news = feed_.take();
  if (!patient_until_) patient_until_ = now + kPatience;
  if (news.link.state == LinkState::kConnecting && now >= *patient_until_)
    news.link.state = LinkState::kOffline;
  if (!(news.link == link_)) {
    link_ = news.link;
    model_.set_link(link_);
  }
  const auto now_ms = feed_.clocks().engine_ms;
  for (const auto& entry : news.entries) model_.hear(entry, now_ms);
  if (news.view) {
    model_.see(std::move(news.view));
    follow_hall();
  }
  for (const auto seq : news.sounds_done) model_.sound_done(seq);
  if (!news.sounds_done.empty()) sound_.rest();
}

void BoardScene::follow_hall() {
  if (model_.view() == nullptr) return;
  auto voice = model_.view()->hall.display.voice;
  voice.clips = local_path(voice.clips, options_.folder);
  sound_.set_voice(voice);
  const auto language = model_.language();
  if (language != words_.language()) {
    try {
      words_ = i18n::Catalogue::load(language);
    } catch (const std::exception& error) {
      warn_(error.what());
    }
  }
  const auto& settings = model_.view()->hall.look;
  if (settings == look_settings_) return;
  look_settings_ = settings;
  restyled_ = true;
  if (auto look = look_of(settings))
    look_ = *look;
  else
    warn_(look.error().detail);
}

void BoardScene::follow_sound(TimePoint now) {
  const auto announcement = model_.advance(now, feed_.clocks());
  const bool cut = model_.take_cut();
  if (announcement && is_heard(*announcement))
    sound_.play(*announcement, model_.volume());
  else if (cut)
    sound_.stop();  // the link was lost in the middle of a call, or it was taken back
}

/// Three pulses from then on, or the frame that stands for them.
void BoardScene::begin_pulse(TimePoint now, TimePoint from) {
  call_began_ = from;
  if (options_.reduced_motion)
    frame_until_ = now + kFrameShown;
  else
    moving_until_ = from + kPulsing;
}

void BoardScene::begin_motion(const Board& before, TimePoint now) {
  const bool reduced = options_.reduced_motion;
  const bool was_calling = before.state == BoardState::kCalling && before.call;
  const bool calling = board_.state == BoardState::kCalling && board_.call;
  if (calling && (!was_calling || before.call->seq != board_.call->seq)) {
    leaving_ = was_calling ? before.call : std::nullopt;
    call_in_ = ui::Animation(now, ui::kCallIn, reduced);
    call_out_ = {};
    if (before.earlier != board_.earlier && !before.earlier.empty()) {
      rows_ = ui::Animation(now, ui::kRowMove, reduced);
      rows_until_ = reduced ? now : now + ui::kRowMove.duration;
    }
    begin_pulse(now, now + ui::kCallIn.duration);
  } else if (was_calling && board_.state == BoardState::kCalm) {
    leaving_ = before.call;
    call_out_ = ui::Animation(now, ui::kCallOut, reduced);
    frame_until_ = now;
    moving_until_ = reduced ? now : now + ui::kCallOut.duration;
  } else if (!calling && before.state != board_.state) {
    // Offline comes and goes without a motion.
    call_in_ = call_out_ = rows_ = {};
    leaving_.reset();
    frame_until_ = moving_until_ = rows_until_ = now;
  }
}

/// A sign does not wait for its turn in the announcements: it pulses when its number is called.
void BoardScene::begin_sign_motion(const Sign& before, TimePoint now) {
  const bool again = sign_.called && (!before.called || before.number != sign_.number ||
                                      before.recall != sign_.recall);
  if (again && before.known)
    begin_pulse(now, now);
  else if (!sign_.called && before.called)
    frame_until_ = moving_until_ = now;
}

double BoardScene::number_opacity(TimePoint now) const {
  if (options_.reduced_motion) return 1;
  return ui::pulse(call_began_, ui::kCallPulse, ui::kCallPulseLow, ui::kCallPulses, now);
}

bool BoardScene::framed(TimePoint now) const {
  return options_.reduced_motion && now < frame_until_;
}

std::optional<TimePoint> BoardScene::next_deadline(TimePoint now) const {
  if (last_update_ < moving_until_ || last_update_ < rows_until_) return next_frame(now);
  auto next = model_.next_change(now, feed_.clocks());
  if (link_.state == LinkState::kConnecting && patient_until_ && now < *patient_until_)
    next = std::min(next, *patient_until_);
  if (now < frame_until_) next = std::min(next, frame_until_);
  const auto at_most = [&](const std::optional<TimePoint>& wanted) {
    // What moves asks for the frame after this one; all of it takes the same grid.
    if (wanted) next = std::min(next, *wanted <= now + ui::kFrame ? next_frame(now) : *wanted);
  };
  if (!options_.sign && !night_) at_most(ticker_.next_deadline(now));
  at_most(slides_.next_deadline(now));
  return next;
}

}  // namespace antre::display
