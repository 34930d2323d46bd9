// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/sessions.hpp"

#include <algorithm>
#include <utility>

namespace antre::service {
namespace {

std::string slot_key(const std::string& client, const std::string& session) {
  std::string key;
  key.reserve(client.size() + 1 + session.size());
  return key.append(client).append(1, '\n').append(session);
}

}  // namespace

Sessions::Sessions(const std::vector<store::SessionRow>& rows) {
  slots_.reserve(rows.size());
  for (const auto& row : rows) keep(row, 0);
}

Sessions::Seen Sessions::look(const std::string& client, const std::string& session,
                              std::uint64_t n, const store::Hash* hash) const {
  const auto found = slots_.find(slot_key(client, session));
  if (found == slots_.end()) return {n == 1 ? Verdict::kExecute : Verdict::kGap};
  const auto& slot = found->second;
  if (n == slot.n) {
    if (!slot.settled && hash != nullptr && *hash != slot.hash) return {Verdict::kConflict};
    return {Verdict::kRepeat, &slot.reply, slot.settled, false, slot.work};
  }
  if (n == slot.refused_n) {
    if (hash != nullptr && *hash != slot.refused_hash) return {Verdict::kConflict};
    return {Verdict::kRepeat, &slot.refused_reply, false, true, 0};
  }
  const auto last = std::max(slot.n, slot.refused_n);
  if (n < last) return {Verdict::kStale};
  return {n == last + 1 ? Verdict::kExecute : Verdict::kGap};
}

Sessions::Slot& Sessions::touch(const store::SessionRow& row) {
  auto& order = clients_[row.client];
  auto [at, fresh] = slots_.try_emplace(slot_key(row.client, row.session));
  auto& slot = at->second;
  if (fresh)
    slot.used = order.insert(order.end(), {row.client, row.session});
  else
    order.splice(order.end(), order, slot.used);
  slot.at_ms = row.at_ms;
  if (order.size() > kMostPerClient) forget(order, surplus_);
  return slot;
}

void Sessions::keep(const store::SessionRow& row, std::uint64_t work) {
  auto& slot = touch(row);
  slot.n = row.n;
  slot.hash = row.request_hash;
  slot.reply = row.reply;
  slot.settled = row.settled;
  slot.work = work;
  if (slot.refused_n <= slot.n) {
    slot.refused_n = 0;
    slot.refused_reply.clear();
  }
}

void Sessions::keep_refusal(const store::SessionRow& row) {
  auto& slot = touch(row);
  slot.refused_n = row.n;
  slot.refused_hash = row.request_hash;
  slot.refused_reply = row.reply;
}

void Sessions::forget(Order& order, std::vector<store::SessionKey>& forgotten) {
  slots_.erase(slot_key(order.front().client, order.front().session));
  forgotten.push_back(std::move(order.front()));
  order.pop_front();
}

std::vector<store::SessionKey> Sessions::take_surplus() {
  return std::exchange(surplus_, {});
}

std::vector<store::SessionKey> Sessions::take_unused(EngineMs now) {
  std::vector<store::SessionKey> forgotten;
  for (auto& [client, order] : clients_)
    while (!order.empty() &&
           slots_.at(slot_key(client, order.front().session)).at_ms < now - kUnusedMs)
      forget(order, forgotten);
  return forgotten;
}

}  // namespace antre::service
