// SPDX-License-Identifier: Apache-2.0
// What displays count with is what the voice needs, and a little more: one that was too short would
// leave the heard display behind the silent ones.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "display/announcer_pace.hpp"
#include "display/sound_track.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/voice.hpp"
#include "tests/voice/said.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display {
namespace {

/// Seconds that the sound output needs: the chime, a breath, the words and two of its buffers.
double needed_s(const Announcement& said, std::size_t words) {
  constexpr double kBuffersS = 0.086;
  return (said.brisk ? voice::kBriskChimeSeconds : voice::kChimeSeconds) +
         voice::seconds_of(SoundTrack::kPauseSamples + words) + kBuffersS;
}

struct Case {
  std::string name;
  Announcement said;
};

Announcement with(Announcement said, Announcement::Kind kind, int times, bool brisk) {
  said.kind = kind;
  said.times = times;
  said.brisk = brisk;
  return said;
}

std::vector<Case> cases(const std::string& language) {
  using enum Announcement::Kind;
  const auto call = [&](const std::string& number, int counter) {
    return antre::test::call_of(number, counter, {language});
  };
  auto named = call("K230", 4);
  named.calls[0].counter_name = {{"id", "Loket Pendaftaran dan Informasi 12"},
                                 {"en", "Registration and information desk 12"},
                                 {"jv", "Loket Pendaftaran lan Informasi 12"}};
  auto group = call("R012", 3);
  for (const auto* number : {"K789", "J004", "R118"}) group.calls.push_back({number, 2, {}});
  auto both = call("R012", 3);
  both.languages = {language, "id"};
  return {{"call", with(call("R012", 3), kCall, 2, false)},
          {"long digits", with(call("P879", 9), kCall, 2, false)},
          {"four digits", with(call("R1987", 11), kCall, 2, false)},
          {"named counter", with(named, kCall, 2, false)},
          {"brisk", with(call("K345", 6), kCall, 1, true)},
          {"recall", with(call("R777", 7), kRecall, 2, false)},
          {"two languages", with(both, kCall, 2, false)},
          {"group", with(group, kGroup, 1, true)}};
}

TEST_SUITE("display/voice_pace") {
  TEST_CASE("espeak-ng needs no longer than the plan, and not much less") {
    const antre::test::Folder folder;
    for (const int words_per_minute : {110, 140}) {
      voice::Options options;
      options.words_per_minute = words_per_minute;
      options.cache = folder.path();
      antre::test::Said voice(options);
      Manner manner;
      manner.words_per_minute = words_per_minute;
      for (const auto* language : {"id", "en", "jv"}) {
        for (const auto& [name, said] : cases(language)) {
          CAPTURE(words_per_minute);
          CAPTURE(std::string(language));
          CAPTURE(name);
          manner.languages = said.languages;
          const double planned = static_cast<double>(pace_of(said, manner).all.count()) / 1000;
          const double needed = needed_s(said, voice.words(said).size());
          CHECK(needed <= planned);
          CHECK(needed >= 0.75 * planned);
        }
      }
      CHECK(voice.warnings.empty());
    }
  }
}

}  // namespace
}  // namespace antre::display
