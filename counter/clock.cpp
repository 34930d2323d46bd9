// SPDX-License-Identifier: Apache-2.0
#include "counter/clock.hpp"

#include <algorithm>
#include <limits>

namespace antre::counter {
namespace {

constexpr std::int64_t kSecondMs = 1'000;

const TargetSettings& target_of(const HallView& view, const ServiceId& service) {
  const auto* settings = view.hall.service(service);
  return settings != nullptr ? settings->target : view.hall.target;
}

Mark reached(const TargetSettings& target, std::int64_t elapsed_s) {
  if (elapsed_s > target.target_s) {
    return Mark::kMissed;
  }
  if (target.auto_call && elapsed_s >= target.auto_call_s) {
    return Mark::kAutoCall;
  }
  if (elapsed_s >= target.escalate_s) {
    return Mark::kEscalate;
  }
  return elapsed_s >= target.remind_s ? Mark::kRemind : Mark::kNone;
}

}  // namespace

std::optional<TicketClock> clock_of(const HallView& view, const ViewTicket& ticket,
                                    EngineMs engine_ms) {
  if (!ticket.clock_from_ms) {
    return std::nullopt;
  }
  TicketClock clock;
  clock.ticket = ticket.ticket;
  clock.target = target_of(view, ticket.service);
  clock.elapsed_s = std::max<std::int64_t>(0, engine_ms - *ticket.clock_from_ms) / kSecondMs;
  // The moment of a mark is the dispatcher's; this machine's idea of its time may be a little off.
  clock.mark = std::max(ticket.mark, reached(clock.target, clock.elapsed_s));
  return clock;
}

EngineMs deadline_of(const HallView& view, const ViewTicket& ticket) {
  if (!ticket.clock_from_ms) {
    return std::numeric_limits<EngineMs>::max();
  }
  return *ticket.clock_from_ms + target_of(view, ticket.service).target_s * kSecondMs;
}

EngineMs waits_since(const ViewTicket& ticket) {
  return ticket.channel == Channel::kWalkIn ? ticket.issued_ms : ticket.place_ms;
}

}  // namespace antre::counter
