// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/disk.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "dispatcher/service/restored.hpp"

namespace antre::sim {
namespace {

/// What a state keeps of clocks.
bool of_clock(const Event& event) {
  return std::holds_alternative<ClockStarted>(event) ||
         std::holds_alternative<ClockReached>(event) ||
         std::holds_alternative<TicketOvertaken>(event) ||
         std::holds_alternative<TargetMissed>(event) ||
         std::holds_alternative<MissCorrected>(event);
}

/// In front of it other numbers were out, of another day or of before a restore.
bool begins_numbers(const store::Batch& batch) {
  return batch.epoch || batch.restored_done || !batch.officers.empty() ||
         std::ranges::any_of(batch.records, [](const store::Record& record) {
           return std::holds_alternative<DayOpened>(record.entry.event);
         });
}

/// The service day of a wall clock, in Jakarta.
Day day_of(std::int64_t wall_ms) {
  constexpr std::int64_t kDayMs = 86'400'000;
  constexpr std::int64_t kAheadOfUtcMs = 25'200'000;
  return Day{static_cast<int>((wall_ms + kAheadOfUtcMs) / kDayMs)};
}

}  // namespace

Disk::Disk(Checker& checker, Planted planted, std::string epoch, bool backups)
    : checker_(checker),
      planted_(planted),
      epoch_(std::move(epoch)),
      current_epoch_(epoch_),
      kept_(std::make_unique<store::MemoryStore>(epoch_)),
      backups_(backups || planted == Planted::kLosesLastCommit) {}

Result<store::Loaded> Disk::load() {
  stuck_ = full_;
  auto loaded = kept_->load();
  if (loaded && planted_ == Planted::kSkipsNothing) loaded->restored.reset();
  if (loaded && planted_ == Planted::kForgetsSessions) loaded->sessions.clear();
  if (loaded && planted_ == Planted::kForgetsClock) loaded->anchor.reset();
  if (loaded && planted_ == Planted::kForgetsTicketClocks)
    for (auto& entry : loaded->entries)
      if (of_clock(entry.event)) entry.event = ClockCorrected{};
  return loaded;
}

Result<void> Disk::commit(const store::Batch& batch) {
  checker_.expect(!stuck_, "a store was written that cannot be");
  auto done = kept_->commit(batch);
  checker_.expect(done.has_value(), "a batch does not follow the journal");
  if (!done) return done;
  if (batch.epoch) current_epoch_ = *batch.epoch;
  checker_.committed(batch);
  if (backups_) batches_.push_back(batch);
  return done;
}

Result<store::History> Disk::history(const store::Days& days) {
  return kept_->history(days);
}

Result<std::vector<CaseRow>> Disk::cases(const GetCases& query) {
  return kept_->cases(query);
}

Result<SurveyReply> Disk::survey(const store::Days& days) {
  return kept_->survey(days);
}

Result<std::vector<MissRow>> Disk::misses(const GetMisses& query) {
  return kept_->misses(query);
}

Result<std::vector<NoteText>> Disk::notes(const TicketId& ticket) {
  return kept_->notes(ticket);
}

Result<GuestReply> Disk::guest(const TicketId& ticket) {
  return kept_->guest(ticket);
}

Result<std::vector<store::ServiceTime>> Disk::service_times(const std::optional<ServiceId>& service,
                                                            std::size_t most) {
  return kept_->service_times(service, most);
}

Result<store::Page> Disk::entries(const store::Query& query) {
  return kept_->entries(query);
}

Result<std::vector<store::TicketRow>> Disk::tickets(Day day) {
  return kept_->tickets(day);
}

Result<std::uint64_t> Disk::free_bytes() const {
  return full_ ? 0 : std::uint64_t{1} << 40U;
}

std::string Disk::read_only() const {
  return stuck_ ? "the disk was full when the store was opened" : "";
}

void Disk::crash() {
  if (planted_ == Planted::kLosesLastCommit && !batches_.empty()) keep_only(batches_.size() - 1);
}

void Disk::keep_only(std::size_t commits) {
  batches_.resize(commits);
  kept_ = std::make_unique<store::MemoryStore>(epoch_);
  for (const auto& batch : batches_)
    checker_.expect(kept_->commit(batch).has_value(), "the store cannot be read again");
}

std::size_t Disk::commits_before(std::size_t lost) const {
  std::size_t kept = batches_.size();
  for (; kept > 0 && lost > 0 && !begins_numbers(batches_[kept - 1]); --lost) --kept;
  return kept;
}

std::uint32_t Disk::next_number(std::size_t commits, Day day, const ServiceId& service) const {
  engine::State state;
  for (std::size_t i = 0; i < commits; ++i)
    for (const auto& record : batches_[i].records) engine::apply(state, record.entry);
  if (!state.opened || state.day != day) return 1;
  for (const auto& line : state.lines)
    if (line.service == service) return engine::next_count(line);
  return 1;
}

void Disk::restore(std::size_t kept, std::string epoch, std::int64_t wall_ms, Random& random,
                   int tells) {
  store::Restored restored{wall_ms, {}};
  // Whoever restores has papers in hand, and the machine's clock may be wrong.
  std::set<Day> days{day_of(wall_ms)};
  if (!records().empty()) days.insert(records().back().entry.day);
  for (const auto* name : kServices) {
    const ServiceId service{name};
    std::uint32_t out = 0;
    bool must = false;
    for (const auto today : days) {
      const auto last = checker_.numbers().out(today, service);
      out = std::max(out, last);
      must = must || last >= next_number(kept, today, service) + service::kSkippedNumbers;
    }
    if (out > 0 && (random.chance(tells) || must)) restored.told.push_back({service, out});
  }
  keep_only(kept);
  if (planted_ == Planted::kKeepsEpoch) epoch = current_epoch_;
  current_epoch_ = std::move(epoch);
  kept_->put_back(current_epoch_, std::move(restored));
  checker_.restored(batches_, current_epoch_, PutBack::kBackup);
}

bool Disk::copy_back(std::size_t kept) {
  const auto loaded = kept_->load();
  // A restore that the dispatcher has not seen yet is in no copy.
  if (!loaded || loaded->restored || loaded->entries.empty()) return false;
  const auto today = loaded->entries.back().day;
  for (const auto* name : kServices)
    if (checker_.numbers().out(today, {name}) >=
        next_number(kept, today, {name}) + service::kSkippedNumbers)
      return false;
  keep_only(kept);
  store::Batch same;
  same.epoch = current_epoch_;
  checker_.expect(kept_->commit(same).has_value(), "the store cannot be read again");
  checker_.restored(batches_, current_epoch_, PutBack::kByHand);
  return true;
}

}  // namespace antre::sim
