// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "dispatcher/store/backup.hpp"
#include "dispatcher/store/sqlite_open.hpp"
#include "dispatcher/store/sqlite_rows.hpp"
#include "link/keys.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

// No service of any hall gives so many in a day: it is a slip of the hand.
constexpr std::uint32_t kHighestNumber = 999'999;

struct Options {
  std::string file;
  std::string data;
  std::vector<std::string> after;
};

/// "R080" is 80 of R: capital letters, then a number.
std::optional<store::Told> told(const std::string& text) {
  const auto digits = std::ranges::find_if(text, [](char c) { return c < 'A' || c > 'Z'; });
  if (digits == text.begin()) return std::nullopt;
  store::Told result{ServiceId{{text.begin(), digits}}, 0};
  const char* begin = text.data() + result.service.value.size();
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(begin, end, result.number);
  if (error != std::errc{} || rest != end || result.number == 0 || result.number > kHighestNumber)
    return std::nullopt;
  return result;
}

/// The services of the hall that a backup is of, as its journal says last.
Result<std::vector<ServiceSettings>> services_in(const std::string& file) {
  auto opened = store::open_any_layout(file);
  if (!opened) return opened.error();
  auto rows = opened->database.prepare(
      fmt::format("SELECT {} FROM journal ORDER BY seq DESC", store::kJournalColumns));
  if (!rows) return rows.error();
  for (;;) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return std::vector<ServiceSettings>{};
    const auto entry = store::decode(store::read_journal(*rows));
    if (!entry) return entry.error();
    if (const auto* day = std::get_if<DayOpened>(&entry->event)) return day->hall.services;
    if (const auto* changed = std::get_if<HallChanged>(&entry->event))
      return changed->hall.services;
  }
}

/// The last number of each service that was seen on paper, checked against the backup's hall.
Result<std::vector<store::Told>> told_of(const Options& given) {
  std::map<ServiceId, std::uint32_t> last;
  for (const std::string& text : given.after) {
    if (const auto one = told(text)) {  // checked when it was parsed
      last[one->service] = std::max(last[one->service], one->number);
    }
  }
  std::vector<store::Told> result;
  if (last.empty()) return result;
  const auto services = services_in(given.file);
  if (!services) return services.error();
  std::string known;
  for (const ServiceSettings& service : *services)
    known += (known.empty() ? "" : ", ") + service.id.value;
  for (const auto& [service, number] : last) {
    if (std::ranges::find(*services, service, &ServiceSettings::id) == services->end()) {
      return Error{ErrorCode::kUnknownService,
                   fmt::format("--after: the backup's hall has no service {}; it has {}",
                               service.value, known.empty() ? "none" : known)};
    }
    result.push_back({service, number});
  }
  return result;
}

std::string skipped_words(const std::vector<store::Told>& told) {
  if (told.empty())
    return "the next 100 numbers of each service are not given: they may be on paper";
  std::string up_to;
  for (const store::Told& one : told)
    up_to += fmt::format("{}{}{:03}", up_to.empty() ? "" : ", ", one.service.value, one.number);
  return fmt::format(
      "no number up to {} is\ngiven again, nor the next 100 of each other service: they may be on "
      "paper",
      up_to);
}

void tell(Terminal& terminal, const Options& given, const std::vector<store::Told>& told,
          const store::RestoreInfo& done) {
  if (terminal.json()) {
    json::array after;
    for (const store::Told& one : told)
      after.push_back(json::object{{"service", one.service.value}, {"number", one.number}});
    json::object object{{"data", given.data},
                        {"seq", done.seq},
                        {"head", done.head},
                        {"epoch", done.epoch},
                        {"after", std::move(after)}};
    if (!done.kept_before.empty()) object["kept_before"] = done.kept_before.string();
    terminal.line(object);
  } else {
    std::string text = fmt::format("{} holds the hall as it was at event {}\nhead {}:{}\n",
                                   given.data, done.seq, done.seq, done.head);
    if (!done.kept_before.empty())
      text += fmt::format("The store that was there is kept in {}\n", done.kept_before.string());
    terminal.line(
        fmt::format("{}At the next start, if it is still the backup's day, {}.\n"
                    "Kiosks, displays and counters go on by themselves.",
                    text, skipped_words(told)));
  }
  const auto keys = link::list_devices(given.data);
  if (!keys || keys->empty())
    terminal.note(
        fmt::format("{} has no keys, and a backup holds none: copy the folder 'keys' of "
                    "the old data folder, or make new ones with 'antre keys new'",
                    given.data));
}

int restore(Terminal& terminal, const Options& given) {
  const auto told = told_of(given);
  if (!told) return terminal.refuse(told.error());
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const auto done = terminal.busy(fmt::format("checking and copying {}", given.file), [&] {
    return store::restore(given.file, given.data, *told, now.count());
  });
  if (!done) return terminal.refuse(done.error());
  tell(terminal, given, *told, *done);
  return kFine;
}

}  // namespace

void add_restore_command(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand(
      "restore", "puts a backup in the place of a store that no dispatcher uses");
  command->footer(
      "Stop the dispatcher first. The backup is verified, and the store that was there is kept\n"
      "beside it. What happened after the backup is lost: look at the newest paper of each\n"
      "service and say its number with --after, so that none is given twice; without it 100\n"
      "numbers of a service are skipped. Keys are not in a backup; those of the folder stay.\n"
      "\n"
      "Examples:\n"
      "  antre restore hall.antre --data /var/lib/antre\n"
      "  antre restore hall.antre --data /var/lib/antre --after R080 --after K031");
  const auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "what 'antre backup' wrote")
      ->type_name("FILE")
      ->required();
  command->add_option("--data", options->data, "the dispatcher's data folder")
      ->type_name("DIR")
      ->required();
  command
      ->add_option("--after", options->after,
                   "the last number of a service that somebody has; may be repeated")
      ->allow_extra_args(false)
      ->check(CLI::Validator(
          [](const std::string& text) {
            return told(text) ? std::string{}
                              : fmt::format("'{}' is no number; write it as on paper, R080", text);
          },
          "NUMBER"));
  command->callback([&chosen, options] {
    chosen.local = [options](Terminal& terminal) { return restore(terminal, *options); };
  });
}

}  // namespace antre::cli
