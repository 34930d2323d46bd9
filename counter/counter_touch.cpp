// SPDX-License-Identifier: Apache-2.0
// The model's part that answers keys and the mouse.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

constexpr std::array<Outcome, kOutcomes> kOutcomeOrder{Outcome::kServed, Outcome::kIncomplete,
                                                       Outcome::kReferred, Outcome::kFollowUp};
/// Rows that a page key goes on: what a list of the usual height shows.
constexpr std::size_t kPageRows = 9;

Message message(Say say) {
  return {say, {}, {}, 0};
}
Message refused(ErrorCode code) {
  return {Say::kRefused, code, {}, 0};
}

/// "R012" is 12; nothing when the digits are too many to be a number.
std::optional<unsigned> count_of(const std::string& number) {
  const auto first = number.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  unsigned count = 0;
  const auto* end = number.data() + number.size();
  const auto [at, error] = std::from_chars(number.data() + first, end, count);
  return error == std::errc{} && at == end ? std::optional(count) : std::nullopt;
}

}  // namespace

void CounterModel::touch(const Touch& touch, Ms now) {
  tick(now);
  const bool guarded = touch.element == Element::kBig || touch.element == Element::kHelp ||
                       (touch.element == Element::kApply && is_form());
  if (guarded && guard_until_ && now < *guard_until_) {
    return;
  }
  if (page_ == Page::kSignIn) {
    touch_sign_in(touch);
  } else if (is_here(touch)) {
    touch_here(touch);
  } else if (const auto why = why_not(touch)) {
    refuse(*why);
  } else if (const auto busy = under_way()) {
    refuse(*busy);
  } else {
    touch_page(touch);
  }
}

/// What only changes this window, and so needs nobody's answer.
bool CounterModel::is_here(const Touch& touch) const {
  switch (touch.element) {
    case Element::kCancel:
    case Element::kUp:
    case Element::kDown:
    case Element::kLeft:
    case Element::kRight:
    case Element::kPageUp:
    case Element::kPageDown:
    case Element::kFirst:
    case Element::kLast:
    case Element::kRow:
    case Element::kDigit:
    case Element::kBackspace:
      return true;
    default:
      return false;
  }
}

std::optional<Message> CounterModel::why_not(const Touch& touch) const {
  if (page_ == Page::kSignIn && touch.element != Element::kBig) {
    return std::nullopt;
  }
  if (link_ != Link::kOnline) {
    Message why = no_link();
    if (link_ == Link::kOffline) {
      why.say = Say::kOfflineRefused;
    }
    return why;
  }
  return sheet_ == Sheet::kNone ? why_not_on_page(touch) : why_not_in_sheet(touch);
}

std::optional<Message> CounterModel::why_not_on_page(const Touch& touch) const {
  const bool with_visitor = page_ == Page::kCalled || page_ == Page::kServing;
  switch (touch.element) {
    case Element::kBig:
      if (page_ == Page::kIdle && waiting_.callable == 0) {
        return refused(ErrorCode::kNobodyWaiting);
      }
      return std::nullopt;
    case Element::kRecall:
      if (page_ != Page::kCalled) {
        return message(Say::kNotNow);
      }
      if (ticket() != nullptr && ticket()->recalls >= view_->hall.calling.recall_limit) {
        return refused(ErrorCode::kRecallLimit);
      }
      return std::nullopt;
    case Element::kNoShow:
      return page_ == Page::kCalled ? std::nullopt : std::optional(message(Say::kNotNow));
    case Element::kChoose:
      if (with_visitor) {
        return refused(ErrorCode::kCounterBusy);
      }
      if (page_ == Page::kBreak) {
        return refused(ErrorCode::kCounterOnBreak);
      }
      return rows_.empty() ? std::optional(refused(ErrorCode::kNobodyWaiting)) : std::nullopt;
    case Element::kBreak:
    case Element::kSignOut:
      return with_visitor ? std::optional(refused(ErrorCode::kCounterBusy)) : std::nullopt;
    case Element::kList:
    case Element::kMore:
      return std::nullopt;
    case Element::kHold:
    case Element::kTransfer:
    case Element::kRequeue:
    case Element::kQuick:
    case Element::kUndo:
      return why_not_end(touch);
    case Element::kReprint:
    case Element::kGuest:
      return why_not_paper(touch);
    case Element::kCheck:
      return page_ == Page::kServing && touch.index < checklist().size()
                 ? std::nullopt
                 : std::optional(message(Say::kNotNow));
    default:
      return why_not_desk(touch);
  }
}

std::optional<Message> CounterModel::under_way() const {
  if (!waits_for_answer()) {
    return std::nullopt;
  }
  return message(pending_ && pending_->unknown ? Say::kChecking : Say::kBusy);
}

void CounterModel::refuse(const Message& why) {
  if (link_ == Link::kOffline) {
    refused_until_ = now_ + kNoticeMs;
    changed();
  } else if (link_ == Link::kOnline) {
    say(why);
  }
}

void CounterModel::touch_here(const Touch& touch) {
  switch (touch.element) {
    case Element::kCancel:
      press_cancel();
      break;
    case Element::kRow:
      if (touch.index < rows_.size() && sheet_ != Sheet::kOutcome) {
        set_sheet(Sheet::kList);
        selected_ = touch.index;
      }
      break;
    case Element::kDigit:
      if (sheet_ == Sheet::kList) {
        look_for(touch.index);
      }
      break;
    case Element::kBackspace:
      if (wants_text() && !pending_) {
        draft_.backspace();
        changed();
      }
      break;
    default:
      move(touch);
  }
}

void CounterModel::press_cancel() {
  if (sheet_ == Sheet::kOutcome && pending_) {
    refuse(*under_way());  // its answer decides whether there is still something to go back to
    return;
  }
  if (sheet_ != Sheet::kNone) {
    set_sheet(Sheet::kNone);
  } else if (notice_) {
    notice_.reset();
    changed();
  }
}

void CounterModel::move(const Touch& touch) {
  if (sheet_ == Sheet::kNone || pending_) {
    return;
  }
  const bool rows = sheet_ == Sheet::kList;
  const bool outcomes = sheet_ == Sheet::kOutcome;
  std::size_t& at = outcomes ? outcome_ : rows ? selected_ : choice_;
  const std::size_t count = outcomes ? this->outcomes() : rows ? rows_.size() : choices_.size();
  const std::size_t line = rows || outcomes ? 1 : choice_columns();
  if (count == 0) {
    return;
  }
  const auto back = [&at](std::size_t by) { at -= std::min(at, by); };
  const auto on = [&at, count](std::size_t by) { at = std::min(at + by, count - 1); };
  switch (touch.element) {
    case Element::kUp:
      back(at >= line ? line : 0);
      break;
    case Element::kDown:
      on(at + line < count ? line : 0);
      break;
    case Element::kLeft:
      back(line > 1 ? 1 : 0);
      break;
    case Element::kRight:
      on(line > 1 ? 1 : 0);
      break;
    case Element::kPageUp:
      back(kPageRows);
      break;
    case Element::kPageDown:
      on(kPageRows);
      break;
    case Element::kFirst:
      at = 0;
      break;
    default:
      at = count - 1;
  }
  changed();
}

void CounterModel::look_for(std::size_t digit) {
  if (now_ >= digits_until_) {
    digits_.clear();
  }
  digits_until_ = now_ + kDigitsMs;
  digits_ += static_cast<char>('0' + static_cast<int>(digit % 10));
  const auto wanted = count_of(digits_);
  const auto at = std::ranges::find_if(
      rows_, [&wanted](const Row& row) { return wanted && count_of(row.ticket.ticket) == wanted; });
  if (at != rows_.end()) {
    selected_ = static_cast<std::size_t>(at - rows_.begin());
    changed();
  }
}

void CounterModel::touch_page(const Touch& touch) {
  const std::string number = ticket() != nullptr ? ticket()->ticket : std::string{};
  switch (touch.element) {
    case Element::kBig:
      press_big(touch);
      break;
    case Element::kRecall:
      submit(touch, Recall{here()}, number);
      break;
    case Element::kNoShow:
      submit(touch, NoShow{here()}, number);
      break;
    case Element::kBreak:
      if (page_ == Page::kBreak) {
        submit(touch, ResumeCounter{here()});
      } else {
        submit(touch, BreakCounter{here(), {}});
      }
      break;
    case Element::kChoose:
    case Element::kList:
      set_sheet(sheet_ == Sheet::kList ? Sheet::kNone : Sheet::kList);
      break;
    case Element::kSignOut:
      press_sign_out(touch);
      break;
    case Element::kCheck:
      checked_ ^= 1U << touch.index;
      changed();
      break;
    case Element::kOutcome:
      outcome_ = std::min(touch.index, outcomes() - 1);
      changed();
      break;
    case Element::kSave:
      press_save(touch, number);
      break;
    case Element::kCallRow:
      press_row(touch);
      break;
    default:
      touch_choices(touch, number);
  }
}

void CounterModel::press_big(const Touch& touch) {
  const std::string number = ticket() != nullptr ? ticket()->ticket : std::string{};
  switch (page_) {
    case Page::kIdle:
      submit(touch, Call{here(), std::nullopt});
      break;
    case Page::kCalled:
      submit(touch, Start{here()}, number);
      break;
    case Page::kServing:
      outcome_ = missing().empty() ? 0 : 1;
      set_sheet(Sheet::kOutcome);
      break;
    case Page::kBreak:
      submit(touch, ResumeCounter{here()});
      break;
    case Page::kSignIn:
      break;
  }
}

/// An outcome that asks for more opens its sheet first.
void CounterModel::press_save(const Touch& touch, const std::string& number) {
  if (outcome_ >= kOutcomes) {
    if (case_) {
      set_sheet(Sheet::kCase);
    } else {
      submit(touch, OpenCase{number, ticket()->of_day}, number);
    }
    return;
  }
  const Outcome outcome = kOutcomeOrder.at(outcome_);
  if (outcome == Outcome::kFollowUp) {
    set_sheet(Sheet::kDate);
    return;
  }
  Finish finish{here(), outcome};
  if (outcome == Outcome::kIncomplete) {
    finish.missing = missing();
  }
  submit(touch, std::move(finish), number);
}

void CounterModel::press_sign_out(const Touch& touch) {
  set_sheet(Sheet::kNone);
  if (notice_ && notice_->say == Say::kConfirmSignOut) {
    notice_.reset();
    submit(touch, CloseCounter{here()});
  } else {
    say({Say::kConfirmSignOut, {}, {}, here().value});
  }
}

void CounterModel::submit(const Touch& touch, Command command, const std::string& ticket) {
  notice_.reset();
  pending_ = Pending{touch, command, ticket, now_, false, std::nullopt, 0};
  actions_.emplace_back(SubmitCommand{std::move(command)});
  changed();
}

}  // namespace antre::counter
