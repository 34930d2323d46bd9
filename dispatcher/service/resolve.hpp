// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "hall/calendar.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

/// What the dispatcher fills in before the engine decides, because the engine has no time zone, no
/// randomness and no forecast.
namespace antre::service {

/// Takes out what is the dispatcher's to fill in: what a client says there is no part of its
/// request.
void drop_ours(Command& command);

/// Minutes after midnight of "HH:MM" (00:00 to 23:59); nothing when it is none.
[[nodiscard]] std::optional<int> parse_minutes(std::string_view text);

/// The engine time of "HH:MM" on the service day of `now`, in the hall's zone. Minutes before the
/// day's own start belong to its night: with days from 04:00, 02:00 is after 23:59. Errors:
/// kBadRequest.
[[nodiscard]] Result<EngineMs> time_of_day(std::string_view text, const Moment& now,
                                           int day_starts_min, const hall::Calendar& calendar);

/// Fills in the engine times of what was said as "HH:MM". Errors: kBadRequest for what is no time,
/// and for a pause that would be over already.
[[nodiscard]] Result<void> resolve_times(Command& command, const Moment& now, int day_starts_min,
                                         const hall::Calendar& calendar);

}  // namespace antre::service
