// SPDX-License-Identifier: Apache-2.0
#include "client/queries.hpp"

#include <algorithm>
#include <utility>

#include "client/secrets.hpp"
#include "protocol/codec.hpp"

namespace antre::client {
namespace {

constexpr Millis kRepeat{2'000};
constexpr std::size_t kLimit = 64;  // a screen asks one thing at a time; more is a bug

}  // namespace

Queries::~Queries() {
  for (auto& [mark, waiting] : waiting_) end(waiting);
}

/// What is left of one that has ended: whom to tell.
OnAnswer Queries::end(Waiting& waiting) {
  if (waiting.secret) wipe(waiting.bytes);
  return std::move(waiting.on_answer);
}

void Queries::add(const Query& query, Millis now, Millis timeout, OnAnswer on_answer) {
  if (waiting_.size() >= kLimit) {
    on_answer(Error{ErrorCode::kUnavailable, "too many queries wait for an answer"});
    return;
  }
  Request request;
  request.n = marks_.next();
  std::visit([&request](const auto& body) { request.body = body; }, query);
  waiting_.emplace(request.n, Waiting{codec::encode(request), now, now + timeout,
                                      std::move(on_answer), holds_secret(query)});
  if (auto* sign_in = std::get_if<SignIn>(&request.body)) wipe(sign_in->pin);
  if (auto* officer = std::get_if<PutOfficer>(&request.body)) wipe(officer->pin);
}

bool Queries::on_reply(const Reply& reply) {
  if (!reply.session.empty()) return false;
  auto found = waiting_.extract(reply.n);
  if (!found) return false;
  const OnAnswer on_answer = end(found.mapped());
  if (auto refused = error_of(reply)) {
    on_answer(std::move(*refused));
  } else {
    on_answer(reply);
  }
  return true;
}

void Queries::again(Millis now) {
  for (auto& [mark, waiting] : waiting_) waiting.send_at = now;
}

void Queries::fail_all(const Error& error) {
  // An answer may ask again: what it adds is not failed with the rest.
  auto ended = std::exchange(waiting_, {});
  for (auto& [mark, waiting] : ended) end(waiting)(error);
}

void Queries::tick(Millis now) {
  std::vector<OnAnswer> ended;
  for (auto at = waiting_.begin(); at != waiting_.end();) {
    if (now < at->second.end_at) {
      ++at;
    } else {
      ended.push_back(end(at->second));
      at = waiting_.erase(at);
    }
  }
  for (const auto& on_answer : ended) {
    on_answer(Error{ErrorCode::kTimeout, "the dispatcher did not answer in time"});
  }
}

std::vector<std::string> Queries::take_due(Millis now) {
  std::vector<std::string> due;
  for (auto& [mark, waiting] : waiting_) {
    if (waiting.send_at > now) continue;
    due.push_back(waiting.bytes);
    waiting.send_at = now + kRepeat;
  }
  return due;
}

std::optional<Millis> Queries::next_deadline(bool connected) const {
  std::optional<Millis> next;
  for (const auto& [mark, waiting] : waiting_) {
    const Millis at = connected ? std::min(waiting.send_at, waiting.end_at) : waiting.end_at;
    if (!next || at < *next) next = at;
  }
  return next;
}

}  // namespace antre::client
