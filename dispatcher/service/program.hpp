// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "link/endpoint.hpp"

namespace antre::service {

/// How a dispatcher is started (docs: the command line's contract).
struct Options {
  std::string program;  ///< name and version, told to clients
  std::filesystem::path hall;
  std::filesystem::path data;
  link::Endpoint listen;
  std::optional<link::Endpoint> updates;
  bool plaintext_loopback = false;
  bool always_open = false;
};

/// What a program ends with.
inline constexpr int kExitFine = 0;
inline constexpr int kExitRefused = 1;  ///< it could not run, or not any longer
inline constexpr int kExitUsage = 2;    ///< the command line, the hall file or the folder is wrong

/// Runs a dispatcher until SIGTERM or SIGINT; SIGHUP reads the hall file again. Whatever stops it
/// from running is one line on the error output. Gives the exit code.
[[nodiscard]] int run(const Options& options);

/// Only reads the hall file and says what is wrong with it.
[[nodiscard]] int check(const Options& options);

}  // namespace antre::service
