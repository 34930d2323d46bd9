// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_printer.hpp"

#include <algorithm>
#include <utility>

#include "printer/cups_device.hpp"
#include "printer/cups_raster.hpp"

namespace antre::printer {
namespace {

/// Titles of our jobs: an administrator recognises them, and so does a later run.
constexpr const char* kTitleStart = "antre ";

Moment now() {
  return std::chrono::steady_clock::now();
}

}  // namespace

CupsPrinter::CupsPrinter(CupsPrinterOptions options) : options_(std::move(options)) {}

Result<CupsConnection> CupsPrinter::connect() const {
  // A connection for each round: one kept open would have to survive restarts of the spooler, and
  // libcups would then reconnect with a timeout of 30 s.
  return CupsConnection::open(options_.server, options_.timeout);
}

Result<void> CupsPrinter::clear_old_jobs(CupsConnection& connection) {
  if (cleared_) {
    return {};
  }
  const auto jobs = connection.waiting_jobs(options_.queue, kTitleStart);
  if (!jobs) {
    return jobs.error();
  }
  cleared_ = true;
  for (const int job : *jobs) {
    // One that cannot be cancelled has just been printed.
    static_cast<void>(connection.cancel(options_.queue, job));
  }
  return {};
}

Result<PrinterSeen> CupsPrinter::see(CupsConnection& connection) {
  // A server that does not answer the first question is not asked a second one.
  const auto cleared = clear_old_jobs(connection);
  if (!cleared) {
    return cleared.error();
  }
  return connection.printer(options_.queue);
}

PageAbilities CupsPrinter::abilities(CupsConnection& connection, const PrinterSeen& queue) {
  if (!abilities_) {
    auto told = device_abilities(queue.device_uri, options_.timeout);
    if (!told) {
      told = connection.abilities(options_.queue);
    }
    if (!told) {
      // The least that every driverless printer takes.
      return {};
    }
    abilities_ = std::move(*told);
  }
  return *abilities_;
}

Result<void> CupsPrinter::send(JobId job, const PrintJob& what) {
  auto connection = connect();
  if (!connection) {
    return connection.error();
  }
  const auto before = see(*connection);
  if (!before) {
    return before.error();
  }
  JobForm form;
  std::vector<std::uint8_t> bytes;
  if (options_.raster) {
    const auto able = abilities(*connection, *before);
    auto page = to_pwg_raster(lay_out(what.ticket, options_.paper_mm), options_.paper_mm,
                              choose_raster(able));
    if (!page) {
      return page.error();
    }
    form.trim = options_.escpos.cut && able.trim;
    const auto takes = [&](const MediaRange& range) { return range.takes(page->size); };
    if (std::any_of(able.sizes.begin(), able.sizes.end(), takes)) {
      form.size = page->size;
    }
    bytes = std::move(page->bytes);
  } else {
    bytes = ticket_to_escpos(what.ticket, options_.paper_mm, options_.escpos);
  }
  const auto spool_id =
      connection->create_job(options_.queue, kTitleStart + what.ticket.number, form);
  if (!spool_id) {
    return spool_id.error();
  }
  // Watched from here on: the job exists, and what comes of it is the server's word.
  watched_.push_back({*spool_id, SpoolMonitor(job, what.ticket.number, *before, now()), false});
  const auto sent = connection->send_document(options_.queue, *spool_id, bytes,
                                              options_.raster ? kPwgRasterFormat : kRawFormat);
  if (!sent) {
    // Perhaps it arrived and only the answer was lost, so it must be taken back.
    watched_.back().cancel = true;
  }
  return {};
}

void CupsPrinter::print(JobId job, const PrintJob& what, PrintReports& reports) {
  const auto sent = send(job, what);
  if (sent) {
    reports.status({.job = job,
                    .number = what.ticket.number,
                    .state = PrintState::kQueued,
                    .reason = PrintReason::kNone,
                    .detail = {}});
    return;
  }
  const bool unreachable = sent.error().code == ErrorCode::kUnreachable;
  reports.status({.job = job,
                  .number = what.ticket.number,
                  .state = PrintState::kFailed,
                  .reason = unreachable ? PrintReason::kUnreachable : PrintReason::kRefused,
                  .detail = sent.error().detail});
}

void CupsPrinter::cancel(JobId job, PrintReports& /*reports*/) {
  for (auto& watched : watched_) {
    if (watched.monitor.job() == job) {
      // Done by look(), which follows every command.
      watched.cancel = true;
    }
  }
}

PrinterSeen CupsPrinter::ask_printer(PrinterSeen queue) {
  const auto device = ask_device(queue.device_uri, options_.timeout / 4);
  if (device) {
    device_answers_ = true;
    return with_device(std::move(queue), *device);
  }
  if (device_answers_) {
    PrinterSeen silent;
    silent.reasons = {"offline-report"};
    silent.message = device.error().detail;
    return with_device(std::move(queue), silent);
  }
  // It may be reached by the spooler only, or have no such language.
  return queue;
}

std::chrono::milliseconds CupsPrinter::look(PrintReports& reports) {
  bool ready = true;
  auto connection = connect();
  if (!connection) {
    ready = false;
    silence(connection.error(), reports);
  } else {
    const auto printer = see(*connection);
    if (!printer) {
      ready = false;
      silence(printer.error(), reports);
    } else {
      // A printer that is printing has better things to do than to answer.
      auto readiness = readiness_of(watched_.empty() ? ask_printer(*printer) : *printer);
      ready = readiness.ready;
      reports.readiness(std::move(readiness));
      for (auto& watched : watched_) {
        watch(*connection, *printer, watched, reports);
      }
    }
  }
  std::erase_if(watched_, [](const Watched& watched) { return watched.monitor.ended(); });
  if (!ready) {
    abilities_.reset();
  }
  if (!watched_.empty()) {
    return kWatchInterval;
  }
  return ready ? kIdleInterval : kTroubleInterval;
}

void CupsPrinter::watch(CupsConnection& connection, const PrinterSeen& printer, Watched& watched,
                        PrintReports& reports) const {
  if (watched.cancel && connection.cancel(options_.queue, watched.spool_id)) {
    watched.cancel = false;
  }
  const auto job = connection.job(options_.queue, watched.spool_id);
  auto status = job ? watched.monitor.observe(*job, printer, now())
                    : watched.monitor.observe_silence(job.error().detail, now());
  if (status) {
    reports.status(std::move(*status));
  }
}

void CupsPrinter::silence(const Error& error, PrintReports& reports) {
  const bool unreachable = error.code == ErrorCode::kUnreachable;
  reports.readiness({.known = true,
                     .ready = false,
                     .reason = unreachable ? PrintReason::kUnreachable : PrintReason::kRefused,
                     .detail = error.detail});
  for (auto& watched : watched_) {
    if (auto status = watched.monitor.observe_silence(error.detail, now())) {
      reports.status(std::move(*status));
    }
  }
}

}  // namespace antre::printer
