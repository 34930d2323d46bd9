// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/invariants.hpp"
#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

/// What a screen's copy and the journal have in common: not what stands beside the journal (the
/// opening of the hall, the offset of its clock) nor what not every role may see.
HallView common(HallView view) {
  view.epoch.clear();
  view.utc_offset_s = 0;
  view.hall_open = true;
  view.expected.clear();
  for (auto& counter : view.counters) counter.officer.clear();
  return view;
}

/// Where two views differ, for a failure's text.
std::string difference(const HallView& a, const HallView& b) {
  std::string text;
  const auto add = [&text](bool differs, std::string_view what) {
    if (differs) text.append(text.empty() ? "" : ", ").append(what);
  };
  add(a.seq != b.seq, "seq");
  add(a.day != b.day, "day");
  add(a.at_ms != b.at_ms, "time");
  add(a.wall_offset_ms != b.wall_offset_ms, "wall offset");
  add(a.hall != b.hall, "hall file");
  add(a.counters != b.counters, "counters");
  add(a.tickets != b.tickets, "tickets");
  add(a.calls != b.calls, "calls");
  add(a.printers != b.printers, "printers");
  add(a.today != b.today, "counts of today");
  add(a.lines != b.lines, "lines");
  add(a.paused != b.paused, "pauses");
  add(a.open_misses != b.open_misses, "open misses");
  return text;
}

/// Refusals of the moment: they say nothing about what the journal keeps of the request.
bool in_passing(ErrorCode code) {
  using enum ErrorCode;
  return code == kUnavailable || code == kClock || code == kNotAllowed || code == kStale ||
         code == kGap || code == kConflict;
}

bool is_refusal(const std::string& reply) {
  const auto decoded = codec::decode_reply(reply);
  return decoded && error_of(*decoded).has_value();
}

}  // namespace

Checker::Checker(Story& story, bool ghosts) : story_(story), ghosts_(ghosts) {
  history_.emplace_back();
}

void Checker::expect(bool holds, const std::string& what) {
  if (holds || broken_) return;
  broken_ = what;
  story_.tell("BROKEN", what);
}

void Checker::clock(const store::Batch& batch) {
  if (!batch.anchor) return;
  // Of commits only: what a crash took is forgotten, the time that it had reached too.
  const auto ahead_ms = batch.anchor->at_ms - batch.anchor->boottime_ms;
  const auto [at, first] = boots_.emplace(batch.anchor->boot_id, ahead_ms);
  expect(first || at->second == ahead_ms,
         fmt::format("engine time went by {} ms more than the boot-time clock in one boot",
                     ahead_ms - at->second));
  for (const auto& record : batch.records)
    expect(record.entry.at_ms <= batch.anchor->at_ms,
           fmt::format("entry {} is of the future", record.entry.seq));
}

void Checker::committed(const store::Batch& batch) {
  ++commits_;
  clock(batch);
  take(batch);
}

void Checker::take(const store::Batch& batch) {
  if (batch.epoch) epoch_ = *batch.epoch;
  for (const auto& record : batch.records) fold(record);
  if (!batch.records.empty() && !broken_ && !restoring_) {
    // A batch is whole decisions, each with all that follows from it.
    if (const auto missing = clocks_.missing(state_.at_ms)) expect(false, *missing);
    for (const auto& what : engine::broken(state_)) expect(false, "journal: " + what);
  }
  for (const auto& row : batch.sessions) {
    const Numbered request{row.client, row.session, row.n};
    const bool executed = !row.settled && !is_refusal(row.reply);
    expect(rows_.emplace(request, Row{row.reply, executed}).second,
           fmt::format("request {} of {} was carried out a second time", row.n, row.client));
    if (!executed) continue;
    const auto touch = touch_of_.find(request);
    if (touch == touch_of_.end()) continue;
    expect(!not_done_.contains(touch->second),
           fmt::format("request {} of {} ({}) was done after somebody was told that it is not",
                       row.n, row.client, touch->second));
    expect(done_.insert(touch->second).second,
           fmt::format("what was asked for once at {} ({}) was done twice", row.client,
                       touch->second));
  }
}

void Checker::restored(const std::vector<store::Batch>& kept) {
  std::set<TicketId> before;
  std::swap(before, given_);
  state_ = {};
  history_.assign(1, {});
  log_.clear();
  clocks_ = ClockBook(kTarget.target_s * std::int64_t{1000});
  last_count_.clear();
  boots_.clear();  // time that only lost commits had reached is forgotten with them
  rows_.clear();
  done_.clear();
  // What was settled as not done is forgotten too, and a late copy of it may come.
  not_done_.clear();
  restoring_ = true;
  for (const auto& batch : kept) take(batch);
  restoring_ = false;
  std::ranges::set_difference(before, given_, std::inserter(lost_, lost_.end()));
  for (const auto& ticket : lost_) seen_.erase(ticket);
  given_.merge(before);
  checked_seq_ = checked_view_ = 0;
}

void Checker::fold(const store::Record& record) {
  const auto& entry = record.entry;
  if (!restoring_) {
    story_.tell("journal", fmt::format("{} {}", entry.seq, codec::name(entry.event)));
    story_.mix(record.bytes);
  }
  expect(entry.seq == log_.size() + 1, fmt::format("entry {} does not follow", entry.seq));
  if (broken_) return;
  if (const auto* issued = std::get_if<TicketIssued>(&entry.event)) give(entry, *issued);
  if (const auto* skipped = std::get_if<NumbersSkipped>(&entry.event)) {
    auto& last = last_count_[{entry.day, skipped->service.value}];
    last = std::max(last, skipped->to);
  }
  if (const auto wrong = clocks_.take(entry)) expect(false, *wrong);
  if (broken_) return;
  engine::apply(state_, entry);
  auto view = history_.back();
  view.apply(entry);
  history_.push_back(common(std::move(view)));
  log_.push_back(record);
}

void Checker::give(const Entry& entry, const TicketIssued& issued) {
  expect(given_.insert({entry.day, issued.ticket}).second,
         fmt::format("number {} was given twice on one day", issued.ticket));
  const auto count = ++last_count_[{entry.day, issued.service.value}];
  expect(issued.ticket == number_text(issued.service, count, 3),
         fmt::format("number {} was given where {} follows", issued.ticket,
                     number_text(issued.service, count, 3)));
}

void Checker::reloaded(const std::vector<store::Record>& store,
                       const service::Dispatcher& dispatcher) {
  if (epoch_.empty()) epoch_ = dispatcher.view().epoch;
  expect(dispatcher.view().epoch == epoch_, "the store has another epoch than it had acknowledged");
  std::set<TicketId> kept;
  for (const auto& record : store)
    if (const auto* issued = std::get_if<TicketIssued>(&record.entry.event))
      kept.insert({record.entry.day, issued->ticket});
  for (const auto& [ticket, touch] : seen_)
    expect(kept.contains(ticket),
           fmt::format("number {} was shown to its visitor and is not in the store after a crash",
                       ticket.number));
  expect(store.size() == log_.size(),
         fmt::format("the store holds {} entries after a crash where it had acknowledged {}",
                     store.size(), log_.size()));
  expect(dispatcher.state() == state_,
         "the state that the journal gives at a start is not the one that was live");
  if (store.empty()) return;
  const auto view = common(dispatcher.view());
  expect(view == history_.back(), "the view at a start differs from what the screens folded: " +
                                      difference(view, history_.back()));
}

void Checker::stepped(const service::Dispatcher& dispatcher) {
  if (dispatcher.state().seq != checked_seq_) {
    checked_seq_ = dispatcher.state().seq;
    // What was decided is part of the trace even when a crash takes it.
    story_.mix(std::to_string(checked_seq_));
    for (const auto& what : engine::broken(dispatcher.state())) expect(false, "engine: " + what);
  }
  const auto seq = dispatcher.view().seq;
  expect(seq < history_.size(), "the dispatcher's view is ahead of the store");
  if (broken_ || seq == 0 || seq == checked_view_) return;
  checked_view_ = seq;
  const auto view = common(dispatcher.view());
  expect(view == history_[seq], fmt::format("the dispatcher's view at {} is not the journal's: {}",
                                            seq, difference(view, history_[seq])));
}

void Checker::replied(const link::Peer& to, std::string_view bytes) {
  const auto reply = codec::decode_reply(bytes);
  expect(reply.has_value(), "a reply cannot be read");
  if (!reply || reply->session.empty()) return;
  if (const auto error = error_of(*reply); error && in_passing(error->code)) return;
  const auto found = rows_.find({to.role + ":" + to.name, reply->session, reply->n});
  expect(found != rows_.end(), fmt::format("request {} of {}:{} was answered before its commit",
                                           reply->n, to.role, to.name));
  if (broken_) return;
  expect(found->second.reply == bytes,
         fmt::format("request {} of {}:{} was answered with other bytes than before", reply->n,
                     to.role, to.name));
}

void Checker::published(std::string_view bytes) {
  const auto update = codec::decode_update(bytes);
  expect(update.has_value(), "an update cannot be read");
  if (!update) return;
  expect(update->seq <= log_.size(),
         fmt::format("entry {} was published before its commit", update->seq));
  if (broken_ || !entry_of(*update)) return;
  expect(update->seq > 0 &&
             codec::encode(public_update(update->epoch, log_[update->seq - 1].entry)) == bytes,
         fmt::format("the update of entry {} is not what the journal holds", update->seq));
}

void Checker::saved(const std::string& client, const std::string& session, std::uint64_t n,
                    std::uint64_t touch) {
  const Numbered request{client, session, n};
  touch_of_[request] = touch;
}

std::uint64_t Checker::touch_of(const std::string& client, const std::string& session,
                                std::uint64_t n) const {
  const auto found = touch_of_.find({client, session, n});
  return found == touch_of_.end() ? 0 : found->second;
}

void Checker::seen(std::uint64_t touch, const TicketReply& ticket) {
  const TicketId id{ticket.day, ticket.ticket};
  if (lost_.contains(id)) return;  // a paper of before the restore
  expect(given_.contains(id),
         fmt::format("number {} was shown and is not in the store", ticket.ticket));
  const auto [at, first] = seen_.emplace(id, touch);
  expect(first || at->second == touch,
         fmt::format("number {} was given to two visitors", ticket.ticket));
}

void Checker::told_not_done(std::uint64_t touch, bool surely) {
  // A refusal of the moment is not kept over a crash, so a late copy may still be carried out.
  if (ghosts_ && !surely) return;
  expect(!done_.contains(touch),
         fmt::format("({}) was done and somebody was told that it is not", touch));
  not_done_.insert(touch);
}

void Checker::replica(std::string_view who, const HallView& view) {
  expect(view.epoch != epoch_ || view.seq < history_.size(),
         fmt::format("{} knows more than the journal", who));
  if (broken_ || view.seq == 0 || view.epoch != epoch_) return;
  const auto copy = common(view);
  expect(copy == history_[view.seq],
         fmt::format("the copy of {} at {} is not what the journal gives: {}", who, view.seq,
                     difference(copy, history_[view.seq])));
}

void Checker::announced(const std::string& who, const std::string& epoch, std::uint64_t seq) {
  expect(announced_.emplace(who, epoch, seq).second,
         fmt::format("{} announced the call of entry {} a second time", who, seq));
}

}  // namespace antre::sim
