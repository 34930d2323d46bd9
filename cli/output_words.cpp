// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

constexpr std::size_t kCallsShown = 5;  // what the displays show, and a little more

template <class... T>
struct Overloaded : T... {
  using T::operator()...;
};
template <class... T>
Overloaded(T...) -> Overloaded<T...>;

std::string time_text(std::int64_t wall_ms, int utc_offset_s) {
  // Of "2026-11-24T09:42:07.123+07:00".
  return rfc3339(wall_ms, utc_offset_s).substr(11, 8);
}

/// Columns, not bytes: names have letters of several bytes.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string with_reason(std::string text, const std::string& reason) {
  return reason.empty() ? text : fmt::format("{} ({})", text, reason);
}

std::string counters_table(const HallView& view) {
  std::vector<std::vector<std::string>> rows{{"Counter", "State", "Ticket", "Since", "Officer"}};
  for (const ViewCounter& counter : view.counters) {
    const bool closed = counter.state == CounterState::kClosed;
    rows.push_back(
        {std::to_string(counter.id.value),
         with_reason(codec::name(counter.state), counter.break_reason),
         counter.ticket ? counter.ticket->number : "",
         closed ? "" : time_text(counter.since_ms + view.wall_offset_ms, view.utc_offset_s),
         counter.officer});
  }
  return table(rows);
}

std::string lines_table(const HallView& view) {
  std::vector<std::vector<std::string>> rows{{"Service", "Name", "Waiting", "Priority", "Staffed"}};
  for (const ServiceSettings& service : view.hall.services) {
    rows.push_back({service.id.value, text_in(service.name, view.hall.default_language()),
                    std::to_string(view.waiting(service.id)),
                    std::to_string(view.waiting_priority(service.id)),
                    view.staffed(service.id) ? "yes" : "no"});
  }
  return table(rows);
}

std::string calls_table(const HallView& view) {
  std::vector<std::vector<std::string>> rows{{"Called", "Ticket", "Counter", ""}};
  for (const ViewCall& call : view.calls) {
    if (rows.size() > kCallsShown) break;
    rows.push_back({time_text(call.wall_ms, view.utc_offset_s), call.ticket,
                    std::to_string(call.counter.value), call.recall ? "again" : ""});
  }
  return table(rows);
}

std::string printers_words(const HallView& view) {
  std::string text;
  for (const ViewPrinter& printer : view.printers) {
    if (printer.state != PrintState::kFailed && printer.state != PrintState::kUnknown) continue;
    text += fmt::format("\nPrinter of {}: {}", printer.device,
                        with_reason(codec::name(printer.state), printer.reason));
  }
  return text;
}

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], width_of(row[column]));
    }
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += row[column];
      line.append(widths[column] - width_of(row[column]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

std::string words(const TicketReply& ticket) {
  if (ticket.state == TicketState::kCancelled) return fmt::format("{} cancelled", ticket.ticket);
  std::string text = ticket.ticket;
  if (ticket.class_ == TicketClass::kPriority) text += "  priority";
  text += ticket.ahead == 1 ? "  1 person ahead" : fmt::format("  {} people ahead", ticket.ahead);
  if (ticket.estimate_low_s && ticket.estimate_high_s) {
    text += fmt::format("  expected wait {} to {} min", *ticket.estimate_low_s / 60,
                        (*ticket.estimate_high_s + 59) / 60);
  }
  return text;
}

std::string words(const CounterReply& counter) {
  const std::string ticket = counter.ticket.value_or("");
  switch (counter.state) {
    case CounterState::kClosed:
      return fmt::format("counter {} is closed", counter.counter.value);
    case CounterState::kFree:
      return ticket.empty()
                 ? fmt::format("counter {} is free", counter.counter.value)
                 : fmt::format("counter {} is free, {} is done", counter.counter.value, ticket);
    case CounterState::kCalling:
      return fmt::format("counter {} calls {}{}", counter.counter.value, ticket,
                         counter.recalls > 0 ? fmt::format(" (again: {})", counter.recalls) : "");
    case CounterState::kServing:
      return fmt::format("counter {} serves {}", counter.counter.value, ticket);
    case CounterState::kOnBreak:
      return fmt::format("counter {} is on break", counter.counter.value);
  }
  return {};
}

std::string words(const HallView& view) {
  std::string text = fmt::format(
      "{} ({}), {}, {}\n\n{}\n\n{}\n", text_in(view.hall.name, view.hall.default_language()),
      view.hall.id, day_text(view.day), view.hall_open ? "open" : "closed", lines_table(view),
      counters_table(view));
  if (!view.calls.empty()) text += fmt::format("\n{}\n", calls_table(view));
  text += fmt::format("\nToday: {} issued, {} started, {} finished, {} no-show, {} cancelled",
                      view.today.issued, view.today.started, view.today.finished,
                      view.today.no_show, view.today.cancelled);
  return text + printers_words(view);
}

std::string words(const Event& event) {
  const auto at = [](const CounterId& counter) { return fmt::format("counter {}", counter.value); };
  return std::visit(
      Overloaded{
          [](const DayOpened& e) {
            return fmt::format("day opened, {} carried over", e.carried.size());
          },
          [](const DayClosed& e) {
            return fmt::format("day closed, {} unserved", e.unserved.size());
          },
          [](const HallChanged&) { return std::string{"hall file changed"}; },
          [](const ClockCorrected& e) { return fmt::format("clock corrected by {} ms", e.by_ms); },
          [](const NumbersSkipped& e) {
            return fmt::format("numbers {}{} to {}{} skipped", e.service.value, e.from,
                               e.service.value, e.to);
          },
          [](const TicketIssued& e) {
            return fmt::format("{} issued, {}, {}, {} ahead", e.ticket, codec::name(e.class_),
                               codec::name(e.channel), e.ahead);
          },
          [&](const TicketCalled& e) {
            return fmt::format("{} called to {}{}", e.ticket, at(e.counter),
                               e.explicit_ ? " (chosen)" : "");
          },
          [&](const TicketRecalled& e) {
            return fmt::format("{} called again to {} ({})", e.ticket, at(e.counter), e.times);
          },
          [&](const ServiceStarted& e) {
            return fmt::format("{} started at {}", e.ticket, at(e.counter));
          },
          [&](const ServiceFinished& e) {
            return fmt::format("{} finished at {}, {}", e.ticket, at(e.counter),
                               codec::name(e.outcome));
          },
          [&](const TicketNoShow& e) {
            return fmt::format("{} did not come to {}", e.ticket, at(e.counter));
          },
          [](const TicketCancelled& e) { return fmt::format("{} cancelled", e.ticket); },
          [](const PrintReported& e) {
            return with_reason(fmt::format("{} paper {}", e.ticket, codec::name(e.state)),
                               e.reason);
          },
          [&](const CounterOpened& e) {
            return e.officer.empty() ? fmt::format("{} opened", at(e.counter))
                                     : fmt::format("{} opened by {}", at(e.counter), e.officer);
          },
          [&](const CounterBreak& e) {
            return with_reason(fmt::format("{} on break", at(e.counter)), e.reason);
          },
          [&](const CounterResumed& e) { return fmt::format("{} resumed", at(e.counter)); },
          [&](const CounterClosed& e) { return fmt::format("{} closed", at(e.counter)); }},
      event);
}

std::string words(const Entry& entry, int utc_offset_s) {
  return fmt::format("{}  {:>6}  {}", time_text(entry.wall_ms(), utc_offset_s), entry.seq,
                     words(entry.event));
}

}  // namespace antre::cli
