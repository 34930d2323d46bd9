// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/reference.hpp"

#include <algorithm>
#include <tuple>

namespace antre::engine::test {
namespace {

bool among(const std::vector<ServiceId>& services, const std::string& service) {
  return std::ranges::find(services, service, &ServiceId::value) != services.end();
}

}  // namespace

void Reference::fold(const Entry& entry) {
  if (const auto* opened = std::get_if<DayOpened>(&entry.event)) {
    hall_ = opened->hall;
    waiting_.clear();
    rows_.clear();
  } else if (const auto* changed = std::get_if<HallChanged>(&entry.event)) {
    hall_ = changed->hall;
  } else if (const auto* issued = std::get_if<TicketIssued>(&entry.event)) {
    const auto& prefix = issued->service.value;
    waiting_.push_back({issued->ticket, prefix, std::stoi(issued->ticket.substr(prefix.size())),
                        issued->class_ == TicketClass::kPriority, entry.at_ms});
  } else if (const auto* called = std::get_if<TicketCalled>(&entry.event)) {
    call(*called);
  } else if (const auto* cancelled = std::get_if<TicketCancelled>(&entry.event)) {
    if (!cancelled->of_day) remove(cancelled->ticket);
  }
}

std::optional<std::string> Reference::next(CounterId id) const {
  const auto* counter = hall_.counter(id);
  if (counter == nullptr) return std::nullopt;
  const bool helps =
      hall_.selection.secondary == SecondaryRule::kWhenIdle && !waits_in(counter->primary);
  const auto key = [&](const Waiting& ticket) {
    const bool secondary = !among(counter->primary, ticket.service);
    const auto row = rows_.find(ticket.service);
    const bool due_turn =
        !ticket.priority && row != rows_.end() && row->second >= hall_.selection.priority_burst;
    const int order = due_turn ? 0 : ticket.priority ? 1 : 2;
    return std::tuple(secondary, order, ticket.place_ms, ticket.service, ticket.count);
  };
  const Waiting* best = nullptr;
  for (const auto& ticket : waiting_) {
    const bool may_take = among(counter->primary, ticket.service) ||
                          (helps && among(counter->secondary, ticket.service));
    if (may_take && (best == nullptr || key(ticket) < key(*best))) best = &ticket;
  }
  if (best == nullptr) return std::nullopt;
  return best->number;
}

bool Reference::waits_in(const std::vector<ServiceId>& services) const {
  return std::ranges::any_of(waiting_,
                             [&](const auto& ticket) { return among(services, ticket.service); });
}

bool Reference::regular_waits(const std::string& service) const {
  return std::ranges::any_of(
      waiting_, [&](const auto& ticket) { return ticket.service == service && !ticket.priority; });
}

void Reference::remove(const std::string& number) {
  std::erase_if(waiting_, [&](const auto& ticket) { return ticket.number == number; });
}

void Reference::call(const TicketCalled& event) {
  const auto ticket = std::ranges::find(waiting_, event.ticket, &Waiting::number);
  for (const auto& service : hall_.counter(event.counter)->primary) {
    if (!ticket->priority)
      rows_[service.value] = 0;
    else if (regular_waits(service.value))
      ++rows_[service.value];
  }
  waiting_.erase(ticket);
}

}  // namespace antre::engine::test
