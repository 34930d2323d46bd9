// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/dispatcher.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "dispatcher/service/secret.hpp"
#include "protocol/codec.hpp"

namespace antre::service {

void Dispatcher::keep(store::SessionRow row) {
  // A session that is forgotten and begun anew in one batch would be dropped by it.
  auto& forgotten = pending_.batch.forgotten;
  std::erase_if(forgotten, [&](const store::SessionKey& key) {
    return key.client == row.client && key.session == row.session;
  });
  sessions_.keep(row, submitted_ + 1);
  pending_.batch.sessions.push_back(std::move(row));
  for (auto& key : sessions_.take_surplus()) forgotten.push_back(std::move(key));
}

void Dispatcher::answer(const link::Peer& to, std::string bytes) {
  Answer ready;
  ready.to = to;
  ready.bytes = std::move(bytes);
  wait_with(std::move(ready));
}

void Dispatcher::wait_with(Answer answer) {
  ++waiting_;
  pending_.answers.push_back(std::move(answer));
  schedule_flush();
}

void Dispatcher::refuse(const link::Peer& to, const Request& request, const Error& error) {
  parts_.transport.reply(to, codec::encode(refusal(request, error)));
}

void Dispatcher::refuse_in_passing(const link::Peer& to, const Request& request,
                                   store::SessionRow row, const Error& error) {
  row.reply = codec::encode(refusal(request, error));
  sessions_.keep_refusal(row);
  parts_.transport.reply(to, row.reply);
}

void Dispatcher::reply_to(const link::Peer& to, const Request& request, ReplyBody body) {
  parts_.transport.reply(
      to, codec::encode(Reply{kProtocolVersion, request.session, request.n, std::move(body)}));
}

void Dispatcher::repeat(const link::Peer& to, const Sessions::Seen& seen, std::string bytes) {
  if (seen.work <= completed_) return parts_.transport.reply(to, bytes);
  answer(to, std::move(bytes));
}

void Dispatcher::send(Answer& answer) {
  if (answer.query) answer.bytes = codec::encode(answered(answer));
  parts_.transport.reply(answer.to, answer.bytes);
  if (!answer.read || !std::holds_alternative<GuestOf>(*answer.read)) return;
  wipe(answer.bytes);
  if (answer.found)
    if (auto* told = std::get_if<GuestReply>(&*answer.found); told != nullptr && told->guest)
      wipe(*told->guest);
}

hall::Calendar::Instant Dispatcher::instant() const {
  return calendar_.at(parts_.clock.read().wall_ms);
}

HallView Dispatcher::snapshot(const std::string& role) const {
  auto view = view_for_role(view_, role);
  const auto now = instant();
  view.utc_offset_s = now.utc_offset_s;
  view.hall_open = now.hall_open;
  if (outlook_.last()) view.expected = outlook_.last()->expected;
  return view;
}

Update Dispatcher::stamp(Published event) {
  Update update;
  update.epoch = view_.epoch;
  update.seq = view_.seq;
  update.event = std::move(event);
  // A clock that is not believed is not shown either: the screens stay at the last entry's time.
  std::int64_t wall_offset_ms = view_.wall_offset_ms;
  update.day = view_.day;
  update.at_ms = view_.at_ms;
  if (const auto now = time_.now()) {
    wall_offset_ms = now->wall_offset_ms + now->corrected_ms;
    update.day = moment(*now).day;
    update.at_ms = now->at_ms;
  }
  if (wall_offset_ms != 0) update.wall_offset_ms = wall_offset_ms;
  return update;
}

void Dispatcher::publish(std::vector<store::Record>& records) {
  for (auto& record : records)
    parts_.transport.publish(codec::encode(public_update(view_.epoch, std::move(record.entry))));
}

void Dispatcher::heartbeat() {
  if (stopping_ || failed_) return;
  // What disk, clock or a sleep of the machine delayed comes before anything else of this moment.
  tick();
  // A corrected clock is told to the screens at once, not with the next ticket.
  const auto seq = state_.seq;
  if (state_.opened || restored_ || had_seq_) static_cast<void>(begin_without_day(""));
  if (state_.seq != seq) tick();
  const auto now = instant();
  Heartbeat beat;
  beat.utc_offset_s = now.utc_offset_s;
  beat.hall_open = now.hall_open;
  if (outlook_.last()) beat.expected = outlook_.last()->expected;
  parts_.transport.publish(codec::encode(stamp(std::move(beat))));
  look_ahead();
  backups_.drop_unused();
  try_writing();
}

void Dispatcher::schedule_flush() {
  if (flush_scheduled_) return;
  flush_scheduled_ = true;
  // After what the loop does now: requests that arrived together are read first, and go together.
  parts_.loop.post([this] {
    flush_scheduled_ = false;
    flush();
    set_alarm();
  });
}

void Dispatcher::flush() {
  if (pending_.empty() || failed_) return;
  // Whatever was decided was decided at a time that is known; forgetting alone was not.
  if (!pending_.batch.records.empty() || !pending_.batch.sessions.empty())
    pending_.batch.anchor = time_.anchor();
  pending_.number = ++submitted_;
  parts_.committer.submit(std::exchange(pending_, {}));
}

void Dispatcher::completed(Work work) {
  if (failed_) return;
  if (!work.done) {
    failed_ = true;
    return events_.on_fatal(work.done.error());
  }
  completed_ = work.number;
  waiting_ -= work.answers.size();
  if (work.batch.epoch) view_.epoch = *work.batch.epoch;
  if (!work.batch.records.empty())
    committed_ = {work.batch.records.back().entry.seq, work.batch.records.back().hash};
  officers_.committed(work.batch.officers);
  if (work.try_writing && parts_.disk.read_only().empty())
    spdlog::info("the store can be written again");
  for (const auto& record : work.batch.records) view_.apply(record.entry);
  for (auto& ready : work.answers) send(ready);
  for (auto& row : work.batch.guests) wipe(row.guest);
  publish(work.batch.records);
  outlook_.committed(completed_);
  if (stopping_) finish_stop();
}

void Dispatcher::stop() {
  if (stopping_) return;
  stopping_ = true;
  parts_.alarm.off();
  flush();
  finish_stop();
}

void Dispatcher::finish_stop() {
  if (!idle() || failed_) return;
  parts_.transport.publish(codec::encode(stamp(GoingDown{})));
  events_.on_stopped();
}

}  // namespace antre::service
