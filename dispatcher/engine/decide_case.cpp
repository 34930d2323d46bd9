// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/decider.hpp"
#include "dispatcher/engine/numbering.hpp"

/// What goes on after a visit: cases with the steps of their service.
namespace antre::engine {
namespace {

/// Open cases are carried from day to day in one event; a hall with more has forgotten to close
/// them.
constexpr std::size_t kMostCases = 2000;

int year_of(Day day) {
  return std::stoi(day_text(day).substr(0, 4));
}

/// "R-2026-0007".
std::string case_text(const ServiceId& service, int year, int count) {
  auto digits = std::to_string(count);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return service.value + "-" + std::to_string(year) + "-" + digits;
}

std::optional<Day> due_day(const HallSettings& hall, const ServiceSettings& service, Day opened) {
  int days = 0;
  for (const auto& step : service.steps) days = std::max(days, step.due_days);
  if (days == 0) return std::nullopt;
  return hall.working_day_after(opened, days);
}

}  // namespace

const Ticket* State::ticket_of_case(const std::string& number) const {
  const auto at = std::ranges::find_if(tickets, [&](const Ticket& one) {
    return !number.empty() && one.case_ == number && !has_ended(one);
  });
  return at == tickets.end() ? nullptr : &*at;
}

const CarriedCase* State::open_case(const std::string& number) const {
  const auto code = plain_code(number);
  const auto at = std::ranges::find_if(cases, [&](const CarriedCase& one) {
    return one.case_ == number || (!code.empty() && one.code == code);
  });
  return at == cases.end() ? nullptr : &*at;
}

Result<Decider::Events> Decider::operator()(const OpenCase& command) const {
  const auto found = ticket(command.ticket, command.of_day);
  if (!found) return found.error();
  const Ticket& served = **found;
  if (!served.served)
    return Error{ErrorCode::kWrongState, "the service of " + served.number + " has not started"};
  if (!served.case_.empty())
    return Error{ErrorCode::kConflict, served.number + " has come for case " + served.case_};
  const auto& service_id = state_.lines[served.service].service;
  const auto same = [&](const CarriedCase& one) {
    return one.ticket == served.number && one.of_day == served.day;
  };
  if (const auto at = std::ranges::find_if(state_.cases, same); at != state_.cases.end())
    return Error{ErrorCode::kConflict, served.number + " has case " + at->case_ + " already"};
  const auto* service = state_.hall.service(service_id);
  if (service == nullptr || service->steps.empty())
    return Error{ErrorCode::kBadRequest, "service " + service_id.value + " ends with the visit"};
  if (state_.cases.size() >= kMostCases)
    return Error{ErrorCode::kConflict, "2000 cases are open: close one first"};
  const int year = year_of(state_.day);
  const auto counted = std::ranges::find_if(state_.case_counts, [&](const CaseCount& one) {
    return one.service == service_id && one.year == year;
  });
  const int count = (counted == state_.case_counts.end() ? 0 : counted->last) + 1;
  CaseOpened event;
  event.case_ = case_text(service_id, year, count);
  event.service = service_id;
  event.ticket = served.number;
  event.of_day = told_day(state_, served);
  event.step = service->steps.front().id;
  event.due = due_day(state_.hall, *service, state_.day);
  event.code = command.code;
  event.by = context_.client;
  event.officer = officer();
  return Events{std::move(event)};
}

Result<Decider::Events> Decider::operator()(const AdvanceCase& command) const {
  const auto found = open_case(command.case_);
  if (!found) return found.error();
  const auto* service = state_.hall.service((*found)->service);
  if (service == nullptr)
    return Error{ErrorCode::kUnknownService,
                 "there is no service " + (*found)->service.value + " in this hall any more"};
  const auto step = std::ranges::find(service->steps, command.step, &StepSettings::id);
  if (step == service->steps.end())
    return Error{ErrorCode::kBadRequest, "service " + service->id.value + " has no step '" +
                                             command.step.substr(0, kMaxTextBytes) + "'"};
  if ((*found)->step == command.step) return Events{};
  return Events{CaseAdvanced{(*found)->case_, command.step, std::next(step) == service->steps.end(),
                             context_.client, officer()}};
}

Result<Decider::Events> Decider::operator()(const CloseCase& command) const {
  const auto found = open_case(command.case_);
  if (!found) return found.error();
  if (command.text.empty() || command.text.size() > kMaxTextBytes || !is_one_line(command.text))
    return Error{ErrorCode::kBadRequest, "a case ends with a reason, in one line"};
  return Events{CaseClosed{(*found)->case_, command.text, context_.client, officer()}};
}

Result<Decider::Events> Decider::operator()(const PrintReceipt& command) const {
  const auto found = open_case(command.case_);
  if (!found) return found.error();
  const auto kiosk = printing_kiosk(command.kiosk, {});
  if (!kiosk) return kiosk.error();
  return Events{ReceiptAsked{(*found)->case_, *kiosk}};
}

Result<Decider::Events> Decider::come_for_case(const CheckIn& command) const {
  const auto* found = state_.open_case(command.code);
  if (found == nullptr)
    return Error{ErrorCode::kUnknownTicket, "no ticket of today and no open case has this code"};
  if (state_.ticket_of_case(found->case_) != nullptr) return Events{};
  Issue issue;
  issue.service = found->service;
  issue.code = command.ticket_code;
  issue.estimate_low_s = command.estimate_low_s;
  issue.estimate_high_s = command.estimate_high_s;
  issue.case_ = found->case_;
  return (*this)(issue);
}

Result<const CarriedCase*> Decider::open_case(const std::string& number) const {
  const auto* found = state_.open_case(number);
  if (found == nullptr)
    return Error{ErrorCode::kUnknownCase,
                 "there is no open case " + number.substr(0, kMaxTextBytes)};
  return found;
}

std::string Decider::officer() const {
  for (const auto& counter : state_.counters)
    if (context_.client == "counter:" + std::to_string(counter.id.value)) return counter.officer;
  return {};
}

}  // namespace antre::engine
