// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "dispatcher/engine/engine.hpp"
#include "dispatcher/engine/invariants.hpp"
#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

/// The journal's view keeps no names of officers: not every role may see them.
void forget_officers(HallView& view) {
  for (auto& counter : view.counters) counter.officer.clear();
}

/// All but the officer's name. The bindings do not compile any more when a field is added.
bool same(const ViewCounter& a, const ViewCounter& b) {
  const auto& [a1, a2, a3, a4, a_officer, a5, a6, a7, a8, a9, a10] = a;
  const auto& [b1, b2, b3, b4, b_officer, b5, b6, b7, b8, b9, b10] = b;
  return std::tie(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) ==
         std::tie(b1, b2, b3, b4, b5, b6, b7, b8, b9, b10);
}

/// Where a screen's copy and the journal's view differ, for a failure's text; empty: nowhere. What
/// stands beside the journal (the opening of the hall, the offset of its clock) is not compared.
std::string difference(const HallView& a, const HallView& b) {
  // Does not compile any more when a field is added: compare it below, or say here why not.
  const auto& [epoch, seq, day, at_ms, wall_offset_ms, utc_offset_s, hall_open, hall, counters,
               tickets, calls, printers, today, lines, paused, announcements, expected, open_misses,
               misses] = a;
  std::string text;
  const auto add = [&text](bool differs, std::string_view what) {
    if (differs) text.append(text.empty() ? "" : ", ").append(what);
  };
  add(seq != b.seq, "seq");
  add(day != b.day, "day");
  add(at_ms != b.at_ms, "time");
  add(wall_offset_ms != b.wall_offset_ms, "wall offset");
  add(hall != b.hall, "hall file");
  add(!std::ranges::equal(counters, b.counters, same), "counters");
  add(tickets != b.tickets, "tickets");
  add(calls != b.calls, "calls");
  add(printers != b.printers, "printers");
  add(today != b.today, "counts of today");
  add(lines != b.lines, "lines");
  add(paused != b.paused, "pauses");
  add(announcements != b.announcements, "announcements");
  add(open_misses != b.open_misses, "open misses");
  add(misses != b.misses, "misses of today");
  return text;
}

}  // namespace

Checker::Checker(Story& story, bool ghosts, Looks looks)
    : story_(story), ghosts_(ghosts), looks_(looks) {
  history_.emplace_back();
}

bool Checker::is_refusal(const std::string& reply) {
  const auto decoded = reader_.reply(reply);
  return *decoded && error_of(**decoded).has_value();
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
  hold(first || at->second == ahead_ms,
       "engine time went by {} ms more than the boot-time clock in one boot",
       ahead_ms - at->second);
  for (const auto& record : batch.records)
    hold(record.entry.at_ms <= batch.anchor->at_ms, "entry {} is of the future", record.entry.seq);
}

void Checker::committed(const store::Batch& batch) {
  ++commits_;
  if (looks()) clock(batch);
  take(batch);
}

void Checker::take(const store::Batch& batch) {
  if (batch.epoch) epoch_ = *batch.epoch;
  officers_.keep(batch);
  for (const auto& record : batch.records) fold(record);
  if (!looks()) return;
  if (!restoring_) check_guests(batch);
  if (batch.epoch && !restoring_) renewed(batch);
  if (!batch.records.empty() && !broken_ && !restoring_) {
    // A batch is whole decisions, each with all that follows from it.
    if (const auto missing = clocks_.missing(state_.at_ms)) expect(false, *missing);
    // Where the dispatcher's state was inspected, the journal's is the same one: see `stepped`.
    if (!inspected_.contains(state_.seq))
      for (const auto& what : engine::broken(state_)) expect(false, "journal: " + what);
    inspected_.erase(inspected_.begin(), inspected_.upper_bound(state_.seq));
  }
  take_requests(batch);
}

void Checker::take_requests(const store::Batch& batch) {
  std::set<Numbered> carried_out;
  for (const auto& row : batch.sessions) {
    const Numbered request{row.client, row.session, row.n};
    const bool executed = !row.settled && !is_refusal(row.reply);
    hold(rows_.emplace(request, Row{row.reply, executed}).second,
         "request {} of {} was carried out a second time", row.n, row.client);
    if (!executed) continue;
    carried_out.insert(request);
    const auto touch = touch_of_.find(request);
    if (touch == touch_of_.end()) continue;
    if (const auto reply = reader_.reply(row.reply); *reply)
      if (const auto* ticket = std::get_if<TicketReply>(&(*reply)->body))
        papers_.given(touch->second, {ticket->day, ticket->ticket});
    hold(!not_done_.contains(touch->second),
         "request {} of {} ({}) was done after somebody was told that it is not", row.n, row.client,
         touch->second);
    hold(done_.insert(touch->second).second, "what was asked for once at {} ({}) was done twice",
         row.client, touch->second);
  }
  if (boottime_ == nullptr || restoring_) return;
  if (const auto wrong = officers_.opened(batch, carried_out)) expect(false, *wrong);
}

void Checker::restored(const std::vector<store::Batch>& kept, const std::string& epoch,
                       PutBack how) {
  numbers_.begin_put_back();
  officers_.put_back();
  state_ = {};
  history_.assign(1, {});
  head_seq_ = 0;
  log_.clear();
  clocks_ = ClockBook(kTarget.target_s * std::int64_t{1000});
  boots_.clear();  // time that only lost commits had reached is forgotten with them
  rows_.clear();
  done_.clear();
  // What was settled as not done is forgotten too, and a late copy of it may come.
  not_done_.clear();
  restoring_ = true;
  for (const auto& batch : kept) take(batch);
  restoring_ = false;
  epoch_ = epoch;
  if (how == PutBack::kByHand) doubtful_ = epoch;
  numbers_.end_put_back(how);
  papers_.put_back();
  for (const auto& ticket : numbers_.all_lost()) seen_.erase(ticket);
  checked_seq_ = checked_view_ = compared_seq_ = 0;
  inspected_.clear();
}

void Checker::fold(const store::Record& record) {
  const auto& entry = record.entry;
  if (!restoring_) {
    story_.tell("journal", fmt::format("{} {}", entry.seq, codec::name(entry.event)));
    story_.mix(record.bytes);
  }
  hold(entry.seq == head_seq_ + 1, "entry {} does not follow", entry.seq);
  head_seq_ = entry.seq;
  if (const auto* restored = std::get_if<StoreRestored>(&entry.event); restored && !restoring_)
    found_out(*restored);
  if (broken_ || !looks()) return;
  if (const auto* issued = std::get_if<TicketIssued>(&entry.event))
    if (const auto wrong = numbers_.give(entry, *issued)) expect(false, *wrong);
  if (const auto* skipped = std::get_if<NumbersSkipped>(&entry.event))
    numbers_.skip(entry.day, *skipped);
  papers_.take(entry);
  if (const auto wrong = clocks_.take(entry)) expect(false, *wrong);
  if (broken_) return;
  if (const auto* came = std::get_if<TicketCheckedIn>(&entry.event)) check_in(entry, *came);
  engine::apply(state_, entry);
  auto& view = history_.emplace_back(history_.back());
  view.apply(entry);
  forget_officers(view);
  log_.push_back(record);
}

void Checker::found_out(const StoreRestored& restored) {
  // A report that outlived its connection may be about the store of before.
  hold(restored.why != "by-hand" || numbers_.in_doubt() || ghosts_,
       "the dispatcher says that its store was put back, which nobody did");
  if (restored.why == "by-hand") numbers_.found_out();
}

void Checker::check_in(const Entry& entry, const TicketCheckedIn& event) {
  using enum TicketState;
  const auto* ticket = state_.ticket({event.of_day.value_or(entry.day), event.ticket});
  hold(ticket != nullptr, "{} checked in and is not in the hall", event.ticket);
  if (ticket == nullptr) return;
  hold(!ticket->checked_in, "{} checked in a second time", event.ticket);
  hold(ticket->state != kFinished && ticket->state != kNoShow && ticket->state != kCancelled &&
           ticket->state != kUnserved,
       "{} checked in and had ended", event.ticket);
}

void Checker::check_guests(const store::Batch& batch) {
  std::map<std::uint64_t, const store::GuestRow*> rows;
  for (const auto& row : batch.guests) rows[row.seq] = &row;
  for (const auto& record : batch.records) {
    const auto& entry = record.entry;
    const auto* event = std::get_if<GuestBookSigned>(&entry.event);
    if (event == nullptr) continue;
    const auto found = rows.extract(entry.seq);
    hold(!found.empty(), "entry {} of the guest book has no row", entry.seq);
    if (found.empty()) return;
    const auto& row = *found.mapped();
    const TicketId ticket{event->of_day.value_or(entry.day), event->ticket};
    hold(row.ticket == ticket && row.at_wall_ms == entry.wall_ms() &&
             event->hash == store::guest_hash(row.salt, row.guest),
         "the row of entry {} of the guest book is another's", entry.seq);
    hold(record.bytes.find(kGuestName) == std::string::npos, "entry {} tells of a guest",
         entry.seq);
  }
  hold(rows.empty(), "a row of the guest book has no entry in the journal");
}

void Checker::renewed(const store::Batch& batch) {
  std::set<std::string> skipped;
  bool told = false;
  for (const auto& record : batch.records) {
    if (std::holds_alternative<StoreRestored>(record.entry.event)) told = true;
    if (const auto* numbers = std::get_if<NumbersSkipped>(&record.entry.event))
      skipped.insert(numbers->service.value);
  }
  hold(told, "a new epoch began and the journal does not say why");
  for (const auto& line : state_.lines)
    hold(line.service.value.empty() || skipped.contains(line.service.value),
         "a new epoch began and no numbers of {} were skipped", line.service.value);
}

void Checker::reloaded(const std::vector<store::Record>& store,
                       const service::Dispatcher& dispatcher) {
  inspected_.clear();
  officers_.reloaded();
  if (!looks()) return;
  if (epoch_.empty()) epoch_ = dispatcher.view().epoch;
  expect(dispatcher.view().epoch == epoch_, "the store has another epoch than it had acknowledged");
  std::set<TicketId> kept;
  for (const auto& record : store)
    if (const auto* issued = std::get_if<TicketIssued>(&record.entry.event))
      kept.insert({record.entry.day, issued->ticket});
  for (const auto& [ticket, touch] : seen_)
    hold(kept.contains(ticket),
         "number {} was shown to its visitor and is not in the store after a crash", ticket.number);
  hold(store.size() == log_.size(),
       "the store holds {} entries after a crash where it had acknowledged {}", store.size(),
       log_.size());
  expect(dispatcher.state() == state_,
         "the state that the journal gives at a start is not the one that was live");
  if (store.empty()) return;
  const auto differs = difference(dispatcher.view(), history_.back());
  hold(differs.empty(), "the view at a start differs from what the screens folded: {}", differs);
}

void Checker::stepped(const service::Dispatcher& dispatcher) {
  if (dispatcher.state().seq != checked_seq_) {
    checked_seq_ = dispatcher.state().seq;
    // What was decided is part of the trace even when a crash takes it.
    story_.mix(std::to_string(checked_seq_));
    if (looks())
      for (const auto& what : engine::broken(dispatcher.state())) expect(false, "engine: " + what);
    inspected_.insert(checked_seq_);
  }
  if (!looks()) return;
  // Nothing is on its way to the store: what is live is what the journal gives.
  if (state_.seq == checked_seq_ && state_.seq != compared_seq_) {
    compared_seq_ = state_.seq;
    expect(dispatcher.state() == state_, "the state that is live is not the journal's");
  }
  const auto seq = dispatcher.view().seq;
  expect(seq < history_.size(), "the dispatcher's view is ahead of the store");
  if (broken_ || seq == 0 || seq == checked_view_) return;
  checked_view_ = seq;
  const auto differs = difference(dispatcher.view(), history_[seq]);
  hold(differs.empty(), "the dispatcher's view at {} is not the journal's: {}", seq, differs);
}

void Checker::replica(std::string_view who, const HallView& view) {
  if (!looks()) return;
  // In an epoch of two histories a copy may be of either, until another one is begun.
  if (view.seq == 0 || view.epoch != epoch_ || view.epoch == doubtful_) return;
  hold(view.seq < history_.size(), "{} knows more than the journal", who);
  if (broken_) return;
  const auto differs = difference(view, history_[view.seq]);
  hold(differs.empty(), "the copy of {} at {} is not what the journal gives: {}", who, view.seq,
       differs);
}

}  // namespace antre::sim
