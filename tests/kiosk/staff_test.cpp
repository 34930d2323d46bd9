// SPDX-License-Identifier: Apache-2.0
// The service menu, and what visitors are told before they take a number.
#include <doctest/doctest.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "kiosk/service_pin.hpp"
#include "tests/kiosk/visit.hpp"

namespace antre::kiosk {
namespace {

struct Staff : Visit {
  Staff() { model.set_service_pin(true); }
  void pin(const std::string& digits) {
    for (const char digit : digits) {
      model.touch({Element::kDigit, static_cast<std::size_t>(digit - '0')}, now);
      settle_down();
      wait(kTyping);
    }
    touch(Element::kEnterPin);
  }
  void checked(bool right) {
    model.pin_checked(right, now);
    settle_down();
    wait(kCalm);
  }
  void enter_menu() {
    wait(kCalm);
    touch(Element::kMark);
    pin("2468");
    checked(true);
  }
};

}  // namespace

TEST_SUITE("kiosk/service_menu") {
  TEST_CASE("without a PIN the long press does nothing") {
    Visit visit;
    visit.touch(Element::kMark);
    CHECK(visit.model.page() == Page::kHome);
  }
  TEST_CASE("the right PIN opens the menu, and idleness closes it") {
    Staff staff;
    staff.touch(Element::kMark);
    REQUIRE(staff.model.page() == Page::kServicePin);
    staff.pin("2468");
    REQUIRE(staff.all<CheckPin>().size() == 1);
    CHECK(staff.all<CheckPin>()[0].pin == "2468");
    CHECK(staff.model.pin().checking());
    staff.checked(true);
    CHECK(staff.model.page() == Page::kServiceMenu);
    CHECK(staff.model.pin().typed() == 0);
    staff.wait(60'000);
    CHECK(staff.model.page() == Page::kHome);
    CHECK(staff.model.menu() == nullptr);
  }
  TEST_CASE("five wrong PINs lock it for a minute") {
    Staff staff;
    staff.touch(Element::kMark);
    for (int i = 0; i < 5; ++i) {
      staff.pin("1111");
      staff.checked(false);
    }
    CHECK(staff.all<CheckPin>().size() == 5);
    CHECK(staff.model.pin().locked_s(staff.now) > 50);
    staff.pin("2468");
    CHECK(staff.all<CheckPin>().size() == 5);
    // Leaving the page does not unlock it.
    staff.touch(Element::kBack);
    staff.touch(Element::kMark);
    staff.pin("2468");
    CHECK(staff.all<CheckPin>().size() == 5);
    staff.wait(30'000);
    staff.touch(Element::kElsewhere);
    staff.wait(30'000);
    CHECK(staff.model.pin().locked_s(staff.now) == 0);
    staff.touch(Element::kElsewhere);
    staff.pin("2468");
    CHECK(staff.all<CheckPin>().size() == 6);
  }
  TEST_CASE("the menu can be reached offline, and shows since when") {
    Staff staff;
    staff.link(Link::kOffline);
    staff.wait(kOfflineAfterMs);
    REQUIRE(staff.model.page() == Page::kOffline);
    staff.enter_menu();
    CHECK(staff.model.page() == Page::kServiceMenu);
    CHECK(staff.model.link_since_wall_ms() == staff.model.lost_wall_ms());
  }
  TEST_CASE("a test print says what became of it, and none of it is a ticket's") {
    Staff staff;
    staff.enter_menu();
    staff.touch(Element::kTestPrint);
    CHECK(staff.all<PrintTest>().size() == 1);
    CHECK(staff.model.menu()->print == PrintState::kQueued);
    PrintNews news;
    news.test = true;
    news.reason = "media-empty";
    staff.model.print_changed(news, staff.now);
    staff.settle_down();
    CHECK(staff.model.menu()->print_reason == "media-empty");
    CHECK(staff.all<CancelPrint>().size() == 1);
    CHECK(staff.all<SendReport>().empty());
    CHECK(staff.model.printer_trouble() == "media-empty");
  }
  TEST_CASE("the last ticket is printed again as a copy") {
    Staff staff;
    staff.enter_menu();
    staff.touch(Element::kReprintLast);
    CHECK(staff.all<PrintTicket>().empty());
    staff.touch(Element::kBack);
    staff.ask();
    staff.answer(staff.ticket());
    staff.wait(kTicketShownMs);
    staff.enter_menu();
    staff.touch(Element::kReprintLast);
    REQUIRE(staff.all<PrintTicket>().size() == 2);
    CHECK(staff.all<PrintTicket>()[1].copy);
  }
  TEST_CASE("a restart takes two touches") {
    Staff staff;
    staff.enter_menu();
    staff.touch(Element::kRestart);
    CHECK(staff.model.menu()->restart_asked);
    CHECK(staff.all<RestartProgram>().empty());
    staff.touch(Element::kRestart);
    CHECK(staff.all<RestartProgram>().size() == 1);
  }
  TEST_CASE("a visitor's number is not left for the menu") {
    Staff staff;
    staff.ask();
    staff.answer(staff.ticket());
    staff.wait(kCalm);
    staff.touch(Element::kMark);
    CHECK(staff.model.page() == Page::kTicket);
  }
  TEST_CASE("the PIN's file is its owner's alone and holds a hash") {
    REQUIRE(sodium_init() >= 0);
    namespace fs = std::filesystem;
    const fs::path file = fs::temp_directory_path() / ("antre-pin-" + std::to_string(::getpid()));
    char hash[crypto_pwhash_STRBYTES];
    REQUIRE(crypto_pwhash_str(hash, "2468", 4, crypto_pwhash_OPSLIMIT_MIN,
                              crypto_pwhash_MEMLIMIT_MIN) == 0);
    std::ofstream(file) << hash << '\n';
    fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
    CHECK_FALSE(load_service_pin(file));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    const auto loaded = load_service_pin(file);
    REQUIRE(loaded);
    CHECK(pin_matches("2468", *loaded));
    CHECK_FALSE(pin_matches("2469", *loaded));
    std::ofstream(file) << "2468\n";
    CHECK_FALSE(load_service_pin(file));
    fs::remove(file);
    CHECK_FALSE(load_service_pin(file));
  }
}

TEST_SUITE("kiosk/fate") {
  TEST_CASE("a pause is told with its end") {
    HallView view = *sample_view();
    view.paused.push_back({ServiceId{"R"}, sample_wall_ms() + 3'600'000, "rapat"});
    Visit visit(view);
    const Fate fate = visit.model.fate(ServiceId{"R"}, visit.now);
    CHECK(fate.kind == Fate::Kind::kPaused);
    REQUIRE(fate.until);
    CHECK(minute_text(fate.until->minute) == "10.42");
    CHECK(visit.model.fate(ServiceId{"K"}, visit.now).kind == Fate::Kind::kOpen);
  }
  TEST_CASE("a service is full when its last number is seen, and once the dispatcher said so") {
    HallView view = *sample_view();
    auto service = std::find_if(view.hall.services.begin(), view.hall.services.end(),
                                [](const auto& one) { return one.id == ServiceId{"R"}; });
    service->quota_per_day = 12;
    Visit visit(view);
    CHECK(visit.model.fate(ServiceId{"R"}, visit.now).kind == Fate::Kind::kOpen);
    visit.shows(visit.ticket());
    CHECK(visit.model.fate(ServiceId{"R"}, visit.now).kind == Fate::Kind::kFull);
    Visit other;
    other.ask();
    other.answer(Error{ErrorCode::kQuotaReached, ""});
    CHECK(other.model.fate(ServiceId{"R"}, other.now).kind == Fate::Kind::kFull);
  }
  TEST_CASE("a wait past closing time is told, and a number may be taken all the same") {
    HallView view = *sample_view();
    view.hall.hours.always = false;
    view.hall.hours.open = {{1, 8 * 60, 10 * 60}};
    view.expected = {{ServiceId{"R"}, 600, 1'200}, {ServiceId{"K"}, 60, 300}};
    Visit visit(view);
    const Fate fate = visit.model.fate(ServiceId{"R"}, visit.now);
    CHECK(fate.kind == Fate::Kind::kPastClosing);
    REQUIRE(fate.until);
    CHECK(minute_text(fate.until->minute) == "10.00");
    CHECK(visit.model.fate(ServiceId{"K"}, visit.now).kind == Fate::Kind::kOpen);
    visit.ask();
    CHECK(visit.all<SubmitIssue>().size() == 1);
  }
  TEST_CASE("a closed hall's screen is dimmed after a while, and lit by a touch") {
    Visit visit;
    HallView view = *sample_view();
    view.hall_open = false;
    visit.see(view);
    REQUIRE(visit.model.page() == Page::kClosed);
    CHECK(visit.model.brightness() == 1);
    const auto revision = visit.model.revision();
    REQUIRE(visit.model.next_deadline(visit.now));
    visit.wait(view.hall.kiosk.dim_after_s * Ms{1'000});
    CHECK(visit.model.brightness() < 0.5);
    CHECK(visit.model.revision() != revision);
    visit.touch(Element::kElsewhere);
    CHECK(visit.model.brightness() == 1);
  }
}

}  // namespace antre::kiosk
