// SPDX-License-Identifier: Apache-2.0
// Random halls: bursts, recalls, cancelled calls, lost links, restored stores, messages. What is
// announced is compared with a queue kept beside.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "display/announcer.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;

/// The announcer in front of a voice that takes its own time, and the rule of docs/display.md told
/// once more, in the plainest way.
class Room {
 public:
  explicit Room(unsigned seed) : random_(seed) {
    manner_.languages =
        below(2) == 0 ? std::vector<std::string>{"id"} : std::vector<std::string>{"id", "en", "jv"};
    manner_.heard = below(4) != 0;
    manner_.voice = below(8) != 0;
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      happen();
      pass(ui::Millis(below(3) == 0 ? 0 : below(9'000)));
    }
  }
  /// Nothing more happens: all that waits is told.
  void come_to_rest() {
    for (int i = 0; i < 2'000 && !(calls_.empty() && messages_.empty() && quiet()); ++i) pass(1s);
    CHECK(calls_.empty());
    CHECK(messages_.empty());
    CHECK(announcer_.telling() == nullptr);
    CHECK_FALSE(announcer_.next_change(now()));
  }
  [[nodiscard]] std::size_t told() const { return told_.size(); }
  [[nodiscard]] std::size_t grouped() const { return grouped_; }

 private:
  [[nodiscard]] unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  [[nodiscard]] ui::TimePoint now() const { return ui::TimePoint(time_); }
  [[nodiscard]] bool quiet() const { return announcer_.telling() == nullptr; }

  void happen() {
    switch (below(16)) {
      case 0:
        return burst(12);
      case 1:
      case 2:
        return burst(3);
      case 3:
        return cancel();
      case 4:
        return take_back();
      case 5:
        return repeat();
      case 6:
        return below(3) == 0 ? lose_link() : say();
      case 7:
        return below(3) == 0 ? restore() : withdraw_message();
      case 8:
        return old_call();
      default:
        return burst(1);
    }
  }

  void burst(unsigned most) {
    const auto n = 1 + below(most);
    for (unsigned i = 0; i < n; ++i) offer(make_call(time_.count()), below(12) != 0);
  }
  [[nodiscard]] Call make_call(EngineMs at_ms) {
    Call call;
    call.epoch = epoch_;
    call.seq = ++seq_;
    call.ticket = "K" + std::to_string(100 + seq_ % 900);
    call.counter = {1 + static_cast<int>(seq_ % 9)};
    call.at_ms = at_ms;
    call.recall = below(5) == 0;
    return call;
  }
  void offer(const Call& call, bool fresh) {
    announcer_.offer(call, fresh, time_.count());
    if (fresh && time_.count() - call.at_ms <= 20'000) calls_.push_back(call);
    offered_.push_back(call);
  }
  void old_call() { offer(make_call(time_.count() - 20'001), true); }
  void repeat() {
    if (offered_.empty()) return;
    announcer_.offer(offered_[below(static_cast<unsigned>(offered_.size()))], true, time_.count());
  }
  /// Visitors come or leave before their call's turn.
  void cancel() {
    const auto rest = below(4);
    const auto over = [rest](const Call& call) { return call.seq % 4 == rest; };
    announcer_.withdraw(over);
    std::erase_if(calls_, over);
  }
  void take_back() {
    if (announcer_.calls().empty()) return;
    const auto& told = announcer_.calls();
    const auto seq = told[below(static_cast<unsigned>(told.size()))].seq;
    announcer_.take_back([seq](const Call& call) { return call.seq == seq; });
    if (announcer_.current()) CHECK(announcer_.current()->seq != seq);
    if (!announcer_.telling()) plan_end_.reset();  // what comes next begins at once
    look_for_cut();
  }
  void lose_link() {
    announcer_.silence();
    forget();
  }
  void restore() {
    epoch_ += "'";
    seq_ = below(static_cast<unsigned>(seq_) + 1);
    announcer_.set_epoch(epoch_);
    offered_.clear();
    forget();
  }
  void forget() {
    calls_.clear();
    messages_.clear();
    plan_end_ = 0;
    CHECK(announcer_.telling() == nullptr);
    CHECK_FALSE(announcer_.current());
    look_for_cut();
  }
  void say() {
    Message message{epoch_, ++seq_, "message", time_.count(), time_.count() + 60'000, {}};
    announcer_.offer(message, true, time_.count());
    messages_.push_back(message);
  }
  void withdraw_message() {
    if (messages_.empty()) return;
    const auto seq = messages_.front().seq;
    const auto gone = [seq](const Message& one) { return one.seq == seq; };
    announcer_.withdraw_messages(gone);
    std::erase_if(messages_, gone);
  }
  void look_for_cut() {
    const bool cut = announcer_.take_cut();
    if (!announcer_.telling()) CHECK(cut == sounding_.has_value());
    if (cut) sounding_.reset();
  }

  /// Time passes as in the display's loop: at each moment that the announcer asks for, and when a
  /// sound is over.
  void pass(ui::Millis by) {
    const auto end = time_ + by;
    look();
    while (true) {
      auto next = end;
      if (sounding_ && sound_ends_ > time_) next = std::min(next, sound_ends_);
      if (const auto change = announcer_.next_change(now()))
        next = std::min(next, std::chrono::duration_cast<ui::Millis>(change->time_since_epoch()));
      time_ = std::max(time_, next);
      look();
      if (time_ >= end) return;
    }
  }
  void look() {
    if (sounding_ && sound_ends_ <= time_ && !broken_) {
      announcer_.sound_done(*sounding_);
      sounding_.reset();
    }
    const auto begun = announcer_.advance(now(), manner_, time_.count());
    if (announcer_.take_cut()) {
      CHECK(broken_);  // only a sound that is never done is cut by time
      sounding_.reset();
    }
    std::erase_if(messages_, [&](const Message& one) { return one.until_ms <= time_.count(); });
    if (!begun) return;
    CHECK_FALSE(sounding_);
    begun->kind == Announcement::Kind::kMessage ? check_message(*begun) : check_calls(*begun);
    CHECK(begun->chime == manner_.heard);
    CHECK(begun->voice == (manner_.heard && manner_.voice));
    if (!begun->chime) return;
    sounding_ = begun->seq;
    broken_ = below(40) == 0;
    sound_ends_ = time_ + ui::Millis(500 + below(15'000));
  }

  void check_message(const Announcement& said) {
    CHECK(calls_.empty());
    REQUIRE_FALSE(messages_.empty());
    CHECK(said.seq == messages_.front().seq);
    CHECK(said.times == 1);
    CHECK(told_.emplace(epoch_, said.seq).second);
    messages_.pop_front();
    plan_end_ = announcer_.plan_ends_ms();
  }
  void check_calls(const Announcement& said) {
    // Counted at the moment that all displays of the room have: the time of the call, or when what
    // was told before ends by its estimate; not at all beside that by more than ten seconds.
    const auto planned = std::max(plan_end_.value_or(time_.count()), calls_.front().at_ms);
    const bool late = planned > time_.count() || time_.count() - planned > 10'000;
    const auto moment = late ? time_.count() : planned;
    CHECK(announcer_.plan_began_ms() == moment);
    const auto waiting = static_cast<std::size_t>(
        std::ranges::count_if(calls_, [moment](const Call& call) { return call.at_ms <= moment; }));
    const auto& told = announcer_.calls();
    REQUIRE(told.size() <= waiting);
    REQUIRE(told.size() == said.calls.size());
    CHECK(said.brisk == (waiting >= 3));
    CHECK(said.times == (waiting >= 3 ? 1 : 2));
    CHECK(told.size() == together(waiting));
    for (const auto& call : told) {
      CHECK(call == calls_.front());
      CHECK(told_.emplace(call.epoch, call.seq).second);
      calls_.pop_front();
      using enum Announcement::Kind;
      CHECK(said.kind == (told.size() > 1 ? kGroup : call.recall ? kRecall : kCall));
    }
    CHECK(said.seq == told.back().seq);
    CHECK(announcer_.current() == told.front());
    if (told.size() > 1) ++grouped_;
    plan_end_ = announcer_.plan_ends_ms();
  }
  /// How many are to be told together now.
  [[nodiscard]] std::size_t together(std::size_t waiting) const {
    if (waiting < 6 || calls_.front().recall) return 1;
    std::size_t n = 0;
    while (n < 4 && !calls_[n].recall) ++n;
    return n;
  }

  std::mt19937 random_;
  Announcer announcer_;
  Manner manner_;
  ui::Millis time_{1h};
  std::string epoch_ = "e";
  std::uint64_t seq_ = 0;
  std::vector<Call> offered_;     ///< of this epoch
  std::deque<Call> calls_;        ///< to be told, as it should be
  std::deque<Message> messages_;  ///< to be said
  std::set<std::pair<std::string, std::uint64_t>> told_;
  std::size_t grouped_ = 0;
  std::optional<EngineMs> plan_end_ = 0;  ///< of what was told last; empty after it was cut
  std::optional<std::uint64_t> sounding_;
  ui::Millis sound_ends_{0};
  bool broken_ = false;  ///< this sound is never reported as done
};

TEST_SUITE("display/bursts") {
  TEST_CASE("each call is announced once, alone or in a group, in order, none over another") {
    std::size_t told = 0;
    std::size_t grouped = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
      CAPTURE(seed);
      Room room(seed);
      room.live(150);
      room.come_to_rest();
      told += room.told();
      grouped += room.grouped();
    }
    // Halls in which nothing piled up would prove little.
    CHECK(told > 10'000);
    CHECK(grouped > 500);
  }
}

}  // namespace
}  // namespace antre::display
