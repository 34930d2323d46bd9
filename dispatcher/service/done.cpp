// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/done.hpp"

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
    const auto* found = state.ticket_of_code(command.code);
    if (found == nullptr) return Accepted{};
    auto reply = engine::ticket_reply(state, {found->day, found->number});
    if (!reply) return Accepted{};
    return std::move(*reply);
  }
  template <class C>
  ReplyBody operator()(const C& command) const {
    if constexpr (requires { command.counter; })
      return engine::counter_reply(state, command.counter);
    else
      return Accepted{};
  }

  template <class C>
  [[nodiscard]] ReplyBody named(const C& command) const {
    auto reply = engine::ticket_reply(state, {command.of_day.value_or(state.day), command.ticket});
    if (!reply) return Accepted{};
    return std::move(*reply);
  }
};

}  // namespace

ReplyBody reply_of(const engine::State& state, const Command& command,
                   const std::optional<TicketIssued>& issued) {
  return std::visit(Done{state, issued}, command);
}

}  // namespace antre::service
