// SPDX-License-Identifier: Apache-2.0
// What the model's pages tell of services, hours and paper.
#include "kiosk/kiosk_model.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace antre::kiosk {
namespace {

constexpr Ms kSecondMs = 1'000;

}  // namespace

const ViewPause* KioskModel::pause(const ServiceId& service) const {
  if (!view_) {
    return nullptr;
  }
  const auto found = std::find_if(view_->paused.begin(), view_->paused.end(),
                                  [&](const ViewPause& one) { return one.service == service; });
  return found == view_->paused.end() ? nullptr : &*found;
}

const ExpectedWait* KioskModel::expected(const ServiceId& service) const {
  if (!view_) {
    return nullptr;
  }
  const auto found = std::find_if(view_->expected.begin(), view_->expected.end(),
                                  [&](const ExpectedWait& one) { return one.service == service; });
  return found == view_->expected.end() ? nullptr : &*found;
}

std::optional<ErrorCode> KioskModel::refused(const ServiceId& service) const {
  if (pause(service) != nullptr) {
    return ErrorCode::kServicePaused;
  }
  const auto found = refusals_.find(service);
  return found == refusals_.end() ? std::nullopt : std::optional(found->second.code);
}

bool KioskModel::can_take_numbers() const {
  return view_ && view_->hall_open && !offline_ && !officer_until_;
}

std::optional<LocalTime> KioskModel::closes_soon(Ms now) const {
  if (!view_ || !view_->hall_open || !calendar_) {
    return std::nullopt;
  }
  const std::int64_t wall = wall_ms(now);
  const auto at = calendar_->closes_at(wall);
  if (!at || *at - wall > kClosingSoonMs) {
    return std::nullopt;
  }
  return local_time(*at, calendar_->at(*at).utc_offset_s);
}

std::optional<LocalTime> KioskModel::opens_next(Ms now) const {
  const auto at = calendar_ ? calendar_->next_opening(wall_ms(now)) : std::nullopt;
  return at ? std::optional(local_time(*at, calendar_->at(*at).utc_offset_s)) : std::nullopt;
}

std::optional<std::int64_t> KioskModel::closes_wall_ms(Ms now) const {
  if (!view_ || !view_->hall_open || !calendar_) {
    return std::nullopt;
  }
  return calendar_->closes_at(wall_ms(now));
}

bool KioskModel::numbers_all_given(const ServiceSettings& service) const {
  if (service.quota_per_day <= 0) {
    return false;
  }
  return std::any_of(view_->tickets.begin(), view_->tickets.end(), [&](const auto& item) {
    const ViewTicket& ticket = item.second;
    if (ticket.service != service.id || ticket.of_day != view_->day ||
        !ticket.ticket.starts_with(service.id.value)) {
      return false;
    }
    const std::string_view digits = std::string_view(ticket.ticket).substr(service.id.value.size());
    int number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return read.ec == std::errc() && number >= service.quota_per_day;
  });
}

Fate KioskModel::fate(const ServiceId& service, Ms now) const {
  const ServiceSettings* settings = view_ ? view_->hall.service(service) : nullptr;
  if (settings == nullptr) {
    return {};
  }
  if (const ViewPause* paused = pause(service)) {
    Fate fate{Fate::Kind::kPaused, std::nullopt};
    if (paused->until_wall_ms) {
      fate.until = local_time(*paused->until_wall_ms, view_->utc_offset_s);
    }
    return fate;
  }
  const auto refusal = refused(service);
  if (refusal == ErrorCode::kServicePaused) {
    return {Fate::Kind::kPaused, std::nullopt};
  }
  if (refusal == ErrorCode::kQuotaReached || numbers_all_given(*settings)) {
    return {Fate::Kind::kFull, std::nullopt};
  }
  const ExpectedWait* wait = expected(service);
  const auto closes = closes_wall_ms(now);
  if (wait != nullptr && closes && wall_ms(now) + wait->high_s * kSecondMs > *closes) {
    return {Fate::Kind::kPastClosing, local_time(*closes, calendar_->at(*closes).utc_offset_s)};
  }
  return {};
}

TicketPaper KioskModel::ticket_paper() const {
  if (paper_mode() == kPaperNone) {
    return TicketPaper::kNone;
  }
  if (page_ == Page::kNoPaper) {
    return TicketPaper::kTrouble;
  }
  return paper_mode() == kPaperOnRequest && !paper_asked_ ? TicketPaper::kOffered
                                                          : TicketPaper::kComing;
}

std::string_view KioskModel::paper_mode() const {
  return view_ ? std::string_view(view_->hall.printer.paper) : std::string_view("always");
}

bool KioskModel::offers_guest_book() const {
  return shows_ticket() && !signed_ && view_ && view_->hall.kiosk.guest_book != "off";
}

bool KioskModel::offers_check_in() const {
  return view_ && view_->hall.kiosk.check_in && !offline_;
}

std::optional<CounterId> KioskModel::called_to() const {
  if (!ticket_ || !view_) {
    return std::nullopt;
  }
  const ViewTicket* there = view_->ticket({ticket_->day, ticket_->ticket});
  const bool called = there != nullptr && there->state == TicketState::kCalled;
  return called ? there->counter : std::nullopt;
}

std::optional<LocalTime> KioskModel::booked_for() const {
  if (!ticket_ || !view_) {
    return std::nullopt;
  }
  const ViewTicket* there = view_->ticket({ticket_->day, ticket_->ticket});
  if (there == nullptr || there->state != TicketState::kBooked) {
    return std::nullopt;
  }
  return local_time(there->place_ms + view_->wall_offset_ms, view_->utc_offset_s);
}

bool KioskModel::takes_text() const {
  return page_ == Page::kGuestBook || page_ == Page::kCheckIn || page_ == Page::kServicePin;
}

}  // namespace antre::kiosk
