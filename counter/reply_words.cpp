// SPDX-License-Identifier: Apache-2.0
#include "counter/reply_words.hpp"

namespace antre::counter {

Brought brought_by(const Reply& reply) {
  if (const auto* ticket = std::get_if<TicketReply>(&reply.body)) {
    return *ticket;
  }
  if (const auto* opened = std::get_if<CaseReply>(&reply.body)) {
    return *opened;
  }
  return {};
}

Settlement settlement_of(const Session::Settled& settled) {
  using Fate = Session::Settled::Fate;
  Settlement made;
  made.last_run = settled.last_run;
  if (settled.request) {
    made.command = command_of(settled.request->body);
  }
  if (settled.fate == Fate::kUnknown) {
    return made;
  }
  made.fate = Settlement::Fate::kNotDone;
  if (settled.reply) {
    if (const auto refused = error_of(*settled.reply)) {
      // Spent by this very question is no reason that anybody could do something about.
      if (refused->code != ErrorCode::kSettled) {
        made.refused = refused->code;
      }
      return made;
    }
    if (const auto* reply = std::get_if<CounterReply>(&settled.reply->body)) {
      made.reply = *reply;
    }
    made.brought = brought_by(*settled.reply);
  }
  if (settled.fate == Fate::kExecuted) {
    made.fate = Settlement::Fate::kDone;
  }
  return made;
}

}  // namespace antre::counter
