// SPDX-License-Identifier: Apache-2.0
// The model's part for visitors who come with a code.
#include "kiosk/kiosk_model.hpp"

namespace antre::kiosk {

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
