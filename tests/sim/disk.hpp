// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dispatcher/service/work.hpp"
#include "dispatcher/store/memory.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/faults.hpp"

namespace antre::sim {

/// The dispatcher's disk: outlives its crashes. What it takes is told to the checker.
class Disk final : public store::Store {
 public:
  /// `backups`: older copies of the store may be restored.
  Disk(Checker& checker, Planted planted, std::string epoch, bool backups);

  [[nodiscard]] Result<store::Loaded> load() override;
  [[nodiscard]] Result<void> commit(const store::Batch& batch) override;
  [[nodiscard]] Result<store::Page> entries(const store::Query& query) override;
  [[nodiscard]] Result<std::vector<store::TicketRow>> tickets(Day day) override;
  [[nodiscard]] Result<store::History> history(const store::Days& days) override;
  [[nodiscard]] Result<std::vector<MissRow>> misses(const GetMisses& query) override;
  [[nodiscard]] Result<std::vector<NoteText>> notes(const TicketId& ticket) override;
  [[nodiscard]] Result<std::vector<store::ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) override;
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override;

  void set_full(bool full) { full_ = full; }
  [[nodiscard]] const std::vector<store::Record>& records() const { return kept_->records(); }
  /// The power went: with the planted bug the last commit goes with it.
  void crash();
  /// An older backup is restored, as `antre restore` does it: without the last `lost` commits
  /// (fewer when the day was opened or the store restored since then), in a new epoch, with the
  /// numbers skipped that may be out.
  void restore(std::size_t lost, std::string epoch);

 private:
  void keep_only(std::size_t commits);

  Checker& checker_;
  Planted planted_;
  std::string epoch_;
  std::unique_ptr<store::MemoryStore> kept_;
  bool backups_;
  std::vector<store::Batch> batches_;  ///< with backups and kLosesLastCommit alone
  bool full_ = false;
};

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
