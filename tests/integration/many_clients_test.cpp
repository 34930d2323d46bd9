// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "tests/support/hall/running_hall.hpp"

using namespace antre::test;

namespace {

/// Asks for `each` numbers with the command line, one process after the other; gives the numbers.
std::vector<std::string> take_numbers(const std::string& url, const std::string& key, int each,
                                      const std::string& once) {
  std::vector<std::string> numbers;
  for (int i = 0; i < each; ++i) {
    const auto ran = run({bin("antre"), "--dispatcher", url, "--key", key, "issue", "R", "--json",
                          "--once", once + std::to_string(i), "--timeout", "60"});
    if (ran.status != 0) return {"refused: " + ran.out + ran.err};
    numbers.push_back(text(boost::json::parse(ran.out).as_object(), "ticket"));
  }
  return numbers;
}

/// Numbers R001, R002 ... without one missing or given twice.
void check_no_gap_and_no_twin(const std::vector<std::string>& numbers) {
  const std::set<std::string> once(numbers.begin(), numbers.end());
  CHECK(once.size() == numbers.size());
  for (std::size_t n = 1; n <= numbers.size(); ++n) {
    std::string expected = std::to_string(n);
    expected.insert(0, expected.size() < 3 ? 3 - expected.size() : 0, '0');
    CHECK(once.contains("R" + expected));
  }
}

}  // namespace

TEST_SUITE("integration/many clients") {
  TEST_CASE("32 clients at once are given each number once and no number is left out") {
    RunningHall hall;
    const auto key = hall.key("kiosk", "entrance");
    const auto url = hall.url();  // the same after a restart
    std::vector<std::vector<std::string>> taken(32);
    {
      std::vector<std::jthread> clients;
      for (std::size_t i = 0; i < taken.size(); ++i)
        clients.emplace_back(
            [&, i, url] { taken[i] = take_numbers(url, key, 2, "c" + std::to_string(i) + "-"); });
    }
    std::vector<std::string> numbers;
    for (const auto& own : taken) numbers.insert(numbers.end(), own.begin(), own.end());
    CHECK(numbers.size() == 64);
    check_no_gap_and_no_twin(numbers);
    CHECK(hall.verified());
  }

  TEST_CASE("a dispatcher killed again and again loses no number and gives none twice") {
    RunningHall hall;
    const auto key = hall.key("kiosk", "entrance");
    const auto url = hall.url();  // the same after a restart
    std::vector<std::vector<std::string>> taken(4);
    {
      std::vector<std::jthread> clients;
      for (std::size_t i = 0; i < taken.size(); ++i)
        clients.emplace_back(
            [&, i, url] { taken[i] = take_numbers(url, key, 12, "k" + std::to_string(i) + "-"); });
      for (std::size_t kills = 1; kills <= 5; ++kills) {
        hall.wait_for("ticket-issued", kills * 6);
        hall.kill_dispatcher();
        hall.start();
      }
    }
    std::vector<std::string> numbers;
    for (const auto& own : taken) numbers.insert(numbers.end(), own.begin(), own.end());
    CHECK(numbers.size() == 48);
    check_no_gap_and_no_twin(numbers);
    CHECK(hall.events("ticket-issued").size() == 48);
    CHECK(hall.verified());
  }
}
