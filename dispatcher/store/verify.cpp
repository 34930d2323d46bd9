// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/verify.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "dispatcher/store/schema.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "protocol/codec.hpp"

namespace antre::store {
namespace {

class Verifier {
 public:
  explicit Verifier(Database database) : database_(std::move(database)) {}

  [[nodiscard]] Result<Verified> run() {
    using Step = Result<void> (Verifier::*)();
    for (const Step step :
         {&Verifier::journal, &Verifier::days, &Verifier::tickets, &Verifier::sessions})
      if (auto done = (this->*step)(); !done) return done.error();
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
    return done;
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
  }

  void check_entry(const JournalRow& row) {
    const auto entry = decode(row);
    if (!entry) return find(entry.error().detail);
    if (entry->seq != row.seq || entry->day != row.day || entry->at_ms != row.at_ms)
      find(fmt::format("journal row {}: its columns differ from its bytes", row.seq));
    if (std::holds_alternative<DayOpened>(entry->event)) days_[entry->day] = entry->seq;
    for (const auto& id : touched(*entry)) {
      auto& ticket = tickets_[id];
      ticket.id = id;
      fold(ticket, *entry);
    }
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

  [[nodiscard]] Result<void> tickets() {
    auto done = each(fmt::format("SELECT {} FROM tickets", kTicketColumns),
                     [&](const Statement& statement) {
                       ++verified_.tickets;
                       const auto row = read_ticket(statement);
                       if (!row) return find(row.error().detail);
                       const auto counted = tickets_.extract(row->id);
                       if (counted.empty())
                         find(fmt::format("ticket row {} {}: the journal has no such ticket",
                                          day_text(row->id.day), row->id.number));
                       else if (!(counted.mapped() == *row))
                         find(fmt::format("ticket row {} {}: differs from a recount of the journal",
                                          day_text(row->id.day), row->id.number));
                     });
    for (const auto& [id, row] : tickets_)
      find(fmt::format("ticket row {} {}: missing", day_text(id.day), id.number));
    return done;
  }

  [[nodiscard]] Result<void> sessions() {
    return each(fmt::format("SELECT {} FROM sessions", kSessionColumns),
                [&](const Statement& statement) {
                  ++verified_.sessions;
                  const auto row = read_session(statement);
                  const auto reply = codec::decode_reply(row.reply);
                  if (!reply || reply->session != row.session || reply->n != row.n)
                    find(fmt::format("session row {} {}: its reply cannot be read or is another's",
                                     row.client, row.session));
                });
  }

  Database database_;
  Verified verified_;
  std::map<Day, std::uint64_t> days_;
  std::map<TicketId, TicketRow> tickets_;
};

}  // namespace

Result<Verified> verify(const std::filesystem::path& path) {
  const auto file = std::filesystem::is_directory(path) ? database_file(path) : path;
  auto database = Database::open(file, Database::Mode::kReadOnly);
  if (!database) return database.error();
  if (auto done = check_schema(*database, file); !done) return done.error();
  // One read transaction: a dispatcher that commits meanwhile is not seen.
  if (auto done = database->execute("BEGIN"); !done) return done.error();
  return Verifier(std::move(*database)).run();
}

}  // namespace antre::store
