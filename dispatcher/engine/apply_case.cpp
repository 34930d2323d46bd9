// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/folder.hpp"

namespace antre::engine {
namespace {

/// Year and number of "R-2026-0007"; what it does not say is 0.
CaseCount count_of_case(const CaseOpened& event) {
  CaseCount count;
  count.service = event.service;
  const auto dash = event.case_.rfind('-');
  ANTRE_ASSERT(dash != std::string::npos && dash >= 4 && dash + 1 < event.case_.size());
  count.year = std::stoi(event.case_.substr(dash - 4, 4));
  count.last = std::stoi(event.case_.substr(dash + 1));
  return count;
}

}  // namespace

void Folder::operator()(const CaseOpened& event) {
  const auto count = count_of_case(event);
  const auto counted = std::ranges::find_if(state_.case_counts, [&](const CaseCount& one) {
    return one.service == count.service && one.year == count.year;
  });
  if (counted == state_.case_counts.end()) {
    // Only the present year's are of use.
    std::erase_if(state_.case_counts, [&](const CaseCount& one) { return one.year < count.year; });
    state_.case_counts.push_back(count);
  } else {
    ANTRE_ASSERT(count.last == counted->last + 1);
    counted->last = count.last;
  }
  CarriedCase opened;
  opened.case_ = event.case_;
  opened.service = event.service;
  opened.ticket = event.ticket;
  opened.of_day = event.of_day.value_or(entry_.day);
  opened.step = event.step;
  opened.due = event.due;
  opened.opened_ms = entry_.at_ms;
  opened.opened_wall_offset_ms = state_.wall_offset_ms;
  opened.code = event.code;
  state_.cases.push_back(std::move(opened));
}

void Folder::operator()(const CaseAdvanced& event) {
  const auto at = std::ranges::find(state_.cases, event.case_, &CarriedCase::case_);
  ANTRE_ASSERT(at != state_.cases.end());
  if (event.closed)
    state_.cases.erase(at);
  else
    at->step = event.step;
}

void Folder::operator()(const CaseClosed& event) {
  const auto closed =
      std::erase_if(state_.cases, [&](const CarriedCase& one) { return one.case_ == event.case_; });
  ANTRE_ASSERT(closed == 1);
}

void Folder::operator()(const ReceiptAsked& event) {
  static_cast<void>(event);  // for the kiosk that hears it
}

}  // namespace antre::engine
