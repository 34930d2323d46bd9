// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "dispatcher/store/store.hpp"
#include "dispatcher/store/tables.hpp"

namespace antre::store {

/// The twin without a disk: for tests and the simulation. Same contract, proven by the same tests.
class MemoryStore final : public Store {
 public:
  explicit MemoryStore(std::string epoch = random_hex(16)) : epoch_(std::move(epoch)) {}

  [[nodiscard]] Result<Loaded> load() override;
  [[nodiscard]] Result<void> commit(const Batch& batch) override;
  [[nodiscard]] Result<Page> entries(const Query& query) override;
  [[nodiscard]] Result<std::vector<TicketRow>> tickets(Day day) override;
  [[nodiscard]] Result<History> history(const Days& days) override;
  [[nodiscard]] Result<std::vector<MissRow>> misses(const GetMisses& query) override;
  [[nodiscard]] Result<std::vector<CaseRow>> cases(const GetCases& query) override;
  [[nodiscard]] Result<SurveyReply> survey(const Days& days) override;
  [[nodiscard]] Result<std::vector<NoteText>> notes(const TicketId& ticket) override;
  [[nodiscard]] Result<GuestReply> guest(const TicketId& ticket) override;
  [[nodiscard]] Result<std::vector<ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) override;
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override { return free_bytes_; }

  /// What `restore` (backup.hpp) does to a store: the content is that of a backup, under a new
  /// epoch, and the next start is told.
  void put_back(std::string epoch, Restored restored);
  /// What `free_bytes` says from now on.
  void set_free_bytes(std::uint64_t bytes) { free_bytes_ = bytes; }
  /// The journal as it is.
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }

 private:
  [[nodiscard]] Head head() const;

  std::string epoch_;
  std::string hall_id_;
  std::vector<Record> records_;
  std::map<std::pair<std::string, std::string>, SessionRow> sessions_;
  Tables tables_;
  std::map<std::uint64_t, NoteRow> notes_;  ///< by seq
  std::map<TicketId, GuestRow> guests_;
  std::optional<Anchor> anchor_;
  std::map<std::string, OfficerRow> officers_;  ///< by name
  std::optional<Restored> restored_;
  std::uint64_t free_bytes_ = std::uint64_t{1} << 40U;
};

}  // namespace antre::store
