// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/integration/kiosk_hall.hpp"
#include "tests/support/hall/chance.hpp"
#include "tests/support/hall/running_hall.hpp"
#include "tests/support/hall/seed.hpp"
#include "tests/support/private_cupsd.hpp"

using namespace antre::test;
using namespace std::chrono_literals;

namespace {

struct Paper {
  std::string code;
  bool copy = false;
};
struct Papers {
  int firsts = 0;
  int copies = 0;
};

/// A kiosk with a printer that can be killed and started again.
struct KioskHall {
  TempDir dir;
  antre::test::PrivateCupsd cups{[this] {
    std::filesystem::create_directory(dir / "cups");
    return std::filesystem::path(dir / "cups");
  }()};
  std::string hall_file = hall_with_printer(dir, cups.queue());
  RunningHall hall{{hall_file}};
  Screen screen{1080, 1920};
  std::optional<Process> kiosk = std::nullopt;
  std::vector<Paper> read;  ///< of the jobs so far

  KioskHall() { start(); }
  void start() {
    kiosk.emplace(hall.client("antre-kiosk", "kiosk", "entrance",
                              {"--size", "1080x1920", "--hall", hall_file, "--outbox",
                               dir / "kiosk", "--printer-server", cups.server()}),
                  Process::Options{{{"DISPLAY", screen.display()}}, {}});
    const bool shown = screen.has_window(".");
    INFO(kiosk->output());
    REQUIRE(shown);
  }
  void kill() {
    kiosk->signal(SIGKILL);
    kiosk->wait();
    kiosk.reset();
  }
  /// Back to the first page, whatever stands there.
  void go_home() const {
    REQUIRE(eventually([&] {
      if (at_home(screen)) return true;
      screen.key("Escape");
      return false;
    }));
  }
  /// The papers of a ticket, read as a phone would.
  Papers papers(const boost::json::object& issued) {
    const auto jobs = cups.jobs();
    for (auto i = read.size(); i < jobs.size(); ++i) {
      const auto picture = printed_picture(jobs[i]);
      read.push_back({code_on(picture), is_copy(picture)});
    }
    Papers found;
    for (const auto& paper : read)
      if (paper.code == text(issued, "code")) ++(paper.copy ? found.copies : found.firsts);
    return found;
  }
  /// Whether the dispatcher was told that the ticket has come out.
  bool reported(const boost::json::object& issued) {
    const auto reports = hall.events("print-reported");
    return std::any_of(reports.begin(), reports.end(), [&](const auto& report) {
      const auto state = text(report, "state");
      return text(report, "ticket") == text(issued, "ticket") &&
             (state == "printed" || state == "reprinted");
    });
  }
  bool cancelled(const boost::json::object& issued) {
    const auto events = hall.events("ticket-cancelled");
    return std::any_of(events.begin(), events.end(), [&](const auto& event) {
      return text(event, "ticket") == text(issued, "ticket");
    });
  }
};

}  // namespace

TEST_SUITE("integration/paper crash") {
  TEST_CASE("a kiosk killed between answer and paper prints that very ticket after its restart") {
    REQUIRE(antre::test::PrivateCupsd::available());
    KioskHall all;
    all.cups.hold(true);
    take_number(all.screen);
    const auto issued = all.hall.wait_for("ticket-issued");
    all.kill();
    all.cups.hold(false);
    all.start();
    CHECK(eventually([&] { return all.reported(issued); }));
    const auto papers = all.papers(issued);
    CHECK(papers.firsts + papers.copies >= 1);
    CHECK(papers.firsts <= 1);
    CHECK(papers.copies <= 1);
    // And not again: the next paper is the next visitor's.
    all.kill();
    all.start();
    all.go_home();
    take_number(all.screen);
    const auto next = all.hall.wait_for("ticket-issued", 2);
    CHECK(eventually([&] { return all.reported(next); }));
    CHECK(all.papers(next).firsts == 1);
    CHECK(all.papers(issued).firsts == papers.firsts);
    CHECK(all.papers(issued).copies == papers.copies);
  }

  TEST_CASE("a kiosk killed at any moment owes nobody a paper, and gives no second one unmarked") {
    REQUIRE(antre::test::PrivateCupsd::available());
    const auto seed = random_seed();
    INFO("replay with ANTRE_SEED=" << seed);
    Chance chance(seed);
    KioskHall all;
    constexpr int kKills = 20;
    for (int kills = 0; kills < kKills; ++kills) {
      all.go_home();
      take_number(all.screen);
      chance.moment(700ms);
      all.kill();
      all.start();
    }
    all.go_home();
    for (const auto& issued : all.hall.events("ticket-issued")) {
      INFO(boost::json::serialize(issued));
      CHECK(eventually([&] {
        const auto papers = all.papers(issued);
        return papers.firsts + papers.copies > 0 || all.cancelled(issued);
      }));
      CHECK(all.papers(issued).firsts <= 1);
    }
    CHECK(all.hall.verified());
  }
}
