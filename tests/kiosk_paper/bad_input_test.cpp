// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/kiosk_paper/paper_hall.hpp"

using namespace antre::test;

namespace {

/// Keys as a scanner sends them: as fast as the screen takes them, with Enter behind them.
void scan(const PaperHall& all, const std::string& text) {
  const std::map<std::string, std::string> on{{"DISPLAY", all.screen().display()}};
  const auto typed = run({"xdotool", "type", "--delay", "1", text}, on);
  REQUIRE(typed.status == 0);
  all.screen().key("Return");
}

/// Twenty fingers at nearly the same time, all over the screen.
void touch_everywhere(const PaperHall& all) {
  std::vector<std::string> command{"xdotool"};
  for (int i = 0; i < 20; ++i) {
    const int x = 60 + 240 * (i % 5);
    const int y = 620 + 260 * (i / 5);
    for (const std::string& word : {std::string("mousemove"), std::to_string(x), std::to_string(y),
                                    std::string("click"), std::string("1")})
      command.push_back(word);
  }
  const auto ran = run(command, {{"DISPLAY", all.screen().display()}});
  REQUIRE(ran.status == 0);
}

/// The next visitor gets a number and a paper.
void next_is_served(PaperHall& all) {
  CHECK(all.kiosk().running());
  all.go_home();
  take_number(all.screen());
  boost::json::object last;
  REQUIRE(eventually([&] {
    const auto issued = all.hall().events("ticket-issued");
    return !issued.empty() && all.print_state(last = issued.back()) == "printed";
  }));
  CHECK(all.papers(last).firsts == 1);
}

}  // namespace

TEST_SUITE("kiosk paper/bad input") {
  TEST_CASE("twenty touches at once are one number at most, and the next visitor is served") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.go_home();
    touch_everywhere(all);
    all.go_home();
    CHECK(all.hall().events("ticket-issued").size() <= 1);
    next_is_served(all);
    CHECK(all.hall().events("ticket-issued").size() <= 2);
    all.check_every_paper();
  }

  TEST_CASE("a scanner that types rubbish takes no number and checks nobody in") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.go_home();
    for (const std::string& rubbish :
         {std::string("4711 0815 1234567890"), std::string("8991234567890"),
          std::string("]C1(01)09501101530003;DROP TABLE tickets;--"), std::string(600, '7')}) {
      scan(all, rubbish);
      all.go_home();
    }
    CHECK(all.hall().events("ticket-issued").empty());
    CHECK(all.hall().events("ticket-checked-in").empty());
    next_is_served(all);
    all.check_every_paper();
  }

  TEST_CASE("a scanner reads the code of an online number, and its visitor is here") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.go_home();
    const auto online = all.hall().json({"issue", "R", "--channel", "online"}).as_object();
    scan(all, kCodeAddress + text(online, "code"));
    const auto came = all.hall().wait_for("ticket-checked-in");
    CHECK(text(came, "ticket") == text(online, "ticket"));
  }

  TEST_CASE("a name of 10,000 characters is cut where the field ends, and the number is given") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all("guest_book = \"required\"\n");
    all.go_home();
    const auto leave_class = [&] {
      if (at_home(all.screen())) all.screen().touch(540, 1392);
      return at_class(all.screen());
    };
    REQUIRE(eventually(leave_class));
    REQUIRE(eventually([&] {
      if (at_class(all.screen())) all.screen().touch(540, 760);
      return !at_class(all.screen());
    }));
    const std::map<std::string, std::string> on{{"DISPLAY", all.screen().display()}};
    for (int i = 0; i < 10; ++i) {
      REQUIRE(run({"xdotool", "type", "--delay", "1", std::string(1000, 'a')}, on).status == 0);
    }
    // Institution, e-mail and purpose may stay empty; from the last field on it is saved.
    REQUIRE(eventually([&] {
      all.screen().key("Return");
      return !all.hall().events("guest-book-signed").empty();
    }));
    const auto issued = all.hall().wait_for("ticket-issued");
    const auto entry = all.hall().json({"guest", text(issued, "ticket")}).as_object();
    const auto name = text(entry.at("guest").as_object(), "name");
    CHECK(name.size() >= 50);
    CHECK(name.size() <= 400);
    CHECK(name.find_first_not_of("aA") == std::string::npos);
    CHECK(all.print_end(issued) == "printed");
    // Nothing of it in the journal, nor in what the programs say.
    for (const auto& event : all.hall().journal())
      CHECK(boost::json::serialize(event).find("aaaaaaaa") == std::string::npos);
    CHECK(all.kiosk().output().find("aaaaaaaa") == std::string::npos);
    CHECK(all.hall().dispatcher().output().find("aaaaaaaa") == std::string::npos);
    all.check_every_paper();
  }
}
