// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

constexpr int kMinuteS = 60;

std::string advice_words(const Advice& advice) {
  const auto avoids = count_text(advice.avoids, "miss", "misses");
  if (advice.action == "open") {
    return fmt::format("open counter {}: avoids {}", advice.counter.value, avoids);
  }
  if (advice.action == "resume") {
    return fmt::format("bring counter {} back from its break: avoids {}", advice.counter.value,
                       avoids);
  }
  // Of a newer dispatcher.
  return fmt::format("{} counter {}: avoids {}", advice.action, advice.counter.value, avoids);
}

std::string misses_words(const ForecastReply& forecast, int utc_offset_s, const Look& look) {
  if (forecast.misses.empty()) return "No ticket will probably miss the target.";
  std::vector<std::vector<std::string>> rows{{"Ticket", "Service", "Misses at", "Probability"}};
  for (const ProbableMiss& miss : forecast.misses) {
    rows.push_back({miss.ticket, miss.service.value, time_text(miss.at_wall_ms, utc_offset_s),
                    fmt::format("{} %", miss.percent)});
  }
  std::string text = fmt::format(
      "{} will probably miss the target:\n\n{}\n",
      count_text(static_cast<std::int64_t>(forecast.misses.size()), "ticket", "tickets"),
      table(rows, look));
  if (forecast.advice.empty()) {
    return text + "\nOpening a counter, or bringing one back from its break, avoids none of them.";
  }
  for (const Advice& advice : forecast.advice) text += '\n' + advice_words(advice);
  return text;
}

}  // namespace

std::string time_text(std::int64_t wall_ms, int utc_offset_s) {
  // Of "2026-11-24T09:42:07.123+07:00".
  return rfc3339(wall_ms, utc_offset_s).substr(11, 8);
}

std::string offset_text(int utc_offset_s) {
  return rfc3339(0, utc_offset_s).substr(23);
}

std::string duration_text(std::int64_t ms) {
  const std::int64_t seconds = std::max<std::int64_t>(ms, 0) / 1000;
  return fmt::format("{}:{:02}", seconds / kMinuteS, seconds % kMinuteS);
}

std::string wait_text(int low_s, int high_s) {
  const int low = low_s / kMinuteS;
  const int high = (high_s + kMinuteS - 1) / kMinuteS;
  if (high <= 0) return "none";
  return low == high ? fmt::format("{} min", low) : fmt::format("{} to {} min", low, high);
}

std::string count_text(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string size_text(std::uint64_t bytes) {
  constexpr double kStep = 1024;
  if (bytes < 1024) return fmt::format("{} B", bytes);
  auto size = static_cast<double>(bytes) / kStep;
  for (const char* unit : {"KiB", "MiB", "GiB"}) {
    if (size < kStep) return fmt::format("{:.1f} {}", size, unit);
    size /= kStep;
  }
  return fmt::format("{:.1f} TiB", size);
}

std::string with_reason(std::string text, const std::string& reason) {
  return reason.empty() ? text : fmt::format("{} ({})", text, reason);
}

std::string words(const TicketReply& ticket) {
  if (ticket.state == TicketState::kCancelled) return fmt::format("{} cancelled", ticket.ticket);
  std::string text = ticket.ticket;
  if (ticket.class_ == TicketClass::kPriority) text += "  priority";
  if (ticket.state == TicketState::kBooked) {
    text += ticket.channel == Channel::kAppointment
                ? "  booked: it waits from its time on, when the hall is open"
                : "  waits once the hall opens";
  } else {
    text += ticket.ahead == 1 ? "  1 person ahead" : fmt::format("  {} people ahead", ticket.ahead);
  }
  if (ticket.estimate_low_s && ticket.estimate_high_s) {
    text += "  expected wait " + wait_text(*ticket.estimate_low_s, *ticket.estimate_high_s);
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

std::string words(const NotesReply& notes, int utc_offset_s) {
  if (notes.notes.empty()) return "no notes";
  std::string text;
  for (const NoteText& note : notes.notes) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}  {}  {}", rfc3339(note.at_wall_ms, utc_offset_s).substr(0, 16), note.by,
                        note.text);
  }
  return text;
}

std::string words(const ForecastReply& forecast, int utc_offset_s, const Look& look) {
  std::string text = misses_words(forecast, utc_offset_s, look);
  if (!forecast.expected.empty()) {
    std::vector<std::vector<std::string>> rows{{"Service", "Expected wait"}};
    for (const ExpectedWait& expected : forecast.expected) {
      rows.push_back({expected.service.value, wait_text(expected.low_s, expected.high_s)});
    }
    text += fmt::format("\n\n{}", table(rows, look));
  }
  return text + fmt::format("\n\nThe hall of {}, run forward {}.",
                            time_text(forecast.at_wall_ms, utc_offset_s),
                            count_text(forecast.runs, "time", "times"));
}

}  // namespace antre::cli
