// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tests/engine/desk.hpp"

using namespace antre;
using antre::engine::test::check_whole;
using antre::engine::test::Desk;

namespace {

Announce message(std::string text, int minutes = 10) {
  Announce command;
  command.text = std::move(text);
  command.minutes = minutes;
  return command;
}

}  // namespace

TEST_SUITE("engine/announce") {
  TEST_CASE("a message is shown for its minutes, and can be taken back before") {
    Desk desk;
    const auto events = desk.must(message("Mohon siapkan kartu identitas", 3));
    REQUIRE(events.size() == 1);
    const auto& made = std::get<AnnouncementMade>(events.front());
    CHECK(made.text == "Mohon siapkan kartu identitas");
    CHECK(made.until_ms == desk.state.at_ms + 180'000);
    REQUIRE(desk.state.announcements.size() == 1);
    const auto name = desk.state.announcements.front().seq;
    CHECK(name == desk.state.seq);
    desk.must(WithdrawAnnouncement{name});
    CHECK(desk.state.announcements.empty());
    CHECK(desk.refused(WithdrawAnnouncement{name}) == ErrorCode::kWrongState);
    check_whole(desk);
  }

  TEST_CASE("what is no line of 1 to 200 letters for 1 to 1440 minutes is refused") {
    Desk desk;
    CHECK(desk.refused(message("")) == ErrorCode::kBadRequest);
    CHECK(desk.refused(message("   ")) == ErrorCode::kBadRequest);
    CHECK(desk.refused(message("one\ntwo")) == ErrorCode::kBadRequest);
    CHECK(desk.refused(message(std::string(201, 'a'))) == ErrorCode::kBadRequest);
    CHECK(desk.refused(message("a", 0)) == ErrorCode::kBadRequest);
    CHECK(desk.refused(message("a", 1441)) == ErrorCode::kBadRequest);
    std::string accented;
    for (int i = 0; i < 200; ++i) accented += "\xC3\xA9";  // letters are counted, not bytes
    desk.must(message(accented, 1440));
    auto elsewhere = message("a");
    elsewhere.zone = "upstairs";
    CHECK(desk.refused(elsewhere) == ErrorCode::kBadRequest);
  }

  TEST_CASE("twenty messages are enough; those whose time is over do not count") {
    Desk desk;
    for (int i = 0; i < 20; ++i) desk.must(message("a", i == 0 ? 1 : 60));
    CHECK(desk.refused(message("one more")) == ErrorCode::kConflict);
    desk.pass_s(60);
    desk.must(message("one more"));
    CHECK(desk.state.announcements.size() == 20);
    check_whole(desk);
  }
}
