// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/pin.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace antre::cli {
namespace {

constexpr std::size_t kFewestDigits = 4;
constexpr std::size_t kMostDigits = 12;

}  // namespace

Result<Secret> ask_pin(Terminal& terminal, const std::string& what) {
  auto pin = terminal.ask_secret(what);
  if (!pin) return pin;
  const std::string& text = pin->text();
  const bool digits =
      std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
  if (!digits || text.size() < kFewestDigits || text.size() > kMostDigits) {
    return Error{ErrorCode::kInvalid, fmt::format("a PIN has {} to {} digits and nothing else",
                                                  kFewestDigits, kMostDigits)};
  }
  return pin;
}

}  // namespace antre::cli
