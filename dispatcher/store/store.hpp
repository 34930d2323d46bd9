// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dispatcher/store/chain.hpp"
#include "dispatcher/store/guest_rows.hpp"
#include "dispatcher/store/note_rows.hpp"
#include "dispatcher/store/report.hpp"
#include "dispatcher/store/ticket_rows.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::store {

/// One row of the journal: the entry, and its bytes (`codec::encode`), which are never rewritten.
struct Record {
  Entry entry;
  std::string bytes;
  Hash hash = kNoHash;  ///< chained(hash before, bytes)
};

/// The last numbered request of one session of one client, and what was answered.
struct SessionRow {
  std::string client;   ///< "role:name", proven by its key
  std::string session;  ///< as the client drew it
  std::uint64_t n = 0;
  Hash request_hash = kNoHash;  ///< of the command; kNoHash when settled without having been seen
  std::string reply;            ///< the bytes that were or would be sent
  bool settled = false;         ///< spent without having been executed
  EngineMs at_ms = 0;
};

struct SessionKey {
  std::string client;
  std::string session;
};

/// An officer who signs in with a PIN.
struct OfficerRow {
  std::string name;
  std::string pin_hash;  ///< Argon2id as libsodium writes it; empty: the officer is removed
  std::int64_t since_wall_ms = 0;
  bool operator==(const OfficerRow&) const = default;
};

/// The last number of a service that somebody has seen on paper.
struct Told {
  ServiceId service;
  std::uint32_t number = 0;
  bool operator==(const Told&) const = default;
};

/// What `restore` leaves for the next start of the dispatcher.
struct Restored {
  std::int64_t wall_ms = 0;  ///< when it was done
  std::vector<Told> told;    ///< numbers that are known to be out
  bool operator==(const Restored&) const = default;
};

/// Where engine time stood against the machine's clocks at the last commit.
struct Anchor {
  std::string boot_id;
  std::int64_t boottime_ms = 0;
  std::int64_t wall_ms = 0;
  EngineMs at_ms = 0;
  bool operator==(const Anchor&) const = default;
};

/// What becomes durable together or not at all.
struct Batch {
  std::vector<Record> records;         ///< in order of seq, the first is head + 1
  std::vector<SessionRow> sessions;    ///< each replaces the session's row before
  std::vector<SessionKey> forgotten;   ///< dropped after `sessions` were written
  std::vector<NoteRow> notes;          ///< each belongs to a `note-added` of the journal
  std::optional<Day> notes_before;     ///< notes on tickets of days before this are erased
  std::vector<GuestRow> guests;        ///< each replaces what its ticket had
  std::optional<Day> guests_before;    ///< entries for tickets of days before this are erased
  std::optional<Anchor> anchor;        ///< replaces the one before
  std::optional<std::string> epoch;    ///< replaces the one before
  std::optional<std::string> hall_id;  ///< written once, with the first day
  std::vector<OfficerRow> officers;    ///< in this order
  bool restored_done = false;          ///< `Loaded::restored` was journalled

  [[nodiscard]] bool empty() const {
    return records.empty() && sessions.empty() && forgotten.empty() && notes.empty() &&
           !notes_before && guests.empty() && !guests_before && !anchor && !epoch && !hall_id &&
           officers.empty() && !restored_done;
  }
};

/// What a dispatcher begins with.
struct Loaded {
  std::string epoch;    ///< 32 hexadecimal digits, drawn when the store was made
  std::string hall_id;  ///< empty before the first day
  Head head;
  std::optional<Anchor> anchor;
  std::vector<Entry> entries;        ///< from the last day-opened on (all when there is none)
  std::vector<SessionRow> sessions;  ///< longest unused first
  std::vector<OfficerRow> officers;  ///< in order of name
  /// The store was put back from a backup, and nothing was committed since: its epoch is new, and
  /// the numbers that may be out are still to be skipped.
  std::optional<Restored> restored;
};

/// How long a service took, for the forecast.
struct ServiceTime {
  ServiceId service;
  std::int64_t ms = 0;
  bool operator==(const ServiceTime&) const = default;
};

/// A register page longer than this is asked for in parts (`from` and `to`).
inline constexpr int kMostMisses = 5000;

struct Query {
  std::uint64_t after_seq = 0;
  std::optional<Day> of_day;
  std::size_t limit = 500;
};

struct Page {
  std::vector<Entry> entries;
  std::vector<Hash> hashes;  ///< of the entries' rows
  bool more = false;
};

/// The one door to what is kept. A store has one user at a time (one thread, or several that take
/// turns); only those marked so may be called beside the others. Failures are values. After a
/// failed commit nobody knows what is on the disk: the store refuses everything from then on, and
/// the program must end and read the state again. Nothing is ever retried.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  [[nodiscard]] virtual Result<Loaded> load() = 0;
  /// Makes a batch durable; when it returns without an error, no crash can take it back.
  [[nodiscard]] virtual Result<void> commit(const Batch& batch) = 0;
  /// Entries in order of seq. `more`: there are further ones behind the page.
  [[nodiscard]] virtual Result<Page> entries(const Query& query) = 0;
  /// The tickets of a day, in order of number.
  [[nodiscard]] virtual Result<std::vector<TicketRow>> tickets(Day day) = 0;
  /// What belongs to the tickets of some days.
  [[nodiscard]] virtual Result<History> history(const Days& days) = 0;
  /// The register, the newest first; of the days of the tickets, at most `limit` (and kMostMisses).
  [[nodiscard]] virtual Result<std::vector<MissRow>> misses(const GetMisses& query) = 0;
  /// The register of cases, the newest first, at most `limit` (and kMostMisses).
  [[nodiscard]] virtual Result<std::vector<CaseRow>> cases(const GetCases& query) = 0;
  /// How visitors with tickets of some days answered.
  [[nodiscard]] virtual Result<SurveyReply> survey(const Days& days) = 0;
  /// The notes of a ticket that were not erased, oldest first.
  [[nodiscard]] virtual Result<std::vector<NoteText>> notes(const TicketId& ticket) = 0;
  /// The entry in the guest book for a ticket; without one when there is none, or it was erased.
  [[nodiscard]] virtual Result<GuestReply> guest(const TicketId& ticket) = 0;
  /// Recorded service times, the newest first and at most `most` of a service; of all services (in
  /// order of their ids) or of one.
  [[nodiscard]] virtual Result<std::vector<ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) = 0;
  /// What is left of the disk; any thread.
  [[nodiscard]] virtual Result<std::uint64_t> free_bytes() const = 0;
  /// What the store itself takes on the disk; 0 without one. Any thread.
  [[nodiscard]] virtual std::uint64_t own_bytes() const { return 0; }
  /// Empty: it can be written. Else why not (the disk was full or read-only when it was opened),
  /// one sentence; it then answers reads, and a commit fails. Any thread.
  [[nodiscard]] virtual std::string read_only() const { return {}; }
  /// Tries to become writable when it is not. The content stays the same.
  virtual void try_writing() {}

  /// Attainment, waits, service times and counts of some days (`report_of`). `today` is the service
  /// day now. Errors: kBadRequest for days in the wrong order or too many; kIo.
  [[nodiscard]] Result<ReportReply> report(const GetReport& query, Day today, int utc_offset_s);
};

}  // namespace antre::store
