// SPDX-License-Identifier: Apache-2.0
#include "cli/completion_values.hpp"

#include <fmt/format.h>

#include <set>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

// Somebody waits at a prompt: a dispatcher on this machine answers in a tenth of it.
constexpr double kAtOnceS = 0.4;

std::vector<Candidate> services(const HallView& view) {
  std::vector<Candidate> found;
  for (const ServiceSettings& service : view.hall.services)
    found.push_back({service.id.value, text_in(service.name, view.hall.default_language())});
  return found;
}

std::vector<Candidate> counters(const HallView& view) {
  std::vector<Candidate> found;
  for (const ViewCounter& counter : view.counters) {
    std::string about = codec::name(counter.state);
    if (counter.ticket) about += ' ' + counter.ticket->number;
    if (!counter.officer.empty()) about += ", " + counter.officer;
    found.push_back({std::to_string(counter.id.value), about});
  }
  return found;
}

/// Only tickets of which the command may make something.
bool concerns(const std::string& command, const ViewTicket& ticket) {
  if (command == "unhold") return ticket.state == TicketState::kHeld;
  if (command == "call") return ticket.state == TicketState::kWaiting;
  return true;
}

std::vector<Candidate> tickets(const HallView& view, const std::string& command) {
  std::vector<Candidate> found;
  for (const auto& [key, ticket] : view.tickets) {
    if (!concerns(command, ticket)) continue;
    std::string about = codec::name(ticket.state);
    if (ticket.counter) about += fmt::format(", counter {}", ticket.counter->value);
    found.push_back({ticket.of_day == view.day ? ticket.ticket : key, about});
  }
  return found;
}

std::vector<Candidate> kiosks(const HallView& view) {
  std::vector<Candidate> found;
  for (const ViewPrinter& printer : view.printers) found.push_back({printer.device, ""});
  return found;
}

std::vector<Candidate> announcements(const HallView& view) {
  std::vector<Candidate> found;
  for (const ViewAnnouncement& one : view.announcements)
    found.push_back({std::to_string(one.seq), one.text});
  return found;
}

std::vector<Candidate> officers(Door& door) {
  std::vector<Candidate> found;
  const auto reply = ask<OfficersReply>(door, GetOfficers{});
  if (!reply) return found;
  for (const Officer& officer : reply->officers) found.push_back({officer.name, ""});
  return found;
}

std::vector<Candidate> open_misses(Door& door) {
  std::vector<Candidate> found;
  GetMisses query;
  query.open_only = true;
  const auto reply = ask<MissesReply>(door, query);
  if (!reply) return found;
  for (const MissRow& miss : reply->misses) found.push_back({miss.miss, codec::name(miss.cause)});
  return found;
}

}  // namespace

std::vector<Candidate> values_of_hall(const std::string& command, const std::string& kind,
                                      Connection connection, const OpenShortly& open) {
  // Not there to be chosen from: those who are not registered yet.
  if (kind == "OFFICER" && command == "add") return {};
  if (kind == "DATE|today") return {{"today", ""}};
  static const std::set<std::string> kinds{"SERVICE", "COUNTER", "TICKET", "KIOSK",
                                           "MESSAGE", "OFFICER", "MISS"};
  if (!kinds.contains(kind)) return {};
  connection.timeout_s = kAtOnceS;
  auto door = open(connection);
  if (!door) return {};
  if (kind == "OFFICER") return officers(**door);
  if (kind == "MISS") return open_misses(**door);
  const auto view = snapshot(**door);
  if (!view) return {};
  if (kind == "SERVICE") return services(*view);
  if (kind == "COUNTER") return counters(*view);
  if (kind == "TICKET") return tickets(*view, command);
  return kind == "KIOSK" ? kiosks(*view) : announcements(*view);
}

}  // namespace antre::cli
