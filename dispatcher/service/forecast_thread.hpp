// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "dispatcher/forecast/service_times.hpp"
#include "dispatcher/service/forecaster.hpp"
#include "dispatcher/service/work.hpp"

namespace antre::service {

/// Forecasts on a thread of their own, behind the io thread and the store's where there are fewer
/// cores than threads. The destructor ends the forecast under way, which is never told of.
class ForecastThread final : public Forecaster {
 public:
  /// `known`: the recorded service times, the newest first. `loop` outlives this.
  ForecastThread(Loop& loop, std::vector<store::ServiceTime> known, bool always_open);
  ~ForecastThread() override;

  void make(ForecastTask task, std::function<void(ForecastReply)> done) override;

 private:
  using Done = std::function<void(ForecastReply)>;

  void run();
  [[nodiscard]] ForecastReply forecast(const ForecastTask& task);

  Loop& loop_;
  bool always_open_;
  forecast::ServiceTimes times_;  ///< the thread's alone
  std::uint64_t seed_ = 0;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::optional<std::pair<ForecastTask, Done>> next_;  ///< guarded by mutex_
  std::stop_source stop_;
  std::thread thread_;
};

}  // namespace antre::service
