// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/backup_thread.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "dispatcher/store/sqlite.hpp"
#include "tests/service/rig.hpp"
#include "tests/service/waiting_loop.hpp"

using namespace antre;

namespace {

/// A data folder with a store of one hall's first day.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "antre-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    store = std::move(*store::open_sqlite(path_));
    const test::Rig rig;
    store::Batch batch;
    batch.records = rig.store.records();
    REQUIRE(store->commit(batch));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path copies() const { return path_ / "backup.tmp"; }
  [[nodiscard]] std::size_t copied() const {
    if (!std::filesystem::exists(copies())) return 0;
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(copies()), {}));
  }

  std::unique_ptr<store::Store> store;

 private:
  std::filesystem::path path_;
};

Result<store::BackupInfo> make(service::BackupThread& backups, test::WaitingLoop& loop,
                               std::uint64_t reserve_bytes) {
  std::optional<Result<store::BackupInfo>> made;
  backups.make("one", reserve_bytes, [&made](const auto& info) { made = info; });
  loop.run_one();
  return made.value();
}

Result<std::string> read(service::BackupThread& backups, test::WaitingLoop& loop,
                         std::uint64_t offset, std::size_t most) {
  std::optional<Result<std::string>> got;
  backups.read("one", offset, most, [&got](const auto& bytes) { got = bytes; });
  loop.run_one();
  return got.value();
}

}  // namespace

TEST_SUITE("service/backup thread") {
  TEST_CASE("a copy is a store of its own, read in parts, and gone in the end") {
    Folder folder;
    test::WaitingLoop loop;
    {
      service::BackupThread backups(loop, folder.path(), *folder.store);
      const auto made = make(backups, loop, 0);
      REQUIRE(made);
      CHECK(made->seq == 1);
      CHECK(folder.copied() == 1);
      struct stat info {};
      REQUIRE(::stat(folder.copies().c_str(), &info) == 0);
      CHECK((info.st_mode & 0777U) == 0700);
      std::string whole;
      for (auto bytes = read(backups, loop, 0, 5000); bytes && !bytes->empty();
           bytes = read(backups, loop, whole.size(), 5000))
        whole += *bytes;
      CHECK(whole.size() == made->bytes);
      CHECK(whole.starts_with("SQLite format 3"));
      const auto here = folder.path() / "fetched";
      std::filesystem::create_directory(here);
      std::ofstream(store::database_file(here), std::ios::binary) << whole;
      const auto fetched = store::open_sqlite(here);
      REQUIRE(fetched);
      const auto loaded = (*fetched)->load();
      REQUIRE(loaded);
      CHECK(loaded->head == folder.store->load()->head);
    }
    CHECK_FALSE(std::filesystem::exists(folder.copies()));
  }

  TEST_CASE("what a killed dispatcher left is cleared away") {
    Folder folder;
    test::WaitingLoop loop;
    std::filesystem::create_directory(folder.copies());
    std::ofstream(folder.copies() / "old") << "left";
    const service::BackupThread backups(loop, folder.path(), *folder.store);
    CHECK(folder.copied() == 0);
  }

  TEST_CASE("a copy ends when the reserve is reached, and leaves nothing") {
    Folder folder;
    test::WaitingLoop loop;
    service::BackupThread backups(loop, folder.path(), *folder.store);
    const auto made = make(backups, loop, std::uint64_t{1} << 62U);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::kUnavailable);
    CHECK(folder.copied() == 0);
  }

  TEST_CASE("a copy that was dropped cannot be read") {
    Folder folder;
    test::WaitingLoop loop;
    service::BackupThread backups(loop, folder.path(), *folder.store);
    REQUIRE(make(backups, loop, 0));
    backups.drop("one");
    CHECK_FALSE(read(backups, loop, 0, 100));
    CHECK(folder.copied() == 0);
  }
}
