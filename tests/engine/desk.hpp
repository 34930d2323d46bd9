// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "dispatcher/engine/engine.hpp"

namespace antre::engine::test {

/// Three services and three counters: 1 serves R and K and helps P, 2 serves P and helps R, 3
/// serves R.
[[nodiscard]] HallSettings small_hall();

/// The command that asks for a number of a service, with all else left as it is mostly.
[[nodiscard]] Issue issue_of(const std::string& service, TicketClass class_ = TicketClass::kRegular,
                             Channel channel = Channel::kWalkIn);

/// A dispatcher without store and link: turns the day, winds, decides, journals and folds.
class Desk {
 public:
  explicit Desk(HallSettings hall = small_hall());

  /// Carries a command out at the present moment and gives its events, each with what it brought
  /// with it; or the refusal.
  Result<std::vector<Event>> run(const Command& command);
  /// Carries out what must not be refused.
  std::vector<Event> must(const Command& command);
  /// The code of a refusal that must come.
  ErrorCode refused(const Command& command);
  /// Journals and folds events as they are.
  void journal(const std::vector<Event>& events);
  /// Puts another hall file in force.
  void reload(const HallSettings& hall);
  /// Lets time pass and carries out what comes by itself on the way, at its exact moments.
  void pass_ms(std::int64_t ms);
  void pass_s(int seconds) { pass_ms(std::int64_t{1000} * seconds); }
  /// Carries out what comes by itself now (the hall opens, a mark is reached).
  void wind_now();

  /// Issues and gives the number.
  std::string issue(const std::string& service, TicketClass class_ = TicketClass::kRegular);
  void open(int counter) { must(OpenCounter{{counter}, "officer " + std::to_string(counter)}); }
  /// Calls the next choice and gives its number.
  std::string call(int counter);
  /// Starts and finishes the visitor of a counter.
  void serve(int counter);
  /// Calls, serves and gives the number.
  std::string call_and_serve(int counter);

  /// A ticket of today, which must be there.
  [[nodiscard]] const Ticket& ticket(const std::string& number) const;
  /// The number that is called or served at a counter; empty when nobody is.
  [[nodiscard]] std::string at(int counter) const;
  /// The events of one kind so far.
  template <class E>
  [[nodiscard]] std::vector<E> all() const {
    std::vector<E> found;
    for (const auto& entry : entries)
      if (const auto* event = std::get_if<E>(&entry.event)) found.push_back(*event);
    return found;
  }

  State state;
  std::vector<Entry> entries;
  Context context;

 private:
  class Writer;
  void turn();
  HallSettings hall_;
};

/// A desk at whose counter 1 R001 is called, with R002 waiting.
[[nodiscard]] Desk calling_desk(const HallSettings& hall = small_hall());
/// Checks that all holds and that replays of the journal give the same state.
void check_whole(const Desk& desk);

/// The state that a replay of a journal gives, through its JSON when asked.
[[nodiscard]] State replay(const std::vector<Entry>& entries, bool through_json);
/// The entries since the last day-opened.
[[nodiscard]] std::vector<Entry> last_day(const std::vector<Entry>& entries);

}  // namespace antre::engine::test
