// SPDX-License-Identifier: Apache-2.0
#include "report/survey_index.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "report/document.hpp"

using namespace antre::report;

namespace {

/// Each element with so many answers of 1, 2, 3 and 4.
SurveyTally same(std::array<int, kAnswers> counts) {
  SurveyTally tally;
  tally.counts.fill(counts);
  for (const int count : counts) tally.respondents += count;
  return tally;
}

}  // namespace

TEST_SUITE("report/survey_index") {
  TEST_CASE("the index is the mean of the nine means times 25") {
    CHECK(index_of(same({0, 0, 0, 10})).index_hundredths == 10000);
    CHECK(index_of(same({7, 0, 0, 0})).index_hundredths == 2500);
    CHECK(index_of(same({0, 0, 1, 1})).index_hundredths == 8750);
    // Published example of 29 respondents: sums of 955 over nine elements.
    SurveyTally published;
    published.respondents = 29;
    published.counts = {{{0, 0, 11, 18},
                         {0, 0, 15, 14},
                         {0, 2, 12, 15},
                         {0, 0, 0, 29},
                         {0, 0, 14, 15},
                         {0, 0, 11, 18},
                         {0, 0, 10, 19},
                         {0, 0, 1, 28},
                         {0, 0, 11, 18}}};
    const auto index = index_of(published);
    CHECK(*index.means[0] == doctest::Approx(105.0 / 29));
    CHECK(index.index_hundredths == 9148);
    CHECK(index.grade == Grade::kA);
  }

  TEST_CASE("a grade is that of the index as it is shown, at the very cut-offs too") {
    CHECK(grade_of(10000) == Grade::kA);
    CHECK(grade_of(8831) == Grade::kA);
    CHECK(grade_of(8830) == Grade::kB);
    CHECK(grade_of(7661) == Grade::kB);
    CHECK(grade_of(7660) == Grade::kC);
    CHECK(grade_of(6500) == Grade::kC);
    CHECK(grade_of(6499) == Grade::kD);
    CHECK(grade_of(2500) == Grade::kD);
    CHECK(letter(Grade::kA) == 'A');
    CHECK(letter(Grade::kD) == 'D');
    // 2.6 of 4 is 65.00 exactly, whatever binary fractions make of it.
    CHECK(index_of(same({0, 2, 3, 0})).index_hundredths == 6500);
    CHECK(index_of(same({0, 2, 3, 0})).grade == Grade::kC);
  }

  TEST_CASE("each element weighs the same, however many answered it") {
    auto tally = same({0, 0, 0, 1});
    tally.counts[3] = {1000, 0, 0, 0};
    const auto index = index_of(tally);
    CHECK(*index.means[3] == doctest::Approx(1));
    CHECK(index.index_hundredths == 9167);  // (8 * 4 + 1) / 9 * 25
  }

  TEST_CASE("without answers to an element there is no index, and the others' means are there") {
    auto tally = same({0, 0, 2, 2});
    tally.counts[8] = {};
    const auto index = index_of(tally);
    CHECK_FALSE(index.index_hundredths);
    CHECK_FALSE(index.grade);
    CHECK_FALSE(index.means[8]);
    CHECK(*index.means[0] == doctest::Approx(3.5));
    CHECK_FALSE(index_of(SurveyTally{}).index_hundredths);
    auto negative = same({0, 0, 0, 3});
    negative.counts[0] = {-5, 0, 0, 1};
    CHECK(index_of(negative).index_hundredths == 10000);
  }

  TEST_CASE("what the dispatcher tells is taken over, and what it should not tell is no harm") {
    antre::SurveyReply reply;
    antre::SurveyRow row;
    row.service = {"R"};
    row.respondents = 2;
    row.answers.assign(kElements, {0, 0, 1, 1});
    reply.rows.push_back(row);
    row.service = {"K"};
    row.answers.assign(12, {1});
    reply.rows.push_back(row);
    const auto tallies = tallies_of(reply);
    REQUIRE(tallies.size() == 2);
    CHECK(tallies[0].service == "R");
    CHECK(tallies[0].respondents == 2);
    CHECK(index_of(tallies[0]).index_hundredths == 8750);
    CHECK(index_of(tallies[1]).index_hundredths == 2500);
    CHECK(tallies_of({}).empty());
  }

  TEST_CASE("services add up to the hall, and many answers do not overflow") {
    auto library = same({0, 0, 0, 3});
    library.service = "P";
    auto sales = same({3, 0, 0, 0});
    sales.service = "J";
    const auto hall = sum_of(library, sales);
    CHECK(hall.respondents == 6);
    CHECK(hall.service.empty());
    CHECK(index_of(hall).index_hundredths == 6250);
    const int most = std::numeric_limits<int>::max() / 4;
    CHECK(index_of(same({0, 0, most, most})).index_hundredths == 8750);
  }
}
