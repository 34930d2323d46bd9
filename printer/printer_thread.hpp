// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "printer/driver.hpp"

namespace antre::printer {

/// A printer that runs its driver on a thread of its own, so that a slow spooler never holds up a
/// screen. Owns the driver.
class PrinterThread final : public Printer, private PrintReports {
 public:
  /// Jobs that may wait for the thread; more means that nothing has moved for minutes.
  static constexpr std::size_t kMostWaiting = 16;

  PrinterThread(std::unique_ptr<PrinterDriver> driver, std::function<void()> on_change);
  ~PrinterThread() override;

  [[nodiscard]] Result<JobId> print(const PrintJob& job) override;
  void cancel(JobId job) override;
  [[nodiscard]] std::vector<PrintStatus> take_reports() override;
  [[nodiscard]] Readiness readiness() const override;

 private:
  struct Command {
    JobId job;
    std::optional<PrintJob> what;  ///< empty: cancel
  };

  void status(PrintStatus status) override;
  void readiness(Readiness readiness) override;
  void run(const std::stop_token& stop);
  void execute(const Command& command);
  /// One line in the log for a mark that is no picture, until there is another one.
  void warn_of_mark(const std::string& file);
  void changed() const;

  const std::unique_ptr<PrinterDriver> driver_;
  const std::function<void()> on_change_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Command> commands_;
  std::vector<PrintStatus> reports_;
  Readiness readiness_;
  std::uint64_t last_job_ = 0;
  std::string checked_mark_;  ///< the thread's own
  std::jthread thread_;
};

}  // namespace antre::printer
