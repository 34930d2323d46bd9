// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "dispatcher/service/dispatcher.hpp"
#include "dispatcher/service/done.hpp"
#include "dispatcher/service/roles.hpp"
#include "dispatcher/service/secret.hpp"

/// Questions about the hall: they change nothing, and are answered from what is committed.
namespace antre::service {
namespace {

/// A page of entries: about 300 bytes each, well below what a client takes.
constexpr int kMostEntries = 1000;

}  // namespace

void Dispatcher::query(const link::Peer& from, Request request) {
  if (auto allowed = may(from, request.body); !allowed) {
    wipe(request.body);
    return refuse(from, request, allowed.error());
  }
  if (administer(from, request)) return;
  Answer asked;
  asked.to = from;
  if (const auto* snapshot = std::get_if<GetSnapshot>(&request.body))
    if (snapshot->had_seq.value_or(0) > head_.seq) renew_epoch(*snapshot->had_seq);
  asked.read = read_of(request.body);
  if (const auto* ticket = std::get_if<GetTicket>(&request.body)) asked.found = ticket_now(*ticket);
  if (const auto* open = std::get_if<GetCase>(&request.body)) asked.found = case_now(*open);
  const bool forecast = std::holds_alternative<GetForecast>(request.body);
  if (forecast && !outlook_.possible())
    return refuse(from, request, {ErrorCode::kUnavailable, "no forecasts are made here"});
  asked.query = std::move(request);
  if (forecast && state_.opened && !outlook_.knows(state_.seq)) {
    // The next one is made with the next heartbeat; the first one at once.
    const bool first = !outlook_.last();
    if (for_forecast_.size() < kMostWaiting)
      for_forecast_.push_back({state_.seq, std::move(asked)});
    if (first) look_ahead();
    return;
  }
  if (idle() && !asked.read) return send(asked);
  wait_with(std::move(asked));
}

std::optional<Read> Dispatcher::read_of(const RequestBody& query) const {
  if (const auto* events = std::get_if<GetEvents>(&query))
    return store::Query{events->after_seq, events->of_day,
                        static_cast<std::size_t>(std::clamp(events->limit, 1, kMostEntries))};
  if (const auto* report = std::get_if<GetReport>(&query)) {
    const auto now = instant();
    return ReportRead{*report, std::max(now.day, state_.day), now.utc_offset_s};
  }
  if (const auto* misses = std::get_if<GetMisses>(&query)) {
    auto asked = *misses;
    asked.limit = std::clamp(asked.limit, 1, store::kMostMisses);
    return asked;
  }
  if (const auto* cases = std::get_if<GetCases>(&query)) {
    auto asked = *cases;
    asked.limit = std::clamp(asked.limit, 1, store::kMostMisses);
    return asked;
  }
  if (const auto* survey = std::get_if<GetSurvey>(&query)) {
    const auto today = std::max(instant().day, state_.day);
    return SurveyRead{{survey->from.value_or(today), survey->to.value_or(today)}};
  }
  if (const auto* notes = std::get_if<GetNotes>(&query))
    return TicketId{notes->of_day.value_or(state_.day), notes->ticket};
  if (const auto* guest = std::get_if<GetGuest>(&query))
    return GuestOf{{guest->of_day.value_or(state_.day), guest->ticket}};
  return std::nullopt;
}

Result<ReplyBody> Dispatcher::ticket_now(const GetTicket& asked) const {
  using enum TicketState;
  auto found = engine::ticket_reply(state_, {asked.of_day.value_or(state_.day), asked.ticket});
  if (!found) return Error{ErrorCode::kUnknownTicket, "there is no ticket " + asked.ticket};
  const auto state = found->state;
  if (state == kFinished || state == kNoShow || state == kCancelled || state == kUnserved)
    return Error{ErrorCode::kWrongState, "ticket " + found->ticket + " has ended"};
  return ReplyBody{std::move(*found)};
}

Result<ReplyBody> Dispatcher::case_now(const GetCase& asked) const {
  const auto* found = state_.open_case(asked.case_);
  if (found == nullptr)
    return Error{ErrorCode::kUnknownCase, "there is no open case " + asked.case_.substr(0, 64)};
  return ReplyBody{case_reply(*found)};
}

Reply Dispatcher::answered(const Answer& answer) const {
  const auto& request = *answer.query;
  Reply reply{kProtocolVersion, request.session, request.n, Pong{view_.seq}};
  if (std::holds_alternative<Hello>(request.body))
    reply.body = Welcome{settings_.program, hall_.id,       view_.epoch,    view_.seq,
                         settings_.updates, answer.to.role, answer.to.name, officers_.registered()};
  else if (std::holds_alternative<GetSnapshot>(request.body))
    reply.body = SnapshotReply{snapshot(answer.to.role)};
  else if (std::holds_alternative<GetForecast>(request.body))
    reply.body = outlook_.last().value_or(ForecastReply{});
  else if (answer.read || std::holds_alternative<GetTicket>(request.body) ||
           std::holds_alternative<GetCase>(request.body)) {
    if (!answer.found) return refusal(request, answer.found.error());
    reply.body = *answer.found;
    if (auto* events = std::get_if<EventsPage>(&reply.body))
      events->utc_offset_s = instant().utc_offset_s;
    if (auto* misses = std::get_if<MissesReply>(&reply.body))
      misses->utc_offset_s = instant().utc_offset_s;
    if (auto* cases = std::get_if<CasesReply>(&reply.body)) {
      cases->utc_offset_s = instant().utc_offset_s;
      cases->today = std::max(instant().day, state_.day);
    }
  }
  return reply;
}

}  // namespace antre::service
