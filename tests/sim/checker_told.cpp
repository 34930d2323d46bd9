// SPDX-License-Identifier: Apache-2.0
// What must hold of what goes over the wire and of what people are told.
#include <fmt/format.h>

#include <algorithm>

#include "protocol/codec.hpp"
#include "tests/sim/checker.hpp"

namespace antre::sim {
namespace {

/// Refusals of the moment: they say nothing about what the journal keeps of the request.
bool in_passing(ErrorCode code) {
  using enum ErrorCode;
  return code == kUnavailable || code == kClock || code == kNotAllowed || code == kStale ||
         code == kGap || code == kConflict || code == kPinRequired;
}

}  // namespace

void Checker::replied(const link::Peer& to, std::string_view bytes) {
  if (!looks()) return;
  expect(bytes.find(kGuestName) == std::string_view::npos, "a reply tells of a guest");
  const auto read = reader_.reply(bytes);
  const auto& reply = *read;
  expect(reply.has_value(), "a reply cannot be read");
  if (boottime_ != nullptr && reply)
    if (const auto wrong = officers_.replied(to, *reply, boottime_->read().boottime_ms))
      expect(false, *wrong);
  if (!reply || reply->session.empty()) return;
  if (const auto error = error_of(*reply); error && in_passing(error->code)) return;
  const auto found = rows_.find({to.role + ":" + to.name, reply->session, reply->n});
  hold(found != rows_.end(), "request {} of {}:{} was answered before its commit", reply->n,
       to.role, to.name);
  if (broken_) return;
  hold(found->second.reply == bytes,
       "request {} of {}:{} was answered with other bytes than before", reply->n, to.role, to.name);
}

void Checker::published(std::string_view bytes) {
  if (!looks()) return;
  expect(bytes.find(kGuestName) == std::string_view::npos, "an update tells of a guest");
  const auto read = reader_.update(bytes);
  const auto& update = *read;
  expect(update.has_value(), "an update cannot be read");
  if (!update) return;
  hold(update->seq <= log_.size(), "entry {} was published before its commit", update->seq);
  if (broken_ || !entry_of(*update)) return;
  hold(update->seq > 0 &&
           codec::encode(public_update(update->epoch, log_[update->seq - 1].entry)) == bytes,
       "the update of entry {} is not what the journal holds", update->seq);
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
  if (!looks() || check_ins_.contains(touch)) return;
  // A paper of before the store was put back; of a copied file its number may be out twice.
  if (numbers_.lost(id) || numbers_.again(id)) return;
  hold(numbers_.given(id), "number {} was shown and is not in the store", ticket.ticket);
  const auto [at, first] = seen_.emplace(id, touch);
  hold(first || at->second == touch, "number {} was given to two visitors", ticket.ticket);
}

void Checker::told_not_done(std::uint64_t touch, bool surely) {
  // A refusal of the moment is not kept over a crash, so a late copy may still be carried out.
  if (ghosts_ && !surely) return;
  hold(!done_.contains(touch), "({}) was done and somebody was told that it is not", touch);
  not_done_.insert(touch);
}

void Checker::announced(const std::string& who, const display::Announcement& announcement,
                        const std::vector<display::Call>& calls, const std::string& shown) {
  using enum display::Announcement::Kind;
  hold(!calls.empty() && announcement.calls.size() == calls.size(), "{} announces nothing", who);
  hold(calls.size() <= display::kMaxGroup, "{} announces {} calls at once", who, calls.size());
  hold((announcement.kind == kGroup) == (calls.size() > 1), "{} announces a group of one", who);
  for (const auto& call : calls) {
    hold(call.recall == (announcement.kind == kRecall),
         "{} does not say of entry {} whether it is a recall", who, call.seq);
    announced(who, call, shown);
  }
}

void Checker::announced(const std::string& who, const display::Call& call,
                        const std::string& shown) {
  if (call.epoch == doubtful_) return;
  hold(announced_.emplace(who, call.epoch, call.seq).second,
       "{} announced the call of entry {} a second time", who, call.seq);
  auto& last = last_announced_[{who, call.epoch}];
  hold(last < call.seq, "{} announced the call of entry {} after that of {}", who, call.seq, last);
  last = call.seq;
  hold(call.epoch == shown, "{} announced a call of before the store was put back", who);
  if (!looks() || call.epoch != epoch_ || broken_) return;
  hold(call.seq <= log_.size(), "{} announced entry {}, which is not there", who, call.seq);
  if (broken_) return;
  const auto& event = log_[call.seq - 1].entry.event;
  const auto* called = std::get_if<TicketCalled>(&event);
  const auto* recalled = std::get_if<TicketRecalled>(&event);
  hold(call.recall ? recalled != nullptr && recalled->ticket == call.ticket
                   : called != nullptr && called->ticket == call.ticket,
       "{} announced {} as entry {}, which is another", who, call.ticket, call.seq);
}

void Checker::said(const std::string& who, const display::Message& message, const HallView* shown) {
  if (message.epoch == doubtful_) return;
  hold(announced_.emplace(who, message.epoch, message.seq).second,
       "{} said the message of entry {} a second time", who, message.seq);
  hold(shown != nullptr && shown->epoch == message.epoch,
       "{} said a message of before the store was put back", who);
  if (!looks() || message.epoch != epoch_ || shown == nullptr || broken_) return;
  hold(message.seq <= log_.size(), "{} said entry {}, which is not there", who, message.seq);
  if (broken_) return;
  const auto* made = std::get_if<AnnouncementMade>(&log_[message.seq - 1].entry.event);
  hold(made != nullptr && made->spoken && made->text == message.text,
       "{} said entry {}, which is no such message", who, message.seq);
  hold(std::ranges::any_of(shown->announcements,
                           [&](const ViewAnnouncement& one) { return one.seq == message.seq; }),
       "{} said the message of entry {} after it was withdrawn", who, message.seq);
}

}  // namespace antre::sim
