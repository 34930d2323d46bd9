// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/memory.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace antre::store {

Result<Loaded> MemoryStore::load() {
  Loaded loaded;
  loaded.epoch = epoch_;
  loaded.hall_id = hall_id_;
  loaded.anchor = anchor_;
  loaded.restored = restored_;
  for (const auto& [name, row] : officers_) loaded.officers.push_back(row);
  loaded.head = head();
  const auto opened = std::find_if(records_.rbegin(), records_.rend(), [](const Record& record) {
    return std::holds_alternative<DayOpened>(record.entry.event);
  });
  const auto first = opened == records_.rend() ? records_.begin() : std::prev(opened.base());
  for (auto at = first; at != records_.end(); ++at) loaded.entries.push_back(at->entry);
  for (const auto& [key, row] : sessions_) loaded.sessions.push_back(row);
  std::ranges::stable_sort(loaded.sessions, {}, &SessionRow::at_ms);
  return loaded;
}

Result<void> MemoryStore::commit(const Batch& batch) {
  auto last = head();
  for (const auto& record : batch.records) {
    if (record.entry.seq != last.seq + 1 || record.hash != chained(last.hash, record.bytes))
      return Error{ErrorCode::kInternal, "the batch does not follow the journal's last row"};
    last = {record.entry.seq, record.hash};
  }
  for (const auto& record : batch.records) {
    records_.push_back(record);
    tables_.fold(record.entry);
  }
  for (const auto& row : batch.sessions) sessions_[{row.client, row.session}] = row;
  for (const auto& key : batch.forgotten) sessions_.erase({key.client, key.session});
  for (const auto& note : batch.notes) notes_[note.seq] = note;
  if (batch.notes_before)
    std::erase_if(notes_,
                  [&](const auto& note) { return note.second.ticket.day < *batch.notes_before; });
  for (const auto& row : batch.guests) guests_[row.ticket] = row;
  if (batch.guests_before)
    std::erase_if(guests_,
                  [&](const auto& guest) { return guest.first.day < *batch.guests_before; });
  if (batch.anchor) anchor_ = batch.anchor;
  if (batch.epoch) epoch_ = *batch.epoch;
  if (batch.hall_id) hall_id_ = *batch.hall_id;
  for (const auto& row : batch.officers) {
    if (row.pin_hash.empty())
      officers_.erase(row.name);
    else
      officers_[row.name] = row;
  }
  if (batch.restored_done) restored_.reset();
  return {};
}

Head MemoryStore::head() const {
  if (records_.empty()) return {};
  return {records_.back().entry.seq, records_.back().hash};
}

void MemoryStore::put_back(std::string epoch, Restored restored) {
  epoch_ = std::move(epoch);
  restored_ = std::move(restored);
}

Result<Page> MemoryStore::entries(const Query& query) {
  Page page;
  for (const auto& record : records_) {
    if (record.entry.seq <= query.after_seq) continue;
    if (query.of_day && record.entry.day != *query.of_day) continue;
    if (page.entries.size() == query.limit) {
      page.more = true;
      break;
    }
    page.entries.push_back(record.entry);
    page.hashes.push_back(record.hash);
  }
  return page;
}

Result<std::vector<TicketRow>> MemoryStore::tickets(Day day) {
  return tables_.history({day, day}).tickets;
}

Result<History> MemoryStore::history(const Days& days) {
  auto history = tables_.history(days);
  history.head = head();
  return history;
}

Result<std::vector<MissRow>> MemoryStore::misses(const GetMisses& query) {
  std::vector<MissRow> rows;
  for (const auto& [seq, miss] : tables_.misses()) {
    const auto& row = miss.row;
    if (query.open_only && row.corrected_wall_ms) continue;
    if ((query.from && row.day < *query.from) || (query.to && row.day > *query.to)) continue;
    rows.push_back(row);
  }
  std::ranges::reverse(rows);
  const auto most = static_cast<std::size_t>(std::clamp(query.limit, 0, kMostMisses));
  if (rows.size() > most) rows.resize(most);
  return rows;
}

Result<std::vector<CaseRow>> MemoryStore::cases(const GetCases& query) {
  std::vector<CaseRow> rows;
  for (const auto& [seq, one] : tables_.cases())
    if (asked_for(one.row, query)) rows.push_back(one.row);
  std::ranges::reverse(rows);
  const auto most = static_cast<std::size_t>(std::clamp(query.limit, 0, kMostMisses));
  if (rows.size() > most) rows.resize(most);
  return rows;
}

Result<SurveyReply> MemoryStore::survey(const Days& days) {
  SurveyReply reply;
  reply.from = days.from;
  reply.to = days.to;
  for (const auto& [seq, answer] : tables_.answers())
    if (days.from <= answer.ticket.day && answer.ticket.day <= days.to) count(reply.rows, answer);
  for (const auto& row : tables_.history(days).tickets)
    if (row.state == TicketState::kFinished) ++reply.served;
  return reply;
}

Result<std::vector<NoteText>> MemoryStore::notes(const TicketId& ticket) {
  std::vector<NoteText> texts;
  for (const auto& [seq, note] : notes_)
    if (note.ticket == ticket) texts.push_back({note.at_wall_ms, note.by, note.text});
  return texts;
}

Result<GuestReply> MemoryStore::guest(const TicketId& ticket) {
  GuestReply reply;
  const auto found = guests_.find(ticket);
  if (found == guests_.end()) return reply;
  reply.guest = found->second.guest;
  reply.at_wall_ms = found->second.at_wall_ms;
  return reply;
}

Result<std::vector<ServiceTime>> MemoryStore::service_times(const std::optional<ServiceId>& service,
                                                            std::size_t most) {
  // By service, then the end of service, the newest first; of two that ended at once the later
  // ticket is first, as the other store says it.
  using Newest = std::tuple<EngineMs, TicketId, std::size_t>;
  std::map<ServiceId, std::map<Newest, std::int64_t, std::greater<>>> recorded;
  for (const auto& [id, row] : tables_.tickets()) {
    for (std::size_t n = 0; n < row.turns.size(); ++n) {
      const auto& turn = row.turns[n];
      const auto ms = turn.service_ms();
      if (!ms || (service && turn.service != *service)) continue;
      recorded[turn.service][{*turn.ended_ms, id, n}] = *ms;
    }
  }
  std::vector<ServiceTime> times;
  for (const auto& [id, newest] : recorded) {
    auto left = most;
    for (auto at = newest.begin(); at != newest.end() && left > 0; ++at, --left)
      times.push_back({id, at->second});
  }
  return times;
}

}  // namespace antre::store
