// SPDX-License-Identifier: Apache-2.0
#include "counter/counter_model.hpp"

#include <algorithm>
#include <utility>

namespace antre::counter {
namespace {

constexpr Ms kSecondMs = 1'000;

Page page_of(CounterState state) {
  switch (state) {
    case CounterState::kFree:
      return Page::kIdle;
    case CounterState::kCalling:
      return Page::kCalled;
    case CounterState::kServing:
      return Page::kServing;
    case CounterState::kOnBreak:
      return Page::kBreak;
    case CounterState::kClosed:
      break;
  }
  return Page::kSignIn;
}

}  // namespace

CounterModel::CounterModel(const Setup& setup, Ms now)
    : setup_(setup), now_(now), sounds_(setup.sounds) {
  sign_in_.officer = setup.officer;
  prepare_sign_in();
}

// ---------------------------------------------------------------- what happens

void CounterModel::set_view(std::shared_ptr<const HallView> view, Ms now) {
  tick(now);
  const auto before = std::exchange(view_, std::move(view));
  changed();
  refresh();
  tell_printers(before.get());
  alert();
}

void CounterModel::set_link(Link link, std::optional<std::int64_t> last_data_wall_ms, Ms now) {
  tick(now);
  last_data_ = last_data_wall_ms;
  if (link_ == link) {
    return;
  }
  link_ = link;
  refused_until_.reset();
  changed();
}

void CounterModel::tick(Ms now) {
  const Message before = strip();
  const bool undo_before = undo_until().has_value();
  const int locked_before = pin_locked_s();
  now_ = now;
  tick_sign_in();
  if (notice_ && now_ >= notice_until_) {
    notice_.reset();
  }
  if (refused_until_ && now_ >= *refused_until_) {
    refused_until_.reset();
  }
  const auto over = [this](const Row& row) { return row.gone_until && now_ >= *row.gone_until; };
  const bool rows_go = std::ranges::any_of(rows_, over);
  const bool lag_over = pending_ && pending_->reply && now_ - pending_->answered_at >= kViewLagMs;
  if (rows_go || lag_over) {
    refresh();
  }
  if (guest_ && now_ >= guest_->until) {
    set_sheet(Sheet::kNone);
  }
  if (strip() != before || undo_until().has_value() != undo_before ||
      pin_locked_s() != locked_before) {
    changed();
  }
  alert();
}

void CounterModel::answered(const Result<std::optional<CounterReply>>& answer, Ms now,
                            const Brought& brought) {
  tick(now);
  if (!pending_) {
    return;
  }
  changed();
  if (answer) {
    const Command command = pending_->command;
    done(command, pending_->ticket, *answer);
    take(command, brought);
    pending_->reply = *answer;
    pending_->answered_at = now;
    if (!pending_->reply) {
      pending_.reset();  // nothing of this counter has changed
    }
    refresh();
    return;
  }
  if (answer.error().code == ErrorCode::kTimeout) {
    pending_->unknown = true;  // never "failed": it is being settled
    return;
  }
  const bool opening = std::holds_alternative<OpenCounter>(pending_->command);
  // It can only be the kiosk: the ticket is the one at this counter.
  const bool no_printer = (std::holds_alternative<Reprint>(pending_->command) ||
                           std::holds_alternative<PrintReceipt>(pending_->command)) &&
                          answer.error().code == ErrorCode::kBadRequest;
  pending_.reset();
  if (opening) {
    refused_sign_in(answer.error());
  } else if (no_printer) {
    say({Say::kNoPrinter, {}, {}, 0});
  } else {
    say({Say::kRefused, answer.error().code, {}, 0});
  }
}

void CounterModel::done(const Command& command, const std::string& ticket,
                        const std::optional<CounterReply>& reply) {
  const auto said = [&](Say what) { say({what, {}, ticket, 0}); };
  if (const auto* open = std::get_if<OpenCounter>(&command)) {
    opened_here(*open);
  } else if (std::holds_alternative<Recall>(command)) {
    say({Say::kRecalled, {}, ticket, reply ? reply->recalls + 1 : 1});
  } else if (std::holds_alternative<NoShow>(command)) {
    said(Say::kNoShow);
  } else if (std::holds_alternative<Finish>(command)) {
    said(Say::kFinished);
  } else if (std::holds_alternative<Hold>(command)) {
    said(Say::kHeld);
  } else if (std::holds_alternative<Transfer>(command)) {
    said(Say::kTransferred);
  } else if (std::holds_alternative<Requeue>(command)) {
    said(Say::kRequeued);
  } else if (std::holds_alternative<Unhold>(command)) {
    said(Say::kUnheld);
  } else if (std::holds_alternative<Undo>(command)) {
    said(Say::kUndone);
  } else if (std::holds_alternative<Reprint>(command)) {
    said(Say::kReprinted);
  } else if (std::holds_alternative<AskHelp>(command)) {
    said(Say::kHelpAsked);
  } else if (std::holds_alternative<EndHelp>(command)) {
    said(Say::kHelpEnded);
  } else if (std::holds_alternative<ExplainMiss>(command)) {
    said(Say::kExplained);
  } else if (std::holds_alternative<Note>(command)) {
    said(Say::kNoted);
  } else if (std::holds_alternative<PrintReceipt>(command)) {
    said(Say::kReceipt);
  }
}

void CounterModel::opened_here(const OpenCounter& open) {
  opened_ = open.counter;
  opened_until_ = now_ + kViewLagMs;
  signed_in_as_ = open.officer;
  actions_.emplace_back(Remember{open.officer, open.counter});
}

void CounterModel::settled(const Settlement& settlement, Ms now) {
  tick(now);
  const bool ours = !settlement.last_run && pending_ && pending_->unknown;
  const std::string ticket = ours ? pending_->ticket : std::string{};
  const bool is_done = settlement.fate == Settlement::Fate::kDone;
  const auto* open = settlement.command ? std::get_if<OpenCounter>(&*settlement.command) : nullptr;
  if (ours) {
    pending_->reply = settlement.reply;  // its update may still be under way
    pending_->answered_at = now_;
    if (!is_done || !settlement.reply) {
      pending_.reset();
    }
  }
  if (is_done && ours && settlement.command) {
    done(*settlement.command, ticket, settlement.reply);
    take(*settlement.command, settlement.brought);
  } else if (is_done && open != nullptr) {
    opened_here(*open);
  } else if (is_done && settlement.last_run) {
    say({Say::kDoneBefore, {}, {}, 0});
  } else if (settlement.refused && open != nullptr) {
    refused_sign_in({*settlement.refused, {}});
  } else if (settlement.refused) {
    say({Say::kRefused, *settlement.refused, {}, 0});
  } else if (settlement.fate == Settlement::Fate::kNotDone) {
    say({Say::kNotDone, {}, {}, 0});
  } else if (settlement.fate == Settlement::Fate::kUnknown) {
    say({Say::kNotKnown, {}, {}, 0});
  }
  changed();
  refresh();
}

bool CounterModel::view_shows(const CounterReply& reply) const {
  const ViewCounter* shown = view_ ? view_->counter(reply.counter) : nullptr;
  if (shown == nullptr) {
    return reply.state == CounterState::kClosed;
  }
  if (shown->state != reply.state || shown->ticket.has_value() != reply.ticket.has_value()) {
    return false;
  }
  if (!reply.ticket) {
    return true;
  }
  const ViewTicket* ticket = view_->ticket(*shown->ticket);
  return shown->ticket->number == *reply.ticket && ticket != nullptr &&
         ticket->recalls >= reply.recalls;
}

void CounterModel::attach() {
  if (setup_.own) {
    counter_ = setup_.own;
    return;
  }
  if (view_ && !looked_for_last_) {
    // The same officer at the same counter: this window ended while it was signed in.
    looked_for_last_ = true;
    const auto* last = setup_.last_counter ? view_->counter(*setup_.last_counter) : nullptr;
    if (last != nullptr && last->state != CounterState::kClosed && !last->officer.empty() &&
        last->officer == setup_.last_officer) {
      opened_ = last->id;
    }
  }
  if (opened_ && view_ && now_ >= opened_until_) {
    const ViewCounter* shown = view_->counter(*opened_);
    if (shown == nullptr || shown->state == CounterState::kClosed) {
      opened_.reset();
    }
  }
  counter_ = opened_;
}

void CounterModel::refresh() {
  if (pending_ && pending_->reply &&
      (view_shows(*pending_->reply) || now_ - pending_->answered_at >= kViewLagMs)) {
    pending_.reset();
    changed();
  }
  attach();
  waiting_ = view_ && counter_ ? waiting_at(*view_, *counter_) : Waiting{};
  const ViewCounter* shown = view_ && counter_ ? view_->counter(*counter_) : nullptr;
  const Page page = shown == nullptr ? Page::kSignIn : page_of(shown->state);
  const auto ticket = shown == nullptr ? std::nullopt : shown->ticket;
  if (page != page_ || ticket != ticket_id_) {
    if (ticket_id_ && ticket != ticket_id_) {
      last_ticket_ = ticket_id_;
      case_.reset();
    }
    page_ = page;
    ticket_id_ = ticket;
    if (page_ == Page::kSignIn) {
      signed_in_as_.clear();
    }
    leave_sign_in();
    checked_ = 0;
    guard_until_ = now_ + kGuardMs;
    if (notice_ && notice_->say >= Say::kOfflineRefused) {
      notice_.reset();  // a refusal speaks of the state before
    }
    if (!outlives_page() || page_ == Page::kSignIn) {
      set_sheet(Sheet::kNone);
    }
  }
  if (page_ == Page::kSignIn) {
    last_ticket_.reset();
    prepare_sign_in();
  }
  refresh_rows();
  refresh_choices();
}

void CounterModel::set_sheet(Sheet sheet) {
  if (sheet_ != sheet) {
    guard_until_ = now_ + kGuardMs;
  }
  sheet_ = sheet;
  guest_.reset();
  draft_.clear();
  notes_.reset();
  if (sheet != Sheet::kNumber) {
    given_.reset();
  }
  digits_.clear();
  refresh_choices();
  changed();
}

void CounterModel::say(Message message) {
  notice_ = std::move(message);
  notice_until_ = now_ + kNoticeMs;
  changed();
}

// ---------------------------------------------------------------- what follows

std::vector<Action> CounterModel::take_actions() {
  return std::exchange(actions_, {});
}

std::optional<Ms> CounterModel::next_deadline() const {
  std::optional<Ms> first;
  const auto add = [&first](Ms at) { first = std::min(first.value_or(at), at); };
  if (link_ == Link::kInUse) {
    add(now_ + kInUseMs);
  }
  if (notice_) {
    add(notice_until_);
  }
  if (refused_until_) {
    add(*refused_until_);
  }
  if (asked_ && now_ < asked_->since + kCheckingAfterMs) {
    add(asked_->since + kCheckingAfterMs);
  }
  if (!sign_in_.pin.empty()) {
    add(pin_until_);
  }
  if (guest_) {
    add(guest_->until);
  }
  if (const int left_s = pin_locked_s(); left_s > 0) {
    add(*sign_in_.locked_until - (left_s - 1) * kSecondMs);
  }
  if (pending_ && pending_->reply) {
    add(pending_->answered_at + kViewLagMs);
  } else if (pending_ && now_ < pending_->since + kCheckingAfterMs) {
    add(pending_->since + kCheckingAfterMs);
  }
  if (const auto until = undo_until()) {
    add(*until - clocks_.engine_ahead_ms);
  }
  for (const Row& row : rows_) {
    if (row.gone_until) {
      add(*row.gone_until);
    }
  }
  return first;
}

}  // namespace antre::counter
