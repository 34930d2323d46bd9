// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/work.hpp"
#include "dispatcher/store/store.hpp"
#include "protocol/messages.hpp"

namespace antre::service {

/// What the links count, since the start of the program.
struct LinkCounts {
  std::uint64_t connections = 0;  ///< now
  std::uint64_t requests = 0;
  std::uint64_t replies = 0;
  std::uint64_t refused = 0;
  std::uint64_t revoked = 0;
  std::uint64_t malformed = 0;
  std::uint64_t dropped = 0;
  std::uint64_t throttled = 0;
  std::uint64_t cut = 0;
  std::uint64_t rebinds = 0;
};

/// What the process and its links say of themselves.
class Gauges {
 public:
  Gauges() = default;
  Gauges(const Gauges&) = delete;
  Gauges& operator=(const Gauges&) = delete;
  virtual ~Gauges() = default;

  [[nodiscard]] virtual LinkCounts links() const = 0;
  [[nodiscard]] virtual std::uint64_t memory_bytes() const = 0;  ///< resident; 0: not known
};

/// What this process has in memory now, of /proc/self/statm; 0 when that cannot be read.
[[nodiscard]] std::uint64_t resident_bytes();

/// The dispatcher itself, as monitoring asks for it. Belongs to the io thread.
class Health {
 public:
  /// `gauges`: nothing where nobody counts (a simulation). All of it outlives this.
  Health(const Clock& clock, const Committer& committer, const Gauges* gauges,
         const store::Store& disk);

  /// A request came that its client had sent before.
  void repeated() { ++repeats_; }
  /// All that is not the dispatcher's state: links, commits, disk, memory, time.
  [[nodiscard]] HealthReply of_machine() const;

 private:
  const Clock& clock_;
  const Committer& committer_;
  const Gauges* gauges_;
  const store::Store& disk_;
  std::int64_t began_ms_;
  std::uint64_t repeats_ = 0;
};

}  // namespace antre::service
