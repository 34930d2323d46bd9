// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dispatcher/forecast/runs.hpp"

namespace antre::forecast {

/// The world of one run (virtual_hall.hpp, `World`): what an outset leaves open, drawn from a seed.
/// Drawn by ticket before the run begins, not as the run asks, so that the same seed means the same
/// visits under other counters. Reused from run to run; refers to what it was made of.
class PossibleDay {
 public:
  PossibleDay(const Outset& outset, const ServiceTimes& times, const Habits& habits);

  /// Another future.
  void draw(std::uint64_t seed);
  /// Before the first moment is run.
  void set_beginning(bool beginning) { beginning_ = beginning; }

  /// By watched ticket: ms from now to the start of its service, and when it missed; kNever: not.
  [[nodiscard]] const std::vector<EngineMs>& waits() const { return waits_; }
  [[nodiscard]] const std::vector<EngineMs>& missed() const { return missed_; }

  [[nodiscard]] Moment moment(EngineMs at) const;
  [[nodiscard]] EngineMs next_opening_ms(EngineMs now) const;
  [[nodiscard]] EngineMs day_ends_ms(EngineMs /*now*/) const { return kNever; }
  [[nodiscard]] EngineMs next_arrival_ms() const { return arrival_ms_; }
  const Issue* arrive(const engine::State& state, EngineMs now);
  void turned_away(const Error& /*error*/) {}
  [[nodiscard]] bool comes(const engine::State& state, const engine::Counter& counter,
                           EngineMs now);
  [[nodiscard]] EngineMs gives_up_ms(const engine::State& state, const engine::Counter& counter,
                                     EngineMs now);
  [[nodiscard]] EngineMs starts_ms(const engine::State& state, const engine::Counter& counter,
                                   EngineMs now);
  [[nodiscard]] EngineMs ends_ms(const engine::State& state, const engine::Counter& counter,
                                 EngineMs now);
  [[nodiscard]] EngineMs calls_ms(const engine::State& state, const engine::Counter& counter,
                                  EngineMs now);
  void saw(const engine::State& state, const Entry& entry);
  [[nodiscard]] bool done(const engine::State& /*state*/) const { return open_ == 0; }

 private:
  /// What is drawn of one visit.
  struct Visit {
    EngineMs service_ms = 0;
    EngineMs walk_ms = 0;
    EngineMs after_ms = 0;     ///< from its end to the officer's next call
    EngineMs patience_ms = 0;  ///< how long one who does not come is waited for
    bool comes = true;
    bool ghost = false;
  };
  static constexpr std::size_t kUnwatched = static_cast<std::size_t>(-1);

  [[nodiscard]] Visit draw_visit(engine::LineIndex line);
  /// The visit of a slot; later arrivals are drawn when they are first asked for.
  Visit& visit(const engine::State& state, engine::Slot slot);
  void draw_arrival();
  void settle(engine::Slot slot, EngineMs at);

  const Outset& outset_;
  const ServiceTimes& times_;
  const Habits& habits_;
  Random random_;
  std::vector<BelievedTimes> believed_;  ///< by line
  std::vector<Visit> visits_;            ///< by slot
  double no_shows_ = 0;
  bool beginning_ = false;
  std::vector<double> rates_;  ///< of outset_.rates, a ms
  double rate_ = 0;            ///< of all of them
  EngineMs arrival_ms_ = kNever;
  Issue issue_;
  std::vector<engine::Slot> last_left_;  ///< by counter: its last visitor, also while there
  std::vector<std::size_t> watched_as_;  ///< by slot: index in outset_.watched
  std::vector<EngineMs> waits_;
  std::vector<EngineMs> missed_;
  std::size_t open_ = 0;  ///< watched tickets that were not served yet
};

}  // namespace antre::forecast
