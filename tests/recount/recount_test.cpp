// SPDX-License-Identifier: Apache-2.0
// Every figure of a report against a recount in another language, from what `antre export` writes,
// over random days of the engine in virtual time.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>
#include <tuple>
#include <utility>

#include "cli/output.hpp"
#include "dispatcher/store/memory.hpp"
#include "hall/calendar.hpp"
#include "protocol/codec.hpp"
#include "tests/engine/desk.hpp"
#include "tests/support/process.hpp"

using namespace antre;
using engine::State;
using engine::test::Desk;
using engine::test::issue_of;

namespace {

constexpr int kWibS = 7 * 3600;
constexpr std::int64_t kWallOffsetMs = 50;

/// What, two details, and the seconds that pass before it.
using Step = std::tuple<int, int, int, int>;
using Story = std::vector<Step>;

rc::Gen<Story> stories() {
  return rc::gen::scale(
      4.0, rc::gen::container<Story>(rc::gen::resize(
               100, rc::gen::tuple(rc::gen::inRange(0, 44), rc::gen::inRange(0, 60),
                                   rc::gen::inRange(0, 60), rc::gen::inRange(0, 40)))));
}

/// Where histories begin: shortly before the ends that days, months, years and February have, and
/// before closing time.
constexpr std::array kBeginnings{
    "2026-11-24T23:50:00", "2026-11-30T23:52:00", "2026-12-31T23:45:00", "2028-02-28T23:51:00",
    "2028-02-29T23:55:00", "2027-02-28T23:50:00", "2026-11-25T11:55:00", "2026-11-27T14:55:00",
    "2026-12-01T03:55:00", "2026-11-24T07:58:00"};

std::int64_t ms_of(const std::string& local) {
  const auto day = parse_day(local.substr(0, 10)).value();
  const auto number = [&](std::size_t at) { return std::stoi(local.substr(at, 2)); };
  return std::int64_t{day.value} * 86'400'000 +
         ((number(11) * 60 + number(14)) * 60 + number(17) - kWibS) * 1000LL;
}

HallSettings hall_variant(int a, int b) {
  auto hall = engine::test::small_hall();
  hall.time_zone = "Asia/Jakarta";
  hall.day_starts_min = std::array{0, 0, 240, 180}.at(static_cast<std::size_t>(a % 4));
  if (b % 3 == 0) {
    hall.hours.always = false;
    for (int weekday = 0; weekday < 5; ++weekday) {
      hall.hours.open.push_back({weekday, 8 * 60, 12 * 60});
      hall.hours.open.push_back({weekday, 13 * 60, 15 * 60});
    }
  }
  hall.calling.start_on_call = a % 7 == 0;
  hall.calling.no_show_after_s = b % 5 == 0 ? 90 : 0;
  for (auto& service : hall.services)
    if (a % 3 != 0) service.target = {60, 20, 40, 50, b % 2 == 0};
  return hall;
}

/// A desk whose days and opening hours are those of a calendar.
class Hall {
 public:
  Hall(const HallSettings& settings, std::int64_t begin_ms) : calendar_(settings), desk(settings) {
    go_to(begin_ms);
  }

  void pass_s(int seconds) {
    const auto until = desk.context.now.at_ms + std::int64_t{1000} * seconds;
    while (desk.context.now.at_ms < until) {
      const auto wall = desk.context.now.at_ms + kWallOffsetMs;
      auto next = std::min(until, calendar_.day_ends_at(wall) - kWallOffsetMs);
      if (const auto at = calendar_.closes_at(wall)) next = std::min(next, *at - kWallOffsetMs);
      if (const auto at = calendar_.next_opening(wall); at && *at > wall)
        next = std::min(next, *at - kWallOffsetMs);
      desk.pass_ms(next - desk.context.now.at_ms);
      go_to(next);
    }
  }

 private:
  hall::Calendar calendar_;

  /// The day is turned by the first command of it, even one that is refused.
  void go_to(std::int64_t at_ms) {
    desk.context.now = calendar_.moment(at_ms, kWallOffsetMs);
    static_cast<void>(desk.run(Recall{{999}}));
  }

 public:
  Desk desk;
};

CounterId some_counter(const State& state, CounterState wanted, int a) {
  for (std::size_t i = 0; i < state.counters.size(); ++i) {
    const auto& counter = state.counters[(i + static_cast<std::size_t>(a)) % state.counters.size()];
    if (counter.state == wanted) return counter.id;
  }
  return {1 + a % 3};
}

CounterId latest_counter(const State& state) {
  const auto found = std::ranges::max_element(state.counters, {}, &engine::Counter::since_ms);
  return found == state.counters.end() ? CounterId{1} : found->id;
}

TicketId some_ticket(const State& state, TicketState wanted, int pick) {
  for (std::size_t i = 0; i < state.tickets.size(); ++i) {
    const auto& ticket = state.tickets[(i + static_cast<std::size_t>(pick)) % state.tickets.size()];
    if (ticket.state == wanted) return {ticket.day, ticket.number};
  }
  return {state.day, "R999"};
}

Command command_of(const State& state, int kind, int a, int b) {
  static const std::array<std::string, 3> services{"R", "K", "P"};
  const ServiceId service{services.at(static_cast<std::size_t>(a) % 3)};
  const auto in = [&](CounterState wanted) { return some_counter(state, wanted, a); };
  const auto visited = in(b % 2 == 0 ? CounterState::kCalling : CounterState::kServing);
  if (kind < 9) {
    auto issue =
        issue_of(service.value, b % 4 == 0 ? TicketClass::kPriority : TicketClass::kRegular,
                 static_cast<Channel>(b % 9 < 3 ? b % 3 : 0));
    issue.code = "CODE" + std::to_string(state.seq);
    if (issue.channel == Channel::kAppointment) issue.booked_ms = state.at_ms + EngineMs{5000} * a;
    return issue;
  }
  if (kind < 12) return OpenCounter{{1 + a % 3}, "Ani"};
  if (kind < 17) return Call{in(CounterState::kFree), {}};
  if (kind == 17)
    return Call{in(CounterState::kFree), some_ticket(state, TicketState::kWaiting, b).number};
  if (kind < 23) return Start{in(CounterState::kCalling)};
  if (kind < 27) return Finish{in(CounterState::kServing), static_cast<Outcome>(b % 4)};
  if (kind == 27) return NoShow{in(CounterState::kCalling)};
  if (kind == 28) return Hold{visited};
  if (kind < 31) {
    const auto held = some_ticket(state, TicketState::kHeld, b);
    return Unhold{held.number, held.day};
  }
  if (kind == 31) return Transfer{visited, service, {}, b % 3 == 0};
  if (kind == 32) return Transfer{visited, {}, CounterId{1 + b % 3}, b % 3 == 0};
  if (kind == 33) return Requeue{visited, static_cast<Requeued>(b % 3)};
  if (kind == 34) return QuickServe{in(CounterState::kFree), service};
  if (kind < 38) return Undo{latest_counter(state)};
  if (kind == 38) return BreakCounter{in(CounterState::kFree), "prayer"};
  if (kind == 39) return ResumeCounter{in(CounterState::kOnBreak)};
  const auto ticket =
      some_ticket(state, b % 3 == 0 ? TicketState::kCalled : TicketState::kWaiting, a);
  if (kind == 40) return Cancel{ticket.number, ticket.day};
  return Correct{state.open_misses.empty() ? "none" : state.open_misses.back(), "told"};
}

/// A history from its story: the first step says which hall it is, and when.
std::vector<Entry> entries_of(const Story& story) {
  const auto [variant, a, b, beginning] = story.empty() ? Step{} : story.front();
  Hall hall(hall_variant(a, b),
            ms_of(kBeginnings.at(static_cast<std::size_t>(beginning) % kBeginnings.size())));
  for (int counter = 1; counter <= 3; ++counter)
    static_cast<void>(hall.desk.run(OpenCounter{{counter}, "Budi"}));
  for (const auto& [kind, c, d, seconds] : story) {
    // Mostly seconds; now and then hours, over closing time and into another day.
    const bool long_time = kind == 43;
    hall.pass_s(long_time ? seconds * 1500 : seconds);
    if (kind < 42) static_cast<void>(hall.desk.run(command_of(hall.desk.state, kind, c, d)));
  }
  return hall.desk.entries;
}

/// The journal as `antre export` writes it, day by day.
std::string exported(const std::vector<Entry>& entries) {
  std::string lines;
  std::optional<Day> day;
  for (const auto& entry : entries) {
    if (day != entry.day)
      lines += boost::json::serialize(
                   boost::json::object{{"day", day_text(entry.day)}, {"offset_s", kWibS}}) +
               "\n";
    day = entry.day;
    lines += boost::json::serialize(cli::to_json(entry, kWibS)) + "\n";
  }
  return lines;
}

void put(store::Store& store, const std::vector<Entry>& entries) {
  store::Batch batch;
  store::Head head;
  for (const auto& entry : entries) {
    store::Record record;
    record.entry = entry;
    record.bytes = codec::encode(entry);
    record.hash = store::chained(head.hash, record.bytes);
    head = {entry.seq, record.hash};
    batch.records.push_back(std::move(record));
  }
  RC_ASSERT(store.commit(batch).has_value());
}

boost::json::array spread_json(const Spread& spread) {
  return {spread.mean_ms, spread.p50_ms, spread.p90_ms, spread.p99_ms};
}

boost::json::object row_json(const ReportRow& row) {
  return {{"tickets", row.tickets},
          {"served", row.served},
          {"no_show", row.no_show},
          {"cancelled", row.cancelled},
          {"unserved", row.unserved},
          {"met", row.met},
          {"missed", row.missed},
          {"overtaken", row.overtaken},
          {"explicit_calls", row.explicit_calls},
          {"auto_calls", row.auto_calls},
          {"no_show_in_time", row.no_show_in_time},
          {"no_show_auto", row.no_show_auto},
          {"clock", spread_json(row.clock)},
          {"wait", spread_json(row.wait)},
          {"service", spread_json(row.service)},
          {"no_show_after", spread_json(row.no_show_after)}};
}

/// Numbers alone, so that 1 and 1u are the same.
std::string same_text(const boost::json::value& row) {
  const auto& object = row.as_object();
  std::map<std::string, std::string> sorted;
  for (const auto& field : object)
    sorted[std::string(field.key())] = boost::json::serialize(field.value());
  std::string text;
  for (const auto& [key, value] : sorted) text += fmt::format("{}={} ", key, value);
  return text;
}

/// Compares the rows of one kind; a row of nothing may be there or not.
void compare(const std::string& kind, const std::vector<ReportRow>& rows,
             const boost::json::object& recounted) {
  const auto nothing = same_text(row_json(ReportRow{}));
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& row : rows) both[row.key].first = same_text(row_json(row));
  for (const auto& field : recounted)
    both[std::string(field.key())].second = same_text(field.value());
  for (auto& [key, said] : both) {
    if (said.first.empty()) said.first = nothing;
    if (said.second.empty()) said.second = nothing;
    if (said.first != said.second)
      RC_FAIL(
          fmt::format("{} {}:\n  report  {}\n  recount {}", kind, key, said.first, said.second));
  }
}

void compare_all(store::Store& store, const std::vector<Entry>& entries) {
  const auto ran =
      test::run({"python3", ANTRE_SOURCE_DIR "/tests/recount/recount.py"}, {}, exported(entries));
  if (ran.status != 0) RC_FAIL(ran.err);
  const auto recounted = boost::json::parse(ran.out).as_object();
  const Day first = entries.front().day;
  const Day last = entries.back().day;
  for (const auto by : {ReportBy::kDay, ReportBy::kHour, ReportBy::kService, ReportBy::kChannel,
                        ReportBy::kCounter}) {
    const auto report = store.report(GetReport{first, last, by}, last, kWibS);
    RC_ASSERT(report.has_value());
    const auto kind = codec::name(by);
    compare(kind, report->rows, recounted.at(kind).as_object());
    compare("total of " + kind, {report->total}, recounted.at("total").as_object());
  }
}

}  // namespace

TEST_SUITE("recount") {
  TEST_CASE("every figure of a report is that of a recount from the export") {
    std::map<std::string, int> kinds;
    int days_with_misses = 0;
    CHECK(rc::check("report and recount agree to the millisecond", [&] {
      const auto entries = entries_of(*stories());
      store::MemoryStore store;
      put(store, entries);
      compare_all(store, entries);
      std::map<Day, int> misses;
      for (const auto& entry : entries) {
        ++kinds[std::string(codec::name(entry.event))];
        if (std::holds_alternative<TargetMissed>(entry.event)) ++misses[entry.day];
      }
      if (misses.size() > 1) ++days_with_misses;
    }));
    // A recount of what never happened would prove nothing.
    for (const auto* kind :
         {"ticket-issued", "ticket-called", "service-started", "service-finished", "ticket-no-show",
          "ticket-held", "ticket-unheld", "ticket-transferred", "ticket-requeued",
          "ticket-cancelled", "undone", "quick-service-started", "target-missed",
          "ticket-overtaken", "day-closed"})
      CHECK_MESSAGE(kinds[kind] > 0, kind);
    CHECK(days_with_misses > 0);
  }
}
