// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "protocol/hall_view.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

/// What somebody probably meant. Pure.
namespace antre::cli {

/// What to say of a command line with a command or an option that there is not: "there is no
/// command 'stauts'; did you mean 'status'?". Empty when it is something else that is wrong.
[[nodiscard]] std::string slip_of_the_hand(const CLI::App& app,
                                           const std::vector<std::string>& arguments);

/// What to say of an option without its value, where the next option would be taken for it:
/// "'--officer' needs a value, and '--json' is an option". Empty when there is none.
[[nodiscard]] std::string forgotten_value(const CLI::App& app,
                                          const std::vector<std::string>& arguments);

/// "did you mean 'R' (Rekomendasi)?" of a service that the hall does not have: near its prefix or
/// its name in any language; else which there are.
[[nodiscard]] std::string suggested_service(const std::string& given, const HallView& view);

}  // namespace antre::cli
