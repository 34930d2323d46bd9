// SPDX-License-Identifier: Apache-2.0
#include "counter/strip.hpp"

#include <string_view>

#include "counter/counter_model.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {
namespace {

std::string next_text(const Message& message, const CounterModel& model,
                      const i18n::Catalogue& words) {
  const auto& next = model.waiting().next;
  const bool priority = next && next->class_ == TicketClass::kPriority;
  return words.text(priority ? "counter.strip.next_priority" : "counter.strip.next", message.ticket,
                    message.n);
}

std::string coming_text(const CounterModel& model, const i18n::Catalogue& words) {
  const int counter = model.counter_id().value_or(CounterId{}).value;
  const int limit = model.view() != nullptr ? model.view()->hall.calling.recall_limit : 0;
  return words.text("counter.strip.coming", counter) + "\n" +
         words.text("counter.strip.recall_limit", limit);
}

std::string ready_text(const CounterModel& model, const i18n::Catalogue& words) {
  const bool open = model.view() == nullptr || model.view()->hall_open;
  return open ? words.text("counter.strip.ready")
              : words.text("counter.strip.ready") + "\n" + words.text("counter.strip.hall_closed");
}

/// Since when there is no link; a window that never had one only says that it connects.
std::string offline_text(std::string_view key, const CounterModel& model,
                         const i18n::Catalogue& words) {
  const auto since = model.last_data_wall_ms();
  return since ? words.text(key, i18n::time_of_day(*since, model.utc_offset_s()))
               : words.text("counter.not_connected");
}

std::string break_text(const CounterModel& model, const i18n::Catalogue& words) {
  const int waiting = model.waiting().callable;
  const std::string text = words.text("counter.strip.break");
  return waiting == 0 ? text : text + "\n" + words.count("counter.people_waiting", waiting) + ".";
}

}  // namespace

std::string strip_text(const Message& message, const CounterModel& model,
                       const i18n::Catalogue& words) {
  switch (message.say) {
    case Say::kReady:
      return ready_text(model, words);
    case Say::kNobody:
      // Others wait, but only in lines that this counter helps with when its officer chooses to.
      return words.text(model.waiting().tickets.empty() ? "counter.strip.nobody"
                                                        : "counter.strip.help_others");
    case Say::kNext:
      return next_text(message, model, words);
    case Say::kWaiting:
      return words.count("counter.people_waiting", message.n) + ".";
    case Say::kComing:
      return coming_text(model, words);
    case Say::kRecallUsed:
      return words.text("counter.strip.recall_used", message.n);
    case Say::kClosing:
      return words.text("counter.strip.closing");
    case Say::kOnBreak:
      return break_text(model, words);
    case Say::kConnecting:
      return words.text("counter.connecting");
    case Say::kOffline:
      return offline_text("counter.strip.offline", model, words);
    case Say::kNotAuthorised:
      return words.text("counter.not_authorised");
    case Say::kRecalled:
      return words.text("counter.strip.recalled", message.n);
    case Say::kNoShow:
      return words.text("counter.strip.no_show", message.ticket);
    case Say::kFinished:
      return words.text("counter.strip.finished", message.ticket);
    case Say::kChecking:
      return words.text("counter.strip.checking");
    case Say::kOfflineRefused:
      return offline_text("counter.strip.offline_refused", model, words);
    case Say::kBusy:
      return words.text("counter.strip.busy");
    case Say::kNotNow:
      return words.text("counter.strip.not_now");
    case Say::kLater:
      return words.text("counter.strip.later_issue");
    case Say::kNotDone:
      return words.text("counter.strip.not_done");
    case Say::kNotKnown:
      return words.text("counter.strip.unknown");
    case Say::kGone:
      return words.text("counter.list.gone", message.ticket) + ".";
    case Say::kRefused:
      return i18n::refusal_text(words, message.code);
    case Say::kConfirmSignOut:
      return words.text("counter.sign_out.confirm", message.n);
  }
  return {};
}

ui::StripKind strip_kind(const Message& message) {
  switch (message.say) {
    case Say::kOffline:
    case Say::kOfflineRefused:
    case Say::kNotAuthorised:
      return ui::StripKind::kRed;
    case Say::kFinished:
      return ui::StripKind::kGood;
    default:
      return ui::StripKind::kTint;
  }
}

std::string strip_icon(const Message& message) {
  switch (message.say) {
    case Say::kOffline:
    case Say::kOfflineRefused:
    case Say::kNotAuthorised:
      return "linkoff";
    case Say::kConnecting:
      return "link";
    case Say::kReady:
    case Say::kChecking:
    case Say::kBusy:
      return "clock";
    case Say::kNobody:
    case Say::kNext:
    case Say::kWaiting:
      return "people";
    case Say::kComing:
      return "seat";
    case Say::kRecalled:
      return "recall";
    case Say::kNoShow:
      return "noshow";
    case Say::kFinished:
      return "check";
    case Say::kOnBreak:
      return "break";
    case Say::kConfirmSignOut:
    case Say::kClosing:
      return "out";
    case Say::kNotNow:
    case Say::kLater:
    case Say::kRecallUsed:
      return "info";
    case Say::kNotDone:
    case Say::kNotKnown:
    case Say::kGone:
    case Say::kRefused:
      return "warn";
  }
  return {};
}

bool is_urgent(const Message& message) {
  return message.say >= Say::kConnecting;
}

}  // namespace antre::counter
