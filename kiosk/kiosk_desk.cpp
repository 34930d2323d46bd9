// SPDX-License-Identifier: Apache-2.0
// The model's part for what is typed: the guest book and the code of a check-in.
#include <utility>

#include "kiosk/kiosk_model.hpp"

namespace antre::kiosk {
namespace {

/// Whether somebody with a code may stand before this page.
bool takes_scan(Page page) {
  switch (page) {
    case Page::kHome:
    case Page::kClass:
    case Page::kStandard:
    case Page::kClosed:
    case Page::kOffline:
    case Page::kCheckIn:
    case Page::kTicket:
      return true;
    default:
      return false;
  }
}

}  // namespace

void KioskModel::typed(const std::string& text, Ms now) {
  tick(now);
  if (page_ != Page::kGuestBook && page_ != Page::kServicePin) {
    scan_.type(text, now);
  }
  if (!takes_text()) {
    last_input_ = now;
    dim();
    return;
  }
  if (undrawn_ || pending_ || code_sent_) {
    return;
  }
  last_input_ = now;
  if (page_ == Page::kGuestBook && guest_) {
    guest_->type(text, true);
  } else if (page_ == Page::kCheckIn && form_) {
    type_code(text);
  } else if (page_ == Page::kServicePin) {
    pin_.type(text, now);
  }
  changed();
  refresh();
}

bool KioskModel::edit(EditKey key, Ms now) {
  tick(now);
  if (key == EditKey::kEnter && takes_scan(page_)) {
    if (const auto scan = scan_.enter(now)) {
      last_input_ = now;
      scanned(*scan);
      refresh();
      return true;
    }
    if (scanning(now) && !takes_text()) {
      return true;
    }
  }
  if (!takes_text()) {
    return false;
  }
  if (undrawn_ || pending_ || code_sent_) {
    return true;
  }
  last_input_ = now;
  bool used = false;
  if (page_ == Page::kGuestBook) {
    used = edit_guest_book(key);
  } else if (page_ == Page::kCheckIn) {
    used = edit_check_in(key);
  } else {
    used = edit_pin(key);
  }
  changed();
  refresh();
  return used;
}

void KioskModel::touch_guest_book(const Touch& touch) {
  if (!guest_) {
    return;
  }
  switch (touch.element) {
    case Element::kKey:
      guest_->type(touch.text, false);
      break;
    case Element::kBackspace:
      guest_->edit(EditKey::kBackspace);
      break;
    case Element::kShift:
      guest_->toggle_shift();
      break;
    case Element::kField:
      if (touch.index < kGuestFields) {
        guest_->focus(static_cast<GuestField>(touch.index));
      }
      break;
    case Element::kIdentity:
      guest_->choose(touch.index);
      break;
    case Element::kNext:
      if (!guest_->next(false)) {
        save_guest_book(touch);
      }
      break;
    case Element::kSave:
      save_guest_book(touch);
      break;
    case Element::kSkip:
    case Element::kBack:
      leave_guest_book();
      break;
    case Element::kLanguage:
    case Element::kLargeText:
      touch_bar(touch);
      break;
    default:
      break;
  }
  changed();
}

void KioskModel::leave_guest_book() {
  if (ticket_) {
    show_number();
  } else if (view_ && !view_->hall.kiosk.priority_classes.empty() && chosen_) {
    go(Page::kClass, true);
  } else {
    go_home();
  }
}

void KioskModel::save_guest_book(const Touch& touch) {
  if (!guest_->check()) {
    return;
  }
  if (ticket_) {
    sign_book(*ticket_);
    show_number();
  } else if (chosen_) {
    submit(*chosen_, guest_class_, touch);
  }
}

void KioskModel::sign_book(const TicketReply& ticket) {
  SignGuestBook entry;
  entry.ticket = ticket.ticket;
  entry.of_day = ticket.day;
  entry.guest = guest_->entry();
  actions_.emplace_back(SignBook{std::move(entry)});
  signed_ = true;
}

bool KioskModel::edit_guest_book(EditKey key) {
  if (!guest_) {
    return false;
  }
  if (key == EditKey::kBackTab) {
    const bool first = guest_->active() == GuestField::kName;
    guest_->previous();
    return !first;
  }
  if (key != EditKey::kEnter && key != EditKey::kTab) {
    return guest_->edit(key);
  }
  if (guest_->next(true)) {
    return true;
  }
  if (key == EditKey::kTab) {
    return false;  // on to the page's buttons
  }
  save_guest_book({Element::kSave});
  return true;
}

void KioskModel::open_check_in() {
  if (page_ != Page::kCheckIn) {
    go(Page::kCheckIn);
  }
  form_.emplace();
  changed();
}

void KioskModel::touch_check_in(const Touch& touch) {
  if (!form_) {
    return;
  }
  switch (touch.element) {
    case Element::kKey:
      type_code(touch.text);
      break;
    case Element::kBackspace:
      edit_check_in(EditKey::kBackspace);
      break;
    case Element::kSendCode:
    case Element::kNext:
      send_code();
      break;
    case Element::kBack:
      go_home();
      break;
    case Element::kLanguage:
    case Element::kLargeText:
      touch_bar(touch);
      break;
    default:
      break;
  }
  changed();
}

void KioskModel::type_code(const std::string& text) {
  std::string fit;
  for (const char sign : text) {
    const bool small = sign >= 'a' && sign <= 'z';
    const char capital = small ? static_cast<char>(sign - 'a' + 'A') : sign;
    const bool letter = (capital >= 'A' && capital <= 'Z') || (capital >= '0' && capital <= '9');
    if (letter || capital == '-' || capital == ' ') {
      fit += capital;
    }
  }
  form_->code.insert(fit);
  form_->problem.reset();
  form_->scanned = false;
}

bool KioskModel::edit_check_in(EditKey key) {
  if (!form_) {
    return false;
  }
  TextField& code = form_->code;
  switch (key) {
    case EditKey::kEnter:
      send_code();
      return true;
    case EditKey::kBackspace:
    case EditKey::kDelete:
      form_->problem.reset();
      return key == EditKey::kBackspace ? code.backspace() : code.erase();
    case EditKey::kLeft:
      return code.left();
    case EditKey::kRight:
      return code.right();
    case EditKey::kHome:
      code.to_begin();
      return true;
    case EditKey::kEnd:
      code.to_end();
      return true;
    case EditKey::kTab:
    case EditKey::kBackTab:
      return false;
  }
  return false;
}

void KioskModel::scanned(const std::string& text) {
  if (!view_ || !view_->hall.kiosk.check_in || pending_ || code_sent_) {
    return;
  }
  if (shows_ticket()) {
    end_session();  // somebody else stands here now
  }
  open_check_in();
  form_->scanned = true;
  const auto code = read_code(text, view_->hall.kiosk.qr_base_url);
  if (!code) {
    form_->problem = CheckInProblem::kNotACode;
    return;
  }
  form_->code.insert(*code);
  send_code();
}

void KioskModel::send_code() {
  const std::string base = view_ ? view_->hall.kiosk.qr_base_url : std::string();
  const auto code = read_code(form_->code.text(), base);
  if (!code) {
    form_->problem = CheckInProblem::kNotACode;
    return;
  }
  if (offline_) {
    form_->problem = CheckInProblem::kOffline;
    return;
  }
  form_->problem.reset();
  code_sent_ = now_;
  actions_.emplace_back(SendCheckIn{CheckIn{*code}});
}

void KioskModel::give_up_check_in() {
  code_sent_.reset();
  actions_.emplace_back(SettleOpen{});
  if (form_) {
    form_->problem = CheckInProblem::kOffline;
  }
  last_input_ = now_;  // time to read it
  changed();
}

void KioskModel::check_in_answered(const Result<TicketReply>& answer, Ms now) {
  tick(now);
  if (!code_sent_) {
    return;  // the visitor was sent to an officer; doing it again is harmless
  }
  code_sent_.reset();
  last_input_ = now;
  if (!answer) {
    if (form_) {
      form_->problem = problem_of(answer.error().code);
    }
    changed();
    refresh();
    return;
  }
  const ViewTicket* there = view_ ? view_->ticket({answer->day, answer->ticket}) : nullptr;
  // What may have come out before is marked as a copy.
  const bool copy =
      there != nullptr && there->print != PrintState::kNone && there->print != PrintState::kFailed;
  show_ticket(*answer, language(), copy);
  checked_in_ = true;
  refresh();
}

}  // namespace antre::kiosk
