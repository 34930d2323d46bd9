// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "printer/ticket_layout.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::printer {

/// Names a print job of this program, for as long as it runs.
struct JobId {
  std::uint64_t value = 0;
  auto operator<=>(const JobId&) const = default;
};

/// Why a ticket is not on paper (yet). Its wire name is the `reason` of a print report.
enum class PrintReason {
  kNone,         ///< all is well
  kMediaEmpty,   ///< "media-empty": no paper
  kCoverOpen,    ///< "cover-open": a cover or door is open
  kJam,          ///< "jam": paper or cutter is stuck
  kOffline,      ///< "offline": off, unplugged or not answering the spooler
  kStopped,      ///< "stopped": the queue was stopped or holds the job
  kSlow,         ///< "slow": not done for long and nobody says why
  kCancelled,    ///< "cancelled": taken back, by us or by someone at the spooler
  kAborted,      ///< "aborted": the spooler gave the job up
  kRefused,      ///< "refused": no such queue, or it takes no jobs
  kUnreachable,  ///< "unreachable": the spooler does not answer
  kVanished,     ///< "vanished": the spooler no longer knows the job
  kNotWritten,   ///< "not-written": the picture could not be written
  kMediaLow      ///< "media-low": the paper ends soon; it still prints
};

[[nodiscard]] std::string_view wire_name(PrintReason reason);

/// What became of a job. kQueued with a reason other than kNone: still waiting, in trouble; it may
/// yet be printed unless it is cancelled. kPrinted, kFailed and kUnknown are final and come once.
struct PrintStatus {
  JobId job;
  std::string number;  ///< of the ticket
  PrintState state = PrintState::kQueued;
  PrintReason reason = PrintReason::kNone;
  std::string detail;  ///< an English sentence for the log
  bool operator==(const PrintStatus&) const = default;
};

/// Whether the printer can print, as far as is known. A spooler learns of new paper only from the
/// next job, unless the printer itself can be asked (docs/printing.md), so go on printing while
/// this says no: it is for the screens. `ready` with kMediaLow: it prints, but not for long.
struct Readiness {
  bool known = false;  ///< false until the printer has been asked once
  bool ready = false;
  PrintReason reason = PrintReason::kNone;
  std::string detail;
  bool operator==(const Readiness&) const = default;
};

/// A ticket to be printed; the printer knows its paper and lays it out. `ticket.number` is letters,
/// digits and hyphens.
struct PrintJob {
  TicketPaper ticket;
  /// Called once on the printer's thread, before anything goes to the printer or its spooler: from
  /// then on paper may come out. Never called for a job that was taken back before. May be empty.
  std::function<void()> before_send{};
};

/// The door to paper. All functions return at once and may be called from any thread; the work is
/// done on a thread of the printer's own. The destructor ends that thread within a few seconds and
/// leaves what the spooler has to the spooler.
class Printer {
 public:
  Printer() = default;
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;
  virtual ~Printer() = default;

  /// Takes a job. Refusals: kInvalid (number), kUnavailable (too many jobs wait already).
  [[nodiscard]] virtual Result<JobId> print(const PrintJob& job) = 0;
  /// Takes a job back, so that it does not come out later unasked. What came of it is reported:
  /// kFailed with kCancelled, or kPrinted if it was too late. A job that has ended is ignored.
  virtual void cancel(JobId job) = 0;
  /// The reports since the last call, oldest first.
  [[nodiscard]] virtual std::vector<PrintStatus> take_reports() = 0;
  [[nodiscard]] virtual Readiness readiness() const = 0;
};

struct PrinterOptions {
  std::string mode = "file";  ///< escpos, raster or file
  int paper_mm = 80;
  bool cut = true;
  std::string queue;   ///< escpos, raster: name of the CUPS queue
  std::string server;  ///< host, host:port or a socket's path; empty: CUPS's own default
  std::filesystem::path directory;    ///< file: where NUMBER.png goes; made if missing
  std::function<void()> on_change{};  ///< called on the printer's thread when there is news
  std::string qr = "image";           ///< escpos: image, or native (the printer's own symbol)
  std::string text = "image";         ///< escpos: image, or code-page (the printer's own letters)
  std::string code_page = "CP437";    ///< of text = code-page: CP437, CP850, CP858 or CP1252
};

/// The printer of the options. Errors (kInvalid) say what to change: unknown mode, paper, kind of
/// text or code, escpos or raster without a queue, file without a directory. That the spooler or
/// the printer cannot be reached is no error here: it is reported, and tickets are shown instead.
[[nodiscard]] Result<std::unique_ptr<Printer>> make_printer(const PrinterOptions& options);

}  // namespace antre::printer
