// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/driverless.hpp"

#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "tests/support/local_port.hpp"

namespace antre::printer {
namespace {

namespace fs = std::filesystem;

/// A bus on which everyone may do everything: there are two programs on it.
constexpr const char* kBus = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=@BUS@</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>
)";

constexpr const char* kAvahi = R"([server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
)";

/// What the printer says of itself.
constexpr const char* kRoll =
    R"(ATTR keyword media-supported "custom_min_25.4x25.4mm","custom_max_80x400mm","custom_80x100mm_80x100mm"
ATTR keyword media-default custom_80x100mm_80x100mm
ATTR keyword media-ready custom_80x100mm_80x100mm
ATTR collection media-size-supported {MEMBER integer x-dimension 8000 MEMBER integer y-dimension 10000},{MEMBER rangeOfInteger x-dimension 2540-8000 MEMBER rangeOfInteger y-dimension 2540-40000}
@COL@ media-col-default @ROLL@
@COL@ media-col-ready @ROLL@
@COL@ media-col-database @ROLL@
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword media-source-supported main-roll
ATTR keyword media-type-supported continuous
ATTR keyword print-color-mode-supported monochrome
ATTR keyword print-color-mode-default monochrome
ATTR keyword sides-supported one-sided
ATTR keyword sides-default one-sided
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution printer-resolution-default 203dpi
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-sheet-back normal
ATTR keyword pwg-raster-document-type-supported @TYPES@
ATTR mimeMediaType document-format-supported "application/octet-stream","image/pwg-raster"
ATTR mimeMediaType document-format-default application/octet-stream
ATTR enum finishings-supported 3,11
ATTR enum finishings-default 3
)";

constexpr const char* kRollSize =
    "{MEMBER collection media-size {MEMBER integer x-dimension 8000 MEMBER integer y-dimension "
    "10000} MEMBER integer media-bottom-margin 0 MEMBER integer media-left-margin 0 MEMBER integer "
    "media-right-margin 0 MEMBER integer media-top-margin 0 MEMBER keyword media-source main-roll "
    "MEMBER keyword media-type continuous}";

std::string filled(std::string text, const std::string& name, const std::string& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    text.replace(at, name.size(), value);
    at += value.size();
  }
  return text;
}

/// Waits for `ready`, or for the program to give up; then throws what it said.
template <class Ready>
void await(test::Process& program, const std::string& name, const Ready& ready) {
  const bool over =
      test::eventually([&] { return ready() || !program.running(); }, std::chrono::seconds(20));
  if (!over || !ready()) {
    throw std::runtime_error(name + " does not start here: " + program.output());
  }
}

}  // namespace

Driverless::Driverless(const fs::path& directory, const std::string& raster_types)
    : directory_(directory), port_(test::free_port()) {
  fs::create_directories(directory_ / "spool");
  start_bus();
  start_avahi();
  std::string roll = filled(kRoll, "@TYPES@", raster_types);
  roll = filled(roll, "@COL@", "ATTR collection");
  roll = filled(roll, "@ROLL@", kRollSize);
  test::write_file((directory_ / "roll.conf").string(), roll);
  test::Process::Options options;
  options.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + (directory_ / "bus").string();
  options.output = (directory_ / "printer.log").string();
  // Without a command of its own it would pretend to print for up to 15 s.
  printer_.emplace(
      std::vector<std::string>{"/usr/sbin/ippeveprinter", "-v", "-k", "-d",
                               (directory_ / "spool").string(), "-n", "localhost", "-p",
                               std::to_string(port_), "-r", "off", "-c", "/bin/true", "-a",
                               (directory_ / "roll.conf").string(), "Tiket"},
      options);
  await(*printer_, "ippeveprinter", [&] { return test::listens(port_); });
}

void Driverless::start_bus() {
  const auto bus = (directory_ / "bus").string();
  const auto config = (directory_ / "bus.conf").string();
  test::write_file(config, filled(kBus, "@BUS@", bus));
  bus_.emplace(std::vector<std::string>{"/usr/bin/dbus-daemon", "--config-file=" + config,
                                        "--nofork", "--nopidfile"});
  await(*bus_, "dbus-daemon", [&] { return fs::exists(bus); });
}

void Driverless::start_avahi() {
  const auto config = (directory_ / "avahi.conf").string();
  test::write_file(config, kAvahi);
  test::Process::Options options;
  options.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + (directory_ / "bus").string();
  avahi_.emplace(std::vector<std::string>{"/usr/sbin/avahi-daemon", "--no-drop-root", "--no-chroot",
                                          "--no-proc-title", "--no-rlimits", "-f", config},
                 options);
  await(*avahi_, "avahi-daemon",
        [&] { return avahi_->output().find("startup complete") != std::string::npos; });
}

std::string Driverless::uri() const {
  return "ipp://localhost:" + std::to_string(port_) + "/ipp/print";
}

std::vector<std::string> Driverless::documents() const {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(directory_ / "spool")) {
    // Beside each stands what the command printed: nothing.
    if (entry.path().extension() == ".pwg") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> documents;
  documents.reserve(paths.size());
  for (const auto& path : paths) {
    documents.push_back(test::read_file(path.string()));
  }
  return documents;
}

}  // namespace antre::printer
