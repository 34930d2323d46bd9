// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "protocol/hall_view.hpp"

namespace antre::display {

/// What of a hall one display shows: a zone of the hall file, or everything. Looks into the
/// settings that it was made of: made anew for each use. A value.
class Part {
 public:
  /// Everything.
  Part() = default;
  /// The zone `wanted`, else the one that names the display `name`; else everything, which is also
  /// what a zone that the hall does not know (any more) means.
  Part(const HallSettings& hall, const std::string& name, const std::string& wanted);

  [[nodiscard]] const ZoneSettings* zone() const { return zone_; }
  /// Whether calls of this counter are shown here. The counter decides, not the service: who is
  /// called to it looks at the display beside it.
  [[nodiscard]] bool has(CounterId id) const;
  [[nodiscard]] bool has(const ServiceId& id) const;
  /// Whether messages for `zone` (empty: for all) are shown here.
  [[nodiscard]] bool has_messages_of(const std::string& zone) const;

 private:
  const HallSettings* hall_ = nullptr;
  const ZoneSettings* zone_ = nullptr;
};

}  // namespace antre::display
