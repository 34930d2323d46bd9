// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/papers.hpp"

#include <fmt/format.h>

namespace antre::sim {

void PaperBook::given(std::uint64_t touch, const TicketId& ticket) {
  if (wanted_.contains(touch)) open_.insert(ticket);
}

void PaperBook::take(const Entry& entry) {
  if (const auto* told = std::get_if<PrintReported>(&entry.event)) {
    if (told->state != PrintState::kNone && told->state != PrintState::kQueued)
      open_.erase({told->of_day.value_or(entry.day), told->ticket});
  } else if (const auto* cancelled = std::get_if<TicketCancelled>(&entry.event)) {
    open_.erase({cancelled->of_day.value_or(entry.day), cancelled->ticket});
  } else if (std::holds_alternative<DayOpened>(entry.event)) {
    // What was left of the day before is unserved, and takes no reports any more.
    open_.clear();
  }
}

std::optional<std::string> PaperBook::printed(const std::string& kiosk, const std::string& paper,
                                              bool copy) {
  ++out_;
  if (copy || ++unmarked_[{kiosk, paper}] == 1) return std::nullopt;
  return fmt::format("{} printed {} a second time, and the second one is not marked as a copy",
                     kiosk, paper);
}

void PaperBook::put_back() {
  open_.clear();
  // A late copy of a request of before may be carried out anew, and nobody asks for its ticket.
  wanted_.clear();
}

std::optional<std::string> PaperBook::unsettled() const {
  if (open_.empty()) return std::nullopt;
  return fmt::format("nobody knows what became of the paper of {} ({} such)", open_.begin()->number,
                     open_.size());
}

}  // namespace antre::sim
