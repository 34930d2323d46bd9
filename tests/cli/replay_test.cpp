// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <sstream>

#include "cli/run.hpp"
#include "cli/terminal.hpp"
#include "tests/cli/fake_hall.hpp"
#include "tests/support/process.hpp"

using namespace antre;
using test::FakeHall;
using Millis = std::chrono::milliseconds;

namespace {

/// Counters 1 and 2 for R, counter 3 for K, all closed.
HallView closed_hall() {
  HallView view;
  view.epoch = "e";
  view.day = parse_day("2026-11-24").value();
  view.hall.id = "h";
  for (const char* id : {"R", "K"}) {
    ServiceSettings service;
    service.id = ServiceId{id};
    view.hall.services.push_back(service);
  }
  for (const int id : {1, 2, 3}) {
    CounterSettings settings;
    settings.id = CounterId{id};
    settings.primary = {ServiceId{id == 3 ? "K" : "R"}};
    view.hall.counters.push_back(settings);
    ViewCounter counter;
    counter.id = CounterId{id};
    view.counters.push_back(counter);
  }
  return view;
}

/// Another owner of a door that the test keeps.
struct Borrowed : cli::Door {
  explicit Borrowed(FakeHall& lent) : hall(lent) {}
  Result<Reply> request(const Command& command) override { return hall.request(command); }
  Result<Reply> query(const client::Query& query) override { return hall.query(query); }
  Result<std::optional<cli::Head>> wait_beyond(const cli::Head& known,
                                               std::optional<Millis> deadline) override {
    return hall.wait_beyond(known, deadline);
  }
  [[nodiscard]] Millis now() const override { return hall.now(); }
  [[nodiscard]] std::int64_t wall_ms() override { return hall.wall_ms(); }
  FakeHall& hall;
};

struct Played {
  int status = 0;
  std::string out;
  std::string err;
  [[nodiscard]] boost::json::object json() const { return boost::json::parse(out).as_object(); }
};

Played play(FakeHall& hall, const std::string& rows, std::vector<std::string> more = {},
            const std::string& header = "arrival_s,service,class,service_s") {
  const test::TempDir folder;
  const std::string file = folder / "day.csv";
  test::write_file(file, header + "\n" + rows);
  std::vector<std::string> arguments{"replay", file};
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::ostringstream out;
  std::ostringstream err;
  const int status =
      cli::run(arguments, out, err,
               [&](const cli::Connection& connection) -> Result<std::unique_ptr<cli::Door>> {
                 CHECK(connection.follow);
                 return std::unique_ptr<cli::Door>{std::make_unique<Borrowed>(hall)};
               });
  return {status, out.str(), err.str()};
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("cli/replay") {
  TEST_CASE("visits come, are called, start and finish at their times, made quicker") {
    FakeHall hall{closed_hall()};
    const auto played = play(hall, "60,R,regular,120\n90,R,regular,60\n120,R,regular,60\n",
                             {"--speed", "60", "--walk", "30", "--counters", "1"});
    CHECK_MESSAGE(played.status == cli::kFine, played.err);
    CHECK(hall.count<CounterOpened>() == 1);
    CHECK(hall.when<TicketIssued>("R1") == 1000);
    CHECK(hall.when<TicketCalled>("R1") == 1000);
    CHECK(hall.when<ServiceStarted>("R1") == 1500);
    CHECK(hall.when<TicketIssued>("R2") == 1500);
    CHECK(hall.when<ServiceFinished>("R1") == 3500);
    CHECK(hall.when<TicketCalled>("R2") == 3500);
    CHECK(hall.when<ServiceFinished>("R2") == 5000);
    CHECK(hall.when<ServiceFinished>("R3") == 6500);
    CHECK(hall.count<CounterClosed>() == 1);
    CHECK(holds(played.out, "3 visits: 3 tickets, 3 served, 0 called automatically, 0 no-shows\n"));
    CHECK(holds(played.out,
                "Target: 100 % within the target (3 met, 0 missed), whole wait 0:02 on average"));
  }

  TEST_CASE("all counters work side by side, each for its services") {
    FakeHall hall{closed_hall()};
    const auto played =
        play(hall, "0,R,regular,60\n0,R,regular,60\n0,K,regular,60\n0,K,regular,60\n", {"--json"});
    CHECK(played.status == cli::kFine);
    CHECK(hall.when<ServiceFinished>("R1") == 1000);
    CHECK(hall.when<ServiceFinished>("R2") == 1000);
    CHECK(hall.when<ServiceFinished>("K1") == 1000);
    CHECK(hall.when<ServiceFinished>("K2") == 2000);
    const auto json = played.json();
    CHECK(json.at("tickets") == 4);
    CHECK(json.at("served") == 4);
    CHECK(json.at("met") == 4);
    CHECK(json.at("missed") == 0);
    CHECK(json.at("attainment") == 1.0);
    CHECK(json.at("wait_mean_s").as_double() == doctest::Approx(0.25));
    CHECK(json.at("interrupted") == false);
  }

  TEST_CASE("a priority visitor asks for a priority number") {
    FakeHall hall{closed_hall()};
    const auto played =
        play(hall, "0,R,regular,600\n1,R,regular,60\n2,R,priority,60\n", {"--counters", "1"});
    CHECK(played.status == cli::kFine);
    CHECK(*hall.when<ServiceStarted>("R3") < *hall.when<ServiceStarted>("R2"));
  }

  TEST_CASE("who lost patience is marked a no-show at once, who has it left comes") {
    FakeHall hall{closed_hall()};
    const auto played =
        play(hall, "0,R,regular,600,\n0,R,regular,60,599.9\n0,R,regular,60,600\n",
             {"--counters", "1", "--walk", "60"}, "arrival_s,service,class,service_s,patience_s");
    CHECK_MESSAGE(played.status == cli::kFine, played.err);
    CHECK(hall.when<TicketCalled>("R2") == 11'000);
    CHECK(hall.when<TicketNoShow>("R2") == 11'000);
    CHECK(hall.when<TicketNoShow>("R3") == 11'000);
    // 660 s after its arrival: the walk of the first counts, too.
    CHECK(holds(played.out, "1 served, 0 called automatically, 2 no-shows"));
    FakeHall patient{closed_hall()};
    static_cast<void>(play(patient, "0,R,regular,600,\n0,R,regular,60,660\n",
                           {"--counters", "1", "--walk", "60"},
                           "arrival_s,service,class,service_s,patience_s"));
    CHECK(patient.when<ServiceFinished>("R2") == 13'000);
  }

  TEST_CASE("a visitor whom the dispatcher itself called is served as any other") {
    FakeHall hall{closed_hall()};
    // The officer of counter 3 has nothing to do with R: only the dispatcher sends R1 there.
    hall.view.hall.counters.erase(hall.view.hall.counters.begin(),
                                  hall.view.hall.counters.begin() + 2);
    hall.view.hall.counters.front().secondary = {ServiceId{"R"}};
    hall.at(Millis{9000}, [&] { hall.call(CounterId{3}, "R1", true); });
    const auto played = play(hall, "60,R,regular,60\n", {"--json"});
    CHECK_MESSAGE(played.status == cli::kFine, played.err);
    CHECK(hall.when<ServiceStarted>("R1") == 9000);
    CHECK(hall.when<ServiceFinished>("R1") == 10'000);
    CHECK(played.json().at("auto_called") == 1);
  }

  TEST_CASE("visitors who are no part of the file are served too, and not counted") {
    FakeHall hall{closed_hall()};
    hall.at(Millis{500}, [&] {
      TicketIssued issued;
      issued.ticket = "R9";
      issued.service = ServiceId{"R"};
      hall.write(issued);
    });
    const auto played = play(hall, "60,R,regular,60\n", {"--counters", "1", "--json"});
    CHECK(hall.when<ServiceStarted>("R9") == 500);
    CHECK(hall.when<ServiceFinished>("R9") == 1500);
    CHECK(hall.when<ServiceStarted>("R1") == 1500);
    CHECK(played.json().at("tickets") == 1);
    CHECK(played.json().at("served") == 1);
  }

  TEST_CASE("refusals are told once a kind and counted") {
    FakeHall hall{closed_hall()};
    hall.refuses["K"] = ErrorCode::kServicePaused;
    const auto played = play(hall, "0,K,regular,60\n1,K,regular,60\n2,R,regular,60\n", {"--json"});
    CHECK(played.status == cli::kFine);
    CHECK(played.json().at("refused") == 2);
    CHECK(played.json().at("refusals").at("service-paused") == 2);
    CHECK(played.json().at("tickets") == 1);
    const auto first = played.err.find("issue K: no number of K");
    CHECK(first != std::string::npos);
    CHECK(played.err.find("issue K", first + 1) == std::string::npos);
    FakeHall shut{closed_hall()};
    shut.refuses["R"] = ErrorCode::kHallClosed;
    const auto nothing = play(shut, "0,R,regular,60\n");
    CHECK(nothing.status == cli::kRefused);
    CHECK(holds(nothing.out, "1 refusal: hall-closed 1"));
  }

  TEST_CASE("misses are counted from the journal") {
    FakeHall hall{closed_hall()};
    hall.at(Millis{700}, [&] {
      TargetMissed missed;
      missed.ticket = "R2";
      hall.write(missed);
    });
    const auto played =
        play(hall, "0,R,regular,60\n1,R,regular,60\n", {"--counters", "1", "--json"});
    CHECK(played.json().at("missed") == 1);
  }

  TEST_CASE("a line that no staffed counter serves does not hold the replay up") {
    FakeHall hall{closed_hall()};
    const auto played = play(hall, "0,K,regular,60\n0,R,regular,60\n", {"--counters", "2"});
    CHECK(played.status == cli::kFine);
    CHECK(holds(played.out, "1 served, 0 called automatically, 0 no-shows, 1 not served"));
  }

  TEST_CASE("an interruption ends it: free counters close, the others are named") {
    FakeHall hall{closed_hall()};
    hall.interrupt_at = Millis{2500};
    const auto played =
        play(hall, "60,R,regular,600\n600,R,regular,60\n", {"--counters", "2", "--json"});
    CHECK(played.status == cli::kFine);
    CHECK(played.json().at("interrupted") == true);
    CHECK(played.json().at("tickets") == 1);
    CHECK(hall.view.counter(CounterId{1})->state == CounterState::kServing);
    CHECK(hall.view.counter(CounterId{2})->state == CounterState::kClosed);
    CHECK(holds(played.err, "counter 1 stays open: it has a visitor"));
  }

  TEST_CASE("a dispatcher that is gone ends it with exit status 3 and what was done so far") {
    FakeHall hall{closed_hall()};
    hall.at(Millis{1500}, [&] { hall.gone = Error{ErrorCode::kTimeout, "no answer"}; });
    const auto played = play(hall, "60,R,regular,60\n", {"--counters", "1", "--json"});
    CHECK(played.status == cli::kUnreachable);
    CHECK(played.json().at("tickets") == 1);
    CHECK(holds(played.err, "no answer"));
  }

  TEST_CASE("a counter that is open already is used and stays open") {
    FakeHall hall{closed_hall()};
    hall.write(CounterOpened{CounterId{1}, "Sari"});
    CHECK(play(hall, "0,R,regular,60\n", {"--counters", "1"}).status == cli::kFine);
    CHECK(hall.count<CounterOpened>() == 1);
    CHECK(hall.view.counter(CounterId{1})->state == CounterState::kFree);
  }

  TEST_CASE("nothing is told of the way where nobody can see a bar") {
    FakeHall hall{closed_hall()};
    std::string rows;
    for (int i = 0; i < 20; ++i) rows += std::to_string(i * 60) + ",R,regular,30\n";
    const auto played = play(hall, rows);
    CHECK(played.err.empty());
  }

  TEST_CASE("what cannot be played is said before anything is done") {
    FakeHall hall{closed_hall()};
    hall.role = "counter";
    const auto counter = play(hall, "0,R,regular,60\n");
    CHECK(counter.status == cli::kRefused);
    CHECK(holds(counter.err, "the key of a supervisor or an admin"));
    hall.role = "supervisor";
    const auto unknown = play(hall, "0,X,regular,60\n");
    CHECK(unknown.status == cli::kUsage);
    CHECK(holds(unknown.err, "day.csv:2"));
    CHECK(play(hall, "0,R,regular,60\n", {"--counters", "4"}).status == cli::kUsage);
    CHECK(play(hall, "0,R,regular,60\n", {"--speed", "0"}).status == cli::kUsage);
    CHECK(hall.journal.empty());
  }
}
