// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/visits.hpp"

#include <doctest/doctest.h>

#include "tests/forecast/halls.hpp"

namespace antre::forecast {
namespace {

const HallSettings& hall() {
  static const HallSettings of_tests = test::hall_with({"R", "K"}, 2);
  return of_tests;
}

std::string error_of(const std::string& csv) {
  const auto visits = parse_visits(csv, "day.csv", hall());
  return visits ? "no error" : visits.error().detail;
}

const std::string kHead = "arrival_s,service,class,service_s\n";

TEST_SUITE("forecast/visits") {
  TEST_CASE("A file of visits is read in its order") {
    const auto visits = parse_visits(
        kHead + "0,R,regular,60\n12.5,K,priority,0.25\n12.5,R,regular,1", "day.csv", hall());
    REQUIRE(visits);
    REQUIRE(visits->size() == 3);
    CHECK((*visits)[0] == Visit{0, {"R"}, TicketClass::kRegular, 60'000, {}});
    CHECK((*visits)[1] == Visit{12'500, {"K"}, TicketClass::kPriority, 250, {}});
    CHECK((*visits)[2].arrival_ms == 12'500);
  }

  TEST_CASE("Windows line ends, a byte order mark and blanks around fields do no harm") {
    const auto visits = parse_visits(
        "\xEF\xBB\xBF"
        "arrival_s,service,class,service_s,patience_s\r\n"
        "1, R ,regular,60,\r\n2,R,regular,60,30.5\r\n\r\n",
        "day.csv", hall());
    REQUIRE(visits);
    REQUIRE(visits->size() == 2);
    CHECK_FALSE((*visits)[0].patience_ms);
    CHECK((*visits)[1].patience_ms == 30'500);
  }

  TEST_CASE("Times are rounded to the millisecond by their decimals") {
    const auto visits =
        parse_visits(kHead + "0.0004,R,regular,1.0005\n0.0005,R,regular,2.9996\n1e1,R,regular,.5\n",
                     "day.csv", hall());
    REQUIRE_MESSAGE(visits, visits);
    CHECK((*visits)[0].arrival_ms == 0);
    CHECK((*visits)[0].service_ms == 1001);
    CHECK((*visits)[1].arrival_ms == 1);
    CHECK((*visits)[1].service_ms == 3000);
    CHECK((*visits)[2].arrival_ms == 10'000);
    CHECK((*visits)[2].service_ms == 500);
  }

  TEST_CASE("A file without visits has none") {
    const auto visits = parse_visits("arrival_s,service,class,service_s", "day.csv", hall());
    REQUIRE(visits);
    CHECK(visits->empty());
  }

  TEST_CASE("What is wrong is said with its line and what is expected") {
    CHECK(error_of("") ==
          "day.csv:1: the file is empty; expected arrival_s,service,class,service_s[,patience_s]");
    CHECK(error_of("0,R,regular,60\n") ==
          "day.csv:1: '0,R,regular,60' is no header; expected "
          "arrival_s,service,class,service_s[,patience_s]");
    CHECK(error_of(kHead + "0,R,regular,60\n1,X,regular,60\n") ==
          "day.csv:3: the hall has no service 'X'; expected one of R, K");
    CHECK(error_of(kHead + "0,R,vip,60\n") ==
          "day.csv:2: there is no class 'vip'; expected regular or priority");
    CHECK(error_of(kHead + "0,R,regular\n") ==
          "day.csv:2: 3 fields; expected 4: arrival_s,service,class,service_s");
    CHECK(error_of(kHead + "0,R,regular,60,7\n") ==
          "day.csv:2: 5 fields; expected 4: arrival_s,service,class,service_s");
    CHECK(error_of(kHead + "5,R,regular,60\n4.999,R,regular,60\n") ==
          "day.csv:3: this visitor arrives before the one above; expected visits in the order of "
          "their arrival");
    for (const std::string bad : {"", "-1", "nan", "inf", "1,5", "1.5s", "1..5", "0x10", "1e99"}) {
      CAPTURE(bad);
      std::string csv = kHead;
      csv.append("0,R,regular,").append(bad).append("\n");
      CHECK(error_of(csv).starts_with("day.csv:2: "));
    }
    CHECK(error_of(kHead + "soon,R,regular,60\n") ==
          "day.csv:2: arrival_s is 'soon'; expected seconds from 0, for example 12.5");
  }

  TEST_CASE("A file that is not there is said with its name") {
    const auto visits = read_visits("/nonexistent/day.csv", hall());
    REQUIRE_FALSE(visits);
    CHECK(visits.error() == Error{ErrorCode::kIo, "/nonexistent/day.csv cannot be read"});
  }

  TEST_CASE("Milliseconds are written with the decimals that they need") {
    CHECK(seconds_text(0) == "0");
    CHECK(seconds_text(12'000) == "12");
    CHECK(seconds_text(12'500) == "12.5");
    CHECK(seconds_text(12'345) == "12.345");
    CHECK(seconds_text(100'010) == "100.01");
    CHECK(seconds_text(7) == "0.007");
  }
}

}  // namespace
}  // namespace antre::forecast
