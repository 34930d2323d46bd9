// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/fault_vfs.hpp"
#include "tests/store/journal.hpp"

using namespace antre;

namespace {

constexpr Day kMonday{20780};
constexpr int kBatches = 3;

store::Batch batch_of(test::Journal& journal, int number) {
  store::Batch batch;
  if (number == 0) batch.records.push_back(journal.record(kMonday, test::opened()));
  batch.records.push_back(journal.record(kMonday, test::issued("R00" + std::to_string(number))));
  batch.sessions.push_back(test::session_row("s", static_cast<std::uint64_t>(number) + 1));
  batch.anchor = store::Anchor{"boot", number, number, number};
  return batch;
}

/// Commits batches until one fails; gives how many were said to be durable.
int commit_all(store::Store& store, test::Journal& journal) {
  for (int done = 0; done < kBatches; ++done)
    if (!store.commit(batch_of(journal, done))) return done;
  return kBatches;
}

/// How many batches a store holds, whole; it must be sound.
int batches_in(const std::filesystem::path& folder) {
  auto store = store::open_sqlite(folder);
  REQUIRE(store);
  const auto loaded = (*store)->load();
  REQUIRE(loaded);
  const auto verified = store::verify(folder);
  REQUIRE(verified);
  CHECK(verified->findings.empty());
  const auto batches = loaded->head.seq == 0 ? 0 : static_cast<int>(loaded->head.seq) - 1;
  // A batch is its journal rows, its stored answer and its anchor, or nothing of them.
  CHECK(loaded->sessions.size() == (batches == 0 ? 0U : 1U));
  if (!loaded->sessions.empty())
    CHECK(loaded->sessions[0].n == static_cast<std::uint64_t>(batches));
  CHECK(loaded->anchor.has_value() == (batches != 0));
  return batches;
}

}  // namespace

TEST_SUITE("store/faults") {
  TEST_CASE("whichever call of the disk fails, a batch is there whole or not at all") {
    test::FaultVfs disk;
    auto fault = test::Fault::kBroken;
    SUBCASE("EIO") {}
    SUBCASE("ENOSPC") {
      fault = test::Fault::kFull;
    }
    int k = 1;
    for (bool failed = true; failed; ++k) {
      CAPTURE(k);
      const test::TempFolder folder;
      int durable = 0;
      {
        auto store = store::open_sqlite(folder.path());
        REQUIRE(store);
        REQUIRE((*store)->load());
        test::Journal journal;
        disk.fail_from(k, fault);
        durable = commit_all(**store, journal);
        failed = disk.failed();
        CHECK((durable == kBatches) == !failed);
      }
      disk.heal();
      const int found = batches_in(folder.path());
      CHECK(found >= durable);
      CHECK(found <= durable + 1);
    }
    CHECK(k > kBatches);
  }

  TEST_CASE("what a commit said is durable survives the loss of all that was not synced") {
    test::FaultVfs disk;
    const test::TempFolder folder;
    const test::TempFolder after_crash;
    disk.keep_synced(after_crash.path());
    auto store = store::open_sqlite(folder.path());
    REQUIRE(store);
    REQUIRE((*store)->load());
    test::Journal journal;
    for (int done = 0; done < kBatches; ++done) {
      REQUIRE((*store)->commit(batch_of(journal, done)));
      const test::TempFolder crashed;
      for (const auto& file : std::filesystem::directory_iterator(after_crash.path()))
        std::filesystem::copy(file.path(), crashed.path() / file.path().filename());
      disk.keep_synced({});
      CHECK(batches_in(crashed.path()) == done + 1);
      disk.keep_synced(after_crash.path());
    }
  }
}
