// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/store/subjects.hpp"

using namespace antre;
using test::on_every_store;
using test::Subject;

namespace {

constexpr Day kMonday{20780};
constexpr Day kTuesday{20781};

/// Commits a day with two tickets in the guest book, one of which was entered twice.
store::Head sign_book(store::Store& store) {
  test::Journal journal;
  auto batch = test::whole_day(journal, kMonday);
  batch.guests.push_back(test::sign(journal, batch, kMonday, "R001", "Prawirodirdjo"));
  batch.guests.push_back(test::sign(journal, batch, kMonday, "R002", "Kusumawardhani"));
  REQUIRE(store.commit(batch));
  store::Batch again;
  again.guests.push_back(test::sign(journal, again, kMonday, "R001", "Wulandari"));
  REQUIRE(store.commit(again));
  return journal.head();
}

std::string name_of(store::Store& store, const TicketId& ticket) {
  const auto reply = store.guest(ticket);
  REQUIRE(reply);
  return reply->guest ? reply->guest->name : "";
}

/// A store on the disk with such a day.
struct OnDisk {
  OnDisk() { head = sign_book(sqlite.store()); }
  /// What all files of the folder hold once nobody has them open.
  [[nodiscard]] std::string bytes() {
    sqlite.reopen();
    std::string all;
    for (const auto* suffix : {"", "-wal"}) {
      std::ifstream file(store::database_file(sqlite.folder()).string() + suffix, std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }
  void change(const char* sql) const {
    auto database = store::Database::open(store::database_file(sqlite.folder()),
                                          store::Database::Mode::kReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute(sql));
  }
  [[nodiscard]] std::vector<std::string> findings() const {
    const auto verified = store::verify(sqlite.folder());
    REQUIRE(verified);
    return verified->findings;
  }

  test::SqliteSubject sqlite;
  store::Head head;
};

}  // namespace

TEST_SUITE("store/guests") {
  TEST_CASE("an entry is kept beside the journal, a later one takes its place") {
    on_every_store([](Subject& subject) {
      const auto head = sign_book(subject.store());
      CHECK(name_of(subject.store(), {kMonday, "R001"}) == "Wulandari");
      CHECK(name_of(subject.store(), {kMonday, "R002"}) == "Kusumawardhani");
      CHECK(name_of(subject.store(), {kMonday, "R003"}).empty());
      CHECK(name_of(subject.store(), {kTuesday, "R001"}).empty());
      subject.reopen();
      const auto kept = subject.store().guest({kMonday, "R002"});
      REQUIRE(kept);
      REQUIRE(kept->guest);
      CHECK(kept->guest->institution == "Universitas Diponegoro");
      CHECK(kept->guest->email == "tamu@example.org");
      CHECK(kept->guest->purpose == "data kemiskinan");
      CHECK(kept->guest->identity == "ktp");
      CHECK(kept->at_wall_ms == test::Journal::kStart + 14'000);
      CHECK(subject.store().load()->head == head);
    });
  }

  TEST_CASE("entries of old days are erased without touching the journal") {
    on_every_store([](Subject& subject) {
      const auto head = sign_book(subject.store());
      store::Batch erase;
      erase.guests_before = kMonday;
      REQUIRE(subject.store().commit(erase));
      CHECK(name_of(subject.store(), {kMonday, "R001"}) == "Wulandari");
      erase.guests_before = kTuesday;
      REQUIRE(subject.store().commit(erase));
      subject.reopen();
      CHECK(name_of(subject.store(), {kMonday, "R001"}).empty());
      CHECK(subject.store().load()->head == head);
    });
  }

  TEST_CASE("a backup that is put back has the guest book too") {
    on_every_store([](Subject& subject) {
      sign_book(subject.store());
      subject.put_back({1'795'000'100'000, {}});
      CHECK(name_of(subject.store(), {kMonday, "R001"}) == "Wulandari");
    });
  }

  TEST_CASE("what was replaced or erased is not in the file any more") {
    OnDisk disk;
    auto bytes = disk.bytes();
    CHECK(bytes.find("Prawirodirdjo") == std::string::npos);
    CHECK(bytes.find("Wulandari") != std::string::npos);
    store::Batch erase;
    erase.guests_before = kTuesday;
    REQUIRE(disk.sqlite.store().commit(erase));
    bytes = disk.bytes();
    CHECK(bytes.find("Wulandari") == std::string::npos);
    CHECK(bytes.find("Kusumawardhani") == std::string::npos);
    CHECK(bytes.find("tamu@example.org") == std::string::npos);
  }

  TEST_CASE("equal entries have different hashes, and no field runs into the next one") {
    Guest guest;
    guest.name = "Ani";
    CHECK(store::guest_hash("salt", guest) != store::guest_hash("tlas", guest));
    Guest moved;
    moved.name = "A";
    moved.institution = "ni";
    CHECK(store::guest_hash("salt", guest) != store::guest_hash("salt", moved));
  }
}

TEST_SUITE("store/verify") {
  TEST_CASE("an entry of the guest book that is not the journal's is named") {
    const OnDisk disk;
    CHECK(disk.findings() == std::vector<std::string>{});
    const char* sql = nullptr;
    const char* named = nullptr;
    SUBCASE("changed") {
      sql = "UPDATE guests SET email = 'x@example.org' WHERE seq = 16";
      named = "guest row 16: it is not the entry";
    }
    SUBCASE("of another ticket") {
      sql = "UPDATE guests SET ticket = 'R003' WHERE seq = 16";
      named = "guest row 16: the journal has it of another ticket or time";
    }
    SUBCASE("of another time") {
      sql = "UPDATE guests SET at_wall_ms = 0 WHERE seq = 16";
      named = "guest row 16: the journal has it of another ticket or time";
    }
    SUBCASE("of no entry") {
      sql = "UPDATE guests SET seq = 99 WHERE seq = 16";
      named = "guest row 99: the journal has no such entry";
    }
    SUBCASE("of an entry that was replaced") {
      sql = "UPDATE guests SET seq = 14 WHERE seq = 16";
      named = "guest row 14: was replaced by entry 16";
    }
    SUBCASE("missing") {
      sql = "DELETE FROM guests WHERE seq = 16";
      named = "guest row 16: missing";
    }
    disk.change(sql);
    const auto findings = disk.findings();
    REQUIRE_FALSE(findings.empty());
    CAPTURE(findings.front());
    CHECK(findings.front().starts_with(named));
  }

  TEST_CASE("an entry that the hall's rule erased is no finding") {
    OnDisk disk;
    test::Journal journal(disk.head);
    store::Batch batch;
    auto opened = test::opened();
    opened.hall.retention.guest_book_days = 0;
    batch.records.push_back(journal.record(kTuesday, opened));
    batch.guests_before = kTuesday;
    REQUIRE(disk.sqlite.store().commit(batch));
    CHECK(name_of(disk.sqlite.store(), {kMonday, "R001"}).empty());
    CHECK(disk.findings() == std::vector<std::string>{});
  }
}
