// SPDX-License-Identifier: Apache-2.0
#include "printer/file_printer.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "printer/raster.hpp"

namespace antre::printer {
namespace {

Error io_error(const std::filesystem::path& path, const std::error_code& code) {
  return {ErrorCode::kIo, path.string() + " cannot be written: " + code.message()};
}

}  // namespace

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
    return io_error(directory_, failed);
  }
  const std::string name = what.ticket.number + (what.ticket.copy ? "-copy.png" : ".png");
  const auto path = directory_ / name;
  const auto temporary = directory_ / ("." + name + ".new");
  errno = 0;
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file.write(png->data(), static_cast<std::streamsize>(png->size()));
  // A full disk may show only when the last bytes leave the buffer.
  file.close();
  if (!file) {
    const std::error_code reason(errno == 0 ? EIO : errno, std::generic_category());
    std::filesystem::remove(temporary, failed);
    return io_error(path, reason);
  }
  std::filesystem::rename(temporary, path, failed);
  if (failed) {
    const Error error = io_error(path, failed);
    std::filesystem::remove(temporary, failed);
    return error;
  }
  return {};
}

}  // namespace antre::printer
