// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dispatcher/store/store.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

namespace antre::service {

/// The machine's clocks at one moment.
struct Reading {
  std::int64_t boottime_ms = 0;  ///< counts on through sleep, begins anew with each boot
  std::int64_t wall_ms = 0;      ///< since 1970 UTC; anybody may set it
};

/// Where time comes from; only main makes a real one.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Reading read() const = 0;
  /// Differs from boot to boot.
  [[nodiscard]] virtual const std::string& boot_id() const = 0;
};

/// CLOCK_BOOTTIME, CLOCK_REALTIME and the kernel's boot id.
class SystemClock final : public Clock {
 public:
  SystemClock();
  [[nodiscard]] Reading read() const override;
  [[nodiscard]] const std::string& boot_id() const override { return boot_id_; }

 private:
  std::string boot_id_;
};

/// Engine time (architecture.md, "One time"): goes on from the last commit by the boot-time clock,
/// after a reboot by the difference of the wall clock, and never back. Belongs to the io thread.
class EngineTime {
 public:
  /// `anchor`: from the last commit; nothing for a new store. `wall_offset_ms`: of the last entry.
  EngineTime(const Clock& clock, std::optional<store::Anchor> anchor, std::int64_t wall_offset_ms);

  struct Now {
    EngineMs at_ms = 0;
    std::int64_t wall_offset_ms = 0;  ///< as shown so far
    std::int64_t corrected_ms = 0;    ///< by how much the wall clock was set meanwhile; 0: not
  };
  /// Errors: kClock while the wall clock cannot be believed; asked again with each call.
  [[nodiscard]] Result<Now> now();
  /// Takes a correction that the journal holds now.
  void correct(std::int64_t by_ms) { wall_offset_ms_ += by_ms; }
  /// Where time stands, for the next commit. After `now` succeeded.
  [[nodiscard]] store::Anchor anchor() const;

 private:
  [[nodiscard]] Result<void> believe(const Reading& reading);

  const Clock& clock_;
  std::optional<store::Anchor> anchor_;
  std::int64_t wall_offset_ms_;
  bool believed_ = false;
  EngineMs base_at_ms_ = 0;  ///< engine time at base_boottime_ms_
  std::int64_t base_boottime_ms_ = 0;
  EngineMs last_at_ms_ = 0;
  Reading last_;
};

}  // namespace antre::service
