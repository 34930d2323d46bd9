// SPDX-License-Identifier: Apache-2.0
#include "protocol/messages.hpp"

#include <utility>

namespace antre {
namespace {

/// Who did something, why, and what lets somebody else ask after it.
void hide_names(Event& event) {
  if (auto* ended = std::get_if<HelpEnded>(&event)) ended->by.clear();
  if (auto* explained = std::get_if<MissExplained>(&event)) {
    explained->text.clear();
    explained->by.clear();
    explained->officer.clear();
  }
  if (auto* moved = std::get_if<TicketMoved>(&event)) moved->by.clear();
  if (auto* opened = std::get_if<CaseOpened>(&event)) {
    opened->code.reset();
    opened->by.clear();
    opened->officer.clear();
  }
  if (auto* advanced = std::get_if<CaseAdvanced>(&event)) {
    advanced->by.clear();
    advanced->officer.clear();
  }
  if (auto* closed = std::get_if<CaseClosed>(&event)) {
    closed->text.clear();
    closed->by.clear();
    closed->officer.clear();
  }
  if (auto* answered = std::get_if<SurveyAnswered>(&event)) answered->scores.clear();
}

}  // namespace

Update public_update(const std::string& epoch, Entry entry) {
  if (auto* issued = std::get_if<TicketIssued>(&entry.event)) issued->code.reset();
  if (auto* started = std::get_if<ServiceStarted>(&entry.event)) started->officer.clear();
  if (auto* no_show = std::get_if<TicketNoShow>(&entry.event)) no_show->officer.clear();
  if (auto* quick = std::get_if<QuickServiceStarted>(&entry.event)) quick->officer.clear();
  if (auto* missed = std::get_if<TargetMissed>(&entry.event))
    for (auto& at : missed->counters) at.officer.clear();
  if (auto* corrected = std::get_if<MissCorrected>(&entry.event)) {
    corrected->text.clear();
    corrected->by.clear();
  }
  hide_names(entry.event);
  if (auto* opened = std::get_if<CounterOpened>(&entry.event)) opened->officer.clear();
  if (auto* day = std::get_if<DayOpened>(&entry.event)) {
    for (auto& carried : day->carried) {
      carried.code.reset();
      carried.officer.clear();
    }
    day->cases.clear();
    day->case_counts.clear();
  }
  return {kProtocolVersion,
          epoch,
          entry.seq,
          entry.day,
          entry.at_ms,
          entry.wall_offset_ms,
          std::visit([](auto& event) { return Published(std::move(event)); }, entry.event)};
}

std::optional<Entry> entry_of(Update update) {
  Entry entry{update.seq, update.day, update.at_ms, update.wall_offset_ms, {}};
  const bool kept = std::visit(
      [&entry](auto& event) {
        using Alternative = std::remove_reference_t<decltype(event)>;
        if constexpr (std::is_constructible_v<Event, Alternative&&>) {
          entry.event = std::move(event);
          return true;
        } else {
          return false;
        }
      },
      update.event);
  if (!kept) return std::nullopt;
  return entry;
}

}  // namespace antre
