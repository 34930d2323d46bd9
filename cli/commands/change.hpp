// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "cli/door.hpp"
#include "cli/terminal.hpp"
#include "protocol/messages.hpp"

/// What the commands that change the hall have in common.
namespace antre::cli {

/// What is said of a change whose answer says no more than that it is done.
struct Said {
  std::string words;
  boost::json::object object;
};

/// Has a command carried out and shows the answer, or why not. `repeat`: what to say when the
/// outcome is not known. Gives the exit status.
[[nodiscard]] int change(Terminal& terminal, Door& door, const Command& command,
                         const std::string& repeat, const Said& said = {"done", {{"done", true}}});

/// A ticket as a user names it: "R012", or "2026-11-24/R012" of an earlier day.
struct NamedTicket {
  std::string ticket;
  std::optional<Day> of_day;
};
/// Nothing when what stands before a "/" is no date, or when there is no number.
[[nodiscard]] std::optional<NamedTicket> named_ticket(const std::string& text);

/// What CLI11 checks arguments with: an empty string, or what is wrong.
[[nodiscard]] std::string check_ticket(const std::string& text);
/// "HH:MM", 00:00 to 23:59.
[[nodiscard]] std::string check_time(const std::string& text);

}  // namespace antre::cli
