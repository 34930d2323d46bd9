// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace antre::kiosk {

/// What the command line asks for, checked as far as that goes without a file.
struct Options {
  std::string dispatcher = "tcp://127.0.0.1:7300";
  std::string key;  ///< empty: plaintext, this machine only
  bool fullscreen = false;
  int width = 1080;
  int height = 1920;
  std::string hall;               ///< hall file for the local part: the printer; empty: none
  std::filesystem::path state;    ///< folder of the outbox; empty: the usual one
  std::filesystem::path tickets;  ///< where tickets go without a printer; empty: beside the outbox
  std::string printer_server;     ///< empty: the system's
  bool reduced_motion = false;
  std::string service_pin;  ///< file that `antre kiosk-pin` made; empty: no service menu
  double density = 0;       ///< device pixels per millimetre of the screen; 0: not known
  bool speak = false;       ///< pages and the focus are read aloud, whatever the hall says
};

/// The program has nothing more to do: help or version were shown, or the usage is wrong.
struct ExitNow {
  int status = 0;
};

/// Reads the command line; prints help, version or what is wrong.
[[nodiscard]] std::variant<Options, ExitNow> read_options(int argc, const char* const* argv,
                                                          const std::string& program);

/// "1080x1920"; nothing for anything else and for sizes under 320 or over 16384.
[[nodiscard]] std::optional<std::pair<int, int>> parse_size(const std::string& text);

/// $XDG_STATE_HOME/antre/kiosk-NAME or ~/.local/state/antre/kiosk-NAME.
[[nodiscard]] std::filesystem::path usual_state_folder(const std::string& name);

}  // namespace antre::kiosk
