// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "protocol/messages.hpp"

namespace antre::sim {

/// What became of the paper of every number that a kiosk with a printer asked for: how often it
/// came out, told by the printers, and what the journal says of it at the end.
class PaperBook {
 public:
  /// Somebody asked for a number on paper.
  void wanted(std::uint64_t touch) { wanted_.insert(touch); }
  /// A request of that touch was carried out and gave this ticket.
  void given(std::uint64_t touch, const TicketId& ticket);
  /// An entry was committed.
  void take(const Entry& entry);
  /// A paper came out of a kiosk's printer; what is wrong with that. `paper`: what it says that no
  /// other ticket's says.
  [[nodiscard]] std::optional<std::string> printed(const std::string& kiosk,
                                                   const std::string& paper, bool copy);
  /// The store is an older one: of what it holds the kiosks have reported long ago.
  void put_back();
  /// A ticket of which nobody knows at the end whether it has a paper.
  [[nodiscard]] std::optional<std::string> unsettled() const;
  [[nodiscard]] std::size_t out() const { return out_; }

 private:
  std::set<std::uint64_t> wanted_;
  std::set<TicketId> open_;                                      ///< whose paper has no end yet
  std::map<std::pair<std::string, std::string>, int> unmarked_;  ///< by kiosk and paper
  std::size_t out_ = 0;
};

}  // namespace antre::sim
