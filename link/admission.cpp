// SPDX-License-Identifier: Apache-2.0
#include "link/admission.hpp"

#include <algorithm>

namespace antre::link {
namespace {

using namespace std::chrono_literals;

// Who kept to its rate for so long floods no more.
constexpr auto kFloodPause = 1s;
// Beyond so many connections of a key those are forgotten that were quiet.
constexpr std::size_t kConnectionsKept = 64;

}  // namespace

std::string write_credential(std::string_view key, const KeyOwner& owner) {
  std::string credential(key);
  credential += ' ';
  return credential += owner.user_id();
}

bool Admission::is_registered(const Client& client) const {
  const auto found = owners_.find(client.key);
  return found != owners_.end() && found->second == client.owner;
}

void Admission::follow(const std::unordered_map<std::string, KeyOwner>& owners) {
  owners_ = owners;
  for (auto& [credential, client] : clients_) client.revoked = !is_registered(client);
}

Admission::Client& Admission::client(std::string_view credential, Time now) {
  const auto found = clients_.find(credential);
  if (found != clients_.end()) return found->second;
  Client client;
  const auto blank = std::min(credential.find(' '), credential.size());
  const std::string_view user = credential.substr(std::min(blank + 1, credential.size()));
  const auto colon = std::min(user.find(':'), user.size());
  client.key = credential.substr(0, blank);
  client.owner.role = user.substr(0, colon);
  client.owner.name = user.substr(std::min(colon + 1, user.size()));
  client.number = static_cast<unsigned>(clients_.size()) + 1;
  client.revoked = !is_registered(client);
  client.all = {limits_.requests_at_once * limits_.connections_of_a_key, now};
  auto& kept = clients_.emplace(credential, std::move(client)).first->second;
  by_number_.push_back(&kept);
  return kept;
}

void Admission::charge(unsigned client, int fd, std::size_t bytes) {
  const auto requests = bytes / limits_.reply_bytes_a_request;
  if (requests == 0 || client == 0 || client > by_number_.size()) return;
  auto& payer = *by_number_[client - 1];
  const auto tokens = static_cast<double>(requests);
  payer.all.tokens -= tokens;
  const auto connection = payer.connections.find(fd);
  if (connection != payer.connections.end()) connection->second.tokens -= tokens;
}

bool Admission::take(Bucket& bucket, double share, Time now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  bucket.filled = now;
  bucket.tokens = std::min(bucket.tokens + seconds * limits_.requests_per_second * share,
                           limits_.requests_at_once * share);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void Admission::forget_full(Client& client, Time now) const {
  const double full_after = limits_.requests_at_once / limits_.requests_per_second;
  std::erase_if(client.connections, [&](const auto& one) {
    return std::chrono::duration<double>(now - one.second.filled).count() > full_after;
  });
}

Admission::Verdict Admission::judge(Client& client, int fd, Time now) const {
  if (client.connections.size() >= kConnectionsKept && !client.connections.contains(fd))
    forget_full(client, now);
  const auto connection =
      client.connections.try_emplace(fd, Bucket{limits_.requests_at_once, now}).first;
  // Of both, so that what one connection is refused does not count against the others.
  if (take(connection->second, 1, now) && take(client.all, limits_.connections_of_a_key, now))
    return client.revoked ? Verdict::kRevoked : Verdict::kPass;
  if (client.over_last == Time{} || now - client.over_last > kFloodPause) client.over_since = now;
  client.over_last = now;
  return now - client.over_since > limits_.flood_ends_after ? Verdict::kFlooding
                                                            : Verdict::kThrottled;
}

}  // namespace antre::link
