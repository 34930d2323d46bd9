// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispatcher/store/counter_spans.hpp"
#include "dispatcher/store/sqlite_db.hpp"
#include "dispatcher/store/sqlite_open.hpp"
#include "dispatcher/store/store.hpp"

namespace antre::store {

/// The store over SQLite; made by `open_sqlite`. Its statements are prepared once: a commit parses
/// no SQL.
class SqliteStore final : public Store {
 public:
  /// `why_not`: why it cannot be written; empty when it can.
  SqliteStore(std::filesystem::path data, OpenedFile opened, std::string why_not)
      : data_(std::move(data)), opened_(std::move(opened)), why_not_(std::move(why_not)) {}

  /// Prepares the statements, and folds the journal when the file was brought to another layout.
  [[nodiscard]] Result<void> start();

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
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override;
  [[nodiscard]] std::uint64_t own_bytes() const override;
  [[nodiscard]] std::string read_only() const override;
  void try_writing() override;

 private:
  [[nodiscard]] Result<void> prepare();
  /// Folds the whole journal into the empty projections, and commits the transaction that made
  /// them (schema.hpp, Prepared::kToFold).
  [[nodiscard]] Result<void> fold_journal();
  void set_read_only(std::string why_not);
  [[nodiscard]] Result<std::string> meta(std::string_view key);
  [[nodiscard]] Result<std::optional<Anchor>> anchor();
  [[nodiscard]] Result<std::vector<SessionRow>> sessions();
  [[nodiscard]] Result<std::vector<OfficerRow>> officers();
  [[nodiscard]] Result<void> write(const Batch& batch);
  [[nodiscard]] Result<void> write_record(const Record& record);
  /// A ticket with its turns; a fresh row when there is none.
  [[nodiscard]] Result<TicketRow> ticket_row(const TicketId& id);
  /// Writes a row and those of its turns that are not as they were `before`.
  [[nodiscard]] Result<void> write_ticket(const TicketRow& row, const std::vector<Turn>& before);
  [[nodiscard]] Result<void> write_tickets(const Entry& entry);
  /// Misses, their corrections and overtakings.
  [[nodiscard]] Result<void> write_register(const Entry& entry);
  /// The register of cases, and answers to the survey.
  [[nodiscard]] Result<void> write_cases(const Entry& entry);
  /// Reads a case, lets it be changed, and writes it; one that is not there is verify's to name.
  template <class Change>
  [[nodiscard]] Result<void> change_case(const std::string& number, Change change);
  [[nodiscard]] Result<void> write_projections(const Entry& entry);
  [[nodiscard]] Result<void> write_notes(const Batch& batch);
  [[nodiscard]] Result<void> write_guests(const Batch& batch);
  [[nodiscard]] Result<void> put_guests(const Batch& batch);
  [[nodiscard]] Result<void> write_sessions(const Batch& batch);
  /// Rare, so its statements are not kept.
  [[nodiscard]] Result<void> write_officers(const Batch& batch);
  [[nodiscard]] Result<void> write_meta(std::string_view key, std::string_view value);
  /// Reads entries until the statement ends or `limit` is reached; `more` when one is left.
  [[nodiscard]] static Result<Page> read_page(Statement& statement, std::size_t limit);

  [[nodiscard]] Database& database() { return opened_.database; }

  std::filesystem::path data_;
  OpenedFile opened_;
  mutable std::mutex mutex_;  ///< of what any thread may ask for: the next three
  std::string why_not_;
  mutable std::optional<std::uint64_t> free_bytes_;
  mutable std::chrono::steady_clock::time_point free_asked_;
  Statement begin_;
  Statement commit_;
  Statement insert_journal_;
  Statement insert_day_;
  Statement put_session_;
  Statement drop_session_;
  Statement get_ticket_;
  Statement put_ticket_;
  Statement get_turns_;
  Statement put_turn_;
  Statement drop_turns_;
  Statement get_miss_;
  Statement put_miss_;
  Statement get_case_;
  Statement put_case_;
  Statement put_answer_;
  Statement put_overtaking_;
  Statement put_span_;
  Statement put_note_;
  Statement drop_notes_;
  Statement put_guest_;
  Statement drop_guest_;
  Statement drop_guests_;
  Statement put_anchor_;
  Statement put_meta_;
  Statement get_range_;
  Staffing staffing_;
  Head head_;
  bool failed_ = false;
};

}  // namespace antre::store
