// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/forecast_thread.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "dispatcher/forecast/forecast.hpp"

namespace antre::service {
namespace {

constexpr int kNiceness = 19;
// A forecast is advice: however long the lines are, it takes a tenth of a core at most.
constexpr int kRest = 9;

}  // namespace

ForecastThread::ForecastThread(Loop& loop, std::vector<store::ServiceTime> known, bool always_open)
    : loop_(loop), always_open_(always_open) {
  // The oldest first: the newest are those that are kept.
  std::for_each(known.rbegin(), known.rend(),
                [this](const store::ServiceTime& time) { times_.add(time.service, time.ms); });
  thread_ = std::thread([this] { run(); });
}

ForecastThread::~ForecastThread() {
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
  }
  waiting_.notify_one();
  thread_.join();
}

void ForecastThread::make(ForecastTask task, Done done) {
  {
    const std::lock_guard lock(mutex_);
    next_.emplace(std::move(task), std::move(done));
  }
  waiting_.notify_one();
}

void ForecastThread::run() {
  // On Linux a niceness is a thread's own. Refused, the forecast only shares more evenly.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
  std::chrono::steady_clock::time_point rested;
  for (;;) {
    std::optional<std::pair<ForecastTask, Done>> task;
    {
      std::unique_lock lock(mutex_);
      waiting_.wait_until(lock, rested, [this] { return stop_.stop_requested(); });
      waiting_.wait(lock, [this] { return stop_.stop_requested() || next_.has_value(); });
      if (stop_.stop_requested()) return;
      task = std::exchange(next_, std::nullopt);
    }
    // A function that is copied somewhere on its way needs one owner that is shared.
    const auto begin = std::chrono::steady_clock::now();
    auto made = std::make_shared<ForecastReply>(forecast(task->first));
    if (stop_.stop_requested()) return;
    const auto end = std::chrono::steady_clock::now();
    rested = end + kRest * (end - begin);
    loop_.post([done = std::move(task->second), made] { done(std::move(*made)); });
  }
}

ForecastReply ForecastThread::forecast(const ForecastTask& task) {
  for (const auto& time : task.learned) times_.add(time.service, time.ms);
  forecast::ForecastOptions options;
  options.seed = ++seed_;
  options.always_open = always_open_;
  options.opens_at_ms = task.opens_at_ms;
  options.stop = stop_.get_token();
  return forecast::make_forecast(task.state, task.now, times_, options).reply;
}

}  // namespace antre::service
