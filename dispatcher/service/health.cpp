// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/health.hpp"

#include <unistd.h>

#include <fstream>

namespace antre::service {
namespace {

constexpr std::int64_t kMsPerS = 1000;

}  // namespace

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  const auto page = ::sysconf(_SC_PAGESIZE);
  if (!(file >> size >> resident) || page <= 0) return 0;
  return resident * static_cast<std::uint64_t>(page);
}

Health::Health(const Clock& clock, const Committer& committer, const Gauges* gauges,
               const store::Store& disk)
    : clock_(clock),
      committer_(committer),
      gauges_(gauges),
      disk_(disk),
      began_ms_(clock.read().boottime_ms) {}

HealthReply Health::of_machine() const {
  HealthReply reply;
  const auto now = clock_.read();
  reply.at_wall_ms = now.wall_ms;
  reply.up_s = (now.boottime_ms - began_ms_) / kMsPerS;
  reply.repeats = repeats_;
  const auto times = committer_.times();
  reply.commits = times.commits;
  reply.commit_p50_us = times.p50_us;
  reply.commit_p99_us = times.p99_us;
  reply.commit_max_us = times.max_us;
  if (const auto free = disk_.free_bytes()) reply.free_bytes = *free;
  reply.store_bytes = disk_.own_bytes();
  if (gauges_ == nullptr) return reply;
  const auto links = gauges_->links();
  reply.connections = links.connections;
  reply.requests = links.requests;
  reply.replies = links.replies;
  reply.refused = links.refused;
  reply.revoked = links.revoked;
  reply.malformed = links.malformed;
  reply.dropped = links.dropped;
  reply.throttled = links.throttled;
  reply.cut = links.cut;
  reply.rebinds = links.rebinds;
  reply.memory_bytes = gauges_->memory_bytes();
  return reply;
}

}  // namespace antre::service
