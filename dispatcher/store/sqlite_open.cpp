// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_open.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace antre::store {
namespace {

/// EXTRA while the mode changes: the rollback journal that this needs once must not come back after
/// a loss of power, it would undo everything since. A WAL that a long read let grow is cut back to
/// the size limit after the next checkpoint.
constexpr const char* kPragmas =
    "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
    "foreign_keys=ON; "
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=16777216; PRAGMA cache_size=-2000; "
    "PRAGMA temp_store=MEMORY;";

/// A new store appears under its name when it is whole: so an empty or half file under that name
/// was never written by us, and is not taken for a new store.
Result<void> make_new(const std::filesystem::path& file) {
  const auto fresh = beside(file, ".new");
  remove_database(fresh);
  {
    auto database = Database::open(fresh, Database::Mode::kReadWrite);
    if (!database) return database.error();
    if (auto done = database->execute("PRAGMA synchronous=EXTRA"); !done) return done;
    if (auto done = make_schema(*database); !done) return done;
  }
  std::error_code failed;
  std::filesystem::permissions(
      fresh, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
  if (failed)
    return Error{ErrorCode::kIo, fmt::format("cannot keep {} for its owner alone: {}",
                                             fresh.string(), failed.message())};
  return put_in_place(fresh, file);
}

/// Makes the file when there is none. Errors: kInvalid when one was there, and its rest is.
Result<void> see_that_it_is_there(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) {
    if (error && status.type() != std::filesystem::file_type::not_found)
      return Error{ErrorCode::kIo,
                   fmt::format("cannot look for {}: {}", file.string(), error.message())};
    if (size_of(beside(file, "-wal")) != 0)
      return Error{ErrorCode::kInvalid,
                   fmt::format("{} is gone, but not its -wal, which holds the last of it; put back "
                               "a backup with antre restore",
                               file.string())};
    return make_new(file);
  }
  if (size_of(file) == 0)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} is empty, which no store ever is; put back a backup with antre "
                             "restore",
                             file.string())};
  return {};
}

/// One page to the WAL and a sync, with the content that it has: a full disk is seen now, not in
/// the middle of the first command.
Result<void> prove_writable(Database& database) {
  const auto probe =
      fmt::format("BEGIN IMMEDIATE; PRAGMA user_version={}; COMMIT;", kSchemaVersion);
  return database.execute(probe.c_str());
}

/// A connection that has read something: SQLite opens the WAL and its index only then.
Result<Database> open_and_read(const std::filesystem::path& file, Database::Mode mode) {
  auto database = Database::open(file, mode);
  if (!database) return database.error();
  if (auto read = database->number("SELECT count(*) FROM sqlite_master"); !read)
    return read.error();
  return database;
}

Result<OpenedFile> open_copy(const std::filesystem::path& file) {
  auto folder = PrivateFolder::make();
  if (!folder) return folder.error();
  const auto copy = folder->path() / file.filename();
  for (const auto* suffix : {"", "-wal"}) {
    std::error_code failed;
    std::filesystem::copy_file(beside(file, suffix), beside(copy, suffix), failed);
    if (failed)
      return Error{ErrorCode::kIo,
                   fmt::format("cannot copy {} to {}, to be read there: {}", file.string(),
                               folder->path().string(), failed.message())};
    std::filesystem::permissions(
        beside(copy, suffix),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
  }
  auto database = open_and_read(copy, Database::Mode::kReadOnly);
  if (!database) return database.error();
  return OpenedFile{std::move(*folder), std::move(*database), Prepared::kReady};
}

/// kUnavailable is for who could wait; who wanted to read only has failed.
Error as_failure(Error error) {
  if (error.code == ErrorCode::kUnavailable) error.code = ErrorCode::kIo;
  return error;
}

}  // namespace

Result<OpenedFile> open_for_writing(const std::filesystem::path& file) {
  if (auto done = see_that_it_is_there(file); !done) return done.error();
  // SQLite would open it for reading, and make a WAL that may not be written either.
  if (const auto why = not_writable(file))
    return Error{ErrorCode::kUnavailable,
                 fmt::format("{} cannot be written ({}); make its disk and folder writable",
                             file.string(), *why)};
  // What a restore that was killed left is no store.
  remove_database(beside(file, ".restoring"));
  OpenedFile opened;
  auto database = Database::open(file, Database::Mode::kReadWrite);
  if (!database) return database.error();
  opened.database = std::move(*database);
  // Before anything is changed: it may be another program's.
  if (const auto layout = layout_of(opened.database, file); !layout) return layout.error();
  if (auto done = opened.database.execute(kPragmas); !done) return done.error();
  const auto prepared = lift_schema(opened.database, file);
  if (!prepared) return prepared.error();
  opened.prepared = *prepared;
  if (*prepared == Prepared::kReady)
    if (auto done = prove_writable(opened.database); !done) return done.error();
  return opened;
}

Result<OpenedFile> open_any_layout(const std::filesystem::path& file) {
  if (!there(file)) return Error{ErrorCode::kIo, fmt::format("there is no {}", file.string())};
  Result<OpenedFile> opened = OpenedFile{};
  // Whoever writes it has a WAL with something in it.
  const bool at_rest = size_of(beside(file, "-wal")) == 0;
  auto found = open_and_read(
      file, at_rest && not_writable(file) ? Database::Mode::kImmutable : Database::Mode::kReadOnly);
  if (!found && found.error().code == ErrorCode::kUnavailable && at_rest)
    found = open_and_read(file, Database::Mode::kImmutable);
  if (found)
    opened->database = std::move(*found);
  else if (found.error().code != ErrorCode::kUnavailable || at_rest)
    return as_failure(found.error());
  else if (opened = open_copy(file); !opened)
    return as_failure(opened.error());
  if (const auto layout = layout_of(opened->database, file); !layout)
    return as_failure(layout.error());
  return opened;
}

Result<OpenedFile> open_for_reading(const std::filesystem::path& file) {
  auto opened = open_any_layout(file);
  if (!opened) return opened;
  if (auto done = check_schema(opened->database, file); !done) return as_failure(done.error());
  return opened;
}

Result<Head> read_head(Database& database) {
  auto last = database.prepare("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  if (!last) return last.error();
  const auto row = last->step();
  if (!row) return row.error();
  if (!*row) return Head{};
  const auto hash = hash_from(last->bytes(1));
  if (!hash)
    return Error{ErrorCode::kInvalid, "the last row of the journal has no hash; run antre verify"};
  return Head{static_cast<std::uint64_t>(last->number(0)), *hash};
}

}  // namespace antre::store
