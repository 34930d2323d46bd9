// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/script.hpp"

#include <fmt/format.h>

namespace antre::sim {
namespace {

constexpr std::uint64_t kKeys = 12;
constexpr int kOther = 150;  // of a thousand runs: with another command under the same key
/// Apart from what people ask for.
constexpr std::uint64_t kTouchOfKey = 1'000'000'000;

}  // namespace

std::string Script::first_session() {
  key_ = world().random.below(kKeys);
  return fmt::format("once-{}", key_);
}

void Script::on_started() {
  sent_ = answered_ = false;
}

void Script::act() {
  if (answered_) return crash("as it has its answer");
  if (sent_ || !online()) return;
  sent_ = true;
  Issue issue;
  issue.service = {key_ % 2 == 0 ? "R" : "K"};
  if (world().random.chance(kOther)) issue.class_ = TicketClass::kPriority;
  submit(issue);
}

void Script::on_answer(std::uint64_t /*touch*/, const Result<Reply>& answer) {
  answered_ = true;
  // Whoever asks under one key is one, however often.
  if (!answer) return;
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body))
    world().checker.seen(kTouchOfKey + key_, *ticket);
}

}  // namespace antre::sim
