// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/verify.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "dispatcher/store/schema.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_case_rows.hpp"
#include "dispatcher/store/sqlite_guests.hpp"
#include "dispatcher/store/sqlite_history.hpp"
#include "dispatcher/store/sqlite_open.hpp"
#include "dispatcher/store/sqlite_report_rows.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/tables.hpp"
#include "protocol/codec.hpp"

namespace antre::store {
namespace {

class Verifier {
 public:
  Verifier(Database database, const std::vector<KnownHead>& known)
      : database_(std::move(database)) {
    // Before the first row nothing can be wrong.
    for (const auto& head : known)
      if (head.seq != 0) known_.emplace(head.seq, head.hash);
  }

  [[nodiscard]] Result<Verified> run() {
    using Step = Result<void> (Verifier::*)();
    for (const Step step :
         {&Verifier::journal, &Verifier::days, &Verifier::tickets, &Verifier::misses,
          &Verifier::overtakings, &Verifier::cases, &Verifier::answers, &Verifier::spans,
          &Verifier::notes, &Verifier::guests, &Verifier::reports, &Verifier::sessions,
          &Verifier::officers, &Verifier::definitions, &Verifier::pages}) {
      auto done = (this->*step)();
      if (done) continue;
      // A page that cannot be understood is what was looked for; the other tables may be whole.
      if (done.error().code != ErrorCode::kInvalid) return done.error();
      find(std::move(done.error().detail));
    }
    return std::move(verified_);
  }

 private:
  /// Steps through a query; `visit` sees each row.
  template <class Visit>
  [[nodiscard]] Result<void> each(const std::string& sql, Visit visit) {
    auto statement = database_.prepare(sql);
    if (!statement) return statement.error();
    for (;;) {
      const auto more = statement->step();
      if (!more) return more.error();
      if (!*more) return {};
      visit(*statement);
    }
  }

  void find(std::string finding) {
    if (verified_.findings.size() < Verified::kMostFindings)
      verified_.findings.push_back(std::move(finding));
  }

  [[nodiscard]] Result<void> journal() {
    Head head;
    auto done = each(fmt::format("SELECT {} FROM journal ORDER BY seq", kJournalColumns),
                     [&](const Statement& statement) {
                       const auto row = read_journal(statement);
                       ++verified_.rows;
                       check_chain(row, head);
                       check_entry(row);
                     });
    verified_.head = hex(head.hash);
    for (const auto& [seq, hash] : known_)
      find(fmt::format("journal row {}: missing; it was known as {}", seq, hash));
    return done;
  }

  void check_known(const JournalRow& row, const Hash& hash) {
    const auto [first, last] = known_.equal_range(row.seq);
    for (auto at = first; at != last; ++at)
      if (at->second != hex(hash))
        find(fmt::format("journal row {}: its hash is {}, known as {}", row.seq, hex(hash),
                         at->second));
    known_.erase(first, last);
  }

  void check_chain(const JournalRow& row, Head& head) {
    if (row.seq != head.seq + 1)
      find(fmt::format("journal row {}: row {} is missing before it", row.seq, head.seq + 1));
    const auto stored = hash_from(row.hash);
    const auto right = chained(head.hash, row.bytes);
    if (!stored || *stored != right)
      find(fmt::format("journal row {}: its hash does not follow from the row before and its bytes",
                       row.seq));
    // On from what is stored: one changed row is one finding, not all that follow.
    head = {row.seq, stored.value_or(right)};
    check_known(row, right);
  }

  void check_entry(const JournalRow& row) {
    const auto entry = decode(row);
    if (!entry) return find(entry.error().detail);
    if (entry->seq != row.seq || entry->day != row.day || entry->at_ms != row.at_ms)
      find(fmt::format("journal row {}: its columns differ from its bytes", row.seq));
    if (std::holds_alternative<DayOpened>(entry->event)) {
      days_[entry->day] = entry->seq;
      opened_.push_back(entry->day);
    }
    if (const auto* note = std::get_if<NoteAdded>(&entry->event))
      notes_[entry->seq] = {{note->of_day.value_or(entry->day), note->ticket}, entry->wall_ms()};
    guest_book_.fold(*entry);
    counted_.fold(*entry);
  }

  [[nodiscard]] Result<void> days() {
    auto done = each("SELECT day, first_seq FROM days", [&](const Statement& row) {
      const Day day{static_cast<std::int32_t>(row.number(0))};
      const auto counted = days_.extract(day);
      if (counted.empty() || counted.mapped() != static_cast<std::uint64_t>(row.number(1)))
        find(fmt::format("day row {}: the journal does not open it there", day_text(day)));
    });
    for (const auto& [day, seq] : days_)
      find(fmt::format("day row {}: missing (opened by journal row {})", day_text(day), seq));
    return done;
  }

  /// Compares the rows of a table with those that were counted, by key.
  template <class Key, class Row, class Name>
  void compare(const std::map<Key, Row>& stored, const std::map<Key, Row>& counted, Name name) {
    for (const auto& [key, row] : stored) {
      const auto right = counted.find(key);
      if (right == counted.end())
        find(name(row) + ": the journal says no such thing");
      else if (!(right->second == row))
        find(name(row) + ": differs from a recount of the journal");
    }
    for (const auto& [key, row] : counted)
      if (!stored.contains(key)) find(name(row) + ": missing");
  }

  [[nodiscard]] Result<void> tickets() {
    std::map<TicketId, TicketRow> stored;
    auto done = each(fmt::format("SELECT {} FROM tickets", kTicketColumns),
                     [&](const Statement& statement) {
                       ++verified_.tickets;
                       auto row = read_ticket(statement);
                       if (!row) return find(row.error().detail);
                       stored[row->id] = std::move(*row);
                     });
    if (!done) return done;
    done =
        each(fmt::format("SELECT {} FROM turns ORDER BY day, ticket, n", kTurnColumns),
             [&](const Statement& statement) {
               auto row = read_turn(statement);
               if (!row) return find(row.error().detail);
               const auto ticket = stored.find(row->id);
               // Of a ticket that is missing, the comparison below says so once.
               if (ticket == stored.end() && counted_.tickets().contains(row->id)) return;
               if (ticket == stored.end() || ticket->second.turns.size() + 1 != row->n)
                 return find(fmt::format("turn row {} {} {}: does not follow from a row before it",
                                         day_text(row->id.day), row->id.number, row->n));
               ticket->second.turns.push_back(std::move(row->turn));
             });
    compare(stored, counted_.tickets(), [](const TicketRow& row) {
      return fmt::format("ticket row {} {}", day_text(row.id.day), row.id.number);
    });
    return done;
  }

  [[nodiscard]] Result<void> misses() {
    std::map<std::uint64_t, Miss> stored;
    auto done =
        each(fmt::format("SELECT {} FROM misses", kMissColumns), [&](const Statement& statement) {
          ++verified_.misses;
          auto row = read_miss(statement);
          if (!row) return find(row.error().detail);
          stored[row->seq] = std::move(*row);
        });
    compare(stored, counted_.misses(),
            [](const Miss& miss) { return fmt::format("miss row {}", miss.row.miss); });
    return done;
  }

  [[nodiscard]] Result<void> overtakings() {
    std::map<std::uint64_t, Overtaking> stored;
    auto done = each(fmt::format("SELECT {} FROM overtakings", kOvertakingColumns),
                     [&](const Statement& statement) {
                       auto row = read_overtaking(statement);
                       stored[row.seq] = std::move(row);
                     });
    compare(stored, counted_.overtakings(),
            [](const Overtaking& row) { return fmt::format("overtaking row {}", row.seq); });
    return done;
  }

  [[nodiscard]] Result<void> cases() {
    std::map<std::uint64_t, Case> stored;
    auto done =
        each(fmt::format("SELECT {} FROM cases", kCaseColumns), [&](const Statement& statement) {
          auto row = read_case(statement);
          if (!row) return find(row.error().detail);
          stored[row->seq] = std::move(*row);
        });
    compare(stored, counted_.cases(),
            [](const Case& row) { return fmt::format("case row {}", row.row.case_); });
    return done;
  }

  [[nodiscard]] Result<void> answers() {
    std::map<std::uint64_t, SurveyAnswer> stored;
    auto done = each(fmt::format("SELECT {} FROM surveys", kSurveyColumns),
                     [&](const Statement& statement) {
                       auto row = read_answer(statement);
                       if (!row) return find(row.error().detail);
                       stored[row->seq] = std::move(*row);
                     });
    compare(stored, counted_.answers(),
            [](const SurveyAnswer& row) { return fmt::format("survey row {}", row.seq); });
    return done;
  }

  [[nodiscard]] Result<void> spans() {
    std::map<Tables::SpanKey, CounterSpan> stored;
    auto done = each(fmt::format("SELECT {} FROM counter_spans", kSpanColumns),
                     [&](const Statement& statement) {
                       auto row = read_span(statement);
                       const Tables::SpanKey key{row.seq, row.counter};
                       stored[key] = std::move(row);
                     });
    compare(stored, counted_.spans(), [](const CounterSpan& span) {
      return fmt::format("counter span row {} {}", span.seq, span.counter.value);
    });
    return done;
  }

  /// A note may be gone, erased; one that is there must be the one that the journal means.
  [[nodiscard]] Result<void> notes() {
    return each(fmt::format("SELECT {} FROM notes", kNoteColumns), [&](const Statement& row) {
      ++verified_.notes;
      const auto note = read_note(row);
      const auto written = counted_.note_hashes().find(note.seq);
      if (written == counted_.note_hashes().end())
        find(fmt::format("note row {}: the journal has no such note", note.seq));
      else if (written->second != note_hash(note.salt, note.text))
        find(fmt::format("note row {}: its text is not the one that the journal means", note.seq));
      else if (const auto& of = notes_[note.seq];
               note.ticket != of.ticket || note.at_wall_ms != of.at_wall_ms)
        find(fmt::format("note row {}: the journal has it of another ticket or time", note.seq));
    });
  }

  [[nodiscard]] Result<void> guests() {
    auto done =
        each(fmt::format("SELECT {} FROM guests", kGuestColumns), [&](const Statement& row) {
          ++verified_.guests;
          if (auto wrong = guest_book_.check(read_guest(row))) find(std::move(*wrong));
        });
    for (auto& gone : guest_book_.missing()) find(std::move(gone));
    return done;
  }

  /// The report of each day, from the tables and from the recount.
  [[nodiscard]] Result<void> reports() {
    for (const Day day : opened_) {
      const Days days{day, day};
      const auto stored = read_history(database_, days);
      if (!stored) {
        find(fmt::format("report {}: {}", day_text(day), stored.error().detail));
        continue;
      }
      const auto counted = counted_.history(days);
      for (const auto by : {ReportBy::kDay, ReportBy::kService, ReportBy::kCounter,
                            ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour}) {
        const auto said = report_of(*stored, days, by, 0);
        const auto right = report_of(counted, days, by, 0);
        if (said.rows == right.rows && said.total == right.total) continue;
        find(fmt::format("report {}: differs from a recount of the journal", day_text(day)));
        break;
      }
    }
    return {};
  }

  [[nodiscard]] Result<void> sessions() {
    return each(fmt::format("SELECT {} FROM sessions", kSessionColumns),
                [&](const Statement& statement) {
                  ++verified_.sessions;
                  const auto row = read_session(statement);
                  const auto reply = codec::decode_reply(row.reply);
                  if (!reply || reply->session != row.session || reply->n != row.n)
                    return find(
                        fmt::format("session row {} {}: its reply cannot be read or is "
                                    "another's",
                                    row.client, row.session));
                  const auto* told = std::get_if<TicketReply>(&reply->body);
                  if (told != nullptr && !counted_.tickets().contains({told->day, told->ticket}))
                    find(fmt::format("session row {} {}: the journal has no ticket {} {}",
                                     row.client, row.session, day_text(told->day), told->ticket));
                });
  }

  [[nodiscard]] Result<void> officers() {
    return each("SELECT name, pin_hash FROM officers", [&](const Statement& row) {
      if (!row.bytes(1).starts_with("$argon2id$"))
        find(fmt::format("officer row {}: its PIN's hash cannot be read", row.bytes(0)));
    });
  }

  /// A table, index, view or trigger that is not as this layout has it could hide or change rows.
  [[nodiscard]] Result<void> definitions() {
    auto wanted = Database::open(":memory:", Database::Mode::kReadWrite);
    if (!wanted) return wanted.error();
    if (auto made = make_schema(*wanted); !made) return made;
    constexpr const char* kDefinitions = "SELECT type || ' ' || name, sql FROM sqlite_master";
    auto statement = wanted->prepare(kDefinitions);
    if (!statement) return statement.error();
    std::map<std::string, std::string> right;
    auto done = each_row(*statement, [&](const Statement& row) -> Result<void> {
      right.emplace(row.bytes(0), row.bytes(1));
      return {};
    });
    if (!done) return done;
    done = each(kDefinitions, [&](const Statement& row) {
      const auto found = right.extract(std::string(row.bytes(0)));
      // What `PRAGMA optimize` and the like of a database tool leave changes nothing.
      if (row.bytes(0).starts_with("table sqlite_stat")) return;
      if (found.empty() || found.mapped() != row.bytes(1))
        find(
            fmt::format("definition of {}: not as layout {} has it", row.bytes(0), kSchemaVersion));
    });
    for (const auto& [name, sql] : right) find(fmt::format("definition of {}: missing", name));
    return done;
  }

  /// What SQLite says about its own pages and indexes.
  [[nodiscard]] Result<void> pages() {
    return each("PRAGMA integrity_check(10)", [&](const Statement& row) {
      if (row.bytes(0) != "ok") find(fmt::format("database file: {}", row.bytes(0)));
    });
  }

  struct NoteOf {
    TicketId ticket;
    std::int64_t at_wall_ms = 0;
  };

  Database database_;
  std::map<std::uint64_t, NoteOf> notes_;
  std::multimap<std::uint64_t, std::string> known_;  ///< heads that were not met yet
  Verified verified_;
  std::map<Day, std::uint64_t> days_;
  std::vector<Day> opened_;
  GuestBook guest_book_;
  Tables counted_;
};

}  // namespace

Result<Verified> verify(const std::filesystem::path& path, const std::vector<KnownHead>& known) {
  std::error_code unknown;
  const bool folder = std::filesystem::is_directory(path, unknown);
  const auto file = folder ? database_file(path) : path;
  auto opened = open_for_reading(file);
  if (!opened) return opened.error();
  // One read transaction: a dispatcher that commits meanwhile is not seen.
  if (auto done = opened->database.execute("BEGIN"); !done) return done.error();
  return Verifier(std::move(opened->database), known).run();
}

}  // namespace antre::store
