// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/driverless.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>

#include "printer/cups_device.hpp"
#include "printer/printer.hpp"
#include "printer/raster.hpp"
#include "tests/printer/pwg_reader.hpp"
#include "tests/printer/readers.hpp"
#include "tests/printer/report_listener.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"
#include "tests/printer/spooler.hpp"

namespace antre::printer {
namespace {

/// Avahi is one for a machine: where another runs, or none may, there is nothing to try.
std::unique_ptr<Driverless> start(const ScratchDir& dir, const std::string& types) {
  try {
    return std::make_unique<Driverless>(dir.path(), types);
  } catch (const std::runtime_error& error) {
    MESSAGE("left out: " << std::string(error.what()));
    return nullptr;
  }
}

std::unique_ptr<Printer> raster_printer(const Spooler& spooler, ReportListener& listener) {
  PrinterOptions options;
  options.mode = "raster";
  options.server = spooler.server();
  options.queue = Spooler::kQueue;
  options.on_change = listener.on_change();
  auto printer = make_printer(options);
  REQUIRE(printer.has_value());
  return std::move(*printer);
}

std::vector<std::uint8_t> bytes_of(const std::string& text) {
  return {text.begin(), text.end()};
}

}  // namespace

TEST_SUITE("printer/driverless") {
  TEST_CASE("an IPP Everywhere printer gets our dots, through a driverless queue or a raw one") {
    for (const char* model : {"everywhere", "raw"}) {
      CAPTURE(model);
      const ScratchDir printer_dir;
      const ScratchDir spool_dir;
      const auto device = start(printer_dir, R"("black_1","sgray_8")");
      if (device == nullptr) {
        return;
      }
      const Spooler spooler(spool_dir.path(), device->uri(), model);
      ReportListener listener;
      const auto printer = raster_printer(spooler, listener);
      const auto job = printer->print({sample_ticket()});
      REQUIRE_MESSAGE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone),
                      spooler.log());
      const auto documents = device->documents();
      REQUIRE(documents.size() == 1);
      const auto page = read_pwg(bytes_of(documents.front()));
      REQUIRE(page.has_value());
      const auto layout = lay_out(sample_ticket(), 80);
      CHECK(page->dpi == 203);
      CHECK(page->picture.width() == 639);
      CHECK(part_of(page->picture, (639 - layout.width) / 2, layout.width, layout.height) ==
            rasterise(layout));
      CHECK(read_qr(page->picture) == sample_ticket().qr->content);
    }
  }

  TEST_CASE("a driverless printer is asked what it takes and how it is, without a job") {
    const ScratchDir dir;
    const auto device = start(dir, R"("sgray_8")");
    if (device == nullptr) {
      return;
    }
    const auto able = device_abilities(device->uri(), std::chrono::milliseconds(2000));
    REQUIRE(able.has_value());
    CHECK(able->resolutions == std::vector<int>{203});
    CHECK(able->color_types == std::vector<std::string>{"sgray_8"});
    CHECK(able->trim);
    REQUIRE(able->sizes.size() == 2);
    CHECK(able->sizes.back().takes({8000, 14800}));
    CHECK_FALSE(able->sizes.back().takes({8000, 50000}));
    CHECK_FALSE(able->sizes.front().takes({8000, 14800}));
    const auto seen = ask_device(device->uri(), std::chrono::milliseconds(2000));
    REQUIRE(seen.has_value());
    CHECK(readiness_of(*seen).ready);
    CHECK(device->documents().empty());
  }
}

}  // namespace antre::printer
