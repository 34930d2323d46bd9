// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "dispatcher/store/memory.hpp"
#include "dispatcher/store/times.hpp"
#include "tests/store/random_journal.hpp"
#include "tests/store/subjects.hpp"

using namespace antre;

namespace {

constexpr Day kMonday{20780};
constexpr int kDays = 4;
constexpr int kWibS = 7 * 3600;

/// Nearest rank as the definition says it, on all values at once.
Spread exact(std::vector<std::int64_t> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto n = static_cast<std::int64_t>(values.size());
  std::int64_t sum = 0;
  for (const auto value : values) sum += value;
  const auto rank = [&](std::int64_t percent) {
    return values[static_cast<std::size_t>(std::max<std::int64_t>((percent * n + 99) / 100, 1)) -
                  1];
  };
  return {(sum + n / 2) / n, rank(50), rank(90), rank(99)};
}

}  // namespace

TEST_SUITE("store/report_parts") {
  TEST_CASE("a report read in parts is the report read at once, whatever it is by") {
    for (const std::uint32_t seed : {1U, 7U, 99U}) {
      store::MemoryStore memory;
      store::Batch batch;
      batch.records = test::journal_of(test::random_days(seed, kMonday, kDays), true);
      REQUIRE(memory.commit(batch));
      const store::Days days{kMonday, Day{kMonday.value + kDays - 1}};
      const auto whole = memory.history(days);
      REQUIRE(whole);
      for (const auto by : {ReportBy::kDay, ReportBy::kService, ReportBy::kCounter,
                            ReportBy::kOfficer, ReportBy::kChannel, ReportBy::kHour}) {
        const auto at_once = store::report_of(*whole, days, by, kWibS);
        store::ReportSum sum(days, by, kWibS);
        for (int day = days.from.value; day <= days.to.value; ++day) {
          const auto part = memory.history({Day{day}, Day{day}});
          REQUIRE(part);
          sum.add(*part);
        }
        const auto in_parts = sum.done();
        CHECK(in_parts.rows == at_once.rows);
        CHECK(in_parts.total == at_once.total);
        CHECK(in_parts.head == at_once.head);
        CHECK(at_once.total.wait != Spread{});
      }
    }
  }

  TEST_CASE("years with few days in them are read whole, from the first part to the last") {
    test::on_every_store([](test::Subject& subject) {
      test::Journal journal;
      int days = 0;
      for (int day = kMonday.value; day < kMonday.value + 400; day += 37) {
        REQUIRE(subject.store().commit(test::whole_day(journal, Day{day})));
        ++days;
      }
      subject.reopen();
      GetReport query;
      query.from = kMonday;
      query.to = Day{kMonday.value + 399};
      const auto report = subject.store().report(query, *query.to, kWibS);
      REQUIRE(report);
      CHECK(report->rows.size() == static_cast<std::size_t>(days));
      CHECK(report->total.tickets == 3 * days);
      CHECK(report->seq == journal.head().seq);
      CHECK(report->head == store::hex(journal.head().hash));
    });
  }

  TEST_CASE("times of any length, even of a damaged journal, are ranked exactly") {
    std::mt19937_64 random(5);
    for (int round = 0; round < 50; ++round) {
      std::vector<std::int64_t> values;
      store::Times times;
      store::Times half;
      for (int n = round * 3; n > 0; --n) {
        auto value = static_cast<std::int64_t>(random() % 1'000'000);
        if (n % 7 == 0) value += std::int64_t{1} << 33U;
        if (n % 11 == 0) value = -value;
        values.push_back(value);
        (n % 2 == 0 ? times : half).add(value);
      }
      times.add(half);
      CHECK(times.spread() == exact(values));
    }
    store::Times limit;
    limit.add(0xFFFF'FFFF);
    limit.add(std::int64_t{0x1'0000'0000});
    CHECK(limit.spread().p50_ms == 0xFFFF'FFFF);
    CHECK(limit.spread().p99_ms == 0x1'0000'0000);
  }
}
