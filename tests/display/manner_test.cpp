// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "display/announcer_pace.hpp"
#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

HallSettings hall_with(const VoiceSettings& voice, int volume = 80) {
  auto hall = test::Hall::small_hall();
  hall.display.voice = voice;
  hall.display.volume = volume;
  return hall;
}

Announcement call_of(const std::string& number) {
  Announcement call;
  call.calls = {{number, 2, {{"id", "Loket 2"}}}};
  call.languages = {"id"};
  return call;
}

TEST_SUITE("display/manner") {
  TEST_CASE("without languages of its own the voice speaks the hall's first") {
    VoiceSettings voice;
    CHECK(manner_of(hall_with(voice), "d", -1, 0).languages == std::vector<std::string>{"id"});
    voice.languages = {"en", "id"};
    const auto manner = manner_of(hall_with(voice), "d", -1, 0);
    CHECK(manner.languages == std::vector<std::string>{"en", "id"});
    CHECK(manner.message_language == "id");
  }

  TEST_CASE("the words are repeated as often as the hall wants") {
    VoiceSettings voice;
    CHECK(manner_of(hall_with(voice), "d", -1, 0).times == 2);
    voice.repeat = 0;
    CHECK(manner_of(hall_with(voice), "d", -1, 0).times == 1);
  }

  TEST_CASE("voice and chime are switched on their own") {
    VoiceSettings voice;
    voice.on = false;
    auto manner = manner_of(hall_with(voice), "d", -1, 0);
    CHECK(manner.chime);
    CHECK_FALSE(manner.voice);
    voice.on = true;
    voice.chime = false;
    manner = manner_of(hall_with(voice), "d", -1, 0);
    CHECK_FALSE(manner.chime);
    CHECK(manner.voice);
    CHECK(manner.heard);
  }

  TEST_CASE("where speakers are named only they are heard") {
    VoiceSettings voice;
    CHECK(is_heard(hall_with(voice), "", -1, 0));
    voice.speakers = {"hall"};
    CHECK(is_heard(hall_with(voice), "hall", -1, 0));
    CHECK_FALSE(is_heard(hall_with(voice), "stairs", -1, 0));
    CHECK_FALSE(is_heard(hall_with(voice), "", -1, 0));
  }

  TEST_CASE("silence is the hall's volume, or this display's own") {
    CHECK_FALSE(is_heard(hall_with({}, 0), "d", -1, 0));
    CHECK(is_heard(hall_with({}, 0), "d", 50, 0));
    CHECK_FALSE(is_heard(hall_with({}, 80), "d", 0, 0));
  }

  TEST_CASE("a quiet span has its first minute and not its last") {
    VoiceSettings voice;
    voice.quiet = {{0, 60}, {23 * 60, 24 * 60}};
    CHECK_FALSE(is_heard(hall_with(voice), "d", -1, 0));
    CHECK_FALSE(is_heard(hall_with(voice), "d", -1, 59));
    CHECK(is_heard(hall_with(voice), "d", -1, 60));
    CHECK(is_heard(hall_with(voice), "d", -1, 23 * 60 - 1));
    CHECK_FALSE(is_heard(hall_with(voice), "d", -1, 24 * 60 - 1));
  }

  TEST_CASE("the usual call takes a little more than it is shown, a longer one more") {
    const Manner manner;
    const auto usual = pace_of(call_of("K014"), manner).all;
    CHECK(usual > kCallShown);
    CHECK(usual < kCallShown + 4s);
    CHECK(pace_of(call_of("K1014"), manner).all > usual);
    CHECK(pace_of(call_of("K789"), manner).all > usual);  // tujuh delapan sembilan
    auto brisk = call_of("K014");
    brisk.brisk = true;
    brisk.times = 1;
    CHECK(pace_of(brisk, manner).all < kBriskShown);
    auto twice = call_of("K014");
    twice.languages = {"id", "en"};
    CHECK(pace_of(twice, manner).spoken.size() == 2);
    CHECK(pace_of(twice, manner).all > usual + 8s);
    auto recall = call_of("K014");
    recall.kind = Announcement::Kind::kRecall;
    CHECK(pace_of(recall, manner).all > usual);
  }

  TEST_CASE("slower words, other numbers and names of counters are counted with") {
    Manner manner;
    const auto usual = pace_of(call_of("K012"), manner).all;
    manner.words_per_minute = 70;
    CHECK(pace_of(call_of("K012"), manner).all > usual + 10s);
    manner.words_per_minute = 140;
    manner.numbers = voice::NumberStyle::kNumber;
    CHECK(pace_of(call_of("K012"), manner).all < usual);  // dua belas
    auto named = call_of("K012");
    named.calls[0].counter_name = {{"id", "Loket Pendaftaran dan Informasi 12-B"}};
    CHECK(pace_of(named, manner).all > pace_of(call_of("K012"), manner).all + 2s);
  }

  TEST_CASE("a longer message is counted with a longer time") {
    const Manner manner;
    Announcement message;
    message.kind = Announcement::Kind::kMessage;
    message.languages = {"id"};
    message.times = 1;
    message.message = "Mohon tunggu.";
    const auto brief = pace_of(message, manner).all;
    message.message = "Mohon tunggu, pelayanan dimulai lagi pukul 13.00.";
    CHECK(pace_of(message, manner).all > brief + 2s);
  }

  TEST_CASE("without words there is the chime alone, and without both no time at all") {
    Manner manner;
    manner.voice = false;
    CHECK(pace_of(call_of("K014"), manner).all == 2'350ms);
    manner.chime = false;
    CHECK(pace_of(call_of("K014"), manner).all == 0ms);
  }
}

}  // namespace
}  // namespace antre::display
