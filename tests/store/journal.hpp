// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "dispatcher/store/store.hpp"
#include "protocol/codec.hpp"

namespace antre::test {

/// A folder of the test's own, removed with all that is in it.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "antre-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes journal rows as a dispatcher does: numbered, timed, chained.
class Journal {
 public:
  Journal() = default;
  explicit Journal(store::Head head) : head_(head) {}

  /// A row a second after the one before.
  [[nodiscard]] store::Record record(Day day, Event event) {
    return record_at(day, kStart + static_cast<EngineMs>(head_.seq) * 1000, std::move(event));
  }
  [[nodiscard]] store::Record record_at(Day day, EngineMs at_ms, Event event) {
    store::Record record;
    record.entry = {head_.seq + 1, day, at_ms, std::nullopt, std::move(event)};
    record.bytes = codec::encode(record.entry);
    record.hash = store::chained(head_.hash, record.bytes);
    head_ = {record.entry.seq, record.hash};
    return record;
  }
  [[nodiscard]] store::Head head() const { return head_; }

  static constexpr EngineMs kStart = 1'795'000'000'000;

 private:
  store::Head head_;
};

[[nodiscard]] inline HallSettings small_hall() {
  HallSettings hall;
  hall.id = "test";
  hall.name = {{"id", "Aula"}};
  ServiceSettings service;
  service.id = {"R"};
  service.name = {{"id", "Rekomendasi"}};
  hall.services.push_back(service);
  CounterSettings counter;
  counter.id = {1};
  counter.primary = {{"R"}};
  hall.counters.push_back(counter);
  return hall;
}

[[nodiscard]] inline DayOpened opened() {
  DayOpened event;
  event.hall = small_hall();
  return event;
}

[[nodiscard]] inline ServiceStarted started(std::string number, int counter) {
  ServiceStarted event;
  event.ticket = std::move(number);
  event.counter = {counter};
  return event;
}

[[nodiscard]] inline TicketIssued issued(std::string number) {
  TicketIssued event;
  event.ticket = std::move(number);
  event.service = {"R"};
  event.code = "ABCDEFGH";
  event.device = "kiosk-1";
  return event;
}

/// Journals an entry in the guest book, and gives its row.
[[nodiscard]] inline store::GuestRow sign(Journal& journal, store::Batch& batch, Day day,
                                          std::string number, std::string name) {
  store::GuestRow row;
  row.ticket = {day, std::move(number)};
  row.by = "kiosk:1";
  row.salt = store::random_hex(16);
  row.guest.name = std::move(name);
  row.guest.institution = "Universitas Diponegoro";
  row.guest.email = "tamu@example.org";
  row.guest.purpose = "data kemiskinan";
  row.guest.identity = "ktp";
  GuestBookSigned event;
  event.ticket = row.ticket.number;
  event.hash = store::guest_hash(row.salt, row.guest);
  batch.records.push_back(journal.record(day, std::move(event)));
  row.seq = journal.head().seq;
  row.at_wall_ms = batch.records.back().entry.wall_ms();
  return row;
}

/// A day of three tickets: one served, one no-show with a printer's report, one unserved.
[[nodiscard]] inline store::Batch whole_day(Journal& journal, Day day) {
  store::Batch batch;
  const auto add = [&](Event event) {
    batch.records.push_back(journal.record(day, std::move(event)));
  };
  add(opened());
  add(CounterOpened{{1}, "Sari"});
  for (const auto* number : {"R001", "R002", "R003"}) add(issued(number));
  add(PrintReported{"R002", std::nullopt, PrintState::kFailed, "media-empty", "kiosk-1"});
  add(TicketCalled{"R001", std::nullopt, {1}, false});
  add(started("R001", 1));
  add(ServiceFinished{"R001", std::nullopt, {1}, Outcome::kFollowUp});
  add(TicketCalled{"R002", std::nullopt, {1}, false});
  add(TicketRecalled{"R002", std::nullopt, {1}, 1});
  add(TicketNoShow{"R002", std::nullopt, {1}, false, 2000, "Sari"});
  add(DayClosed{{"R003"}, {}, store::hex(journal.head().hash)});
  return batch;
}

[[nodiscard]] inline store::SessionRow session_row(const std::string& session, std::uint64_t n) {
  store::SessionRow row;
  row.client = "kiosk:one";
  row.session = session;
  row.n = n;
  row.request_hash = store::hash_of("request");
  row.reply = codec::encode(Reply{kProtocolVersion, session, n, Accepted{}});
  row.at_ms = static_cast<EngineMs>(n);
  return row;
}

}  // namespace antre::test
