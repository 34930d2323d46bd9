// SPDX-License-Identifier: Apache-2.0
#include "kiosk/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include "manual/manual_page.hpp"

namespace antre::kiosk {
namespace {

constexpr int kExitUsage = 2;
constexpr int kLeastSize = 320;
constexpr int kMostSize = 16384;
constexpr double kLeastDensity = 1;  // 25 dots per inch
constexpr double kMostDensity = 20;  // 500 dots per inch

constexpr const char* kExamples = R"(Examples:
  antre-kiosk --dispatcher tcp://10.0.0.2:7300 --key kiosk1.key --hall hall.toml --fullscreen
      the kiosk of a hall, with the printer that hall.toml names in [printer]
  antre-kiosk --key kiosk1.key --fullscreen --service-pin kiosk1.pin --density 4.2
      with the menu for staff behind a long press on the hall's mark, on a screen of 4.2 pixels a millimetre
  antre-kiosk --size 540x960 --tickets tickets
      for trying out: a dispatcher with --plaintext-loopback on this machine, tickets as pictures

Keys: 1 to 8 take a card, arrows and Enter choose, F1 language, F2 large text, F3 service standard,
Escape goes back. SIGTERM ends the program.
Exit status: 0 fine, 1 failed, 2 usage or configuration.)";

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::optional<std::pair<int, int>> parse_size(const std::string& text) {
  const auto x = text.find('x');
  if (x == std::string::npos) {
    return std::nullopt;
  }
  const auto width = number(std::string_view(text).substr(0, x));
  const auto height = number(std::string_view(text).substr(x + 1));
  const auto fits = [](const std::optional<int>& size) {
    return size && *size >= kLeastSize && *size <= kMostSize;
  };
  return fits(width) && fits(height) ? std::optional(std::pair(*width, *height)) : std::nullopt;
}

std::filesystem::path usual_state_folder(const std::string& name) {
  const std::string state = environment("XDG_STATE_HOME");
  const std::filesystem::path base =
      state.empty() ? std::filesystem::path(environment("HOME")) / ".local" / "state"
                    : std::filesystem::path(state);
  return base / "antre" / ("kiosk-" + name);
}

std::variant<Options, ExitNow> read_options(int argc, const char* const* argv,
                                            const std::string& program) {
  CLI::App app{"The kiosk of a hall: choose a service, get a number, take the ticket.", program};
  Options options;
  std::string size = "1080x1920";
  std::string state;
  std::string tickets;
  app.add_option("--dispatcher", options.dispatcher, "Address of the dispatcher")
      ->type_name("URL")
      ->envname("ANTRE_DISPATCHER")
      ->capture_default_str();
  app.add_option("--key", options.key, "This device's key; without it plaintext, loopback only")
      ->type_name("FILE")
      ->envname("ANTRE_KEY");
  app.add_flag("--fullscreen", options.fullscreen, "Fill the screen and hide the pointer");
  app.add_option("--size", size, "Size of the window")
      ->type_name("WxH")
      ->check([](const std::string& text) {
        return parse_size(text) ? std::string()
                                : "'" + text + "' is not a size; write for example 1080x1920";
      })
      ->capture_default_str();
  app.add_option("--hall", options.hall, "Hall file, for its [printer]")->type_name("FILE");
  app.add_option("--outbox", state, "Folder where the open request outlives a crash")
      ->type_name("DIR");
  app.add_option("--tickets", tickets, "Folder for tickets as pictures when there is no printer")
      ->type_name("DIR");
  app.add_option("--printer-server", options.printer_server, "CUPS server; the system's if absent")
      ->type_name("HOST:PORT");
  app.add_flag("--reduced-motion", options.reduced_motion, "Pages change without moving");
  app.add_option("--service-pin", options.service_pin,
                 "File with the service menu's PIN, as 'antre kiosk-pin --out FILE' makes it")
      ->type_name("FILE");
  app.add_option("--density", options.density, "Pixels of the screen per millimetre")
      ->type_name("PX_PER_MM")
      ->check(CLI::Range(kLeastDensity, kMostDensity));
  app.add_flag("--speak", options.speak, "Read aloud each page and what keys reach");
  app.set_version_flag("--version", program);
  app.footer(kExamples);
  manual::offer_page(app, program);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return ExitNow{app.exit(wrong) == 0 ? 0 : kExitUsage};
  }
  std::tie(options.width, options.height) = *parse_size(size);
  options.state = state;
  options.tickets = tickets;
  return options;
}

}  // namespace antre::kiosk
