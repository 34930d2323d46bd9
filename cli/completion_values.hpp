// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/completion.hpp"

namespace antre::cli {

/// The way to the dispatcher that $ANTRE_DISPATCHER and $ANTRE_KEY name.
[[nodiscard]] Connection connection_of_environment();

/// What the hall has of a kind ("SERVICE", "COUNTER", "TICKET", ...) for a command; nothing for
/// other kinds, or when the dispatcher does not answer at once.
[[nodiscard]] std::vector<Candidate> values_of_hall(const std::string& command,
                                                    const std::string& kind, Connection connection,
                                                    const OpenShortly& open);

}  // namespace antre::cli
