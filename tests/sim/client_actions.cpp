// SPDX-License-Identifier: Apache-2.0
// What a client does with what its session wants done.
#include <fmt/format.h>

#include <utility>

#include "protocol/codec.hpp"
#include "tests/sim/client.hpp"

namespace antre::sim {
namespace {

constexpr int kCopies = 60;  // of a thousand requests

/// What somebody who reads the story wants to know of an answer.
std::string words(const Result<Reply>& answer) {
  if (!answer) return fmt::format("is told {}", wire_name(answer.error().code));
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body))
    return fmt::format("has {}", ticket->ticket);
  return "is told that it is done";
}

}  // namespace

bool Client::carry_out(Session::Actions actions) {
  for (auto& action : actions) {
    if (dies_here()) return false;
    if (!carry_out_one(action)) return true;
  }
  return true;
}

/// False when the actions behind it belong to what could not be kept.
bool Client::carry_out_one(Session::Action& action) {
  if (auto* save = std::get_if<Session::Save>(&action)) {
    if (!calm_ && world_.random.chance(world_.faults.outbox_fails)) {
      say("cannot write its outbox");
      static_cast<void>(carry_out(run_->session.not_sent(
          Error{ErrorCode::kIo, "the outbox cannot be written"}, world_.time.now())));
      return false;
    }
    if (once()) return true;
    world_.checker.saved(key(), save->session, save->n, run_->asked.at(0));
    outbox_ = Kept{std::move(save->session), save->n, std::move(save->request)};
    if (copied_to_ != nullptr && !calm_ && world_.random.chance(kCopies))
      copied_to_->take_copy(*outbox_);
  } else if (auto* sent = std::get_if<Session::Send>(&action)) {
    world_.network.send(*this, sent->bytes);
  } else if (std::holds_alternative<Session::Clear>(action)) {
    clear_outbox();
  } else if (auto* answer = std::get_if<Session::Answer>(&action)) {
    if (answer->answer) keep(*answer->answer);
    answered(*answer);
  } else if (auto* told = std::get_if<Session::Settled>(&action)) {
    if (told->reply && !error_of(*told->reply)) keep(*told->reply);
    settled(*told);
  }
  return true;
}

void Client::take_copy(const Kept& outbox) {
  if (!run_ || outbox_) return;
  say("gets a copy of another one's disk");
  outbox_ = outbox;
  crash("as its disk is replaced");
}

void Client::keep(const Reply& reply) {
  const auto request = outbox_ ? codec::decode_request(outbox_->request) : Result<Request>(Error{});
  if (!request) return;
  if (world_.planted == Planted::kKeepsLate)
    run_->keep_late = reply;
  else
    run_->kept = before_clear(*request, reply);
  // A reply that is no ticket is no step to a paper, but dying there is as good.
  static_cast<void>(dies_at_paper());
}

void Client::clear_outbox() {
  if (!std::exchange(run_->kept, true)) return;
  const auto cleared = std::exchange(outbox_, std::nullopt);
  const auto reply = std::exchange(run_->keep_late, std::nullopt);
  if (dies_at_paper() || !reply || !cleared) return;
  if (const auto request = codec::decode_request(cleared->request))
    static_cast<void>(before_clear(*request, *reply));
}

std::string Client::open_request() const {
  return outbox_ ? outbox_->request : std::string();
}

void Client::answered(const Session::Answer& answer) {
  std::erase(run_->asked, answer.token);
  say(fmt::format("{} ({})", words(answer.answer), answer.token));
  if (answer.answer) {
    if (const auto* ticket = std::get_if<TicketReply>(&answer.answer->body))
      if (gives_numbers() && ticket->state == TicketState::kWaiting)
        world_.checker.seen(answer.token, *ticket);
  } else if (answer.answer.error().code != ErrorCode::kTimeout && !once()) {
    // Never sent is as binding as settled; a refusal of the moment is not.
    const auto code = answer.answer.error().code;
    world_.checker.told_not_done(answer.token,
                                 code == ErrorCode::kUnreachable || code == ErrorCode::kIo);
  }
  later([this, answer] { on_answer(answer.token, answer.answer); });
}

void Client::settled(const Session::Settled& settled) {
  using enum Session::Settled::Fate;
  say(fmt::format("learns that an old request was {}", settled.fate == kExecuted ? "carried out"
                                                       : settled.fate == kNotExecuted
                                                           ? "not carried out"
                                                           : "perhaps carried out"));
  world_.checker.expect(settled.request.has_value(), "what was settled cannot be read");
  if (!settled.request) return;
  if (settled.reply) told_of(*settled.reply);
  const auto touch = world_.checker.touch_of(key(), settled.request->session, settled.request->n);
  if (settled.fate == kNotExecuted) world_.checker.told_not_done(touch, true);
  if (settled.fate == kExecuted && settled.reply)
    if (const auto* ticket = std::get_if<TicketReply>(&settled.reply->body))
      if (gives_numbers() && ticket->state == TicketState::kWaiting)
        world_.checker.seen(touch, *ticket);
  later([this, settled] { on_settled(settled); });
}

}  // namespace antre::sim
