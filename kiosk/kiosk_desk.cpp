// SPDX-License-Identifier: Apache-2.0
// The model's part for what is typed, and for the guest book.
#include "kiosk/kiosk_model.hpp"

#include <utility>

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

}  // namespace antre::kiosk
