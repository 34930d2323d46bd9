// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <system_error>
#include <utility>

#include "dispatcher/store/backup.hpp"
#include "dispatcher/store/backup_copy.hpp"
#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/files.hpp"
#include "dispatcher/store/restored.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_open.hpp"
#include "dispatcher/store/sqlite_store.hpp"
#include "dispatcher/store/verify.hpp"

namespace antre::store {
namespace {

namespace fs = std::filesystem;

/// Brings a copy to today's layout, as a start of the dispatcher would.
Result<void> lift(const fs::path& data, const fs::path& copy) {
  auto opened = open_for_writing(copy);
  if (!opened) return opened.error();
  return SqliteStore(data, std::move(*opened), {}).start();
}

Result<void> check(const fs::path& copy, const fs::path& file) {
  const auto verified = verify(copy);
  if (!verified) return verified.error();
  if (verified->findings.empty()) return {};
  return Error{ErrorCode::kInvalid,
               fmt::format("{} is no sound backup: {} ({} findings); antre verify lists them",
                           file.string(), verified->findings.front(), verified->findings.size())};
}

/// Gives a copy its own epoch, and the note for the next start.
Result<void> mark(Database& copy, const std::string& epoch, const Restored& restored) {
  const auto text = restored_text(restored);
  if (auto done = copy.execute("PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE"); !done) return done;
  auto put = copy.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)");
  if (!put) return put.error();
  put->bind_text(1, "epoch").bind_text(2, epoch);
  if (auto done = put->run(); !done) return done;
  put->bind_text(1, "restored").bind_text(2, text);
  if (auto done = put->run(); !done) return done;
  return copy.execute("COMMIT");
}

/// Makes the store that will be put in place: whole, checked, marked and on the disk.
Result<RestoreInfo> prepare_copy(const fs::path& file, const fs::path& data, const fs::path& copy,
                                 const Restored& restored) {
  bool older = false;
  {
    auto from = open_any_layout(file);
    if (!from) return from.error();
    const auto layout = layout_of(from->database, file);
    if (!layout) return layout.error();
    older = *layout < kSchemaVersion;
    if (auto done = copy_database(from->database, copy, [] { return true; }); !done)
      return done.error();
  }
  if (older)
    if (auto done = lift(data, copy); !done) return done.error();
  if (auto done = check(copy, file); !done) return done.error();
  RestoreInfo info;
  info.epoch = random_hex(16);
  {
    auto database = Database::open(copy, Database::Mode::kReadWrite);
    if (!database) return database.error();
    const auto head = read_head(*database);
    if (!head) return head.error();
    info.seq = head->seq;
    info.head = hex(head->hash);
    if (auto done = mark(*database, info.epoch, restored); !done) return done.error();
  }
  if (auto done = give_to_owner_of(data, copy); !done) return done.error();
  if (auto done = sync_file(copy); !done) return done.error();
  return info;
}

/// Brings what is in the WAL into the file, so that the file alone is the store. That fails for a
/// damaged one, which is then kept with its WAL. Errors: kConflict when somebody reads it.
Result<void> join_wal(const fs::path& target) {
  if (size_of(target) == 0) return {};
  auto database = Database::open(target, Database::Mode::kReadWrite);
  if (!database) return {};
  const auto busy = database->number("PRAGMA wal_checkpoint(TRUNCATE)");
  if (busy ? *busy == 0 : busy.error().code != ErrorCode::kConflict) return {};
  return Error{ErrorCode::kConflict,
               fmt::format("another program reads {}; end it first", target.string())};
}

/// A second name for a file, or a second file where the file system knows no second names.
Result<void> keep(const fs::path& file, const fs::path& kept) {
  if (::link(file.c_str(), kept.c_str()) == 0) return {};
  const int refused = errno;
  std::error_code failed(refused, std::generic_category());
  if (refused == EPERM || refused == EOPNOTSUPP || refused == EMLINK) {
    fs::copy_file(file, kept, failed);
    if (!failed) return sync_file(kept);
  }
  return Error{ErrorCode::kIo, fmt::format("cannot keep {} as {}: {}", file.string(), kept.string(),
                                           failed.message())};
}

/// `antre.db.before-20261123T081500`; a second one in that second is `-2`.
fs::path name_of_before(const fs::path& target, std::int64_t wall_ms) {
  const auto seconds = static_cast<std::time_t>(wall_ms / 1000);
  const auto name = fmt::format(".before-{:%Y%m%dT%H%M%S}", fmt::gmtime(seconds));
  auto path = beside(target, name);
  for (int n = 2; there(path) || there(beside(path, "-wal")); ++n)
    path = beside(target, fmt::format("{}-{}", name, n));
  return path;
}

/// Keeps the store that is there under another name. It stays in its place, whole, until it is
/// replaced; only the WAL of a damaged one is taken away, which would be read into the new file.
/// Gives the empty path when there was none.
Result<fs::path> keep_old(const fs::path& target, std::int64_t wall_ms) {
  if (auto done = join_wal(target); !done) return done.error();
  const auto before = name_of_before(target, wall_ms);
  bool kept = false;
  for (const auto* suffix : {"", "-wal"}) {
    const auto file = beside(target, suffix);
    if (!there(file)) continue;
    if (auto done = keep(file, beside(before, suffix)); !done) return done.error();
    kept = true;
  }
  if (!kept) return fs::path();
  if (auto done = sync_folder(target.parent_path()); !done) return done.error();
  for (const auto* suffix : {"-wal", "-shm", "-journal"}) {
    std::error_code failed;
    fs::remove(beside(target, suffix), failed);
    if (failed)
      return Error{ErrorCode::kIo, fmt::format("cannot remove {}{}: {}", target.string(), suffix,
                                               failed.message())};
  }
  if (auto done = sync_folder(target.parent_path()); !done) return done.error();
  return before;
}

}  // namespace

Result<RestoreInfo> restore(const fs::path& file, const fs::path& data, std::vector<Told> told,
                            std::int64_t wall_ms) {
  const auto folder = DataFolder::open(data);
  if (!folder) return folder.error();
  const auto target = database_file(data);
  const auto copy = beside(target, ".restoring");
  remove_database(copy);
  auto info = prepare_copy(file, data, copy, Restored{wall_ms, std::move(told)});
  if (info) {
    auto before = keep_old(target, wall_ms);
    auto done = before ? put_in_place(copy, target) : Result<void>(before.error());
    if (!done)
      info = done.error();
    else
      info->kept_before = std::move(*before);
  }
  if (info) return info;
  remove_database(copy);
  auto error = info.error();
  if (error.code == ErrorCode::kUnavailable) error.code = ErrorCode::kIo;
  return error;
}

}  // namespace antre::store
