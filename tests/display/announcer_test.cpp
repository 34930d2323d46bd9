// SPDX-License-Identifier: Apache-2.0
#include "display/announcer.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace antre::display {
namespace {

using namespace std::chrono_literals;

const ui::TimePoint kStart{1h};

Call call(std::uint64_t seq, const std::string& ticket, int counter, EngineMs at_ms = 0) {
  return {"e1", seq, ticket, {}, {counter}, at_ms, at_ms, false};
}

TEST_SUITE("display/announcer") {
  TEST_CASE("a live call is announced with a chime, and shown") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    const auto sound = announcer.advance(kStart);
    REQUIRE(sound);
    CHECK(sound->seq == 7);
    CHECK(sound->kind == Announcement::Kind::kCall);
    CHECK(sound->calls == std::vector<SaidCall>{{"K014", 2, {}}});
    CHECK(sound->chime);
    REQUIRE(announcer.current());
    CHECK(announcer.current()->ticket == "K014");
  }

  TEST_CASE("two calls at once are told one after the other, oldest first") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    announcer.offer(call(8, "R007", 1), true, 0);
    CHECK(announcer.advance(kStart)->seq == 7);
    announcer.sound_done(7);
    CHECK_FALSE(announcer.advance(kStart + 11s));
    CHECK(announcer.current()->ticket == "K014");
    CHECK(announcer.advance(kStart + 12s)->seq == 8);
    CHECK(announcer.current()->ticket == "R007");
  }

  TEST_CASE("a call stays for twelve seconds, then it is calm") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(announcer.advance(kStart));
    announcer.sound_done(7);
    CHECK(announcer.next_change(kStart) == kStart + 12s);
    CHECK_FALSE(announcer.advance(kStart + 11'999ms));
    CHECK(announcer.current());
    CHECK_FALSE(announcer.advance(kStart + 12s));
    CHECK_FALSE(announcer.current());
    CHECK_FALSE(announcer.next_change(kStart + 12s));
  }

  TEST_CASE("a call stays until its sound is done") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(announcer.advance(kStart));
    CHECK_FALSE(announcer.advance(kStart + 15s));
    CHECK(announcer.current());
    announcer.sound_done(6);
    CHECK_FALSE(announcer.advance(kStart + 16s));
    CHECK(announcer.current());
    announcer.sound_done(7);
    CHECK_FALSE(announcer.advance(kStart + 17s));
    CHECK_FALSE(announcer.current());
  }

  TEST_CASE("a sound that is never reported as done does not hold up the next call for ever") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    announcer.offer(call(8, "R007", 1), true, 0);
    CHECK(announcer.advance(kStart));
    CHECK(announcer.advance(kStart + kSoundLimit)->seq == 8);
  }

  TEST_CASE("a call is announced once, however often it is delivered") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(announcer.advance(kStart));
    announcer.sound_done(7);
    announcer.offer(call(7, "K014", 2), true, 0);
    CHECK_FALSE(announcer.advance(kStart + 30s));
  }

  TEST_CASE("a call older than twenty seconds is not announced") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2, 100'000), true, 120'001);
    CHECK_FALSE(announcer.advance(kStart));
    announcer.offer(call(8, "K015", 2, 100'001), true, 120'001);
    CHECK(announcer.advance(kStart)->seq == 8);
  }

  TEST_CASE("a call that waits its turn behind others is told although twenty seconds pass") {
    Announcer announcer;
    for (std::uint64_t seq = 1; seq <= 4; ++seq) announcer.offer(call(seq, "K", 1), true, 0);
    auto now = kStart;
    for (std::uint64_t seq = 1; seq <= 4; ++seq, now += 12s) {
      CHECK(announcer.advance(now)->seq == seq);
      announcer.sound_done(seq);
    }
  }

  TEST_CASE("what came by catching up is not announced, nor later") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), false, 0);
    CHECK_FALSE(announcer.advance(kStart));
    announcer.offer(call(7, "K014", 2), true, 0);
    CHECK_FALSE(announcer.advance(kStart));
  }

  TEST_CASE("when the link is lost nothing that waited is told later") {
    Announcer announcer;
    announcer.offer(call(7, "K014", 2), true, 0);
    announcer.offer(call(8, "R007", 1), true, 0);
    CHECK(announcer.advance(kStart));
    announcer.silence();
    CHECK_FALSE(announcer.current());
    announcer.offer(call(8, "R007", 1), true, 0);
    CHECK_FALSE(announcer.advance(kStart + 1s));
  }

  TEST_CASE("another epoch ends what is shown, and its own live calls are told") {
    Announcer announcer;
    announcer.offer(call(70, "K014", 2), true, 0);
    announcer.offer(call(71, "K015", 2), true, 0);
    CHECK(announcer.advance(kStart));
    announcer.set_epoch("e2");
    CHECK_FALSE(announcer.current());
    CHECK_FALSE(announcer.advance(kStart + 1s));
    auto live = call(5, "R001", 1);
    live.epoch = "e2";
    announcer.offer(live, true, 0);
    CHECK(announcer.advance(kStart + 2s)->seq == 5);
  }

  TEST_CASE("never do more calls wait than the largest board has counters") {
    Announcer announcer;
    for (std::uint64_t seq = 1; seq <= 100; ++seq) announcer.offer(call(seq, "K", 1), true, 0);
    CHECK(announcer.queued() == kMaxQueued);
    CHECK(announcer.advance(kStart)->seq == 100 - kMaxQueued + 1);
  }
}

}  // namespace
}  // namespace antre::display
