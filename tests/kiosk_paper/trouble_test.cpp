// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>

#include "tests/kiosk_paper/paper_hall.hpp"

using namespace antre::test;

namespace {

/// A trouble that is entered and left while visitors keep coming: two numbers in it, one after it.
void through(PaperHall& all, const std::string& name, const std::function<void()>& enter,
             const std::function<void()>& leave) {
  INFO(name);
  enter();
  const auto first = all.visit();
  const auto reason = all.printer_is(false);
  const auto second = all.visit();
  CHECK_MESSAGE(all.print_end(first) != "printed", name);
  CHECK_MESSAGE(all.print_end(second) != "printed", name);
  CHECK_MESSAGE(!reason.empty(), name);
  leave();
  // A spooler may learn only from the next job that all is well again.
  const auto after = all.visit();
  const auto state = all.print_end(after);
  if (state != "printed") CHECK_MESSAGE(all.print_end(all.visit()) == "printed", name);
  all.printer_is(true);
}

}  // namespace

TEST_SUITE("kiosk paper/trouble") {
  TEST_CASE("what a printer says of itself is journalled, shown, and over when it is over") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    CHECK(all.print_end(all.visit()) == "printed");
    all.cups().set_paper(false);
    const auto unprinted = all.visit();
    CHECK(all.printer_is(false) == "media-empty");
    CHECK(all.print_end(unprinted) == "failed");
    const auto ran = all.hall().antre({"status", "--printers"});
    CHECK(ran.status == 1);
    CHECK(ran.out.find("out of paper") != std::string::npos);
    CHECK(ran.out.find(text(unprinted, "ticket") + " failed") != std::string::npos);
    all.cups().set_paper(true);
    all.cups().set_low(true);
    CHECK(all.print_end(all.visit()) == "printed");
    CHECK(eventually([&] { return all.printer_is(true) == "media-low"; }));
    CHECK(all.hall().antre({"status", "--printers"}).status == 0);
    all.check_every_paper();
  }

  TEST_CASE("the printer's own troubles come and go while visitors keep coming") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    auto& cups = all.cups();
    through(
        all, "out of paper", [&] { cups.set_paper(false); }, [&] { cups.set_paper(true); });
    through(
        all, "cover open", [&] { cups.set_cover(false); }, [&] { cups.set_cover(true); });
    through(
        all, "paper jam", [&] { cups.set_jam(true); }, [&] { cups.set_jam(false); });
    through(
        all, "offline", [&] { cups.set_offline(true); }, [&] { cups.set_offline(false); });
    all.check_every_paper();
  }

  TEST_CASE("a paper jam is named where people look, and nothing old comes out after it") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.cups().set_jam(true);
    const auto unprinted = all.visit();
    CHECK(all.printer_is(false) == "jam");
    CHECK(all.print_end(unprinted) == "failed");
    const auto ran = all.hall().antre({"status", "--printers"});
    CHECK(ran.status == 1);
    CHECK(ran.out.find("paper jam") != std::string::npos);
    CHECK(ran.out.find(text(unprinted, "ticket") + " failed") != std::string::npos);
    all.cups().set_jam(false);
    CHECK(all.print_end(all.visit()) == "printed");
    CHECK(all.papers(unprinted).firsts == 0);
    all.printer_is(true);
    all.check_every_paper();
  }

  TEST_CASE("the spooler's troubles come and go while visitors keep coming") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    auto& cups = all.cups();
    through(
        all, "queue stopped", [&] { cups.stop_queue(true); }, [&] { cups.stop_queue(false); });
    through(
        all, "queue removed", [&] { cups.remove_queue(); }, [&] { cups.add_queue(); });
    through(
        all, "cupsd killed", [&] { cups.kill(); }, [&] { cups.start_again(); });
    through(
        all, "cupsd hanging", [&] { cups.hold(true); }, [&] { cups.hold(false); });
    all.check_every_paper();
  }

  TEST_CASE(
      "a printer that vanishes in mid-job leaves a number that is valid and not printed twice") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.cups().set_stuck(true);
    const auto cut_off = all.visit();
    REQUIRE(eventually([&] { return all.print_state(cut_off) == "queued"; }));
    all.cups().remove_queue();
    const auto state = all.print_end(cut_off);
    CHECK((state == "unknown" || state == "failed"));
    const auto meanwhile = all.visit();
    CHECK(all.print_end(meanwhile) != "printed");
    all.cups().set_stuck(false);
    all.cups().add_queue();
    const auto after = all.visit();
    if (all.print_end(after) != "printed") CHECK(all.print_end(all.visit()) == "printed");
    all.check_every_paper();
  }

  TEST_CASE("a spooler that dies in mid-job prints no second one when it is back") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.cups().set_stuck(true);
    const auto cut_off = all.visit();
    REQUIRE(eventually([&] { return all.print_state(cut_off) == "queued"; }));
    REQUIRE(eventually([&] { return all.cups().printing(); }));
    all.cups().kill();
    all.printer_is(false);
    all.cups().set_stuck(false);
    REQUIRE(
        eventually([&] { return !all.cups().jobs().empty(); }));  // the paper was in the printer
    all.cups().forget_jobs();
    all.cups().start_again();
    const auto after = all.visit();
    if (all.print_end(after) != "printed") CHECK(all.print_end(all.visit()) == "printed");
    all.check_every_paper();
  }

  TEST_CASE("a copy that staff ask for comes out of the kiosk, marked, and is journalled") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    all.cups().set_paper(false);
    const auto lost = all.visit();
    CHECK(all.print_end(lost) == "failed");
    all.cups().set_paper(true);
    const auto number = text(lost, "ticket");
    REQUIRE(all.hall().antre({"reprint", number}).status == 0);
    CHECK(eventually([&] { return all.print_state(lost) == "reprinted"; }));
    CHECK(all.papers(lost).copies == 1);
    CHECK(all.papers(lost).firsts == 0);
    CHECK(text(all.hall().wait_for("reprint-asked"), "kiosk") == "entrance");
    // Of a number that came out as it should: its copy says that it is one.
    const auto printed = all.visit();
    CHECK(all.print_end(printed) == "printed");
    REQUIRE(all.hall().antre({"reprint", text(printed, "ticket"), "--kiosk", "entrance"}).status ==
            0);
    CHECK(eventually([&] { return all.print_state(printed) == "reprinted"; }));
    CHECK(all.papers(printed).firsts == 1);
    CHECK(all.papers(printed).copies == 1);
    CHECK(all.hall().antre({"reprint", number, "--kiosk", "cellar"}).status == 1);
    all.check_every_paper();
  }

  TEST_CASE("an officer has the visitor's ticket printed again with P, pressed twice") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    const auto printed = all.visit();
    CHECK(all.print_end(printed) == "printed");
    all.printer_is(true);
    const TempDir state;
    const Screen desk(420, 760);
    const Process counter(all.hall().client("antre-counter", "counter", "1",
                                            {"--size", "420x760", "--state", state / "counter"}),
                          {{{"DISPLAY", desk.display()}}, {}});
    REQUIRE(desk.has_window("."));
    desk.type("Sari Wulandari");
    REQUIRE(eventually([&] {
      desk.key("Return");
      return eventually([&] { return !all.hall().events("counter-opened").empty(); },
                        std::chrono::seconds{5});
    }));
    desk.key("p");  // nobody is at the counter
    REQUIRE(eventually([&] {
      desk.key("space");
      return !all.hall().events("ticket-called").empty();
    }));
    CHECK(all.hall().events("reprint-asked").empty());
    REQUIRE(eventually([&] {
      desk.key("p");
      desk.key("p");
      return !all.hall().events("reprint-asked").empty();
    }));
    CHECK(eventually([&] { return all.print_state(printed) == "reprinted"; }));
    CHECK(all.papers(printed).copies == 1);
    CHECK(text(all.hall().wait_for("reprint-asked"), "ticket") == text(printed, "ticket"));
    all.check_every_paper();
  }

  TEST_CASE("a kiosk that was not there when a copy was asked for prints none when it is back") {
    REQUIRE(PrivateCupsd::available());
    PaperHall all;
    const auto printed = all.visit();
    CHECK(all.print_end(printed) == "printed");
    all.go_home();
    all.kiosk().signal(SIGKILL);
    all.kiosk().wait();
    REQUIRE(all.hall().antre({"reprint", text(printed, "ticket"), "--kiosk", "entrance"}).status ==
            0);
    all.start_kiosk();
    const auto next = all.visit();
    CHECK(all.print_end(next) == "printed");
    CHECK(all.papers(printed).copies == 0);
    all.check_every_paper();
  }
}
