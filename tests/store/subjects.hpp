// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <memory>

#include "dispatcher/store/backup.hpp"
#include "dispatcher/store/memory.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "tests/store/journal.hpp"

namespace antre::test {

/// A kind of store, and how it is found again after its program ended.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual store::Store& store() = 0;
  virtual void reopen() = 0;
  /// As a restore of what it holds now would.
  virtual void put_back(const store::Restored& restored) = 0;
};

class MemorySubject final : public Subject {
 public:
  store::Store& store() override { return store_; }
  void reopen() override {}
  void put_back(const store::Restored& restored) override {
    store_.put_back(store::random_hex(16), restored);
  }

 private:
  store::MemoryStore store_;
};

class SqliteSubject final : public Subject {
 public:
  SqliteSubject() { reopen(); }
  store::Store& store() override { return *store_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  void reopen() override {
    store_.reset();
    auto opened = store::open_sqlite(folder_.path());
    REQUIRE(opened);
    store_ = std::move(*opened);
    REQUIRE(store_->load());
  }
  void put_back(const store::Restored& restored) override {
    const TempFolder elsewhere;
    const auto file = elsewhere.path() / "backup";
    REQUIRE(store::backup(folder_.path(), file, [] { return true; }));
    store_.reset();
    REQUIRE(store::restore(file, folder_.path(), restored.told, restored.wall_ms));
    reopen();
  }

 private:
  TempFolder folder_;
  std::unique_ptr<store::Store> store_;
};

inline void on_every_store(const std::function<void(Subject&)>& check) {
  SUBCASE("memory") {
    MemorySubject memory;
    check(memory);
  }
  SUBCASE("sqlite") {
    SqliteSubject sqlite;
    check(sqlite);
  }
}

}  // namespace antre::test
