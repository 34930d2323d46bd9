// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

namespace antre::engine::test {

/// The selection rule as target.md says it, naively: every waiting ticket is looked at each time.
/// Fed by the journal alone, it shares nothing with the engine. Services are not taken out.
class Reference {
 public:
  void fold(const Entry& entry);
  /// The next choice of a counter.
  [[nodiscard]] std::optional<std::string> next(CounterId counter) const;

 private:
  struct Waiting {
    std::string number;
    std::string service;
    int count;
    bool priority;
    EngineMs place_ms;
  };
  [[nodiscard]] bool waits_in(const std::vector<ServiceId>& services) const;
  [[nodiscard]] bool regular_waits(const std::string& service) const;
  void remove(const std::string& number);
  void call(const TicketCalled& event);

  HallSettings hall_;
  std::vector<Waiting> waiting_;
  std::map<std::string, int> rows_;
};

}  // namespace antre::engine::test
