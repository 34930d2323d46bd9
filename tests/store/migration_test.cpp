// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "dispatcher/store/schema.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/fault_vfs.hpp"
#include "tests/store/journal.hpp"

using namespace antre;
using store::Database;

namespace {

constexpr Day kMonday{20780};
constexpr Day kTuesday{20781};
constexpr int kEarlier = store::kSchemaVersion - 1;

/// Puts the store of an earlier layout into a folder.
void put_layout(const test::TempFolder& folder, int layout) {
  std::ifstream file(fmt::format("{}/tests/store/layouts/layout{}.sql", ANTRE_SOURCE_DIR, layout));
  REQUIRE(file);
  std::stringstream sql;
  sql << file.rdbuf();
  auto database = Database::open(store::database_file(folder.path()), Database::Mode::kReadWrite);
  REQUIRE(database);
  REQUIRE(database->execute("PRAGMA journal_mode=WAL"));
  REQUIRE(database->execute(sql.str().c_str()));
}

/// A copy of it, which is there sooner.
void copy_layout(const test::TempFolder& from, const test::TempFolder& to) {
  std::filesystem::copy_file(store::database_file(from.path()), store::database_file(to.path()));
}

std::int64_t layout(const test::TempFolder& folder) {
  auto database = Database::open(store::database_file(folder.path()), Database::Mode::kReadOnly);
  REQUIRE(database);
  const auto number = database->number("PRAGMA user_version");
  REQUIRE(number);
  return *number;
}

/// The store of a folder comes up as a whole one of today's layout.
void check_sound(const test::TempFolder& folder) {
  auto opened = store::open_sqlite(folder.path());
  REQUIRE(opened);
  const auto loaded = (*opened)->load();
  REQUIRE(loaded);
  CHECK(loaded->entries.size() == 5);
  const auto verified = store::verify(folder.path());
  REQUIRE(verified);
  CHECK(verified->rows == loaded->head.seq);
  CHECK(verified->findings == std::vector<std::string>{});
}

/// The store of a folder holds what the layout's file held, as if written by today's program.
void check_lifted(const test::TempFolder& folder, int from) {
  auto opened = store::open_sqlite(folder.path());
  REQUIRE(opened);
  auto& lifted = **opened;
  CHECK(layout(folder) == store::kSchemaVersion);
  const auto loaded = lifted.load();
  REQUIRE(loaded);
  CHECK(loaded->hall_id == "test");
  CHECK(loaded->anchor == store::Anchor{"boot", 13, 35, 57});
  CHECK(loaded->sessions.size() == 2);
  CHECK(loaded->officers.size() == (from < 4 ? 0 : 1));
  CHECK_FALSE(loaded->restored);
  CHECK(loaded->entries.size() == 5);
  CHECK(lifted.notes({kMonday, "R003"})->size() == (from == 1 ? 0 : 1));

  const auto all = lifted.entries({0, std::nullopt, 1000});
  REQUIRE(all);
  REQUIRE(all->entries.size() == loaded->head.seq);
  auto database = Database::open(store::database_file(folder.path()), Database::Mode::kReadOnly);
  REQUIRE(database);
  auto bytes = database->prepare("SELECT bytes FROM journal ORDER BY seq");
  REQUIRE(bytes);
  const test::TempFolder other;
  auto fresh = store::open_sqlite(other.path());
  REQUIRE(fresh);
  REQUIRE((*fresh)->load());
  store::Batch batch;
  for (std::size_t i = 0; i < all->entries.size(); ++i) {
    REQUIRE(*bytes->step());
    batch.records.push_back({all->entries[i], std::string(bytes->bytes(0)), all->hashes[i]});
  }
  REQUIRE((*fresh)->commit(batch));
  const auto right = (*fresh)->history({kMonday, kTuesday});
  const auto found = lifted.history({kMonday, kTuesday});
  REQUIRE(right);
  REQUIRE(found);
  CHECK(found->tickets == right->tickets);
  CHECK(found->tickets.size() == 5);
  CHECK(found->misses == right->misses);
  CHECK(found->overtakings == right->overtakings);
  CHECK(found->head == right->head);

  const auto verified = store::verify(folder.path());
  REQUIRE(verified);
  CHECK(verified->findings == std::vector<std::string>{});
  // It goes on from there.
  test::Journal journal(loaded->head);
  store::Batch next;
  next.records.push_back(journal.record(kTuesday, test::issued("R003")));
  CHECK(lifted.commit(next));
  next = {};
  next.guests.push_back(test::sign(journal, next, kTuesday, "R002", "Wulandari"));
  CHECK(lifted.commit(next));
  REQUIRE(lifted.guest({kTuesday, "R002"}));
  CHECK(lifted.guest({kTuesday, "R002"})->guest->name == "Wulandari");
}

}  // namespace

TEST_SUITE("store/migration") {
  TEST_CASE("a store of every earlier layout comes up as if it had always been of today's") {
    for (int from = 1; from <= kEarlier; ++from) {
      CAPTURE(from);
      const test::TempFolder folder;
      put_layout(folder, from);
      CHECK_FALSE(store::verify(folder.path()));  // it says to start the dispatcher once
      check_lifted(folder, from);
    }
  }

  TEST_CASE("killed at any moment of it, the earlier store is whole and comes up the next time") {
    test::FaultVfs disk;
    for (int from = 1; from <= kEarlier; ++from) {
      CAPTURE(from);
      const test::TempFolder earlier;
      put_layout(earlier, from);
      int k = 1;
      for (bool killed = true; killed; ++k) {
        CAPTURE(k);
        const test::TempFolder folder;
        copy_layout(earlier, folder);
        killed = disk.killed_at(
            k, [&] { static_cast<void>(store::open_sqlite(folder.path()).has_value()); });
        const auto now = layout(folder);
        CHECK((now == from || now == store::kSchemaVersion));
        check_sound(folder);
      }
      CHECK(k > 3);
    }
  }

  TEST_CASE("on a disk that fails or is full in the middle of it, nothing is half") {
    test::FaultVfs disk;
    const test::TempFolder earlier;
    put_layout(earlier, 2);
    for (const auto fault : {test::Fault::kBroken, test::Fault::kFull}) {
      int k = 1;
      for (bool failed = true; failed; ++k) {
        CAPTURE(k);
        const test::TempFolder folder;
        copy_layout(earlier, folder);
        disk.fail_from(k, fault);
        const bool opened = store::open_sqlite(folder.path()).has_value();
        failed = disk.failed();
        disk.heal();
        // What fails when the file is closed again is made good by the next start.
        if (!failed) CHECK(opened);
        check_sound(folder);
      }
      CHECK(k > 3);
    }
  }

  TEST_CASE("a newer layout and another program's file stay as they are, to the byte") {
    const test::TempFolder folder;
    const auto file = store::database_file(folder.path());
    const char* changed = nullptr;
    const char* named = nullptr;
    SUBCASE("newer") {
      changed = "PRAGMA user_version=99";
      named = "newer Antre";
    }
    SUBCASE("another program") {
      changed = "PRAGMA application_id=1";
      named = "is not a journal of Antre";
    }
    SUBCASE("a layout that no Antre wrote") {
      changed = "PRAGMA user_version=0";
      named = "no Antre ever wrote";
    }
    put_layout(folder, 3);
    {
      auto database = Database::open(file, Database::Mode::kReadWrite);
      REQUIRE(database);
      REQUIRE(database->execute("PRAGMA journal_mode=DELETE"));
      REQUIRE(database->execute(changed));
    }
    const auto content = [&] {
      std::ifstream stream(file, std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    const auto before = content();
    const auto refused = store::open_sqlite(folder.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kInvalid);
    CHECK(refused.error().detail.find(named) != std::string::npos);
    CHECK(content() == before);
    CHECK_FALSE(std::filesystem::exists(file.string() + "-wal"));
  }
}
