// SPDX-License-Identifier: Apache-2.0
#include <iterator>
#include <utility>

#include "kiosk/samples_lead.hpp"

namespace antre::kiosk {

void lead_touch(KioskModel& model, const Touch& touch, Ms now) {
  model.drawn();
  model.touch(touch, now);
  model.drawn();
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

void lead_show(KioskModel& model, HallView view) {
  model.set_wall_offset(sample_wall_ms() - kSampleNow);
  model.set_link(Link::kOnline, kSampleNow - kStep);
  model.set_view(std::make_shared<const HallView>(std::move(view)), kSampleNow - kStep);
  model.drawn();
}

/// Touches that lead from home to a request, over the class page where the hall has one.
void ask_for_last_service(KioskModel& model) {
  const std::size_t last = model.view()->hall.services.size() - 1;
  lead_touch(model, {Element::kService, last}, kSampleNow);
  if (model.page() == Page::kClass) {
    lead_touch(model, {Element::kRegular}, kSampleNow + kStep);
  }
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

void lead_to_ticket(KioskModel& model, HallView view) {
  const TicketReply ticket = sample_ticket(view);
  lead_show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

namespace {

void lead_to_priority_ticket(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.class_ = TicketClass::kPriority;
  lead_show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

/// Before there is a forecast.
void lead_to_plain_ticket(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.estimate_low_s.reset();
  ticket.estimate_high_s.reset();
  lead_show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

void lead_to_short_wait(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.estimate_low_s = 60;
  ticket.estimate_high_s = 240;
  lead_show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

/// An hour and more.
void lead_to_long_wait(KioskModel& model, HallView view) {
  TicketReply ticket = sample_ticket(view);
  ticket.estimate_low_s = 4'200;
  ticket.estimate_high_s = 4'800;
  lead_show(model, std::move(view));
  ask_for_last_service(model);
  model.issue_answered(ticket, kSampleNow + 2 * kStep);
}

void lead_to_no_paper_with_long_wait(KioskModel& model, HallView view) {
  const TicketId ticket{view.day, sample_ticket(view).ticket};
  lead_to_long_wait(model, std::move(view));
  model.print_changed({ticket, PrintState::kQueued, "media-empty"}, kSampleNow + 3 * kStep);
}

/// In both forms: hours that differ, and one hour of both ends.
void lead_to_home_with_long_waits(KioskModel& model, HallView view) {
  tell_waits(view);
  view.expected.front() = {view.hall.services.front().id, 6'600, 7'800};
  view.expected.back() = {view.hall.services.back().id, 4'200, 4'800};
  lead_show(model, std::move(view));
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
  lead_show(model, std::move(view));
}

void lead_to_no_paper(KioskModel& model, HallView view) {
  const TicketId ticket{view.day, sample_ticket(view).ticket};
  lead_to_ticket(model, std::move(view));
  model.print_changed({ticket, PrintState::kQueued, "media-empty"}, kSampleNow + 3 * kStep);
}

void lead_to_closed(KioskModel& model, HallView view) {
  view.hall_open = false;
  lead_show(model, std::move(view));
  constexpr std::int64_t kToAfternoonMs = (6 * 60 + 23) * std::int64_t{60'000};  // 16.05
  model.set_wall_offset(sample_wall_ms() - kSampleNow + kToAfternoonMs);
}

/// One service has so long a wait that the hall closes before.
void lead_to_past_closing(KioskModel& model, HallView view) {
  constexpr int kLongS = 8 * 3600;
  tell_waits(view);
  view.expected.back().low_s = kLongS - 1800;
  view.expected.back().high_s = kLongS;
  lead_show(model, std::move(view));
}

/// Nobody has touched the class page for long.
void lead_to_still_there(KioskModel& model, HallView view) {
  const std::size_t last = view.hall.services.size() - 1;
  view.hall.kiosk.idle_s = 4;
  lead_show(model, std::move(view));
  lead_touch(model, {Element::kService, last}, kSampleNow);
}

/// The hall is closed, and nobody has touched the screen for long.
void lead_to_dark(KioskModel& model, HallView view) {
  view.hall.kiosk.dim_after_s = 1;
  lead_to_closed(model, std::move(view));
}

}  // namespace

const std::vector<SamplePage>& sample_pages() {
  static const std::vector<SamplePage> pages = [] {
    std::vector<SamplePage> all{
        {"starting", [](KioskModel& model,
                        const HallView& /*view*/) { model.set_link(Link::kOnline, kSampleNow); }},
        {"home",
         [](KioskModel& model, HallView view) {
           tell_waits(view);
           lead_show(model, std::move(view));
         }},
        {"home-no-forecast",
         [](KioskModel& model, HallView view) { lead_show(model, std::move(view)); }},
        {"home-paused", lead_to_paused},
        {"home-printer-trouble",
         [](KioskModel& model, HallView view) {
           lead_show(model, std::move(view));
           model.printer_says("media-empty");
         }},
        {"home-quota",
         [](KioskModel& model, HallView view) {
           lead_show(model, std::move(view));
           ask_for_last_service(model);
           model.issue_answered(Error{ErrorCode::kQuotaReached, ""}, kSampleNow + 2 * kStep);
         }},
        {"class",
         [](KioskModel& model, HallView view) {
           const std::size_t last = view.hall.services.size() - 1;
           lead_show(model, std::move(view));
           lead_touch(model, {Element::kService, last}, kSampleNow);
         }},
        {"checking",
         [](KioskModel& model, HallView view) {
           lead_show(model, std::move(view));
           ask_for_last_service(model);
           model.tick(kSampleNow + kStep + kCheckingAfterMs);
         }},
        {"ticket", lead_to_ticket},
        {"ticket-priority", lead_to_priority_ticket},
        {"ticket-no-forecast", lead_to_plain_ticket},
        {"ticket-short-wait", lead_to_short_wait},
        {"home-long-wait", lead_to_home_with_long_waits},
        {"ticket-long-wait", lead_to_long_wait},
        {"no-paper-long-wait", lead_to_no_paper_with_long_wait},
        {"no-paper", lead_to_no_paper},
        {"no-paper-wait", lead_to_no_paper_with_wait},
        {"offline",
         [](KioskModel& model, HallView view) {
           lead_show(model, std::move(view));
           model.set_link(Link::kOffline, kSampleNow, kSampleNow - kOfflineAfterMs);
         }},
        {"not-authorised",
         [](KioskModel& model, HallView view) {
           lead_show(model, std::move(view));
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
           lead_show(model, std::move(view));
           ask_for_last_service(model);
           model.issue_answered(Error{ErrorCode::kUnavailable, ""}, kSampleNow + 2 * kStep);
         }},
        {"unknown",
         [](KioskModel& model, HallView view) {
           HallView restored = view;
           restored.epoch = "restored";
           lead_show(model, std::move(view));
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
           lead_show(model, std::move(view));
         }},
        {"closed", lead_to_closed},
        {"standard",
         [](KioskModel& model, HallView view) {
           const std::size_t last = view.hall.services.size() - 1;
           lead_show(model, std::move(view));
           lead_touch(model, {Element::kStandard}, kSampleNow);
           lead_touch(model, {Element::kStandardService, last}, kSampleNow + kStep);
         }},
        {"home-past-closing", lead_to_past_closing},
        {"home-paper-low",
         [](KioskModel& model, HallView view) {
           tell_waits(view);
           lead_show(model, std::move(view));
           model.printer_says("media-low");
         }},
        {"still-there", lead_to_still_there},
        {"closed-dark", lead_to_dark},
    };
    std::vector<SamplePage> typing = typing_pages();
    std::move(typing.begin(), typing.end(), std::back_inserter(all));
    return all;
  }();
  return pages;
}

}  // namespace antre::kiosk
