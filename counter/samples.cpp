// SPDX-License-Identifier: Apache-2.0
#include "counter/samples.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <system_error>
#include <utility>

#include "counter/counter_scene.hpp"
#include "ui/offscreen.hpp"

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
  view_.epoch = "sample";
  view_.utc_offset_s = kJakarta;
  // The hour before 09.41: whoever waits has a time at which the number was given.
  now_ = -12 * kMinute;
  add(DayOpened{settings_of(sample), {}});
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

void Sample::issue(const std::string& ticket, const std::string& service, TicketClass class_,
                   Channel channel) {
  TicketIssued event;
  event.ticket = ticket;
  event.service = {service};
  event.class_ = class_;
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

namespace {

void open(Sample& sample) {
  sample.add(CounterOpened{Sample::kCounter, sample.model().sign_in().officer});
  sample.pass(kGuardMs);
}
void call(Sample& sample) {
  open(sample);
  sample.call(sample.first_ticket());
  sample.pass(24'000);
}
void serve(Sample& sample) {
  call(sample);
  sample.add(ServiceStarted{sample.first_ticket(), std::nullopt, Sample::kCounter});
  sample.pass(5 * kMinute + 36'000);
}
void check(Sample& sample) {
  serve(sample);
  for (std::size_t i = 0; i < 3; ++i) {
    sample.press(Element::kCheck, i);
  }
}
void finish(Sample& sample) {
  check(sample);
  sample.press(Element::kBig);
  sample.press(Element::kOutcome, 0);
}
void list(Sample& sample) {
  open(sample);
  sample.press(Element::kList);
  sample.press(Element::kDown);
  sample.press(Element::kDown);
}
void gone(Sample& sample) {
  list(sample);
  sample.call(sample.first_ticket(), 3);
}
void rest(Sample& sample) {
  open(sample);
  sample.add(CounterBreak{Sample::kCounter, {}});
  sample.pass(7 * kMinute + 5'000);
}
void refuse(Sample& sample) {
  open(sample);
  sample.press(Element::kRecall);
}
void unknown(Sample& sample) {
  open(sample);
  sample.press(Element::kBig);
  sample.model().answered(Error{ErrorCode::kTimeout, {}}, sample.now());
}
void lose(Sample& sample) {
  call(sample);
  sample.lose_link();
}
void lose_finishing(Sample& sample) {
  finish(sample);
  sample.lose_link();
}
void lose_list(Sample& sample) {
  list(sample);
  sample.lose_link();
}
void sign_in(Sample& /*sample*/) {}
void choose(Sample& sample) {
  sample.add(CounterOpened{{1}, "Budi"});
  sample.add(CounterOpened{{3}, "Ani"});
  sample.press(Element::kNextField);
  sample.press(Element::kCounterField, 2);
}
void lack_name(Sample& sample) {
  while (!sample.model().sign_in().officer.empty()) {
    sample.press(Element::kBackspace);
  }
  sample.press(Element::kBig);
}
void refuse_sign_in(Sample& sample) {
  sample.press(Element::kBig);
  sample.model().answered(Error{ErrorCode::kOfficerElsewhere, {}}, sample.now());
}
void lose_sign_in(Sample& sample) {
  sample.lose_link();
  sample.press(Element::kBig);
}

}  // namespace

const std::vector<SampleState>& sample_states() {
  static const std::vector<SampleState> states = [] {
    SampleHall three;
    three.services = 3;
    SampleHall certain = three;
    certain.one_line = true;
    SampleHall empty = three;
    empty.nobody = true;
    SampleHall others = empty;
    others.others_wait = true;
    SampleHall many;
    many.services = 8;
    SampleHall chosen = three;
    chosen.own_counter = false;
    return std::vector<SampleState>{{"sign-in", three, sign_in},
                                    {"sign-in-choose", chosen, choose},
                                    {"sign-in-name", three, lack_name},
                                    {"sign-in-refused", three, refuse_sign_in},
                                    {"sign-in-offline", three, lose_sign_in},
                                    {"idle", certain, open},
                                    {"idle-several", three, open},
                                    {"idle-four", {}, open},
                                    {"idle-eight", many, open},
                                    {"idle-nobody", empty, open},
                                    {"idle-others", others, open},
                                    {"called", three, call},
                                    {"serving", three, serve},
                                    {"checklist", certain, check},
                                    {"outcome", certain, finish},
                                    {"list", three, list},
                                    {"list-gone", three, gone},
                                    {"break", three, rest},
                                    {"refused", three, refuse},
                                    {"checking", three, unknown},
                                    {"offline", three, lose},
                                    {"offline-outcome", certain, lose_finishing},
                                    {"offline-list", three, lose_list}};
  }();
  return states;
}

namespace {

Result<std::string> render(const SampleState& state, ui::Size device,
                           const std::filesystem::path& folder, const std::string& suffix) {
  Sample sample(state.hall);
  state.act(sample);
  CounterScene scene(sample.model(), {false, {}, std::nullopt, true}, {});
  auto screen = ui::Offscreen::open(device, scene.reference_size(device));
  if (!screen) {
    return screen.error();
  }
  const ui::TimePoint at{std::chrono::milliseconds(sample.now())};
  scene.update(at);
  scene.draw((*screen)->canvas(), at);
  const std::string name = "counter-" + state.name + suffix + ".png";
  if (const auto saved = (*screen)->save_png((folder / name).string()); !saved) {
    return saved.error();
  }
  return name;
}

}  // namespace

Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::kIo,
                 fmt::format("cannot make {}: {}", folder.string(), failed.message())};
  }
  std::vector<std::string> names;
  const auto add = [&](SampleState state, ui::Size device, const std::string& suffix,
                       const std::string& theme, const std::string& language) -> Result<void> {
    state.hall.theme = theme;
    state.hall.language = language;
    auto name = render(state, device, folder, suffix);
    if (!name) {
      return name.error();
    }
    names.push_back(std::move(*name));
    return {};
  };
  constexpr ui::Size kWide{1280, 800};
  for (const SampleState& state : sample_states()) {
    const std::array drawn{
        add(state, kReference, "", "light", "id"), add(state, kReference, "-dark", "dark", "id"),
        add(state, kReference, "-en", "light", "en"), add(state, kWide, "-wide", "light", "jv")};
    for (const auto& one : drawn) {
      if (!one) {
        return one.error();
      }
    }
  }
  return names;
}

}  // namespace antre::counter
