// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/done.hpp"

#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"

namespace antre::service {
namespace {

struct Done {
  const engine::State& state;
  const std::optional<TicketIssued>& issued;

  ReplyBody operator()(const Issue& /*command*/) const {
    if (!issued) return Accepted{};
    auto reply = engine::ticket_reply(state, {state.day, issued->ticket});
    if (!reply) return Accepted{};
    reply->ahead = issued->ahead;
    reply->estimate_low_s = issued->estimate_low_s;
    reply->estimate_high_s = issued->estimate_high_s;
    return std::move(*reply);
  }
  ReplyBody operator()(const Cancel& command) const { return named(command); }
  ReplyBody operator()(const Unhold& command) const { return named(command); }
  ReplyBody operator()(const CheckIn& command) const {
    if (issued) return operator()(Issue{});
    const auto* found = state.ticket_of_code(command.code);
    if (found == nullptr)
      if (const auto* open = state.open_case(command.code); open != nullptr)
        found = state.ticket_of_case(open->case_);
    if (found == nullptr) return Accepted{};
    auto reply = engine::ticket_reply(state, {found->day, found->number});
    if (!reply) return Accepted{};
    return std::move(*reply);
  }
  ReplyBody operator()(const MoveTicket& command) const { return named(command); }
  ReplyBody operator()(const OpenCase& command) const {
    // The last one that was opened with this ticket: it was refused while another is open.
    const auto day = command.of_day.value_or(state.day);
    const auto found = std::find_if(
        state.cases.rbegin(), state.cases.rend(),
        [&](const CarriedCase& one) { return one.ticket == command.ticket && one.of_day == day; });
    if (found == state.cases.rend()) return Accepted{};
    return case_reply(*found);
  }
  ReplyBody operator()(const AdvanceCase& command) const { return after(command.case_); }
  ReplyBody operator()(const CloseCase& command) const { return after(command.case_); }
  template <class C>
  ReplyBody operator()(const C& command) const {
    if constexpr (requires { command.counter; })
      return engine::counter_reply(state, command.counter);
    else
      return Accepted{};
  }

  /// The case where it is still open; one that was closed just now is told by its event.
  [[nodiscard]] ReplyBody after(const std::string& number) const {
    const auto* open = state.open_case(number);
    if (open == nullptr) return Accepted{};
    return case_reply(*open);
  }
  template <class C>
  [[nodiscard]] ReplyBody named(const C& command) const {
    auto reply = engine::ticket_reply(state, {command.of_day.value_or(state.day), command.ticket});
    if (!reply) return Accepted{};
    return std::move(*reply);
  }
};

}  // namespace

CaseReply case_reply(const CarriedCase& open) {
  CaseReply reply;
  reply.case_ = open.case_;
  reply.service = open.service;
  reply.ticket = open.ticket;
  reply.of_day = open.of_day;
  reply.step = open.step;
  reply.due = open.due;
  reply.opened_wall_ms = open.opened_ms + open.opened_wall_offset_ms;
  reply.code = open.code;
  return reply;
}

ReplyBody reply_of(const engine::State& state, const Command& command,
                   const std::optional<TicketIssued>& issued) {
  return std::visit(Done{state, issued}, command);
}

}  // namespace antre::service
