// SPDX-License-Identifier: Apache-2.0
#include "bench/recovery.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <zmq.hpp>

#include "bench/hall.hpp"
#include "bench/thin_client.hpp"
#include "client/hall_client.hpp"

namespace antre::bench {
namespace {

constexpr int kTickets = 100'000;
constexpr int kFillers = 32;
constexpr int kKills = 5;

void fill(Hall& hall) {
  zmq::context_t context;
  std::vector<std::unique_ptr<ThinClient>> clients;
  for (int i = 0; i < kFillers; ++i)
    clients.push_back(std::make_unique<ThinClient>(context, hall, "kiosk", "fill", i + 1));
  for (auto& client : clients) client->send(kIssue);
  for (int left = kTickets; left > 0;) {
    for (auto& client : clients) {
      client->receive();
      if (--left > 0) client->send(kIssue);
    }
  }
}

/// One client that always has a request in flight, and when its last answer came.
class Asker {
 public:
  explicit Asker(Hall& hall) : client_(settings(hall), {}) {
    if (const auto started = client_.start(); !started)
      throw std::runtime_error(started.error().detail);
    next();
  }
  ~Asker() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    client_.stop();
  }
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;

  /// Waits for an answer that comes after `moment_us`; when it came.
  double answered_after(double moment_us) {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, std::chrono::seconds{60}, [&] { return last_us_ > moment_us; }))
      throw std::runtime_error("the request in flight was not answered");
    return last_us_;
  }

 private:
  static client::Settings settings(Hall& hall) {
    const auto address = link::Endpoint::parse(hall.url());
    const auto key = link::load_device(hall.key("kiosk", "asker"));
    if (!address || !key) throw std::runtime_error("no client");
    return {*address, *key, "bench", false, {}, {}};
  }
  void next() {
    Issue issue;
    issue.service = {"R"};
    client_.submit(issue, {Millis{120'000}, false}, [this](const Result<Reply>& answer) {
      {
        const std::lock_guard lock(mutex_);
        if (stopping_ || !answer) return;
        last_us_ = now_us();
      }
      came_.notify_one();
      next();
    });
  }

  std::mutex mutex_;
  std::condition_variable came_;
  double last_us_ = 0;
  bool stopping_ = false;
  client::HallClient client_;
};

}  // namespace

void recovery(std::vector<Figure>& figures) {
  Hall hall;
  for (const char* name : {"fill", "asker", "first"}) (void)hall.key("kiosk", name);
  hall.start();
  fill(hall);
  Samples first;
  Samples in_flight;
  Asker asker(hall);
  for (int i = 0; i < kKills; ++i) {
    asker.answered_after(now_us());
    const double killed = now_us();
    hall.kill();
    const double restarted = now_us();
    hall.launch();
    zmq::context_t context;
    ThinClient client(context, hall, "kiosk", "first", i + 1);
    client.ask(kIssue);
    first.add((now_us() - restarted) / 1000);
    in_flight.add((asker.answered_after(killed) - killed) / 1000);
  }
  hall.stop();
  const double answer = first.quantile(1);
  report(figures, {"100,000 tickets: kill -9, start to answer", answer, 1000, "ms", answer / 1000,
                   "< 1000 ms", answer < 1000});
  const double open = in_flight.quantile(1);
  report(figures, {"100,000 tickets: kill -9, request in flight", open, 3000, "ms", open / 3000,
                   "< 3000 ms", open < 3000});
}

}  // namespace antre::bench
