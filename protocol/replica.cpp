// SPDX-License-Identifier: Apache-2.0
#include "protocol/replica.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace antre {
namespace {

using namespace std::chrono_literals;

// A restarted dispatcher is asked by all its clients at once; spread over a fifth of a second.
constexpr Millis kSpread = 200ms;
// Between two asks of one client: a lossy link must not become a load.
constexpr Millis kBetweenAsks = 500ms;
// Without an answer: 2, 4, 8, 16 s, so that a slow answer is waited for in the end.
constexpr Millis kAnswerLimit = 2s;
constexpr int kMostDoublings = 3;

Millis share(Millis span, double part) {
  return Millis(static_cast<Millis::rep>(static_cast<double>(span.count()) * part));
}

}  // namespace

Replica::Replica(Marks& marks, std::function<double()> jitter)
    : marks_(marks), jitter_(std::move(jitter)) {}

Replica::Actions Replica::on_update(Update update, Millis now) {
  Actions actions;
  if (std::holds_alternative<GoingDown>(update.event)) return actions;
  if (std::holds_alternative<Heartbeat>(update.event)) {
    heartbeat(update, now, actions);
    ask_if_due(now, actions);
    return actions;
  }
  if (!view_ || update.epoch != view_->epoch) {
    keep(std::move(update));
    want(now);
  } else if (update.seq > view_->seq) {
    if (!wanted_ && update.seq == view_->seq + 1) {
      apply(std::move(update), true, actions);
    } else {
      keep(std::move(update));
      want(now);
    }
  }
  ask_if_due(now, actions);
  return actions;
}

void Replica::heartbeat(const Update& update, Millis now, Actions& actions) {
  if (!view_ || update.epoch != view_->epoch) {
    want(now);
    return;
  }
  const auto& beat = std::get<Heartbeat>(update.event);
  if (beat.utc_offset_s != view_->utc_offset_s || beat.hall_open != view_->hall_open ||
      beat.expected != view_->expected) {
    view_->utc_offset_s = beat.utc_offset_s;
    view_->hall_open = beat.hall_open;
    view_->expected = beat.expected;
    actions.emplace_back(Touched{});
  }
  if (update.seq != view_->seq) want(now);
  // The store was put back without a new epoch: the dispatcher must learn how far it had been.
  if (const auto heard_seq = heard(); update.seq < heard_seq) {
    had_seq_ = heard_seq;
    want(now);
  }
}

std::uint64_t Replica::heard() const {
  const auto after = kept_.lower_bound({view_->epoch, std::numeric_limits<std::uint64_t>::max()});
  if (after == kept_.begin() || std::prev(after)->first.first != view_->epoch) return view_->seq;
  return std::max(view_->seq, std::prev(after)->first.second);
}

Replica::Actions Replica::on_snapshot(std::uint64_t mark, HallView view, Millis now) {
  Actions actions;
  // Only the newest ask counts: an older answer may be from before what is applied already.
  if (asked_ != mark) return actions;
  asked_.reset();
  wanted_ = false;
  had_seq_.reset();
  unanswered_ = 0;
  view_ = std::move(view);
  actions.emplace_back(Replaced{});
  while (!kept_.empty()) {
    auto next = kept_.extract(kept_.begin());
    Update& update = next.mapped();
    if (update.epoch != view_->epoch || update.seq <= view_->seq) continue;
    if (update.seq != view_->seq + 1) {
      kept_.insert(std::move(next));
      want(now);
      break;
    }
    apply(std::move(update), false, actions);
  }
  ask_if_due(now, actions);
  return actions;
}

void Replica::on_refused(std::uint64_t mark, Millis now) {
  if (asked_ != mark) return;
  asked_.reset();
  ask_at_ = now + kAnswerLimit + share(kAnswerLimit, jitter());
}

Replica::Actions Replica::on_connected(Millis now) {
  Actions actions;
  connected_ = true;
  asked_.reset();
  unanswered_ = 0;
  if (std::exchange(wanted_, false)) want(now);  // at its earliest, not when the lost ask gives up
  ask_if_due(now, actions);
  return actions;
}

void Replica::on_disconnected() {
  connected_ = false;
  asked_.reset();
  // Whether the dispatcher is behind is to be seen anew: it may be another store's, in an epoch of
  // its own, and must not take an old report for one of itself.
  if (std::exchange(had_seq_, std::nullopt)) wanted_ = false;
}

Replica::Actions Replica::tick(Millis now) {
  Actions actions;
  if (asked_ && now >= give_up_at_) {
    asked_.reset();
    ++unanswered_;
  }
  ask_if_due(now, actions);
  return actions;
}

std::optional<Millis> Replica::next_deadline() const {
  if (asked_) return give_up_at_;
  if (wanted_ && connected_) return ask_at_;
  return std::nullopt;
}

void Replica::want(Millis now) {
  if (std::exchange(wanted_, true)) return;
  ask_at_ = now;  // the very first at once: a screen is waiting
  if (view_) ask_at_ += share(kSpread, jitter());
  if (last_ask_) {
    ask_at_ = std::max(ask_at_, *last_ask_ + kBetweenAsks + share(kBetweenAsks, jitter()));
  }
}

void Replica::ask_if_due(Millis now, Actions& actions) {
  if (!wanted_ || asked_ || !connected_ || now < ask_at_) return;
  asked_ = marks_.next();
  last_ask_ = now;
  give_up_at_ = now + kAnswerLimit * (1 << std::min(unanswered_, kMostDoublings)) +
                share(kBetweenAsks, jitter());
  ask_at_ = give_up_at_;
  actions.emplace_back(Ask{*asked_, had_seq_});
}

void Replica::keep(Update update) {
  auto key = std::make_pair(update.epoch, update.seq);
  kept_.insert_or_assign(std::move(key), std::move(update));
  if (kept_.size() > kKeptLimit) kept_.erase(kept_.begin());
}

void Replica::apply(Update update, bool fresh, Actions& actions) {
  if (std::holds_alternative<Withheld>(update.event)) {
    view_->seq = update.seq;  // not for this role; its place counts all the same
    view_->at_ms = update.at_ms;
    view_->wall_offset_ms = update.wall_offset_ms.value_or(0);
    actions.emplace_back(Touched{});
    return;
  }
  auto entry = entry_of(std::move(update));
  ANTRE_ASSERT(entry.has_value());
  view_->apply(*entry);
  actions.emplace_back(Applied{std::move(*entry), fresh});
}

}  // namespace antre
