// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/forecast/estimator.hpp"
#include "dispatcher/forecast/simulate.hpp"
#include "dispatcher/forecast/virtual_hall.hpp"
#include "hall/calendar.hpp"

namespace antre::forecast {

/// The world of a virtual hall whose visitors come from a file; keeps what became of each. Refers
/// to the hall, the visits and the options, which must outlive it. One thread.
class VisitsWorld {
 public:
  VisitsWorld(const HallSettings& hall, const std::vector<Visit>& visits,
              const SimulateOptions& options);

  /// The engine time of the file's second 0.
  [[nodiscard]] EngineMs begins_ms() const { return begins_ms_; }
  /// What the engine refused, which it should not have.
  [[nodiscard]] const std::optional<Error>& refused() const { return refused_; }
  [[nodiscard]] std::vector<SimulatedVisit> take_rows() { return std::move(rows_); }

  [[nodiscard]] Moment moment(EngineMs now) const;
  [[nodiscard]] EngineMs next_opening_ms(EngineMs now);
  [[nodiscard]] EngineMs day_ends_ms(EngineMs now);
  [[nodiscard]] EngineMs next_arrival_ms() const {
    return next_ < visits_.size() ? begins_ms_ + visits_[next_].arrival_ms : kNever;
  }
  [[nodiscard]] const Issue* arrive(const engine::State& state, EngineMs now);
  void turned_away(const Error& error) { refused_ = error; }
  [[nodiscard]] bool comes(const engine::State& state, const engine::Counter& counter,
                           EngineMs now) const;
  [[nodiscard]] EngineMs gives_up_ms(const engine::State& /*state*/,
                                     const engine::Counter& /*counter*/, EngineMs now) const {
    return now;
  }
  [[nodiscard]] EngineMs starts_ms(const engine::State& /*state*/,
                                   const engine::Counter& /*counter*/, EngineMs now) const {
    return now + options_.walk_ms;
  }
  [[nodiscard]] EngineMs ends_ms(const engine::State& state, const engine::Counter& counter,
                                 EngineMs now) const;
  [[nodiscard]] EngineMs calls_ms(const engine::State& state, const engine::Counter& counter,
                                  EngineMs now) const;
  void saw(const engine::State& state, const Entry& entry);
  [[nodiscard]] bool done(const engine::State& /*state*/) const { return refused_.has_value(); }

 private:
  using Index = std::uint32_t;  ///< of a visit
  static constexpr Index kNobody = std::numeric_limits<Index>::max();

  [[nodiscard]] std::size_t place_of(const engine::State& state, CounterId id) const;
  [[nodiscard]] SimulatedVisit& row_of(const engine::State& state, const std::optional<Day>& of_day,
                                       const std::string& ticket);
  void day_opened(const engine::State& state);
  void issued(const engine::State& state, const Entry& entry, const TicketIssued& event);

  const std::vector<Visit>& visits_;
  const SimulateOptions& options_;
  hall::Calendar calendar_;
  EngineMs begins_ms_ = 0;
  std::size_t next_ = 0;  ///< visit that comes next
  Issue issue_;
  Estimator estimator_;
  std::optional<Error> refused_;
  std::vector<SimulatedVisit> rows_;
  std::vector<Index> visit_of_slot_;  ///< of the open day
  std::vector<Index> at_counter_;     ///< by place in State::counters; of its last call
  // Asked anew once they are over.
  EngineMs opening_asked_ms_ = 0;
  EngineMs opening_ms_ = 0;
  EngineMs day_asked_ms_ = 0;
  EngineMs day_ends_ms_ = 0;
};

}  // namespace antre::forecast
