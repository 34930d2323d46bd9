// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <csignal>
#include <map>
#include <set>

#include "tests/support/hall/running_hall.hpp"

using namespace antre::test;
namespace json = boost::json;

namespace {

constexpr int kVisits = 15;

/// A morning of 15 visits to the PST hall; the third goes as soon as it has to wait.
std::string morning() {
  std::string rows = "arrival_s,service,class,service_s,patience_s\n";
  for (int visit = 0; visit < kVisits; ++visit) {
    rows += std::to_string(visit * 40) + ',' + "RKJP"[visit % 4];
    rows += visit % 5 == 1 ? ",priority," : ",regular,";
    rows += std::to_string(120 + visit * 30) + (visit == 2 ? ",0" : ",") + '\n';
  }
  return rows;
}

std::vector<std::string> replay(RunningHall& hall, const std::string& file,
                                std::vector<std::string> more) {
  std::vector<std::string> command{
      bin("antre"), "--dispatcher", hall.url(), "--key", hall.key("admin", "office"),
      "replay",     file,           "--json"};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

/// How often each ticket has this event.
std::map<std::string, int> tickets_of(const std::vector<json::object>& journal,
                                      const std::string& event) {
  std::map<std::string, int> found;
  for (const auto& entry : journal)
    if (text(entry, "event") == event) ++found[text(entry, "ticket")];
  return found;
}

int sum(const std::map<std::string, int>& counts) {
  int all = 0;
  for (const auto& [ticket, times] : counts) all += times;
  return all;
}

/// The summary, which is the last line of what was printed.
json::object summary(const std::string& printed) {
  const auto at = printed.rfind("{\"visits\"");
  REQUIRE(at != std::string::npos);
  return json::parse(printed.substr(at, printed.find('\n', at) - at)).as_object();
}

}  // namespace

TEST_SUITE("integration/replay") {
  TEST_CASE("a file of visits is played whole, and summary, journal and report agree") {
    RunningHall hall;
    const TempDir dir;
    write_file(dir / "morning.csv", morning());
    const auto ran = run(replay(hall, dir / "morning.csv", {"--speed", "600"}));
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto said = summary(ran.out);

    const auto journal = hall.journal();
    const auto issued = tickets_of(journal, "ticket-issued");
    const auto served = tickets_of(journal, "service-finished");
    const auto absent = tickets_of(journal, "ticket-no-show");
    CHECK(issued.size() == kVisits);
    CHECK(sum(issued) == kVisits);
    // Each visitor was served or did not come, once.
    for (const auto& [ticket, times] : issued) {
      INFO(ticket);
      CHECK(served.contains(ticket) != absent.contains(ticket));
    }
    CHECK(sum(served) + sum(absent) == kVisits);

    const auto says = [&](const char* field) { return said.at(field).as_int64(); };
    CHECK(says("visits") == kVisits);
    CHECK(says("tickets") == kVisits);
    CHECK(says("served") == sum(served));
    CHECK(says("no_show") == sum(absent));
    CHECK(says("missed") == sum(tickets_of(journal, "target-missed")));
    CHECK(says("refused") == 0);
    CHECK_FALSE(said.at("interrupted").as_bool());

    const auto report = hall.json({"report"}).at("total").as_object();
    CHECK(report.at("tickets").as_int64() == kVisits);
    CHECK(report.at("served").as_int64() == says("served"));
    CHECK(report.at("no_show").as_int64() == says("no_show"));
    CHECK(report.at("met").as_int64() == says("met"));
    CHECK(report.at("missed").as_int64() == says("missed"));
    // The officers left.
    const auto counters = hall.json({"status"}).at("counters").as_array();
    for (const auto& counter : counters) CHECK(text(counter.as_object(), "state") == "closed");
    CHECK(hall.verified());
  }

  TEST_CASE("an interrupted replay ends cleanly, and the hall goes on") {
    RunningHall hall;
    const TempDir dir;
    write_file(dir / "slow.csv", morning());
    // At the file's own speed it would take ten minutes: it is under way when it is interrupted.
    Process playing(replay(hall, dir / "slow.csv", {"--speed", "1"}));
    hall.wait_for("service-started");
    playing.signal(SIGINT);
    INFO(playing.output());
    const auto status = playing.wait();
    REQUIRE(status.has_value());
    CHECK(*status == 0);
    const auto said = summary(playing.output());
    CHECK(said.at("interrupted").as_bool());
    const auto journal = hall.journal();
    CHECK(said.at("tickets").as_int64() == sum(tickets_of(journal, "ticket-issued")));

    // Free counters were left; one with a visitor stays with them, and says so.
    int open = 0;
    const auto counters = hall.json({"status"}).at("counters").as_array();
    for (const auto& counter : counters) {
      const auto state = text(counter.as_object(), "state");
      CHECK((state == "closed" || state == "calling" || state == "serving"));
      if (state != "closed") ++open;
    }
    CHECK(open >= 1);
    CHECK(playing.output().find("stays open: it has a visitor") != std::string::npos);
    CHECK(hall.antre({"issue", "R"}).status == 0);
    CHECK(hall.verified());
  }
}
