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

/// How a store came to be older than it was.
enum class PutBack {
  kBackup,  ///< `antre restore`
  kByHand   ///< a file was copied over it, and nobody knows
};

/// Which numbers were given to whom, over all that is done to the store: kept apart from it, and
/// from the first entry on.
///
/// What is promised of a store that was put back: no number that a client was told is given to
/// another ticket of its day. After `antre restore` at once, when whoever restores tells numbers
/// beyond the hundred that are skipped unasked. After a copied file only once a client reports to
/// have been further than the store: until then nobody can know, and numbers are given again. Never
/// known, and nothing promised, is it when the store has caught up before any client comes back.
class NumberBook {
 public:
  /// An entry was committed; what is wrong with it.
  [[nodiscard]] std::optional<std::string> give(const Entry& entry, const TicketIssued& issued);
  void skip(Day day, const NumbersSkipped& skipped);

  /// A client was told of this ticket, in a reply or an update.
  void delivered(const TicketId& ticket);
  /// The highest number of a service and day that any client was told of; 0: none.
  [[nodiscard]] std::uint32_t out(Day day, const ServiceId& service) const;

  /// The store is an older one: `give` and `skip` are told again what it holds, then `end`.
  void begin_put_back();
  void end_put_back(PutBack how);
  /// The dispatcher has found out that the store was put back by hand.
  void found_out();
  /// Whether the store was put back by hand and nobody has found out yet.
  [[nodiscard]] bool in_doubt() const { return in_doubt_; }

  [[nodiscard]] bool given(const TicketId& ticket) const { return given_.contains(ticket); }
  /// Given before the store was put back, and not in it.
  [[nodiscard]] bool lost(const TicketId& ticket) const { return lost_.contains(ticket); }
  /// Given to a second visitor, as nobody could know better.
  [[nodiscard]] bool again(const TicketId& ticket) const { return again_.contains(ticket); }
  [[nodiscard]] const std::set<TicketId>& all_lost() const { return lost_; }
  [[nodiscard]] std::size_t count() const { return given_.size() + lost_.size(); }

 private:
  std::set<TicketId> given_;
  std::set<TicketId> before_;  ///< while the store is being put back
  std::set<TicketId> delivered_;
  std::set<TicketId> lost_;
  std::set<TicketId> taken_;  ///< of those that were lost: must not be given to another
  std::set<TicketId> doubt_;  ///< the same, once it is found out
  std::set<TicketId> again_;
  bool in_doubt_ = false;
  std::map<std::pair<Day, std::string>, std::uint32_t> last_count_;
  std::map<std::pair<Day, std::string>, std::uint32_t> out_;
};

}  // namespace antre::sim
