// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <sodium.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/backup_file.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

/// A dispatcher that loses the copy more often than this has another trouble.
constexpr int kMostStarts = 5;

struct Options {
  std::string file;
  bool force = false;
};

/// Why a backup did not come in whole. `again`: another one may.
struct Broken {
  Error error;
  bool again = false;
};

Result<std::string> bytes_of(const BackupPart& part) {
  std::string bytes(part.data.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int decoded = sodium_base642bin(
      static_cast<unsigned char*>(static_cast<void*>(bytes.data())), bytes.size(), part.data.data(),
      part.data.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
  if (decoded != 0 || end != part.data.data() + part.data.size())
    return Error{ErrorCode::kInternal, "the dispatcher sent a part of a backup that is no base64"};
  bytes.resize(length);
  return bytes;
}

/// Whether another copy may come in where a part of this one did not: the dispatcher was started
/// again and has it no more, or another backup with the same key took its place.
bool lost(ErrorCode code) {
  return code != ErrorCode::kNotAllowed && exit_status(code) != kUnreachable;
}

std::optional<Broken> fetch(Terminal& terminal, Door& door, const BackupReply& whole,
                            BackupFile& file) {
  while (file.size() < whole.bytes) {
    const auto part = ask<BackupPart>(door, GetBackupPart{whole.id, file.size()});
    if (!part) return Broken{part.error(), lost(part.error().code)};
    const auto bytes = bytes_of(*part);
    if (!bytes) return Broken{bytes.error(), true};
    if (part->offset != file.size() || bytes->empty() ||
        bytes->size() > whole.bytes - file.size()) {
      return Broken{{ErrorCode::kInternal, "the dispatcher sent another part of the backup"}, true};
    }
    if (const auto kept = file.append(*bytes); !kept) return Broken{kept.error(), false};
    if (terminal.interactive()) {
      terminal.progress(static_cast<double>(file.size()) / static_cast<double>(whole.bytes),
                        fmt::format("{} of {}", size_text(file.size()), size_text(whole.bytes)));
    }
  }
  if (file.digest() == whole.digest) return std::nullopt;
  return Broken{{ErrorCode::kInternal, "the backup came with other bytes than were sent"}, true};
}

void tell(Terminal& terminal, const Options& given, const BackupReply& whole) {
  if (terminal.json()) {
    terminal.line(json::object{{"file", given.file},
                               {"bytes", whole.bytes},
                               {"digest", whole.digest},
                               {"seq", whole.seq},
                               {"head", whole.head}});
    return;
  }
  terminal.line(fmt::format(
      "{} holds the hall up to event {} ({})\n"
      "head {}:{}\n"
      "Keep it from others: it holds names and notes. The keys are not in it; copy the folder\n"
      "'keys' of the data folder beside it.",
      given.file, whole.seq, size_text(whole.bytes), whole.seq, whole.head));
}

int backup(Terminal& terminal, Door& door, const Options& given) {
  auto file = BackupFile::create(given.file, given.force);
  if (!file) return terminal.refuse(file.error());
  for (int start = 1;; ++start) {
    const auto whole = ask<BackupReply>(door, BeginBackup{});
    if (!whole) return terminal.refuse(whole.error());
    const auto broken = fetch(terminal, door, *whole, *file);
    if (!broken) {
      const bool open_to_others = file->open_to_others();
      if (const auto done = file->finish(); !done) return terminal.refuse(done.error());
      tell(terminal, given, *whole);
      if (open_to_others) {
        terminal.note(fmt::format("others may read {}: its disk keeps no permissions", given.file));
      }
      return kFine;
    }
    if (!broken->again || start == kMostStarts) return terminal.refuse(broken->error);
    terminal.note(fmt::format("{}; the backup begins anew", broken->error.detail));
    if (const auto emptied = file->begin_anew(); !emptied) return terminal.refuse(emptied.error());
  }
}

}  // namespace

void add_backup_command(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      app.add_subcommand("backup", "copies the store of the running hall to a file here");
  command->footer(
      "The hall goes on meanwhile. The file is whole or not there: until then it is FILE.part.\n"
      "A lost link is waited for (--timeout); after a restart of the dispatcher it begins anew.\n"
      "Needs an admin's key. Keys are not in a backup.\n"
      "\n"
      "Examples:\n"
      "  antre backup /media/usb/hall.antre\n"
      "  antre backup --force --timeout 300 hall.antre --json\n"
      "  antre verify --data hall.antre\n"
      "  antre restore hall.antre --data /var/lib/antre");
  const auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "the file to write (0600)")
      ->type_name("FILE")
      ->required();
  command->add_flag("--force", options->force, "replaces a file that is there");
  command->callback([&chosen, options] {
    chosen.online = [options](Terminal& terminal, Door& door) {
      return backup(terminal, door, *options);
    };
  });
}

}  // namespace antre::cli
