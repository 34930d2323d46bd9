// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "printer/printer.hpp"

namespace antre::printer {

/// Where a driver says what happens. Owned by the printer, used on its thread.
class PrintReports {
 public:
  PrintReports() = default;
  PrintReports(const PrintReports&) = delete;
  PrintReports& operator=(const PrintReports&) = delete;
  virtual ~PrintReports() = default;
  virtual void status(PrintStatus status) = 0;
  virtual void readiness(Readiness readiness) = 0;
};

/// A way to paper. All calls come from one thread and may take a few seconds at most; failures are
/// reported, not returned. A driverless printer is another driver that takes the same ticket.
class PrinterDriver {
 public:
  PrinterDriver() = default;
  PrinterDriver(const PrinterDriver&) = delete;
  PrinterDriver& operator=(const PrinterDriver&) = delete;
  virtual ~PrinterDriver() = default;

  virtual void print(JobId job, const PrintJob& what, PrintReports& reports) = 0;
  virtual void cancel(JobId job, PrintReports& reports) = 0;
  /// Looks after jobs and printer; returns after how long to look again.
  virtual std::chrono::milliseconds look(PrintReports& reports) = 0;
};

}  // namespace antre::printer
