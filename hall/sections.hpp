// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hall/reader.hpp"
#include "protocol/hall_settings.hpp"

/// The sections of the hall file, each with its own checks. Private to hall/.
namespace antre::hall {

void read_hall(Table& table, HallSettings& hall);
void read_hours(Table& table, Hours& hours);
/// `whose` is what the message calls it: "[target]" or "service 'R'".
void read_target(Table& table, TargetSettings& target);
/// 0 < remind <= escalate <= auto-call <= target, told with the values in force.
void check_target(Report& report, int line, const std::string& whose, const TargetSettings& target);
void read_selection(Table& table, SelectionSettings& selection);
void read_calling(Table& table, CallingSettings& calling);
void read_services(Table& file, HallSettings& hall);
void read_counters(Table& file, HallSettings& hall);
void read_kiosk(Table& table, KioskSettings& kiosk);
void read_printer(Table& table, PrinterSettings& printer);
void read_display(Table& table, DisplaySettings& display, const HallSettings& hall);
void read_desk(Table& table, DeskSettings& desk);
void read_survey(Table& table, SurveySettings& survey);
void read_look(Table& table, LookSettings& look);

/// "08:30" in minutes, up to 24:00; nothing when it is no time of day.
[[nodiscard]] std::optional<int> parse_minutes(std::string_view text);
/// "08:30-15:00"; nothing when it is no two times of day. Their order is the caller's to check.
struct Span {
  int from_min = 0;
  int to_min = 0;
};
[[nodiscard]] std::optional<Span> parse_span(std::string_view text);

}  // namespace antre::hall
