// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "hall/calendar.hpp"

namespace antre::cli {
namespace {

/// One entry of a page; as JSON with its hash, so that what is kept elsewhere proves the journal.
bool show(Terminal& terminal, const EventsPage& page, std::size_t at, bool json) {
  const Entry& entry = page.entries[at];
  if (!json) return terminal.line(words(entry, page.utc_offset_s, terminal.look()));
  auto object = to_json(entry, page.utc_offset_s);
  if (at < page.hashes.size()) object["hash"] = page.hashes[at];
  return terminal.line(object);
}

/// Shows what was committed after `known` and moves it on. False when nobody reads any more.
Result<YesNo> show_after(Terminal& terminal, Door& door, Head& known) {
  for (;;) {
    GetEvents query;
    query.after_seq = known.seq;
    const auto found = ask<EventsPage>(door, query);
    if (!found) return found.error();
    for (std::size_t at = 0; at < found->entries.size(); ++at) {
      if (!show(terminal, *found, at, terminal.json())) return YesNo{false};
      known.seq = found->entries[at].seq;
    }
    if (!found->more || found->entries.empty()) return YesNo{true};
  }
}

/// The seq of the last restore in the journal up to `head`; nothing when there is none among the
/// last kLookedBack events.
Result<std::optional<std::uint64_t>> last_restore(Door& door, std::uint64_t head) {
  constexpr std::uint64_t kPage = 500;
  constexpr std::uint64_t kLookedBack = 50'000;  // more than a day of any hall
  const std::uint64_t oldest = head > kLookedBack ? head - kLookedBack : 0;
  for (std::uint64_t end = head; end > oldest;) {
    const std::uint64_t begin = end > oldest + kPage ? end - kPage : oldest;
    std::optional<std::uint64_t> found;
    GetEvents query;
    for (query.after_seq = begin; query.after_seq < end;) {
      const auto page = ask<EventsPage>(door, query);
      if (!page) return page.error();
      if (page->entries.empty()) break;
      for (const Entry& entry : page->entries) {
        if (entry.seq <= end && std::holds_alternative<StoreRestored>(entry.event))
          found = entry.seq;
      }
      query.after_seq = page->entries.back().seq;
    }
    if (found) return found;
    end = begin;
  }
  return std::optional<std::uint64_t>{};
}

/// Moves `known` to where the journal of another epoch is to be read on: before its restore, so
/// that this is shown, too, but not before what was shown already.
Result<void> follow_restore(Terminal& terminal, Door& door, const Head& head, Head& known) {
  const auto restored = last_restore(door, head.seq);
  if (!restored) return restored.error();
  const std::uint64_t there = *restored ? **restored - 1 : head.seq;
  known = Head{head.epoch, std::min(there, known.seq)};
  terminal.note(
      fmt::format("the journal was restored from a backup; going on after event {}", known.seq));
  return {};
}

/// Updates only say that there is something: events are read from the journal, so that they are
/// complete and in order whatever the link loses.
int watch(Terminal& terminal, Door& door) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  Head known{view->epoch, view->seq};
  bool lost = false;
  for (;;) {
    const auto waited = door.wait_beyond(known, std::nullopt);
    if (!waited) return terminal.refuse(waited.error());
    const auto& head = *waited;
    if (!head) return kFine;  // interrupted
    Result<void> followed;
    if (head->epoch != known.epoch) followed = follow_restore(terminal, door, *head, known);
    const auto shown = followed ? show_after(terminal, door, known) : followed.error();
    if (shown) {
      lost = false;
      if (!*shown) return kFine;
    } else if (shown.error().code == ErrorCode::kTimeout ||
               shown.error().code == ErrorCode::kUnreachable) {
      if (!lost) terminal.note("the dispatcher is not reached; waiting for it");
      lost = true;
    } else {
      return terminal.refuse(shown.error());
    }
  }
}

Result<Day> day_of(Door& door, const std::string& text) {
  if (const auto day = parse_day(text)) return *day;
  // Today is the hall's, not this machine's, and may be a day in which nothing has happened yet.
  const auto view = snapshot(door);
  if (!view) return view.error();
  if (!hall::known_time_zone(view->hall.time_zone)) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("this machine does not know the hall's time zone {}; install the "
                             "package tzdata, or give the date",
                             view->hall.time_zone)};
  }
  return hall::Calendar{view->hall}.at(door.wall_ms()).day;
}

int export_day(Terminal& terminal, Door& door, const std::string& text) {
  const auto day = day_of(door, text);
  if (!day) return terminal.refuse(day.error());
  GetEvents query;
  query.of_day = *day;
  std::int64_t events = 0;
  for (;;) {
    const auto found = ask<EventsPage>(door, query);
    if (!found) return terminal.refuse(found.error());
    for (std::size_t at = 0; at < found->entries.size(); ++at) {
      if (!show(terminal, *found, at, true)) return kFine;
      query.after_seq = found->entries[at].seq;
    }
    events += static_cast<std::int64_t>(found->entries.size());
    // Only beside a file or a pipe: on a screen the lines themselves show how far it is.
    if (!terminal.shows_results())
      terminal.progress(fmt::format("{} of {}", count_text(events, "event", "events"), text));
    if (!found->more || found->entries.empty()) break;
  }
  terminal.end_progress();
  return kFine;
}

}  // namespace

void add_journal_commands(CLI::App& app, Chosen& chosen) {
  CLI::App* watching = app.add_subcommand(
      "watch", "one line per event as it is committed, until interrupted (--json: one object)");
  watching->callback([&chosen] {
    chosen.follow = true;
    chosen.online = watch;
  });

  CLI::App* exporting = app.add_subcommand("export", "the journal of a day as JSON lines");
  const auto day = std::make_shared<std::string>();
  exporting->footer(
      "Each line has the `hash` of its row in the journal's chain: kept elsewhere, it proves "
      "every\n"
      "row up to there.\n"
      "\n"
      "Examples:\n"
      "  antre export 2026-11-24 > 2026-11-24.jsonl\n"
      "  antre verify --data /var/lib/antre --export 2026-11-24.jsonl");
  exporting->add_option("day", *day, "a date (2026-11-24), or today")
      ->required()
      ->type_name("DATE|today")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return text == "today" || parse_day(text)
                       ? std::string{}
                       : fmt::format("'{}' is no date; write 2026-11-24 or today", text);
          },
          ""));
  exporting->callback([&chosen, day] {
    chosen.hall_time = *day == "today";
    chosen.online = [day](Terminal& terminal, Door& door) {
      return export_day(terminal, door, *day);
    };
  });
}

}  // namespace antre::cli
