// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "printer/driver.hpp"

namespace antre::printer {

/// Writes NUMBER.png into a directory: a hall that has no printer, a demonstration, a test. The
/// picture is the one that a thermal printer gets. It appears whole or not at all, and a later
/// ticket with the same number replaces it; a copy is NUMBER-copy.png, beside the first.
class FilePrinter final : public PrinterDriver {
 public:
  FilePrinter(std::filesystem::path directory, int paper_mm);

  void print(JobId job, const PrintJob& what, PrintReports& reports) override;
  /// Too late always: a picture is written at once.
  void cancel(JobId job, PrintReports& reports) override;
  std::chrono::milliseconds look(PrintReports& reports) override;

 private:
  [[nodiscard]] Result<void> write(const PrintJob& what) const;

  std::filesystem::path directory_;
  int paper_mm_;
  bool told_ = false;  ///< of readiness, so that a failure stays until the next ticket
};

}  // namespace antre::printer
