// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/supervisor_words.hpp"

#include <algorithm>

#include "i18n/wording.hpp"

namespace antre::counter::supervisor {
namespace {

const char* verb_key(Verb verb) {
  switch (verb) {
    case Verb::kOpen:
      return "supervisor.verb.open";
    case Verb::kBreak:
      return "supervisor.verb.break";
    case Verb::kResume:
      return "supervisor.verb.resume";
    case Verb::kClose:
      return "supervisor.verb.close";
    case Verb::kEndHelp:
      return "supervisor.verb.end_help";
    case Verb::kMove:
      return "supervisor.verb.move";
    case Verb::kPause:
      return "supervisor.verb.pause";
    case Verb::kUnpause:
      return "supervisor.verb.unpause";
    case Verb::kCorrect:
      return "supervisor.verb.correct";
    case Verb::kAnnounce:
      break;
  }
  return "supervisor.verb.announce";
}

std::string since_text(const char* known, const SupervisorModel& model,
                       const i18n::Catalogue& words) {
  const auto since = model.last_data_wall_ms();
  return since ? words.text(known, i18n::time_of_day(*since, model.utc_offset_s()))
               : words.text("counter.not_connected");
}

}  // namespace

std::string notice_text(const Notice& notice, const SupervisorModel& model,
                        const i18n::Catalogue& words) {
  using Say = Notice::Say;
  switch (notice.say) {
    case Say::kNone:
      return {};
    case Say::kConnecting:
      return words.text("counter.connecting");
    case Say::kOffline:
      return since_text("supervisor.strip.offline", model, words);
    case Say::kNotAuthorised:
      return words.text("counter.not_authorised");
    case Say::kInUse:
      return words.text("supervisor.strip.in_use");
    case Say::kDone:
      return words.text("supervisor.strip.done", verb_text(notice.verb, notice.subject, words));
    case Say::kDoneBefore:
      return words.text("counter.strip.done_before");
    case Say::kChecking:
      return words.text("counter.strip.checking");
    case Say::kOfflineRefused:
      return since_text("supervisor.strip.offline_refused", model, words);
    case Say::kBusy:
      return words.text("counter.strip.busy");
    case Say::kNothing:
      return words.text("supervisor.strip.nothing");
    case Say::kNoText:
      return words.text("supervisor.strip.no_text");
    case Say::kNotDone:
      return words.text("counter.strip.not_done");
    case Say::kNotKnown:
      return words.text("supervisor.strip.not_known");
    case Say::kRefused:
      break;
  }
  return i18n::refusal_text(words, notice.code);
}

ui::StripKind notice_kind(const Notice& notice) {
  switch (notice.say) {
    case Notice::Say::kOffline:
    case Notice::Say::kOfflineRefused:
    case Notice::Say::kNotAuthorised:
      return ui::StripKind::kRed;
    case Notice::Say::kDone:
    case Notice::Say::kDoneBefore:
      return ui::StripKind::kGood;
    default:
      return ui::StripKind::kTint;
  }
}

std::string notice_icon(const Notice& notice) {
  switch (notice_kind(notice)) {
    case ui::StripKind::kRed:
      return "linkoff";
    case ui::StripKind::kGood:
      return "check";
    default:
      return "info";
  }
}

std::string verb_text(Verb verb, const std::string& subject, const i18n::Catalogue& words) {
  return words.text(verb_key(verb), subject);
}

std::string verb_text(Verb verb, const Item& item, const SupervisorModel& model,
                      const i18n::Catalogue& words) {
  if (verb == Verb::kCorrect) {
    const MissRow* row = model.miss(item.miss);
    return verb_text(verb, row != nullptr ? row->ticket : item.miss, words);
  }
  if (verb == Verb::kMove) {
    return item.kind == Item::Kind::kLine ? words.text("supervisor.verb.move_one")
                                          : verb_text(verb, item.ticket.number, words);
  }
  if (item.kind == Item::Kind::kLine) {
    return verb_text(verb, item.service.value, words);
  }
  return verb_text(verb, std::to_string(item.counter.value), words);
}

std::string cause_text(Cause cause, const i18n::Catalogue& words) {
  switch (cause) {
    case Cause::kVisitorOnWay:
      return words.text("report.cause.visitor-on-way");
    case Cause::kCounterIdle:
      return words.text("report.cause.counter-idle");
    case Cause::kCallingAnother:
      return words.text("report.cause.calling-another");
    case Cause::kOnBreak:
      return words.text("report.cause.on-break");
    case Cause::kServingAnother:
      return words.text("report.cause.serving-another");
    case Cause::kUnstaffed:
      return words.text("report.cause.unstaffed");
    case Cause::kNotReached:
      break;
  }
  return words.text("report.cause.not-reached");
}

std::string chance_text(int percent, const i18n::Catalogue& words) {
  return words.text("supervisor.chance", std::clamp((percent + 5) / 10, 1, 10));
}

}  // namespace antre::counter::supervisor
