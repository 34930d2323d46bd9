// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/change.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr int kLongestMin = 24 * 60;

struct Options {
  Announce announce;
  bool list = false;
  std::optional<std::uint64_t> withdraw;
};

json::object to_json(const ViewAnnouncement& one, const HallView& view) {
  json::object object{{"announcement", one.seq},
                      {"text", one.text},
                      {"until", rfc3339(one.until_ms + view.wall_offset_ms, view.utc_offset_s)},
                      {"spoken", one.spoken}};
  if (!one.zone.empty()) object["zone"] = one.zone;
  return object;
}

std::string until_text(const ViewAnnouncement& one, const HallView& view) {
  return time_text(one.until_ms + view.wall_offset_ms, view.utc_offset_s);
}

int list(Terminal& terminal, Door& door) {
  const auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  const EngineMs now_ms = door.wall_ms() - view->wall_offset_ms;
  std::vector<std::vector<std::string>> rows{{"Message", "Until", "Said", "Zone", "Text"}};
  json::array shown;
  for (const auto& one : view->announcements) {
    if (one.until_ms <= now_ms) continue;
    shown.push_back(to_json(one, *view));
    rows.push_back({std::to_string(one.seq), until_text(one, *view), one.spoken ? "yes" : "no",
                    one.zone, one.text});
  }
  if (terminal.json()) {
    terminal.line(json::object{{"announcements", std::move(shown)}});
  } else {
    terminal.line(shown.empty() ? "no messages" : table(rows, terminal.look()));
  }
  return kFine;
}

/// The message as the hall has it now: a reply to a change does not name it.
const ViewAnnouncement* newest(const HallView& view, const Announce& made) {
  const auto found = std::find_if(
      view.announcements.rbegin(), view.announcements.rend(), [&](const ViewAnnouncement& one) {
        return one.text == made.text && one.spoken == made.spoken && one.zone == made.zone;
      });
  return found == view.announcements.rend() ? nullptr : &*found;
}

int announce(Terminal& terminal, Door& door, const Announce& made, const std::string& repeat) {
  const auto reply = door.request(made);
  if (!reply)
    return terminal.refuse(reply.error(), reply.error().code == ErrorCode::kTimeout ? repeat : "");
  if (!std::holds_alternative<Accepted>(reply->body)) return terminal.refuse(something_else());
  // The message is made; that it cannot be named now is no failure.
  const auto view = snapshot(door);
  const auto* one = view ? newest(*view, made) : nullptr;
  if (one == nullptr) {
    terminal.json() ? terminal.line(json::object{{"done", true}}) : terminal.line("announced");
    return kFine;
  }
  terminal.json()
      ? terminal.line(to_json(*one, *view))
      : terminal.line(fmt::format("message {} until {}", one->seq, until_text(*one, *view)));
  return kFine;
}

}  // namespace

void add_announce_command(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("announce", "a message on the displays");
  auto* text = command->add_option("text", options->announce.text, "what to show, one line");
  auto* minutes = command->add_option("--minutes", options->announce.minutes, "how long")
                      ->check(CLI::Range(1, kLongestMin))
                      ->capture_default_str();
  auto* spoken = command->add_flag("--spoken", options->announce.spoken,
                                   "it is also said, once, when no call is");
  auto* zone = command->add_option("--zone", options->announce.zone,
                                   "only on the displays of this zone of the hall");
  auto* list_them = command->add_flag("--list", options->list, "the messages in force");
  auto* withdraw = command->add_option("--withdraw", options->withdraw, "takes message N back")
                       ->type_name("MESSAGE");
  for (auto* other : {minutes, spoken, zone}) other->needs(text);
  list_them->excludes(text)->excludes(withdraw);
  withdraw->excludes(text);
  command->footer(
      "Examples:\n"
      "  antre announce \"Istirahat sampai pukul 13.00\" --minutes 60\n"
      "  antre announce \"Mohon siapkan kartu identitas\" --spoken --zone upstairs\n"
      "  antre announce --list\n"
      "  antre announce --withdraw 4711");
  command->callback([options, text, &chosen] {
    if (text->count() == 0 && !options->list && !options->withdraw)
      throw CLI::RequiredError("TEXT, --list or --withdraw");
    chosen.hall_time = options->list;
    chosen.online = [options, &chosen](Terminal& terminal, Door& door) {
      if (options->list) return list(terminal, door);
      if (!options->withdraw) return announce(terminal, door, options->announce, chosen.repeat);
      return change(terminal, door, WithdrawAnnouncement{*options->withdraw}, chosen.repeat,
                    {fmt::format("message {} withdrawn", *options->withdraw),
                     {{"announcement", *options->withdraw}, {"withdrawn", true}}});
    };
  });
}

}  // namespace antre::cli
