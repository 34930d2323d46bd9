// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/backup.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/files.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/disks.hpp"
#include "tests/store/fault_vfs.hpp"
#include "tests/store/journal.hpp"

using namespace antre;
namespace fs = std::filesystem;

namespace {

constexpr Day kMonday{20780};
constexpr Day kTuesday{20781};
constexpr std::int64_t kWall = 1'795'420'800'000;  // 2026-11-23T08:00:00Z
const auto kAlways = [] { return true; };

std::unique_ptr<store::Store> open(const fs::path& folder) {
  auto opened = store::open_sqlite(folder);
  REQUIRE(opened);
  REQUIRE((*opened)->load());
  return std::move(*opened);
}

/// A day, a session and an officer.
store::Batch first_batch(test::Journal& journal) {
  auto batch = test::whole_day(journal, kMonday);
  batch.sessions = {test::session_row("a", 1)};
  batch.officers = {{"Sari", "$argon2id$x", 7}};
  batch.anchor = store::Anchor{"boot", 1, 2, 3};
  batch.hall_id = "test";
  return batch;
}

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void check_sound(const fs::path& path) {
  const auto verified = store::verify(path);
  REQUIRE(verified);
  CHECK(verified->findings == std::vector<std::string>{});
}

/// A data folder with a day in it, and a backup of that; then the next day is opened.
struct Kept {
  Kept() {
    auto store = open(data.path());
    REQUIRE(store->commit(first_batch(journal)));
    const auto made = store::backup(data.path(), file(), kAlways);
    REQUIRE(made);
    info = *made;
    store::Batch later;
    later.records.push_back(journal.record(kTuesday, test::opened()));
    later.records.push_back(journal.record(kTuesday, test::issued("R001")));
    REQUIRE(store->commit(later));
    epoch = store->load()->epoch;
  }
  [[nodiscard]] fs::path file() const { return elsewhere.path() / "monday.antre"; }

  test::Journal journal;
  test::TempFolder data;
  test::TempFolder elsewhere;
  store::BackupInfo info;
  std::string epoch;
};

}  // namespace

TEST_SUITE("store/backup") {
  TEST_CASE("a backup is one sound file of its owner's, with all that the store holds") {
    const Kept kept;
    struct stat status {};
    REQUIRE(::stat(kept.file().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    CHECK(kept.info.bytes == fs::file_size(kept.file()));
    CHECK(kept.info.digest == store::hex(store::hash_of(content(kept.file()))));
    CHECK(kept.info.seq == 13);
    const auto verified = store::verify(kept.file(), {{kept.info.seq, kept.info.head}});
    REQUIRE(verified);
    CHECK(verified->findings.empty());
    CHECK(verified->sessions == 1);
    CHECK(verified->head == kept.info.head);
    // Nothing was left beside it, neither by making it nor by reading it.
    CHECK(std::distance(fs::directory_iterator(kept.elsewhere.path()), {}) == 1);
  }

  TEST_CASE("a backup of a running store is a sound beginning of its journal") {
    const test::TempFolder data;
    const test::TempFolder elsewhere;
    auto store = open(data.path());
    test::Journal journal;
    REQUIRE(store->commit(first_batch(journal)));
    std::atomic<int> backups = 0;
    std::thread dispatcher([&] {
      // As long as backups are made, and at least so many that they meet.
      for (int i = 0; i < 50 || backups < 3; ++i) {
        store::Batch batch;
        if (i == 0) batch.records.push_back(journal.record(kTuesday, test::opened()));
        for (int k = 0; k < 20; ++k)
          batch.records.push_back(
              journal.record(kTuesday, test::issued(fmt::format("R{:05}", i * 20 + k))));
        batch.sessions = {test::session_row("a", static_cast<std::uint64_t>(i) + 2)};
        if (!store->commit(batch)) return;
      }
    });
    std::vector<store::BackupInfo> made;
    for (int i = 0; i < 3; ++i) {
      const auto info = store::backup(data.path(), elsewhere.path() / std::to_string(i), kAlways);
      ++backups;
      if (info) made.push_back(*info);
    }
    dispatcher.join();
    REQUIRE(made.size() == 3);
    std::vector<store::KnownHead> heads;
    for (std::size_t i = 0; i < made.size(); ++i) {
      const auto verified = store::verify(elsewhere.path() / std::to_string(i));
      REQUIRE(verified);
      CHECK(verified->findings == std::vector<std::string>{});
      CHECK(verified->head == made[i].head);
      CHECK(verified->rows == made[i].seq);
      heads.push_back({made[i].seq, made[i].head});
    }
    const auto whole = store::verify(data.path(), heads);
    REQUIRE(whole);
    CHECK(whole->findings == std::vector<std::string>{});
    CHECK(whole->head == store::hex(journal.head().hash));
  }

  TEST_CASE("a backup that is ended leaves the earlier file as it was, and nothing else") {
    Kept kept;
    const auto before = content(kept.file());
    const auto ended = store::backup(kept.data.path(), kept.file(), [] { return false; });
    REQUIRE_FALSE(ended);
    CHECK(ended.error().code == ErrorCode::kUnavailable);
    CHECK(content(kept.file()) == before);
    CHECK(std::distance(fs::directory_iterator(kept.elsewhere.path()), {}) == 1);
  }

  TEST_CASE("on a disk that fails or is full, the earlier backup stays") {
    const Kept kept;
    const auto before = content(kept.file());
    test::FaultVfs disk;
    for (const auto fault : {test::Fault::kBroken, test::Fault::kFull}) {
      int k = 1;
      for (bool failed = true; failed; ++k) {
        CAPTURE(k);
        disk.fail_from(k, fault);
        const auto made = store::backup(kept.data.path(), kept.file(), kAlways);
        failed = disk.failed();
        disk.heal();
        CHECK(made.has_value() != failed);
        if (!failed) break;
        CHECK(made.error().code == ErrorCode::kIo);
        CHECK(content(kept.file()) == before);
      }
      CHECK(k > 2);
      fs::remove(kept.file());
      std::ofstream(kept.file(), std::ios::binary) << before;
    }
  }

  TEST_CASE("killed at any moment, a backup is the earlier one or the new one") {
    const Kept kept;
    const auto before = content(kept.file());
    test::FaultVfs disk;
    int k = 1;
    for (bool killed = true; killed; ++k) {
      CAPTURE(k);
      killed = disk.killed_at(k, [&] {
        static_cast<void>(store::backup(kept.data.path(), kept.file(), kAlways).has_value());
      });
      check_sound(kept.file());
    }
    CHECK(k > 5);
    CHECK(content(kept.file()) != before);
  }

  TEST_CASE("there is no backup of what is no store, and none to where nothing can be written") {
    const test::TempFolder empty;
    CHECK_FALSE(store::backup(empty.path(), empty.path() / "b", kAlways));
    const Kept kept;
    const auto nowhere = store::backup(kept.data.path(), "/proc/antre/backup", kAlways);
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == ErrorCode::kIo);
    CHECK(nowhere.error().detail.find("/proc/antre/backup") != std::string::npos);
  }
}

TEST_SUITE("store/restore") {
  TEST_CASE("a restored store is the backup's under a new epoch, and the one before is kept") {
    const Kept kept;
    const std::vector<store::Told> told{{{"R"}, 80}};
    const auto done = store::restore(kept.file(), kept.data.path(), told, kWall);
    REQUIRE(done);
    CHECK(done->seq == kept.info.seq);
    CHECK(done->head == kept.info.head);
    CHECK(done->kept_before == kept.data.path() / "antre.db.before-20261123T080000");
    const auto loaded = open(kept.data.path())->load();
    CHECK(loaded->epoch == done->epoch);
    CHECK(loaded->epoch != kept.epoch);
    CHECK(loaded->head.seq == kept.info.seq);
    CHECK(loaded->restored == store::Restored{kWall, told});
    CHECK(loaded->sessions.size() == 1);
    CHECK(loaded->officers.size() == 1);
    CHECK(loaded->anchor == store::Anchor{"boot", 1, 2, 3});
    CHECK(loaded->hall_id == "test");
    check_sound(kept.data.path());
    const auto before = store::verify(done->kept_before);
    REQUIRE(before);
    CHECK(before->findings.empty());
    CHECK(before->head == store::hex(kept.journal.head().hash));
    // A second one in that second has a name of its own, and restores what was there.
    const auto back = store::restore(done->kept_before, kept.data.path(), {}, kWall);
    REQUIRE(back);
    CHECK(back->seq == kept.journal.head().seq);
    CHECK(back->kept_before == kept.data.path() / "antre.db.before-20261123T080000-2");
  }

  TEST_CASE("what root restores belongs to the folder's owner, as the dispatcher needs it") {
    if (::geteuid() != 0) return;  // then it is the owner's anyway
    const Kept kept;
    constexpr uid_t kNobody = 65534;
    const auto data = kept.elsewhere.path() / "data";
    fs::create_directory(data);
    REQUIRE(::chown(data.c_str(), kNobody, kNobody) == 0);
    REQUIRE(store::restore(kept.file(), data, {}, kWall));
    for (const auto* name : {"antre.db", "lock"}) {
      CAPTURE(name);
      struct stat status {};
      REQUIRE(::stat((data / name).c_str(), &status) == 0);
      CHECK(status.st_uid == kNobody);
    }
  }

  TEST_CASE("a new machine has nothing to keep") {
    const Kept kept;
    const test::TempFolder machine;
    const auto done = store::restore(kept.file(), machine.path() / "data", {}, kWall);
    REQUIRE(done);
    CHECK(done->kept_before.empty());
    check_sound(machine.path() / "data");
  }

  TEST_CASE("nothing is restored beside a dispatcher that runs") {
    const Kept kept;
    const auto running = store::DataFolder::open(kept.data.path());
    REQUIRE(running);
    const auto refused = store::restore(kept.file(), kept.data.path(), {}, kWall);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kConflict);
  }

  TEST_CASE("what is no sound backup is refused, and the store stays") {
    const Kept kept;
    const auto bad = kept.elsewhere.path() / "bad";
    fs::copy_file(kept.file(), bad);
    SUBCASE("another file") {
      std::ofstream(bad, std::ios::trunc) << std::string(5000, 'x');
    }
    SUBCASE("cut off") {
      fs::resize_file(bad, 12288);
    }
    SUBCASE("nothing in it") {
      fs::resize_file(bad, 0);
    }
    SUBCASE("a row was changed") {
      auto database = store::Database::open(bad, store::Database::Mode::kReadWrite);
      REQUIRE(database);
      REQUIRE(database->execute("UPDATE journal SET hash = zeroblob(32) WHERE seq = 5"));
    }
    const auto refused = store::restore(bad, kept.data.path(), {}, kWall);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kInvalid);
    CHECK(refused.error().detail.find('\n') == std::string::npos);
    const auto loaded = open(kept.data.path())->load();
    CHECK(loaded->epoch == kept.epoch);
    CHECK(loaded->head == kept.journal.head());
    CHECK_FALSE(fs::exists(kept.data.path() / "antre.db.restoring"));
  }

  TEST_CASE("a damaged store is replaced, and kept as it was with its WAL") {
    const Kept kept;
    const auto database = store::database_file(kept.data.path());
    {
      const auto running = open(kept.data.path());
      store::Batch batch;
      batch.hall_id = "test";
      REQUIRE(running->commit(batch));
      fs::copy_file(store::beside(database, "-wal"), kept.elsewhere.path() / "wal");
    }
    fs::copy_file(kept.elsewhere.path() / "wal", store::beside(database, "-wal"));
    std::ofstream(database, std::ios::trunc) << std::string(100, 'x');
    const auto done = store::restore(kept.file(), kept.data.path(), {}, kWall);
    REQUIRE(done);
    CHECK(fs::file_size(done->kept_before) == 100);
    CHECK(fs::exists(store::beside(done->kept_before, "-wal")));
    check_sound(kept.data.path());
  }

  TEST_CASE("killed at any moment, the folder holds the one store or the other, whole") {
    const Kept kept;
    const test::TempFolder earlier;
    auto journal = kept.journal;
    SUBCASE("which was closed") {
      test::copy_crashed(kept.data.path(), earlier.path());
    }
    SUBCASE("which had crashed") {
      const auto running = open(kept.data.path());
      store::Batch batch;
      batch.records.push_back(journal.record(kTuesday, test::issued("R002")));
      REQUIRE(running->commit(batch));
      test::copy_crashed(kept.data.path(), earlier.path());
    }
    test::FaultVfs disk;
    bool old_one = false;
    int k = 1;
    for (bool killed = true; killed; ++k) {
      CAPTURE(k);
      const test::TempFolder folder;
      test::copy_crashed(earlier.path(), folder.path());
      killed = disk.killed_at(k, [&] {
        static_cast<void>(store::restore(kept.file(), folder.path(), {}, kWall).has_value());
      });
      const auto store = open(folder.path());
      const auto loaded = store->load();
      REQUIRE(loaded);
      const bool restored = loaded->restored.has_value();
      CHECK((restored || killed));
      CHECK((loaded->epoch == kept.epoch) != restored);
      CHECK(loaded->head.seq == (restored ? kept.info.seq : journal.head().seq));
      check_sound(folder.path());
      CHECK_FALSE(fs::exists(folder.path() / "antre.db.restoring"));
      old_one = old_one || !restored;
    }
    CHECK(old_one);
    CHECK(k > 10);
  }
}
