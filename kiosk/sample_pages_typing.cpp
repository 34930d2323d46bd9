// SPDX-License-Identifier: Apache-2.0
// Sample pages with something to type, of what came with codes, and of the staff.
#include <utility>

#include "kiosk/samples_lead.hpp"

namespace antre::kiosk {
namespace {

void key(KioskModel& model, const std::string& text) {
  model.drawn();
  model.typed(text, kSampleNow + 3 * kStep);
}

/// To the next field, and what is typed there.
void fill(KioskModel& model, const std::string& text) {
  model.edit(EditKey::kTab, kSampleNow + 3 * kStep);
  key(model, text);
}

/// A book that has to be filled in before the number.
void lead_to_empty_book(KioskModel& model, HallView view) {
  view.hall.kiosk.guest_book = "required";
  lead_show(model, std::move(view));
  ask_for_last_service(model);
}

/// One that may be skipped, with the keys of mail.
void lead_to_book(KioskModel& model, HallView view) {
  view.hall.kiosk.guest_book = "optional";
  lead_to_ticket(model, std::move(view));
  lead_touch(model, {Element::kGuestBook}, kSampleNow + 3 * kStep);
  key(model, "Retno Wulandari");
  fill(model, "Universitas Diponegoro");
  fill(model, "retno.w@undip");
  fill(model, "1");  // the identity's place
  fill(model, "Rekomendasi survei kepuasan pengguna data");
  model.edit(EditKey::kBackTab, kSampleNow + 3 * kStep);
  model.edit(EditKey::kBackTab, kSampleNow + 3 * kStep);
}

void lead_to_wrong_book(KioskModel& model, HallView view) {
  lead_to_empty_book(model, std::move(view));
  fill(model, "");
  fill(model, "retno.undip.ac.id");
  lead_touch(model, {Element::kSave}, kSampleNow + 4 * kStep);
}

void lead_to_identity(KioskModel& model, HallView view) {
  lead_to_empty_book(model, std::move(view));
  key(model, "Retno Wulandari");
  fill(model, "");
  fill(model, "");
  fill(model, "2");
}

/// A text longer than its field.
void lead_to_long_name(KioskModel& model, HallView view) {
  lead_to_empty_book(model, std::move(view));
  for (int i = 0; i < 6; ++i) {
    key(model, "Raden Ajeng Kartini Djojoadhiningrat ");
  }
}

void lead_to_on_request(KioskModel& model, HallView view) {
  view.hall.printer.paper = "on-request";
  view.hall.kiosk.guest_book = "optional";
  lead_to_ticket(model, std::move(view));
}

void lead_to_without_paper(KioskModel& model, HallView view) {
  view.hall.printer.paper = "none";
  lead_to_ticket(model, std::move(view));
}

void lead_to_code(KioskModel& model, HallView view) {
  lead_show(model, std::move(view));
  lead_touch(model, {Element::kCode}, kSampleNow);
}

void lead_to_wrong_code(KioskModel& model, HallView view) {
  lead_to_code(model, std::move(view));
  key(model, "7KQ2M9WX");
  lead_touch(model, {Element::kSendCode}, kSampleNow + 2 * kStep);
  model.check_in_answered(Error{ErrorCode::kUnknownTicket, ""}, kSampleNow + 3 * kStep);
}

/// The dispatcher takes its time over a code that was scanned so long before samples are drawn.
void lead_to_checking_code(KioskModel& model, HallView view) {
  lead_to_code(model, std::move(view));
  model.drawn();
  model.typed("7KQ2M9WX", kSampleNow);
  model.edit(EditKey::kEnter, kSampleNow);
  model.tick(kSampleNow + kCheckingAfterMs);
}

/// A number that came by a code and is in this state.
void lead_to_checked_in(KioskModel& model, HallView view, TicketState state) {
  const TicketReply ticket = sample_ticket(view);
  ViewTicket there;
  there.ticket = ticket.ticket;
  there.of_day = ticket.day;
  there.service = ticket.service;
  there.state = state;
  if (state == TicketState::kCalled) {
    there.counter = view.counters.front().id;
  } else {
    constexpr std::int64_t kLaterMs = 78 * std::int64_t{60'000};
    there.place_ms = sample_wall_ms() + kLaterMs - view.wall_offset_ms;
  }
  view.tickets[ticket_key(ticket.day, ticket.ticket)] = there;
  lead_to_code(model, std::move(view));
  key(model, "7KQ2M9WX");
  lead_touch(model, {Element::kSendCode}, kSampleNow + 2 * kStep);
  model.check_in_answered(ticket, kSampleNow + 3 * kStep);
}

void lead_to_pin(KioskModel& model, HallView view) {
  lead_show(model, std::move(view));
  model.set_service_pin(true);
  lead_touch(model, {Element::kMark}, kSampleNow);
}

void try_pin(KioskModel& model, bool right, Ms now = kSampleNow + 3 * kStep) {
  model.drawn();
  model.typed("2468", now);
  model.edit(EditKey::kEnter, now);
  model.pin_checked(right, now);
}

void lead_to_menu(KioskModel& model, HallView view) {
  model.set_facts({"antre-kiosk 0.5.0", "Tiket_80mm"});
  model.set_device({"kios-1", ""});
  lead_to_pin(model, std::move(view));
  try_pin(model, true);
}

}  // namespace

std::vector<SamplePage> typing_pages() {
  return {
      {"guest-book", lead_to_book, true},
      {"guest-book-empty", lead_to_empty_book, true},
      {"guest-book-wrong", lead_to_wrong_book, true},
      {"guest-book-identity", lead_to_identity, true},
      {"guest-book-long", lead_to_long_name, true},
      {"ticket-on-request", lead_to_on_request},
      {"ticket-without-paper", lead_to_without_paper},
      {"check-in", lead_to_code, true},
      {"check-in-checking", lead_to_checking_code, true},
      {"check-in-unknown", lead_to_wrong_code, true},
      {"ticket-called",
       [](KioskModel& model, HallView view) {
         lead_to_checked_in(model, std::move(view), TicketState::kCalled);
       }},
      {"ticket-booked",
       [](KioskModel& model, HallView view) {
         lead_to_checked_in(model, std::move(view), TicketState::kBooked);
       }},
      {"service-pin",
       [](KioskModel& model, HallView view) {
         lead_to_pin(model, std::move(view));
         key(model, "246");
       },
       true},
      {"service-pin-locked",
       [](KioskModel& model, HallView view) {
         lead_to_pin(model, std::move(view));
         for (int i = 0; i < 5; ++i) {
           try_pin(model, false);
         }
       },
       true},
      {"service-menu",
       [](KioskModel& model, HallView view) {
         lead_to_menu(model, std::move(view));
         lead_touch(model, {Element::kRestart}, kSampleNow + 4 * kStep);
       }},
      {"service-menu-trouble",
       [](KioskModel& model, HallView view) {
         // A session keeps its large text no longer than its ticket.
         constexpr Ms kSoon = 310;  // not a double tap
         const bool large = model.large_text();
         lead_to_ticket(model, std::move(view));
         Ms now = kSampleNow + 2 * kStep + kSoon;
         lead_touch(model, {Element::kDone}, now);
         if (large) {
           lead_touch(model, {Element::kLargeText}, now += kSoon);
         }
         model.printer_says("cover-open");
         model.set_facts({"antre-kiosk 0.5.0", "Tiket_80mm"});
         model.set_device({"kios-1", ""});
         model.set_service_pin(true);
         lead_touch(model, {Element::kMark}, now += kSoon);
         try_pin(model, true, now);
       }},
  };
}

}  // namespace antre::kiosk
