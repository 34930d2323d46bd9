// SPDX-License-Identifier: Apache-2.0
#include "display/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <system_error>
#include <utility>

#include "display/look_of_hall.hpp"
#include "ui/offscreen.hpp"

namespace antre::display {
namespace {

constexpr std::int64_t kMorning = 1'795'488'120'000;  // 2026-11-24 09:42:00 +07:00
constexpr std::int64_t kMinute = 60'000;
constexpr int kJakarta = 7 * 3600;
constexpr Day kDay{20781};

struct SampleService {
  const char* id;
  const char* name_id;
  const char* name_en;
  const char* short_id;
  const char* short_en;
};
constexpr std::array<SampleService, 8> kServices{{
    {"R", "Rekomendasi Kegiatan Statistik", "Statistical Activity Recommendation", "Rekomendasi",
     "Recommendation"},
    {"K", "Konsultasi Statistik", "Statistical Consultation", "Konsultasi", "Consultation"},
    {"J", "Penjualan Produk Statistik", "Sale of Statistical Products", "Penjualan", "Sales"},
    {"P", "Perpustakaan", "Library", "Perpustakaan", "Library"},
    {"M", "Permintaan Data Mikro", "Microdata Request", "Data mikro", "Microdata"},
    {"D", "Pengaduan", "Complaints", "Pengaduan", "Complaints"},
    {"S", "Surat Keterangan", "Certificates", "Surat", "Certificates"},
    {"U", "Umum", "General", "Umum", "General"},
}};

HallSettings settings_of(const SampleHall& sample) {
  HallSettings hall;
  hall.id = "pst-sample";
  hall.name = {{"id", "Pelayanan Statistik Terpadu"}, {"en", "Integrated Statistical Services"}};
  hall.office = {{"id", "BPS Provinsi Jawa Tengah"}};
  if (sample.longest_names)
    hall.name["id"] = "Mal Pelayanan Publik Terpadu Satu Pintu Kabupaten Pangkajene dan Kepulauan";
  hall.languages = {sample.language, "id", "en", "jv"};
  for (int i = 0; i < sample.services; ++i) {
    const auto& known = kServices[static_cast<std::size_t>(i) % kServices.size()];
    ServiceSettings service;
    service.id = {known.id};
    service.name = {{"id", known.name_id}, {"en", known.name_en}};
    service.short_name = {{"id", known.short_id}, {"en", known.short_en}};
    if (sample.longest_names) {
      service.name["id"] =
          "Pelayanan Administrasi Kependudukan dan Pencatatan Sipil bagi Warga Lanjut Usia";
      service.short_name["id"] = "Administrasi kependudukan";
    }
    hall.services.push_back(service);
  }
  for (int id = 1; id <= sample.counters; ++id) {
    CounterSettings counter;
    counter.id = {id};
    counter.name = {{"id", fmt::format("Loket {}", id)}, {"en", fmt::format("Counter {}", id)}};
    if (sample.longest_names)
      counter.name["id"] = fmt::format("Loket Pendaftaran dan Informasi {}", id);
    for (const auto& service : hall.services) counter.primary.push_back(service.id);
    hall.counters.push_back(counter);
  }
  hall.display.ticker = {
      {{"id", "Mohon siapkan kartu identitas, alamat e-mail aktif, dan formulir permintaan."},
       {"en", "Please have your identity card, a working e-mail address and the form ready."}},
      {{"id", "Layanan rekomendasi tidak dipungut biaya."},
       {"en", "The recommendation service is free of charge."}}};
  hall.display.directions = {{"1", "right"}, {"2", "right"}};
  hall.look.theme = sample.theme;
  return hall;
}

}  // namespace

SampleFeed::SampleFeed(const SampleHall& sample) : now_ms_(kMorning) {
  view_.epoch = "sample";
  view_.utc_offset_s = kJakarta;
  fill(sample);
  news_.link = {LinkState::kOnline, now_ms_};
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::add(Event event) {
  view_.apply({view_.seq + 1, kDay, now_ms_, std::nullopt, std::move(event)});
}

void SampleFeed::call(const std::string& ticket, const std::string& service, int counter,
                      int minutes_ago) {
  now_ms_ = kMorning - minutes_ago * kMinute;
  TicketIssued issued;
  issued.ticket = ticket;
  issued.service = {service};
  add(std::move(issued));
  const auto* at = view_.counter({counter});
  if (at != nullptr && at->ticket)
    add(ServiceFinished{at->ticket->number, std::nullopt, {counter}});
  const Event called = TicketCalled{ticket, std::nullopt, {counter}, false};
  last_call_ = {view_.seq + 1, kDay, now_ms_, std::nullopt, called};
  add(called);
}

/// Twenty-eight visitors of the morning, one of them served too late.
void SampleFeed::serve_morning(const SampleHall& sample) {
  constexpr int kVisitors = 28;
  constexpr int kLate = 17;
  constexpr std::int64_t kOnClock = 3 * kMinute;
  const CounterId counter{1};
  const std::string service = kServices[0].id;
  for (int i = 0; i < kVisitors && sample.calls; ++i) {
    now_ms_ = kMorning - (120 - i) * kMinute;
    TicketIssued issued;
    issued.ticket = number_text({service}, static_cast<std::uint32_t>(100 + i), 3);
    issued.service = {service};
    add(issued);
    now_ms_ += 5 * kMinute;
    add(TicketCalled{issued.ticket, std::nullopt, counter});
    now_ms_ += kMinute / 2;
    if (i == kLate) {
      TargetMissed missed;
      missed.ticket = issued.ticket;
      add(std::move(missed));
    }
    add(ServiceStarted{issued.ticket, std::nullopt, counter, kOnClock, i != kLate, {}});
    add(ServiceFinished{issued.ticket, std::nullopt, counter});
  }
}

void SampleFeed::fill(const SampleHall& sample) {
  now_ms_ = kMorning - 60 * kMinute;
  add(DayOpened{settings_of(sample), {}, {}});
  if (sample.counters == 0) return;
  for (int id = 1; id <= sample.counters; ++id) add(CounterOpened{{id}, {}});
  serve_morning(sample);
  if (sample.calls) {
    const auto wide = sample.number.size() > 4;
    const auto prefix = [&](int id) {
      return std::string(kServices[static_cast<std::size_t>(id % std::min(sample.services, 4))].id);
    };
    for (int id = sample.counters; id >= 1; --id) {
      if (id == 5 || id == 6 || (id > 6 && id % 6 == 0) || id == 2) continue;
      const auto number =
          number_text({prefix(id)}, static_cast<std::uint32_t>(wide ? 990 + id : id), 3);
      call(number, prefix(id), id, 4 * id);
    }
  }
  now_ms_ = kMorning;
  if (sample.counters >= 6) {
    add(CounterBreak{{5}, {}});
    add(CounterClosed{{6}});
  }
  for (int i = 0; sample.calls && i < 7; ++i) {
    TicketIssued issued;
    issued.ticket = fmt::format("W{:03}", i);
    constexpr std::array<int, 7> kLines{0, 0, 0, 0, 1, 1, 2};
    const int line = kLines[static_cast<std::size_t>(i)] % sample.services;
    issued.service = {kServices[static_cast<std::size_t>(line)].id};
    add(std::move(issued));
  }
  if (sample.calls)
    call(sample.number, sample.number.substr(0, 1), std::min(2, sample.counters), 0);
}

News SampleFeed::take() {
  News taken = std::exchange(news_, {});
  news_.link = taken.link;
  return taken;
}

Clocks SampleFeed::clocks() {
  return {now_ms_, now_ms_, kJakarta};
}

void SampleFeed::call_now() {
  news_.entries.push_back({view_.epoch, last_call_, true});
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::recall_now() {
  const auto& called = std::get<TicketCalled>(last_call_.event);
  const Event again = TicketRecalled{called.ticket, std::nullopt, called.counter, 1};
  news_.entries.push_back({view_.epoch, {view_.seq + 1, kDay, now_ms_, std::nullopt, again}, true});
  add(again);
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::lose_link(int minutes) {
  news_.link = {LinkState::kOffline, now_ms_};
  now_ms_ += minutes * kMinute;
}

void SampleFeed::reconnect() {
  news_.link = {LinkState::kOnline, now_ms_};
  news_.view = std::make_shared<const HallView>(view_);
}

namespace {

using Act = std::function<void(SampleFeed&)>;
struct Picture {
  const char* name;
  SampleHall hall;
  Act act;
  ui::Size size{1920, 1080};
};

std::vector<Picture> pictures() {
  const Act call = [](SampleFeed& feed) { feed.call_now(); };
  const Act nothing = [](SampleFeed& feed) { feed.pass(2 * kMinute); };
  const Act recall = [](SampleFeed& feed) { feed.recall_now(); };
  const Act lose = [](SampleFeed& feed) { feed.lose_link(9); };
  const Act revoke = [](SampleFeed& feed) { feed.revoke(); };
  const ui::Size tall{1080, 1920};
  const auto with = [](int counters, const char* language = "id") {
    SampleHall hall;
    hall.counters = counters;
    hall.language = language;
    return hall;
  };
  SampleHall empty;
  empty.calls = false;
  SampleHall thousand;
  thousand.number = "R1000";
  auto thousand_many = thousand;
  thousand_many.counters = 12;
  auto longest = with(6);
  longest.longest_names = true;
  auto dark = with(6);
  dark.theme = "dark";
  auto contrast = with(6);
  contrast.theme = "high_contrast";
  auto services = with(6);
  services.services = 8;
  return {{"display-board", with(6), call},
          {"display-recall-en", with(4, "en"), recall},
          {"display-calm", with(6), nothing},
          {"display-calm-jv", with(6, "jv"), nothing},
          {"display-empty", empty, nothing},
          {"display-offline", with(6), lose},
          {"display-many-counters", with(12), call},
          {"display-24-counters", with(24), call},
          {"display-24-counters-offline", with(24), lose},
          {"display-1-counter", with(1), call},
          {"display-r1000", thousand, call},
          {"display-r1000-12", thousand_many, call},
          {"display-longest", longest, call},
          {"display-8-services", services, call},
          {"display-dark", dark, call},
          {"display-high-contrast", contrast, call},
          {"display-upright", with(6), call, tall},
          {"display-upright-calm", with(6), nothing, tall},
          {"display-upright-offline", with(6), lose, tall},
          {"display-not-authorised", with(6), revoke},
          {"display-not-authorised-en", with(6, "en"), revoke},
          {"display-not-authorised-dark", dark, revoke},
          {"display-upright-not-authorised", with(6, "jv"), revoke, tall},
          {"display-upright-12", with(12), call, tall},
          {"display-upright-24", with(24), call, tall},
          {"display-720p", with(6), call, {1280, 720}},
          {"display-2160p", with(6), call, {3840, 2160}},
          {"display-4-3", with(6), call, {1280, 1024}}};
}

Result<void> render(const Picture& picture, const std::filesystem::path& file) {
  using namespace std::chrono_literals;
  const auto look = look_of({});
  if (!look) return look.error();
  SampleFeed feed(picture.hall);
  SilentOutput silent([](std::uint64_t) {});
  SceneOptions options;
  options.look = *look;
  std::string warning;
  BoardScene scene(feed, silent, options, [&](const std::string& text) { warning = text; });
  const ui::TimePoint start{1h};
  scene.update(start);
  picture.act(feed);
  scene.update(start + 1s);
  auto screen = ui::Offscreen::open(picture.size, scene.reference_size(picture.size));
  if (!screen) return screen.error();
  // Three seconds on every motion has come to its end.
  scene.update(start + 4s);
  scene.draw((*screen)->canvas(), start + 4s);
  if (!warning.empty()) return Error{ErrorCode::kIo, warning};
  return (*screen)->save_png(file.string());
}

}  // namespace

Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::kIo, folder.string() + ": " + failed.message()};
  std::vector<std::string> names;
  for (const auto& picture : pictures()) {
    const auto name = std::string(picture.name) + ".png";
    if (const auto drawn = render(picture, folder / name); !drawn) return drawn.error();
    names.push_back(name);
  }
  return names;
}

}  // namespace antre::display
