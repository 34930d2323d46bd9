// SPDX-License-Identifier: Apache-2.0
#include "protocol/hall_settings.hpp"

#include <algorithm>

namespace antre {

const std::string& text_in(const Text& text, const std::string& language,
                           const std::string& fallback) {
  static const std::string no_text;
  if (const auto found = text.find(language); found != text.end()) return found->second;
  if (const auto found = text.find(fallback); found != text.end()) return found->second;
  return text.empty() ? no_text : text.begin()->second;
}

const ServiceSettings* HallSettings::service(const ServiceId& wanted) const {
  const auto found = std::ranges::find(services, wanted, &ServiceSettings::id);
  return found == services.end() ? nullptr : &*found;
}

const CounterSettings* HallSettings::counter(CounterId wanted) const {
  const auto found = std::ranges::find(counters, wanted, &CounterSettings::id);
  return found == counters.end() ? nullptr : &*found;
}

}  // namespace antre
