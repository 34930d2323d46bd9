// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dispatcher/engine/numbering.hpp"
#include "protocol/ticket_name.hpp"

namespace antre::sim {

std::optional<std::string> NumberBook::give(const Entry& entry, const TicketIssued& issued) {
  const TicketId id{entry.day, issued.ticket};
  if (!given_.insert(id).second)
    return fmt::format("number {} was given twice on one day", issued.ticket);
  if (taken_.contains(id))
    return fmt::format("number {} was out before the store was put back, and was given again",
                       issued.ticket);
  if (doubt_.contains(id)) again_.insert(id);
  lost_.erase(id);
  const auto count = ++last_count_[{entry.day, issued.service.value}];
  const auto follows = number_text(issued.service, count, 3);
  if (issued.ticket != follows)
    return fmt::format("number {} was given where {} follows", issued.ticket, follows);
  return std::nullopt;
}

void NumberBook::skip(Day day, const NumbersSkipped& skipped) {
  auto& last = last_count_[{day, skipped.service.value}];
  last = std::max(last, skipped.to);
}

void NumberBook::delivered(const TicketId& ticket) {
  if (ticket.number.empty() || !delivered_.insert(ticket).second) return;
  // The simulated services have one letter, which is the prefix of their numbers.
  const ServiceId service{ticket.number.substr(0, 1)};
  auto& out = out_[{ticket.day, service.value}];
  out = std::max(out, engine::count_of(ticket.number, service).value_or(0));
}

std::uint32_t NumberBook::out(Day day, const ServiceId& service) const {
  const auto found = out_.find({day, service.value});
  return found == out_.end() ? 0 : found->second;
}

void NumberBook::begin_put_back() {
  before_ = std::move(given_);
  given_.clear();
  last_count_.clear();
}

void NumberBook::end_put_back(PutBack how) {
  // Whoever restores a backup tells what is out, whatever happened before.
  in_doubt_ = how == PutBack::kByHand;
  auto& must_not = in_doubt_ ? doubt_ : taken_;
  for (const auto& ticket : before_) {
    if (given_.contains(ticket)) continue;
    lost_.insert(ticket);
    if (delivered_.contains(ticket)) must_not.insert(ticket);
  }
  before_.clear();
  for (const auto& ticket : given_) lost_.erase(ticket);
  if (!in_doubt_) found_out();
}

void NumberBook::found_out() {
  for (const auto& ticket : doubt_)
    if (!given_.contains(ticket)) taken_.insert(ticket);
  doubt_.clear();
  in_doubt_ = false;
}

}  // namespace antre::sim
