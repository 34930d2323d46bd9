// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What every listener hears: events as they may be known to all, and the heartbeat.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/ids.hpp"
#include "protocol/messages/events.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/time.hpp"

namespace antre {

/// How long somebody who takes a number of a service now will probably wait.
struct ExpectedWait {
  ServiceId service;
  int low_s = 0;
  int high_s = 0;
  bool operator==(const ExpectedWait&) const = default;
};
/// Once a second: the head of the journal and the time.
struct Heartbeat {
  static constexpr std::string_view kName = "heartbeat";
  int utc_offset_s = 0;
  bool hall_open = true;
  std::vector<ExpectedWait> expected;  ///< of the last forecast; empty while there is none
};
/// The dispatcher stops in an orderly way.
struct GoingDown {
  static constexpr std::string_view kName = "going-down";
};
/// An event that is not for all; who may know it asks for it (`get-events`).
struct Withheld {
  static constexpr std::string_view kName = "withheld";
};

using Published =
    std::variant<DayOpened, DayClosed, HallChanged, ClockCorrected, NumbersSkipped, TicketIssued,
                 TicketArrived, TicketCalled, TicketRecalled, ServiceStarted, ServiceFinished,
                 TicketNoShow, TicketHeld, TicketUnheld, TicketTransferred, TicketRequeued,
                 QuickServiceStarted, CommandUndone, NoteAdded, TicketCancelled, PrintReported,
                 CounterOpened, CounterBreak, CounterResumed, CounterClosed, CounterAlerted,
                 ServicePaused, ServiceUnpaused, ClockStarted, ClockReached, TicketOvertaken,
                 TargetMissed, MissCorrected, StoreRestored, TicketCheckedIn, GuestBookSigned,
                 ReprintAsked, PrinterReported, AnnouncementMade, AnnouncementWithdrawn, HelpAsked,
                 HelpEnded, MissExplained, TicketMoved, CaseOpened, CaseAdvanced, CaseClosed,
                 ReceiptAsked, SurveyAnswered, Heartbeat, GoingDown, Withheld>;

/// One message on the updates socket. A heartbeat's `seq` is the head of what was published.
struct Update {
  int v = kProtocolVersion;
  std::string epoch;
  std::uint64_t seq = 0;
  Day day;
  EngineMs at_ms = 0;
  std::optional<std::int64_t> wall_offset_ms;
  Published event;
};

/// What every listener may know of an entry: no officer's name, no ticket's code.
[[nodiscard]] Update public_update(const std::string& epoch, Entry entry);
/// The entry of an update, or nothing for a heartbeat, going-down and withheld.
[[nodiscard]] std::optional<Entry> entry_of(Update update);

}  // namespace antre
