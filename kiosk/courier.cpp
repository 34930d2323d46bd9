// SPDX-License-Identifier: Apache-2.0
#include "kiosk/courier.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace antre::kiosk {
namespace {

/// Errors after which a report has to be brought again: it did not arrive, or it could not be
/// stored there or kept here, or the numbers of the session were out of step.
bool not_delivered(ErrorCode code) {
  switch (code) {
    case ErrorCode::kTimeout:
    case ErrorCode::kUnreachable:
    case ErrorCode::kNotAuthorised:
    case ErrorCode::kUnavailable:
    case ErrorCode::kClock:
    case ErrorCode::kIo:
    case ErrorCode::kGap:
    case ErrorCode::kStale:
    case ErrorCode::kConflict:
    case ErrorCode::kSettled:
      return true;
    default:
      return false;
  }
}

bool is_urgent(const Command& command) {
  return std::holds_alternative<Issue>(command) || std::holds_alternative<CheckIn>(command);
}

bool same_paper(const Command& waiting, const ReportPrint& report) {
  const auto* other = std::get_if<ReportPrint>(&waiting);
  return other != nullptr && other->ticket == report.ticket && other->of_day == report.of_day;
}

Result<TicketReply> ticket_of(const Result<Reply>& answer) {
  if (!answer) {
    return answer.error();
  }
  if (const auto error = error_of(*answer)) {
    return *error;
  }
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body)) {
    return *ticket;
  }
  return Error{ErrorCode::kInternal, "the answer to a request for a number is no ticket"};
}

}  // namespace

Courier::Courier(Door door) : door_(std::move(door)) {}

void Courier::issue(const Issue& issue) {
  urgent_ = issue;
  next();
}

void Courier::check_in(const CheckIn& check_in) {
  urgent_ = check_in;
  next();
}

void Courier::settle() {
  urgent_.reset();
  if (sent_ && is_urgent(*sent_)) {
    door_.abandon();
  }
}

void Courier::report(const ReportPrint& report) {
  std::erase_if(waiting_, [&](const Command& other) { return same_paper(other, report); });
  keep(report);
  next();
}

void Courier::cancel(const Cancel& cancel) {
  keep(cancel);
  next();
}

void Courier::tell(Command command) {
  if (std::holds_alternative<ReportPrinter>(command)) {
    std::erase_if(waiting_, [](const Command& other) {
      return std::holds_alternative<ReportPrinter>(other);
    });
  }
  keep(std::move(command));
  next();
}

void Courier::keep(Command command) {
  if (waiting_.size() >= kMostWaiting) {
    waiting_.pop_front();
  }
  waiting_.push_back(std::move(command));
}

void Courier::set_online(bool online) {
  online_ = online;
  next();
}

void Courier::next() {
  if (sent_) {
    return;
  }
  if (urgent_) {
    sent_ = *std::exchange(urgent_, std::nullopt);
  } else if (online_ && !waiting_.empty()) {
    sent_ = std::move(waiting_.front());
    waiting_.pop_front();
  } else {
    return;
  }
  door_.send(*sent_);
}

void Courier::answered(const Result<Reply>& answer) {
  if (!sent_) {
    return;
  }
  const Command command = *std::exchange(sent_, std::nullopt);
  if (std::holds_alternative<Issue>(command)) {
    door_.on_issue(ticket_of(answer));
  } else if (std::holds_alternative<CheckIn>(command)) {
    if (door_.on_check_in) {
      door_.on_check_in(ticket_of(answer));
    }
  } else if (!answer && not_delivered(answer.error().code)) {
    const auto* report = std::get_if<ReportPrint>(&command);
    const bool printer = std::holds_alternative<ReportPrinter>(command);
    const bool newer = std::any_of(waiting_.begin(), waiting_.end(), [&](const Command& other) {
      return (report != nullptr && same_paper(other, *report)) ||
             (printer && std::holds_alternative<ReportPrinter>(other));
    });
    if (!newer) {
      waiting_.push_front(command);
    }
    if (answer.error().code != ErrorCode::kTimeout) {
      online_ = false;  // the owner says when to try again
    }
  } else if (door_.on_delivered) {
    door_.on_delivered(command);
  }
  next();
}

}  // namespace antre::kiosk
