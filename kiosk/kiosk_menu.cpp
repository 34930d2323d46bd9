// SPDX-License-Identifier: Apache-2.0
// The model's part for the service menu, which is for staff.
#include "kiosk/kiosk_model.hpp"

namespace antre::kiosk {

void KioskModel::open_pin() {
  const bool free = page_ == Page::kHome || page_ == Page::kClosed || page_ == Page::kOffline ||
                    page_ == Page::kStarting || page_ == Page::kChecking;
  if (service_pin_ && free) {
    pin_.clear();
    go(Page::kServicePin);
  }
}

void KioskModel::touch_pin(const Touch& touch) {
  switch (touch.element) {
    case Element::kDigit:
      pin_.type(std::to_string(touch.index), now_);
      break;
    case Element::kBackspace:
      pin_.backspace();
      break;
    case Element::kEnterPin:
      enter_pin();
      break;
    case Element::kBack:
      pin_.clear();
      go_home();
      break;
    default:
      break;
  }
  changed();
}

bool KioskModel::edit_pin(EditKey key) {
  if (key == EditKey::kBackspace) {
    pin_.backspace();
    return true;
  }
  if (key == EditKey::kEnter) {
    enter_pin();
    return true;
  }
  return false;
}

void KioskModel::enter_pin() {
  if (const auto pin = pin_.enter(now_)) {
    actions_.emplace_back(CheckPin{*pin});
  }
}

void KioskModel::pin_checked(bool right, Ms now) {
  tick(now);
  pin_.checked(right, now);
  if (right && page_ == Page::kServicePin) {
    menu_.emplace();
    go(Page::kServiceMenu);
  }
  changed();
}

void KioskModel::touch_menu(const Touch& touch) {
  if (!menu_) {
    return;
  }
  const bool restart_asked = menu_->restart_asked;
  menu_->restart_asked = false;
  switch (touch.element) {
    case Element::kTestPrint:
      menu_->print = PrintState::kQueued;
      menu_->print_reason.clear();
      actions_.emplace_back(PrintTest{});
      break;
    case Element::kReprintLast:
      if (last_ticket_) {
        menu_->print = PrintState::kQueued;
        menu_->print_reason.clear();
        print(*last_ticket_, languages().front(), true);
      }
      break;
    case Element::kRestart:
      menu_->restart_asked = true;
      if (restart_asked) {
        actions_.emplace_back(RestartProgram{});
      }
      break;
    case Element::kBack:
      go_home();
      break;
    default:
      break;
  }
  changed();
}

void KioskModel::menu_print(const PrintNews& news) {
  const bool last =
      last_ticket_ && news.ticket == TicketId{last_ticket_->day, last_ticket_->ticket};
  if (!menu_ || !menu_->print || !(news.test || last)) {
    return;
  }
  menu_->print =
      news.copy && news.state == PrintState::kPrinted ? PrintState::kReprinted : news.state;
  menu_->print_reason = news.reason;
  changed();
}

}  // namespace antre::kiosk
