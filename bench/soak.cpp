// SPDX-License-Identifier: Apache-2.0
#include "bench/soak.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>

#include "bench/hall.hpp"
#include "client/hall_client.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "dispatcher/store/verify.hpp"
#include "tests/support/hall/proxy.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kKiosks = 4;
constexpr int kOfficers = 4;
constexpr double kKillEveryUs = 20e6;
constexpr double kCutEveryUs = 7e6;

/// What the clients were told.
struct Told {
  std::mutex mutex;
  std::multiset<std::string> numbers;
  std::atomic<std::uint64_t> commands{0};
};

/// A client that does one thing after the other, through everything.
class Worker {
 public:
  Worker(Hall& hall, const std::string& url, const std::string& role, const std::string& name,
         int counter, Told& told)
      : counter_(counter), told_(told), client_(settings(hall, url, role, name), {}) {
    if (const auto started = client_.start(); !started)
      throw std::runtime_error(started.error().detail);
    next({});
  }
  ~Worker() {
    stopping_ = true;
    client_.stop();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  static client::Settings settings(Hall& hall, const std::string& url, const std::string& role,
                                   const std::string& name) {
    const auto address = link::Endpoint::parse(url);
    const auto key = link::load_device(hall.key(role, name));
    if (!address || !key) throw std::runtime_error("no client");
    return {*address, *key, "bench", false, hall.folder() + "/outbox-" + name, {}};
  }

  /// The next command by what the last one came to: a kiosk issues; an officer opens, calls,
  /// serves.
  [[nodiscard]] Command command(const Result<Reply>& last) const {
    if (counter_ == 0) {
      Issue issue;
      issue.service = {"R"};
      return issue;
    }
    const CounterId counter{counter_};
    const auto* at = last ? std::get_if<CounterReply>(&last->body) : nullptr;
    if (at == nullptr && last.has_error() && last.error().code == ErrorCode::kCounterClosed)
      return OpenCounter{counter, fmt::format("Officer {}", counter_)};
    if (at != nullptr && at->state == CounterState::kCalling) return Start{counter};
    if (at != nullptr && at->state == CounterState::kServing) return Finish{counter};
    if (last.has_error() && last.error().code == ErrorCode::kCounterBusy) return Start{counter};
    if (last.has_error() && last.error().code == ErrorCode::kWrongState) return Finish{counter};
    return Call{counter, {}};
  }
  void next(Result<Reply> last) {
    if (stopping_) return;
    client_.submit(command(last), {Millis{600'000}, false}, [this](const Result<Reply>& answer) {
      ++told_.commands;
      if (answer)
        if (const auto* ticket = std::get_if<TicketReply>(&answer->body)) {
          const std::lock_guard lock(told_.mutex);
          told_.numbers.insert(ticket->ticket);
        }
      next(answer);
    });
  }

  int counter_;
  Told& told_;
  std::atomic<bool> stopping_{false};
  client::HallClient client_;  // last: its thread ends before what it tells goes
};

struct Sample {
  double memory_mb = 0;
  double wal_mb = 0;
  double file_mb = 0;
  double descriptors = 0;
  double tickets = 0;
};

double mib(const std::filesystem::path& file) {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(file, missing);
  return missing ? 0 : static_cast<double>(bytes) / (1024 * 1024);
}

Sample sample(Hall& hall, Told& told) {
  Sample now;
  const auto file = store::database_file(hall.folder() + "/data");
  now.memory_mb = resident_mb(hall.pid());
  now.wal_mb = mib(file.string() + "-wal");
  now.file_mb = mib(file);
  std::error_code gone;
  const std::filesystem::directory_iterator open("/proc/" + std::to_string(hall.pid()) + "/fd",
                                                 gone);
  now.descriptors = static_cast<double>(std::distance(begin(open), end(open)));
  const std::lock_guard lock(told.mutex);
  now.tickets = static_cast<double>(told.numbers.size());
  return now;
}

void run(Hall& hall, test::Proxy& proxy, Told& told, double minutes, std::vector<Sample>& samples) {
  const double end = now_us() + minutes * 60e6;
  double kill_at = now_us() + kKillEveryUs;
  double cut_at = now_us() + kCutEveryUs;
  double sample_at = now_us();
  while (now_us() < end) {
    test::eventually([&] { return now_us() >= std::min({kill_at, cut_at, sample_at}); }, 60s);
    if (now_us() >= sample_at) {
      samples.push_back(sample(hall, told));
      sample_at += 1e6;
    }
    if (now_us() >= cut_at) {
      proxy.cut();
      cut_at += kCutEveryUs;
    }
    if (now_us() >= kill_at) {
      hall.kill();
      hall.start();
      kill_at += kKillEveryUs;
    }
  }
}

void verify(Hall& hall, Told& told) {
  const auto checked = store::verify(hall.folder() + "/data");
  if (!checked) throw std::runtime_error(checked.error().detail);
  if (!checked->findings.empty()) throw std::runtime_error(checked->findings.front());
  auto store = store::open_sqlite(hall.folder() + "/data");
  if (!store) throw std::runtime_error(store.error().detail);
  const auto loaded = (*store)->load();
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  std::set<std::string> journalled;
  for (const auto& entry : loaded->entries)
    if (const auto* issued = std::get_if<TicketIssued>(&entry.event))
      if (!journalled.insert(issued->ticket).second)
        throw std::runtime_error(issued->ticket + " was given twice");
  for (auto at = told.numbers.begin(); at != told.numbers.end(); ++at) {
    if (told.numbers.count(*at) > 1) throw std::runtime_error(*at + " was told twice");
    if (!journalled.contains(*at)) throw std::runtime_error(*at + " was told and is lost");
  }
}

/// The middle value of some samples.
double middle(const std::vector<Sample>& samples, std::size_t from, std::size_t to,
              double Sample::*what) {
  Samples values;
  for (std::size_t i = from; i < to; ++i) values.add(samples[i].*what);
  return values.quantile(0.5);
}

}  // namespace

void soak(std::vector<Figure>& figures, double minutes) {
  Hall hall;
  for (int i = 1; i <= kKiosks; ++i) (void)hall.key("kiosk", "soak-" + std::to_string(i));
  for (int i = 1; i <= kOfficers; ++i) (void)hall.key("counter", std::to_string(i));
  hall.start();
  const auto address = link::Endpoint::parse(hall.url());
  if (!address) throw std::runtime_error(address.error().detail);
  // The loopback has more addresses than one, so the port need not be another.
  test::Proxy proxy({"127.0.0.2", address->port}, {"127.0.0.1", address->port});
  const auto by_proxy = fmt::format("tcp://127.0.0.2:{}", address->port);
  Told told;
  std::vector<Sample> samples;
  {
    std::vector<std::unique_ptr<Worker>> workers;
    for (int i = 1; i <= kKiosks; ++i)
      workers.push_back(std::make_unique<Worker>(hall, i % 2 == 0 ? by_proxy : hall.url(), "kiosk",
                                                 "soak-" + std::to_string(i), 0, told));
    for (int i = 1; i <= kOfficers; ++i)
      workers.push_back(std::make_unique<Worker>(hall, i % 2 == 0 ? by_proxy : hall.url(),
                                                 "counter", std::to_string(i), i, told));
    run(hall, proxy, told, minutes, samples);
  }
  hall.stop();
  verify(hall, told);
  const std::size_t n = samples.size();
  if (n < 8) throw std::runtime_error("a soak needs more time");
  const double tickets = samples[n - 1].tickets - samples[n / 4].tickets;
  const auto early = [&](double Sample::*what) { return middle(samples, n / 8, n / 4, what); };
  const auto late = [&](double Sample::*what) { return middle(samples, 3 * n / 4, n, what); };
  fmt::print("soak: {} commands, {} numbers told, each in the journal once; verified\n",
             told.commands.load(), told.numbers.size());
  // A day's tickets stay in memory until the day ends: what is asked is that nothing else grows.
  const double grown =
      (late(&Sample::memory_mb) - early(&Sample::memory_mb)) * 1024 * 1024 / std::max(tickets, 1.0);
  report(figures, {"soak: memory that grows, a ticket", grown, 2048, "B", grown / 2048, "<= 2048 B",
                   grown <= 2048});
  const double disk =
      (late(&Sample::file_mb) - early(&Sample::file_mb)) * 1024 * 1024 / std::max(tickets, 1.0);
  report(figures, {"soak: store that grows, a ticket", disk, 8192, "B", disk / 8192, "<= 8192 B",
                   disk <= 8192});
  double wal = 0;
  for (const auto& one : samples) wal = std::max(wal, one.wal_mb);
  report(figures, {"soak: the largest WAL", wal, 64, "MB", wal / 64, "<= 64 MB", wal <= 64});
  const double opened = late(&Sample::descriptors);
  const double before = early(&Sample::descriptors);
  report(figures, {"soak: open descriptors, late to early", opened, before, "", opened / before,
                   "<= 1.20", opened <= 1.2 * before});
}

}  // namespace antre::bench
