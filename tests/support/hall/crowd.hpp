// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "protocol/messages.hpp"
#include "tests/support/hall/record.hpp"
#include "tests/support/hall/running_hall.hpp"

namespace antre::test {

/// What a crowd's check takes for granted.
struct Allowed {
  std::vector<std::string> others = {};  ///< devices that asked for numbers beside the crowd
  /// Refusals as a gap: after a refusal that was not kept, or a restored backup, a client counts
  /// on from a number that the dispatcher does not know.
  bool gaps = false;
};

/// Kiosks and counters of a hall, each a process of its own with its outbox and its record, that
/// ask without a pause. One thread.
class Crowd {
 public:
  struct Settings {
    int kiosks = 3;
    int counters = 3;  ///< at most as many as the hall file has
    std::uint64_t seed = 1;
    int most_pause_ms = 30;
    std::string url = {};  ///< where they find the dispatcher; empty: as the hall says
    std::vector<std::string> wrapper = {};  ///< a command that runs theirs, "ip netns exec NAME"
  };
  Crowd(RunningHall& hall, Settings settings);

  [[nodiscard]] std::size_t size() const { return members_.size(); }
  void kill(std::size_t member);
  void start(std::size_t member);
  [[nodiscard]] const Process& process(std::size_t member) const {
    return *members_.at(member).process;
  }
  /// Grows with everything that any of them asks or is told.
  [[nodiscard]] std::uintmax_t progress() const;
  /// The same of one.
  [[nodiscard]] std::uintmax_t progress(std::size_t member) const;
  /// Waits until all of them were told something since now, or fails the test.
  void wait_for_all();
  /// Asks nothing new; waits until each has its answer and ends. Fails the test when one does not.
  void finish();
  /// Their records against the journal: what each was told was done once, the answers to one
  /// request are the same, nothing else was done, no number is given twice or left out. Fails the
  /// test with each difference. After `finish`.
  void check_against(const std::vector<Entry>& journal, const Allowed& allowed = {}) const;
  /// Their records alone: what each was told, the same each time.
  void check_answers(const Allowed& allowed = {}) const;
  /// The numbers that the crowd's kiosks were given, each as often as it was.
  [[nodiscard]] std::multiset<std::string> numbers() const;
  /// Requests that were answered as done, over all of them.
  [[nodiscard]] std::size_t done() const;

 private:
  struct Member {
    std::string role;
    std::string name;
    int runs = 0;
    std::optional<Process> process = std::nullopt;
  };
  [[nodiscard]] std::string file(const Member& member, const char* what) const;

  RunningHall& hall_;
  Settings settings_;
  TempDir dir_;
  std::vector<Member> members_;
};

}  // namespace antre::test
