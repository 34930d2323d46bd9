// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "kiosk/page.hpp"
#include "protocol/ids.hpp"
#include "protocol/result.hpp"

namespace antre::kiosk {

/// The copies that staff asked of this kiosk and that are not with the printer yet. Each ends in
/// one of two ways: its ticket is known, and it is printed; or it is given up, and whoever asked is
/// told. Never a third, and never paper that nobody waits for any more. Pure; owned by the model.
class Reprints {
 public:
  /// A copy of `ticket` is wanted, until `until` and not later.
  void ask(const TicketId& ticket, Ms until);
  /// The tickets that are to be fetched now; each is answered by `answered` once, or never.
  [[nodiscard]] std::vector<TicketId> take_due(Ms now, bool online);
  /// What cannot be printed any more, as nobody stands there.
  [[nodiscard]] std::vector<TicketId> take_expired(Ms now);

  enum class Then {
    kNothing,  ///< it was not asked for, was given up meanwhile, or will be tried again
    kPrint,
    kGiveUp
  };
  /// What an answer means: nothing is the ticket's, else why there is none.
  [[nodiscard]] Then answered(const TicketId& ticket, std::optional<ErrorCode> refused, Ms now);

  /// When one of the above has more to say.
  [[nodiscard]] std::optional<Ms> deadline(bool online) const;

 private:
  struct Wanted {
    TicketId ticket;
    Ms until = 0;
    std::optional<Ms> next_try;  ///< nothing: asked, and no answer yet
  };
  std::vector<Wanted> wanted_;
};

}  // namespace antre::kiosk
