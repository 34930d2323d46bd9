// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "printer/cups_client.hpp"
#include "printer/driver.hpp"
#include "printer/escpos_ticket.hpp"

namespace antre::printer {

struct CupsPrinterOptions {
  CupsAddress server;
  std::string queue;
  int paper_mm = 80;
  /// The ticket goes as PWG raster, which every driverless printer (IPP Everywhere) takes; else as
  /// ESC/POS.
  bool raster = false;
  EscposOptions escpos{};  ///< `cut` counts for both
  /// Of each step with the server. A spooler on this machine answers within milliseconds.
  std::chrono::milliseconds timeout{2000};
};

/// Prints on a thermal printer behind a raw CUPS queue, or on a driverless one, and watches each
/// job to its end. With the first connection it cancels the jobs that an earlier run left waiting,
/// so that nothing old comes out when the paper is back. While no job is on its way it asks the
/// printer itself how it is, where its address allows (printer/cups_device.hpp).
class CupsPrinter final : public PrinterDriver {
 public:
  /// While a job waits: trouble must be on the screen within 2 s.
  static constexpr std::chrono::milliseconds kWatchInterval{300};
  /// For the strip on the home screen.
  static constexpr std::chrono::milliseconds kIdleInterval{5000};
  /// In trouble: whoever has just put in paper looks at the screen.
  static constexpr std::chrono::milliseconds kTroubleInterval{1000};

  explicit CupsPrinter(CupsPrinterOptions options);

  void print(JobId job, const PrintJob& what, PrintReports& reports) override;
  void cancel(JobId job, PrintReports& reports) override;
  std::chrono::milliseconds look(PrintReports& reports) override;

 private:
  struct Watched {
    int spool_id;
    SpoolMonitor monitor;
    bool cancel;  ///< to be cancelled as soon as the server can be told
  };

  [[nodiscard]] Result<CupsConnection> connect() const;
  /// Once; an error says that the server or the queue is not there.
  [[nodiscard]] Result<void> clear_old_jobs(CupsConnection& connection);
  /// The printer as it is now, after the clearing.
  [[nodiscard]] Result<PrinterSeen> see(CupsConnection& connection);
  /// What the printer itself says, added to what the queue says of it.
  [[nodiscard]] PrinterSeen ask_printer(PrinterSeen queue);
  /// What the printer takes; asked once, and again after trouble (it may be another printer).
  [[nodiscard]] PageAbilities abilities(CupsConnection& connection, const PrinterSeen& queue);
  /// Sends the ticket; on success the job is watched.
  [[nodiscard]] Result<void> send(JobId job, const PrintJob& what);
  void watch(CupsConnection& connection, const PrinterSeen& printer, Watched& watched,
             PrintReports& reports) const;
  void silence(const Error& error, PrintReports& reports);

  CupsPrinterOptions options_;
  std::vector<Watched> watched_;
  bool cleared_ = false;
  bool device_answers_ = false;  ///< once it has, its silence is news
  std::optional<PageAbilities> abilities_;
};

}  // namespace antre::printer
