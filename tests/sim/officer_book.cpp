// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/officer_book.hpp"

#include <fmt/format.h>

#include <utility>

namespace antre::sim {
namespace {

std::string client_of(const link::Peer& peer) {
  return peer.role + ":" + peer.name;
}

}  // namespace

void OfficerBook::asked(const link::Peer& from, const Request& request, std::int64_t now_ms) {
  if (const auto* shown = std::get_if<SignIn>(&request.body))
    sign_ins_[{from.routing_id, request.n}] = *shown;
  const auto* open = std::get_if<OpenCounter>(&request.body);
  if (open == nullptr) return;
  const auto grant = open->grant.value_or(std::string());
  const auto found = grants_.find(grant);
  const bool allowed = found != grants_.end() && found->second.client == client_of(from) &&
                       found->second.officer == open->officer && now_ms < found->second.until_ms;
  opens_.emplace(Numbered{client_of(from), request.session, request.n}, Opens{grant, allowed});
}

std::optional<std::string> OfficerBook::replied(const link::Peer& to, const Reply& reply,
                                                std::int64_t now_ms) {
  const auto* signed_in = std::get_if<SignedIn>(&reply.body);
  if (signed_in == nullptr) return std::nullopt;
  const auto asked = sign_ins_.find({to.routing_id, reply.n});
  if (asked == sign_ins_.end()) return "an officer was signed in whom nobody asked for";
  const auto& [officer, pin] = asked->second;
  const auto kept = pins_.find(officer);
  if (kept == pins_.end() || kept->second != hash_of(pin))
    return fmt::format("{} was signed in with a wrong PIN", officer);
  grants_.emplace(signed_in->grant,
                  Shown{client_of(to), officer, now_ms + signed_in->valid_s * std::int64_t{1000}});
  return std::nullopt;
}

void OfficerBook::keep(const store::Batch& batch) {
  for (const auto& row : batch.officers) {
    pins_[row.name] = row.pin_hash;
    // What was shown was another PIN.
    std::erase_if(grants_, [&](const auto& grant) { return grant.second.officer == row.name; });
  }
}

std::optional<std::string> OfficerBook::opened(const store::Batch& batch,
                                               const std::set<Numbered>& executed) {
  std::size_t shown = 0;
  for (const auto& request : executed) {
    const auto found = opens_.find(request);
    if (found == opens_.end()) continue;
    const auto& [grant, allowed] = found->second;
    if (!allowed)
      return fmt::format("{} was opened and no PIN had been shown", std::get<0>(request));
    ++shown;
    // A PIN that changed meanwhile has taken its grants away.
    const auto used = grants_.find(grant);
    if (used != grants_.end() && std::exchange(used->second.used, true))
      return fmt::format("{} was opened twice for a PIN that was shown once", std::get<0>(request));
  }
  std::size_t counters = 0;
  for (const auto& record : batch.records) {
    // Who is signed in when the day turns stays so, and the new day says it.
    if (std::holds_alternative<DayOpened>(record.entry.event)) return std::nullopt;
    if (std::holds_alternative<CounterOpened>(record.entry.event)) ++counters;
  }
  opened_ += counters;
  if (counters > shown) return "a counter was opened and nobody asked";
  return std::nullopt;
}

void OfficerBook::reloaded() {
  grants_.clear();
  sign_ins_.clear();
  opens_.clear();
}

std::string OfficerBook::pin_of(const std::string& officer) const {
  const auto found = pins_.find(officer);
  return found == pins_.end() ? std::string() : found->second.substr(hash_of({}).size());
}

}  // namespace antre::sim
