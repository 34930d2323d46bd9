// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/disk.hpp"

#include <algorithm>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/numbering.hpp"
#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

constexpr Millis kHealthyCommit{20};
constexpr std::uint32_t kSkippedNumbers = 100;

/// What a state keeps of clocks.
bool of_clock(const Event& event) {
  return std::holds_alternative<ClockStarted>(event) ||
         std::holds_alternative<ClockReached>(event) ||
         std::holds_alternative<TicketOvertaken>(event) ||
         std::holds_alternative<TargetMissed>(event) ||
         std::holds_alternative<MissCorrected>(event);
}

/// What has to be kept for the numbers skipped by a restore to be enough.
bool begins_numbers(const store::Batch& batch) {
  return batch.epoch || std::ranges::any_of(batch.records, [](const store::Record& record) {
           return std::holds_alternative<DayOpened>(record.entry.event);
         });
}

}  // namespace

Disk::Disk(Checker& checker, Planted planted, std::string epoch, bool backups)
    : checker_(checker),
      planted_(planted),
      epoch_(std::move(epoch)),
      kept_(std::make_unique<store::MemoryStore>(epoch_)),
      backups_(backups || planted == Planted::kLosesLastCommit) {}

Result<store::Loaded> Disk::load() {
  auto loaded = kept_->load();
  if (loaded && planted_ == Planted::kForgetsSessions) loaded->sessions.clear();
  if (loaded && planted_ == Planted::kForgetsClock) loaded->anchor.reset();
  if (loaded && planted_ == Planted::kForgetsTicketClocks)
    for (auto& entry : loaded->entries)
      if (of_clock(entry.event)) entry.event = ClockCorrected{};
  return loaded;
}

Result<void> Disk::commit(const store::Batch& batch) {
  auto done = kept_->commit(batch);
  checker_.expect(done.has_value(), "a batch does not follow the journal");
  if (!done) return done;
  checker_.committed(batch);
  if (backups_) batches_.push_back(batch);
  return done;
}

Result<store::History> Disk::history(const store::Days& days) {
  return kept_->history(days);
}

Result<std::vector<MissRow>> Disk::misses(const GetMisses& query) {
  return kept_->misses(query);
}

Result<std::vector<NoteText>> Disk::notes(const TicketId& ticket) {
  return kept_->notes(ticket);
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

void Disk::crash() {
  if (planted_ == Planted::kLosesLastCommit && !batches_.empty()) keep_only(batches_.size() - 1);
}

void Disk::keep_only(std::size_t commits) {
  batches_.resize(commits);
  kept_ = std::make_unique<store::MemoryStore>(epoch_);
  for (const auto& batch : batches_)
    checker_.expect(kept_->commit(batch).has_value(), "the store cannot be read again");
}

void Disk::restore(std::size_t lost, std::string epoch) {
  // Not to before the day was opened, nor to before an earlier restore: more numbers may be out
  // then than are skipped, and whoever restores has to say how far they went.
  std::size_t kept = batches_.size();
  while (kept > 0 && lost > 0 && !begins_numbers(batches_[kept - 1])) {
    --kept;
    --lost;
  }
  keep_only(kept);
  checker_.restored(batches_);
  engine::State state;
  if (const auto loaded = kept_->load())
    for (const auto& entry : loaded->entries) engine::apply(state, entry);
  store::Batch batch;
  batch.epoch = std::move(epoch);
  auto head = records().empty() ? store::kNoHash : records().back().hash;
  for (const auto& line : state.lines) {
    if (line.service.value.empty() || !state.opened) continue;
    const auto next = engine::next_count(line);
    store::Record record;
    record.entry = {state.seq + batch.records.size() + 1, state.day, state.at_ms, std::nullopt,
                    NumbersSkipped{line.service, next, next + kSkippedNumbers - 1}};
    if (state.wall_offset_ms != 0) record.entry.wall_offset_ms = state.wall_offset_ms;
    record.bytes = codec::encode(record.entry);
    head = record.hash = store::chained(head, record.bytes);
    batch.records.push_back(std::move(record));
  }
  checker_.expect(commit(batch).has_value(), "a restored store takes nothing");
}

SlowCommitter::SlowCommitter(Timeline& time, Random& random, const Faults& faults, Planted planted,
                             Disk& disk, Door door)
    : time_(time),
      random_(random),
      faults_(faults),
      planted_(planted),
      disk_(disk),
      door_(std::move(door)) {}

void SlowCommitter::submit(service::Work work) {
  leak(work);
  queue_.push_back(std::move(work));
  if (!std::exchange(busy_, true)) begin();
}

void SlowCommitter::leak(const service::Work& work) {
  if (planted_ == Planted::kAnswersEarly)
    for (const auto& answer : work.answers)
      if (!answer.query) door_.transport.reply(answer.to, answer.bytes);
  if (planted_ == Planted::kPublishesEarly)
    for (const auto& record : work.batch.records)
      door_.transport.publish(codec::encode(public_update("early", record.entry)));
}

void SlowCommitter::mistake(std::vector<store::Record>& records) {
  if (planted_ != Planted::kStartsOverUncounted && planted_ != Planted::kReusesNumbers) return;
  const auto& kept = disk_.records();
  auto head = kept.empty() ? store::kNoHash : kept.back().hash;
  for (auto& record : records) {
    auto& entry = record.entry;
    const auto* overtaken = std::get_if<TicketOvertaken>(&entry.event);
    const auto* issued = std::get_if<TicketIssued>(&entry.event);
    if (planted_ == Planted::kStartsOverUncounted && overtaken != nullptr &&
        overtaken->start_over) {
      entry.event = ClockCorrected{};
    } else if (planted_ == Planted::kReusesNumbers && issued != nullptr) {
      if (!first_day_) first_day_ = entry.day;
      if (entry.day == *first_day_)
        given_.insert(issued->ticket);
      else if (given_.contains(issued->ticket))
        entry.day = *first_day_;
    }
    record.bytes = codec::encode(entry);
    head = record.hash = store::chained(head, record.bytes);
  }
}

void SlowCommitter::begin() {
  // What waits when the disk is free goes together, as on the store's thread.
  group_ = queue_.size();
  const bool writes =
      std::ranges::any_of(queue_, [](const service::Work& work) { return !work.batch.empty(); });
  time_.after(writes ? random_.between(Millis(1), healed_ ? kHealthyCommit : faults_.commit_most)
                     : Millis(0),
              [this, life = life_] {
                if (life == life_) finish();
              });
}

void SlowCommitter::finish() {
  while (group_ > 0) {
    --group_;
    auto work = std::move(queue_.front());
    queue_.pop_front();
    const int crash = healed_ || work.batch.empty() ? 0 : faults_.crash_at_commit;
    if (random_.chance(crash)) return door_.crash("before a commit was whole");
    if (!work.batch.empty() && !healed_ && random_.chance(faults_.commit_fails)) {
      work.done = Error{ErrorCode::kIo, "the disk failed"};
      return door_.on_done(std::move(work));
    }
    mistake(work.batch.records);
    service::carry_out(disk_, work);
    if (random_.chance(crash)) return door_.crash("between a commit and its answer");
    door_.on_done(std::move(work));
  }
  busy_ = !queue_.empty();
  if (busy_) begin();
}

void SlowCommitter::crash() {
  ++life_;
  queue_.clear();
  group_ = 0;
  busy_ = false;
}

}  // namespace antre::sim
