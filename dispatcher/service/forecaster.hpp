// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/store/store.hpp"
#include "protocol/messages.hpp"
#include "protocol/time.hpp"

namespace antre::service {

/// What a forecast is made of: a copy of the state, and the service times that were recorded since
/// the task before.
struct ForecastTask {
  engine::State state;
  Moment now;
  std::optional<EngineMs> opens_at_ms;  ///< when a hall that is closed now opens next
  std::vector<store::ServiceTime> learned;
};

/// Makes forecasts somewhere else than in the io thread. One at a time: the dispatcher asks for the
/// next when the one before is done.
class Forecaster {
 public:
  Forecaster() = default;
  Forecaster(const Forecaster&) = delete;
  Forecaster& operator=(const Forecaster&) = delete;
  virtual ~Forecaster() = default;

  /// `done` is called in the loop, later.
  virtual void make(ForecastTask task, std::function<void(ForecastReply)> done) = 0;
};

}  // namespace antre::service
