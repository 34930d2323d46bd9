// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "dispatcher/store/sqlite_case_rows.hpp"
#include "dispatcher/store/sqlite_history.hpp"
#include "dispatcher/store/sqlite_report_rows.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "dispatcher/store/sqlite_store.hpp"

/// The writing half of the projections: what an entry means for their tables.
namespace antre::store {

Result<TicketRow> SqliteStore::ticket_row(const TicketId& id) {
  TicketRow row;
  row.id = id;
  get_ticket_.bind(1, std::int64_t{id.day.value}).bind_text(2, id.number);
  const auto found = get_ticket_.step();
  auto read = found && *found ? read_ticket(get_ticket_) : Result<TicketRow>(row);
  get_ticket_.reset();
  if (!found) return found.error();
  if (!read) return read.error();
  row = std::move(*read);
  get_turns_.bind(1, std::int64_t{id.day.value}).bind_text(2, id.number);
  auto done = each_row(get_turns_, [&row](const Statement& statement) -> Result<void> {
    auto turn = read_turn(statement);
    if (!turn) return turn.error();
    row.turns.push_back(std::move(turn->turn));
    return {};
  });
  get_turns_.reset();
  if (!done) return done.error();
  return row;
}

Result<void> SqliteStore::write_ticket(const TicketRow& row, const std::vector<Turn>& before) {
  bind_ticket(put_ticket_, row);
  if (auto done = put_ticket_.run(); !done) return done;
  for (std::size_t i = 0; i < row.turns.size(); ++i) {
    if (i < before.size() && before[i] == row.turns[i]) continue;
    bind_turn(put_turn_, row.id, i + 1, row.turns[i]);
    if (auto done = put_turn_.run(); !done) return done;
  }
  if (before.size() <= row.turns.size()) return {};
  drop_turns_.bind(1, std::int64_t{row.id.day.value})
      .bind_text(2, row.id.number)
      .bind(3, static_cast<std::int64_t>(row.turns.size()));
  return drop_turns_.run();
}

Result<void> SqliteStore::write_tickets(const Entry& entry) {
  // An issued ticket is new; every other event changes a row that is there.
  const bool fresh = std::holds_alternative<TicketIssued>(entry.event) ||
                     std::holds_alternative<QuickServiceStarted>(entry.event);
  for (const auto& id : touched(entry)) {
    TicketRow row;
    row.id = id;
    if (!fresh) {
      auto found = ticket_row(id);
      if (!found) return found.error();
      row = std::move(*found);
    }
    const auto before = row.turns;
    store::fold(row, entry, staffing_);
    if (auto done = write_ticket(row, before); !done) return done;
  }
  return {};
}

Result<void> SqliteStore::write_register(const Entry& entry) {
  if (const auto* missed = std::get_if<TargetMissed>(&entry.event)) {
    const auto ticket = ticket_row({missed->of_day.value_or(entry.day), missed->ticket});
    if (!ticket) return ticket.error();
    return put_miss(put_miss_, miss_of(entry, *missed, *ticket));
  }
  const auto* corrected = std::get_if<MissCorrected>(&entry.event);
  const auto* explained = std::get_if<MissExplained>(&entry.event);
  if (corrected != nullptr || explained != nullptr) {
    get_miss_.bind_text(1, corrected != nullptr ? corrected->miss : explained->miss);
    const auto found = get_miss_.step();
    auto miss = found && *found ? read_miss(get_miss_) : Result<Miss>(Miss{});
    get_miss_.reset();
    if (!found) return found.error();
    if (!*found) return {};  // verify names it
    if (!miss) return miss.error();
    if (corrected != nullptr)
      correct(miss->row, entry, *corrected);
    else
      explain(miss->row, *explained);
    return put_miss(put_miss_, *miss);
  }
  if (const auto* overtaken = std::get_if<TicketOvertaken>(&entry.event)) {
    const auto ticket = ticket_row({overtaken->of_day.value_or(entry.day), overtaken->ticket});
    if (!ticket) return ticket.error();
    return put_overtaking(put_overtaking_, overtaking_of(entry, *overtaken, *ticket, staffing_));
  }
  return {};
}

template <class Change>
Result<void> SqliteStore::change_case(const std::string& number, Change change) {
  get_case_.bind_text(1, number);
  const auto found = get_case_.step();
  auto row = found && *found ? read_case(get_case_) : Result<Case>(Case{});
  get_case_.reset();
  if (!found) return found.error();
  if (!*found) return {};
  if (!row) return row.error();
  change(row->row);
  return put_case(put_case_, *row);
}

Result<void> SqliteStore::write_cases(const Entry& entry) {
  if (const auto* opened = std::get_if<CaseOpened>(&entry.event))
    return put_case(put_case_, case_of(entry, *opened));
  if (const auto* advanced = std::get_if<CaseAdvanced>(&entry.event))
    return change_case(advanced->case_, [&](CaseRow& row) { advance(row, entry, *advanced); });
  if (const auto* closed = std::get_if<CaseClosed>(&entry.event))
    return change_case(closed->case_, [&](CaseRow& row) { store::close(row, entry, *closed); });
  if (const auto* issued = std::get_if<TicketIssued>(&entry.event);
      issued != nullptr && issued->case_)
    return change_case(*issued->case_, [&](CaseRow& row) { visit(row, entry, *issued); });
  if (const auto* answered = std::get_if<SurveyAnswered>(&entry.event))
    return put_answer(put_answer_, answer_of(entry, *answered));
  return {};
}

Result<void> SqliteStore::write_projections(const Entry& entry) {
  if (auto done = write_tickets(entry); !done) return done;
  if (auto done = write_register(entry); !done) return done;
  if (auto done = write_cases(entry); !done) return done;
  for (const auto& span : staffing_.fold(entry))
    if (auto done = put_span(put_span_, span); !done) return done;
  return {};
}

Result<void> SqliteStore::write_notes(const Batch& batch) {
  for (const auto& note : batch.notes)
    if (auto done = put_note(put_note_, note); !done) return done;
  if (!batch.notes_before) return {};
  // What is erased must not stay readable in the file's free pages.
  if (auto done = database().execute("PRAGMA secure_delete=ON"); !done) return done;
  drop_notes_.bind(1, std::int64_t{batch.notes_before->value});
  auto erased = drop_notes_.run();
  auto done = database().execute("PRAGMA secure_delete=OFF");
  return erased ? done : erased;
}

Result<void> SqliteStore::fold_journal() {
  auto journal =
      database().prepare(fmt::format("SELECT {} FROM journal ORDER BY seq", kJournalColumns));
  if (!journal) return journal.error();
  staffing_ = Staffing();
  auto done = each_row(*journal, [this](const Statement& statement) -> Result<void> {
    const auto entry = decode(read_journal(statement));
    if (!entry) return entry.error();
    return write_projections(*entry);
  });
  if (!done) return done;
  journal->reset();
  return commit_.run();
}

}  // namespace antre::store
