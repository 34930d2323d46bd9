// SPDX-License-Identifier: Apache-2.0
#include "tests/store/random_journal.hpp"

#include "tests/store/journal.hpp"
#include "tests/store/random_hall.hpp"

namespace antre::test {

std::vector<Step> random_days(std::uint32_t seed, Day first, int days) {
  return RandomHall(seed, first).play(days);
}

std::vector<store::Record> journal_of(const std::vector<Step>& steps, bool with_taken_back) {
  Journal journal;
  std::vector<store::Record> records;
  for (const auto& step : steps)
    if (with_taken_back || !step.taken_back)
      records.push_back(journal.record_at(step.day, step.at_ms, step.event));
  return records;
}

}  // namespace antre::test
