// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/supervisor_samples.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "counter/supervisor/supervisor_scene.hpp"

namespace antre::counter::supervisor {
namespace {

constexpr Ms kMinute = 60'000;
constexpr std::int64_t kMorning = 1'795'488'060'000;  // as the officer's samples
constexpr int kJakarta = 7 * 3600;
constexpr std::array<const char*, 6> kNames{"Budi Santoso",  "Sari Wulandari", "Dewi Lestari",
                                            "Agus Prasetyo", "Rina Hapsari",   "Hendra Wijaya"};

void open(PageSample& sample, int counter) {
  const auto at = static_cast<std::size_t>(counter - 1) % kNames.size();
  sample.hall().add(CounterOpened{{counter}, kNames[at]});
}
void serve(PageSample& sample, int counter, const std::string& ticket) {
  sample.hall().call(ticket, counter);
  sample.hall().add(ServiceStarted{ticket, std::nullopt, {counter}, 166'000, true, {}});
}

/// Two are served, one is free, one is called, one is on break, one is closed.
void calm(PageSample& sample) {
  for (const int counter : {1, 2, 3, 4, 5}) {
    open(sample, counter);
  }
  for (const char* ticket : {"K001", "P007", "J004"}) {
    sample.hall().issue(ticket, std::string(ticket, 1));
  }
  serve(sample, 1, "K001");
  sample.hall().pass(2 * kMinute);
  serve(sample, 3, "P007");
  sample.hall().add(CounterBreak{{5}, "Salat"});
  sample.hall().pass(kMinute + 10'000);
  sample.hall().add(ClockStarted{"J004", std::nullopt});
  sample.hall().pass(46'000);
  sample.hall().call("J004", 4);
  sample.hall().pass(24'000);
  sample.show();
}
void due_red(PageSample& sample) {
  calm(sample);
  const std::string& first = sample.hall().first_ticket();
  sample.hall().add(ClockStarted{first, std::nullopt});
  sample.hall().pass(2 * kMinute);
  sample.hall().issue("R030", "R");
  sample.hall().add(ClockStarted{"R030", std::nullopt});
  sample.hall().pass(3 * kMinute);
  sample.hall().add(ClockReached{first, std::nullopt, Mark::kRemind});
  sample.hall().pass(2 * kMinute);
  sample.hall().add(ClockReached{"R030", std::nullopt, Mark::kRemind});
  sample.hall().pass(kMinute);
  sample.hall().add(ClockReached{first, std::nullopt, Mark::kEscalate});
  sample.hall().pass(41'000);
  sample.show();
}
void help(PageSample& sample) {
  calm(sample);
  sample.hall().add(HelpAsked{{3}, "Dua formulir untuk satu nomor"});
  sample.hall().add(CounterAlerted{{4}, "J004", std::nullopt, "long-call"});
  sample.hall().pass(80'000);
  sample.show();
}
ForecastReply forecast_of(const PageSample& sample, const std::string& first) {
  ForecastReply forecast;
  forecast.at_wall_ms = kMorning + sample.now();
  forecast.runs = 40;
  forecast.misses.push_back({first, {20781}, {"K"}, 70, kMorning + 14 * kMinute});
  forecast.advice.push_back({"resume", {5}, 1});
  return forecast;
}
void advice(PageSample& sample) {
  due_red(sample);
  sample.model().forecast_came(forecast_of(sample, sample.hall().first_ticket()), sample.now());
}
MissRow miss(const std::string& ticket, Cause cause, const std::string& reason) {
  MissRow row;
  row.miss = "2026-11-24/" + ticket;
  row.day = {20781};
  row.ticket = ticket;
  row.service = {ticket.substr(0, 1)};
  row.at_wall_ms = kMorning - 50 * kMinute;
  row.cause = cause;
  row.clock_ms = 11 * kMinute;
  row.reason = reason;
  return row;
}
void misses(PageSample& sample) {
  calm(sample);
  MissesReply reply;
  reply.misses = {miss("P004", Cause::kCounterIdle, {}),
                  miss("K003", Cause::kOnBreak, "Jadwal istirahat bersamaan")};
  sample.model().misses_came(reply, sample.now());
}
void correct(PageSample& sample) {
  misses(sample);
  sample.press(Press::Kind::kQuick, 0);
  sample.model().type("Istirahat bergantian mulai hari ini", sample.now());
}
void officer(PageSample& sample) {
  calm(sample);
  OfficersReply reply;
  for (const char* name : {"Ani Rahmawati", "Bayu Saputra", "Citra Dewi"}) {
    reply.officers.push_back({name, 0});
  }
  sample.model().officers_came(reply, sample.now());
  sample.press(Press::Kind::kLast);
  sample.press(Press::Kind::kEnter);
}
void offline(PageSample& sample) {
  due_red(sample);
  sample.model().set_link(Link::kOffline, kMorning + sample.now(), sample.now());
}
void forty(PageSample& sample) {
  fill_hall(sample, 60);
  sample.show();
}

}  // namespace

PageSample::PageSample(const SampleHall& hall) : hall_(hall) {
  model_.set_clocks({kMorning, kMorning, kJakarta});
  show();
  model_.set_link(Link::kOnline, kMorning, now());
  model_.forecast_came(ForecastReply{kMorning, 40, {}, {}, {}}, now());
}

void PageSample::show() {
  model_.set_view(std::make_shared<const HallView>(hall_.view()), now());
}

void PageSample::press(Press::Kind kind, std::size_t index) {
  model_.press({kind, index, {}}, now());
}

void fill_hall(PageSample& sample, int waiting) {
  Sample& hall = sample.hall();
  for (int i = 0; i < waiting; ++i) {
    const std::string service(1, "KRJP"[i % 4]);
    hall.issue(number_text({service}, static_cast<std::uint32_t>(100 + i / 4), 3), service,
               i % 9 == 0 ? TicketClass::kPriority : TicketClass::kRegular);
  }
  for (int counter = 1; counter <= 36; ++counter) {
    open(sample, counter);
  }
  for (int counter = 1; counter <= 24; ++counter) {
    const std::string ticket = number_text({"M"}, static_cast<std::uint32_t>(counter), 3);
    hall.issue(ticket, counter % 2 == 0 ? "K" : "R");
    serve(sample, counter, ticket);
    hall.pass(9'000);
  }
  for (const char* ticket : {"K100", "R100", "J100"}) {
    hall.add(ClockStarted{ticket, std::nullopt});
    hall.pass(80'000);
  }
  for (int counter = 33; counter <= 36; ++counter) {
    hall.add(CounterBreak{{counter}, {}});
  }
  hall.pass(2 * kMinute);
  hall.add(ClockReached{"K100", std::nullopt, Mark::kRemind});
  hall.add(HelpAsked{{7}, {}});
  hall.pass(kMinute);
}

const std::vector<PageState>& page_states() {
  static const std::vector<PageState> states = [] {
    SampleHall many;
    many.counters = 40;
    return std::vector<PageState>{
        {"calm", {}, calm},       {"due-red", {}, due_red}, {"help", {}, help},
        {"advice", {}, advice},   {"misses", {}, misses},   {"correct", {}, correct},
        {"officer", {}, officer}, {"offline", {}, offline}, {"40-counters", many, forty}};
  }();
  return states;
}

Result<std::unique_ptr<ui::Offscreen>> draw_state(const PageState& state, ui::Size device) {
  PageSample sample(state.hall);
  state.act(sample);
  SupervisorScene scene(sample.model(), {"Hartono", false, {}, std::nullopt}, {});
  auto screen = ui::Offscreen::open(device, scene.reference_size(device));
  if (screen) {
    const ui::TimePoint at{std::chrono::milliseconds(sample.now())};
    scene.update(at);
    scene.draw((*screen)->canvas(), at);
  }
  return screen;
}

}  // namespace antre::counter::supervisor
