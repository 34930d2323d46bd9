// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/hall/running_hall.hpp"

using namespace antre::test;
namespace json = boost::json;

namespace {

/// A hall whose target is short enough to be missed while a test waits for it; `services` of A and
/// B, each with a counter of its own.
std::string short_target(const std::string& services) {
  std::string hall = R"(
[hall]
id = "short-target"
name = "Short Target"
time_zone = "Asia/Jakarta"
[target]
target_s = 6
remind_s = 2
escalate_s = 3
auto_call_s = 4
)";
  for (const char service : services) {
    hall +=
        std::string("[[service]]\nid = \"") + service + "\"\nname = \"Service " + service + "\"\n";
    hall += std::string("[[counter]]\nid = ") + (service == 'A' ? '1' : '2') + "\nprimary = [\"" +
            service + "\"]\n";
  }
  return hall;
}

/// The dispatcher of such a hall; its file can be written anew and read again.
struct ShortHall {
  TempDir dir;
  std::string file = dir / "hall.toml";
  RunningHall hall;

  explicit ShortHall(const std::string& services = "AB")
      : hall{[&] {
          write_file(file, short_target(services));
          return RunningHall::Options{file, false, {}};
        }()} {}

  void done(const std::vector<std::string>& arguments) {
    const auto ran = hall.antre(arguments);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
  }

  /// How often the journal has this event of a ticket, with this mark where one is named.
  std::size_t times(const std::string& event, const std::string& ticket,
                    const std::string& mark = {}) {
    auto found = hall.events(event);
    std::erase_if(found, [&](const json::object& entry) {
      return text(entry, "ticket") != ticket || (!mark.empty() && text(entry, "mark") != mark);
    });
    return found.size();
  }

  void wait_for_mark(const std::string& ticket, const std::string& mark) {
    INFO(ticket << " reaches " << mark);
    REQUIRE(eventually([&] { return times("clock-reached", ticket, mark) > 0; }));
  }

  /// The register of misses, as the command line tells it.
  json::array misses(std::vector<std::string> more = {}) {
    more.insert(more.begin(), "misses");
    return hall.json(more).at("misses").as_array();
  }

  /// A number of the day's report.
  std::int64_t total(const char* field) {
    return hall.json({"report"}).at("total").at(field).as_int64();
  }

  /// Starts and finishes whoever is called at the counter, and gives the number.
  std::string serve(const std::string& counter) {
    const auto started = hall.json({"start", counter});
    done({"finish", counter});
    return text(started.as_object(), "ticket");
  }

  /// The tickets on the clock and what they are doing, as the command line tells it.
  std::vector<std::string> clocks() {
    std::vector<std::string> found;
    const auto clocks = hall.json({"status"}).at("clocks").as_array();
    for (const auto& clock : clocks)
      found.push_back(text(clock.as_object(), "ticket") + ' ' + text(clock.as_object(), "state"));
    std::sort(found.begin(), found.end());
    return found;
  }

  /// Calls the next visitor, unless the dispatcher has done so, and serves them.
  std::string call_and_serve(const std::string& counter) {
    const auto calls = hall.events("service-started").size() + 1;
    if (hall.events("ticket-called").size() < calls) hall.antre({"call", counter});
    hall.wait_for("ticket-called", calls);
    return serve(counter);
  }
};

}  // namespace

TEST_SUITE("integration/target") {
  TEST_CASE("a ticket that nobody calls is called by the dispatcher, and its counter serves it") {
    ShortHall all;
    const Screen screen(420, 760);
    Process watch({bin("antre"), "--dispatcher", all.hall.url(), "--key",
                   all.hall.key("admin", "office"), "watch", "--json"});
    Process counter(all.hall.client("antre-counter", "counter", "1",
                                    {"--size", "420x760", "--state", all.dir / "state"}),
                    {{{"DISPLAY", screen.display()}}, {}});
    REQUIRE(screen.has_window("."));
    screen.type("Sari Wulandari");
    // The key is refused as long as the window has no connection yet.
    REQUIRE(eventually([&] {
      screen.key("Return");
      return eventually([&] { return !all.hall.events("counter-opened").empty(); },
                        std::chrono::seconds{5});
    }));
    all.done({"issue", "A"});

    const auto called = all.hall.wait_for("ticket-called");
    CHECK(text(called, "ticket") == "A001");
    CHECK(called.at("counter").as_int64() == 1);
    CHECK(called.at("auto").as_bool());
    CHECK_FALSE(called.at("explicit").as_bool());
    CHECK(all.times("clock-reached", "A001", "remind") == 1);
    CHECK(all.times("clock-reached", "A001", "escalate") == 1);
    CHECK(all.times("clock-reached", "A001", "auto-call") == 1);

    // The command line sees it, now and as it happens.
    const auto status = all.hall.json({"status"});
    const auto& first = status.at("counters").at(0).as_object();
    CHECK(text(first, "state") == "calling");
    CHECK(text(first, "ticket") == "A001");
    CHECK(eventually(
        [&] { return watch.output().find("\"event\":\"ticket-called\"") != std::string::npos; }));

    // So does the officer's window: its big key now means that the visitor has come.
    REQUIRE(eventually([&] {
      screen.key("space");
      return !all.hall.events("service-started").empty();
    }));
    CHECK(all.hall.events("ticket-called").size() == 1);
    CHECK(all.total("auto_calls") == 1);
    CHECK(counter.terminate() == 0);
    CHECK(all.hall.verified());
  }

  TEST_CASE("a clock goes on over a killed dispatcher and is missed once, with its cause") {
    ShortHall all;
    all.done({"issue", "A"});
    all.done({"issue", "A"});
    all.wait_for_mark("A001", "remind");
    all.hall.kill_dispatcher();
    all.hall.start();
    const auto missed = all.hall.wait_for("target-missed");
    CHECK(text(missed, "ticket") == "A001");
    CHECK(text(missed, "cause") == "unstaffed");
    // It ran on: nothing started it again, and no mark was reached twice.
    CHECK(all.times("clock-started", "A001") == 1);
    for (const char* mark : {"remind", "escalate", "auto-call"})
      CHECK(all.times("clock-reached", "A001", mark) == 1);
    // The second of the line had nobody served before it.
    CHECK(all.times("clock-started", "A002") == 0);

    // A restart after the miss finds it there, and adds none.
    all.hall.kill_dispatcher();
    all.hall.start();
    auto misses = all.misses({"--open"});
    REQUIRE(misses.size() == 1);
    const auto& miss = misses.front().as_object();
    CHECK(text(miss, "ticket") == "A001");
    CHECK(text(miss, "cause") == "unstaffed");
    CHECK(text(miss, "miss") == text(missed, "miss"));

    all.done({"correct", text(miss, "miss"), "counter 1 opens earlier"});
    CHECK(all.misses({"--open"}).empty());
    misses = all.misses();
    REQUIRE(misses.size() == 1);
    CHECK(text(misses.front().as_object(), "correction") == "counter 1 opens earlier");
    // There is nothing to correct where nothing was missed.
    CHECK(all.hall.antre({"correct", "2026-01-01/A001", "nothing"}).status == 1);

    // The missed ticket is still first, called as soon as there is somebody.
    all.done({"open", "1", "--officer", "Sari"});
    CHECK(text(all.hall.wait_for("ticket-called"), "ticket") == "A001");
    CHECK(all.serve("1") == "A001");
    CHECK(all.call_and_serve("1") == "A002");

    CHECK(all.times("target-missed", "A001") == 1);
    CHECK(all.total("tickets") == 2);
    CHECK(all.total("served") == 2);
    // On a machine that stands still the second could be missed, too: report and journal agree.
    const auto in_journal = static_cast<std::int64_t>(all.hall.events("target-missed").size());
    CHECK(all.total("missed") == in_journal);
    CHECK(all.total("met") == 2 - in_journal);
    CHECK(all.hall.verified());
  }

  TEST_CASE("a service taken out of the hall file while visitors wait strands nobody") {
    ShortHall all;
    for (const char* service : {"B", "A", "B"}) all.done({"issue", service});

    // A file that is wrong changes nothing, and the dispatcher goes on.
    write_file(all.file, short_target("A") + "[[counter]]\nid = 3\nprimary = [\"Z\"]\n");
    all.hall.dispatcher().signal(SIGHUP);
    REQUIRE(eventually([&] {
      return all.hall.dispatcher().output().find("stays in force") != std::string::npos;
    }));
    CHECK(all.hall.events("hall-changed").empty());

    write_file(all.file, short_target("A"));
    all.hall.dispatcher().signal(SIGHUP);
    const auto changed = all.hall.wait_for("hall-changed");
    CHECK(changed.at("hall").at("services").as_array().size() == 1);
    CHECK(all.hall.antre({"issue", "B"}).status == 1);

    // The journal, not the file, says what waits: it does so over a restart, too.
    CHECK(all.clocks() == std::vector<std::string>{"A001 waiting", "B001 waiting"});
    all.hall.kill_dispatcher();
    all.hall.start();
    CHECK(all.clocks() == std::vector<std::string>{"A001 waiting", "B001 waiting"});

    // The counter that is left takes the line of the service that is gone.
    all.done({"open", "1", "--officer", "Sari"});
    std::vector<std::string> served;
    for (int visitor = 0; visitor < 3; ++visitor) served.push_back(all.call_and_serve("1"));
    std::sort(served.begin(), served.end());
    CHECK(served == std::vector<std::string>{"A001", "B001", "B002"});
    CHECK(all.total("served") == 3);
    CHECK(all.hall.antre({"call", "1"}).status == 1);
    CHECK(all.hall.verified());
  }
}
