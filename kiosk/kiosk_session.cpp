// SPDX-License-Identifier: Apache-2.0
// The model's part from the first touch to the number and its paper.
#include <utility>

#include "kiosk/kiosk_model.hpp"

namespace antre::kiosk {
namespace {

/// Answers after which nobody knows whether there is a ticket; they are settled, never repeated.
bool is_unknown(ErrorCode code) {
  return code == ErrorCode::kTimeout || code == ErrorCode::kUnreachable;
}

/// What is reported of a number that is printed when its visitor asks for it.
constexpr const char* kOnRequest = "on-request";

/// Touches that follow each other as fast as somebody types.
bool is_typing(Element element) {
  return element == Element::kKey || element == Element::kBackspace || element == Element::kShift ||
         element == Element::kDigit || element == Element::kField;
}

/// Refusals that the next touch would get too: a full or broken disk, here or there.
bool cannot_give(ErrorCode code) {
  return code == ErrorCode::kUnavailable || code == ErrorCode::kClock || code == ErrorCode::kIo;
}

}  // namespace

void KioskModel::touch(const Touch& touch, Ms now) {
  tick(now);
  const bool typing = is_typing(touch.element);
  const Ms deaf_until = typing ? page_since_ + kDoubleTapMs : ignore_until_.value_or(now);
  if (undrawn_ || pending_ || code_sent_ || now < deaf_until) {
    return;
  }
  last_input_ = now;
  if (touch.element != Element::kElsewhere && !typing) {
    ignore_until_ = now + kDoubleTapMs;
  }
  if (touch.element == Element::kMark) {
    open_pin();
    refresh();
    return;
  }
  switch (page_) {
    case Page::kHome:
      touch_home(touch);
      break;
    case Page::kClass:
      touch_class(touch);
      break;
    case Page::kTicket:
    case Page::kNoPaper:
      touch_ticket(touch);
      break;
    case Page::kStandard:
      touch_standard(touch);
      break;
    case Page::kOffline:
    case Page::kClosed:
      touch_bar(touch);
      break;
    case Page::kGuestBook:
      touch_guest_book(touch);
      break;
    case Page::kCheckIn:
      touch_check_in(touch);
      break;
    case Page::kServicePin:
      touch_pin(touch);
      break;
    case Page::kServiceMenu:
      touch_menu(touch);
      break;
    case Page::kStarting:
    case Page::kChecking:
      break;
  }
  refresh();
}

bool KioskModel::touch_bar(const Touch& touch) {
  if (!view_ && touch.element == Element::kStandard) {
    return false;
  }
  switch (touch.element) {
    case Element::kLanguage:
      language_ = (language_ + 1) % languages().size();
      changed();
      return true;
    case Element::kLargeText:
      large_ = !large_;
      standard_page_ = 0;
      changed();
      return true;
    case Element::kStandard:
      standard_service_ = 0;
      standard_page_ = 0;
      go(Page::kStandard);
      return true;
    case Element::kCode:
      if (offers_check_in()) {
        open_check_in();
      }
      return true;
    default:
      return false;
  }
}

void KioskModel::touch_home(const Touch& touch) {
  if (touch_bar(touch)) {
    return;
  }
  if (touch.element == Element::kMoreCards) {
    home_page_ = touch.index;
    changed();
  } else if (touch.element == Element::kService) {
    choose_service(touch.index, touch);
  }
}

void KioskModel::choose_service(std::size_t index, const Touch& touch) {
  if (!view_ || index >= view_->hall.services.size()) {
    return;
  }
  const ServiceId& service = view_->hall.services[index].id;
  if (const auto refusal = refused(service)) {
    refuse(*refusal);
    return;
  }
  chosen_ = service;
  if (view_->hall.kiosk.priority_classes.empty()) {
    choose_class(TicketClass::kRegular, touch);
    return;
  }
  go(Page::kClass);
}

void KioskModel::choose_class(TicketClass ticket_class, const Touch& touch) {
  if (!view_ || !chosen_) {
    return;
  }
  if (view_->hall.kiosk.guest_book != "required") {
    submit(*chosen_, ticket_class, touch);
    return;
  }
  guest_class_ = ticket_class;
  guest_.emplace(true);
  go(Page::kGuestBook);
}

void KioskModel::touch_class(const Touch& touch) {
  if (touch.element == Element::kBack) {
    go_home();
  } else if (touch.element == Element::kRegular) {
    choose_class(TicketClass::kRegular, touch);
  } else if (touch.element == Element::kPriority) {
    choose_class(TicketClass::kPriority, touch);
  } else if (touch.element == Element::kLanguage || touch.element == Element::kLargeText) {
    touch_bar(touch);
  }
}

void KioskModel::touch_ticket(const Touch& touch) {
  if (touch.element == Element::kDone) {
    end_session();
    go_home();
  } else if (touch.element == Element::kPrint && ticket_paper() == TicketPaper::kOffered) {
    print_shown();
  } else if (touch.element == Element::kGuestBook && offers_guest_book()) {
    guest_.emplace(false);
    go(Page::kGuestBook);
  } else if (touch.element == Element::kElsewhere && !more_time_given_) {
    more_time_given_ = true;
    ends_at_ += kMoreTimeMs;
    shown_ms_ = ends_at_ - now_;
    changed();
  }
}

void KioskModel::touch_standard(const Touch& touch) {
  switch (touch.element) {
    case Element::kBack:
      go_home();
      break;
    case Element::kStandardService:
      if (view_ && touch.index < view_->hall.services.size()) {
        standard_service_ = touch.index;
        standard_page_ = 0;
        changed();
      }
      break;
    case Element::kStandardPage:
      standard_page_ = touch.index;
      changed();
      break;
    case Element::kTakeNumber:
      if (can_take_numbers()) {
        choose_service(standard_service_, touch);
      }
      break;
    case Element::kLanguage:
    case Element::kLargeText:
      touch_bar(touch);
      break;
    default:
      break;
  }
}

void KioskModel::submit(const ServiceId& service, TicketClass ticket_class, const Touch& touch) {
  pending_ = Pending{touch, service,      now_, view_ ? view_->epoch : std::string(),
                     false, ticket_class, false};
  ask_for_number();
}

void KioskModel::ask_for_number() {
  Issue issue;
  issue.service = pending_->service;
  issue.class_ = pending_->class_;
  actions_.emplace_back(SubmitIssue{std::move(issue)});
  changed();
}

void KioskModel::give_up_request() {
  pending_.reset();
  guest_.reset();
  actions_.emplace_back(SettleOpen{});
  say_unknown();
}

void KioskModel::say_unknown() {
  unknown_until_ = now_ + kOfficerShownMs;
  if (!offline_) {
    send_to_officer(std::nullopt);
  }
  changed();
}

void KioskModel::send_to_officer(std::optional<ErrorCode> why) {
  officer_until_ = now_ + kOfficerShownMs;
  out_of_service_ = why;
  changed();
}

void KioskModel::issue_answered(const Result<TicketReply>& answer, Ms now) {
  tick(now);
  if (answer) {
    if (pending_) {
      show_ticket(*answer, language(), false);
    } else {
      settled(*answer, now);  // it came after the visitor had been sent to an officer
    }
    return;
  }
  if (!pending_) {
    return;
  }
  if (is_unknown(answer.error().code)) {
    pending_->unanswered = true;
    refresh();
    return;
  }
  const ErrorCode code = answer.error().code;
  // Somebody with a copy of this outbox had spent the number of the request: it was surely not
  // done, and the visitor need not hear of it.
  if (code == ErrorCode::kSettled && !std::exchange(pending_->asked_anew, true)) {
    ask_for_number();
    return;
  }
  const ServiceId service = std::exchange(pending_, std::nullopt)->service;
  if (code == ErrorCode::kGap || code == ErrorCode::kSettled) {
    say_unknown();  // for good: an officer can find it out
  } else if (cannot_give(code)) {
    go_home();
    send_to_officer(code);
  } else {
    if (code == ErrorCode::kQuotaReached && view_) {
      refusals_[service] = Refusal{code, view_->day, 0};
    } else if (code == ErrorCode::kServicePaused && view_) {
      refusals_[service] = Refusal{code, view_->day, now + kPausedForMs};
    }
    go_home();
    refuse(code);
  }
  refresh();
}

void KioskModel::refuse(ErrorCode code) {
  notice_ = code;
  notice_until_ = now_ + kNoticeMs;
  changed();
}

void KioskModel::show_ticket(const TicketReply& ticket, const std::string& language, bool copy) {
  pending_.reset();
  officer_until_.reset();
  out_of_service_.reset();
  unknown_until_.reset();
  chosen_.reset();
  notice_.reset();
  ticket_ = ticket;
  last_ticket_ = ticket;
  ticket_language_ = language;
  copy_due_ = copy;
  const TicketId id{ticket.day, ticket.ticket};
  handle(id);
  abandoned_.reset();
  signed_ = false;
  checked_in_ = false;
  if (guest_) {
    sign_book(ticket);
  }
  paper_asked_ = paper_mode() != kPaperNone && paper_mode() != kPaperOnRequest;
  show_number();
  if (paper_asked_) {
    print(ticket, language, copy);
  } else if (paper_mode() == kPaperNone) {
    on_screen_only(id);
  } else {
    actions_.emplace_back(
        SendReport{ReportPrint{id.number, id.day, PrintState::kQueued, kOnRequest}});
  }
}

}  // namespace antre::kiosk
