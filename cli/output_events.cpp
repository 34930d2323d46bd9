// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

std::string at(const CounterId& counter) {
  return fmt::format("counter {}", counter.value);
}

/// An earlier day's number is another one than today's.
template <class E>
std::string named(const E& event) {
  return event.of_day ? fmt::format("{} of {}", event.ticket, day_text(*event.of_day))
                      : event.ticket;
}

std::string cause_words(Cause cause) {
  switch (cause) {
    case Cause::kVisitorOnWay:
      return "the visitor, once called, was on the way";
    case Cause::kCounterIdle:
      return "a counter that could have taken it was idle";
    case Cause::kCallingAnother:
      return "its counters were calling others";
    case Cause::kOnBreak:
      return "its counters were on break";
    case Cause::kServingAnother:
      return "its counters were serving others";
    case Cause::kUnstaffed:
      return "nobody was at its counters";
    case Cause::kNotReached:
      return "its turn never came";
  }
  return {};
}

std::string reached_words(Mark mark) {
  switch (mark) {
    case Mark::kRemind:
      return "free counters are reminded";
    case Mark::kEscalate:
      return "the supervisor is alerted";
    case Mark::kAutoCall:
      return "the next free counter calls it automatically";
    case Mark::kNone:
    case Mark::kMissed:
      break;
  }
  return "the target is passed";
}

std::string requeued_words(Requeued where) {
  switch (where) {
    case Requeued::kFront:
      return "at the front";
    case Requeued::kInOrder:
      return "in order";
    case Requeued::kBack:
      return "at the back";
  }
  return {};
}

/// One overload an event. Kept apart by who or what it is about.
struct Words {
  ShownTime time;

  [[nodiscard]] std::string hour(EngineMs at_ms) const {
    return time_text(at_ms + time.wall_offset_ms, time.utc_offset_s).substr(0, 5);
  }

  // The hall.
  std::string operator()(const DayOpened& e) const {
    return fmt::format("day opened, {} carried over", e.carried.size()) +
           (e.open_misses.empty() ? ""
                                  : ", " +
                                        count_text(static_cast<std::int64_t>(e.open_misses.size()),
                                                   "miss", "misses") +
                                        " open");
  }
  std::string operator()(const DayClosed& e) const {
    return fmt::format("day closed, {} unserved", e.unserved.size());
  }
  std::string operator()(const HallChanged& /*e*/) const { return "hall file changed"; }
  std::string operator()(const ClockCorrected& e) const {
    return fmt::format("clock corrected by {} ms", e.by_ms);
  }
  std::string operator()(const NumbersSkipped& e) const {
    return fmt::format("numbers {}{} to {}{} skipped", e.service.value, e.from, e.service.value,
                       e.to);
  }
  std::string operator()(const StoreRestored& e) const {
    return e.had_seq
               ? fmt::format("the store was put back by hand (a client was at {})", *e.had_seq)
               : std::string("the store was restored from a backup");
  }
  std::string operator()(const ServicePaused& e) const {
    return with_reason(fmt::format("{} gives no new numbers{}", e.service.value,
                                   e.until_ms ? " until " + hour(*e.until_ms) : ""),
                       e.reason);
  }
  std::string operator()(const ServiceUnpaused& e) const {
    return fmt::format("{} gives numbers again", e.service.value);
  }

  // A ticket's way to a counter.
  std::string operator()(const TicketIssued& e) const {
    std::string text = fmt::format("{} issued, {}, {}, {} ahead", e.ticket, codec::name(e.class_),
                                   codec::name(e.channel), e.ahead);
    if (e.place_ms) text += ", waits from " + hour(*e.place_ms);
    if (e.estimate_low_s && e.estimate_high_s) {
      text += ", expected wait " + wait_text(*e.estimate_low_s, *e.estimate_high_s);
    }
    return text;
  }
  std::string operator()(const TicketArrived& e) const {
    return fmt::format("{} waits now", e.ticket);
  }
  std::string operator()(const TicketCalled& e) const {
    return fmt::format("{} called to {}{}{}", named(e), at(e.counter),
                       e.explicit_ ? " (chosen)" : "", e.auto_ ? " (automatically)" : "");
  }
  std::string operator()(const TicketRecalled& e) const {
    return fmt::format("{} called again to {} ({})", named(e), at(e.counter), e.times);
  }
  std::string operator()(const TicketCancelled& e) const {
    return fmt::format("{} cancelled", named(e));
  }
  std::string operator()(const PrintReported& e) const {
    return with_reason(fmt::format("{} paper {}", named(e), codec::name(e.state)), e.reason);
  }
  std::string operator()(const NoteAdded& e) const { return fmt::format("note on {}", named(e)); }
  std::string operator()(const TicketCheckedIn& e) const {
    return fmt::format("{} checked in at {}", named(e), e.device);
  }
  std::string operator()(const GuestBookSigned& e) const {
    return fmt::format("{} entered in the guest book", named(e));
  }
  std::string operator()(const ReprintAsked& e) const {
    return fmt::format("{} to be printed again at {}", named(e), e.kiosk);
  }
  std::string operator()(const AnnouncementMade& e) const {
    return fmt::format("message \"{}\"{}{}", e.text, e.zone.empty() ? "" : " for " + e.zone,
                       e.spoken ? ", said" : "");
  }
  std::string operator()(const AnnouncementWithdrawn& e) const {
    return fmt::format("message {} withdrawn", e.announcement);
  }
  std::string operator()(const PrinterReported& e) const {
    return with_reason(fmt::format("printer of {} {}", e.device, e.ready ? "ready" : "not ready"),
                       e.reason);
  }

  std::string operator()(const TicketMoved& e) const {
    const std::string to =
        e.to_counter ? at(*e.to_counter) : "the line of " + e.service.value_or(ServiceId{}).value;
    return fmt::format("{} moved to {}", named(e), to);
  }
  std::string operator()(const SurveyAnswered& e) const {
    return fmt::format("{} answered the survey", named(e));
  }

  // What goes on after a visit.
  std::string operator()(const CaseOpened& e) const {
    return fmt::format("case {} opened for {}{}", e.case_, named(e),
                       e.due ? ", due " + day_text(*e.due) : "");
  }
  std::string operator()(const CaseAdvanced& e) const {
    return fmt::format("case {} is {}{}{}", e.case_, e.step, e.closed ? ", which closes it" : "",
                       e.officer.empty() ? "" : ", by " + e.officer);
  }
  std::string operator()(const CaseClosed& e) const {
    return with_reason(fmt::format("case {} ended", e.case_), e.text);
  }
  std::string operator()(const ReceiptAsked& e) const {
    return fmt::format("receipt of case {} to be printed at {}", e.case_, e.kiosk);
  }

  // A visit at a counter.
  std::string operator()(const ServiceStarted& e) const {
    std::string text = fmt::format("{} started at {}", named(e), at(e.counter));
    if (e.clock_ms) {
      text +=
          fmt::format(", {} on the clock{}", duration_text(*e.clock_ms), e.met ? "" : ": missed");
    }
    return text;
  }
  std::string operator()(const ServiceFinished& e) const {
    return fmt::format("{} finished at {}, {}", named(e), at(e.counter), codec::name(e.outcome));
  }
  std::string operator()(const TicketNoShow& e) const {
    return fmt::format("{} did not come to {}{}", named(e), at(e.counter),
                       e.auto_ ? " in time" : "");
  }
  std::string operator()(const TicketHeld& e) const {
    return fmt::format("{} put on hold at {}", named(e), at(e.counter));
  }
  std::string operator()(const TicketUnheld& e) const {
    return fmt::format("{} waits again", named(e));
  }
  std::string operator()(const TicketTransferred& e) const {
    const std::string to =
        e.to_counter ? at(*e.to_counter) : "the line of " + e.service.value_or(ServiceId{}).value;
    if (e.finished) {
      return fmt::format("{} finished at {}, waits for {} again", named(e), at(e.counter), to);
    }
    return fmt::format("{} sent from {} to {}{}", named(e), at(e.counter), to,
                       e.return_to ? ", then back to " + at(*e.return_to) : "");
  }
  std::string operator()(const TicketRequeued& e) const {
    return fmt::format("{} sent from {} back to its line, {}", named(e), at(e.counter),
                       requeued_words(e.where));
  }
  std::string operator()(const QuickServiceStarted& e) const {
    return fmt::format("{} started at {}, without a number, for {}", e.ticket, at(e.counter),
                       e.service.value);
  }
  std::string operator()(const CommandUndone& e) const {
    if (e.from == TicketState::kCalled) {
      return fmt::format("{} waits again: its call to {} was taken back", named(e), at(e.counter));
    }
    return fmt::format("{} is at {} again: its {} was taken back", named(e), at(e.counter),
                       e.from == TicketState::kNoShow ? "no-show" : "finish");
  }

  // The clock of the target.
  std::string operator()(const ClockStarted& e) const {
    return fmt::format("{}: its clock starts", named(e));
  }
  std::string operator()(const ClockReached& e) const {
    return fmt::format("{} waits long: {}", named(e), reached_words(e.mark));
  }
  std::string operator()(const TicketOvertaken& e) const {
    return fmt::format("{} overtaken by {} at {}, its clock {}", named(e), e.by, at(e.counter),
                       e.start_over ? "starts over" : "runs on");
  }
  std::string operator()(const TargetMissed& e) const {
    return fmt::format("{} missed the target{}: {} (miss {})", named(e),
                       e.clock_ms > 0 ? " with " + duration_text(e.clock_ms) + " on the clock" : "",
                       cause_words(e.cause), e.miss);
  }
  std::string operator()(const MissCorrected& e) const {
    return fmt::format("miss {} corrected by {}: {}", e.miss, e.by, e.text);
  }
  std::string operator()(const MissExplained& e) const {
    return fmt::format("miss {} explained by {}: {}", e.miss, e.officer.empty() ? e.by : e.officer,
                       e.text);
  }
  std::string operator()(const HelpAsked& e) const {
    return with_reason(fmt::format("{} asks for help", at(e.counter)), e.text);
  }
  std::string operator()(const HelpEnded& e) const {
    return fmt::format("{} needs no help any more", at(e.counter));
  }
  std::string operator()(const CounterAlerted& e) const {
    if (e.why == "no-answer") {
      return fmt::format("{} does not answer the automatic call of {}", at(e.counter), named(e));
    }
    if (e.why == "long-call") {
      return fmt::format("{} has called {} for long", at(e.counter), named(e));
    }
    return with_reason(fmt::format("{} needs the supervisor for {}", at(e.counter), named(e)),
                       e.why);
  }

  // A counter.
  std::string operator()(const CounterOpened& e) const {
    return e.officer.empty() ? fmt::format("{} opened", at(e.counter))
                             : fmt::format("{} opened by {}", at(e.counter), e.officer);
  }
  std::string operator()(const CounterBreak& e) const {
    return with_reason(fmt::format("{} on break", at(e.counter)), e.reason);
  }
  std::string operator()(const CounterResumed& e) const {
    return fmt::format("{} resumed", at(e.counter));
  }
  std::string operator()(const CounterClosed& e) const {
    return fmt::format("{} closed", at(e.counter));
  }
};

/// Amber and red belong to the clock, as on the screens.
Tone tone_of(const Event& event) {
  if (std::holds_alternative<TargetMissed>(event)) return Tone::kRed;
  if (const auto* reached = std::get_if<ClockReached>(&event))
    return reached->mark == Mark::kRemind ? Tone::kAmber : Tone::kRed;
  const auto* started = std::get_if<ServiceStarted>(&event);
  return started != nullptr && started->clock_ms && !started->met ? Tone::kRed : Tone::kPlain;
}

}  // namespace

std::string words(const Event& event, const ShownTime& time) {
  return std::visit(Words{time}, event);
}

std::string words(const Entry& entry, int utc_offset_s, const Look& look) {
  const auto said = words(entry.event, {entry.wall_ms() - entry.at_ms, utc_offset_s});
  return fmt::format("{}  {:>6}  {}", time_text(entry.wall_ms(), utc_offset_s), entry.seq,
                     paint(said, tone_of(entry.event), look));
}

}  // namespace antre::cli
