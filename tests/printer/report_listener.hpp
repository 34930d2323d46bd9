// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "printer/printer.hpp"

namespace antre::printer {

/// Waits for reports of a printer as a screen does: woken by its news.
class ReportListener {
 public:
  std::function<void()> on_change() {
    return [this] {
      {
        const std::scoped_lock lock(mutex_);
        ++changes_;
      }
      wake_.notify_all();
    };
  }

  /// True as soon as `done` is; false after 20 s, which only a broken program takes.
  bool wait(Printer& printer, const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
      int seen = 0;
      {
        const std::scoped_lock lock(mutex_);
        seen = changes_;
      }
      for (auto& report : printer.take_reports()) {
        reports.push_back(std::move(report));
      }
      if (done()) {
        return true;
      }
      std::unique_lock lock(mutex_);
      if (!wake_.wait_until(lock, deadline, [&] { return changes_ != seen; })) {
        return false;
      }
    }
  }

  /// Waits for a report of the job with this state and reason.
  bool wait_for(Printer& printer, JobId job, PrintState state, PrintReason reason) {
    return wait(printer, [&] {
      for (const auto& report : reports) {
        if (report.job == job && report.state == state && report.reason == reason) {
          return true;
        }
      }
      return false;
    });
  }

  std::vector<PrintStatus> reports;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  int changes_ = 0;
};

}  // namespace antre::printer
