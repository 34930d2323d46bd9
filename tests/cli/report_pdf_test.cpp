// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <functional>

#include "cli/report_document.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/pdf_text.hpp"
#include "tests/cli/samples.hpp"
#include "tests/store/journal.hpp"

using namespace antre;

namespace {

constexpr int kTickets = 12;

/// A dispatcher with a few tickets a day, and a miss on each that is asked for.
struct Hall {
  test::FakeDispatcher dispatcher;
  std::vector<GetReport> reports;
  std::vector<GetMisses> misses;
  int busy = 0;  ///< so many reports find one ticket more than the one before
  int misses_a_day = 1;

  Hall() {
    dispatcher.view = test::sample_view();
    dispatcher.wall_ms = test::morning_ms();
  }

  ReportReply report(const GetReport& query) {
    reports.push_back(query);
    ReportReply reply;
    reply.from = query.from.value();
    reply.to = query.to.value();
    reply.by = query.by;
    reply.seq = 40 + reports.size();
    reply.head = std::string(64, 'a');
    ReportRow row;
    row.tickets = kTickets + std::max(0, busy--);
    row.served = row.met = 9;
    row.missed = 2;
    row.wait = {271'500, 240'000, 600'000, 661'250};
    reply.total = row;
    const std::map<ReportBy, std::string> keys{{ReportBy::kDay, day_text(reply.from)},
                                               {ReportBy::kHour, "09"},
                                               {ReportBy::kService, "R"},
                                               {ReportBy::kCounter, "-"}};
    row.key = keys.at(query.by);
    reply.rows = {row};
    return reply;
  }

  MissesReply register_of(const GetMisses& query) {
    misses.push_back(query);
    MissesReply reply;
    reply.utc_offset_s = test::kWibS;
    for (int day = query.to->value; day >= query.from->value; --day)
      for (int n = 0; n < misses_a_day; ++n) {
        if (reply.misses.size() >= static_cast<std::size_t>(query.limit)) return reply;
        MissRow miss;
        miss.day = Day{day};
        miss.ticket = fmt::format("R{:03}", n);
        miss.service = {"R"};
        reply.misses.push_back(std::move(miss));
      }
    return reply;
  }
};

class HallDoor final : public test::FakeDoor {
 public:
  explicit HallDoor(Hall& hall) : FakeDoor(hall.dispatcher), hall_(hall) {}
  Result<Reply> query(const client::Query& query) override {
    if (const auto* wanted = std::get_if<GetReport>(&query))
      return Reply{1, "", 0, hall_.report(*wanted)};
    if (const auto* wanted = std::get_if<GetMisses>(&query))
      return Reply{1, "", 0, hall_.register_of(*wanted)};
    return FakeDoor::query(query);
  }

 private:
  Hall& hall_;
};

test::Ran run(Hall& hall, const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const int status =
      cli::run(words, out, err, [&](const cli::Connection&) -> Result<std::unique_ptr<cli::Door>> {
        return std::unique_ptr<cli::Door>{std::make_unique<HallDoor>(hall)};
      });
  return {status, out.str(), err.str()};
}

}  // namespace

TEST_SUITE("cli/report_pdf") {
  TEST_CASE("a month is written as a PDF with the names of the hall") {
    Hall hall;
    const test::TempFolder folder;
    const auto file = (folder.path() / "november.pdf").string();
    const auto ran = run(hall, {"--json", "report", "--month", "2026-11", "--pdf", file});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    const auto object = boost::json::parse(ran.out).as_object();
    CHECK(object.at("from").as_string() == "2026-11-01");
    CHECK(object.at("to").as_string() == "2026-11-30");
    CHECK(object.at("seq") == 41);
    REQUIRE(hall.reports.size() == 4);
    CHECK(hall.reports[2].by == ReportBy::kService);
    const auto text = test::pdf_text(file);
    for (const char* part : {"Pelayanan Statistik Terpadu", "November 2026", "Rekomendasi",
                             "Konsultasi", "tanpa loket", "24 November 2026, 09.42 WIB", "81,8 %",
                             "belum berakhir; angka sampai 24 November 2026"})
      CHECK_MESSAGE(text.find(part) != std::string::npos, part << " is not in\n" << text);
  }

  TEST_CASE("without days it is the month so far, in the language that was named") {
    Hall hall;
    const test::TempFolder folder;
    const auto file = (folder.path() / "so-far.pdf").string();
    CHECK(run(hall, {"report", "--pdf", file, "--language", "en"}).out ==
          file + " has the report from 2026-11-01 to 2026-11-24\n");
    CHECK(test::pdf_text(file).find("Queue service report") != std::string::npos);
  }

  TEST_CASE("figures that do not fit each other are asked for anew, and not for ever") {
    Hall hall;
    const test::TempFolder folder;
    hall.busy = 3;
    CHECK(run(hall, {"report", "--pdf", (folder.path() / "a.pdf").string()}).status == cli::kFine);
    CHECK(hall.reports.size() == 8);
    hall.busy = 1000;
    const auto ran = run(hall, {"report", "--pdf", (folder.path() / "b.pdf").string()});
    CHECK(ran.status == cli::kRefused);
    CHECK(ran.err.find("went on while its report was made") != std::string::npos);
  }

  TEST_CASE("more misses than are told at once are asked for in parts, each once, newest first") {
    Hall hall;
    hall.misses_a_day = 100;
    HallDoor door(hall);
    const auto from = parse_day("2026-01-01").value();
    const auto to = parse_day("2026-12-31").value();
    const auto found = cli::misses_of(door, from, to, false);
    REQUIRE(found);
    CHECK(found->misses.size() == 36'500);
    CHECK(std::ranges::is_sorted(found->misses, std::ranges::greater{}, &MissRow::day));
    hall.misses_a_day = 6000;
    const auto day = cli::misses_of(door, to, to, false);
    REQUIRE(day);
    CHECK(day->misses.size() == 5000);
  }

  TEST_CASE("the register is CSV of any days") {
    Hall hall;
    const auto ran = run(hall, {"misses", "--month", "2026-02", "--csv"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out.starts_with("\xEF\xBB\xBFmiss,day,ticket,"));
    CHECK(std::ranges::count(ran.out, '\n') == 29);
    CHECK(ran.out.ends_with("\r\n"));
  }

  TEST_CASE("what cannot be is a wrong usage, and a file that cannot be written a refusal") {
    Hall hall;
    const test::TempFolder folder;
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"report", "--month", "2026-13"},
             {"report", "--month", "November"},
             {"report", "--month", "2026-11", "--from", "2026-11-01"},
             {"report", "--csv", "--pdf", "x.pdf"},
             {"report", "--pdf", "x.pdf", "--language", "de"}})
      CHECK_MESSAGE(run(hall, words).status == cli::kUsage, words.back());
    const auto ran = run(hall, {"report", "--pdf", (folder.path() / "none/x.pdf").string()});
    CHECK(ran.status != cli::kFine);
    CHECK(ran.err.find("none") != std::string::npos);
    CHECK(run(hall, {"misses", "--from", "2026-11-02", "--to", "2026-11-01"}).status ==
          cli::kRefused);
  }
}
