// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "client/time_base.hpp"
#include "display/feed.hpp"
#include "protocol/replica.hpp"
#include "tests/display/hall_for_tests.hpp"

namespace antre::display::test {

inline constexpr EngineMs kEngine = kMorning;

/// The dispatcher as far as a display hears it: a hall whose clock is the test's, and what it
/// publishes.
class Source {
 public:
  Source() {
    for (const int counter : {1, 2, 3}) hall_.open(counter);
  }

  void pass(Millis time) {
    now_ += time;
    hall_.pass(time.count());
  }
  [[nodiscard]] Update beat() {
    Update update;
    update.epoch = hall_.view().epoch;
    update.seq = hall_.view().seq;
    update.at_ms = hall_.now_ms();
    update.event = Heartbeat{kJakarta, true, {}};
    return update;
  }
  /// A number is given and called at once: two updates.
  std::vector<Update> call(const std::string& ticket) {
    TicketIssued issued;
    issued.ticket = ticket;
    issued.service = {"K"};
    std::vector<Update> updates;
    updates.push_back(publish(hall_.add(std::move(issued))));
    const int counter = 1 + calls_++ % 3;
    const auto* at = hall_.view().counter({counter});
    if (at->ticket) {
      updates.push_back(publish(
          hall_.add(TicketNoShow{at->ticket->number, std::nullopt, {counter}, false, 0, {}})));
    }
    updates.push_back(publish(hall_.call(ticket, counter)));
    return updates;
  }
  /// As `antre restore` with a backup of `backup` does it.
  void restore(const Source& backup, const std::string& epoch) {
    const auto lost = hall_.now_ms() - backup.hall_.now_ms();
    hall_ = backup.hall_;
    hall_.new_epoch(epoch);
    hall_.pass(lost);
  }
  [[nodiscard]] const HallView& view() { return hall_.view(); }
  [[nodiscard]] Millis now() const { return now_; }

 private:
  Update publish(const LiveEntry& live) { return public_update(live.epoch, live.entry); }

  Hall hall_;
  Millis now_{0};
  int calls_ = 0;
};

/// A display as its program puts it together, without its sockets, threads and window.
class WholeDisplay {
 public:
  using Told = std::pair<std::string, std::uint64_t>;  ///< epoch and seq

  void connect(Source& source) {
    take(replica_.on_connected(source.now()));
    time_.begin_anew();
    answer(source);
    model_.set_link({LinkState::kOnline, 0});
  }
  void cut() {
    replica_.on_disconnected();
    model_.set_link({LinkState::kOffline, 0});
  }
  void hear(const Update& update, Source& source) {
    if (const auto* beat = std::get_if<Heartbeat>(&update.event)) {
      time_.heard(update, *beat, source.now());
    }
    take(replica_.on_update(update, source.now()));
    answer(source);
    look(source.now());
  }
  void hear(const std::vector<Update>& updates, Source& source) {
    for (const auto& update : updates) hear(update, source);
  }
  /// Time passes with a heartbeat a second, until all that waits has been told.
  void rest(Source& source, int seconds = 60) {
    for (int second = 0; second < seconds; ++second) {
      source.pass(Millis(1'000));
      hear(source.beat(), source);
      take(replica_.tick(source.now()));
      answer(source);
      look(source.now());
    }
  }
  [[nodiscard]] std::vector<Told> told() { return std::exchange(told_, {}); }
  [[nodiscard]] const HallView* shown() const { return model_.view(); }

 private:
  void take(const Replica::Actions& actions) {
    for (const auto& action : actions) {
      if (const auto* ask = std::get_if<Replica::Ask>(&action)) asks_.push_back(ask->mark);
      if (const auto* applied = std::get_if<Replica::Applied>(&action)) {
        mailbox_.put_entry(applied->entry, applied->fresh);
      }
    }
  }
  void answer(Source& source) {
    while (!asks_.empty()) {
      const auto mark = asks_.front();
      asks_.pop_front();
      take(replica_.on_snapshot(mark, source.view(), source.now()));
    }
  }
  void look(Millis now) {
    if (replica_.view()) mailbox_.put_view(std::make_shared<const HallView>(*replica_.view()));
    auto news = mailbox_.take();
    for (const auto& entry : news.entries) model_.hear(entry, time_.at(now).engine_ms);
    if (news.view) model_.see(std::move(news.view));
    const auto at = time_.at(now);
    const Clocks clocks{at.engine_ms, at.wall_ms, at.utc_offset_s};
    if (const auto said = model_.advance(ui::TimePoint(now), clocks)) {
      for (const auto& call : model_.announcer().calls()) told_.emplace_back(call.epoch, call.seq);
      if (const auto* one = model_.announcer().message()) told_.emplace_back(one->epoch, one->seq);
      model_.sound_done(said->seq);
    }
  }

  Marks marks_;
  Replica replica_{marks_, [] { return 0.0; }};
  client::TimeBase time_;
  Mailbox mailbox_;
  DisplayModel model_;
  std::deque<std::uint64_t> asks_;
  std::vector<Told> told_;
};

}  // namespace antre::display::test
