// SPDX-License-Identifier: Apache-2.0
#include "printer/printer.hpp"

#include <utility>

#include "printer/cups_printer.hpp"
#include "printer/file_printer.hpp"
#include "printer/printer_thread.hpp"

namespace antre::printer {
namespace {

Error invalid(std::string detail) {
  return {ErrorCode::kInvalid, std::move(detail)};
}

Result<EscposOptions> escpos_options(const PrinterOptions& options) {
  if (options.qr != "image" && options.qr != "native") {
    return invalid("printer.qr \"" + options.qr + "\" is neither image nor native");
  }
  if (options.text != "image" && options.text != "code-page") {
    return invalid("printer.text \"" + options.text + "\" is neither image nor code-page");
  }
  EscposOptions escpos;
  escpos.cut = options.cut;
  escpos.native_qr = options.qr == "native";
  if (options.text == "code-page") {
    const auto page = find_code_page(options.code_page);
    if (!page) {
      return page.error();
    }
    escpos.code_page = *page;
  }
  return escpos;
}

Result<std::unique_ptr<PrinterDriver>> make_cups_driver(const PrinterOptions& options) {
  if (options.queue.empty()) {
    return invalid("printer mode " + options.mode +
                   " needs the name of a CUPS queue (printer.queue)");
  }
  auto server = parse_cups_address(options.server);
  if (!server) {
    return server.error();
  }
  auto escpos = escpos_options(options);
  if (!escpos) {
    return escpos.error();
  }
  CupsPrinterOptions cups;
  cups.server = std::move(*server);
  cups.queue = options.queue;
  cups.paper_mm = options.paper_mm;
  cups.raster = options.mode == "raster";
  cups.escpos = *escpos;
  return std::unique_ptr<PrinterDriver>(std::make_unique<CupsPrinter>(std::move(cups)));
}

Result<std::unique_ptr<PrinterDriver>> make_driver(const PrinterOptions& options) {
  if (options.mode == "file") {
    if (options.directory.empty()) {
      return invalid("printing to a file needs a directory");
    }
    return std::unique_ptr<PrinterDriver>(
        std::make_unique<FilePrinter>(options.directory, options.paper_mm));
  }
  if (options.mode == "escpos" || options.mode == "raster") {
    return make_cups_driver(options);
  }
  return invalid("printer mode \"" + options.mode + "\" is not escpos, raster or file");
}

}  // namespace

std::string_view wire_name(PrintReason reason) {
  switch (reason) {
    case PrintReason::kNone:
      return "";
    case PrintReason::kMediaEmpty:
      return "media-empty";
    case PrintReason::kCoverOpen:
      return "cover-open";
    case PrintReason::kJam:
      return "jam";
    case PrintReason::kOffline:
      return "offline";
    case PrintReason::kStopped:
      return "stopped";
    case PrintReason::kSlow:
      return "slow";
    case PrintReason::kCancelled:
      return "cancelled";
    case PrintReason::kAborted:
      return "aborted";
    case PrintReason::kRefused:
      return "refused";
    case PrintReason::kUnreachable:
      return "unreachable";
    case PrintReason::kVanished:
      return "vanished";
    case PrintReason::kNotWritten:
      return "not-written";
    case PrintReason::kMediaLow:
      return "media-low";
  }
  return "";
}

Result<std::unique_ptr<Printer>> make_printer(const PrinterOptions& options) {
  if (!is_paper_width(options.paper_mm)) {
    return invalid("paper of " + std::to_string(options.paper_mm) +
                   " mm is not known; printer.paper_mm is 58 or 80");
  }
  auto driver = make_driver(options);
  if (!driver) {
    return driver.error();
  }
  return std::unique_ptr<Printer>(
      std::make_unique<PrinterThread>(std::move(*driver), options.on_change));
}

}  // namespace antre::printer
