// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "printer/printer.hpp"
#include "printer/raster.hpp"
#include "tests/printer/report_listener.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"

namespace antre::printer {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> names_in(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::unique_ptr<Printer> file_printer(const std::filesystem::path& directory,
                                      ReportListener& listener) {
  PrinterOptions options;
  options.directory = directory;
  options.on_change = listener.on_change();
  auto printer = make_printer(options);
  REQUIRE(printer.has_value());
  return std::move(*printer);
}

}  // namespace

TEST_SUITE("printer/file_printer") {
  TEST_CASE("a ticket becomes NUMBER.png and nothing else") {
    const ScratchDir dir;
    ReportListener listener;
    const auto pictures = dir.path() / "tickets";
    const auto printer = file_printer(pictures, listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(job.has_value());
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
    CHECK(names_in(pictures) == std::vector<std::string>{"R012.png"});
    CHECK(read_file(pictures / "R012.png") == *to_png(rasterise(lay_out(sample_ticket(), 80))));
    CHECK(printer->readiness().ready);
  }

  TEST_CASE("a later ticket of the same number replaces the picture") {
    const ScratchDir dir;
    ReportListener listener;
    const auto printer = file_printer(dir.path(), listener);
    auto ticket = sample_ticket();
    const auto first = printer->print({ticket});
    ticket.priority = !ticket.priority;
    const auto second = printer->print({ticket});
    REQUIRE(listener.wait_for(*printer, *second, PrintState::kPrinted, PrintReason::kNone));
    CHECK(*first < *second);
    CHECK(names_in(dir.path()) == std::vector<std::string>{"R012.png"});
    CHECK(read_file(dir.path() / "R012.png") == *to_png(rasterise(lay_out(ticket, 80))));
  }
  TEST_CASE("a copy stands beside the first picture, and both are told before they are made") {
    const ScratchDir dir;
    ReportListener listener;
    const auto printer = file_printer(dir.path(), listener);
    auto ticket = sample_ticket();
    std::atomic<int> told{0};
    std::atomic<bool> too_late{false};
    const auto before = [&](const char* name) {
      return [&, name] {
        ++told;
        too_late = too_late || std::filesystem::exists(dir.path() / name);
      };
    };
    REQUIRE(printer->print({ticket, before("R012.png")}));
    ticket.copy = true;
    const auto second = printer->print({ticket, before("R012-copy.png")});
    REQUIRE(listener.wait_for(*printer, *second, PrintState::kPrinted, PrintReason::kNone));
    CHECK(names_in(dir.path()) == std::vector<std::string>{"R012-copy.png", "R012.png"});
    CHECK(told == 2);
    CHECK_FALSE(too_late);
  }

  TEST_CASE("a directory that cannot be made is reported as failed with the path") {
    const ScratchDir dir;
    std::ofstream(dir.path() / "in-the-way") << "a file";
    ReportListener listener;
    const auto printer = file_printer(dir.path() / "in-the-way", listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kFailed, PrintReason::kNotWritten));
    CHECK(listener.reports.back().detail.find("in-the-way") != std::string::npos);
    CHECK_FALSE(printer->readiness().ready);
    CHECK(names_in(dir.path()) == std::vector<std::string>{"in-the-way"});
  }

  TEST_CASE("a full disk is reported as failed and leaves nothing behind") {
    if (!std::filesystem::exists("/dev/full")) {
      return;
    }
    const ScratchDir dir;
    // The name under which the picture is written leads to a device that is always full.
    std::filesystem::create_symlink("/dev/full", dir.path() / ".R012.png.new");
    ReportListener listener;
    const auto printer = file_printer(dir.path(), listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kFailed, PrintReason::kNotWritten));
    CHECK(listener.reports.back().detail.find("No space left") != std::string::npos);
    CHECK(names_in(dir.path()).empty());
  }

  TEST_CASE("a number that is no file name is refused") {
    const ScratchDir dir;
    ReportListener listener;
    const auto printer = file_printer(dir.path(), listener);
    auto ticket = sample_ticket();
    for (const char* number : {"", "../R012", "R 1", "R012.png"}) {
      ticket.number = number;
      CHECK(printer->print({ticket}).error().code == ErrorCode::kInvalid);
    }
  }
}

TEST_SUITE("printer/make_printer") {
  TEST_CASE("options that cannot work are refused with what to change") {
    const auto refused = [](const PrinterOptions& options) {
      const auto printer = make_printer(options);
      return printer ? std::string() : printer.error().detail;
    };
    PrinterOptions options;
    CHECK(refused(options).find("directory") != std::string::npos);
    options.mode = "escpos";
    CHECK(refused(options).find("queue") != std::string::npos);
    options.queue = "ticket";
    options.server = "localhost:http";
    CHECK(refused(options).find("port") != std::string::npos);
    options.server.clear();
    options.qr = "printed";
    CHECK(refused(options).find("printed") != std::string::npos);
    options.qr = "native";
    options.text = "code-page";
    options.code_page = "CP999";
    CHECK(refused(options).find("CP437, CP850, CP858, CP1252") != std::string::npos);
    options.mode = "raster";
    options.queue.clear();
    CHECK(refused(options).find("printer mode raster needs") != std::string::npos);
    options.mode = "laser";
    CHECK(refused(options).find("laser") != std::string::npos);
    options.paper_mm = 112;
    CHECK(refused(options).find("58 or 80") != std::string::npos);
  }
}

}  // namespace antre::printer
