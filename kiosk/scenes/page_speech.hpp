// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// The page in words for somebody who cannot see it: its title and what to do; a number is spelled.
/// Empty on pages that say nothing to visitors (starting, staff).
[[nodiscard]] std::string page_speech(const Frame& frame);

/// "R 0 1 2": read sign by sign, as it is called.
[[nodiscard]] std::string spelled(const std::string& number);

/// What the closed page says first. The hall is known.
struct ClosedWords {
  std::string title;
  std::string opening;  ///< when it opens again
};
[[nodiscard]] ClosedWords closed_words(const Frame& frame);

/// What the check-in page says of the code that was given: what is wrong, or that it is being
/// checked; empty: nothing yet.
[[nodiscard]] std::string check_in_words(const Frame& frame);

}  // namespace antre::kiosk
