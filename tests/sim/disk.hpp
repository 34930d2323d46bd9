// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "dispatcher/store/memory.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/faults.hpp"

namespace antre::sim {

/// The services of the simulated halls; also the prefixes of their numbers.
inline constexpr std::array kServices{"R", "K"};

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
  [[nodiscard]] Result<std::vector<CaseRow>> cases(const GetCases& query) override;
  [[nodiscard]] Result<SurveyReply> survey(const store::Days& days) override;
  [[nodiscard]] Result<std::vector<NoteText>> notes(const TicketId& ticket) override;
  [[nodiscard]] Result<GuestReply> guest(const TicketId& ticket) override;
  [[nodiscard]] Result<std::vector<store::ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) override;
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override;
  /// A store that was read while its disk was full takes nothing until it was tried again.
  [[nodiscard]] std::string read_only() const override;
  void try_writing() override { stuck_ = stuck_ && full_; }

  void set_full(bool full) { full_ = full; }
  [[nodiscard]] bool full() const { return full_ || stuck_; }
  [[nodiscard]] const std::vector<store::Record>& records() const { return kept_->records(); }
  /// The power went: with the planted bug the last commit goes with it.
  void crash();
  /// How many commits there were.
  [[nodiscard]] std::size_t commits() const { return batches_.size(); }
  /// How many there were `lost` commits ago, but not before today was opened nor before the store
  /// was last restored.
  [[nodiscard]] std::size_t commits_before(std::size_t lost) const;
  /// A backup that was made after `kept` commits is restored as `antre restore` does it, with the
  /// numbers told that are out today where the dispatcher would not skip as many by itself; of
  /// others in `tells` of a thousand.
  void restore(std::size_t kept, std::string epoch, std::int64_t wall_ms, Random& random,
               int tells);
  /// A copy of the file as it was after `kept` commits is put in its place, as nobody should do.
  /// False: more numbers may be out than anybody would skip; nothing is done.
  [[nodiscard]] bool copy_back(std::size_t kept);

 private:
  void keep_only(std::size_t commits);
  /// What a backup of the first `commits` would give next of a service on a day.
  [[nodiscard]] std::uint32_t next_number(std::size_t commits, Day day,
                                          const ServiceId& service) const;

  Checker& checker_;
  Planted planted_;
  std::string epoch_;
  std::string current_epoch_;
  std::unique_ptr<store::MemoryStore> kept_;
  bool backups_;
  std::vector<store::Batch> batches_;  ///< with backups and kLosesLastCommit alone
  bool full_ = false;
  bool stuck_ = false;  ///< read while the disk was full
};

}  // namespace antre::sim
