// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/officers.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <utility>

namespace antre::service {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kShortestPin = 4;
constexpr std::size_t kLongestPin = 12;
constexpr std::int64_t kMsPerS = 1000;

Result<void> check_pin(const std::string& pin) {
  const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
  if (pin.size() < kShortestPin || pin.size() > kLongestPin || !digits)
    return Error{ErrorCode::kBadRequest, "a PIN is 4 to 12 digits"};
  return {};
}

bool same(const std::string& one, const std::string& other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

Error no_hasher() {
  return {ErrorCode::kUnavailable, "no officer can sign in here"};
}

Error too_many() {
  return {ErrorCode::kUnavailable, "too many PINs are being checked now; try again in a moment"};
}

}  // namespace

Result<std::string> officer_name(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos)
    text = {};
  else
    text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  const bool control = std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
  if (text.empty() || text.size() > kLongestName || control)
    return Error{ErrorCode::kBadRequest,
                 "the name of an officer is 1 to 64 bytes without control characters"};
  return std::string(text);
}

Officers::Officers(const Clock& clock, Codes& codes, PinHasher* hasher,
                   const std::vector<store::OfficerRow>& rows)
    : clock_(clock), codes_(codes), hasher_(hasher) {
  committed(rows);
}

std::vector<Officer> Officers::list() const {
  std::vector<Officer> officers;
  officers.reserve(rows_.size());
  for (const auto& [name, row] : rows_) officers.push_back({name, row.since_wall_ms});
  return officers;
}

void Officers::committed(const std::vector<store::OfficerRow>& rows) {
  for (const auto& row : rows) {
    if (row.pin_hash.empty())
      rows_.erase(row.name);
    else
      rows_[row.name] = {row.pin_hash, row.since_wall_ms};
    // What was shown or tried was another PIN.
    officer_locks_.clear(row.name);
    for (auto& [client, grants] : grants_)
      std::erase_if(grants, [&](const Grant& grant) { return grant.officer == row.name; });
  }
}

Result<void> Officers::check_locks(const std::string& client, const std::string& name) const {
  const auto now = now_ms();
  const auto locked_ms =
      std::max(officer_locks_.locked_ms(name, now), client_locks_.locked_ms(client, now));
  if (locked_ms > 0)
    return Error{ErrorCode::kPinLocked, fmt::format("too many wrong PINs; wait {} s",
                                                    (locked_ms + kMsPerS - 1) / kMsPerS)};
  return {};
}

void Officers::sign_in(const std::string& client, SignIn& asked, const SignedInDone& done) {
  Secret pin(asked.pin);
  if (hasher_ == nullptr) return done(no_hasher());
  const auto name = officer_name(asked.officer);
  if (!name) return done(name.error());
  if (const auto good = check_pin(pin.text()); !good) return done(good.error());
  if (const auto free = check_locks(client, *name); !free) return done(free.error());
  const auto row = rows_.find(*name);
  const auto hash = row == rows_.end() ? std::string{} : row->second.pin_hash;
  const bool taken = hasher_->check(std::move(pin), hash,
                                    [this, client, name = *name, hash, done](PinCheck found) {
                                      done(checked(client, name, hash, found));
                                    });
  if (!taken) return done(too_many());
  officer_locks_.begin(*name, now_ms());
  client_locks_.begin(client, now_ms());
}

Result<SignedIn> Officers::checked(const std::string& client, const std::string& name,
                                   const std::string& pin_hash, PinCheck found) {
  if (found == PinCheck::kFailed) {
    officer_locks_.unknown(name);
    client_locks_.unknown(client);
    return Error{ErrorCode::kUnavailable, "the dispatcher has no memory to check a PIN now"};
  }
  const auto row = rows_.find(name);
  // Meanwhile it may have become another one.
  if (found != PinCheck::kRight || row == rows_.end() || row->second.pin_hash != pin_hash) {
    officer_locks_.wrong(name, now_ms());
    client_locks_.wrong(client, now_ms());
    return Error{ErrorCode::kPinWrong, "there is no such officer, or it is another PIN"};
  }
  officer_locks_.right(name);
  client_locks_.right(client);
  return grant(client, name);
}

SignedIn Officers::grant(const std::string& client, const std::string& name) {
  auto& grants = grants_[client];
  const auto now = now_ms();
  std::erase_if(grants, [&](const Grant& old) { return old.until_ms <= now; });
  if (grants.size() >= kMostGrants) grants.erase(grants.begin());
  SignedIn signed_in{codes_.draw_hex(), kGrantS};
  auto kept = signed_in.grant;
  grants.push_back({Secret(kept), name, now + kGrantS * kMsPerS});
  return signed_in;
}

void Officers::put(PutOfficer& asked, const RowDone& done) {
  Secret pin(asked.pin);
  if (hasher_ == nullptr) return done(no_hasher());
  const auto name = officer_name(asked.officer);
  if (!name) return done(name.error());
  if (const auto good = check_pin(pin.text()); !good) return done(good.error());
  if (rows_.size() >= kMostOfficers && !rows_.contains(*name))
    return done(Error{ErrorCode::kTooLarge,
                      fmt::format("{} officers are registered already; remove one", rows_.size())});
  const bool taken = hasher_->hash(std::move(pin), [name = *name, done](Result<std::string> hash) {
    if (!hash) return done(hash.error());
    done(store::OfficerRow{name, std::move(*hash), 0});
  });
  if (!taken) done(too_many());
}

Result<store::OfficerRow> Officers::remove(const RemoveOfficer& asked) const {
  const auto name = officer_name(asked.officer);
  if (!name) return name.error();
  if (!rows_.contains(*name))
    return Error{ErrorCode::kUnknownOfficer, "no officer of this name has a PIN"};
  return store::OfficerRow{*name, {}, 0};
}

const Officers::Grant* Officers::granted(const std::string& client, const OpenCounter& open) const {
  const auto found = grants_.find(client);
  if (found == grants_.end() || !open.grant) return nullptr;
  const auto now = now_ms();
  const auto grant = std::ranges::find_if(found->second, [&](const Grant& kept) {
    return kept.until_ms > now && kept.officer == open.officer &&
           same(kept.secret.text(), *open.grant);
  });
  return grant == found->second.end() ? nullptr : &*grant;
}

Result<void> Officers::check_grant(const std::string& client, const OpenCounter& open) const {
  if (granted(client, open) != nullptr) return {};
  return Error{ErrorCode::kPinRequired, "the officer signs in with the PIN first"};
}

void Officers::use_grant(const std::string& client, const OpenCounter& open) {
  const auto* used = granted(client, open);
  if (used == nullptr) return;
  auto& grants = grants_[client];
  grants.erase(grants.begin() + (used - grants.data()));
}

}  // namespace antre::service
