// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>

#include "cli/output.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"
#include "tests/store/journal.hpp"

using namespace antre;

namespace {

/// Answers one question with what the test lays ready, and keeps it.
class ReportDoor final : public test::FakeDoor {
 public:
  ReportDoor(test::FakeDispatcher& dispatcher, Result<Reply> answer, client::Query& asked)
      : FakeDoor(dispatcher), answer_(std::move(answer)), asked_(asked) {}
  Result<Reply> query(const client::Query& query) override {
    asked_ = query;
    return answer_;
  }

 private:
  Result<Reply> answer_;
  client::Query& asked_;
};

struct Asked {
  client::Query query;
  test::FakeDispatcher dispatcher;
};

test::Ran run(Asked& asked, const Result<Reply>& answer, const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const int status =
      cli::run(words, out, err, [&](const cli::Connection&) -> Result<std::unique_ptr<cli::Door>> {
        return std::unique_ptr<cli::Door>{
            std::make_unique<ReportDoor>(asked.dispatcher, answer, asked.query)};
      });
  return {status, out.str(), err.str()};
}

Reply sample_report(ReportBy by, const std::string& key) {
  ReportReply report;
  report.from = parse_day("2026-11-23").value();
  report.to = parse_day("2026-11-24").value();
  report.by = by;
  ReportRow row;
  row.key = key;
  row.tickets = 12;
  row.served = 10;
  row.no_show = 1;
  row.no_show_in_time = 1;
  row.unserved = 1;
  row.met = 9;
  row.missed = 2;
  row.overtaken = 3;
  row.wait = {271'500, 240'000, 600'000, 661'250};
  row.clock = {200'000, 190'000, 500'000, 601'000};
  row.service = {300'000, 290'000, 420'000, 480'000};
  row.no_show_after = {60'500, 60'500, 60'500, 60'500};
  report.rows = {row};
  report.total = row;
  report.total.key.clear();
  return Reply{1, "", 0, std::move(report)};
}

Reply sample_misses() {
  MissRow open;
  open.miss = "2026-11-24/R012";
  open.day = parse_day("2026-11-24").value();
  open.ticket = "R012";
  open.service = {"R"};
  open.at_wall_ms = test::morning_ms();
  open.cause = Cause::kOnBreak;
  open.clock_ms = 600'000;
  open.shares = {{Cause::kOnBreak, 600'000, {{2}}}};
  open.counters = {{{2}, "Sari"}};
  MissRow corrected = open;
  corrected.miss = "2026-11-24/R011";
  corrected.ticket = "R011";
  corrected.correction = "loket 3 dibuka";
  corrected.corrected_by = "supervisor:desk";
  corrected.corrected_wall_ms = test::morning_ms() + 60'000;
  return Reply{1, "", 0, MissesReply{{open, corrected}, test::kWibS}};
}

}  // namespace

TEST_SUITE("cli/reports") {
  TEST_CASE("a report asks for the days and rows that were named, today by day otherwise") {
    Asked asked;
    CHECK(run(asked, sample_report(ReportBy::kDay, "2026-11-23"), {"report"}).status == cli::kFine);
    const auto* query = std::get_if<GetReport>(&asked.query);
    REQUIRE(query != nullptr);
    CHECK_FALSE(query->from);
    CHECK_FALSE(query->to);
    CHECK(query->by == ReportBy::kDay);
    CHECK(run(asked, sample_report(ReportBy::kHour, "09"),
              {"report", "--from", "2026-11-23", "--to", "2026-11-24", "--by", "hour"})
              .status == cli::kFine);
    query = std::get_if<GetReport>(&asked.query);
    REQUIRE(query != nullptr);
    CHECK(query->from == parse_day("2026-11-23"));
    CHECK(query->to == parse_day("2026-11-24"));
    CHECK(query->by == ReportBy::kHour);
  }

  TEST_CASE("people see attainment with the whole wait beside it, and the sum") {
    Asked asked;
    const auto ran =
        run(asked, sample_report(ReportBy::kOfficer, "Ani"), {"report", "--by", "officer"});
    std::istringstream lines(ran.out);
    std::string days;
    std::string blank;
    std::string heading;
    std::string row;
    std::string sum;
    std::getline(lines, days);
    std::getline(lines, blank);
    std::getline(lines, heading);
    std::getline(lines, row);
    std::getline(lines, sum);
    CHECK(days == "2026-11-23 to 2026-11-24");
    CHECK(heading.starts_with("Officer"));
    CHECK(heading.find("Attainment  Wait") != std::string::npos);
    CHECK(row.starts_with("Ani"));
    // 9 of 11 is 81.8181 %, never more than it is.
    CHECK(row.find("81.8 %") != std::string::npos);
    CHECK(row.find("4:00 10:00 11:01") == heading.find("Wait"));
    CHECK(sum.starts_with("all"));
    std::getline(lines, blank);
    std::getline(lines, heading);
    std::getline(lines, row);
    CHECK(blank.empty());
    CHECK(heading.find("No-show  In time") != std::string::npos);
    CHECK(row.starts_with("Ani"));
    CHECK(row.find("1:00 1:00 1:00") == heading.find("After"));
  }

  TEST_CASE("a report of a year fits on 140 columns, and says no more than there is") {
    Asked asked;
    auto answer = sample_report(ReportBy::kOfficer, "Sri Wahyuni, S.Sos.");
    auto& report = std::get<ReportReply>(answer.body);
    auto& busy = report.rows.front();
    busy.tickets = busy.served = busy.met = busy.missed = busy.unserved = 100'000;
    busy.no_show = busy.cancelled = busy.overtaken = busy.auto_calls = 100'000;
    busy.wait = busy.clock = busy.no_show_after = {0, 7'200'000, 7'200'000, 14'400'000};
    report.total = busy;
    std::istringstream lines(run(asked, answer, {"report", "--by", "officer"}).out);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 140);
    busy.no_show = busy.cancelled = busy.overtaken = busy.auto_calls = 0;
    report.total = busy;
    const auto ran = run(asked, answer, {"report", "--by", "officer"});
    CHECK(ran.out.find("No-show") == std::string::npos);
  }

  TEST_CASE("JSON has a row each under the name of what it is by") {
    Asked asked;
    auto report = sample_report(ReportBy::kCounter, "2");
    const auto ran = run(asked, report, {"--json", "report", "--by", "counter"});
    const auto object = boost::json::parse(ran.out).as_object();
    CHECK(object.at("from").as_string() == "2026-11-23");
    CHECK(object.at("by").as_string() == "counter");
    const auto& row = object.at("rows").at(0);
    CHECK(row.at("counter").to_number<int>() == 2);
    CHECK(row.at("attainment").as_double() == doctest::Approx(9.0 / 11));
    CHECK(row.at("wait_p99_s").as_double() == doctest::Approx(661.25));
    CHECK(row.at("no_show_in_time").to_number<int>() == 1);
    CHECK(row.at("no_show_auto").to_number<int>() == 0);
    CHECK(row.at("no_show_after_p90_s").as_double() == doctest::Approx(60.5));
    CHECK(object.at("total").at("tickets").to_number<int>() == 12);
    auto& body = std::get<ReportReply>(report.body);
    body.rows.front().key = "-";
    body.rows.front().met = body.rows.front().missed = 0;
    const auto nobody = boost::json::parse(run(asked, report, {"--json", "report"}).out);
    CHECK(nobody.at("rows").at(0).at("counter").is_null());
    CHECK(nobody.at("rows").at(0).at("attainment").is_null());
    const auto days =
        run(asked, sample_report(ReportBy::kDay, "2026-11-23"), {"--json", "report"}).out;
    CHECK(boost::json::parse(days).at("rows").at(0).at("day").as_string() == "2026-11-23");
  }

  TEST_CASE("CSV has a header, a field a column and quotes what must be quoted") {
    Asked asked;
    const auto ran = run(asked, sample_report(ReportBy::kOfficer, "Ani, \"S.Si\""),
                         {"report", "--by", "officer", "--csv"});
    std::istringstream lines(ran.out);
    std::string header;
    std::string row;
    std::string more;
    std::getline(lines, header);
    std::getline(lines, row);
    CHECK_FALSE(std::getline(lines, more));
    CHECK(header.starts_with("\xEF\xBB\xBFofficer,tickets,served,"));
    CHECK(std::ranges::count(header, ',') == 29);
    CHECK(row ==
          "\"Ani, \"\"S.Si\"\"\",12,10,1,0,1,9,2,0.8182,271.500,240.000,600.000,661.250,"
          "200.000,190.000,500.000,601.000,300.000,290.000,420.000,480.000,3,0,0,1,0,60.500,60.500,"
          "60.500,"
          "60.500\r");
  }

  TEST_CASE("the register shows what is open, why, and what was done about the rest") {
    Asked asked;
    auto ran = run(asked, sample_misses(), {"misses", "--open"});
    CHECK(ran.status == cli::kFine);
    REQUIRE(std::get_if<GetMisses>(&asked.query) != nullptr);
    CHECK(std::get_if<GetMisses>(&asked.query)->open_only);
    CHECK(ran.out.find("2026-11-24/R012  R        09:42:07  on-break  10:00  2 (Sari)  open\n") !=
          std::string::npos);
    CHECK(ran.out.find("loket 3 dibuka (supervisor:desk)") != std::string::npos);
    ran = run(asked, sample_misses(), {"misses", "--json"});
    CHECK_FALSE(std::get_if<GetMisses>(&asked.query)->open_only);
    const auto misses = boost::json::parse(ran.out).at("misses");
    CHECK(misses.at(0).at("at").as_string() == "2026-11-24T09:42:07.123+07:00");
    CHECK(misses.at(0).at("open").as_bool());
    CHECK(misses.at(0).at("shares").at(0).at("cause").as_string() == "on-break");
    CHECK(misses.at(0).at("counters").at(0).at("officer").as_string() == "Sari");
    CHECK(misses.at(1).at("corrected_at").as_string() == "2026-11-24T09:43:07.123+07:00");
    CHECK(run(asked, Reply{1, "", 0, MissesReply{}}, {"misses"}).out == "no misses\n");
  }

  TEST_CASE("a correction is sent with its miss and its words") {
    test::FakeDispatcher dispatcher;
    dispatcher.answer(Accepted{});
    const auto ran = test::run(dispatcher, {"correct", "2026-11-24/R012", "loket 3 dibuka"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "2026-11-24/R012 is corrected\n");
    REQUIRE(dispatcher.commands.size() == 1);
    CHECK(dispatcher.commands.front().find(
              R"("do":"correct","miss":"2026-11-24/R012","text":"loket 3 dibuka")") !=
          std::string::npos);
    dispatcher.refuse(ErrorCode::kUnknownMiss, "there is no open miss 2026-11-24/R099");
    CHECK(test::run(dispatcher, {"correct", "2026-11-24/R099", "x"}).status == cli::kRefused);
  }

  TEST_CASE("verify says how much it compared, and what it found") {
    const test::TempFolder folder;
    {
      auto opened = store::open_sqlite(folder.path());
      REQUIRE(opened);
      REQUIRE((*opened)->load());
      test::Journal journal;
      auto batch = test::whole_day(journal, Day{20780});
      batch.sessions.push_back(test::session_row("s", 1));
      batch.guests.push_back(test::sign(journal, batch, Day{20780}, "R001", "Kusumawardhani"));
      REQUIRE((*opened)->commit(batch));
    }
    Asked asked;
    auto ran = run(asked, Reply{}, {"verify", "--data", folder.path().string()});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out ==
          "14 events, 3 tickets, 0 misses, 0 notes, 1 guest, 1 stored reply: all agree\n");
    ran = run(asked, Reply{}, {"--json", "verify", "--data", folder.path().string()});
    const auto object = boost::json::parse(ran.out).as_object();
    CHECK(object.at("misses").to_number<int>() == 0);
    CHECK(object.at("notes").to_number<int>() == 0);
    CHECK(object.at("guests").to_number<int>() == 1);
    CHECK(object.at("sessions").to_number<int>() == 1);
  }

  TEST_CASE("verify proves the journal with hashes from outside, and finds another journal") {
    const test::TempFolder folder;
    test::Journal journal;
    auto batch = test::whole_day(journal, Day{20780});
    {
      auto opened = store::open_sqlite(folder.path());
      REQUIRE(opened);
      REQUIRE((*opened)->load());
      REQUIRE((*opened)->commit(batch));
    }
    const auto file = (folder.path() / "day.jsonl").string();
    const auto head = [&](std::size_t row) {
      return fmt::format("{}:{}", row + 1, store::hex(batch.records[row].hash));
    };
    {
      std::ofstream out{file};
      for (const auto& record : batch.records) {
        auto line = cli::to_json(record.entry, 0);
        line["hash"] = store::hex(record.hash);
        out << boost::json::serialize(line) << '\n';
      }
    }
    Asked asked;
    const std::vector<std::string> command{"verify", "--data", folder.path().string()};
    const auto with = [&](std::vector<std::string> more) {
      more.insert(more.begin(), command.begin(), command.end());
      return run(asked, Reply{}, more);
    };
    auto ran = with({"--export", file});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(ran.out.ends_with("unchanged up to event 13, by 13 hashes from outside\n"));
    CHECK(with({"--head", head(2), "--head", head(4)})
              .out.ends_with("event 5, by 2 hashes from outside\n"));
    ran = with({"--json", "--head", head(2)});
    CHECK(boost::json::parse(ran.out).at("proven_seq") == 3);
    // Another hash, and a row that is not there any more.
    ran = with({"--head", "3:" + std::string(64, '0')});
    CHECK(ran.status == cli::kRefused);
    CHECK(ran.out.find("journal row 3") != std::string::npos);
    CHECK(with({"--head", "14:" + std::string(64, '0')}).status == cli::kRefused);
    // What is no export is said with its line.
    std::ofstream{file, std::ios::app} << "\n{\"seq\":15}\n";
    ran = with({"--export", file});
    CHECK(ran.status == cli::kUsage);
    CHECK(ran.err.find("day.jsonl:15: ") != std::string::npos);
    CHECK(with({"--export", file + "x"}).status == cli::kUsage);
  }

  TEST_CASE("a report ends with the journal's head, which proves it later") {
    Asked asked;
    auto reply = sample_report(ReportBy::kDay, "2026-11-24");
    auto& report = std::get<ReportReply>(reply.body);
    report.seq = 12;
    report.head = std::string(64, 'a');
    CHECK(run(asked, reply, {"report"})
              .out.ends_with("\n\nJournal 12:" + std::string(64, 'a') + "\n"));
    const auto json = boost::json::parse(run(asked, reply, {"report", "--json"}).out).as_object();
    CHECK(json.at("seq") == 12);
    CHECK(json.at("head").as_string() == std::string(64, 'a'));
  }

  TEST_CASE("what is no date or no kind of row is a wrong usage, a refusal is one") {
    Asked asked;
    CHECK(run(asked, Reply{}, {"report", "--from", "kemarin"}).status == cli::kUsage);
    CHECK(run(asked, Reply{}, {"report", "--by", "weather"}).status == cli::kUsage);
    CHECK(run(asked, Error{ErrorCode::kNotAllowed, "no"}, {"report"}).status == cli::kRefused);
    CHECK(run(asked, Reply{1, "", 0, Pong{}}, {"misses"}).status == cli::kRefused);
  }
}
