// SPDX-License-Identifier: Apache-2.0
#include "display/last_calls.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace antre::display {

void LastCalls::see(const HallView& view) {
  const bool put_back = view.epoch != epoch_ || view.seq < seq_;
  // A new day begins without calls.
  if (put_back || view.day != day_ || view.calls.empty()) calls_.clear();
  epoch_ = view.epoch;
  day_ = view.day;
  seq_ = view.seq;
  const auto known = calls_.empty() ? 0 : calls_.front().seq;
  const auto end =
      std::ranges::find_if(view.calls, [known](const ViewCall& call) { return call.seq <= known; });
  if (end == view.calls.begin()) return;
  calls_.insert(calls_.begin(), view.calls.begin(), end);
  trim();
}

void LastCalls::trim() {
  std::map<CounterId, std::set<std::string>> seen;
  std::erase_if(calls_, [&seen](const ViewCall& call) {
    auto& numbers = seen[call.counter];
    return numbers.size() == kOfCounter || !numbers.insert(call.ticket).second;
  });
}

}  // namespace antre::display
