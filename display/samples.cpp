// SPDX-License-Identifier: Apache-2.0
#include "display/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

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

Hours office_hours() {
  constexpr int kEight = 8 * 60;
  constexpr int kHalfPastThree = 15 * 60 + 30;
  Hours hours;
  hours.always = false;
  for (int weekday = 0; weekday < 5; ++weekday)
    hours.open.push_back({weekday, kEight, kHalfPastThree});
  return hours;
}

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
  // A name that a hall gives in no language of its own is the first one given, by its code.
  for (auto* text : {&hall.name, &hall.office}) (*text)["jv"] = (*text)["id"];
  for (auto& service : hall.services) {
    service.name["jv"] = service.name["id"];
    service.short_name["jv"] = service.short_name["id"];
  }
  for (auto& counter : hall.counters) counter.name["jv"] = counter.name["id"];
  for (auto& line : hall.display.ticker) line["jv"] = line["id"];
  hall.display.pixel_shift = sample.pixel_shift;
  hall.display.pictures = sample.pictures;
  hall.display.night_percent = sample.night_percent;
  if (!sample.zone.empty()) hall.display.zones = {{kSampleZone, {{"id", sample.zone}}, {}, {}, {}}};
  hall.look.theme = sample.theme;
  if (!sample.accent.empty()) hall.look.accent = sample.accent;
  hall.hours = office_hours();
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

void SampleFeed::tell(Event event) {
  news_.entries.push_back({view_.epoch, {view_.seq + 1, kDay, now_ms_, std::nullopt, event}, true});
  add(std::move(event));
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::call_many(int calls) {
  for (int i = 0; i < calls; ++i) {
    const auto& service = kServices[static_cast<std::size_t>(i) % 4].id;
    const auto counters = static_cast<int>(view_.counters.size());
    const CounterId counter{i % counters + 1};
    const auto number = number_text({service}, static_cast<std::uint32_t>(200 + i), 3);
    finish(counter.value);
    TicketIssued issued;
    issued.ticket = number;
    issued.service = {service};
    add(std::move(issued));
    tell(TicketCalled{number, std::nullopt, counter, false});
  }
}

void SampleFeed::serve(int counter) {
  const auto* at = view_.counter({counter});
  if (at == nullptr || !at->ticket) return;
  add(ServiceStarted{at->ticket->number, std::nullopt, {counter}, kMinute, true, {}});
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::finish(int counter) {
  const auto* at = view_.counter({counter});
  if (at == nullptr || !at->ticket) return;
  add(ServiceFinished{at->ticket->number, std::nullopt, {counter}});
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::pause(int counter) {
  finish(counter);
  add(CounterBreak{{counter}, {}});
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::close(int counter) {
  finish(counter);
  add(CounterClosed{{counter}});
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::announce(const std::string& text, bool spoken) {
  tell(AnnouncementMade{text, now_ms_ + 60 * kMinute, spoken, {}});
}

void SampleFeed::record_in(const std::string& clips) {
  view_.hall.display.voice.clips = clips;
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::shut() {
  view_.hall_open = false;
  news_.view = std::make_shared<const HallView>(view_);
}

void SampleFeed::close_hall() {
  constexpr std::int64_t kEvening = 695 * kMinute;  // from 9.42 to 21.17
  now_ms_ += kEvening;
  for (const auto& counter : std::vector<ViewCounter>(view_.counters)) close(counter.id.value);
  view_.tickets.clear();
  view_.lines.clear();
  view_.hall_open = false;
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

}  // namespace antre::display
