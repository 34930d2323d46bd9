// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/committer.hpp"

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

constexpr Millis kHealthyCommit{20};

}  // namespace

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
