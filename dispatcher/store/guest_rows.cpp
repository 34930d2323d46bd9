// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/guest_rows.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "dispatcher/store/chain.hpp"

namespace antre::store {

std::string guest_hash(std::string_view salt, const Guest& guest) {
  // Each field with its length, so that no other entry gives the same bytes.
  std::string bytes(salt);
  for (const auto* field :
       {&guest.name, &guest.institution, &guest.email, &guest.purpose, &guest.identity})
    bytes += fmt::format("{}:{}", field->size(), *field);
  auto digest = hex(hash_of(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return digest;
}

void GuestBook::fold(const Entry& entry) {
  if (const auto* opened = std::get_if<DayOpened>(&entry.event)) {
    const Day before{entry.day.value - opened->hall.retention.guest_book_days};
    erased_before_ = std::max(erased_before_, before);
  } else if (const auto* event = std::get_if<GuestBookSigned>(&entry.event)) {
    const TicketId ticket{event->of_day.value_or(entry.day), event->ticket};
    tickets_[entry.seq] = ticket;
    last_[ticket] = {entry.seq, entry.wall_ms(), event->hash, false};
  }
}

std::optional<std::string> GuestBook::check(const GuestRow& row) {
  const auto of = tickets_.find(row.seq);
  if (of == tickets_.end())
    return fmt::format("guest row {}: the journal has no such entry", row.seq);
  if (of->second != row.ticket)
    return fmt::format("guest row {}: the journal has it of another ticket or time", row.seq);
  auto& last = last_.at(row.ticket);
  if (last.seq != row.seq)
    return fmt::format("guest row {}: was replaced by entry {}, and is still there", row.seq,
                       last.seq);
  last.there = true;
  if (last.at_wall_ms != row.at_wall_ms)
    return fmt::format("guest row {}: the journal has it of another ticket or time", row.seq);
  if (last.hash != guest_hash(row.salt, row.guest))
    return fmt::format("guest row {}: it is not the entry that the journal means", row.seq);
  return std::nullopt;
}

std::vector<std::string> GuestBook::missing() const {
  std::vector<std::string> findings;
  for (const auto& [ticket, last] : last_)
    if (!last.there && ticket.day >= erased_before_)
      findings.push_back(
          fmt::format("guest row {}: missing, and not old enough to be erased", last.seq));
  return findings;
}

}  // namespace antre::store
