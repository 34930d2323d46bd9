// SPDX-License-Identifier: Apache-2.0
#include "hall/calendar.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>

namespace antre::hall {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = kMinutesOfDay * kMinuteMs;
// What fits into milliseconds: a zone's last period has no end.
constexpr std::int64_t kLatestS = std::numeric_limits<std::int64_t>::max() / 1000;
constexpr int kDaysToLook = 550;  // a hall that opens later than that is as good as closed

// Rounds towards the past, also before 1970.
std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// Monday is 0; 1970-01-01 was a Thursday.
int weekday_of(std::int64_t days) {
  return static_cast<int>((days % 7 + 7 + 3) % 7);
}

}  // namespace

bool known_time_zone(const std::string& name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

std::vector<std::string> time_zones() {
  std::vector<std::string> names;
  try {
    const date::tzdb& zones = date::get_tzdb();
    for (const auto& zone : zones.zones) names.push_back(zone.name());
  } catch (const std::runtime_error&) {
    names.clear();  // no zone data on this machine
  }
  return names;
}

class Calendar::Impl {
 public:
  explicit Impl(const HallSettings& hall)
      : zone_(date::locate_zone(hall.time_zone)),
        day_starts_min_(hall.day_starts_min),
        hours_(hall.hours) {
    std::ranges::sort(hours_.closed_on);
  }

  Instant at(std::int64_t wall_ms) {
    if (wall_ms >= valid_from_ms_ && wall_ms < valid_until_ms_) return last_;
    const int offset_s = offset_at(wall_ms);
    const std::int64_t local_ms = wall_ms + offset_s * std::int64_t{1000};
    const std::int64_t minute = floor_div(local_ms, kMinuteMs);
    const std::int64_t day = floor_div(minute, kMinutesOfDay);
    const int minute_of_day = static_cast<int>(minute - day * kMinutesOfDay);
    last_ = Instant{service_day(day, minute_of_day), offset_s, open(day, minute_of_day)};
    // Everything changes at a full local minute or with the zone's offset.
    const std::int64_t minute_ms = minute * kMinuteMs - offset_s * std::int64_t{1000};
    valid_from_ms_ = std::max(minute_ms, offset_from_ms_);
    valid_until_ms_ = std::min(minute_ms + kMinuteMs, offset_until_ms_);
    return last_;
  }

  std::optional<std::int64_t> next_opening(std::int64_t wall_ms) {
    if (hours_.always) return std::nullopt;
    return next_boundary(wall_ms, [&](std::int64_t day, std::optional<std::int64_t>& best) {
      for (const OpenSpan& span : hours_.open) {
        if (span.weekday == weekday_of(day)) consider(day, span.from_min, true, wall_ms, best);
      }
      // A closed day that ends within opening hours opens the hall, too.
      consider(day, day_starts_min_, true, wall_ms, best);
    });
  }

  std::optional<std::int64_t> closes_at(std::int64_t wall_ms) {
    if (hours_.always || !at(wall_ms).hall_open) return std::nullopt;
    return next_boundary(wall_ms, [&](std::int64_t day, std::optional<std::int64_t>& best) {
      for (const OpenSpan& span : hours_.open) {
        if (span.weekday == weekday_of(day)) consider(day, span.to_min, false, wall_ms, best);
      }
      consider(day, day_starts_min_, false, wall_ms, best);
    });
  }

  std::int64_t day_ends_at(std::int64_t wall_ms) {
    const Day day = at(wall_ms).day;
    return utc_ms(day.value + std::int64_t{1}, day_starts_min_);
  }

 private:
  [[nodiscard]] int offset_at(std::int64_t wall_ms) {
    if (wall_ms < offset_from_ms_ || wall_ms >= offset_until_ms_) {
      using std::chrono::milliseconds;
      const auto info = zone_->get_info(date::sys_time<milliseconds>{milliseconds{wall_ms}});
      offset_s_ = static_cast<int>(info.offset.count());
      const auto clamp = [](std::int64_t seconds) {
        return std::clamp(seconds, -kLatestS, kLatestS) * 1000;
      };
      offset_from_ms_ = clamp(info.begin.time_since_epoch().count());
      offset_until_ms_ = clamp(info.end.time_since_epoch().count());
    }
    return offset_s_;
  }

  [[nodiscard]] Day service_day(std::int64_t day, int minute_of_day) const {
    return Day{static_cast<std::int32_t>(minute_of_day < day_starts_min_ ? day - 1 : day)};
  }

  [[nodiscard]] bool open(std::int64_t day, int minute_of_day) const {
    if (hours_.always) return true;
    if (std::ranges::binary_search(hours_.closed_on, service_day(day, minute_of_day))) return false;
    const int weekday = weekday_of(day);
    return std::ranges::any_of(hours_.open, [&](const OpenSpan& span) {
      return span.weekday == weekday && span.from_min <= minute_of_day &&
             minute_of_day < span.to_min;
    });
  }

  // A local time that a clock change skips is the moment of the change; one that comes twice is the
  // first of the two.
  [[nodiscard]] std::int64_t utc_ms(std::int64_t day, int minute) const {
    const date::local_time<std::chrono::minutes> local{
        std::chrono::minutes{day * kMinutesOfDay + minute}};
    const auto utc = zone_->to_sys(local, date::choose::earliest);
    return std::chrono::duration_cast<std::chrono::milliseconds>(utc.time_since_epoch()).count();
  }

  void consider(std::int64_t day, int minute, bool opens, std::int64_t after_ms,
                std::optional<std::int64_t>& best) {
    const std::int64_t moment = utc_ms(day, minute);
    if (moment <= after_ms || (best && *best <= moment)) return;
    // Two spans that meet (24:00 and 00:00) are no opening and no closing.
    if (at(moment).hall_open == opens && at(moment - 1).hall_open != opens) best = moment;
  }

  template <class Look>
  std::optional<std::int64_t> next_boundary(std::int64_t wall_ms, const Look& look) {
    const std::int64_t offset_ms = at(wall_ms).utc_offset_s * std::int64_t{1000};
    const std::int64_t today = floor_div(wall_ms + offset_ms, kDayMs);
    for (std::int64_t day = today; day < today + kDaysToLook; ++day) {
      std::optional<std::int64_t> best;
      look(day, best);
      if (best) return best;
    }
    return std::nullopt;
  }

  const date::time_zone* zone_;
  int day_starts_min_;
  Hours hours_;

  int offset_s_ = 0;
  std::int64_t offset_from_ms_ = 0;
  std::int64_t offset_until_ms_ = 0;

  Instant last_;
  std::int64_t valid_from_ms_ = 0;
  std::int64_t valid_until_ms_ = 0;
};

Calendar::Calendar(const HallSettings& hall) : impl_(std::make_unique<Impl>(hall)) {}
Calendar::~Calendar() = default;
Calendar::Calendar(Calendar&&) noexcept = default;
Calendar& Calendar::operator=(Calendar&&) noexcept = default;

Calendar::Instant Calendar::at(std::int64_t wall_ms) const {
  return impl_->at(wall_ms);
}

Moment Calendar::moment(EngineMs at_ms, std::int64_t wall_offset_ms) const {
  const Instant instant = impl_->at(at_ms + wall_offset_ms);
  return Moment{at_ms, wall_offset_ms, instant.day, instant.hall_open};
}

std::optional<std::int64_t> Calendar::next_opening(std::int64_t wall_ms) const {
  return impl_->next_opening(wall_ms);
}

std::optional<std::int64_t> Calendar::closes_at(std::int64_t wall_ms) const {
  return impl_->closes_at(wall_ms);
}

std::int64_t Calendar::day_ends_at(std::int64_t wall_ms) const {
  return impl_->day_ends_at(wall_ms);
}

}  // namespace antre::hall
