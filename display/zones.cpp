// SPDX-License-Identifier: Apache-2.0
#include "display/zones.hpp"

#include <algorithm>

namespace antre::display {
namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

}  // namespace

Part::Part(const HallSettings& hall, const std::string& name, const std::string& wanted)
    : hall_(&hall) {
  const auto& zones = hall.display.zones;
  const auto found = std::ranges::find_if(zones, [&](const ZoneSettings& zone) {
    return wanted.empty() ? !name.empty() && contains(zone.displays, name) : zone.id == wanted;
  });
  if (found != zones.end()) zone_ = &*found;
}

bool Part::has(CounterId id) const {
  if (zone_ == nullptr) return true;
  if (!zone_->counters.empty()) return contains(zone_->counters, id);
  if (zone_->services.empty()) return true;
  const auto* counter = hall_->counter(id);
  if (counter == nullptr) return false;
  return std::ranges::any_of(zone_->services, [counter](const ServiceId& service) {
    return contains(counter->primary, service) || contains(counter->secondary, service);
  });
}

bool Part::has(const ServiceId& id) const {
  return zone_ == nullptr || zone_->services.empty() || contains(zone_->services, id);
}

bool Part::has_messages_of(const std::string& zone) const {
  return zone.empty() || zone_ == nullptr || zone_->id == zone;
}

}  // namespace antre::display
