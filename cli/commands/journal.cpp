// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "hall/calendar.hpp"

namespace antre::cli {
namespace {

Result<EventsPage> page(Door& door, const GetEvents& query) {
  const auto reply = door.query(query);
  if (!reply) return reply.error();
  if (const auto* found = std::get_if<EventsPage>(&reply->body)) return *found;
  return Error{ErrorCode::kInternal, "the dispatcher answered with something else"};
}

bool show(Terminal& terminal, const Entry& entry, int utc_offset_s, bool json) {
  return json ? terminal.line(to_json(entry, utc_offset_s))
              : terminal.line(words(entry, utc_offset_s));
}

/// Shows what was committed after `known` and moves it on. False when nobody reads any more.
Result<bool> show_after(Terminal& terminal, Door& door, Head& known) {
  for (;;) {
    GetEvents query;
    query.after_seq = known.seq;
    const auto found = page(door, query);
    if (!found) return found.error();
    for (const Entry& entry : found->entries) {
      if (!show(terminal, entry, found->utc_offset_s, terminal.json())) return false;
      known.seq = entry.seq;
    }
    if (!found->more || found->entries.empty()) return true;
  }
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
    if (head->epoch != known.epoch) {
      terminal.note(fmt::format("the journal was restored from a backup; going on after event {}",
                                std::min(head->seq, known.seq)));
      known = Head{head->epoch, std::min(head->seq, known.seq)};
    }
    const auto shown = show_after(terminal, door, known);
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
  for (;;) {
    const auto found = page(door, query);
    if (!found) return terminal.refuse(found.error());
    for (const Entry& entry : found->entries) {
      if (!show(terminal, entry, found->utc_offset_s, true)) return kFine;
      query.after_seq = entry.seq;
    }
    if (!found->more || found->entries.empty()) return kFine;
  }
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
  exporting->add_option("day", *day, "a date (2026-11-24), or today")
      ->required()
      ->check(CLI::Validator(
          [](const std::string& text) {
            return text == "today" || parse_day(text)
                       ? std::string{}
                       : fmt::format("'{}' is no date; write 2026-11-24 or today", text);
          },
          "DATE|today"));
  exporting->callback([&chosen, day] {
    chosen.online = [day](Terminal& terminal, Door& door) {
      return export_day(terminal, door, *day);
    };
  });
}

}  // namespace antre::cli
