// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "tests/sim/people.hpp"

namespace antre::sim {
namespace {

constexpr std::size_t kMostPapers = 5;

}  // namespace

void Kiosk::act() {
  auto& random = world().random;
  if (visitor_ && random.chance(200)) {
    say("is left by its visitor");
    return abandon();
  }
  if (visitor_ && !random.chance(100)) return;
  if (world().faults.around && random.chance(200)) return act_around();
  // A kiosk says at once that it cannot; some visitors were quicker than its screen.
  if (!online() && random.chance(700)) return;
  Issue issue;
  issue.service = {random.chance(600) ? "R" : "K"};
  if (random.chance(200)) issue.class_ = TicketClass::kPriority;
  if (copy() != nullptr && random.chance(100)) {
    issue.channel = Channel::kAppointment;
    issue.booked = some_minutes_on(engine_now() + copy()->wall_offset_ms, random);
  }
  visitor_ = submit(issue);
}

void Kiosk::act_around() {
  auto& random = world().random;
  if (papers_.empty() || random.chance(200)) {
    const bool ready = random.chance(600);
    submit(ReportPrinter{ready, ready ? "" : "media-empty"});
    return;
  }
  const auto& paper = papers_[random.below(papers_.size())];
  if (random.chance(500)) {
    SignGuestBook book;
    book.ticket = paper.ticket;
    book.of_day = paper.day;
    book.guest.name = kGuestName;
    book.guest.purpose = fmt::format("{} {}", kGuestName, random.below(1000));
    submit(std::move(book));
    return;
  }
  const auto code = paper.code.value_or("");
  submit(CheckIn{random.chance(100) ? "RUBBISH7" : code.substr(0, 4) + "-" + code.substr(4)});
}

void Kiosk::last_visitor() {
  Issue issue;
  issue.service = {"R"};
  last_ = submit(issue, kLastPatience);
}

void Kiosk::on_answer(std::uint64_t touch, const Result<Reply>& answer) {
  if (visitor_ == touch) visitor_.reset();
  // As the real kiosk: a number that a copy of this outbox had spent is asked for anew, once.
  const auto refused = answer ? error_of(*answer) : std::optional<Error>(answer.error());
  if (last_ == touch && refused && refused->code == ErrorCode::kSettled &&
      !std::exchange(asked_anew_, true))
    return last_visitor();
  const auto* ticket = answer ? std::get_if<TicketReply>(&answer->body) : nullptr;
  if (ticket == nullptr || world().checker.checks_in(touch)) return;
  if (last_ == touch) served_ = true;
  papers_.push_back(*ticket);
  if (papers_.size() > kMostPapers) papers_.pop_front();
  if (is_calm() || ticket->state != TicketState::kWaiting) return;
  ReportPrint report;
  report.ticket = ticket->ticket;
  report.of_day = ticket->day;
  report.state = world().random.chance(800) ? PrintState::kPrinted : PrintState::kFailed;
  if (report.state == PrintState::kFailed) report.reason = "media-empty";
  submit(report);
}

void Kiosk::on_settled(const Session::Settled& settled) {
  if (is_calm() || settled.fate != Session::Settled::Fate::kExecuted || !settled.reply) return;
  if (settled.request && std::holds_alternative<CheckIn>(settled.request->body)) return;
  const auto* ticket = std::get_if<TicketReply>(&settled.reply->body);
  if (ticket != nullptr && ticket->state == TicketState::kWaiting)
    submit(Cancel{ticket->ticket, ticket->day});
}

}  // namespace antre::sim
