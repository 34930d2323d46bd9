// SPDX-License-Identifier: Apache-2.0
// Displays of one room: one is heard, the others are silent, and all of them show the same call.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "display/display_model.hpp"
#include "display/sound_track.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/voice.hpp"
#include "tests/display/hall_for_tests.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using test::Hall;

constexpr ui::Millis kStep{10};
constexpr auto kBuffer = 43ms;  ///< of a sound device
constexpr int kCounters = 40;
/// Of a pulse of the called number.
constexpr auto kPulse = ui::kCallPulse.duration;

/// How long the sound output needs for an announcement, with the words that a voice makes.
class Ears {
 public:
  /// Now and then the words come so much later, as from a machine that has other things to do.
  Ears(voice::Options options, ui::Millis held_up)
      : held_up_(held_up), voice_(std::move(options), [](const std::string&) {}) {}
  [[nodiscard]] ui::Millis length(const Announcement& said) {
    const double chime = said.brisk ? voice::kBriskChimeSeconds : voice::kChimeSeconds;
    const double words = voice::seconds_of(voice_.words(said, {}).size());
    return of_seconds((said.chime ? chime : 0) + voice::seconds_of(SoundTrack::kPauseSamples)) +
           of_seconds(words) + 2 * ui::Millis(kBuffer) +
           (++said_ % kEvery == 0 ? held_up_ : ui::Millis{0});
  }

 private:
  static constexpr int kEvery = 4;
  static ui::Millis of_seconds(double seconds) {
    return ui::Millis(static_cast<ui::Millis::rep>(seconds * 1000));
  }
  ui::Millis held_up_;
  int said_ = 0;
  voice::Voice voice_;
};

/// A display with its own voice, or none. Its loop looks at the clock every few milliseconds, at
/// moments of its own.
class Display {
 public:
  Display(const std::string& name, ui::Millis looks_at, Ears* ears)
      : model_({"id", name, ""}), looks_at_(looks_at), ears_(ears) {
    model_.set_link({LinkState::kOnline, 0});
  }
  void hear(const LiveEntry& live, const Hall& hall) {
    model_.hear(live, hall.now_ms());
    model_.see(hall.shared());
  }
  void see(const Hall& hall) { model_.see(hall.shared()); }
  /// At `time` after the start.
  void look(ui::Millis time, const Hall& hall) {
    time += looks_at_;
    const ui::TimePoint now(1h + time);
    if (sounding_ && sound_ends_ <= time) {
      model_.sound_done(*sounding_);
      sounding_.reset();
    }
    const auto said = model_.advance(now, {hall.now_ms() + looks_at_.count(), hall.now_ms(), 0});
    if (said && is_heard(*said)) {
      REQUIRE(ears_ != nullptr);
      sounding_ = said->seq;
      sound_ends_ = time + ears_->length(*said);
    }
    const auto& current = model_.announcer().current();
    if (current) began_.emplace(current->seq, time);
    busy_ = current.has_value();
  }
  [[nodiscard]] const std::map<std::uint64_t, ui::Millis>& began() const { return began_; }
  [[nodiscard]] bool busy() const { return busy_; }

 private:
  DisplayModel model_;
  ui::Millis looks_at_;
  Ears* ears_;
  std::optional<std::uint64_t> sounding_;
  ui::Millis sound_ends_{0};
  std::map<std::uint64_t, ui::Millis> began_;
  bool busy_ = false;
};

HallSettings hall_of(const std::string& clips, int words_per_minute) {
  auto settings = Hall::small_hall();
  settings.counters.clear();
  // One each: nobody's visitor leaves before the call has been told.
  for (int id = 1; id <= kCounters; ++id) {
    CounterSettings counter;
    counter.id = {id};
    counter.primary = {{"K"}, {"R"}};
    settings.counters.push_back(counter);
  }
  settings.display.voice.speakers = {"loud"};
  settings.display.voice.clips = clips;
  settings.display.voice.words_per_minute = words_per_minute;
  return settings;
}

/// Two displays hear the same calls; after each of `calls` (milliseconds) one comes.
struct Room {
  Room(const HallSettings& settings, voice::Options options, ui::Millis held_up = ui::Millis{0})
      : hall(settings),
        ears(std::move(options), held_up),
        loud("loud", 0ms, &ears),
        mute("mute", 7ms, {}) {
    for (int id = 1; id <= kCounters; ++id) hall.open(id);
    for (auto* display : {&loud, &mute}) display->see(hall);
  }
  void play(const std::vector<int>& after) {
    std::size_t next = 0;
    ui::Millis due(after.empty() ? 0 : after.front());
    for (ui::Millis time{0}; time < 20min; time += kStep, hall.pass(kStep.count())) {
      while (next < after.size() && time >= due) {
        call(static_cast<int>(next));
        if (++next < after.size()) due += ui::Millis(after[next]);
      }
      loud.look(time, hall);
      mute.look(time, hall);
      if (next == after.size() && !loud.busy() && !mute.busy()) return;
    }
  }
  void call(int n) {
    // Said with recorded words: satu to lima.
    const std::string ticket = "R" + std::to_string(1 + n % 5) + std::to_string(1 + n / 5 % 5) +
                               std::to_string(1 + n / 25 % 5);
    hall.issue(ticket, "R");
    const auto live = hall.call(ticket, 1 + n);
    loud.hear(live, hall);
    mute.hear(live, hall);
  }
  /// The most that the two were apart when they began with a call.
  [[nodiscard]] ui::Millis apart() const {
    ui::Millis most{0};
    for (const auto& [seq, time] : apart_at()) most = std::max(most, time);
    return most;
  }
  /// The same for each call.
  [[nodiscard]] std::map<std::uint64_t, ui::Millis> apart_at() const {
    std::map<std::uint64_t, ui::Millis> all;
    CHECK(loud.began().size() == mute.began().size());
    for (const auto& [seq, time] : loud.began()) {
      const auto other = mute.began().find(seq);
      REQUIRE(other != mute.began().end());
      all[seq] = ui::Millis(std::abs((time - other->second).count()));
    }
    return all;
  }

  Hall hall;
  Ears ears;
  Display loud;
  Display mute;
};

voice::Options clips_of(const std::filesystem::path& folder) {
  voice::Options options;
  options.clips = folder;
  options.program.program = "/nonexistent/speech";
  return options;
}

std::vector<int> burst_of(int calls) {
  std::vector<int> after(static_cast<std::size_t>(calls), 90);
  return after;
}

TEST_SUITE("display/room") {
  TEST_CASE("in a burst of twelve a heard display and a silent one show the same call") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
    Room room(hall_of(folder.path().string(), 140), clips_of(folder.path()));
    room.play(burst_of(12));
    CHECK(room.loud.began().size() == 12);
    CHECK(room.apart() <= kPulse);
  }

  TEST_CASE("with the voice of espeak-ng they do so as well") {
    const antre::test::Folder folder;
    voice::Options options;
    options.cache = folder.path();
    Room room(hall_of("", 140), options);
    room.play(burst_of(12));
    CHECK(room.loud.began().size() == 12);
    CHECK(room.apart() <= kPulse);
  }

  TEST_CASE("words that come late now and then leave a distance that goes again") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path(), 0.5);
    Room room(hall_of(folder.path().string(), 140), clips_of(folder.path()), 5s);
    std::mt19937 random(7);
    std::vector<int> after;
    for (int i = 0; i < 40; ++i) after.push_back(static_cast<int>(random() % 26'000));
    room.play(after);
    const auto apart = room.apart_at();
    REQUIRE(apart.size() == 40);
    CHECK(room.apart() > kPulse);  // else nothing was late
    CHECK(room.apart() < kMostBehind);
    int apart_for = 0;
    for (const auto& [seq, time] : apart) {
      CAPTURE(seq);
      CAPTURE(time.count());
      apart_for = time > kPulse ? apart_for + 1 : 0;
      CHECK(apart_for <= 4);
    }
  }

  TEST_CASE("a hall whose recorded words are slow says so by its words a minute") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path(), 0.8);
    const std::vector<int> after(6, 14'000);
    Room slow(hall_of(folder.path().string(), 95), clips_of(folder.path()));
    slow.play(after);
    CHECK(slow.apart() <= kPulse);
    Room wrong(hall_of(folder.path().string(), 140), clips_of(folder.path()));
    wrong.play(after);
    CHECK(wrong.apart() > kPulse);
  }
}

}  // namespace
}  // namespace antre::display
