// SPDX-License-Identifier: Apache-2.0
#include "display/announcer.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

namespace antre::display {
namespace {

using namespace std::chrono_literals;

const ui::TimePoint kStart{1h};

Call call(std::uint64_t seq, const std::string& ticket, int counter, EngineMs at_ms = 0) {
  return {"e1", seq, ticket, {}, {counter}, at_ms, at_ms, false};
}

Call recall(std::uint64_t seq, const std::string& ticket, int counter) {
  auto made = call(seq, ticket, counter);
  made.recall = true;
  return made;
}

Message message(std::uint64_t seq, const std::string& text, EngineMs until_ms = 600'000) {
  return {"e1", seq, text, 0, until_ms, {}};
}

/// An announcer and its clock, which begins at 0 of the dispatcher.
struct Hall {
  std::optional<Announcement> at(ui::Millis time) {
    return announcer.advance(kStart + time, manner, time.count());
  }
  /// What begins at `time`; its sound is over at once.
  Announcement told_at(ui::Millis time) {
    const auto begun = at(time);
    REQUIRE(begun);
    announcer.sound_done(begun->seq);
    return *begun;
  }
  /// When what is told is over, by the plan.
  [[nodiscard]] ui::Millis plan_end() const { return ui::Millis(announcer.plan_ends_ms()); }
  void call_many(std::uint64_t first, std::uint64_t n) {
    for (auto seq = first; seq < first + n; ++seq)
      announcer.offer(call(seq, "K" + std::to_string(100 + seq), static_cast<int>(seq)), true, 0);
  }

  Announcer announcer;
  Manner manner;
};

std::vector<std::uint64_t> seqs(const std::vector<Call>& calls) {
  std::vector<std::uint64_t> found;
  for (const auto& one : calls) found.push_back(one.seq);
  return found;
}

TEST_SUITE("display/announcer") {
  TEST_CASE("a live call is announced with chime and words, and shown") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    const auto sound = hall.at(0ms);
    REQUIRE(sound);
    CHECK(sound->seq == 7);
    CHECK(sound->kind == Announcement::Kind::kCall);
    CHECK(sound->calls == std::vector<SaidCall>{{"K014", 2, {}}});
    CHECK(sound->languages == std::vector<std::string>{"id"});
    CHECK(sound->chime);
    CHECK(sound->voice);
    CHECK(sound->times == 2);
    CHECK_FALSE(sound->brisk);
    REQUIRE(hall.announcer.current());
    CHECK(hall.announcer.current()->ticket == "K014");
  }

  TEST_CASE("a recall says that it is one") {
    Hall hall;
    hall.announcer.offer(recall(7, "K014", 2), true, 0);
    CHECK(hall.at(0ms)->kind == Announcement::Kind::kRecall);
  }

  TEST_CASE("the counter's own name is said") {
    Hall hall;
    std::vector<CounterSettings> counters(1);
    counters[0].id = {2};
    counters[0].name = {{"id", "Meja Layanan"}};
    hall.manner.counters = &counters;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(hall.at(0ms)->calls.front().counter_name == counters[0].name);
  }

  TEST_CASE("two calls at once are told one after the other, oldest first") {
    Hall hall;
    hall.call_many(7, 2);
    CHECK(hall.told_at(0ms).seq == 7);
    const auto end = hall.plan_end();
    CHECK_FALSE(hall.at(end - 1ms));
    CHECK(hall.announcer.current()->seq == 7);
    CHECK(hall.at(end)->seq == 8);
    CHECK(hall.announcer.current()->seq == 8);
  }

  TEST_CASE("a call stays as long as its words are counted with, then it is calm") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    hall.told_at(0ms);
    const auto end = hall.plan_end();
    CHECK(end > 12s);
    CHECK(end < 16s);
    CHECK(hall.announcer.next_change(kStart) == kStart + end);
    CHECK_FALSE(hall.at(end - 1ms));
    CHECK(hall.announcer.current());
    CHECK_FALSE(hall.at(end));
    CHECK_FALSE(hall.announcer.current());
    CHECK_FALSE(hall.announcer.next_change(kStart + end));
  }

  TEST_CASE("a call without words stays for twelve seconds") {
    Hall hall;
    hall.manner.voice = false;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    hall.told_at(0ms);
    CHECK_FALSE(hall.at(11'999ms));
    CHECK(hall.announcer.current());
    CHECK_FALSE(hall.at(12s));
    CHECK_FALSE(hall.announcer.current());
  }

  TEST_CASE("what a sound takes too long is taken back, but not from twelve seconds") {
    Hall hall;
    hall.call_many(7, 2);
    CHECK(hall.at(0ms));
    const auto first = hall.plan_end();
    CHECK_FALSE(hall.at(first + 1s));
    hall.announcer.sound_done(7);
    CHECK(hall.told_at(first + 1s).seq == 8);
    CHECK(hall.announcer.plan_began_ms() == first.count());
    const auto second = hall.plan_end();
    REQUIRE(second - first - 1s > 12s);
    CHECK_FALSE(hall.at(second - 1ms));
    CHECK(hall.announcer.current());
    CHECK_FALSE(hall.at(second));
    CHECK_FALSE(hall.announcer.current());
    SUBCASE("nor is it more than there is to spare") {
      Hall late;
      late.call_many(7, 2);
      CHECK(late.at(0ms));
      CHECK_FALSE(late.at(first + 5s));
      late.announcer.sound_done(7);
      CHECK(late.told_at(first + 5s).seq == 8);
      CHECK_FALSE(late.at(first + 17s - 1ms));
      CHECK(late.announcer.current());
      CHECK_FALSE(late.at(first + 17s));
      CHECK_FALSE(late.announcer.current());
    }
  }

  TEST_CASE("what comes while a display is late does not wait yet in the room") {
    Hall hall;
    hall.announcer.offer(call(1, "K101", 1, 0), true, 0);
    CHECK(hall.at(0ms));
    const auto end = hall.plan_end();
    for (std::uint64_t seq = 2; seq <= 4; ++seq) {
      // The last one is called when the others of the room have begun with the second.
      const auto at_ms = seq < 4 ? seq : static_cast<EngineMs>(end.count() + 500);
      hall.announcer.offer(call(seq, "K10" + std::to_string(seq), 1, static_cast<EngineMs>(at_ms)),
                           true, end.count() + 500);
    }
    hall.announcer.sound_done(1);
    CHECK_FALSE(hall.told_at(end + 1s).brisk);
  }

  TEST_CASE("a call stays until its sound is done") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(hall.at(0ms));
    CHECK_FALSE(hall.at(17s));
    CHECK(hall.announcer.current());
    hall.announcer.sound_done(6);
    CHECK_FALSE(hall.at(18s));
    CHECK(hall.announcer.current());
    hall.announcer.sound_done(7);
    CHECK_FALSE(hall.at(19s));
    CHECK_FALSE(hall.announcer.current());
    CHECK_FALSE(hall.announcer.take_cut());
  }

  TEST_CASE("a sound that is never reported as done does not hold up the next call for ever") {
    Hall hall;
    hall.call_many(7, 2);
    CHECK(hall.at(0ms));
    const auto limit = hall.announcer.next_change(kStart);
    REQUIRE(limit);
    CHECK(*limit < kStart + 60s);
    CHECK(hall.announcer.advance(*limit, hall.manner, 0)->seq == 8);
  }

  TEST_CASE("a display that is not heard takes the same time as one that is") {
    Hall heard;
    Hall shown;
    shown.manner.heard = false;
    heard.call_many(1, 12);
    shown.call_many(1, 12);
    for (auto time = 0ms; time < 120s; time += 100ms) {
      const auto loud = heard.at(time);
      const auto quiet = shown.at(time);
      REQUIRE(loud.has_value() == quiet.has_value());
      CHECK(heard.announcer.current() == shown.announcer.current());
      if (!loud) continue;
      CHECK(loud->seq == quiet->seq);
      CHECK(loud->chime);
      CHECK_FALSE(quiet->chime);
      CHECK_FALSE(quiet->voice);
      heard.announcer.sound_done(loud->seq);
    }
    CHECK(heard.announcer.queued() == 0);
  }

  TEST_CASE("from three that wait calls are said briskly: once, and for half the time") {
    Hall hall;
    hall.call_many(1, 3);
    const auto first = hall.told_at(0ms);
    CHECK(first.brisk);
    CHECK(first.times == 1);
    CHECK_FALSE(hall.at(5'900ms));
    const auto second = hall.told_at(7s);
    CHECK_FALSE(second.brisk);
    CHECK(second.times == 2);
  }

  TEST_CASE("from six that wait up to four are said together, and shown one after the other") {
    Hall hall;
    hall.call_many(1, 6);
    const auto group = hall.told_at(0ms);
    CHECK(group.kind == Announcement::Kind::kGroup);
    CHECK(group.seq == 4);
    CHECK(group.brisk);
    REQUIRE(group.calls.size() == 4);
    CHECK(group.calls[1].number == "K102");
    CHECK(seqs(hall.announcer.calls()) == std::vector<std::uint64_t>{1, 2, 3, 4});
    std::vector<std::uint64_t> shown;
    std::optional<Announcement> next;
    auto time = 0ms;
    while (!next) {
      const auto seq = hall.announcer.current()->seq;
      if (shown.empty() || shown.back() != seq) shown.push_back(seq);
      time = std::chrono::duration_cast<ui::Millis>(*hall.announcer.next_change(kStart + time) -
                                                    kStart);
      next = hall.at(time);
    }
    CHECK(shown == std::vector<std::uint64_t>{1, 2, 3, 4});
    CHECK(time >= 12s);
    CHECK(time <= 20s);
    CHECK(next->seq == 5);
    CHECK(next->kind == Announcement::Kind::kCall);
  }

  TEST_CASE("a group in two languages is shown once more while it is said in the second") {
    Hall hall;
    hall.manner.languages = {"id", "en"};
    hall.call_many(1, 6);
    CHECK(hall.at(0ms)->languages.size() == 2);
    std::vector<std::uint64_t> shown;
    for (auto time = 0ms; hall.announcer.telling()->seq == 4; time += 100ms) {
      if (shown.empty() || shown.back() != hall.announcer.current()->seq)
        shown.push_back(hall.announcer.current()->seq);
      if (time == 20s) hall.announcer.sound_done(4);
      static_cast<void>(hall.at(time));
    }
    CHECK(shown == std::vector<std::uint64_t>{1, 2, 3, 4, 1, 2, 3, 4});
  }

  TEST_CASE("a recall is never in a group, and keeps its turn") {
    Hall hall;
    hall.call_many(1, 2);
    hall.announcer.offer(recall(3, "K101", 1), true, 0);
    hall.call_many(4, 6);
    CHECK(hall.told_at(0ms).calls.size() == 2);
    const auto second = hall.told_at(60s);
    CHECK(second.kind == Announcement::Kind::kRecall);
    CHECK(second.seq == 3);
    CHECK(second.brisk);
    CHECK(hall.told_at(120s).calls.size() == 4);
  }

  TEST_CASE("one of a group that is taken back is not shown, the others are") {
    Hall hall;
    hall.call_many(1, 6);
    hall.told_at(0ms);
    hall.announcer.take_back([](const Call& one) { return one.seq == 1; });
    REQUIRE(hall.announcer.current());
    CHECK(hall.announcer.current()->seq == 2);
    CHECK_FALSE(hall.at(1s));
    CHECK(hall.announcer.current()->seq == 2);
    hall.announcer.take_back([](const Call& one) { return one.seq <= 4; });
    CHECK_FALSE(hall.announcer.current());
    CHECK(hall.at(2s)->seq == 5);
  }

  TEST_CASE("a call that is taken back ends its sound") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    CHECK(hall.at(0ms));
    hall.announcer.take_back([](const Call&) { return true; });
    CHECK_FALSE(hall.announcer.current());
    CHECK(hall.announcer.take_cut());
    CHECK_FALSE(hall.announcer.take_cut());
  }

  TEST_CASE("a message is said once, with the chime, when no call waits") {
    Hall hall;
    hall.announcer.offer(message(7, "Mohon siapkan kartu identitas"), true, 0);
    hall.announcer.offer(call(8, "K014", 2), true, 0);
    CHECK(hall.told_at(0ms).seq == 8);
    const auto said = hall.told_at(18s);
    CHECK(said.kind == Announcement::Kind::kMessage);
    CHECK(said.message == "Mohon siapkan kartu identitas");
    CHECK(said.times == 1);
    CHECK(said.chime);
    CHECK_FALSE(hall.announcer.current());
    REQUIRE(hall.announcer.message());
    hall.announcer.offer(message(7, "Mohon siapkan kartu identitas"), true, 0);
    hall.announcer.offer(call(9, "K015", 2), true, 0);
    CHECK_FALSE(hall.at(25s));  // one at a time: the call waits its turn
    CHECK(hall.told_at(26s).seq == 9);
    CHECK_FALSE(hall.at(60s));
  }

  TEST_CASE("a message that is withdrawn, or over, before its turn is not said") {
    Hall hall;
    hall.announcer.offer(call(1, "K014", 2), true, 0);
    hall.announcer.offer(message(2, "one"), true, 0);
    hall.announcer.offer(message(3, "two", 10'000), true, 0);
    hall.told_at(0ms);
    hall.announcer.withdraw_messages([](const Message& one) { return one.seq == 2; });
    CHECK_FALSE(hall.at(18s));
    CHECK(hall.announcer.telling() == nullptr);
  }

  TEST_CASE("a message that is withdrawn while it is said ends at once") {
    Hall hall;
    hall.announcer.offer(message(2, "one"), true, 0);
    CHECK(hall.at(0ms));
    hall.announcer.withdraw_messages([](const Message&) { return true; });
    CHECK(hall.announcer.telling() == nullptr);
    CHECK(hall.announcer.take_cut());
  }

  TEST_CASE("a call is announced once, however often it is delivered") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    hall.told_at(0ms);
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    CHECK_FALSE(hall.at(30s));
  }

  TEST_CASE("a call or message older than twenty seconds is not announced") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2, 100'000), true, 120'001);
    CHECK_FALSE(hall.at(0ms));
    hall.announcer.offer(call(8, "K015", 2, 100'001), true, 120'001);
    CHECK(hall.told_at(0ms).seq == 8);
    hall.announcer.offer(message(9, "old"), true, 20'001);
    CHECK_FALSE(hall.at(60s));
  }

  TEST_CASE("a call that waits its turn behind others is told although twenty seconds pass") {
    Hall hall;
    hall.call_many(1, 4);
    auto time = 0ms;
    for (std::uint64_t seq = 1; seq <= 4; ++seq, time += 20s) CHECK(hall.told_at(time).seq == seq);
  }

  TEST_CASE("what came by catching up is not announced, nor later") {
    Hall hall;
    hall.announcer.offer(call(7, "K014", 2), false, 0);
    CHECK_FALSE(hall.at(0ms));
    hall.announcer.offer(call(7, "K014", 2), true, 0);
    CHECK_FALSE(hall.at(0ms));
  }

  TEST_CASE("when the link is lost nothing that waited is told later") {
    Hall hall;
    hall.call_many(7, 2);
    hall.announcer.offer(message(9, "one"), true, 0);
    CHECK(hall.at(0ms));
    hall.announcer.silence();
    CHECK_FALSE(hall.announcer.current());
    CHECK(hall.announcer.take_cut());
    hall.call_many(7, 2);
    hall.announcer.offer(message(9, "one"), true, 0);
    CHECK_FALSE(hall.at(1s));
  }

  TEST_CASE("another epoch ends what is shown, and its own live calls are told") {
    Hall hall;
    hall.announcer.offer(call(70, "K014", 2), true, 0);
    hall.announcer.offer(call(71, "K015", 2), true, 0);
    CHECK(hall.at(0ms));
    hall.announcer.set_epoch("e2");
    CHECK_FALSE(hall.announcer.current());
    CHECK_FALSE(hall.at(1s));
    auto live = call(5, "R001", 1);
    live.epoch = "e2";
    hall.announcer.offer(live, true, 0);
    CHECK(hall.at(2s)->seq == 5);
  }

  TEST_CASE("a burst of 24 counters and their recalls is kept whole; of more the oldest goes") {
    Hall hall;
    hall.call_many(1, 200);
    CHECK(hall.announcer.queued() == kMaxQueued);
    CHECK(hall.at(0ms)->calls.front().number == "K" + std::to_string(100 + 200 - kMaxQueued + 1));
  }
}

}  // namespace
}  // namespace antre::display
