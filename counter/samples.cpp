// SPDX-License-Identifier: Apache-2.0
#include "counter/samples.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace antre::counter {
namespace {

constexpr std::int64_t kMorning = 1'795'488'060'000;  // 2026-11-24 09:41:00 +07:00
constexpr Ms kMinute = 60'000;
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
    {"K", "Konsultasi Statistik", "Statistical Consultation", "Konsultasi", "Consultation"},
    {"R", "Rekomendasi Kegiatan Statistik", "Statistical Activity Recommendation", "Rekomendasi",
     "Recommendation"},
    {"J", "Penjualan Produk Statistik", "Sale of Statistical Products", "Penjualan", "Sales"},
    {"P", "Perpustakaan", "Library", "Perpustakaan", "Library"},
    {"M", "Permintaan Data Mikro", "Microdata Request", "Data mikro", "Microdata"},
    {"D", "Pengaduan", "Complaints", "Pengaduan", "Complaints"},
    {"S", "Surat Keterangan", "Certificates", "Surat", "Certificates"},
    {"U", "Umum", "General", "Umum", "General"},
}};

ServiceSettings service_of(const SampleHall& sample, std::size_t index) {
  const SampleService& known = kServices[index % kServices.size()];
  ServiceSettings service;
  service.id = {known.id};
  service.name = {{"id", known.name_id}, {"en", known.name_en}};
  service.short_name = {{"id", known.short_id}, {"en", known.short_en}};
  service.requirements = {"identity", "email", "guest-book", "form"};
  if (sample.steps) {
    service.steps = {{"checked", {{"id", "Diperiksa"}, {"en", "Being checked"}}, 3},
                     {"ready", {{"id", "Siap diambil"}, {"en", "Ready"}}, 0}};
  }
  if (sample.longest_names) {
    service.name = {{"id", "Pelayanan Administrasi Kependudukan dan Pencatatan Sipil"}};
    service.short_name = {{"id", "Administrasi kependudukan"}};
    service.requirements[3] = "Surat tugas dari instansi asal";
  }
  return service;
}

HallSettings settings_of(const SampleHall& sample) {
  HallSettings hall;
  hall.id = "pst-sample";
  hall.name = {{"id", "Pelayanan Statistik Terpadu"}, {"en", "Integrated Statistical Services"}};
  hall.office = {{"id", "BPS Provinsi Jawa Tengah"}};
  if (sample.longest_names) {
    hall.name = {
        {"id", "Mal Pelayanan Publik Terpadu Satu Pintu Kabupaten Pangkajene dan Kepulauan"}};
  }
  hall.languages = {sample.language};
  hall.look.theme = sample.theme;
  if (sample.steps) {
    hall.kiosk.priority_classes = {"elder"};
  }
  CounterSettings counter;
  for (int i = 0; i < sample.services; ++i) {
    hall.services.push_back(service_of(sample, static_cast<std::size_t>(i)));
    const ServiceId id = hall.services.back().id;
    if (i < 2 || sample.services > 3) {
      counter.primary.push_back(id);
    } else {
      counter.secondary.push_back(id);
    }
  }
  for (int id = 1; id <= sample.counters; ++id) {
    counter.id = {id};
    counter.name = {{"id", fmt::format("Loket {}", id)}, {"en", fmt::format("Counter {}", id)}};
    if (sample.longest_names) {
      counter.name = {{"id", fmt::format("Loket Pendaftaran dan Informasi Umum Terpadu {}", id)}};
    }
    hall.counters.push_back(counter);
  }
  return hall;
}

Setup setup_of(const SampleHall& sample) {
  return {sample.own_counter ? std::optional(Sample::kCounter) : std::nullopt,
          sample.longest_names ? "Raden Ajeng Sri Wulandari Kusumaningtyas Hadiningrat" : "Sari",
          {},
          {}};
}

}  // namespace

Sample::Sample(const SampleHall& sample) : model_(setup_of(sample), 0) {
  model_.set_phrases(
      {{"Pertanyaan yang tidak dapat saya jawab", "Pengunjung perlu ditemui pengawas"},
       {"Layanan sebelumnya perlu waktu lama", "Pengunjung tidak ada saat dipanggil"}});
  view_.epoch = "sample";
  view_.utc_offset_s = kJakarta;
  // The hour before 09.41: whoever waits has a time at which the number was given.
  now_ = -12 * kMinute;
  add(DayOpened{settings_of(sample), {}, {}});
  auto number = [n = sample.first_number](const char* service) mutable {
    return number_text({service}, n++, 3);
  };
  if (sample.nobody && sample.others_wait) {
    issue(number("J"), "J");
  } else if (!sample.nobody) {
    pass(kMinute);
    first_ = number("K");
    issue(first_, "K");
    pass(2 * kMinute);
    issue(number("K"), "K");
    if (!sample.one_line) {
      pass(2 * kMinute);
      issue(number("R"), "R");
      pass(kMinute);
      issue(number("K"), "K", TicketClass::kPriority);
      pass(2 * kMinute);
      issue(number("R"), "R", TicketClass::kRegular, Channel::kOnline);
      issue(number("J"), "J");
    }
  }
  now_ = 0;
  model_.set_clocks({kMorning, kMorning, kJakarta});
  show();
  model_.set_link(Link::kOnline, kMorning, now_);
}

void Sample::pass(Ms ms) {
  now_ += ms;
  if (now_ > 0) {
    model_.tick(now_);
  }
}

void Sample::add(Event event) {
  view_.apply({view_.seq + 1, kDay, kMorning + now_, std::nullopt, std::move(event)});
  if (now_ >= 0) {
    show();
  }
}

void Sample::show() {
  model_.set_view(std::make_shared<const HallView>(view_), now_);
}

void Sample::issue(const std::string& ticket, const std::string& service, TicketClass kind,
                   Channel channel) {
  TicketIssued event;
  event.ticket = ticket;
  event.service = {service};
  event.class_ = kind;
  event.channel = channel;
  add(std::move(event));
}

void Sample::call(const std::string& ticket, int counter) {
  add(TicketCalled{ticket, std::nullopt, {counter}, false});
}

void Sample::press(Element element, std::size_t index) {
  pass(kGuardMs);
  model_.touch({element, index}, now_);
}

void Sample::lose_link() {
  model_.set_link(Link::kOffline, kMorning + now_, now_);
}

}  // namespace antre::counter
