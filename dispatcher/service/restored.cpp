// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/restored.hpp"

#include <algorithm>

#include "dispatcher/engine/numbering.hpp"

namespace antre::service {

std::vector<Event> numbers_out(const engine::State& state, const std::vector<store::Told>& told) {
  std::vector<Event> skipped;
  for (const auto& line : state.lines) {
    if (line.service.value.empty()) continue;  // the line of a counter gives no numbers
    const auto next = engine::next_count(line);
    auto last = next + kSkippedNumbers - 1;
    bool known = false;
    for (const auto& out : told) {
      if (out.service != line.service || out.number > kMostTold) continue;
      last = known ? std::max(last, out.number) : out.number;
      known = true;
    }
    if (last >= next) skipped.emplace_back(NumbersSkipped{line.service, next, last});
  }
  return skipped;
}

}  // namespace antre::service
