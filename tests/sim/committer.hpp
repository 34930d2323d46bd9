// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dispatcher/service/work.hpp"
#include "tests/sim/disk.hpp"

namespace antre::sim {

/// Makes works durable one after the other, in simulated time, and has crashes of its own: before,
/// during (nothing is applied) and after a commit.
class SlowCommitter final : public service::Committer {
 public:
  struct Door {
    std::function<void(service::Work)> on_done;
    std::function<void(const char*)> crash;
    /// For the planted bugs alone.
    service::Transport& transport;
  };
  SlowCommitter(Timeline& time, Random& random, const Faults& faults, Planted planted, Disk& disk,
                Door door);

  void submit(service::Work work) override;
  /// What is under way never comes back.
  void crash();
  /// From now on nothing goes wrong any more.
  void heal() { healed_ = true; }

 private:
  void begin();
  void finish();
  void leak(const service::Work& work);
  /// With a planted bug of the engine: what a dispatcher with that bug would have written.
  void mistake(std::vector<store::Record>& records);

  Timeline& time_;
  Random& random_;
  const Faults& faults_;
  Planted planted_;
  Disk& disk_;
  Door door_;
  std::deque<service::Work> queue_;
  std::size_t group_ = 0;  ///< how many of the queue are being committed together
  bool busy_ = false;
  std::uint64_t life_ = 0;
  bool healed_ = false;
  std::optional<Day> first_day_;  ///< with kReusesNumbers alone
  std::set<std::string> given_;   ///< on it
};

}  // namespace antre::sim
