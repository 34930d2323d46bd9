// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace antre::kiosk {

/// What can be touched on the kiosk's pages.
enum class Element {
  kService,    ///< a card on the home page; index: place in the hall file
  kMoreCards,  ///< the next page of services; index: that page
  kRegular,
  kPriority,
  kBack,
  kDone,
  kLanguage,
  kLargeText,
  kStandard,
  kStandardService,  ///< a tab of the standard page; index: place in the hall file
  kStandardPage,     ///< turns the standard's pages; index: the page wanted
  kTakeNumber,       ///< from the standard page to a number
  kElsewhere         ///< beside every control
};

struct Touch {
  Element element = Element::kElsewhere;
  std::size_t index = 0;
  bool operator==(const Touch&) const = default;
};

}  // namespace antre::kiosk
