// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/memory.hpp"

#include <algorithm>

namespace antre::store {

Result<Loaded> MemoryStore::load() {
  Loaded loaded;
  loaded.epoch = epoch_;
  loaded.hall_id = hall_id_;
  loaded.anchor = anchor_;
  if (!records_.empty()) loaded.head = {records_.back().entry.seq, records_.back().hash};
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
  auto head = records_.empty() ? Head{} : Head{records_.back().entry.seq, records_.back().hash};
  for (const auto& record : batch.records) {
    if (record.entry.seq != head.seq + 1 || record.hash != chained(head.hash, record.bytes))
      return Error{ErrorCode::kInternal, "the batch does not follow the journal's last row"};
    head = {record.entry.seq, record.hash};
  }
  for (const auto& record : batch.records) {
    records_.push_back(record);
    for (const auto& id : touched(record.entry)) {
      auto& row = tickets_[id];
      row.id = id;
      fold(row, record.entry);
    }
  }
  for (const auto& row : batch.sessions) sessions_[{row.client, row.session}] = row;
  for (const auto& key : batch.forgotten) sessions_.erase({key.client, key.session});
  if (batch.anchor) anchor_ = batch.anchor;
  if (batch.epoch) epoch_ = *batch.epoch;
  if (batch.hall_id) hall_id_ = *batch.hall_id;
  return {};
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
  }
  return page;
}

Result<std::vector<TicketRow>> MemoryStore::tickets(Day day) {
  std::vector<TicketRow> rows;
  for (const auto& [id, row] : tickets_)
    if (id.day == day) rows.push_back(row);
  return rows;
}

}  // namespace antre::store
