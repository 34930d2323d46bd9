// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/forecast/service_times.hpp"

namespace antre::forecast {

/// How people of a hall behave between services: how long an officer takes from the end of one
/// visit to the next call while somebody waits, how long a called visitor is on the way, how many
/// do not come and after what time an officer gives them up. A value; owned by one thread.
///
/// Until some were seen, an officer takes up to 20 s and a visitor up to 20 s (evenly spread),
/// which weighs as one observation; everybody comes; and a visitor is given up after 2 minutes.
class Habits {
 public:
  static constexpr std::size_t kKept = 200;

  void add_reaction(EngineMs ms);
  void add_walk(EngineMs ms);
  void add_no_show(EngineMs called_ms);

  [[nodiscard]] EngineMs reaction(Random& random) const;
  [[nodiscard]] EngineMs walk(Random& random) const;
  /// Of those called; drawn once per run, as it is not known exactly.
  [[nodiscard]] double no_show_share(Random& random) const;
  /// How long a visitor who does not come is waited for.
  [[nodiscard]] EngineMs patience(Random& random) const;

 private:
  /// The newest kKept; the next one overwrites the oldest.
  struct Ring {
    std::vector<EngineMs> values;
    std::size_t next = 0;
    std::size_t seen = 0;
    void add(EngineMs ms);
    [[nodiscard]] EngineMs any(EngineMs at_most_unseen, Random& random) const;
  };

  Ring reactions_;
  Ring walks_;
  Ring no_shows_;
};

/// What the tickets of the open day show of them. Costs a walk over the day.
[[nodiscard]] Habits habits_of(const engine::State& state);

}  // namespace antre::forecast
