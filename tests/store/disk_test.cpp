// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

#include "dispatcher/store/backup.hpp"
#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/files.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/disks.hpp"
#include "tests/store/fault_vfs.hpp"

using namespace antre;
namespace fs = std::filesystem;

namespace {

constexpr Day kMonday{20780};
constexpr std::size_t kDiskKib = 2048;

std::unique_ptr<store::Store> open(const fs::path& folder) {
  auto opened = store::open_sqlite(folder);
  REQUIRE(opened);
  REQUIRE((*opened)->load());
  return std::move(*opened);
}

Error refusal(const fs::path& folder) {
  const auto refused = store::open_sqlite(folder);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find('\n') == std::string::npos);
  CHECK(refused.error().detail.find(folder.string()) != std::string::npos);
  return refused.error();
}

bool says(const Error& error, std::string_view words) {
  INFO(error.detail);
  const bool said = error.detail.find(words) != std::string::npos;
  CHECK(said);
  return said;
}

store::Batch one_more(test::Journal& journal) {
  store::Batch batch;
  const auto number = fmt::format("R{:05}", journal.head().seq);
  batch.records.push_back(journal.record(kMonday, test::issued(number)));
  return batch;
}

/// A store with a day in it, closed in an orderly way.
test::Journal fill(const fs::path& folder) {
  test::Journal journal;
  const auto store = open(folder);
  store::Batch batch;
  batch.records.push_back(journal.record(kMonday, test::opened()));
  batch.sessions = {test::session_row("a", 1)};
  REQUIRE(store->commit(batch));
  REQUIRE(store->commit(one_more(journal)));
  return journal;
}

/// The same, left by a crash: most of it is in the WAL.
test::Journal fill_crashed(const fs::path& folder) {
  const test::TempFolder other;
  auto journal = fill(other.path());
  const auto running = open(other.path());
  REQUIRE(running->commit(one_more(journal)));
  test::copy_crashed(other.path(), folder);
  return journal;
}

/// A store that can only be read answers all it is asked and takes nothing.
void check_reads(store::Store& store, test::Journal journal) {
  CHECK_FALSE(store.read_only().empty());
  CHECK(store.read_only().find('\n') == std::string::npos);
  const auto loaded = store.load();
  REQUIRE(loaded);
  CHECK(loaded->head == journal.head());
  CHECK(loaded->sessions.size() == 1);
  CHECK(store.entries({})->entries.size() == journal.head().seq);
  CHECK(store.report({}, kMonday, 0)->seq == journal.head().seq);
  CHECK(store.free_bytes());
  const auto refused = store.commit(one_more(journal));
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == Error{ErrorCode::kUnavailable, store.read_only()});
}

/// A store that became writable goes on where it was.
void check_goes_on(store::Store& store, test::Journal& journal, const fs::path& folder) {
  store.try_writing();
  CHECK(store.read_only() == "");
  REQUIRE(store.commit(one_more(journal)));
  const auto verified = store::verify(folder);
  REQUIRE(verified);
  CHECK(verified->findings == std::vector<std::string>{});
  CHECK(verified->head == store::hex(journal.head().hash));
}

bool skipped(const test::SmallDisk& disk) {
  if (disk.why_not().empty()) return false;
  MESSAGE("skipped: " << disk.why_not());
  return true;
}

}  // namespace

TEST_SUITE("store/disk") {
  TEST_CASE("on a disk that is full at the start a store reads, and writes when there is room") {
    test::SmallDisk disk(kDiskKib);
    if (skipped(disk)) return;
    test::Journal journal;
    SUBCASE("closed") {
      journal = fill(disk.path());
    }
    SUBCASE("crashed") {
      journal = fill_crashed(disk.path());
    }
    disk.fill();
    {
      const auto store = open(disk.path());
      CHECK(store->own_bytes() >= fs::file_size(store::database_file(disk.path())));
      check_reads(*store, journal);
      store->try_writing();
      check_reads(*store, journal);
      disk.make_room();
      check_goes_on(*store, journal, disk.path());
    }
    CHECK(open(disk.path())->load()->head == journal.head());
  }

  TEST_CASE("a disk that gets full ends the store, and what was answered is there") {
    test::SmallDisk disk(kDiskKib);
    if (skipped(disk)) return;
    auto journal = fill(disk.path());
    auto durable = journal.head();
    {
      const auto store = open(disk.path());
      Result<void> done;
      for (; done; done = store->commit(one_more(journal))) {
        durable = journal.head();
        REQUIRE(durable.seq < 100'000);
      }
      CHECK(done.error().code == ErrorCode::kUnavailable);
      says(done.error(), "is full");
      CHECK_FALSE(store->commit(one_more(journal)));
    }
    const auto again = open(disk.path());
    CHECK(again->load()->head == durable);
    const auto verified = store::verify(disk.path());
    REQUIRE(verified);
    CHECK(verified->findings == std::vector<std::string>{});
  }

  TEST_CASE("a new store on a full disk is one clear line") {
    test::SmallDisk disk(64);
    if (skipped(disk)) return;
    disk.fill();
    const auto error = refusal(disk.path());
    CHECK(error.code == ErrorCode::kIo);
    says(error, "room");
    // What was begun is no store: with room it is made.
    disk.make_room();
    const test::TempFolder room;
    test::copy_crashed(disk.path(), room.path());
    fill(room.path());
  }

  TEST_CASE("on a read-only disk a store reads, alone, and writes when it can") {
    test::SmallDisk disk(kDiskKib);
    if (skipped(disk)) return;
    test::Journal journal;
    SUBCASE("closed") {
      journal = fill(disk.path());
    }
    SUBCASE("crashed") {
      journal = fill_crashed(disk.path());
    }
    REQUIRE(store::DataFolder::open(disk.path()));
    REQUIRE(disk.set_read_only(true));
    const auto folder = store::DataFolder::open(disk.path());
    REQUIRE(folder);
    const auto second = store::DataFolder::open(disk.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::kConflict);
    const auto store = open(disk.path());
    check_reads(*store, journal);
    const auto verified = store::verify(disk.path());
    REQUIRE(verified);
    CHECK(verified->findings == std::vector<std::string>{});
    const test::TempFolder elsewhere;
    const auto made = store::backup(disk.path(), elsewhere.path() / "backup", [] { return true; });
    REQUIRE(made);
    CHECK(made->head == store::hex(journal.head().hash));
    store->try_writing();
    check_reads(*store, journal);
    REQUIRE(disk.set_read_only(false));
    check_goes_on(*store, journal, disk.path());
  }

  TEST_CASE("a file and folder that may only be read are read, and written when they may") {
    const test::AsNobody nobody;
    const test::TempFolder folder;
    auto journal = fill(folder.path());
    const auto file = store::database_file(folder.path());
    fs::permissions(file, fs::perms::owner_read);
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const auto store = open(folder.path());
    check_reads(*store, journal);
    fs::permissions(folder.path(), fs::perms::owner_all);
    store->try_writing();
    check_reads(*store, journal);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    check_goes_on(*store, journal, folder.path());
  }

  TEST_CASE("a file that may not be read is one clear line") {
    const test::AsNobody nobody;
    const test::TempFolder folder;
    fill(folder.path());
    fs::permissions(store::database_file(folder.path()), fs::perms::none);
    const auto error = refusal(folder.path());
    CHECK(error.code == ErrorCode::kIo);
    says(error, "ermission denied");
  }

  TEST_CASE("a disk that fails at the start is one clear line, and no other store") {
    test::FaultVfs disk;
    const test::TempFolder folder;
    const auto journal = fill(folder.path());
    SUBCASE("reading") {
      disk.fail_reads();
      CHECK(refusal(folder.path()).code == ErrorCode::kIo);
    }
    SUBCASE("opening") {
      disk.fail_opening();
      CHECK(refusal(folder.path()).code == ErrorCode::kIo);
    }
    disk.heal();
    CHECK(open(folder.path())->load()->head == journal.head());
  }

  TEST_CASE("a disk that fails while it is read is an error of that question alone") {
    test::FaultVfs disk;
    const test::TempFolder folder;
    fill(folder.path());
    auto opened = store::open_sqlite(folder.path());
    REQUIRE(opened);
    disk.fail_reads();
    const auto failed = (*opened)->load();
    disk.heal();
    if (!failed) CHECK(failed.error().code == ErrorCode::kIo);
    CHECK((*opened)->load());
  }

  TEST_CASE("a torn file is refused with what to do, and never begun anew") {
    const test::TempFolder folder;
    fill(folder.path());
    const auto file = store::database_file(folder.path());
    const char* words = "is damaged";
    SUBCASE("cut off") {
      fs::resize_file(file, fs::file_size(file) - 4096);
    }
    SUBCASE("cut off within a page") {
      fs::resize_file(file, fs::file_size(file) / 2 + 100);
    }
    SUBCASE("its first page overwritten") {
      words = "is not a journal of Antre";
      std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << std::string(4096, 'x');
    }
    SUBCASE("empty") {
      words = "is empty";
      fs::resize_file(file, 0);
    }
    SUBCASE("gone, but for its WAL") {
      words = "is gone";
      std::ofstream(store::beside(file, "-wal")) << "x";
      fs::remove(file);
    }
    SUBCASE("another program's text") {
      words = "is not a journal of Antre";
      std::ofstream(file, std::ios::trunc) << "name,age\nBudi,40\n";
    }
    const auto before = fs::exists(file) ? fs::file_size(file) : 0;
    const auto error = refusal(folder.path());
    CHECK(error.code == ErrorCode::kInvalid);
    says(error, words);
    if (fs::exists(file)) CHECK(fs::file_size(file) == before);
    CHECK(fs::exists(file) == (before != 0 || std::string_view(words) == "is empty"));
  }

  TEST_CASE("a page of garbage is found where it is read") {
    const test::TempFolder folder;
    fill(folder.path());
    const auto file = store::database_file(folder.path());
    std::int64_t page = 0;
    {
      auto database = store::Database::open(file, store::Database::Mode::kReadOnly);
      REQUIRE(database);
      page = *database->number("SELECT rootpage FROM sqlite_master WHERE name = 'journal'");
    }
    {
      std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekp((page - 1) * 4096);
      stream << std::string(4096, 'x');
    }
    auto opened = store::open_sqlite(folder.path());
    if (opened) {
      const auto loaded = (*opened)->load();
      REQUIRE_FALSE(loaded);
      CHECK(loaded.error().code == ErrorCode::kInvalid);
      says(loaded.error(), "is damaged");
    }
    const auto verified = store::verify(folder.path());
    REQUIRE(verified);
    CHECK_FALSE(verified->findings.empty());
  }

  TEST_CASE("a WAL's torn tail was never answered, and is dropped") {
    const test::TempFolder folder;
    const auto journal = fill_crashed(folder.path());
    const auto wal = store::beside(store::database_file(folder.path()), "-wal");
    const auto whole = fs::file_size(wal);
    for (std::uintmax_t cut = 1; cut < whole; cut += 1999) {
      CAPTURE(cut);
      const test::TempFolder torn;
      test::copy_crashed(folder.path(), torn.path());
      fs::resize_file(torn.path() / wal.filename(), whole - cut);
      const auto loaded = open(torn.path())->load();
      CHECK(loaded->head.seq < journal.head().seq);
      const auto verified = store::verify(torn.path());
      REQUIRE(verified);
      CHECK(verified->findings == std::vector<std::string>{});
      CHECK(verified->rows == loaded->head.seq);
    }
  }

  TEST_CASE("a file that another process holds is refused with that, after a wait") {
    const test::TempFolder folder;
    const auto journal = fill(folder.path());
    auto other = store::Database::open(store::database_file(folder.path()),
                                       store::Database::Mode::kReadWrite);
    REQUIRE(other);
    REQUIRE(other->execute("BEGIN EXCLUSIVE"));
    const auto error = refusal(folder.path());
    CHECK(error.code == ErrorCode::kConflict);
    says(error, "locked by another process");
    REQUIRE(other->execute("ROLLBACK"));
    CHECK(open(folder.path())->load()->head == journal.head());
  }

  TEST_CASE("a store that was changed by another while it could only be read is not gone on with") {
    const test::AsNobody nobody;
    const test::TempFolder folder;
    auto journal = fill(folder.path());
    const auto file = store::database_file(folder.path());
    fs::permissions(file, fs::perms::owner_read);
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const auto store = open(folder.path());
    REQUIRE_FALSE(store->read_only().empty());
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::permissions(folder.path(), fs::perms::owner_all);
    REQUIRE(open(folder.path())->commit(one_more(journal)));
    store->try_writing();
    CHECK(store->read_only().find("was changed") != std::string::npos);
  }
}
