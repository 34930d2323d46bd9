// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace antre::printer {

/// An IPP Everywhere printer for rolls of 80 mm: `ippeveprinter`, which CUPS brings to test such
/// clients as we are, on this machine only. It wants Avahi and D-Bus; both are started for it, with
/// a bus of their own.
class Driverless {
 public:
  /// `directory` must exist; a roll printer of 203 dpi that takes `raster_types`. Throws
  /// std::runtime_error with what the programs say when they cannot be started here.
  Driverless(const std::filesystem::path& directory, const std::string& raster_types);

  [[nodiscard]] std::string uri() const;
  /// The documents that it got, oldest first.
  [[nodiscard]] std::vector<std::string> documents() const;
  [[nodiscard]] std::string log() const { return printer_->output(); }

 private:
  void start_bus();
  void start_avahi();

  std::filesystem::path directory_;
  int port_ = 0;
  std::optional<test::Process> bus_;
  std::optional<test::Process> avahi_;
  std::optional<test::Process> printer_;
};

}  // namespace antre::printer
