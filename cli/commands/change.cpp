// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "cli/commands/commands.hpp"
#include "cli/mistakes.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

/// The answer to a change, whatever it is about.
int show(Terminal& terminal, const ReplyBody& body, int utc_offset_s, const Said& said) {
  if (const auto* ticket = std::get_if<TicketReply>(&body)) {
    terminal.json() ? terminal.line(to_json(*ticket, utc_offset_s)) : terminal.line(words(*ticket));
    return kFine;
  }
  if (const auto* counter = std::get_if<CounterReply>(&body)) {
    terminal.json() ? terminal.line(to_json(*counter)) : terminal.line(words(*counter));
    return kFine;
  }
  if (std::holds_alternative<Accepted>(body)) {
    terminal.json() ? terminal.line(said.object) : terminal.line(said.words);
    return kFine;
  }
  return terminal.refuse(something_else());
}

/// Whether the answer tells a time, which is shown with the hall's offset.
bool tells_time(const Command& command) {
  return std::holds_alternative<Issue>(command) || std::holds_alternative<Cancel>(command) ||
         std::holds_alternative<Unhold>(command) || std::holds_alternative<CheckIn>(command) ||
         std::holds_alternative<MoveTicket>(command);
}

/// The service that a command is about, where it is about one.
std::string service_of(const Command& command) {
  return std::visit(
      [](const auto& what) -> std::string {
        if constexpr (requires { what.service.value.size(); }) {
          return what.service.value;
        } else if constexpr (requires { what.service->value.size(); }) {
          return what.service ? what.service->value : std::string{};
        } else {
          return {};
        }
      },
      command);
}

/// An unknown service with the one that was probably meant, as far as the hall can be asked.
Error with_suggestion(Error error, Door& door, const Command& command) {
  const std::string service = service_of(command);
  if (error.code != ErrorCode::kUnknownService || service.empty()) return error;
  const auto view = snapshot(door);
  if (!view) return error;
  if (error.detail.empty()) error.detail = fmt::format("there is no service {}", service);
  error.detail += "; " + suggested_service(service, *view);
  return error;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

}  // namespace

int change(Terminal& terminal, Door& door, const Command& command, const std::string& repeat,
           const Said& said) {
  int utc_offset_s = 0;
  if (terminal.json() && tells_time(command)) {
    // Asked first: after the change nothing may come between it and its answer.
    const auto view = snapshot(door);
    if (!view) return terminal.refuse(view.error());
    utc_offset_s = view->utc_offset_s;
  }
  const auto reply = door.request(command);
  if (!reply) {
    return terminal.refuse(with_suggestion(reply.error(), door, command),
                           reply.error().code == ErrorCode::kTimeout ? repeat : "");
  }
  return show(terminal, reply->body, utc_offset_s, said);
}

std::optional<NamedTicket> named_ticket(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) {
    if (text.empty()) return std::nullopt;
    return NamedTicket{text, std::nullopt};
  }
  const auto day = parse_day(text.substr(0, slash));
  if (!day || slash + 1 == text.size()) return std::nullopt;
  return NamedTicket{text.substr(slash + 1), day};
}

std::string check_ticket(const std::string& text) {
  if (named_ticket(text)) return {};
  return fmt::format("'{}' is no ticket; write R012, or 2026-11-24/R012 for an earlier day's",
                     text);
}

std::string check_time(const std::string& text) {
  constexpr std::array<std::size_t, 4> kDigits{0, 1, 3, 4};
  const bool shaped =
      text.size() == 5 && text[2] == ':' &&
      std::ranges::all_of(kDigits, [&](std::size_t at) { return is_digit(text[at]); });
  // Two digits compare as text like the number that they are.
  if (shaped && text.substr(0, 2) < "24" && text.substr(3) < "60") return {};
  return fmt::format("'{}' is no time; write it as 09:30", text);
}

}  // namespace antre::cli
