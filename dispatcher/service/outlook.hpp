// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "dispatcher/service/forecaster.hpp"

namespace antre::service {

/// The last forecast, and when the next one is due: at most once a second (it is asked with each
/// heartbeat), when the state has changed or what was said has grown old. A forecast is shown only
/// when all it was made of is committed. Belongs to the io thread.
class Outlook {
 public:
  /// `forecaster`: none where forecasts are not wanted. `on_shown`: a new one is here.
  Outlook(Forecaster* forecaster, std::function<void()> on_shown);

  /// Whether forecasts are made at all.
  [[nodiscard]] bool possible() const { return forecaster_ != nullptr; }
  /// Keeps the service time that an event ends; `state` is the one before it.
  void learn(const engine::State& state, const Event& event, EngineMs at_ms);
  /// Whether a forecast is due.
  [[nodiscard]] bool due(const engine::State& state, const Moment& now) const;
  /// Asks for one. `work`: the commit that makes `state` durable.
  void look(const engine::State& state, const Moment& now, std::optional<EngineMs> opens_at_ms,
            std::uint64_t work);
  /// What is committed.
  void committed(std::uint64_t work);

  [[nodiscard]] const std::optional<ForecastReply>& last() const { return last_; }
  /// Whether the last forecast knows of entry `seq`.
  [[nodiscard]] bool knows(std::uint64_t seq) const { return last_ && last_seq_ >= seq; }
  /// The expected wait of who takes a number of a service now; nothing when it is not known.
  [[nodiscard]] const ExpectedWait* expected(const ServiceId& service) const;

 private:
  void show();

  Forecaster* forecaster_;
  std::function<void()> on_shown_;
  std::vector<store::ServiceTime> learned_;  ///< since the last task
  bool under_way_ = false;
  std::uint64_t asked_seq_ = 0;
  EngineMs asked_ms_ = 0;
  bool asked_open_ = false;
  std::uint64_t work_ = 0;  ///< of the task under way or of `coming_`
  std::uint64_t committed_ = 0;
  std::optional<ForecastReply> coming_;  ///< waits for its commit
  std::optional<ForecastReply> last_;
  std::uint64_t last_seq_ = 0;  ///< of the state it was made from
};

}  // namespace antre::service
