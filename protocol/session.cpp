// SPDX-License-Identifier: Apache-2.0
#include "protocol/session.hpp"

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"

namespace antre {
namespace {

using namespace std::chrono_literals;

// 1, 2, 4 ... 32 s: soon enough for one lost reply, rare enough for a dispatcher that struggles.
constexpr Millis kFirstRetry = 1s;
constexpr int kMostDoublings = 5;
// A quarter to each side, so that many clients do not repeat in step.
constexpr double kJitterFrom = 0.75;
constexpr double kJitterSpan = 0.5;

/// Refusals that say nothing about the request: the dispatcher cannot look now.
bool try_again(ErrorCode code) {
  return code == ErrorCode::kUnavailable || code == ErrorCode::kClock;
}

}  // namespace

Session::Session(std::string first_id, Sources sources, Marks& marks, AfterTimeout after_timeout)
    : sources_(std::move(sources)),
      marks_(marks),
      after_timeout_(after_timeout),
      id_(std::move(first_id)) {}

Session::Actions Session::recover(std::string session, std::uint64_t n, std::string request,
                                  Millis now) {
  ANTRE_ASSERT(state_ == State::kIdle);
  Actions actions;
  open_ = Open{};
  open_.session = std::move(session);
  open_.n = n;
  open_.request = std::move(request);
  open_.last_run = true;
  open_.attempts = 1;  // it may have been sent
  settle(now, actions);
  return actions;
}

Result<Session::Actions> Session::submit(std::uint64_t token, Command command, Millis now,
                                         Millis patience) {
  Queued queued{token, std::move(command), now + patience};
  Actions actions;
  if (state_ == State::kIdle) {
    begin(std::move(queued), now, actions);
  } else if (!queued_) {
    queued_ = std::move(queued);
  } else {
    return Error{ErrorCode::kUnavailable, "the request before this one is not answered yet"};
  }
  return actions;
}

Session::Actions Session::abandon(Millis now) {
  Actions actions;
  if (state_ == State::kAsking) out_of_patience(now, actions);
  return actions;
}

Session::Actions Session::on_connected(Millis now) {
  Actions actions;
  connected_ = true;
  retries_ = 0;
  if (state_ != State::kIdle) send(now, actions);
  return actions;
}

void Session::on_disconnected() {
  connected_ = false;
  retry_at_.reset();
}

Session::Actions Session::on_reply(const Reply& reply, Millis now) {
  Actions actions;
  const bool ours = reply.session == open_.session && reply.n == open_.n;
  if (state_ == State::kAsking && ours) {
    answered(reply, now, actions);
  } else if (state_ == State::kSettling && ours) {
    // The reply itself came after all, late: better than being told about it.
    const auto refused = error_of(reply);
    if (refused && try_again(refused->code)) return actions;
    settled(refused ? Settled::Fate::kNotExecuted : Settled::Fate::kExecuted, reply, now, actions);
  } else if (state_ == State::kSettling && reply.session.empty() && reply.n == settle_mark_) {
    if (const auto* told = std::get_if<SettleReply>(&reply.body)) {
      std::optional<Reply> stored;
      if (told->executed && told->stored) {
        if (auto decoded = codec::decode_reply(*told->stored)) stored = std::move(*decoded);
      }
      settled(told->executed ? Settled::Fate::kExecuted : Settled::Fate::kNotExecuted,
              std::move(stored), now, actions);
    } else if (const auto refused = error_of(reply); !refused || !try_again(refused->code)) {
      settled(Settled::Fate::kUnknown, std::nullopt, now, actions);
    }
  }
  return actions;
}

Session::Actions Session::not_sent(const Error& error, Millis now) {
  ANTRE_ASSERT(state_ == State::kAsking);
  Actions actions;
  answer(error, actions);
  --n_;  // the number was never sent
  close(now, actions);
  return actions;
}

Session::Actions Session::tick(Millis now) {
  Actions actions;
  if (queued_ && now >= queued_->patience_until) {
    actions.push_back(
        Answer{queued_->token, Error{ErrorCode::kUnreachable, "the request was not sent in time"}});
    queued_.reset();
  }
  if (state_ == State::kAsking && now >= open_.patience_until) out_of_patience(now, actions);
  if (state_ != State::kIdle && retry_at_ && now >= *retry_at_) send(now, actions);
  return actions;
}

std::optional<Millis> Session::next_deadline() const {
  std::optional<Millis> next;
  const auto sooner = [&next](Millis at) { next = next ? std::min(*next, at) : at; };
  if (queued_) sooner(queued_->patience_until);
  if (state_ == State::kAsking) sooner(open_.patience_until);
  if (state_ != State::kIdle && retry_at_) sooner(*retry_at_);
  return next;
}

void Session::begin(Queued queued, Millis now, Actions& actions) {
  state_ = State::kAsking;
  open_ = Open{};
  open_.token = queued.token;
  open_.command = std::move(queued.command);
  open_.patience_until = queued.patience_until;
  retries_ = 0;
  retry_at_.reset();
  number(actions);
  if (connected_) send(now, actions);
}

void Session::number(Actions& actions) {
  open_.session = id_;
  open_.n = ++n_;
  open_.attempts = 0;
  open_.request =
      codec::encode(Request{kProtocolVersion, open_.session, open_.n, to_body(*open_.command)});
  actions.push_back(Save{open_.session, open_.n, open_.request});
}

void Session::send(Millis now, Actions& actions) {
  if (!connected_) return;
  if (state_ == State::kSettling) {
    Request request;
    request.n = settle_mark_;
    request.body = Settle{open_.session, open_.n};
    actions.push_back(Send{codec::encode(request)});
  } else {
    ++open_.attempts;
    actions.push_back(Send{open_.request});
  }
  schedule(now);
}

void Session::schedule(Millis now) {
  const double share = kJitterFrom + kJitterSpan * sources_.jitter();
  const auto pause = kFirstRetry * (1 << std::min(retries_, kMostDoublings));
  retry_at_ = now + Millis(static_cast<Millis::rep>(static_cast<double>(pause.count()) * share));
  ++retries_;
}

void Session::settle(Millis now, Actions& actions) {
  state_ = State::kSettling;
  settle_mark_ = marks_.next();
  retries_ = 0;
  retry_at_.reset();
  send(now, actions);
}

void Session::out_of_patience(Millis now, Actions& actions) {
  if (open_.attempts == 0) {
    answer(Error{ErrorCode::kUnreachable, "the dispatcher was not reached; nothing was done"},
           actions);
    --n_;  // the number was never sent
    close(now, actions);
    return;
  }
  answer(Error{ErrorCode::kTimeout, "no answer in time: it is not known whether it was done"},
         actions);
  if (after_timeout_ == AfterTimeout::kSettle) {
    settle(now, actions);
  } else {
    new_session();  // whether the number counts is unknown
    close(now, actions);
  }
}

void Session::answered(const Reply& reply, Millis now, Actions& actions) {
  const auto refused = error_of(reply);
  if (refused && refused->code == ErrorCode::kGap && open_.n > 1) {
    gap(now, actions);
    return;
  }
  if (refused) {
    answer(*refused, actions);
    // The dispatcher and this client disagree about the numbers: begin anew rather than stick.
    if (refused->code == ErrorCode::kStale || refused->code == ErrorCode::kConflict ||
        refused->code == ErrorCode::kGap) {
      new_session();
    }
  } else {
    answer(reply, actions);
  }
  close(now, actions);
}

void Session::gap(Millis now, Actions& actions) {
  if (open_.attempts == 1) {
    // The only copy was refused, so it was not executed: it goes on under the new session.
    new_session();
    number(actions);
    retries_ = 0;
    send(now, actions);
    return;
  }
  answer(Error{ErrorCode::kTimeout,
               "the dispatcher was put back to an earlier state: it is not known whether the "
               "request was done"},
         actions);
  // Nobody can settle it any more; whoever was told "unknown" waits for the last word.
  settled(Settled::Fate::kUnknown, std::nullopt, now, actions);
}

void Session::settled(Settled::Fate fate, std::optional<Reply> reply, Millis now,
                      Actions& actions) {
  Settled told;
  told.fate = fate;
  told.reply = std::move(reply);
  told.last_run = open_.last_run;
  if (auto request = codec::decode_request(open_.request)) told.request = std::move(*request);
  actions.emplace_back(std::move(told));
  // Whether the number counts is unknown too; a session of its own for what follows is safe.
  if (fate == Settled::Fate::kUnknown && !open_.last_run) new_session();
  close(now, actions);
}

void Session::answer(Result<Reply> result, Actions& actions) const {
  actions.emplace_back(Answer{open_.token, std::move(result)});
}

void Session::close(Millis now, Actions& actions) {
  actions.emplace_back(Clear{});
  state_ = State::kIdle;
  open_ = Open{};
  retry_at_.reset();
  if (!queued_) return;
  Queued next = std::move(*queued_);
  queued_.reset();
  begin(std::move(next), now, actions);
}

void Session::new_session() {
  id_ = sources_.new_id();
  n_ = 0;
}

}  // namespace antre
