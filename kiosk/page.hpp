// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/opening.hpp"

/// The kiosk's pages, and how long what is shown.
namespace antre::kiosk {

/// Milliseconds of a clock that never goes back; its origin does not matter.
using Ms = std::int64_t;

enum class Page {
  kStarting,  ///< the hall is not known yet
  kHome,
  kClass,
  kChecking,  ///< asked for a number, and no answer yet
  kTicket,
  kNoPaper,
  kOffline,
  kClosed,
  kStandard,
  kGuestBook,
  kCheckIn,
  kServicePin,  ///< behind a long press on the hall's mark
  kServiceMenu
};

enum class Link { kConnecting, kOnline, kOffline, kNotAuthorised };

/// A touch waits this long on its card before the page says that it is being checked.
inline constexpr Ms kCheckingAfterMs = 2'000;
/// A visitor is not kept longer without an answer: an officer helps, the request is settled.
inline constexpr Ms kGiveUpAfterMs = 20'000;
inline constexpr Ms kOfficerShownMs = 15'000;
/// A lost link is not spoken of before this: most come back at once.
inline constexpr Ms kOfflineAfterMs = 3'000;
inline constexpr Ms kTicketShownMs = 10'000;
inline constexpr Ms kTicketShownLargeMs = 15'000;
inline constexpr Ms kNoPaperShownMs = 30'000;
inline constexpr Ms kMoreTimeMs = 10'000;
/// Both touches of a double tap come within this; the second must not hit the next page.
inline constexpr Ms kDoubleTapMs = 300;
/// An explanation on the home page stays this long.
inline constexpr Ms kNoticeMs = 4'000;
/// A ticket found after a loss is given to whoever stands there if it is younger than this.
inline constexpr Ms kFoundTicketMs = 60'000;
/// A found ticket that is not in the view may still come into it: a heartbeat a second shows that
/// the view is behind. After this it has ended, or was called and is done.
inline constexpr Ms kViewLagMs = 3'000;
/// A paused service may be open again after this; until then its card says so.
inline constexpr Ms kPausedForMs = 60'000;
inline constexpr Ms kClosingSoonMs = 900'000;
inline constexpr std::size_t kCardsPerPage = 8;

/// The kiosk's own key, for its own screen when the dispatcher does not know it.
struct DeviceName {
  std::string name;        ///< as its key file says; empty: no key
  std::string public_key;  ///< Z85
};

/// The ring on the ticket pages.
struct Countdown {
  int left_s = 0;
  double share = 1;  ///< of the whole time that is left, as of the last full second
};

/// The last seconds before a page goes home by itself are counted down: "still there?".
inline constexpr Ms kStillThereMs = 10'000;
/// A check-in whose answer is not there by then is given to an officer; doing it again is harmless.
inline constexpr Ms kCheckInPatienceMs = 10'000;
/// A reprint that was asked for longer ago is not printed any more: nobody stands there. Its end is
/// reported.
inline constexpr Ms kReprintFreshMs = 120'000;
/// The view follows a report of the printer within a second; after this it is told again.
inline constexpr Ms kRetellPrinterMs = 30'000;

/// PrinterSettings::paper.
inline constexpr std::string_view kPaperOnRequest = "on-request";
inline constexpr std::string_view kPaperNone = "none";

/// What becomes of the paper of the number that is shown.
enum class TicketPaper {
  kComing,   ///< it is printed without being asked for
  kOffered,  ///< on request: Element::kPrint prints it
  kNone,     ///< a hall without paper: the number is to be noted
  kTrouble   ///< the printer does not print it: the number is to be noted
};

/// Whether a service gives numbers now, for its card.
struct Fate {
  enum class Kind {
    kOpen,
    kPaused,      ///< by an officer; `until` where that is known
    kFull,        ///< all numbers of today are given
    kPastClosing  ///< the expected wait goes past `until`, when the hall closes
  };
  Kind kind = Kind::kOpen;
  std::optional<LocalTime> until;
};

/// What the service menu shows of the machine itself.
struct DeviceFacts {
  std::string program;  ///< "antre-kiosk 0.1.0"
  std::string queue;    ///< the printer's; empty: pictures in a folder
};

/// A key of a keyboard that edits.
enum class EditKey { kEnter, kBackspace, kDelete, kLeft, kRight, kHome, kEnd, kTab, kBackTab };

}  // namespace antre::kiosk
