// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/backup.hpp"

#include <utility>

#include "dispatcher/store/backup_copy.hpp"
#include "dispatcher/store/files.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_open.hpp"

namespace antre::store {
namespace {

Result<BackupInfo> write_backup(Database& from, const std::filesystem::path& file,
                                const std::function<bool()>& go_on) {
  // Everything of the moment in which this transaction first reads.
  if (auto done = from.execute("BEGIN"); !done) return done.error();
  const auto head = read_head(from);
  if (!head) return head.error();
  if (auto done = copy_database(from, file, go_on); !done) return done.error();
  const auto digest = digest_of(file);
  if (!digest) return digest.error();
  return BackupInfo{digest->bytes, digest->hex, head->seq, hex(head->hash)};
}

}  // namespace

Result<void> copy_database(Database& from, const std::filesystem::path& file,
                           const std::function<bool()>& go_on) {
  if (auto done = make_private(file); !done) return done;
  {
    auto copy = Database::open(file, Database::Mode::kReadWrite);
    if (!copy) return copy.error();
    // Nobody else sees it before it is whole and synced below: a rollback journal would be for
    // nothing.
    if (auto done = copy->execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"); !done)
      return done;
    if (auto done = from.copy_to(*copy, go_on); !done) return done;
  }
  // The pages say that the file has a WAL, as the one they came from. It shall be one file.
  {
    auto copy = Database::open(file, Database::Mode::kReadWrite);
    if (!copy) return copy.error();
    if (auto done = copy->execute("PRAGMA journal_mode=DELETE"); !done) return done;
  }
  return sync_file(file);
}

Result<BackupInfo> backup(const std::filesystem::path& data, const std::filesystem::path& file,
                          const std::function<bool()>& go_on) {
  auto from = open_for_reading(database_file(data));
  if (!from) return from.error();
  const auto part = beside(file, ".part");
  bool ended = false;
  auto written = write_backup(from->database, part, [&] {
    ended = ended || !go_on();
    return !ended;
  });
  if (written)
    if (auto done = put_in_place(part, file); !done) written = done.error();
  if (written) return written;
  remove_database(part);
  auto error = written.error();
  // A full disk of the copy is no reason to wait for the caller, who has to name another file.
  if (error.code == ErrorCode::kUnavailable && !ended) error.code = ErrorCode::kIo;
  return error;
}

}  // namespace antre::store
