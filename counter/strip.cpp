// SPDX-License-Identifier: Apache-2.0
#include "counter/strip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "counter/counter_model.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {
namespace {

/// Whether the clock of the next one runs already.
std::string next_clock_text(const ViewTicket& next, const CounterModel& model,
                            const i18n::Catalogue& words, std::int64_t now) {
  const auto clock = clock_of(*model.view(), next, model.engine_ms(now));
  const auto* service = model.view()->hall.service(next.service);
  const int minutes =
      (service != nullptr ? service->target.target_s : model.view()->hall.target.target_s) / 60;
  return "\n" + (clock ? words.text("counter.strip.clock_running", minutes,
                                    i18n::running_time(clock->elapsed_s))
                       : words.text("counter.strip.clock_not_running", minutes));
}

std::string next_text(const Message& message, const CounterModel& model,
                      const i18n::Catalogue& words, std::int64_t now) {
  const auto& next = model.waiting().next;
  const bool priority = next && next->class_ == TicketClass::kPriority;
  return words.text(priority ? "counter.strip.next_priority" : "counter.strip.next", message.ticket,
                    message.n) +
         (next ? next_clock_text(*next, model, words, now) : std::string{});
}

std::string within_text(const TicketClock& clock, const i18n::Catalogue& words) {
  return clock.mark >= Mark::kMissed
             ? words.text("counter.strip.missed", clock.target.target_s / 60)
             : words.text("counter.strip.serve_within", i18n::running_time(clock.left_s()));
}

std::string coming_text(const CounterModel& model, const i18n::Catalogue& words,
                        const std::optional<TicketClock>& clock) {
  const int counter = model.counter_id().value_or(CounterId{}).value;
  const std::string coming = words.text("counter.strip.coming", counter);
  const bool alerted = model.counter() != nullptr && !model.counter()->alert.empty();
  if (clock && clock->mark >= Mark::kRemind) {
    return clock->mark >= Mark::kEscalate || alerted
               ? within_text(*clock, words) + "\n" + words.text("counter.strip.supervisor_told")
               : coming + "\n" + within_text(*clock, words);
  }
  if (alerted) {
    return coming + "\n" + words.text("counter.strip.supervisor_told");
  }
  const int limit = model.view() != nullptr ? model.view()->hall.calling.recall_limit : 0;
  return coming + "\n" + words.text("counter.strip.recall_limit", limit);
}

/// The clock of the ticket that is due here, from calm to missed.
std::string due_text(const i18n::Catalogue& words, const TicketClock& clock) {
  const std::string left = i18n::running_time(clock.left_s());
  if (clock.mark >= Mark::kMissed) {
    return within_text(clock, words) + " " + words.text("counter.strip.escalate", clock.ticket) +
           "\n" + words.text("counter.strip.stays_first", clock.ticket);
  }
  if (clock.mark >= Mark::kEscalate) {
    const auto in = clock.auto_call_in_s();
    const std::string call =
        in ? words.text("counter.strip.auto_call_in", clock.ticket, i18n::running_time(*in))
           : words.text("counter.strip.escalate", clock.ticket) + " " + within_text(clock, words);
    return call + "\n" + words.text("counter.strip.supervisor_told");
  }
  if (clock.mark >= Mark::kRemind) {
    return words.text("counter.strip.remind", clock.ticket) + "\n" + within_text(clock, words);
  }
  return words.text("counter.strip.ready_clock", left);
}

/// The dispatcher called it by itself: when, and what is left.
std::string auto_called_text(const CounterModel& model, const i18n::Catalogue& words,
                             const TicketClock& clock) {
  const ViewTicket* here = model.ticket();
  const std::int64_t at_ms =
      here != nullptr ? here->called_ms - here->clock_from_ms.value_or(here->called_ms) : 0;
  return words.text("counter.strip.auto_called", clock.ticket, i18n::running_time(at_ms / 1000)) +
         "\n" + within_text(clock, words);
}

std::string come_back_text(const CounterModel& model, const i18n::Catalogue& words,
                           std::int64_t now) {
  const auto& late = model.waiting().late;
  const auto clock =
      late ? clock_of(*model.view(), *late, model.engine_ms(now)) : std::optional<TicketClock>{};
  const int counter = model.counter_id().value_or(CounterId{}).value;
  return clock ? words.text("counter.strip.come_back", counter, clock->ticket,
                            i18n::running_time(clock->elapsed_s))
               : std::string{};
}

std::string booked_text(const Message& message, const CounterModel& model,
                        const i18n::Catalogue& words) {
  for (const ViewTicket& ticket : model.waiting().booked) {
    if (ticket.ticket == message.ticket) {
      const std::int64_t wall = ticket.place_ms + model.view()->wall_offset_ms;
      return words.text("counter.strip.not_yet", ticket.ticket,
                        i18n::time_of_day(wall, model.utc_offset_s()));
    }
  }
  return words.text("counter.strip.not_now");
}

/// Sentences of what was done, with the ticket it was done to.
std::string done_text(const Message& message, const i18n::Catalogue& words) {
  switch (message.say) {
    case Say::kRecalled:
      return words.text("counter.strip.recalled", message.n);
    case Say::kNoShow:
      return words.text("counter.strip.no_show", message.ticket);
    case Say::kFinished:
      return words.text("counter.strip.finished", message.ticket);
    case Say::kHeld:
      return words.text("counter.strip.held", message.ticket);
    case Say::kTransferred:
      return words.text("counter.strip.transferred", message.ticket);
    case Say::kRequeued:
      return words.text("counter.strip.requeued", message.ticket);
    case Say::kUnheld:
      return words.text("counter.strip.unheld", message.ticket);
    case Say::kReprinted:
      return words.text("counter.strip.reprinted", message.ticket);
    case Say::kDoneBefore:
      return words.text("counter.strip.done_before");
    case Say::kHelpAsked:
      return words.text("counter.strip.help_asked");
    case Say::kHelpEnded:
      return words.text("counter.strip.help_ended");
    case Say::kExplained:
      return words.text("counter.strip.explained");
    case Say::kNoted:
      return words.text("counter.strip.noted", message.ticket);
    case Say::kReceipt:
      return words.text("counter.strip.receipt", message.ticket);
    case Say::kSoundsOn:
      return words.text("counter.strip.sounds_on");
    case Say::kSoundsOff:
      return words.text("counter.strip.sounds_off");
    default:
      return words.text("counter.strip.undone");
  }
}

std::string elsewhere_text(const Message& message, const i18n::Catalogue& words) {
  return message.n > 0 ? words.text("counter.strip.elsewhere", message.n)
                       : words.text("counter.strip.elsewhere_somewhere");
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

/// The key of what a printer says of itself.
const char* printer_key(const ViewPrinter& printer) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 9> kKeys{
      {{"media-empty", "counter.printer.media_empty"},
       {"media-low", "counter.printer.media_low"},
       {"cover-open", "counter.printer.cover_open"},
       {"jam", "counter.printer.jam"},
       {"offline", "counter.printer.offline"},
       {"stopped", "counter.printer.stopped"},
       {"slow", "counter.printer.slow"},
       {"unreachable", "counter.printer.unreachable"},
       {"refused", "counter.printer.refused"}}};
  const auto* at =
      std::ranges::find(kKeys, printer.trouble, &std::pair<std::string_view, const char*>::first);
  if (at != kKeys.end()) {
    return at->second;
  }
  return printer.ready ? "counter.printer.media_low" : "counter.printer.other";
}

/// A printer has just stopped; it may be well again, or away, before this is read.
std::string stopped_text(const Message& message, const CounterModel& model,
                         const i18n::Catalogue& words) {
  ViewPrinter stopped;
  stopped.device = message.ticket;
  stopped.ready = false;
  if (model.view() != nullptr) {
    for (const ViewPrinter& printer : model.view()->printers) {
      if (printer.device == message.ticket) {
        stopped = printer;
      }
    }
  }
  return printer_text(stopped, words) + ".\n" + words.text("counter.strip.printer_help");
}

std::string break_text(const CounterModel& model, const i18n::Catalogue& words) {
  const int waiting = model.waiting().callable;
  const std::string text = words.text("counter.strip.break");
  return waiting == 0 ? text : text + "\n" + words.count("counter.people_waiting", waiting) + ".";
}

}  // namespace

std::string printer_text(const ViewPrinter& printer, const i18n::Catalogue& words) {
  return words.text("counter.printer.at", printer.device, words.text(printer_key(printer)));
}

std::string strip_text(const Message& message, const CounterModel& model,
                       const i18n::Catalogue& words, std::int64_t now) {
  const auto clock = model.clock(now);
  switch (message.say) {
    case Say::kDue:
      return clock ? due_text(words, *clock) : ready_text(model, words);
    case Say::kAutoCalled:
      return clock ? auto_called_text(model, words, *clock) : coming_text(model, words, clock);
    case Say::kComeBack:
      return come_back_text(model, words, now);
    case Say::kNotYet:
      return booked_text(message, model, words);
    case Say::kReady:
      return ready_text(model, words);
    case Say::kNobody:
      // Others wait, but only in lines that this counter helps with when its officer chooses to.
      return words.text(model.waiting().tickets.empty() ? "counter.strip.nobody"
                                                        : "counter.strip.help_others");
    case Say::kNext:
      return next_text(message, model, words, now);
    case Say::kWaiting:
      return words.count("counter.people_waiting", message.n) + ".";
    case Say::kComing:
      return coming_text(model, words, clock);
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
    case Say::kInUse:
      return words.text("counter.in_use");
    case Say::kRecalled:
    case Say::kNoShow:
    case Say::kFinished:
    case Say::kHeld:
    case Say::kTransferred:
    case Say::kRequeued:
    case Say::kUnheld:
    case Say::kUndone:
    case Say::kReprinted:
    case Say::kDoneBefore:
    case Say::kHelpAsked:
    case Say::kHelpEnded:
    case Say::kExplained:
    case Say::kNoted:
    case Say::kReceipt:
    case Say::kSoundsOn:
    case Say::kSoundsOff:
      return done_text(message, words);
    case Say::kPrinter:
      return stopped_text(message, model, words);
    case Say::kChecking:
      return words.text("counter.strip.checking");
    case Say::kCheckingPin:
      return words.text("counter.strip.checking_pin");
    case Say::kOfflineRefused:
      return offline_text("counter.strip.offline_refused", model, words);
    case Say::kBusy:
      return words.text("counter.strip.busy");
    case Say::kNotNow:
      return words.text("counter.strip.not_now");
    case Say::kNotDone:
      return words.text("counter.strip.not_done");
    case Say::kNotKnown:
      return words.text("counter.strip.unknown");
    case Say::kNoAnswer:
      return words.text("counter.strip.no_answer");
    case Say::kElsewhere:
      return elsewhere_text(message, words);
    case Say::kGone:
      return words.text("counter.list.gone", message.ticket) + ".";
    case Say::kRefused:
      return i18n::refusal_text(words, message.code);
    case Say::kNoTicket:
      return words.text("counter.strip.no_ticket");
    case Say::kNothingToExplain:
      return words.text("counter.strip.nothing_to_explain");
    case Say::kNothingTyped:
      return words.text("counter.strip.nothing_typed");
    case Say::kNoDay:
      return words.text("counter.strip.no_day");
    case Say::kNotAllowed:
      return words.text("counter.strip.not_allowed");
    case Say::kNoPrinter:
      return words.text("counter.strip.no_printer");
    case Say::kNoGuest:
      return words.text("counter.strip.no_guest");
    case Say::kConfirmReprint:
      return words.text("counter.strip.confirm_reprint", message.ticket);
    case Say::kConfirmSignOut:
      return words.text("counter.sign_out.confirm", message.n);
  }
  return {};
}

}  // namespace antre::counter
