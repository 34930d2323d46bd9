// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <utility>

namespace antre::service {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// Less is the jitter of two clocks and of slewing; people see seconds.
constexpr std::int64_t kCorrectionMs = 2000;
/// A wall clock further behind the journal than this was not set yet (a flat battery).
constexpr std::int64_t kBehindMs = milliseconds(minutes(5)).count();
/// A wall clock further ahead than a long closure of a hall was set wrongly.
constexpr std::int64_t kAheadMs = milliseconds(days(60)).count();
/// No journal is older than Antre: 2025-01-01. A machine without a clock starts in 1970.
constexpr std::int64_t kEarliestMs = 1'735'689'600'000;

std::int64_t milliseconds_of(clockid_t id) {
  timespec time{};
  ::clock_gettime(id, &time);
  return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

SystemClock::SystemClock() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::getline(file, boot_id_);
}

Reading SystemClock::read() const {
  return {milliseconds_of(CLOCK_BOOTTIME), milliseconds_of(CLOCK_REALTIME)};
}

EngineTime::EngineTime(const Clock& clock, std::optional<store::Anchor> anchor,
                       std::int64_t wall_offset_ms)
    : clock_(clock), anchor_(std::move(anchor)), wall_offset_ms_(wall_offset_ms) {}

Result<void> EngineTime::believe(const Reading& reading) {
  const auto refuse = [&](const char* how) {
    return Error{
        ErrorCode::kClock,
        fmt::format("the machine's clock says {}, {}; nothing is decided until it is right",
                    rfc3339(reading.wall_ms, 0), how)};
  };
  if (reading.wall_ms < kEarliestMs) return refuse("which is before Antre was made");
  if (anchor_ && reading.wall_ms < anchor_->wall_ms - kBehindMs)
    return refuse("which is behind the journal");
  if (anchor_ && reading.wall_ms > anchor_->wall_ms + kAheadMs)
    return refuse("which is more than 60 days ahead of the journal");

  base_boottime_ms_ = reading.boottime_ms;
  if (!anchor_)
    base_at_ms_ = reading.wall_ms;
  else if (!anchor_->boot_id.empty() && anchor_->boot_id == clock_.boot_id())
    base_at_ms_ =
        anchor_->at_ms + std::max<std::int64_t>(0, reading.boottime_ms - anchor_->boottime_ms);
  else
    base_at_ms_ = anchor_->at_ms + std::max<std::int64_t>(0, reading.wall_ms - anchor_->wall_ms);
  last_at_ms_ = base_at_ms_;
  believed_ = true;
  return {};
}

Result<EngineTime::Now> EngineTime::now() {
  const auto reading = clock_.read();
  if (!believed_)
    if (auto done = believe(reading); !done) return done.error();
  last_ = reading;
  last_at_ms_ = std::max(last_at_ms_, base_at_ms_ + (reading.boottime_ms - base_boottime_ms_));
  Now now{last_at_ms_, wall_offset_ms_, reading.wall_ms - (last_at_ms_ + wall_offset_ms_)};
  if (std::abs(now.corrected_ms) <= kCorrectionMs) now.corrected_ms = 0;
  return now;
}

store::Anchor EngineTime::anchor() const {
  return {clock_.boot_id(), last_.boottime_ms, last_.wall_ms, last_at_ms_};
}

}  // namespace antre::service
