// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_device.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "printer/cups_printer.hpp"
#include "printer/escpos_status.hpp"
#include "printer/printer_thread.hpp"
#include "tests/printer/escpos_parser.hpp"
#include "tests/printer/fake_thermal.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/report_listener.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"
#include "tests/printer/spooler.hpp"

namespace antre::printer {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<Printer> printer_at(const Spooler& spooler, ReportListener& listener,
                                    const std::string& qr = "image") {
  PrinterOptions options;
  options.mode = "escpos";
  options.server = spooler.server();
  options.queue = Spooler::kQueue;
  options.qr = qr;
  options.on_change = listener.on_change();
  auto printer = make_printer(options);
  REQUIRE(printer.has_value());
  return std::move(*printer);
}

PrintJob ticket_numbered(const std::string& number) {
  PrintJob job{sample_ticket()};
  job.ticket.number = number;
  return job;
}

}  // namespace

TEST_SUITE("printer/escpos_status") {
  TEST_CASE("the status bytes of a printer become the words of CUPS") {
    using Words = std::vector<std::string>;
    CHECK(escpos_reasons({0x12, 0x12, 0x12}) == Words{});
    CHECK(escpos_reasons({0x12, 0x12, 0x1E}) == Words{"media-low-warning"});
    CHECK(escpos_reasons({0x32, 0x12, 0x7E}) == Words{"media-empty-error"});
    CHECK(escpos_reasons({0x16, 0x12, 0x12}) == Words{"cover-open-error"});
    CHECK(escpos_reasons({0x52, 0x1A, 0x12}) == Words{"cutter-error-error"});
    CHECK(escpos_reasons({0x52, 0x52, 0x12}) == Words{"media-jam-error"});
    CHECK(escpos_reasons({0x36, 0x12, 0x72}) == Words{"media-empty-error", "cover-open-error"});
  }

  TEST_CASE("bytes that are no answers are not believed") {
    CHECK_FALSE(escpos_reasons({0x00, 0x00, 0x00}));
    CHECK_FALSE(escpos_reasons({0x12, 0x12, 0xFF}));
  }
}

TEST_SUITE("printer/device") {
  TEST_CASE("a printer at a port is asked how it is, without printing anything") {
    FakeThermal thermal;
    auto seen = ask_device(thermal.uri(), milliseconds(2000));
    REQUIRE(seen.has_value());
    CHECK(readiness_of(*seen).ready);
    thermal.set_status({0x32, 0x12, 0x7E});
    seen = ask_device(thermal.uri(), milliseconds(2000));
    REQUIRE(seen.has_value());
    CHECK(readiness_of(*seen).reason == PrintReason::kMediaEmpty);
    CHECK(thermal.jobs().empty());
  }

  TEST_CASE("who does not answer, or cannot be asked, is an error and soon") {
    FakeThermal thermal;
    thermal.set_temper(FakeThermal::Temper::kSilent);
    CHECK(ask_device(thermal.uri(), milliseconds(50)).error().code == ErrorCode::kUnreachable);
    const auto uri = thermal.uri();
    thermal.switch_off();
    CHECK(ask_device(uri, milliseconds(50)).error().code == ErrorCode::kUnreachable);
    for (const char* other : {"usb://EPSON/TM-T20", "file:///dev/null", "", "nonsense"}) {
      CHECK(ask_device(other, milliseconds(50)).error().code == ErrorCode::kInvalid);
    }
  }

  TEST_CASE("paper that ends and comes back is noticed without a visitor") {
    const ScratchDir dir;
    FakeThermal thermal;
    const Spooler spooler(dir.path(), thermal.uri(), "raw");
    ReportListener listener;
    thermal.set_status({0x32, 0x12, 0x7E});
    const auto printer = printer_at(spooler, listener);
    const auto told = [&](PrintReason reason) {
      return listener.wait(*printer, [&] {
        return printer->readiness().known && printer->readiness().reason == reason;
      });
    };
    REQUIRE(told(PrintReason::kMediaEmpty));
    CHECK_FALSE(printer->readiness().ready);
    thermal.set_status({0x12, 0x12, 0x1E});
    REQUIRE(told(PrintReason::kMediaLow));
    CHECK(printer->readiness().ready);
    thermal.set_status({0x16, 0x12, 0x12});
    REQUIRE(told(PrintReason::kCoverOpen));
    thermal.set_status({0x12, 0x12, 0x12});
    REQUIRE(told(PrintReason::kNone));
    thermal.switch_off();
    REQUIRE(told(PrintReason::kOffline));
    CHECK(thermal.jobs().empty());
  }

  TEST_CASE("a ticket reaches a printer at a port through CUPS, with the printer's own QR code") {
    const ScratchDir dir;
    FakeThermal thermal;
    const Spooler spooler(dir.path(), thermal.uri(), "raw");
    ReportListener listener;
    const auto printer = printer_at(spooler, listener, "native");
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
    REQUIRE(thermal.jobs().size() == 1);
    const auto parsed = parse_escpos(thermal.jobs().front());
    REQUIRE(parsed.has_value());
    CHECK(read_qr(parsed->picture) == sample_ticket().qr->content);
  }

  TEST_CASE("a printer that vanishes in mid-job fails that ticket, and the next one is printed") {
    const ScratchDir dir;
    FakeThermal thermal;
    thermal.set_temper(FakeThermal::Temper::kVanishes);
    const Spooler spooler(dir.path(), thermal.uri(), "raw");
    ReportListener listener;
    const auto printer = printer_at(spooler, listener);
    const auto first = printer->print(ticket_numbered("R001"));
    REQUIRE(thermal.wait_for_victim());
    thermal.set_temper(FakeThermal::Temper::kPrints);
    const bool ended = listener.wait(*printer, [&] {
      return std::any_of(listener.reports.begin(), listener.reports.end(), [&](const auto& report) {
        return report.job == *first && report.state != PrintState::kQueued;
      });
    });
    REQUIRE_MESSAGE(ended, spooler.log());
    const auto next = printer->print(ticket_numbered("R002"));
    REQUIRE(listener.wait_for(*printer, *next, PrintState::kPrinted, PrintReason::kNone));
  }

  TEST_CASE("a printer that stops reading holds up no other ticket once its own is taken back") {
    const ScratchDir dir;
    FakeThermal thermal;
    thermal.set_temper(FakeThermal::Temper::kStalls);
    const Spooler spooler(dir.path(), thermal.uri(), "raw");
    ReportListener listener;
    const auto printer = printer_at(spooler, listener);
    const auto first = printer->print(ticket_numbered("R001"));
    REQUIRE(thermal.wait_for_victim());
    printer->cancel(*first);
    REQUIRE(listener.wait_for(*printer, *first, PrintState::kFailed, PrintReason::kCancelled));
    thermal.set_temper(FakeThermal::Temper::kPrints);
    const auto next = printer->print(ticket_numbered("R002"));
    REQUIRE_MESSAGE(listener.wait_for(*printer, *next, PrintState::kPrinted, PrintReason::kNone),
                    spooler.log());
    REQUIRE(thermal.jobs().size() == 1);
    CHECK(parse_escpos(thermal.jobs().back()).has_value());
  }

  TEST_CASE("a spooler that falls silent while a ticket waits fails the next one soon") {
    const ScratchDir dir;
    FakeThermal thermal;
    thermal.set_temper(FakeThermal::Temper::kStalls);
    const Spooler spooler(dir.path(), thermal.uri(), "raw");
    ReportListener listener;
    CupsPrinterOptions options;
    options.server = *parse_cups_address(spooler.server());
    options.queue = Spooler::kQueue;
    options.timeout = milliseconds(300);
    PrinterThread printer(std::make_unique<CupsPrinter>(options), listener.on_change());
    const auto first = printer.print(ticket_numbered("R001"));
    REQUIRE(thermal.wait_for_victim());
    spooler.hold(true);
    const auto next = printer.print(ticket_numbered("R002"));
    const bool failed =
        listener.wait_for(printer, *next, PrintState::kFailed, PrintReason::kUnreachable);
    const bool told = listener.wait(
        printer, [&] { return printer.readiness().reason == PrintReason::kUnreachable; });
    // Before anything is asserted: a server that is held cannot be ended.
    spooler.hold(false);
    CHECK(failed);
    CHECK(told);
    printer.cancel(*first);
    CHECK(listener.wait_for(printer, *first, PrintState::kFailed, PrintReason::kCancelled));
  }
}

}  // namespace antre::printer
