// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include <utility>

#include "dispatcher/service/dispatcher.hpp"
#include "dispatcher/service/roles.hpp"
#include "link/log.hpp"
#include "protocol/codec.hpp"

namespace antre::service {
namespace {

/// A request without its body: whom an answer that comes later is for.
Request envelope_of(const Request& request) {
  return {request.v, request.session, request.n, Ping{}};
}

}  // namespace

bool Dispatcher::administer(const link::Peer& from, Request& request) {
  auto& body = request.body;
  if (auto* asked = std::get_if<SignIn>(&body)) {
    sign_in(from, request, *asked);
  } else if (auto* put = std::get_if<PutOfficer>(&body)) {
    put_officer(from, request, *put);
  } else if (const auto* removed = std::get_if<RemoveOfficer>(&body)) {
    auto row = officers_.remove(*removed);
    if (row)
      keep_officer(from, request, std::move(*row));
    else
      refuse(from, request, row.error());
  } else if (std::holds_alternative<GetOfficers>(body)) {
    reply_to(from, request, OfficersReply{officers_.list(), instant().utc_offset_s});
  } else if (std::holds_alternative<GetHealth>(body)) {
    // At once, also while a disk hangs: who watches must see just that.
    reply_to(from, request, health());
  } else if (std::holds_alternative<BeginBackup>(body)) {
    backups_.begin(client_of(from), reserve_bytes(),
                   [this, from, asked = envelope_of(request)](const Result<BackupReply>& made) {
                     if (made) return reply_to(from, asked, *made);
                     refuse(from, asked, made.error());
                   });
  } else if (const auto* part = std::get_if<GetBackupPart>(&body)) {
    backups_.part(client_of(from), *part,
                  [this, from, asked = envelope_of(request)](const Result<BackupPart>& read) {
                    if (read) return reply_to(from, asked, *read);
                    refuse(from, asked, read.error());
                  });
  } else {
    return false;
  }
  return true;
}

void Dispatcher::sign_in(const link::Peer& from, Request& request, SignIn& asked) {
  const auto client = client_of(from);
  officers_.sign_in(client, asked,
                    [this, from, client, to = envelope_of(request)](const Result<SignedIn>& done) {
                      if (stopping_ || failed_) return;
                      if (done) return reply_to(from, to, *done);
                      // Whose PIN it was is nobody's business; where it was tried is.
                      spdlog::warn("a sign-in was refused client={} code={}",
                                   link::log_value(client), wire_name(done.error().code));
                      refuse(from, to, done.error());
                    });
}

void Dispatcher::put_officer(const link::Peer& from, Request& request, PutOfficer& asked) {
  officers_.put(asked, [this, from, to = envelope_of(request)](Result<store::OfficerRow> row) {
    if (stopping_ || failed_) return;
    if (!row) return refuse(from, to, row.error());
    keep_officer(from, to, std::move(*row));
  });
}

void Dispatcher::keep_officer(const link::Peer& from, const Request& request,
                              store::OfficerRow row) {
  if (const auto room = check_disk(); !room) return refuse(from, request, room.error());
  const auto now = time_.now();
  if (!now) return refuse(from, request, now.error());
  row.since_wall_ms = now->at_ms + now->wall_offset_ms + now->corrected_ms;
  spdlog::info("the register of officers changes client={} what={}",
               link::log_value(client_of(from)), row.pin_hash.empty() ? "removed" : "put");
  pending_.batch.officers.push_back(std::move(row));
  answer(from, codec::encode(Reply{kProtocolVersion, request.session, request.n, Accepted{}}));
}

Result<void> Dispatcher::check_grant(const link::Peer& from, const Command& command) const {
  const auto* open = std::get_if<OpenCounter>(&command);
  // Who answers for the hall may open a counter for an officer whose PIN is forgotten.
  if (open == nullptr || from.role != "counter" || !officers_.registered()) return {};
  const auto client = client_of(from);
  auto granted = officers_.check_grant(client, *open);
  if (!granted)
    spdlog::warn("a counter was not opened client={} code={}", link::log_value(client),
                 wire_name(granted.error().code));
  return granted;
}

HealthReply Dispatcher::health() {
  auto reply = health_.of_machine();
  reply.program = settings_.program;
  reply.hall_id = hall_.id;
  reply.epoch = view_.epoch;
  reply.seq = committed_.seq;
  reply.head = store::hex(committed_.hash);
  reply.utc_offset_s = instant().utc_offset_s;
  reply.waiting = waiting_;
  reply.reserve_bytes = reserve_bytes();
  const auto room = check_disk();
  const auto now = time_.now();
  reply.takes_commands = room && now;
  if (!room)
    reply.why_not = room.error().detail;
  else if (!now)
    reply.why_not = now.error().detail;
  return reply;
}

}  // namespace antre::service
