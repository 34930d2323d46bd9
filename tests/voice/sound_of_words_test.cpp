// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "display/voice/joining.hpp"
#include "display/voice/loudness.hpp"
#include "display/voice/pcm.hpp"
#include "display/voice/respell.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display::voice {
namespace {

TEST_SUITE("voice/sound") {
  TEST_CASE("the loudness of a tone is what the standard says") {
    // EBU Tech 3341, case 1: 1 kHz at -23 dBFS in two channels is -23 LUFS; one alone is 3 dB less.
    const auto sound = test::tone(1000, 20, from_db(-23));
    CHECK(loudness_of(sound) == doctest::Approx(-26).epsilon(0.005));
    CHECK(loudness_of(Pcm(48'000, 0.0F)) == kSilent);
    CHECK(loudness_of({}) == kSilent);
  }

  TEST_CASE("a short word is measured like a long one") {
    CHECK(loudness_of(test::tone(1000, 0.2, 0.1)) ==
          doctest::Approx(loudness_of(test::tone(1000, 5, 0.1))).epsilon(0.02));
  }

  TEST_CASE("peaks are made softer and the loudness stays") {
    auto sound = test::tone(300, 3, 0.02);
    for (std::size_t i = 4'800; i < sound.size(); i += 9'600) sound[i] = 0.9F;
    to_loudness(sound);
    CHECK(peak_of(sound) <= kPeak + 0.01);
    CHECK(loudness_of(sound) == doctest::Approx(kLoudness).epsilon(0.025));
  }

  TEST_CASE("silence is not made loud") {
    Pcm nothing(48'000, 0.0F);
    to_loudness(nothing);
    CHECK(std::ranges::all_of(nothing, [](float sample) { return sample == 0; }));
    CHECK(trimmed(nothing).empty());
    CHECK(trimmed({}).empty());
  }

  TEST_CASE("silence around a sound is taken away but for a margin") {
    Pcm recorded(48'000, 0.0F);
    const auto sound = test::tone(500, 0.5, 0.4);
    recorded.insert(recorded.end(), sound.begin(), sound.end());
    recorded.resize(recorded.size() + 48'000, 0.0F);
    CHECK(seconds_of(trimmed(recorded).size()) ==
          doctest::Approx(0.5 + 2 * kMarginSeconds).epsilon(0.01));
  }

  TEST_CASE("a sound of another rate and two channels keeps its pitch and its length") {
    const test::Folder folder;
    const auto file = folder.path() / "stereo.wav";
    // A WAV of 22,050 Hz, as the speech program writes it, made by hand.
    std::string bytes("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x02\x00", 24);
    const auto word = [&](std::uint32_t value, int size) {
      for (int i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
    };
    constexpr std::uint32_t kRate = 22'050;
    word(kRate, 4);
    word(kRate * 4, 4);
    word(4, 2);
    word(16, 2);
    bytes += "data";
    word(0x7FFFF000U, 4);  // as written to a pipe: nobody knew how long it would be
    for (std::uint32_t i = 0; i < kRate; ++i) {
      const double angle = 2 * std::numbers::pi * 440 * i / kRate;
      const auto sample = static_cast<std::int16_t>(std::lround(10'000 * std::sin(angle)));
      word(static_cast<std::uint16_t>(sample), 2);
      word(static_cast<std::uint16_t>(sample), 2);
    }
    std::ofstream(file, std::ios::binary) << bytes;
    const auto loaded = load_sound(file);
    REQUIRE_MESSAGE(loaded, loaded);
    CHECK(seconds_of(loaded->size()) == doctest::Approx(1).epsilon(0.01));
    CHECK(test::share_of(*loaded, 440) == doctest::Approx(10'000.0 / 32'768).epsilon(0.03));
    const auto parsed = parse_sound(bytes);
    REQUIRE_MESSAGE(parsed, parsed);
    CHECK(*parsed == *loaded);
  }

  TEST_CASE("what is no sound is refused with its reason") {
    const test::Folder folder;
    CHECK(load_sound(folder.path() / "absent.wav").error().code == ErrorCode::kIo);
    std::ofstream(folder.path() / "text.wav") << "no sound";
    CHECK(load_sound(folder.path() / "text.wav").error().code == ErrorCode::kInvalid);
    CHECK(parse_sound("").error().code == ErrorCode::kInvalid);
    CHECK(save_wav(folder.path() / "absent" / "a.wav", {}).error().code == ErrorCode::kIo);
  }

  TEST_CASE("the volume scales what the device gets") {
    const Pcm sound{1.0F, -2.0F, 0.5F};
    CHECK(to_device(sound, 100) == std::vector<std::int16_t>{32767, -32767, 16384});
    CHECK(to_device(sound, 0) == std::vector<std::int16_t>{0, 0, 0});
  }

  TEST_CASE("Javanese is spelled for an Indonesian reader, names are left alone") {
    CHECK(respelled("nomer antrian, er, tigang dasa tiga, mangga dhateng loket sanga.") ==
          "nomer antrian, er, tigang doso tigo, monggo dateng loket songo.");
    CHECK(respelled("lar\u00e9 Rama") == "lare Rama");
  }
}

}  // namespace
}  // namespace antre::display::voice
