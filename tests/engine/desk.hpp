// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "dispatcher/engine/engine.hpp"

namespace antre::engine::test {

/// Three services and three counters: 1 serves R and K and helps P, 2 serves P and helps R, 3
/// serves R.
[[nodiscard]] HallSettings small_hall();

/// A dispatcher without store and link: turns the day, decides, journals and folds.
class Desk {
 public:
  explicit Desk(HallSettings hall = small_hall());

  /// Carries a command out, or gives the refusal.
  Result<std::vector<Event>> run(const Command& command);
  /// Carries out what must not be refused.
  std::vector<Event> must(const Command& command);
  /// The code of a refusal that must come.
  ErrorCode refused(const Command& command);
  /// Journals and folds events as they are.
  void journal(const std::vector<Event>& events);
  /// Puts another hall file in force.
  void reload(const HallSettings& hall);
  void pass_ms(std::int64_t ms) { context.now.at_ms += ms; }

  /// Issues and gives the number.
  std::string issue(const std::string& service, TicketClass class_ = TicketClass::kRegular);
  void open(int counter) { must(OpenCounter{{counter}, "officer " + std::to_string(counter)}); }
  /// Calls the next choice and gives its number.
  std::string call(int counter);
  /// Starts and finishes the visitor of a counter.
  void serve(int counter);
  /// Calls, serves and gives the number.
  std::string call_and_serve(int counter);

  State state;
  std::vector<Entry> entries;
  Context context;

 private:
  HallSettings hall_;
};

/// The state that a replay of a journal gives, through its JSON when asked.
[[nodiscard]] State replay(const std::vector<Entry>& entries, bool through_json);
/// The entries since the last day-opened.
[[nodiscard]] std::vector<Entry> last_day(const std::vector<Entry>& entries);

}  // namespace antre::engine::test
