// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/hall/running_hall.hpp"
#include "tests/support/process.hpp"

namespace antre::test {

/// A hall file of three counters with one service each in a zone of its own and all in another;
/// nothing on the displays moves by itself, and calls are told by the chime alone.
[[nodiscard]] std::string quiet_hall(const TempDir& dir);

/// A display that hangs in the hall: a program on a screen of its own, whose sound goes to files.
class HungDisplay {
 public:
  /// `url`: the dispatcher as this display finds it.
  HungDisplay(RunningHall& hall, std::string name, std::string url,
              std::vector<std::string> more = {});

  void start();
  void kill();
  Process& process() { return *process_; }
  /// The whole screen, as bytes.
  [[nodiscard]] std::string picture() const;
  /// How often the chime was begun since the first start.
  [[nodiscard]] std::size_t chimes() const;

 private:
  RunningHall& hall_;
  std::string name_;
  std::string url_;
  std::vector<std::string> more_;
  TempDir dir_;
  Screen screen_{1280, 720};
  std::vector<std::string> sounds_;  ///< a file for each start
  std::optional<Process> process_;
};

/// Visitors and officers of that hall.
class Counters {
 public:
  explicit Counters(RunningHall& hall);
  /// A number of the counter's service is given and called there; who was called before has gone.
  void call(int counter);
  /// At one counter after the other.
  void call() { call(1 + static_cast<int>(calls_ % 3)); }
  void recall(int counter);
  /// Calls and recalls so far.
  [[nodiscard]] std::size_t calls() const { return calls_; }

 private:
  void must(std::vector<std::string> arguments);
  RunningHall& hall_;
  std::size_t calls_ = 0;
  std::set<int> busy_;
};

}  // namespace antre::test
