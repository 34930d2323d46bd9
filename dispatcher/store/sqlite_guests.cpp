// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/sqlite_guests.hpp"

#include <fmt/format.h>

#include "dispatcher/store/sqlite_store.hpp"

namespace antre::store {

GuestRow read_guest(const Statement& row) {
  GuestRow read;
  read.seq = static_cast<std::uint64_t>(row.number(0));
  read.ticket = {Day{static_cast<std::int32_t>(row.number(1))}, std::string(row.bytes(2))};
  read.at_wall_ms = row.number(3);
  read.by = row.bytes(4);
  read.salt = row.bytes(5);
  read.guest.name = row.bytes(6);
  read.guest.institution = row.bytes(7);
  read.guest.email = row.bytes(8);
  read.guest.purpose = row.bytes(9);
  read.guest.identity = row.bytes(10);
  return read;
}

Result<void> put_guest(Statement& statement, const GuestRow& row) {
  statement.bind(1, static_cast<std::int64_t>(row.seq))
      .bind(2, std::int64_t{row.ticket.day.value})
      .bind_text(3, row.ticket.number)
      .bind(4, row.at_wall_ms)
      .bind_text(5, row.by)
      .bind_text(6, row.salt)
      .bind_text(7, row.guest.name)
      .bind_text(8, row.guest.institution)
      .bind_text(9, row.guest.email)
      .bind_text(10, row.guest.purpose)
      .bind_text(11, row.guest.identity);
  return statement.run();
}

Result<void> SqliteStore::write_guests(const Batch& batch) {
  if (batch.guests.empty() && !batch.guests_before) return {};
  // What is replaced or erased must not stay readable in the file's free pages.
  if (auto done = database().execute("PRAGMA secure_delete=ON"); !done) return done;
  auto written = put_guests(batch);
  auto done = database().execute("PRAGMA secure_delete=OFF");
  return written ? done : written;
}

Result<void> SqliteStore::put_guests(const Batch& batch) {
  for (const auto& row : batch.guests) {
    drop_guest_.bind(1, std::int64_t{row.ticket.day.value}).bind_text(2, row.ticket.number);
    if (auto done = drop_guest_.run(); !done) return done;
    if (auto done = put_guest(put_guest_, row); !done) return done;
  }
  if (!batch.guests_before) return {};
  drop_guests_.bind(1, std::int64_t{batch.guests_before->value});
  return drop_guests_.run();
}

Result<GuestReply> SqliteStore::guest(const TicketId& ticket) {
  auto statement = database().prepare(
      fmt::format("SELECT {} FROM guests WHERE day = ?1 AND ticket = ?2", kGuestColumns));
  if (!statement) return statement.error();
  statement->bind(1, std::int64_t{ticket.day.value}).bind_text(2, ticket.number);
  const auto row = statement->step();
  if (!row) return row.error();
  GuestReply reply;
  if (!*row) return reply;
  auto read = read_guest(*statement);
  reply.guest = std::move(read.guest);
  reply.at_wall_ms = read.at_wall_ms;
  return reply;
}

}  // namespace antre::store
