// SPDX-License-Identifier: Apache-2.0
#include "kiosk/samples.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "hall/hall_file.hpp"
#include "kiosk/kiosk_scene.hpp"
#include "ui/assets.hpp"

namespace antre::kiosk {
namespace {

constexpr int kWibOffsetS = 7 * 3600;
constexpr Ms kStep = 400;  ///< between two sample touches: longer than a double tap

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

TicketReply sample_ticket(const HallView& view) {
  TicketReply ticket;
  ticket.service = view.hall.services.back().id;
  ticket.ticket = number_text(ticket.service, 12, 3);
  ticket.day = view.day;
  ticket.issued_wall_ms = sample_wall_ms();
  ticket.ahead = view.waiting(ticket.service);
  ticket.code = "7KQ2M9WX";
  ticket.estimate_low_s = 480;
  ticket.estimate_high_s = 900;
  return ticket;
}

void show(KioskModel& model, HallView view) {
  model.set_wall_offset(sample_wall_ms() - kSampleNow);
  model.set_link(Link::kOnline, kSampleNow - kStep);
  model.set_view(std::make_shared<const HallView>(std::move(view)), kSampleNow - kStep);
  model.drawn();
}

void touch(KioskModel& model, const Touch& touch, Ms now) {
  model.drawn();
  model.touch(touch, now);
  model.drawn();
}

/// Touches that lead from home to a request, over the class page where the hall has one.
void ask_for_last_service(KioskModel& model) {
  const std::size_t last = model.view()->hall.services.size() - 1;
  touch(model, {Element::kService, last}, kSampleNow);
  if (model.page() == Page::kClass) {
    touch(model, {Element::kRegular}, kSampleNow + kStep);
  }
}

void lead_to_ticket(KioskModel& model, HallView view) {
  const TicketReply ticket = sample_ticket(view);
  show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

void lead_to_priority_ticket(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.class_ = TicketClass::kPriority;
  show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

/// Before there is a forecast.
void lead_to_plain_ticket(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.estimate_low_s.reset();
  ticket.estimate_high_s.reset();
  show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

/// The forecast has told waits: none for a service without a queue, a short one, two longer ones.
void tell_waits(HallView& view) {
  struct Wait {
    int low_s, high_s;
  };
  static constexpr Wait kWaits[] = {{0, 0}, {300, 600}, {40, 240}, {480, 900}};
  for (std::size_t i = 0; i < view.hall.services.size(); ++i) {
    const Wait& wait = kWaits[i % std::size(kWaits)];
    view.expected.push_back({view.hall.services[i].id, wait.low_s, wait.high_s});
  }
}

void lead_to_short_wait(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.estimate_low_s = 60;
  ticket.estimate_high_s = 240;
  show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

void lead_to_no_paper_with_wait(KioskModel& model, HallView view) {
  const TicketId ticket{view.day, sample_ticket(view).ticket};
  lead_to_short_wait(model, std::move(view));
  model.print_changed({ticket, PrintState::kQueued, "media-empty"}, kSampleNow + 3 * kStep);
}

/// One service is paused until a time, another one by hand.
void lead_to_paused(KioskModel& model, HallView view) {
  constexpr std::int64_t kPauseMs = 48 * std::int64_t{60'000};
  tell_waits(view);
  view.paused.push_back({view.hall.services.front().id, sample_wall_ms() + kPauseMs, ""});
  view.paused.push_back({view.hall.services.back().id, std::nullopt, ""});
  show(model, std::move(view));
}

void lead_to_no_paper(KioskModel& model, HallView view) {
  const TicketId ticket{view.day, sample_ticket(view).ticket};
  lead_to_ticket(model, std::move(view));
  model.print_changed({ticket, PrintState::kQueued, "media-empty"}, kSampleNow + 3 * kStep);
}

void lead_to_closed(KioskModel& model, HallView view) {
  view.hall_open = false;
  show(model, std::move(view));
  constexpr std::int64_t kToAfternoonMs = (6 * 60 + 23) * std::int64_t{60'000};  // 16.05
  model.set_wall_offset(sample_wall_ms() - kSampleNow + kToAfternoonMs);
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

const std::vector<SamplePage>& sample_pages() {
  static const std::vector<SamplePage> pages{
      {"starting", [](KioskModel& model,
                      const HallView& /*view*/) { model.set_link(Link::kOnline, kSampleNow); }},
      {"home",
       [](KioskModel& model, HallView view) {
         tell_waits(view);
         show(model, std::move(view));
       }},
      {"home-no-forecast", [](KioskModel& model, HallView view) { show(model, std::move(view)); }},
      {"home-paused", lead_to_paused},
      {"home-printer-trouble",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         model.printer_says("media-empty");
       }},
      {"home-quota",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         ask_for_last_service(model);
         model.issue_answered(Error{ErrorCode::kQuotaReached, ""}, kSampleNow + 2 * kStep);
       }},
      {"class",
       [](KioskModel& model, HallView view) {
         const std::size_t last = view.hall.services.size() - 1;
         show(model, std::move(view));
         touch(model, {Element::kService, last}, kSampleNow);
       }},
      {"checking",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         ask_for_last_service(model);
         model.tick(kSampleNow + kStep + kCheckingAfterMs);
       }},
      {"ticket", lead_to_ticket},
      {"ticket-priority", lead_to_priority_ticket},
      {"ticket-no-forecast", lead_to_plain_ticket},
      {"ticket-short-wait", lead_to_short_wait},
      {"no-paper", lead_to_no_paper},
      {"no-paper-wait", lead_to_no_paper_with_wait},
      {"offline",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         model.set_link(Link::kOffline, kSampleNow, kSampleNow - kOfflineAfterMs);
       }},
      {"not-authorised",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         model.set_device({"kiosk1", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"});
         model.set_link(Link::kNotAuthorised, kSampleNow);
       }},
      {"not-authorised-new",
       [](KioskModel& model, const HallView& /*view*/) {
         model.set_view(nullptr, kSampleNow - 2 * kStep);
         model.set_device({"kiosk1", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"});
         model.set_link(Link::kNotAuthorised, kSampleNow);
       }},
      {"unavailable",
       [](KioskModel& model, HallView view) {
         show(model, std::move(view));
         ask_for_last_service(model);
         model.issue_answered(Error{ErrorCode::kUnavailable, ""}, kSampleNow + 2 * kStep);
       }},
      {"unknown",
       [](KioskModel& model, HallView view) {
         HallView restored = view;
         restored.epoch = "restored";
         show(model, std::move(view));
         ask_for_last_service(model);
         model.issue_answered(Error{ErrorCode::kTimeout, ""}, kSampleNow + 2 * kStep);
         model.set_view(std::make_shared<const HallView>(std::move(restored)),
                        kSampleNow + 3 * kStep);
       }},
      {"checking-after-restart",
       [](KioskModel& model, HallView view) {
         if (model.page() == Page::kStarting) {
           model.recovering(kSampleNow - 2 * kStep);
         }
         show(model, std::move(view));
       }},
      {"closed", lead_to_closed},
      {"standard",
       [](KioskModel& model, HallView view) {
         const std::size_t last = view.hall.services.size() - 1;
         show(model, std::move(view));
         touch(model, {Element::kStandard}, kSampleNow);
         touch(model, {Element::kStandardService, last}, kSampleNow + kStep);
       }},
  };
  return pages;
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
    touch(*model, {Element::kLargeText}, kSampleNow - 4 * kStep);
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
