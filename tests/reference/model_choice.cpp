// SPDX-License-Identifier: Apache-2.0
// Who is next: target.md, "Words" (may take, next choice, due) and "Selection rule".
#include <algorithm>

#include "tests/reference/model.hpp"

namespace antre::reference {
namespace {

bool among(const std::vector<ServiceId>& services, const ServiceId& service) {
  return std::ranges::find(services, service) != services.end();
}

}  // namespace

Model::Lines Model::lines() const {
  Lines lines{{}, rows_};
  for (Id id = 0; id < tickets_.size(); ++id)
    if (tickets_[id].state == TicketState::kWaiting) lines.waiting.push_back(id);
  return lines;
}

bool Model::takes(const Lines& lines, const Desk& desk, Id id) const {
  const auto& service = tickets_[id].service;
  // "a counter may take any waiting ticket of its primary services"
  if (among(desk.settings.primary, service)) return true;
  if (!among(desk.settings.secondary, service)) return false;
  // "or none at all (`never`)"
  if (hall_.selection.secondary == SecondaryRule::kNever) return false;
  // "of its secondary ones a ticket from *remind* on"
  if (at_least(id, Mark::kRemind)) return true;
  // "also an earlier one while no ticket of its primary services waits (`when-idle`)"
  return hall_.selection.secondary == SecondaryRule::kWhenIdle &&
         std::ranges::none_of(lines.waiting, [&](Id other) {
           return among(desk.settings.primary, tickets_[other].service);
         });
}

bool Model::number_before(Id a, Id b) const {
  const auto& x = tickets_[a];
  const auto& y = tickets_[b];
  if (x.prefix != y.prefix) return x.prefix < y.prefix;
  if (x.count != y.count) return x.count < y.count;
  return x.day < y.day;
}

bool Model::before(const Lines& lines, const Desk* desk, Id a, Id b) const {
  const auto& x = tickets_[a];
  const auto& y = tickets_[b];
  // "1. tickets past *escalate*, earliest deadline first, whatever their line or class"
  const bool a_past = at_least(a, Mark::kEscalate);
  const bool b_past = at_least(b, Mark::kEscalate);
  if (a_past != b_past) return a_past;
  if (a_past) return sooner(a, b);
  // "2. else primary services before secondary ones"
  if (desk != nullptr) {
    const bool a_primary = among(desk->settings.primary, x.service);
    const bool b_primary = among(desk->settings.primary, y.service);
    if (a_primary != b_primary) return a_primary;
  }
  // "3. else priority class before regular, but the regular tickets of a line go first once two
  // priority calls in a row have passed over it"
  const auto rank = [&](const Ticket& ticket) {
    if (ticket.class_ == TicketClass::kPriority) return 1;
    const auto row = lines.rows.find(ticket.service);
    const bool turn = row != lines.rows.end() && row->second >= hall_.selection.priority_burst;
    return turn ? 0 : 2;
  };
  if (rank(x) != rank(y)) return rank(x) < rank(y);
  // "4. else by place. Ties break by ticket number: prefix, then number."
  if (x.place_ms != y.place_ms) return x.place_ms < y.place_ms;
  return number_before(a, b);
}

std::optional<Id> Model::choose(const Lines& lines, const Desk& desk) const {
  std::optional<Id> best;
  for (const auto id : lines.waiting)
    if (takes(lines, desk, id) && (!best || before(lines, &desk, id, *best))) best = id;
  return best;
}

void Model::call_in(Lines& lines, const Desk& desk, Id id) const {
  std::erase(lines.waiting, id);
  for (const auto& service : desk.settings.primary) {
    // "a regular ticket called there ends the row for every primary line of that counter"
    if (tickets_[id].class_ == TicketClass::kRegular) {
      lines.rows[service] = 0;
      continue;
    }
    // "A priority ticket called at a counter passes over every primary line of that counter in
    // which a regular ticket waits then"
    const bool regular_waits = std::ranges::any_of(lines.waiting, [&](Id other) {
      return tickets_[other].service == service && tickets_[other].class_ == TicketClass::kRegular;
    });
    if (regular_waits) ++lines.rows[service];
  }
}

std::optional<Id> Model::next_choice(CounterId id) const {
  return choose(lines(), desk(id));
}

bool Model::may_take(CounterId id, Id ticket) const {
  return takes(lines(), desk(id), ticket);
}

std::set<Id> Model::due() const {
  // "called if every free counter called its next choice now, one after the other in order of
  // counter number"
  std::set<Id> called;
  auto after = lines();
  for (const auto& desk : desks_) {
    if (desk.state != CounterState::kFree) continue;
    const auto choice = choose(after, desk);
    if (!choice) continue;
    called.insert(*choice);
    call_in(after, desk, *choice);
  }
  return called;
}

bool Model::nobody_before(const Lines& lines, Id id) const {
  const auto& service = tickets_[id].service;
  // "it is the first of its line by the selection rule"
  for (const auto other : lines.waiting)
    if (other != id && tickets_[other].service == service && before(lines, nullptr, other, id))
      return false;
  // "no counter with the line as primary is staffed"
  for (const auto& desk : desks_) {
    const bool staffed =
        desk.state != CounterState::kClosed && desk.state != CounterState::kOnBreak;
    if (staffed && among(desk.settings.primary, service)) return false;
  }
  // "and no ticket of the line is being called or served"
  return std::ranges::none_of(desks_, [&](const Desk& desk) {
    return desk.ticket && tickets_[*desk.ticket].service == service;
  });
}

int Model::row(const ServiceId& service) const {
  const auto row = rows_.find(service);
  return row == rows_.end() ? 0 : row->second;
}

}  // namespace antre::reference
