// SPDX-License-Identifier: Apache-2.0
// The model's part for numbers that were given out and perhaps never reached their visitors.
#include <algorithm>
#include <utility>

#include "kiosk/kiosk_model.hpp"

namespace antre::kiosk {
namespace {

constexpr std::size_t kHandledKept = 16;  // more than can be on their way at once
/// What is reported of a paper that was never sent to the printer.
constexpr const char* kNeverSent = "cancelled";

/// Whether the view knows what became of the paper.
bool is_printed(PrintState state) {
  return state == PrintState::kPrinted || state == PrintState::kReprinted;
}

}  // namespace

void KioskModel::recovering(Ms now) {
  recovers_until_ = now + kGiveUpAfterMs;
  tick(now);
}

void KioskModel::settled(const std::optional<TicketReply>& found_ticket, Ms now) {
  recovers_until_.reset();
  if (found_ticket) {
    found({*found_ticket, {}, false}, now);
  } else {
    tick(now);
  }
}

void KioskModel::settled_unknown(Ms now) {
  tick(now);
  if (std::exchange(recovers_until_, std::nullopt)) {
    say_unknown();
  }
  refresh();
}

void KioskModel::found(FoundTicket ticket, Ms now) {
  tick(now);
  const TicketId id{ticket.ticket.day, ticket.ticket.ticket};
  const bool known = std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
    return id == TicketId{other.what.ticket.day, other.what.ticket.ticket};
  });
  if (known || is_handled(id)) {
    return;  // the late reply, the settlement and the spool may all tell of it
  }
  // The newest is judged first: its visitor is the likeliest to stand here.
  const auto older = [&](const Found& other) {
    return other.what.ticket.issued_wall_ms < ticket.ticket.issued_wall_ms;
  };
  const auto at = std::find_if(found_.begin(), found_.end(), older);
  found_.insert(at, Found{std::move(ticket), now});
  refresh();
}

bool KioskModel::waits_for_found() const {
  if (!recovers_until_ && found_.empty()) {
    return false;
  }
  return page_ == Page::kStarting || page_ == Page::kChecking || page_ == Page::kOffline;
}

void KioskModel::judge_found() {
  if (!view_ || found_.empty()) {
    return;  // without the hall nothing is shown, and its time is not known
  }
  for (Found& found : std::exchange(found_, {})) {
    if (!judge(found)) {
      found_.push_back(std::move(found));
    }
  }
}

bool KioskModel::judge(const Found& found) {
  const TicketReply& ticket = found.what.ticket;
  const TicketId id{ticket.day, ticket.ticket};
  const bool today = ticket.day == view_->day;
  const ViewTicket* there = view_->ticket(id);
  if (today && there == nullptr && now_ < found.since + kViewLagMs) {
    return false;
  }
  handle(id);
  const bool waits = there != nullptr && there->state == TicketState::kWaiting;
  const bool young = wall_ms(now_) - ticket.issued_wall_ms < kFoundTicketMs;
  const bool somebody_else = pending_ || shows_ticket() || takes_text() || staff_page() ||
                             page_ == Page::kClass || page_ == Page::kStandard;
  if (there != nullptr && is_printed(there->print)) {
    report({id, there->print, there->print_reason}, there->print);
  } else if (waits && today && young && !somebody_else) {
    const std::string own = language();
    show_ticket(ticket, found.what.language.empty() ? own : found.what.language,
                found.what.maybe_printed);
  } else if (found.what.maybe_printed) {
    // Somebody may sit in the hall with this paper: the number stays.
    report({id, PrintState::kUnknown, {}}, PrintState::kUnknown);
  } else if (paper_mode() == kPaperOnRequest) {
    // Its visitor may have seen it, and wanted no paper.
    on_screen_only(id);
  } else if (waits) {
    actions_.emplace_back(CancelTicket{Cancel{ticket.ticket, ticket.day}});
  } else {
    report({id, PrintState::kFailed, kNeverSent}, PrintState::kFailed);
  }
  changed();
  return true;
}

bool KioskModel::is_handled(const TicketId& id) const {
  return std::find(handled_.begin(), handled_.end(), id) != handled_.end();
}

void KioskModel::handle(const TicketId& id) {
  if (handled_.size() >= kHandledKept) {
    handled_.erase(handled_.begin());
  }
  handled_.push_back(id);
}

std::optional<ErrorCode> KioskModel::out_of_service() const {
  return out_of_service_;
}

}  // namespace antre::kiosk
