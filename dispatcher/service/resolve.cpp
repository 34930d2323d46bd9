// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/resolve.hpp"

#include <fmt/format.h>

#include <string>

namespace antre::service {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::int64_t kMinuteMs = 60'000;

std::optional<int> two_digits(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

void drop_ours(Command& command) {
  if (auto* issue = std::get_if<Issue>(&command)) {
    issue->code.reset();
    issue->booked_ms.reset();
    issue->estimate_low_s.reset();
    issue->estimate_high_s.reset();
  }
  if (auto* check_in = std::get_if<CheckIn>(&command)) {
    check_in->ticket_code.reset();
    check_in->estimate_low_s.reset();
    check_in->estimate_high_s.reset();
  }
  if (auto* opened = std::get_if<OpenCase>(&command)) opened->code.reset();
  if (auto* note = std::get_if<Note>(&command)) note->hash.reset();
  if (auto* book = std::get_if<SignGuestBook>(&command)) book->hash.reset();
  if (auto* pause = std::get_if<PauseService>(&command)) pause->until_ms.reset();
}

std::optional<int> parse_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = two_digits(text.substr(0, 2));
  const auto minutes = two_digits(text.substr(3));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

Result<EngineMs> time_of_day(std::string_view text, const Moment& now, int day_starts_min,
                             const hall::Calendar& calendar) {
  const auto minutes = parse_minutes(text);
  if (!minutes)
    return Error{ErrorCode::kBadRequest,
                 fmt::format("'{}' is no time of today; write it as 09:30", text.substr(0, 20))};
  const std::int64_t date = now.day.value + (*minutes < day_starts_min ? 1 : 0);
  const std::int64_t local_ms = (date * kMinutesOfDay + *minutes) * kMinuteMs;
  // The zone's offset at that time; a second look is enough where the clocks change meanwhile.
  std::int64_t wall_ms = now.at_ms + now.wall_offset_ms;
  for (int look = 0; look < 2; ++look)
    wall_ms = local_ms - calendar.at(wall_ms).utc_offset_s * std::int64_t{1000};
  return wall_ms - now.wall_offset_ms;
}

Result<void> resolve_times(Command& command, const Moment& now, int day_starts_min,
                           const hall::Calendar& calendar) {
  if (auto* issue = std::get_if<Issue>(&command); issue != nullptr && issue->booked) {
    const auto booked = time_of_day(*issue->booked, now, day_starts_min, calendar);
    if (!booked) return booked.error();
    issue->booked_ms = *booked;
  }
  if (auto* pause = std::get_if<PauseService>(&command); pause != nullptr && pause->until) {
    const auto until = time_of_day(*pause->until, now, day_starts_min, calendar);
    if (!until) return until.error();
    if (*until <= now.at_ms)
      return Error{ErrorCode::kBadRequest,
                   fmt::format("{} is over already; name a later time", *pause->until)};
    pause->until_ms = *until;
  }
  return {};
}

}  // namespace antre::service
