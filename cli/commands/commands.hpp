// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <variant>

#include "cli/door.hpp"
#include "cli/terminal.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

/// The commands, a file a group. Each adds its own to the program; the one that the user named puts
/// what is to be done into `Chosen`. Exactly one of `online` and `local` is set after a parse.
namespace antre::cli {

struct Chosen {
  std::function<int(Terminal&, Door&)> online;  ///< needs a dispatcher
  std::function<int(Terminal&)> local;          ///< works on files
  std::function<int(Terminal&)> before;         ///< asks the user, before `online`; kFine: go on
  bool follow = false;                          ///< `online` listens to updates
  bool hall_time = false;                       ///< `online` needs the hall's own clock
  std::string repeat;  ///< what to say when the outcome of a change is not known
};

void add_ticket_commands(CLI::App& app, Chosen& chosen);
void add_paper_commands(CLI::App& app, Chosen& chosen);
void add_kiosk_pin_command(CLI::App& app, Chosen& chosen);
void add_completion_command(CLI::App& app, Chosen& chosen);
/// After all others: each command that says nothing of its own at the end of its help gets an
/// example.
void add_examples(CLI::App& app);
void add_ticket_preview_command(CLI::App& app, Chosen& chosen);
void add_counter_commands(CLI::App& app, Chosen& chosen);
void add_service_commands(CLI::App& app, Chosen& chosen);
void add_announce_command(CLI::App& app, Chosen& chosen);
void add_case_commands(CLI::App& app, Chosen& chosen);
void add_desk_commands(CLI::App& app, Chosen& chosen);
void add_status_command(CLI::App& app, Chosen& chosen);
void add_forecast_command(CLI::App& app, Chosen& chosen);
void add_simulate_command(CLI::App& app, Chosen& chosen);
void add_report_commands(CLI::App& app, Chosen& chosen);
void add_replay_command(CLI::App& app, Chosen& chosen);
void add_journal_commands(CLI::App& app, Chosen& chosen);
void add_officer_commands(CLI::App& app, Chosen& chosen);
void add_backup_command(CLI::App& app, Chosen& chosen);
void add_restore_command(CLI::App& app, Chosen& chosen);
void add_verify_command(CLI::App& app, Chosen& chosen);
void add_voice_commands(CLI::App& app, Chosen& chosen);
void add_key_commands(CLI::App& app, Chosen& chosen);

/// What a command says of an answer of another kind than it asked for.
[[nodiscard]] Error something_else();
/// The answer of one kind to a query. Errors: what was refused, the link's, kInternal.
template <class T>
[[nodiscard]] Result<T> ask(Door& door, const client::Query& query) {
  auto reply = door.query(query);
  if (!reply) return reply.error();
  if (auto* found = std::get_if<T>(&reply->body)) return std::move(*found);
  return something_else();
}

/// The hall as it is now.
[[nodiscard]] Result<HallView> snapshot(Door& door);

}  // namespace antre::cli
