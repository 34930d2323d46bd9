// SPDX-License-Identifier: Apache-2.0
#include "kiosk/samples.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "hall/hall_file.hpp"
#include "kiosk/kiosk_scene.hpp"
#include "kiosk/samples_lead.hpp"
#include "ui/assets.hpp"

namespace antre::kiosk {
namespace {

constexpr int kWibOffsetS = 7 * 3600;

Text in_all_languages(const std::string& text) {
  return {{"id", text}, {"en", text}, {"jv", text}};
}

void lengthen_names(HallSettings& hall) {
  hall.name = in_all_languages("Pelayanan Statistik Terpadu dan Perpustakaan Umum");
  hall.office = in_all_languages("Badan Pusat Statistik Provinsi Nusa Tenggara Timur");
  for (ServiceSettings& service : hall.services) {
    service.name = in_all_languages("Permohonan Rekomendasi Penyelenggaraan Kegiatan Statistik");
    service.short_name = in_all_languages("Rekomendasi Kegiatan");
    service.description = in_all_languages("Saran, pertimbangan, dan surat rekomendasi kegiatan");
  }
}

void set_services(HallSettings& hall, std::size_t n) {
  static constexpr std::string_view kMoreIds = "ABCDEFGHLMNQSTUVWXYZ";
  const std::vector<ServiceSettings> given = hall.services;
  hall.services.resize(std::min(n, given.size()));
  for (std::size_t i = hall.services.size(); i < n; ++i) {
    ServiceSettings service = given[i % given.size()];
    service.id = ServiceId{std::string(1, kMoreIds[(i - given.size()) % kMoreIds.size()])};
    hall.services.push_back(std::move(service));
  }
}

}  // namespace

std::int64_t sample_wall_ms() {
  using namespace std::chrono;
  const sys_days day = year{2026} / November / 24;
  return duration_cast<milliseconds>((day + hours{2} + minutes{42}).time_since_epoch()).count();
}

Result<HallView> sample_view(const SampleHall& sample) {
  const auto loaded = hall::load(ui::asset_path("hall/pst-jateng.toml"));
  if (!loaded) {
    return Error{ErrorCode::kIo, loaded.text()};
  }
  HallView view;
  view.hall = *loaded.hall;
  view.epoch = "sample";
  view.utc_offset_s = kWibOffsetS;
  const auto day_ms = std::int64_t{24} * 3600 * 1000;
  view.day = Day{static_cast<std::int32_t>(sample_wall_ms() / day_ms)};
  set_services(view.hall, sample.services);
  if (sample.long_names) {
    lengthen_names(view.hall);
  }
  view.hall.kiosk.qr_base_url = sample.web_address ? "https://antrean.contoh.go.id/t/" : "";
  if (view.hall.kiosk.priority_classes.empty()) {
    view.hall.kiosk.priority_classes = {"elder", "wheelchair", "pregnant", "child"};
  }
  for (const CounterSettings& counter : view.hall.counters) {
    ViewCounter shown;
    shown.id = counter.id;
    shown.state = CounterState::kFree;
    view.counters.push_back(std::move(shown));
  }
  static constexpr int kWaiting[] = {0, 2, 1, 4};
  for (std::size_t i = 0; i < view.hall.services.size(); ++i) {
    ViewLine line;
    line.waiting = kWaiting[i % std::size(kWaiting)];
    line.priority = line.waiting > 3 ? 1 : 0;
    view.lines[view.hall.services[i].id.value] = line;
  }
  return view;
}

std::unique_ptr<KioskModel> sample_model(const SamplePage& page, HallView view,
                                         const SampleLook& look) {
  // Both are chosen on home, before the page is led to: a session keeps them.
  auto& languages = view.hall.languages;
  const auto at = std::find(languages.begin(), languages.end(), look.language);
  std::rotate(languages.begin(), at == languages.end() ? languages.begin() : at, languages.end());
  auto model = std::make_unique<KioskModel>(kSampleNow - 10 * kStep);
  model->set_wall_offset(sample_wall_ms() - kSampleNow);
  if (look.large_text) {
    model->set_link(Link::kOnline, kSampleNow - 8 * kStep);
    HallView open = view;
    open.hall_open = true;
    model->set_view(std::make_shared<const HallView>(std::move(open)), kSampleNow - 8 * kStep);
    lead_touch(*model, {Element::kLargeText}, kSampleNow - 4 * kStep);
    if (page.name == "starting") {
      model->set_view(nullptr, kSampleNow - kStep);
    }
  }
  page.lead(*model, std::move(view));
  return model;
}

Result<std::unique_ptr<ui::Offscreen>> draw_sample(const SamplePage& page, const HallView& view,
                                                   const SampleLook& look, ui::Size size) {
  const auto model = sample_model(page, view, look);
  KioskScene scene(*model, true, {});
  const ui::TimePoint now{std::chrono::milliseconds(kSampleNow + 5 * kStep)};
  auto screen = ui::Offscreen::open(size, scene.reference_size(size));
  if (screen) {
    scene.update(now);
    scene.draw((*screen)->canvas(), now);
  }
  return screen;
}

Result<void> render_samples(const std::string& dir) {
  struct Variant {
    const char* suffix;
    ui::Size size;
    SampleHall hall;
    SampleLook look;
  };
  const std::vector<Variant> variants{
      {"", {1080, 1920}, {4, false, true}, {}},
      {"-landscape", {1920, 1080}, {4, false, true}, {}},
      {"-large-text", {1080, 1920}, {4, false, true}, {"id", true}},
      {"-large-text-landscape", {1920, 1080}, {4, false, false}, {"id", true}},
      {"-eight", {1080, 1920}, {8, false, false}, {"en", false}},
      {"-eight-landscape", {1280, 800}, {8, false, false}, {"jv", false}},
      {"-eight-large-text", {1080, 1920}, {8, false, false}, {"jv", true}},
  };
  for (const Variant& variant : variants) {
    const auto view = sample_view(variant.hall);
    if (!view) {
      return view.error();
    }
    for (const SamplePage& page : sample_pages()) {
      const std::string path = fmt::format("{}/kiosk-{}{}.png", dir, page.name, variant.suffix);
      const auto screen = draw_sample(page, *view, variant.look, variant.size);
      if (!screen) {
        return screen.error();
      }
      if (auto saved = (*screen)->save_png(path); !saved) {
        return saved;
      }
    }
  }
  return {};
}

}  // namespace antre::kiosk
