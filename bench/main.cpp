// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <zmq.hpp>

#include "bench/display.hpp"
#include "bench/empty_window.hpp"
#include "bench/engine.hpp"
#include "bench/figures.hpp"
#include "bench/hall.hpp"
#include "bench/kiosk.hpp"
#include "bench/limits.hpp"
#include "bench/listeners.hpp"
#include "bench/recovery.hpp"
#include "bench/reports.hpp"
#include "bench/soak.hpp"
#include "bench/supervisor.hpp"
#include "bench/thin_client.hpp"
#include "client/hall_client.hpp"
#include "display/samples.hpp"
#include "display/scenes/board_scene.hpp"
#include "display/sound.hpp"
#include "link/keys.hpp"
#include "ui/offscreen.hpp"

namespace antre::bench {
namespace {

constexpr double kSeconds = 4;  // a measurement: long enough for thousands of commits

void one_client(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("kiosk", "bench");
  hall.start();
  zmq::context_t context;
  ThinClient client(context, hall, "kiosk", "bench", 1);
  Samples ours;
  for (int i = 0; i < 200; ++i) client.ask(kIssue);
  const double end = now_us() + kSeconds * 1e6;
  while (now_us() < end) {
    const double before = now_us();
    client.ask(kIssue);
    ours.add(now_us() - before);
  }
  hall.stop();
  const double limit = round_trip_and_commit_us(hall.folder(), kRequestBytes, kSeconds);
  const double p50 = ours.quantile(0.5);
  report(figures, {"one durable ticket, one client, p50", p50, limit, "us", p50 / limit, "<= 1.30",
                   p50 / limit <= 1.3});
  const double p99 = ours.quantile(0.99);
  report(figures, {"one durable ticket, one client, p99 to p50", p99, p50, "us", p99 / p50,
                   "<= 3.00", p99 <= 3 * p50});
}

void many_clients(std::vector<Figure>& figures) {
  constexpr int kClients = 32;
  Hall hall;
  // A key each, as in a hall: the dispatcher bounds the rate of a key.
  const auto name = [](int i) { return fmt::format("bench-{}", i + 1); };
  for (int i = 0; i < kClients; ++i) (void)hall.key("kiosk", name(i));
  hall.start();
  zmq::context_t context;
  std::vector<std::unique_ptr<ThinClient>> clients;
  std::vector<zmq::pollitem_t> items;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<ThinClient>(context, hall, "kiosk", name(i), i + 1));
    clients.back()->ask(kIssue);
    items.push_back({clients.back()->handle(), 0, ZMQ_POLLIN, 0});
  }
  for (auto& client : clients) client->send(kIssue);
  std::uint64_t tickets = 0;
  const double begin = now_us();
  const double end = begin + kSeconds * 1e6;
  while (now_us() < end) {
    zmq::poll(items, std::chrono::milliseconds{100});
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((items[i].revents & ZMQ_POLLIN) == 0) continue;
      if (clients[i]->receive(zmq::recv_flags::dontwait).empty()) continue;
      ++tickets;
      clients[i]->send(kIssue);
    }
  }
  const double rate = static_cast<double>(tickets) / (now_us() - begin) * 1e6;
  hall.stop();
  const double echo = curve_echo(kClients, kRequestBytes, kSeconds / 2).per_second;
  const double rows = sqlite_commits(hall.folder(), kClients, kSeconds / 2).rows_per_second;
  const double limit = std::min(echo, rows);
  report(figures, {"tickets a second, 32 clients", rate, limit, "1/s", rate / limit, ">= 0.50",
                   rate / limit >= 0.5});
}

void call_to_display(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("admin", "bench");
  hall.start();
  std::mutex mutex;
  std::condition_variable arrived;
  std::uint64_t calls = 0;
  double arrived_us = 0;
  const auto address = link::Endpoint::parse(hall.url());
  const auto key = link::load_device(hall.key("display", "bench"));
  if (!address || !key) throw std::runtime_error("no display");
  client::Settings settings{*address, *key, "bench", true, {}, {}};
  client::HallClient::Callbacks callbacks;
  callbacks.on_entry = [&](const Entry& entry, bool /*fresh*/) {
    if (!std::holds_alternative<TicketCalled>(entry.event)) return;
    const double now = now_us();  // the replica holds the call; waking this thread is not counted
    const std::lock_guard lock(mutex);
    arrived_us = now;
    ++calls;
    arrived.notify_one();
  };
  client::HallClient display(settings, callbacks);
  if (!display.start()) throw std::runtime_error("the display does not connect");
  if (!test::eventually([&] { return display.view() != nullptr; }))
    throw std::runtime_error("the display got no view");
  zmq::context_t context;
  ThinClient officer(context, hall, "admin", "bench", 1);
  officer.ask(R"("do":"open","counter":1,"officer":"bench")");
  Samples ours;
  for (std::uint64_t i = 1; i <= 1500; ++i) {
    officer.ask(kIssue);
    const double before = now_us();
    officer.send(R"("do":"call","counter":1)");
    {
      std::unique_lock lock(mutex);
      if (!arrived.wait_for(lock, std::chrono::seconds{10}, [&] { return calls >= i; }))
        throw std::runtime_error("a call did not reach the display");
      if (i > 100) ours.add(arrived_us - before);
    }
    officer.receive();
    officer.ask(R"("do":"start","counter":1)");
    officer.ask(R"("do":"finish","counter":1)");
  }
  display.stop();
  const double limit = curve_echo(1, kRequestBytes, kSeconds / 2).p50_us / 2 +
                       sqlite_commits(hall.folder(), 1, kSeconds / 2).p50_us +
                       publish_hop_us(kUpdateBytes, 5000);
  const double p50 = ours.quantile(0.5);
  report(figures, {"call to the display's replica, p50", p50, limit, "us", p50 / limit, "<= 1.60",
                   p50 / limit <= 1.6});
}

void start_and_memory(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("admin", "bench");
  Samples starts;
  double memory = 0;
  double idle = 0;
  for (int i = 0; i < 5; ++i) {
    const double before = now_us();
    hall.start();
    zmq::context_t context;
    ThinClient client(context, hall, "admin", "bench", 100 + i);
    client.ask(kIssue);
    starts.add((now_us() - before) / 1000);
    if (i == 4) {
      const double used = cpu_s(hall.pid());
      const double from = now_us();
      while (now_us() - from < 5e6) test::eventually([] { return false; }, std::chrono::seconds{1});
      idle = (cpu_s(hall.pid()) - used) / (now_us() - from) * 1e8;
      memory = resident_mb(hall.pid());
    }
    hall.stop();
  }
  const double p50 = starts.quantile(0.5);
  report(figures,
         {"dispatcher, start to first answer", p50, 300, "ms", p50 / 300, "< 300 ms", p50 < 300});
  report(figures,
         {"dispatcher, memory idle", memory, 20, "MB", memory / 20, "< 20 MB", memory < 20});
  report(figures, {"dispatcher, processor idle", idle, 1, "%", idle, "< 1 %", idle < 1});
}

/// From an entry in the display's mailbox to a drawn board: every frame while a call comes in and
/// pulses, at 1080p in software, without a window.
void call_frame(std::vector<Figure>& figures) {
  using namespace std::chrono_literals;
  constexpr double kFrameUs = 1e6 / 60;
  display::SampleFeed feed{display::SampleHall{}};
  display::SilentOutput silent([](std::uint64_t) {});
  display::BoardScene scene(feed, silent, {}, [](const std::string&) {});
  const ui::Size size{1920, 1080};
  const auto screen = ui::Offscreen::open(size, scene.reference_size(size));
  if (!screen) throw std::runtime_error(screen.error().detail);
  ui::TimePoint now{1h};
  scene.update(now);
  scene.draw((*screen)->canvas(), now);
  feed.call_now();
  Samples frames;
  for (int i = 0; i < 120; ++i) {
    now += 16ms;
    const double before = now_us();
    scene.update(now);
    scene.draw((*screen)->canvas(), now);
    frames.add(now_us() - before);
  }
  for (const auto& [name, part] : {std::pair{"a call's frame drawn at 1080p, p50", 0.5},
                                   std::pair{"a call's frame drawn at 1080p, p99", 0.99}}) {
    const double frame = frames.quantile(part);
    report(figures, {name, frame, kFrameUs, "us", frame / kFrameUs, "< 1.00", frame < kFrameUs});
  }
}

/// A screen program that has nothing to show but the clock: processor time over ten seconds.
void idle_screen(std::vector<Figure>& figures, const std::string& program, const std::string& role,
                 int width, int height) {
  Hall hall;
  const auto key = hall.key(role, "bench");
  hall.start();
  const test::Screen screen(width, height);
  test::Process process({test::bin(program), "--dispatcher", hall.url(), "--key", key, "--size",
                         fmt::format("{}x{}", width, height)},
                        {{{"DISPLAY", screen.display()},
                          {"SDL_AUDIODRIVER", "dummy"},
                          {"XDG_STATE_HOME", hall.folder() + "/state"},
                          {"SDL_VIDEODRIVER", "x11"}},
                         {}});
  if (!screen.has_window(".")) throw std::runtime_error(program + ": " + process.output());
  const auto wait = [](double seconds) {
    const double until = now_us() + seconds * 1e6;
    test::eventually([&] { return now_us() >= until; }, std::chrono::seconds{60});
  };
  wait(5);
  const double used = cpu_s(process.pid());
  wait(10);
  const double idle = (cpu_s(process.pid()) - used) * 10;
  report(figures, {program + ", processor idle", idle, 1, "%", idle, "< 1 %",
                   idle < 1 && process.running()});
}

int main_of(int argc, char** argv) {
  const std::vector<std::pair<std::string, std::function<void(std::vector<Figure>&)>>> all{
      {"engine", engine_call},
      {"replay", engine_replay},
      {"simulate", simulate_speed},
      {"forecast", forecast_speed},
      {"ticket", one_client},
      {"listeners", many_listeners},
      {"recovery", recovery},
      {"report", reports},
      {"clients", many_clients},
      {"call", call_to_display},
      {"frame", call_frame},
      {"start", start_and_memory},
      {"display", [](auto& f) { idle_screen(f, "antre-display", "display", 1920, 1080); }},
      {"display-call", display_call},
      {"display-chime", display_chime},
      {"display-day", display_day},
      {"display-ticker", display_ticker},
      {"kiosk", [](auto& f) { idle_screen(f, "antre-kiosk", "kiosk", 1080, 1920); }},
      {"kiosk-touch", kiosk_touch},
      {"kiosk-paper", kiosk_paper},
      {"kiosk-start", kiosk_start},
      {"kiosk-idle", kiosk_idle},
      {"supervisor", supervisor_page},
  };
  if (argc == 3 && std::string_view(argv[1]) == "--limit-server") {
    return commit_and_echo(argv[2]);
  }
  if (argc == 4 && std::string_view(argv[1]) == "--empty-window") {
    return empty_window(std::stoi(argv[2]), std::stoi(argv[3]));
  }
  const std::string results = argc > 1 ? argv[1] : "bench.json";
  std::vector<Figure> figures;
  if (argc > 2 && std::string_view(argv[2]) == "soak") {
    soak(figures, argc > 3 ? std::stod(argv[3]) : 10);
    write_results(figures, results);
    return 0;
  }
  for (const auto& [name, run] : all) {
    const bool wanted = argc <= 2 || std::any_of(argv + 2, argv + argc,
                                                 [&](const char* one) { return name == one; });
    if (wanted) run(figures);
  }
  if (figures.empty()) {
    fmt::print(stderr, "antre-bench: there is no such benchmark\n");
    return 2;
  }
  write_results(figures, results);
  return 0;
}

}  // namespace
}  // namespace antre::bench

int main(int argc, char** argv) {
  try {
    return antre::bench::main_of(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "antre-bench: {}\n", error.what());
    return 1;
  }
}
