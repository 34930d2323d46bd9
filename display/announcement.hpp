// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/hall_settings.hpp"

namespace antre::display {

/// A number and where its visitor is to go.
struct SaidCall {
  std::string number;  ///< "R012"
  int counter = 0;
  Text counter_name;  ///< "Loket 3" in each language; empty: the word for counter and its number
  bool operator==(const SaidCall&) const = default;
};

/// What is to be heard, in order: the chime, then in each language the words, all as often as asked
/// for. Made by the announcer, turned into sound by the voice.
struct Announcement {
  enum class Kind {
    kCall,    ///< one call
    kRecall,  ///< one call, said to be a repeated one
    kGroup,   ///< calls that had piled up, said together
    kMessage  ///< what the supervisor has to say
  };
  std::uint64_t seq = 0;  ///< of the (last) call or the message: names it when it is done
  Kind kind = Kind::kCall;
  std::vector<SaidCall> calls;         ///< one, of a group several, oldest first
  std::string message;                 ///< of kMessage
  std::vector<std::string> languages;  ///< in this order; never empty when `voice`
  bool chime = true;
  bool voice = true;
  int times = 2;       ///< words are said so often
  bool brisk = false;  ///< calls pile up: shorter chime, faster speech
  bool operator==(const Announcement&) const = default;
};

}  // namespace antre::display
