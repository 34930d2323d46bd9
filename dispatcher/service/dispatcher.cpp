// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/dispatcher.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "dispatcher/service/done.hpp"
#include "dispatcher/service/envelope.hpp"
#include "dispatcher/service/resolve.hpp"
#include "dispatcher/service/roles.hpp"
#include "dispatcher/service/secret.hpp"
#include "link/log.hpp"
#include "protocol/codec.hpp"

namespace antre::service {
namespace {

/// The log is told of a revoked client that goes on asking once a minute.
constexpr std::int64_t kTellAgainMs = 60'000;
/// A session is 32 hexadecimal digits; this leaves room for keys of scripts.
constexpr std::size_t kLongestSession = 128;

Result<void> check_number(const std::string& session, std::uint64_t n) {
  if (session.empty() || session.size() > kLongestSession || n == 0)
    return Error{ErrorCode::kBadRequest,
                 "a command needs its session (1 to 128 bytes) and its number, from 1"};
  return {};
}

Error error_of(Sessions::Verdict verdict, std::uint64_t n) {
  using enum Sessions::Verdict;
  if (verdict == kStale)
    return {ErrorCode::kStale, fmt::format("request {} was answered long ago", n)};
  if (verdict == kConflict)
    return {ErrorCode::kConflict, fmt::format("request {} was another command before", n)};
  ANTRE_ASSERT(verdict == kGap);
  return {ErrorCode::kGap, fmt::format("requests before {} are missing; begin a new session", n)};
}

/// The entry that was just written for a text kept beside the journal: the last with its hash.
template <class E>
const Entry& written(const std::vector<store::Record>& records, const std::string& hash) {
  const auto found = std::find_if(records.rbegin(), records.rend(), [&](const auto& record) {
    const auto* event = std::get_if<E>(&record.entry.event);
    return event != nullptr && event->hash == hash;
  });
  ANTRE_ASSERT(found != records.rend());
  return found->entry;
}

}  // namespace

Dispatcher::Dispatcher(const Parts& parts, DispatcherSettings settings, DispatcherEvents events,
                       HallSettings hall, store::Loaded loaded)
    : parts_(parts),
      settings_(std::move(settings)),
      events_(std::move(events)),
      hall_(std::move(hall)),
      calendar_(hall_),
      time_(parts_.clock, loaded.anchor,
            loaded.entries.empty() ? 0 : loaded.entries.back().wall_offset_ms.value_or(0)),
      sessions_(loaded.sessions),
      officers_(parts_.clock, parts_.codes, parts_.pins, loaded.officers),
      backups_(parts_.clock, parts_.codes, parts_.backups, parts_.disk),
      health_(parts_.clock, parts_.committer, parts_.gauges, parts_.disk),
      head_(loaded.head),
      outlook_(parts_.forecaster, [this] { answer_forecasts(); }) {
  view_.epoch = std::move(loaded.epoch);
  committed_ = loaded.head;
  restored_ = std::move(loaded.restored);
  replay(loaded.entries);
  hall_differs_ = hall_ != state_.hall;
}

Dispatcher::~Dispatcher() {
  parts_.alarm.off();
}

void Dispatcher::replay(const std::vector<Entry>& entries) {
  // Screens may show a hall whose first day could not be opened yet.
  if (entries.empty()) {
    view_.hall = hall_;
    return;
  }
  view_.seq = entries.front().seq - 1;
  for (const auto& entry : entries) {
    engine::apply(state_, entry);
    view_.apply(entry);
  }
}

void Dispatcher::start() {
  const auto began = state_.opened ? begin_without_day("") : begin("");
  if (began)
    pending_.batch.forgotten = sessions_.take_surplus();
  else
    spdlog::warn("commands are refused for now code={} why={}", wire_name(began.error().code),
                 link::log_value(began.error().detail));
  tick();
  schedule_flush();
}

// ---------------------------------------------------------------- requests

void Dispatcher::receive(const link::Peer& from, std::string_view bytes) {
  if (stopping_ || failed_ || waiting_ >= kMostWaiting) return;
  auto request = codec::decode_request(bytes);
  if (!request) return refuse(from, envelope_of(bytes), request.error());
  take(from, *request);
  wipe(request->body);
}

void Dispatcher::take(const link::Peer& from, Request& request) {
  if (const auto* asked = std::get_if<Settle>(&request.body)) return settle(from, request, *asked);
  if (auto asked = command_of(request.body)) return command(from, request, std::move(*asked));
  query(from, std::move(request));
}

void Dispatcher::receive_revoked(const link::Peer& from, std::string_view bytes) {
  const auto now_ms = parts_.clock.read().boottime_ms;
  const auto [told, first] = told_revoked_ms_.try_emplace(client_of(from), now_ms);
  if (first || now_ms - told->second >= kTellAgainMs) {
    told->second = now_ms;
    spdlog::warn("a request over a revoked key was refused client={}",
                 link::log_value(client_of(from)));
  }
  refuse(from, envelope_of(bytes),
         {ErrorCode::kNotAuthorised, "this key was revoked; ask for another"});
}

void Dispatcher::command(const link::Peer& from, const Request& request, Command command) {
  if (auto checked = check_number(request.session, request.n); !checked)
    return refuse(from, request, checked.error());
  drop_ours(command);
  store::SessionRow row;
  row.client = client_of(from);
  row.session = request.session;
  row.n = request.n;
  Request hashed{kProtocolVersion, request.session, request.n, to_body(command)};
  auto content = codec::encode(hashed);
  row.request_hash = store::hash_of(content);
  if (std::holds_alternative<OpenCounter>(command) ||
      std::holds_alternative<SignGuestBook>(command)) {
    wipe(content);
    wipe(hashed.body);
  }
  row.at_ms = state_.at_ms;

  auto allowed = may(from, request.body);
  if (allowed) allowed = may_at_desk(from, request.body, hall_.desk);
  const auto seen = sessions_.look(row.client, row.session, row.n, &row.request_hash);
  if (seen.verdict == Sessions::Verdict::kRepeat) {
    health_.repeated();
    return repeat(from, seen, *seen.reply);
  }
  if (seen.verdict != Sessions::Verdict::kExecute) {
    const auto error = error_of(seen.verdict, request.n);
    if (seen.verdict == Sessions::Verdict::kConflict)
      spdlog::warn("a request number came with other content client={} n={}",
                   link::log_value(row.client), request.n);
    return refuse(from, request, error);
  }
  if (!allowed) return refuse_in_passing(from, request, std::move(row), allowed.error());
  execute(from, request, std::move(command), std::move(row));
}

void Dispatcher::execute(const link::Peer& from, const Request& request, Command command,
                         store::SessionRow row) {
  const auto context = begin(from.name);
  if (!context) return refuse_in_passing(from, request, std::move(row), context.error());
  wind(*context);
  if (auto* open = std::get_if<OpenCounter>(&command))
    if (auto name = officer_name(open->officer)) open->officer = std::move(*name);
  if (const auto granted = check_grant(from, command); !granted)
    return refuse_in_passing(from, request, std::move(row), granted.error());
  if (const auto done = decide(command, from, *context)) {
    if (const auto* open = std::get_if<OpenCounter>(&command))
      officers_.use_grant(row.client, *open);
    wind(*context);
    row.reply = codec::encode(
        Reply{kProtocolVersion, request.session, request.n, reply_of(state_, command, issued_)});
  } else {
    row.reply = codec::encode(refusal(request, done.error()));
  }
  wipe(command);
  row.at_ms = context->now.at_ms;
  auto bytes = row.reply;
  keep(std::move(row));
  answer(from, std::move(bytes));
}

Result<void> Dispatcher::decide(Command& command, const link::Peer& from, engine::Context context) {
  issued_.reset();
  if (const auto* open = std::get_if<OpenCounter>(&command))
    if (const auto name = officer_name(open->officer); !name) return name.error();
  if (auto resolved = resolve_times(command, context.now, hall_.day_starts_min, calendar_);
      !resolved)
    return resolved;
  if (auto* issue = std::get_if<Issue>(&command)) fill_in(*issue);
  if (auto* check_in = std::get_if<CheckIn>(&command)) fill_in(*check_in);
  if (auto* opened = std::get_if<OpenCase>(&command)) opened->code = parts_.codes.draw();
  auto* note = std::get_if<Note>(&command);
  auto* book = std::get_if<SignGuestBook>(&command);
  std::string salt;
  if (note != nullptr || book != nullptr) salt = parts_.codes.draw_hex();
  if (note != nullptr) note->hash = store::note_hash(salt, note->text);
  if (book != nullptr) book->hash = store::guest_hash(salt, book->guest);
  context.client = client_of(from);
  auto done = engine::carry_out(state_, command, context, *this);
  if (done && note != nullptr) keep_note(*note, salt, client_of(from));
  if (done && book != nullptr) keep_guest(*book, salt, client_of(from));
  return done;
}

void Dispatcher::fill_in(Issue& issue) const {
  issue.code = parts_.codes.draw();
  // Of a place that comes later nobody knows yet how many will be there.
  if (issue.booked_ms && *issue.booked_ms > now_.at_ms) return;
  if (const auto* expected = outlook_.expected(issue.service)) {
    issue.estimate_low_s = expected->low_s;
    issue.estimate_high_s = expected->high_s;
  }
}

void Dispatcher::fill_in(CheckIn& check_in) const {
  const auto* found = state_.open_case(check_in.code);
  if (found == nullptr) return;
  Issue issue;
  issue.service = found->service;
  fill_in(issue);
  check_in.ticket_code = issue.code;
  check_in.estimate_low_s = issue.estimate_low_s;
  check_in.estimate_high_s = issue.estimate_high_s;
}

void Dispatcher::keep_note(const Note& note, const std::string& salt, const std::string& by) {
  const auto& entry = written<NoteAdded>(pending_.batch.records, *note.hash);
  store::NoteRow row;
  row.seq = entry.seq;
  row.ticket = {note.of_day.value_or(entry.day), note.ticket};
  row.at_wall_ms = entry.wall_ms();
  row.by = by;
  row.salt = salt;
  row.text = note.text;
  pending_.batch.notes.push_back(std::move(row));
}

void Dispatcher::keep_guest(const SignGuestBook& book, const std::string& salt,
                            const std::string& by) {
  const auto& entry = written<GuestBookSigned>(pending_.batch.records, *book.hash);
  store::GuestRow row;
  row.seq = entry.seq;
  row.ticket = {book.of_day.value_or(entry.day), book.ticket};
  row.at_wall_ms = entry.wall_ms();
  row.by = by;
  row.salt = salt;
  row.guest = book.guest;
  pending_.batch.guests.push_back(std::move(row));
}

void Dispatcher::settle(const link::Peer& from, const Request& request, const Settle& settle) {
  if (auto allowed = may(from, request.body); !allowed)
    return refuse(from, request, allowed.error());
  if (auto checked = check_number(settle.of_session, settle.of_n); !checked)
    return refuse(from, request, checked.error());
  const auto reply = [&](bool executed, std::optional<std::string> stored) {
    return codec::encode(Reply{kProtocolVersion, request.session, request.n,
                               SettleReply{executed, std::move(stored)}});
  };
  const auto client = client_of(from);
  const auto seen = sessions_.look(client, settle.of_session, settle.of_n, nullptr);
  // What was refused in passing was not executed, and a late copy of it must not be either.
  const bool spend = seen.verdict == Sessions::Verdict::kExecute || seen.refused;
  if (seen.verdict == Sessions::Verdict::kRepeat && !spend) {
    auto bytes = seen.settled ? reply(false, std::nullopt) : reply(true, *seen.reply);
    return repeat(from, seen, std::move(bytes));
  }
  if (!spend) return refuse(from, request, error_of(seen.verdict, settle.of_n));

  const auto context = begin(from.name);
  if (!context) return refuse(from, request, context.error());
  wind(*context);
  store::SessionRow row;
  row.client = client;
  row.session = settle.of_session;
  row.n = settle.of_n;
  row.settled = true;
  row.at_ms = context->now.at_ms;
  row.reply = codec::encode(
      refusal(Request{kProtocolVersion, settle.of_session, settle.of_n, Ping{}},
              {ErrorCode::kSettled, "this request was settled as not done; it does nothing"}));
  keep(std::move(row));
  answer(from, reply(false, std::nullopt));
}

}  // namespace antre::service
