// SPDX-License-Identifier: Apache-2.0
#include "kiosk/kiosk_model.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace antre::kiosk {
namespace {

constexpr Ms kSecondMs = 1'000;

/// The same in whole minutes, which is all that is shown of them.
bool same_waits(const std::vector<ExpectedWait>& a, const std::vector<ExpectedWait>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const ExpectedWait& one, const ExpectedWait& other) {
        constexpr int kMinuteS = 60;
        return one.service == other.service && one.low_s / kMinuteS == other.low_s / kMinuteS &&
               (one.high_s + kMinuteS - 1) / kMinuteS == (other.high_s + kMinuteS - 1) / kMinuteS;
      });
}

/// Whether two views look the same on every page; most updates concern counters and other screens.
bool look_alike(const HallView& a, const HallView& b) {
  if (a.day != b.day || a.hall_open != b.hall_open || a.utc_offset_s != b.utc_offset_s ||
      a.lines != b.lines || a.hall != b.hall || a.paused != b.paused ||
      !same_waits(a.expected, b.expected)) {
    return false;
  }
  return std::all_of(a.hall.services.begin(), a.hall.services.end(),
                     [&](const ServiceSettings& service) {
                       return a.staffed(service.id) == b.staffed(service.id);
                     });
}

/// The pages on which somebody does something, and which are left when nobody does any more.
bool is_visited(Page page) {
  switch (page) {
    case Page::kClass:
    case Page::kStandard:
    case Page::kGuestBook:
    case Page::kCheckIn:
    case Page::kServicePin:
    case Page::kServiceMenu:
      return true;
    default:
      return false;
  }
}

}  // namespace

void KioskModel::set_view(std::shared_ptr<const HallView> view, Ms now) {
  now_ = now;
  if (view_ == view) {
    return;
  }
  if (!view_ || !view || !look_alike(*view_, *view)) {
    changed();
  }
  const auto was_called_to = called_to();
  const bool other_hall = !view_ || !view || view_->hall != view->hall;
  view_ = std::move(view);
  if (other_hall) {
    read_calendar();
  }
  if (view_) {
    std::erase_if(refusals_, [this](const auto& item) { return item.second.day != view_->day; });
    language_ = std::min(language_, view_->hall.languages.size() - 1);
  }
  if (called_to() != was_called_to) {
    changed();
  }
  refresh();
}

void KioskModel::set_link(Link link, Ms now, Ms lost_at) {
  now_ = now;
  if (link_ != link) {
    if (link_ == Link::kOnline) {
      lost_at_ = lost_at;
    }
    link_ = link;
    link_since_ = link == Link::kOnline ? now : lost_at_;
    changed();
  }
  refresh();
}

void KioskModel::set_wall_offset(std::int64_t offset_ms) {
  wall_offset_ = offset_ms;
}

void KioskModel::tick(Ms now) {
  now_ = now;
  refresh();
}

void KioskModel::refresh() {
  expire();
  judge_found();
  choose_page();
  tell_printer();
  see_to_reprints();
  dim();
}

void KioskModel::expire() {
  if (notice_ && now_ >= notice_until_) {
    notice_.reset();
    changed();
  }
  const auto over = [this](const auto& item) {
    return item.second.until != 0 && now_ >= item.second.until;
  };
  if (std::erase_if(refusals_, over) > 0) {
    changed();
  }
  if (officer_until_ && now_ >= *officer_until_) {
    officer_until_.reset();
    out_of_service_.reset();
  }
  if (unknown_until_ && now_ >= *unknown_until_) {
    unknown_until_.reset();
    changed();
  }
  if (recovers_until_ && now_ >= *recovers_until_) {
    recovers_until_.reset();
    say_unknown();
  }
  if (shows_ticket() && now_ >= ends_at_) {
    end_session();
    go_home();
  }
  if (idle_counts() && now_ >= last_input_ + idle_ms()) {
    leave_idle();
  }
}

void KioskModel::leave_idle() {
  end_session();
  pin_.clear();
  if (is_visited(page_)) {
    go_home();
  }
}

void KioskModel::choose_page() {
  offline_ = link_ == Link::kNotAuthorised ||
             (link_ != Link::kOnline && now_ >= lost_at_ + kOfflineAfterMs);
  if (shows_ticket() || holds_number()) {
    return;  // the visitor has a number, whatever else happens
  }
  if (staff_page()) {
    return;  // it is there for whatever is wrong
  }
  // A dispatcher that was put back to an earlier state can settle nothing of before.
  const bool put_back =
      pending_ && pending_->unanswered && view_ && view_->epoch != pending_->epoch;
  if (pending_ && (offline_ || put_back || now_ >= pending_->since + kGiveUpAfterMs)) {
    give_up_request();
  }
  if (code_sent_ && (offline_ || now_ >= *code_sent_ + kCheckInPatienceMs)) {
    give_up_check_in();
  }
  const bool reading = page_ == Page::kStandard && view_ != nullptr;
  const bool told_offline =
      page_ == Page::kCheckIn && form_ && form_->problem == CheckInProblem::kOffline;
  Page wanted = page_;
  if (offline_ || officer_until_) {
    wanted = (reading && !officer_until_) || told_offline ? page_ : Page::kOffline;
  } else if (waits_for_found()) {
    wanted = Page::kChecking;
  } else if (!view_) {
    wanted = Page::kStarting;
  } else if (pending_) {
    wanted = now_ >= pending_->since + kCheckingAfterMs ? Page::kChecking : page_;
  } else if (!view_->hall_open) {
    wanted = reading || page_ == Page::kCheckIn ? page_ : Page::kClosed;
  } else if (page_ != Page::kHome && !is_visited(page_)) {
    wanted = Page::kHome;
  }
  if ((wanted == Page::kClass || wanted == Page::kGuestBook) && chosen_service() == nullptr) {
    wanted = Page::kHome;  // the hall file has changed under the visitor's hands
  }
  if (wanted != page_) {
    go(wanted);
  }
}

std::vector<Action> KioskModel::take_actions() {
  return std::exchange(actions_, {});
}

const std::vector<std::string>& KioskModel::languages() const {
  static const std::vector<std::string> usual{"id", "en", "jv"};
  return view_ ? view_->hall.languages : usual;
}

std::string KioskModel::language() const {
  return languages()[language_];
}

std::optional<Touch> KioskModel::waiting_for() const {
  if (code_sent_) {
    return Touch{Element::kSendCode};
  }
  return pending_ ? std::optional(pending_->touch) : std::nullopt;
}

const ServiceSettings* KioskModel::chosen_service() const {
  return view_ && chosen_ ? view_->hall.service(*chosen_) : nullptr;
}

std::optional<Countdown> KioskModel::countdown(Ms now) const {
  if (!shows_ticket()) {
    return std::nullopt;
  }
  const Ms left = std::max<Ms>(0, ends_at_ - now);
  const Ms seconds = (left + kSecondMs - 1) / kSecondMs;
  const double share = static_cast<double>(seconds * kSecondMs) / static_cast<double>(shown_ms_);
  return Countdown{static_cast<int>(seconds), std::clamp(share, 0.0, 1.0)};
}

std::optional<ErrorCode> KioskModel::notice() const {
  return notice_;
}

void KioskModel::read_calendar() {
  calendar_.reset();
  if (!view_ || view_->hall.hours.always) {
    return;
  }
  try {
    calendar_.emplace(view_->hall);
  } catch (const std::runtime_error&) {
    calendar_.reset();  // this machine does not know the zone: the closed page says less
  }
}

bool KioskModel::shows_ticket() const {
  return page_ == Page::kTicket || page_ == Page::kNoPaper;
}

bool KioskModel::idle_counts() const {
  if (shows_ticket() || pending_ || code_sent_) {
    return false;
  }
  return is_visited(page_) || language_ != 0 || large_ || home_page_ != 0;
}

bool KioskModel::holds_number() const {
  return page_ == Page::kGuestBook && ticket_;
}

bool KioskModel::staff_page() const {
  return page_ == Page::kServicePin || page_ == Page::kServiceMenu;
}

Ms KioskModel::idle_ms() const {
  constexpr int kUsualIdleS = 60;
  return kSecondMs * (view_ ? view_->hall.kiosk.idle_s : kUsualIdleS);
}

void KioskModel::go(Page page, bool back) {
  if (page != Page::kGuestBook && page != Page::kChecking) {
    guest_.reset();
  }
  if (page != Page::kCheckIn) {
    if (code_sent_) {
      code_sent_.reset();
      actions_.emplace_back(SettleOpen{});
    }
    form_.reset();
  }
  if (page != Page::kServiceMenu) {
    menu_.reset();
  }
  page_ = page;
  page_since_ = now_;
  back_ = back;
  ++page_serial_;
  undrawn_ = true;
  ignore_until_ = now_ + kDoubleTapMs;
  changed();
}

void KioskModel::go_home() {
  chosen_.reset();
  home_page_ = 0;
  go(Page::kHome, true);
}

void KioskModel::end_session() {
  language_ = 0;
  large_ = false;
  home_page_ = 0;
  if (ticket_ && !paper_asked_ && paper_mode() == kPaperOnRequest) {
    on_screen_only({ticket_->day, ticket_->ticket});
  }
  ticket_.reset();
  notice_.reset();
  changed();
}

}  // namespace antre::kiosk
