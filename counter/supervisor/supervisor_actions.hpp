// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "counter/actions.hpp"
#include "protocol/ids.hpp"

namespace antre::counter::supervisor {

/// Questions that the page asks; each answer goes to the model's function of that name.
struct AskForecast {};
struct AskOfficers {};
/// Updates name no officer: the snapshot does.
struct AskNames {};
struct AskMisses {};
using Action = std::variant<SubmitCommand, AskForecast, AskOfficers, AskNames, AskMisses>;

/// Something on the page that can be selected. Equal as long as it is the same thing, whatever has
/// changed in the hall.
struct Item {
  enum class Kind { kNone, kCounter, kLine, kHelp, kAlert, kDue, kAdvice, kProbable, kMiss };
  Kind kind = Kind::kNone;
  CounterId counter;
  ServiceId service;
  TicketId ticket;
  std::string miss;
  bool operator==(const Item&) const = default;
};

/// What a supervisor does.
enum class Verb {
  kOpen,
  kBreak,
  kResume,
  kClose,
  kEndHelp,
  kMove,
  kPause,
  kUnpause,
  kCorrect,
  kAnnounce
};

/// One line of a sheet.
struct Option {
  enum class Kind { kVerb, kOfficer, kTicket, kService, kCounter };
  Kind kind = Kind::kVerb;
  Verb verb = Verb::kOpen;
  std::string officer;
  TicketId ticket;
  ServiceId service;
  CounterId counter;
  bool operator==(const Option&) const = default;
};

/// What is pressed, by key or mouse.
struct Press {
  enum class Kind {
    kUp,
    kDown,
    kLeft,
    kRight,
    kNextPart,
    kPreviousPart,
    kPageUp,
    kPageDown,
    kFirst,
    kLast,
    kEnter,
    kCancel,
    kBackspace,
    kAnnounce,
    kQuick,   ///< index: the main action of the so-many-eth item of the side that has one
    kItem,    ///< selects; again: as Enter
    kDo,      ///< the item's main action
    kOption,  ///< index of the sheet's options
  };
  Kind kind = Kind::kEnter;
  std::size_t index = 0;
  Item item = {};
  bool operator==(const Press&) const = default;
};

}  // namespace antre::counter::supervisor
