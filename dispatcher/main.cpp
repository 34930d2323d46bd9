// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "dispatcher/service/program.hpp"
#include "link/log.hpp"
#include "manual/manual_page.hpp"

namespace {

constexpr const char* kProgram = "antre-dispatcher " ANTRE_VERSION;

constexpr const char* kExamples = R"(Examples:
  antre-dispatcher --hall hall.toml --check
      says what is wrong with a hall file, and where
  antre-dispatcher --hall hall.toml --data /var/lib/antre --listen tcp://0.0.0.0:7300
      serves a hall; devices need keys (antre keys new kiosk KIOSK1 --data /var/lib/antre ...)
  antre-dispatcher --hall hall.toml --data var --listen tcp://127.0.0.1:0 --plaintext-loopback
      for trying out: no keys, this machine only, free ports (written to var/endpoints)

SIGHUP reads the hall file again; SIGTERM finishes what was begun and ends.
Exit status: 0 fine, 1 refused or failed, 2 usage or configuration.)";

int run(int argc, char** argv) {
  using antre::link::Endpoint;
  CLI::App app{"The dispatcher of a hall's queue: the one program that decides.",
               "antre-dispatcher"};
  std::string hall;
  std::string data;
  std::string listen = "tcp://127.0.0.1:7300";
  std::string updates;
  antre::service::Options options;
  bool only_check = false;
  app.add_option("--hall", hall, "The hall file (TOML)")->required()->type_name("FILE");
  auto* data_option =
      app.add_option("--data", data, "The data folder: journal, keys, lock; made when missing")
          ->type_name("DIR");
  app.add_option("--listen", listen, "Address for commands; port 0 takes a free one")
      ->type_name("URL")
      ->capture_default_str();
  app.add_option("--updates", updates, "Address for updates; the next port when not given")
      ->type_name("URL");
  app.add_flag("--plaintext-loopback", options.plaintext_loopback,
               "No keys: this machine only, whoever asks is an admin");
  app.add_flag("--always-open", options.always_open, "Ignore the opening hours");
  app.add_flag("--check", only_check, "Only check the hall file");
  app.set_version_flag("--version", std::string(kProgram));
  app.footer(kExamples);
  antre::manual::offer_page(app, kProgram);
  try {
    app.parse(argc, argv);
    if (!only_check && data_option->empty()) throw CLI::RequiredError("--data");
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? antre::service::kExitFine : antre::service::kExitUsage;
  }

  options.program = kProgram;
  options.hall = hall;
  options.data = data;
  if (only_check) return antre::service::check(options);
  const auto listening = Endpoint::parse(listen);
  const auto publishing = Endpoint::parse(updates.empty() ? listen : updates);
  if (!listening || !publishing) {
    const auto& error = listening ? publishing.error() : listening.error();
    std::cerr << "antre-dispatcher: " << error.detail << '\n';
    return antre::service::kExitUsage;
  }
  options.listen = *listening;
  if (!updates.empty()) options.updates = *publishing;
  return antre::service::run(options);
}

}  // namespace

int main(int argc, char** argv) {
  // Journal and keys are nobody else's business, whatever the shell's mask is.
  ::umask(S_IRWXG | S_IRWXO);
  try {
    antre::link::log_for("antre-dispatcher");
    return run(argc, argv);
  } catch (const std::exception& failed) {
    std::cerr << "antre-dispatcher: " << failed.what() << '\n';
    return antre::service::kExitRefused;
  }
}
