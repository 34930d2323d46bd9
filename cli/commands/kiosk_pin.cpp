// SPDX-License-Identifier: Apache-2.0
// The PIN of a kiosk's service menu: asked for here, kept at the kiosk as a hash.
#include <fmt/format.h>
#include <sodium.h>
#include <CLI/CLI.hpp>

#include <array>
#include <boost/json.hpp>
#include <memory>

#include "cli/backup_file.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/pin.hpp"

namespace antre::cli {
namespace {

struct Options {
  std::string out;
  bool force = false;
};

/// Errors: kUnavailable without the memory that the hash takes.
Result<std::string> hash_of(const Secret& pin) {
  if (sodium_init() < 0) return Error{ErrorCode::kUnavailable, "libsodium cannot be used"};
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const std::string& typed = pin.text();
  if (crypto_pwhash_str(text.data(), typed.data(), typed.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return Error{ErrorCode::kUnavailable, "no memory to hash the PIN with"};
  return std::string{text.data()};
}

int write_pin(Terminal& terminal, const Options& options) {
  // Before anybody types a PIN in vain.
  auto file = BackupFile::create(options.out, options.force);
  if (!file) return terminal.refuse(file.error());
  const auto pin = ask_pin(terminal, "PIN of the kiosk's service menu");
  if (!pin) return terminal.refuse(pin.error());
  const auto hash = hash_of(*pin);
  if (!hash) return terminal.refuse(hash.error());
  if (const auto kept = file->append(*hash + '\n'); !kept) return terminal.refuse(kept.error());
  if (const auto kept = file->finish(); !kept) return terminal.refuse(kept.error());
  terminal.json() ? terminal.line(boost::json::object{{"file", options.out}})
                  : terminal.line(fmt::format(
                        "{} holds the PIN's hash; put it where the kiosk reads it", options.out));
  return kFine;
}

}  // namespace

void add_kiosk_pin_command(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      app.add_subcommand("kiosk-pin", "makes the PIN file of a kiosk's service menu");
  command->footer(
      "The PIN (4 to 12 digits) is asked for, twice and without being shown; it is never an\n"
      "argument. When standard input is no terminal, one line of it is the PIN. The file holds an\n"
      "Argon2id hash and may be read by its owner only.\n"
      "\n"
      "Examples:\n"
      "  antre kiosk-pin --out service.pin\n"
      "  antre kiosk-pin --out service.pin --force      in place of the one that is there");
  const auto options = std::make_shared<Options>();
  command->add_option("--out", options->out, "the file to write")->type_name("FILE")->required();
  command->add_flag("--force", options->force, "replaces a file that is there");
  command->callback([options, &chosen] {
    chosen.local = [options](Terminal& terminal) { return write_pin(terminal, *options); };
  });
}

}  // namespace antre::cli
