// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

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
  kCode,             ///< from the bar to the check-in page
  kPrint,            ///< on the ticket page: this number on paper, please
  kGuestBook,        ///< on the ticket page: to the guest book, where it may be skipped
  kField,            ///< index: GuestField
  kIdentity,         ///< index: place in kIdentities
  kKey,              ///< of the on-screen keyboard; text: what it writes, in lower case
  kShift,
  kBackspace,
  kNext,         ///< the keyboard's own key: to the next field; at the last one it saves
  kSkip,         ///< the guest book stays as it was
  kSave,         ///< the guest book's main action
  kSendCode,     ///< the check-in page's main action
  kDigit,        ///< of the PIN's keypad; index: 0 to 9
  kEnterPin,     ///< the keypad's main action
  kMark,         ///< the hall's mark, held for kLongPressMs
  kTestPrint,    ///< service menu
  kReprintLast,  ///< service menu
  kRestart,      ///< service menu; the second touch does it
  kElsewhere     ///< beside every control
};

/// The mark has to be held for this long: nobody comes upon the service menu by chance.
inline constexpr std::int64_t kLongPressMs = 3'000;

struct Touch {
  Element element = Element::kElsewhere;
  std::size_t index = 0;
  std::string text{};  ///< UTF-8, of kKey
  bool operator==(const Touch&) const = default;
};

}  // namespace antre::kiosk
