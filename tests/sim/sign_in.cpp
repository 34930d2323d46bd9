// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sign_in.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace antre::sim {
namespace {

constexpr int kWrongPin = 350;     // of a thousand
constexpr int kForgotten = 100;    // who does not sign in at all
constexpr int kUsesAgain = 400;    // what was granted once
constexpr int kSomebodys = 100;    // what was granted to another counter
constexpr std::size_t kOlder = 2;  // PINs that an officer still knows

/// "too many wrong PINs; wait 30 s": 30.
int seconds_of(const std::string& detail) {
  const auto at = detail.find_first_of("0123456789");
  int seconds = 0;
  if (at != std::string::npos)
    std::from_chars(detail.data() + at, detail.data() + detail.size(), seconds);
  return seconds;
}

}  // namespace

std::string Officers::draw(const std::string& officer, Random& random) {
  // The last digit of the name comes first, so that no two officers have one PIN.
  auto& known = pins[officer];
  known.push_back(
      fmt::format("{}{:05}{:03}", officer.back(), random.below(100'000), known.size() % 1000));
  return known.back();
}

std::optional<RequestBody> SignInDesk::ask(const std::string& officer, Officers& officers,
                                           Random& random) {
  if (grant_ || random.chance(kForgotten)) return std::nullopt;
  const auto& known = officers.pins[officer];
  if (known.empty() || random.chance(kWrongPin)) return show(officer, "0000");
  const auto older = random.below(std::min(known.size(), kOlder));
  return show(officer, known[known.size() - 1 - older]);
}

RequestBody SignInDesk::show(const std::string& officer, const std::string& pin) {
  grant_.reset();
  locked_s_ = 0;
  return SignIn{officer, pin};
}

void SignInDesk::told(const Reply& reply, Officers& officers) {
  if (reply.n != mark_) return;
  if (const auto* signed_in = std::get_if<SignedIn>(&reply.body))
    officers.grant_seen = grant_.emplace(signed_in->grant);
  if (const auto refused = error_of(reply); refused && refused->code == ErrorCode::kPinLocked)
    locked_s_ = seconds_of(refused->detail);
}

OpenCounter SignInDesk::open(CounterId counter, const std::string& officer, Officers& officers,
                             Random& random) {
  OpenCounter open{counter, officer, grant_};
  if (random.chance(kSomebodys)) open.grant = officers.grant_seen;
  if (!random.chance(kUsesAgain)) grant_.reset();
  return open;
}

}  // namespace antre::sim
