// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text.hpp"

/// The named text styles of the three kinds of screens, for their reference sizes: kiosk 1080 wide,
/// display 1080 high, counter 420x760.
namespace antre::ui::type {

using enum Font;

inline constexpr TextStyle kKioskNumber{kDisplayBold, 352, 352};
inline constexpr TextStyle kKioskHero{kDisplayBold, 84, 96};
inline constexpr TextStyle kKioskTitle{kDisplayBold, 72, 80};
inline constexpr TextStyle kKioskTitle2{kDisplayBold, 56, 64};
inline constexpr TextStyle kKioskFact{kDisplayBold, 72, 72, true};
inline constexpr TextStyle kKioskWait{kDisplaySemiBold, 52, 56, true};
inline constexpr TextStyle kKioskClock{kDisplaySemiBold, 48, 48, true};
inline constexpr TextStyle kKioskCard{kDisplaySemiBold, 42, 48};
inline constexpr TextStyle kKioskAction{kSemiBold, 36, 44};
inline constexpr TextStyle kKioskLead{kRegular, 34, 44};
inline constexpr TextStyle kKioskBody{kRegular, 28, 40};
inline constexpr TextStyle kKioskLabel{kMedium, 26, 32};
inline constexpr TextStyle kKioskDate{kRegular, 24, 36};
/// Large text; everything not named here is at least kLargeBody.
inline constexpr TextStyle kLargeTitle{kDisplayBold, 92, 100};
inline constexpr TextStyle kLargeWait{kDisplayBold, 60, 64, true};
inline constexpr TextStyle kLargeCard{kDisplayBold, 46, 54};
inline constexpr TextStyle kLargeAction{kDisplayBold, 48, 56};
inline constexpr TextStyle kLargeBody{kMedium, 32, 40};

inline constexpr TextStyle kDisplayNumber{kDisplayBold, 424, 424};
inline constexpr TextStyle kDisplayCounter{kDisplayBold, 144, 144};
inline constexpr TextStyle kDisplayLast{kDisplayBold, 112, 112};
inline constexpr TextStyle kDisplayCount{kDisplayBold, 64, 64, true};
inline constexpr TextStyle kDisplayRow{kDisplayBold, 60, 60, true};
inline constexpr TextStyle kDisplayClock{kDisplaySemiBold, 64, 64, true};
inline constexpr TextStyle kDisplayHistory{kDisplayBold, 52, 52, true};
inline constexpr TextStyle kDisplayLabel{kMedium, 44, 56};
inline constexpr TextStyle kDisplayName{kDisplaySemiBold, 38, 44};
inline constexpr TextStyle kDisplayText{kMedium, 34, 44};
inline constexpr TextStyle kDisplaySmall{kRegular, 30, 40};

inline constexpr TextStyle kCounterNumber{kDisplayBold, 64, 72};
inline constexpr TextStyle kCounterTime{kDisplayBold, 44, 44, true};
inline constexpr TextStyle kCounterButton{kDisplaySemiBold, 26, 32};
inline constexpr TextStyle kCounterButtonSub{kMedium, 14, 20};
inline constexpr TextStyle kCounterRow{kDisplayBold, 24, 28, true};
inline constexpr TextStyle kCounterClock{kDisplaySemiBold, 22, 28, true};
inline constexpr TextStyle kCounterHead{kDisplaySemiBold, 20, 28};
inline constexpr TextStyle kCounterBody{kMedium, 15, 20};
inline constexpr TextStyle kCounterBodyStrong{kSemiBold, 15, 20};
inline constexpr TextStyle kCounterText{kRegular, 14, 20, true};
inline constexpr TextStyle kCounterStrip{kMedium, 14, 18, true};
inline constexpr TextStyle kCounterSmall{kRegular, 13, 16, true};
inline constexpr TextStyle kCounterChip{kSemiBold, 13, 16, true};
inline constexpr TextStyle kCounterKey{kMedium, 12, 16, true};

}  // namespace antre::ui::type
