// SPDX-License-Identifier: Apache-2.0
#include "bench/reports.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>

#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "protocol/codec.hpp"

namespace antre::bench {
namespace {

constexpr int kDays = 3653;  // 2017 to 2026
constexpr int kFirstDay = 17167;
constexpr int kTicketsADay = 228;
constexpr int kEventsATicket = 6;
constexpr int kYear = 365;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kOpening = 3'600'000;  // 08:00 of a hall 7 h ahead of UTC
constexpr int kWibS = 7 * 3600;
/// One of so many tickets misses the target.
constexpr int kMissEvery = 60;

/// Ten years of a hall with four services and six counters, written as a dispatcher does.
class Years {
 public:
  explicit Years(store::Store& store) : store_(store) {}

  void write() {
    for (int day = 0; day < kDays; ++day) {
      write_day(Day{kFirstDay + day});
      if (auto done = store_.commit(batch_); !done) throw std::runtime_error(done.error().detail);
      batch_ = {};
    }
  }

 private:
  void add(Event event) {
    store::Record record;
    record.entry = {head_.seq + 1, day_, at_ms_, std::nullopt, std::move(event)};
    record.bytes = codec::encode(record.entry);
    record.hash = store::chained(head_.hash, record.bytes);
    head_ = {record.entry.seq, record.hash};
    batch_.records.push_back(std::move(record));
  }
  std::int64_t below(int n) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint32_t>(n));
  }

  void write_day(Day day) {
    day_ = day;
    at_ms_ = std::int64_t{day.value} * kDayMs + kOpening;
    DayOpened opened;
    opened.hall.id = "bench";
    add(std::move(opened));
    for (int counter = 1; counter <= 6; ++counter)
      add(CounterOpened{{counter}, fmt::format("Petugas {}", counter)});
    for (int n = 1; n <= kTicketsADay; ++n) write_ticket(n);
    add(DayClosed{});
  }

  void write_ticket(int n) {
    constexpr const char* kServices = "PKJR";
    const std::string service(1, kServices[n % 4]);
    const auto number = fmt::format("{}{:03}", service, n);
    const CounterId counter{1 + n % 6};
    at_ms_ += below(120'000);
    TicketIssued issued;
    issued.ticket = number;
    issued.service = {service};
    issued.code = "ABCDEFGH";
    issued.device = "kiosk-1";
    add(std::move(issued));
    add(PrintReported{number, std::nullopt, PrintState::kQueued, "", "kiosk-1"});
    add(PrintReported{number, std::nullopt, PrintState::kPrinted, "", "kiosk-1"});
    const bool misses = n % kMissEvery == 0;
    if (misses) {
      TargetMissed missed;
      missed.miss = fmt::format("{}/{}", day_text(day_), number);
      missed.ticket = number;
      missed.cause = Cause::kServingAnother;
      missed.clock_ms = 600'000;
      missed.shares = {{Cause::kServingAnother, 600'000, {counter}}};
      missed.counters = {{counter, "Petugas"}};
      add(std::move(missed));
    }
    at_ms_ += below(60'000);
    add(TicketCalled{number, std::nullopt, counter, false});
    at_ms_ += below(20'000);
    ServiceStarted started;
    started.ticket = number;
    started.counter = counter;
    started.clock_ms = misses ? 600'000 + below(300'000) : below(600'000);
    started.met = !misses;
    add(std::move(started));
    at_ms_ += below(5'000);
    add(ServiceFinished{number, std::nullopt, counter, Outcome::kServed});
  }

  store::Store& store_;
  store::Batch batch_;
  store::Head head_;
  Day day_;
  EngineMs at_ms_ = 0;
  std::mt19937 random_{20'261'124};
};

/// The store in the build folder, made once.
std::unique_ptr<store::Store> ten_years(const std::filesystem::path& folder) {
  const auto whole = folder / "whole";
  if (!std::filesystem::exists(whole)) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    fmt::print("making a store of {} events in {}\n", kDays * kTicketsADay * kEventsATicket,
               folder.string());
    std::fflush(stdout);
    auto opened = store::open_sqlite(folder);
    if (!opened || !(*opened)->load()) throw std::runtime_error("the store does not open");
    Years(**opened).write();
    std::ofstream{whole} << "whole\n";
  }
  auto opened = store::open_sqlite(folder);
  if (!opened) throw std::runtime_error(opened.error().detail);
  if (!(*opened)->load()) throw std::runtime_error("the store does not load");
  return std::move(*opened);
}

/// What of this process is in memory, and the most of it since `forget_peak`, in MB.
double status_mb(const std::string& key) {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(key)) return std::stod(line.substr(key.size() + 1)) / 1024;
  return 0;
}
void forget_peak() {
  std::ofstream{"/proc/self/clear_refs"} << "5";
}

/// What SQLite itself needs to read the same rows, in ms.
double bare_ms(const std::filesystem::path& folder, Day from, Day to) {
  auto database =
      store::Database::open(store::database_file(folder), store::Database::Mode::kReadOnly);
  if (!database) throw std::runtime_error(database.error().detail);
  const double before = now_us();
  for (const auto* sql :
       {"SELECT count(*), sum(issued_ms), sum(ended_ms) FROM tickets WHERE day BETWEEN ?1 AND ?2",
        "SELECT count(*), sum(clock_ms), sum(started_ms - place_ms), sum(ended_ms) FROM turns "
        "WHERE day BETWEEN ?1 AND ?2"}) {
    auto statement = database->prepare(sql);
    if (!statement) throw std::runtime_error(statement.error().detail);
    statement->bind(1, std::int64_t{from.value}).bind(2, std::int64_t{to.value});
    if (const auto row = statement->step(); !row || !*row)
      throw std::runtime_error("nothing was counted");
  }
  return (now_us() - before) / 1000;
}

double report_ms(store::Store& store, Day from, Day to, ReportBy by, int tickets) {
  const double before = now_us();
  const auto report = store.report(GetReport{from, to, by}, to, kWibS);
  if (!report) throw std::runtime_error(report.error().detail);
  if (report->total.tickets != tickets) throw std::runtime_error("tickets are missing");
  return (now_us() - before) / 1000;
}

}  // namespace

void reports(std::vector<Figure>& figures) {
  const std::filesystem::path folder = std::string(ANTRE_BINARY_DIR) + "/bench-report";
  const auto store = ten_years(folder);
  const Day last{kFirstDay + kDays - 1};
  const Day first{kFirstDay};
  const Day year{last.value - kYear + 1};
  // Once unmeasured, for both: what is compared is reading, not the disk.
  (void)bare_ms(folder, first, last);
  for (const auto by : {ReportBy::kDay, ReportBy::kHour, ReportBy::kCounter}) {
    const double ours = report_ms(*store, year, last, by, kYear * kTicketsADay);
    const double bare = bare_ms(folder, year, last);
    report(figures, {fmt::format("report of a year by {}", codec::name(by)), ours, bare, "ms",
                     ours / bare, "< 1000 ms", ours < 1000});
  }
  forget_peak();
  const double before_mb = status_mb("VmRSS");
  for (const auto by : {ReportBy::kDay, ReportBy::kService}) {
    const double ours = report_ms(*store, first, last, by, kDays * kTicketsADay);
    const double bare = bare_ms(folder, first, last);
    report(figures, {fmt::format("report of ten years by {}, 5 million events", codec::name(by)),
                     ours, bare, "ms", ours / bare, "< 10000 ms", ours < 10'000});
  }
  // The times of which exact percentiles are told are kept: 12 bytes a ticket, and no tickets.
  const double more_mb = status_mb("VmHWM") - before_mb;
  const double limit_mb = 40;
  report(figures, {"report of ten years, memory more at its peak", more_mb, limit_mb, "MB",
                   more_mb / limit_mb, "< 40 MB", more_mb < limit_mb});
}

}  // namespace antre::bench
