// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dispatcher/engine/engine.hpp"

namespace antre::reference {

/// Reads a journal from its first day-opened on and says what of "What must hold, always"
/// (target.md) it breaks, one sentence each.
class Always {
 public:
  [[nodiscard]] std::vector<std::string> broken(const std::vector<Entry>& entries);
  /// The state that the journal gives.
  [[nodiscard]] const engine::State& state() const { return state_; }

 private:
  void before(const Entry& entry);
  void after();
  void issued(const Entry& entry, const TicketIssued& event);
  void called(const TicketCalled& event);
  void started(const ServiceStarted& event);
  void overtakes(const TicketCalled& event, const engine::Ticket& ticket, bool by_rule_1);
  void found(const std::string& what) { found_.push_back(what); }

  engine::State state_;
  std::vector<std::string> found_;
  std::set<std::string> numbers_;
  std::map<std::string, std::uint32_t> last_;
  std::map<std::string, int> passed_;  ///< priority calls in a row, by waiting regular ticket
  std::map<std::string, int> misses_;
};

}  // namespace antre::reference
