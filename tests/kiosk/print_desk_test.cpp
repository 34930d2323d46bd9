// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print_desk.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace antre::kiosk {
namespace {

using printer::PrintReason;

/// Takes what it is given, and says what it is told to say.
class FakePrinter final : public printer::Printer {
 public:
  Result<printer::JobId> print(const printer::PrintJob& /*job*/) override {
    if (full) {
      return Error{ErrorCode::kUnavailable, "too many jobs wait"};
    }
    return printer::JobId{++jobs};
  }
  void cancel(printer::JobId job) override { cancelled.push_back(job); }
  std::vector<printer::PrintStatus> take_reports() override { return std::exchange(reports, {}); }
  [[nodiscard]] printer::Readiness readiness() const override { return ready; }

  void report(std::uint64_t job, PrintState state, PrintReason reason = PrintReason::kNone) {
    reports.push_back({printer::JobId{job}, "R012", state, reason, {}});
  }

  bool full = false;
  std::uint64_t jobs = 0;
  std::vector<printer::JobId> cancelled;
  std::vector<printer::PrintStatus> reports;
  printer::Readiness ready;
};

const TicketId kTicket{Day{20'000}, "R012"};

}  // namespace

TEST_SUITE("kiosk/print_desk") {
  TEST_CASE("news say of which paper they are") {
    FakePrinter fake;
    PrintDesk desk(fake);
    printer::TicketPaper copy;
    copy.copy = true;
    desk.print(kTicket, {}, {});
    desk.print(kTicket, copy, {}, PrintDesk::Paper::kSecond);
    desk.print({}, {}, {}, PrintDesk::Paper::kTest);
    fake.report(1, PrintState::kPrinted);
    fake.report(2, PrintState::kPrinted);
    fake.report(3, PrintState::kFailed, PrintReason::kJam);
    const auto news = desk.take_news();
    REQUIRE(news.size() == 3);
    CHECK_FALSE(news[0].second);
    CHECK(news[1].second);
    CHECK(news[1].copy);
    CHECK(news[2].test);
    CHECK(news[2].reason == "jam");
  }
  TEST_CASE("all papers of a ticket are taken back, and then tell nothing but that they came out") {
    FakePrinter fake;
    PrintDesk desk(fake);
    desk.print(kTicket, {}, {});
    desk.print(kTicket, {}, {}, PrintDesk::Paper::kSecond);
    desk.cancel(kTicket);
    CHECK(fake.cancelled.size() == 2);
    fake.report(1, PrintState::kFailed, PrintReason::kCancelled);
    fake.report(2, PrintState::kPrinted);
    const auto news = desk.take_news();
    REQUIRE(news.size() == 1);
    CHECK(news[0].state == PrintState::kPrinted);
  }
  TEST_CASE("a printer that takes no job has failed to print it") {
    FakePrinter fake;
    fake.full = true;
    PrintDesk desk(fake);
    desk.print(kTicket, {}, {});
    const auto news = desk.take_news();
    REQUIRE(news.size() == 1);
    CHECK(news[0].state == PrintState::kFailed);
  }
  TEST_CASE("how the printer is, is told once it is known, and at each change") {
    FakePrinter fake;
    PrintDesk desk(fake);
    CHECK_FALSE(desk.take_trouble());
    fake.ready = {true, true, PrintReason::kNone, {}};
    CHECK(desk.take_trouble() == "");
    CHECK_FALSE(desk.take_trouble());
    fake.ready.reason = PrintReason::kMediaLow;
    CHECK(desk.take_trouble() == "media-low");
    fake.ready = {true, false, PrintReason::kNone, {}};
    CHECK(desk.take_trouble() == "stopped");
  }
}

}  // namespace antre::kiosk
