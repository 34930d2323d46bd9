// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"

namespace antre::reference {

/// What a counter serves, each letter a service: "RK" first, "P" as a help.
struct Serves {
  std::string primary;
  std::string secondary;
};

/// A hall, always open, with the default target: each letter is a service, counters from 1 on.
[[nodiscard]] HallSettings make_hall(const std::string& services,
                                     const std::vector<Serves>& counters);

}  // namespace antre::reference
