// SPDX-License-Identifier: Apache-2.0
// The model's part that says what is shown.
#include <algorithm>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

constexpr Ms kMinuteMs = 60'000;
constexpr Ms kSecondMs = 1'000;

}  // namespace

std::optional<CounterId> CounterModel::counter_id() const {
  return page_ == Page::kSignIn ? sign_in_.counter : counter_;
}

const ViewCounter* CounterModel::counter() const {
  const auto id = counter_id();
  return view_ && id ? view_->counter(*id) : nullptr;
}

const std::string& CounterModel::officer() const {
  const ViewCounter* shown = counter();
  return shown != nullptr && !shown->officer.empty() ? shown->officer : signed_in_as_;
}

const ViewTicket* CounterModel::ticket() const {
  return view_ && ticket_id_ ? view_->ticket(*ticket_id_) : nullptr;
}

bool CounterModel::in_use(const ViewCounter& counter) const {
  return counter.state != CounterState::kClosed || counter.closing;
}

std::optional<Touch> CounterModel::waiting_for() const {
  if (asked_) {
    return asked_->touch;
  }
  return pending_ && !pending_->reply ? std::optional(pending_->touch) : std::nullopt;
}

Message CounterModel::no_link() const {
  switch (link_) {
    case Link::kNotAuthorised:
      return {Say::kNotAuthorised, {}, {}, 0};
    case Link::kInUse:
      return {Say::kInUse, {}, {}, 0};
    case Link::kConnecting:
      return {Say::kConnecting, {}, {}, 0};
    default:
      return {refused_until_ ? Say::kOfflineRefused : Say::kOffline, {}, {}, 0};
  }
}

Message CounterModel::strip() const {
  if (link_ != Link::kOnline) {
    return no_link();
  }
  if (notice_) {
    return *notice_;
  }
  if (asked_ && now_ - asked_->since >= kCheckingAfterMs) {
    return {Say::kCheckingPin, {}, {}, 0};
  }
  if (pending_ && !pending_->reply &&
      (pending_->unknown || now_ - pending_->since >= kCheckingAfterMs)) {
    return {Say::kChecking, {}, {}, 0};
  }
  return resting();
}

Message CounterModel::resting() const {
  const auto next = [this]() -> Message {
    if (waiting_.next) {
      const Ms waited = std::max<Ms>(0, engine_ms(now_) - waits_since(*waiting_.next));
      return {Say::kNext, {}, waiting_.next->ticket, static_cast<int>(waited / kMinuteMs)};
    }
    return waiting_.callable > 0 ? Message{Say::kWaiting, {}, {}, waiting_.callable}
                                 : Message{Say::kNobody, {}, {}, 0};
  };
  const ViewCounter* shown = counter();
  if (shown != nullptr && shown->closing && page_ != Page::kSignIn) {
    return {Say::kClosing, {}, {}, 0};
  }
  const auto running = clock(now_);
  switch (page_) {
    case Page::kSignIn:
      return {Say::kReady, {}, {}, 0};
    case Page::kIdle:
      if (running) {
        return {Say::kDue, {}, running->ticket, static_cast<int>(running->mark)};
      }
      return waiting_.callable > 0 ? Message{Say::kReady, {}, {}, 0}
                                   : Message{Say::kNobody, {}, {}, 0};
    case Page::kCalled: {
      const ViewTicket* here = ticket();
      const int limit = view_->hall.calling.recall_limit;
      if (here != nullptr && limit > 0 && here->recalls >= limit) {
        return {Say::kRecallUsed, {}, {}, here->recalls};
      }
      const int mark = running ? static_cast<int>(running->mark) : 0;
      if (here != nullptr && here->auto_ && running) {
        return {Say::kAutoCalled, {}, here->ticket, mark};
      }
      return {Say::kComing, {}, {}, mark};
    }
    case Page::kServing:
      return next();
    case Page::kBreak:
      if (waiting_.late) {
        const auto late = clock_of(*view_, *waiting_.late, engine_ms(now_));
        const Mark mark = late ? late->mark : waiting_.late->mark;
        return {Say::kComeBack, {}, waiting_.late->ticket, static_cast<int>(mark)};
      }
      break;
  }
  return {Say::kOnBreak, {}, {}, 0};
}

std::optional<EngineMs> CounterModel::running_since() const {
  const ViewTicket* here = ticket();
  switch (page_) {
    case Page::kIdle:
      if (const ViewTicket* due = due_here()) {
        return due->clock_from_ms;
      }
      return waiting_.next ? std::optional(waits_since(*waiting_.next)) : waiting_.oldest_ms;
    case Page::kCalled:
      if (here != nullptr && here->clock_from_ms) {
        return here->clock_from_ms;
      }
      return here != nullptr ? std::optional(here->called_ms) : std::nullopt;
    case Page::kServing:
      return here != nullptr ? std::optional(here->started_ms) : std::nullopt;
    case Page::kBreak:
      return counter() != nullptr ? std::optional(counter()->since_ms) : std::nullopt;
    case Page::kSignIn:
      break;
  }
  return std::nullopt;
}

const ViewTicket* CounterModel::due_here() const {
  // What is not next for certain may still be the one whose clock says most.
  if (waiting_.next && waiting_.next->clock_from_ms) {
    return &*waiting_.next;
  }
  return waiting_.due ? &*waiting_.due : nullptr;
}

std::optional<TicketClock> CounterModel::clock(Ms now) const {
  const ViewTicket* shown = page_ == Page::kCalled ? ticket()
                            : page_ == Page::kIdle ? due_here()
                                                   : nullptr;
  return view_ && shown != nullptr ? clock_of(*view_, *shown, engine_ms(now)) : std::nullopt;
}

std::int64_t CounterModel::running_s(Ms now) const {
  const auto since = running_since();
  return since ? std::max<std::int64_t>(0, engine_ms(now) - *since) / kSecondMs : 0;
}

EngineMs CounterModel::last_call_ms() const {
  const ViewTicket* here = ticket();
  if (here == nullptr) {
    return 0;
  }
  for (const ViewCall& call : view_->calls) {  // newest first
    if (call.ticket == here->ticket && call.counter == here->counter) {
      return std::max(call.at_ms, here->called_ms);
    }
  }
  return here->called_ms;
}

std::vector<std::string> CounterModel::checklist() const {
  const ViewTicket* here = page_ == Page::kServing ? ticket() : nullptr;
  const auto* service = here != nullptr ? view_->hall.service(here->service) : nullptr;
  if (service == nullptr) {
    return {};
  }
  auto list = service->requirements;
  list.resize(std::min(list.size(), kMaxChecks));
  return list;
}

std::vector<std::string> CounterModel::missing() const {
  std::vector<std::string> names;
  if (checked_ == 0) {
    return names;  // a checklist that nobody ticked says nothing about the visitor's papers
  }
  const auto list = checklist();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!checked(i)) {
      names.push_back(list[i]);
    }
  }
  return names;
}

}  // namespace antre::counter
