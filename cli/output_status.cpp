// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "cli/output.hpp"
#include "cli/output_papers.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

constexpr std::size_t kCallsShown = 5;  // what the displays show, and a little more
constexpr int kPercent = 100;

const TargetSettings& target_of(const HallView& view, const ServiceId& service) {
  const auto* settings = view.hall.service(service);
  return settings == nullptr ? view.hall.target : settings->target;
}

/// What the counter needs the supervisor for.
std::string alert_words(const ViewCounter& counter) {
  if (counter.help) return with_reason("asks for help", counter.help->text);
  if (counter.alert == "no-answer") return "automatic call not answered";
  if (counter.alert == "long-call") return "called for long";
  return counter.alert;
}

std::string counters_table(const HallView& view, const Look& look) {
  std::vector<std::vector<std::string>> rows{
      {"Counter", "State", "Ticket", "Since", "Officer", "Alert"}};
  for (const ViewCounter& counter : view.counters) {
    const bool closed = counter.state == CounterState::kClosed;
    rows.push_back(
        {std::to_string(counter.id.value),
         with_reason(codec::name(counter.state), counter.break_reason),
         counter.ticket ? counter.ticket->number : "",
         closed ? "" : time_text(counter.since_ms + view.wall_offset_ms, view.utc_offset_s),
         counter.officer, paint(alert_words(counter), Tone::kRed, look)});
  }
  return table(rows, look);
}

std::string expected_words(const HallView& view, const ServiceId& service) {
  const auto found = std::ranges::find(view.expected, service, &ExpectedWait::service);
  return found == view.expected.end() ? "" : wait_text(found->low_s, found->high_s);
}

std::string lines_table(const HallView& view, const Look& look) {
  std::vector<std::vector<std::string>> rows{
      {"Service", "Name", "Waiting", "Priority", "Expected wait", "Staffed"}};
  for (const ServiceSettings& service : view.hall.services) {
    rows.push_back({service.id.value, text_in(service.name, view.hall.default_language()),
                    std::to_string(view.waiting(service.id)),
                    std::to_string(view.waiting_priority(service.id)),
                    expected_words(view, service.id), view.staffed(service.id) ? "yes" : "no"});
  }
  return table(rows, look);
}

std::string mark_words(const ShownClock& clock) {
  if (clock.stands) return "on hold";
  switch (clock.ticket->mark) {
    case Mark::kNone:
      return "in time";
    case Mark::kRemind:
      return "counters reminded";
    case Mark::kEscalate:
      return "supervisor alerted";
    case Mark::kAutoCall:
      return "automatic call";
    case Mark::kMissed:
      return "missed";
  }
  return {};
}

/// As on the screens: amber from remind, red from escalate.
Tone tone_of(const ShownClock& clock) {
  if (clock.stands || clock.ticket->mark == Mark::kNone) return Tone::kPlain;
  return clock.ticket->mark == Mark::kRemind ? Tone::kAmber : Tone::kRed;
}

std::string clocks_table(const HallView& view, const std::vector<ShownClock>& clocks,
                         const Look& look) {
  std::vector<std::vector<std::string>> rows{
      {"Ticket", "State", "Clock", "Deadline", "Target", "Overtaken"}};
  for (const ShownClock& clock : clocks) {
    rows.push_back(
        {clock.ticket->ticket,
         clock.ticket->counter ? fmt::format("{} to {}", codec::name(clock.ticket->state),
                                             clock.ticket->counter->value)
                               : codec::name(clock.ticket->state),
         paint(duration_text(clock.clock_ms), tone_of(clock), look),
         clock.stands ? "" : time_text(clock.deadline_wall_ms, view.utc_offset_s),
         paint(mark_words(clock), tone_of(clock), look),
         clock.ticket->overtaken > 0 ? count_text(clock.ticket->overtaken, "time", "times") : ""});
  }
  return table(rows, look);
}

std::string calls_table(const HallView& view, const Look& look) {
  std::vector<std::vector<std::string>> rows{{"Called", "Ticket", "Counter", ""}};
  for (const ViewCall& call : view.calls) {
    if (rows.size() > kCallsShown) break;
    rows.push_back({time_text(call.wall_ms, view.utc_offset_s), call.ticket,
                    std::to_string(call.counter.value), call.recall ? "again" : ""});
  }
  return table(rows, look);
}

/// Tickets that neither wait nor are at a counter: whoever looks for one finds it here.
std::string aside_words(const HallView& view) {
  std::string held;
  std::string booked;
  for (const auto& [key, ticket] : view.tickets) {
    const auto number = ticket.of_day == view.day ? ticket.ticket : key;
    if (ticket.state == TicketState::kHeld) held += (held.empty() ? "" : ", ") + number;
    if (ticket.state == TicketState::kBooked) {
      const auto from = time_text(ticket.place_ms + view.wall_offset_ms, view.utc_offset_s);
      booked += fmt::format("{}{} {}", booked.empty() ? "" : ", ", from.substr(0, 5), number);
    }
  }
  std::string text;
  if (!held.empty()) text += "\nOn hold: " + held;
  if (!booked.empty()) text += "\nBooked: " + booked;
  return text;
}

std::string paused_words(const HallView& view) {
  std::string text;
  for (const ViewPause& pause : view.paused) {
    const auto until =
        pause.until_wall_ms
            ? " until " + time_text(*pause.until_wall_ms, view.utc_offset_s).substr(0, 5)
            : "";
    text += with_reason(fmt::format("\nPaused: {}{}", pause.service.value, until), pause.reason);
  }
  return text;
}

/// Never the attainment without the whole wait: with too few counters every clock can be met while
/// visitors wait for hours.
std::string target_words(const ViewCounts& today) {
  const int clocks = today.met + today.missed;
  std::string text = clocks == 0
                         ? std::string{"no clock has ended"}
                         : fmt::format("{} % within the target ({} met, {} missed)",
                                       today.met * kPercent / clocks, today.met, today.missed);
  text += today.started == 0 ? ", nobody was served yet"
                             : fmt::format(", whole wait {} on average",
                                           duration_text(today.wait_ms / today.started));
  return text;
}

}  // namespace

std::vector<ShownClock> shown_clocks(const HallView& view, std::int64_t now_wall_ms) {
  // A clock of this machine that is behind must not show less than what is known to have passed.
  const EngineMs now_ms = std::max(view.at_ms, now_wall_ms - view.wall_offset_ms);
  std::vector<ShownClock> clocks;
  for (const auto& [key, ticket] : view.tickets) {
    ShownClock clock;
    clock.ticket = &ticket;
    if (ticket.clock_from_ms) {
      clock.clock_ms = now_ms - *ticket.clock_from_ms;
      clock.deadline_wall_ms = *ticket.clock_from_ms + view.wall_offset_ms +
                               target_of(view, ticket.service).target_s * 1000LL;
    } else if (ticket.clock_stood_ms) {
      clock.clock_ms = *ticket.clock_stood_ms;
      clock.stands = true;
    } else {
      continue;
    }
    clocks.push_back(clock);
  }
  std::ranges::stable_sort(clocks, {}, [](const ShownClock& clock) {
    return std::tuple{clock.stands, clock.deadline_wall_ms};
  });
  return clocks;
}

std::string words(const HallView& view, std::int64_t now_wall_ms, const Look& look) {
  const std::int64_t shown_ms = std::max(view.at_ms + view.wall_offset_ms, now_wall_ms);
  std::string text =
      fmt::format("{} ({}), {} {} (UTC{}), {}\n\n{}\n\n{}\n",
                  paint(text_in(view.hall.name, view.hall.default_language()), Tone::kStrong, look),
                  view.hall.id, day_text(view.day), time_text(shown_ms, view.utc_offset_s),
                  offset_text(view.utc_offset_s), view.hall_open ? "open" : "closed",
                  lines_table(view, look), counters_table(view, look));
  if (const auto clocks = shown_clocks(view, now_wall_ms); !clocks.empty()) {
    text += fmt::format("\n{}\n", clocks_table(view, clocks, look));
  }
  if (!view.calls.empty()) text += fmt::format("\n{}\n", calls_table(view, look));
  if (!view.printers.empty()) text += fmt::format("\n{}\n", printers_table(view, look));
  text += fmt::format("\nToday: {} issued, {} started, {} finished, {} no-show, {} cancelled",
                      view.today.issued, view.today.started, view.today.finished,
                      view.today.no_show, view.today.cancelled);
  text += fmt::format("\nTarget: {}; {}", target_words(view.today),
                      paint(count_text(view.open_misses, "miss", "misses") + " open",
                            view.open_misses > 0 ? Tone::kRed : Tone::kPlain, look));
  return text + aside_words(view) + paused_words(view) + papers_words(view);
}

}  // namespace antre::cli
