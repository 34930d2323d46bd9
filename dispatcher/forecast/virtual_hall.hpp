// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/state.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace antre::forecast {

/// A moment that never comes.
inline constexpr EngineMs kNever = std::numeric_limits<EngineMs>::max();

/// What a virtual hall asks of the world outside the engine: who comes and when, how long things
/// take. Times are engine time. Where a counter is given, its visitor is `counter.ticket`.
template <class W>
concept World = requires(W& world, const engine::State& state, const engine::Counter& counter,
                         const Entry& entry, const Error& error, EngineMs now) {
  /// Day, opening hours and what the wall shows at that moment.
  { world.moment(now) } -> std::same_as<Moment>;
  /// When the hall opens next after `now`; asked only while somebody waits for it.
  { world.next_opening_ms(now) } -> std::same_as<EngineMs>;
  /// When the service day of `now` ends; asked only while somebody waits. kNever: it does not.
  { world.day_ends_ms(now) } -> std::same_as<EngineMs>;
  /// When the next visitor comes; kNever: nobody does any more.
  { world.next_arrival_ms() } -> std::same_as<EngineMs>;
  /// Takes the next visitor: the number that is asked for, or nullptr when none is given.
  { world.arrive(state, now) } -> std::same_as<const Issue*>;
  /// The engine gave that number not.
  {world.turned_away(error)};
  /// Whether the visitor who is called at a counter comes; asked once a call.
  { world.comes(state, counter, now) } -> std::same_as<bool>;
  /// When a visitor who does not come is marked a no-show, `now` or later.
  { world.gives_up_ms(state, counter, now) } -> std::same_as<EngineMs>;
  /// When the called visitor of a counter is there and service starts, `now` or later.
  { world.starts_ms(state, counter, now) } -> std::same_as<EngineMs>;
  /// When the service that runs at a counter ends, `now` or later.
  { world.ends_ms(state, counter, now) } -> std::same_as<EngineMs>;
  /// From when on the officer of a counter that a visitor has left calls the next choice.
  { world.calls_ms(state, counter, now) } -> std::same_as<EngineMs>;
  /// Every event, once it is folded into the state.
  {world.saw(state, entry)};
  /// Whether nothing more is of interest; asked before each moment.
  { world.done(state) } -> std::same_as<bool>;
};

/// A hall at the beginning of its first day; the first `staffed` counters, which are those with the
/// lowest ids, are open, with officers "1", "2", ...
[[nodiscard]] engine::State open_day(const HallSettings& hall, const Moment& now,
                                     std::size_t staffed);

/// The engine in virtual time: a state that is driven from moment to moment, exact to the
/// millisecond, in the order that target.md gives within one ("Enforcement"). Nothing is encoded
/// or journalled. A plain value: assigning one to another reuses what that one has allocated. One
/// thread.
class VirtualHall {
 public:
  /// Of an opened day. The misses that nobody corrected are dropped; nobody corrects here.
  explicit VirtualHall(engine::State state);

  [[nodiscard]] const engine::State& state() const { return state_; }
  /// The moment that was run last; before, that of the state.
  [[nodiscard]] EngineMs now_ms() const { return now_ms_; }

  /// Begins at `now` (not before the state's last event): asks the world how long what is under way
  /// at the counters still takes, and when free counters call.
  template <World W>
  void begin(W& world, EngineMs now);

  /// Runs all moments up to `until`, included, or until nothing happens any more.
  template <World W>
  void run(W& world, EngineMs until = kNever);

 private:
  enum class Next { kNothing, kEnds, kLeaves, kStarts, kCalls };
  /// What happens next at a counter, and as what it was seen last.
  struct Desk {
    Next next = Next::kNothing;
    CounterState state = CounterState::kClosed;
    engine::Slot ticket = engine::kNoSlot;
    EngineMs at_ms = kNever;
  };

  template <World W>
  class Hand;

  template <World W>
  void follow(W& world, const Entry& entry);
  template <World W>
  void plan(W& world, const engine::Counter& counter, Desk& desk, bool had_visitor) const;
  template <World W>
  [[nodiscard]] EngineMs next_ms(W& world) const;
  template <World W>
  void turn(Hand<W>& hand, const engine::Context& context);
  /// The first that there is to do of this moment; false when nothing is left.
  template <World W>
  [[nodiscard]] bool step(W& world, Hand<W>& hand, const engine::Context& context);

  /// The first counter with this next whose moment has come; kNoDesk: none.
  [[nodiscard]] std::size_t first(Next next, EngineMs now) const;
  /// The first counter whose officer is ready and has somebody to call.
  [[nodiscard]] std::size_t first_to_call(EngineMs now) const;
  /// When something happens next at a counter: later than now_ms_.
  [[nodiscard]] EngineMs next_at_desks() const;
  /// When a ticket that waits reaches its target next, later than now_ms_.
  [[nodiscard]] EngineMs next_deadline() const;
  /// Whether somebody waits, or has a place that comes.
  [[nodiscard]] bool anybody_waits() const;
  [[nodiscard]] std::size_t desk_of(CounterId id) const;

  static constexpr std::size_t kNoDesk = std::numeric_limits<std::size_t>::max();

  engine::State state_;
  std::vector<Desk> desks_;  ///< as state_.counters
  EngineMs now_ms_ = 0;
};

/// Where the engine's events go here: into the state, to the desks, to the world.
template <World W>
class VirtualHall::Hand final : public engine::Scribe {
 public:
  Hand(VirtualHall& hall, W& world) : hall_(hall), world_(world) {}

  void at(const Moment& moment) { moment_ = moment; }

  void write(Event event) override {
    auto& state = hall_.state_;
    entry_.day = engine::entry_day(state, event, moment_);
    entry_.seq = state.seq + 1;
    entry_.at_ms = std::max(state.at_ms, moment_.at_ms);
    entry_.wall_offset_ms.reset();
    if (moment_.wall_offset_ms != 0) entry_.wall_offset_ms = moment_.wall_offset_ms;
    entry_.event = std::move(event);
    engine::apply(state, entry_);
    world_.saw(std::as_const(state), std::as_const(entry_));
    hall_.follow(world_, entry_);
  }

  void carry_out(const Command& command, const engine::Context& context) {
    const auto done = engine::carry_out(hall_.state_, command, context, *this);
    ANTRE_ASSERT(done.has_value());  // only what the counter is ready for is asked of it
  }

 private:
  VirtualHall& hall_;
  W& world_;
  Moment moment_;
  Entry entry_;
};

template <World W>
void VirtualHall::begin(W& world, EngineMs now) {
  now_ms_ = now;
  for (std::size_t i = 0; i < desks_.size(); ++i) plan(world, state_.counters[i], desks_[i], true);
  now_ms_ = now - 1;  // so that what there is to do at `now` itself is run, too
}

template <World W>
void VirtualHall::run(W& world, EngineMs until) {
  Hand<W> hand{*this, world};
  engine::Context context;
  context.early_numbers = true;
  while (!world.done(std::as_const(state_))) {
    const EngineMs next = next_ms(world);
    if (next == kNever || next > until) return;
    now_ms_ = next;
    context.now = world.moment(next);
    hand.at(context.now);
    if (context.now.day > state_.day) turn(hand, context);
    while (step(world, hand, context)) {
    }
  }
}

template <World W>
void VirtualHall::follow(W& world, const Entry& entry) {
  std::visit(
      [&](const auto& event) {
        if constexpr (requires { event.counter; }) {
          const std::size_t i = desk_of(event.counter);
          if (i == kNoDesk) return;
          const auto& counter = state_.counters[i];
          Desk& desk = desks_[i];
          if (desk.state == counter.state && desk.ticket == counter.ticket) return;
          plan(world, counter, desk, desk.ticket != engine::kNoSlot);
        }
      },
      entry.event);
  // Nobody corrects here; the list would be carried from day to day.
  if (std::holds_alternative<TargetMissed>(entry.event)) state_.open_misses.clear();
}

template <World W>
void VirtualHall::plan(W& world, const engine::Counter& counter, Desk& desk,
                       bool had_visitor) const {
  desk.state = counter.state;
  desk.ticket = counter.ticket;
  desk.next = Next::kNothing;
  desk.at_ms = kNever;
  if (counter.state == CounterState::kCalling && !world.comes(state_, counter, now_ms_)) {
    desk.next = Next::kLeaves;
    desk.at_ms = world.gives_up_ms(state_, counter, now_ms_);
  } else if (counter.state == CounterState::kCalling) {
    desk.next = Next::kStarts;
    desk.at_ms = world.starts_ms(state_, counter, now_ms_);
  } else if (counter.state == CounterState::kServing) {
    desk.next = Next::kEnds;
    desk.at_ms = world.ends_ms(state_, counter, now_ms_);
  } else if (counter.state == CounterState::kFree) {
    desk.next = Next::kCalls;
    desk.at_ms = had_visitor ? world.calls_ms(state_, counter, now_ms_) : now_ms_;
  }
}

template <World W>
EngineMs VirtualHall::next_ms(W& world) const {
  EngineMs next = std::min(next_at_desks(), world.next_arrival_ms());
  if (const auto timer = engine::next_timer(state_, now_ms_)) next = std::min(next, *timer);
  next = std::min(next, next_deadline());
  if (engine::waits_to_open(state_)) next = std::min(next, world.next_opening_ms(now_ms_));
  if (anybody_waits()) next = std::min(next, world.day_ends_ms(now_ms_));
  return next == kNever ? kNever : std::max(next, now_ms_);
}

template <World W>
void VirtualHall::turn(Hand<W>& hand, const engine::Context& context) {
  for (auto& event : engine::turn_day(state_, state_.hall, context)) hand.write(std::move(event));
  state_.open_misses.clear();
  // Who is at a counter has a new slot; how long it takes is as it was.
  ANTRE_ASSERT(desks_.size() == state_.counters.size());
  for (std::size_t i = 0; i < desks_.size(); ++i) desks_[i].ticket = state_.counters[i].ticket;
}

template <World W>
bool VirtualHall::step(W& world, Hand<W>& hand, const engine::Context& context) {
  using engine::Timed;
  const EngineMs now = context.now.at_ms;
  const auto ring = [&](Timed kind) { return engine::ring(state_, kind, context, now, hand); };

  if (const auto i = first(Next::kEnds, now); i != kNoDesk) {
    const CounterId counter = state_.counters[i].id;
    if (desks_[i].next == Next::kLeaves)
      hand.carry_out(NoShow{counter}, context);
    else
      hand.carry_out(Finish{counter}, context);
    return true;
  }
  if (ring(Timed::kEnds)) return true;
  if (const auto i = first(Next::kStarts, now); i != kNoDesk) {
    hand.carry_out(Start{state_.counters[i].id}, context);
    return true;
  }
  if (!state_.booked.empty() && ring(Timed::kArrivals)) return true;
  if (world.next_arrival_ms() <= now) {
    if (const Issue* issue = world.arrive(std::as_const(state_), now)) {
      const auto done = engine::carry_out(state_, *issue, context, hand);
      if (!done) world.turned_away(done.error());
    }
    return true;
  }
  if (ring(Timed::kChanges) || ring(Timed::kMarks)) return true;
  if (const auto i = first_to_call(now); i != kNoDesk) {
    hand.carry_out(Call{state_.counters[i].id, {}}, context);
    return true;
  }
  return ring(Timed::kMisses);
}

}  // namespace antre::forecast
