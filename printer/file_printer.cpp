// SPDX-License-Identifier: Apache-2.0
#include "printer/file_printer.hpp"

#include <system_error>
#include <utility>

#include "printer/raster.hpp"
#include "printer/whole_file.hpp"

namespace antre::printer {
FilePrinter::FilePrinter(std::filesystem::path directory, int paper_mm)
    : directory_(std::move(directory)), paper_mm_(paper_mm) {}

void FilePrinter::print(JobId job, const PrintJob& what, PrintReports& reports) {
  const auto written = write(what);
  PrintStatus status{.job = job,
                     .number = what.ticket.number,
                     .state = PrintState::kPrinted,
                     .reason = PrintReason::kNone,
                     .detail = {}};
  if (!written) {
    status.state = PrintState::kFailed;
    status.reason = PrintReason::kNotWritten;
    status.detail = written.error().detail;
  }
  told_ = true;
  reports.readiness({.known = true,
                     .ready = written.has_value(),
                     .reason = status.reason,
                     .detail = status.detail});
  reports.status(std::move(status));
}

void FilePrinter::cancel(JobId /*job*/, PrintReports& /*reports*/) {}

std::chrono::milliseconds FilePrinter::look(PrintReports& reports) {
  if (!told_) {
    told_ = true;
    reports.readiness({.known = true, .ready = true, .reason = PrintReason::kNone, .detail = {}});
  }
  // There is nothing to watch.
  return std::chrono::hours(1);
}

Result<void> FilePrinter::write(const PrintJob& what) const {
  const auto png = to_png(rasterise(lay_out(what.ticket, paper_mm_)));
  if (!png) {
    return png.error();
  }
  std::error_code failed;
  std::filesystem::create_directories(directory_, failed);
  if (failed) {
    return Error{ErrorCode::kIo, directory_.string() + " cannot be made: " + failed.message()};
  }
  const std::string name = what.ticket.number + (what.ticket.copy ? "-copy.png" : ".png");
  return write_whole(directory_ / name, *png);
}

}  // namespace antre::printer
