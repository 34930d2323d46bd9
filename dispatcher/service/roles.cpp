// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"

namespace antre::service {
namespace {

constexpr unsigned kKiosk = 1U << 0U;
constexpr unsigned kDisplay = 1U << 1U;
constexpr unsigned kCounter = 1U << 2U;
constexpr unsigned kSupervisor = 1U << 3U;
constexpr unsigned kAdmin = 1U << 4U;
constexpr unsigned kStaff = kCounter | kSupervisor | kAdmin;
constexpr unsigned kEverybody = kKiosk | kDisplay | kStaff;

struct Rule {
  std::string_view what;
  unsigned roles;
};

/// Who may send what. What is done at a counter is further limited to the counter's own (below).
constexpr std::array kRules{
    Rule{Issue::kName, kKiosk | kStaff},
    Rule{Cancel::kName, kKiosk | kStaff},
    Rule{ReportPrint::kName, kKiosk | kSupervisor | kAdmin},
    Rule{CheckIn::kName, kKiosk | kStaff},
    Rule{SignGuestBook::kName, kKiosk | kStaff},
    Rule{Reprint::kName, kKiosk | kStaff},
    Rule{ReportPrinter::kName, kKiosk},
    // With its code, which is on the paper that a kiosk prints.
    Rule{GetTicket::kName, kKiosk | kStaff},
    Rule{GetGuest::kName, kStaff},
    Rule{Settle::kName, kKiosk | kStaff},
    Rule{OpenCounter::kName, kStaff},
    Rule{BreakCounter::kName, kStaff},
    Rule{ResumeCounter::kName, kStaff},
    Rule{CloseCounter::kName, kStaff},
    Rule{Call::kName, kStaff},
    Rule{Recall::kName, kStaff},
    Rule{Start::kName, kStaff},
    Rule{Finish::kName, kStaff},
    Rule{NoShow::kName, kStaff},
    Rule{Hold::kName, kStaff},
    Rule{Unhold::kName, kStaff},
    Rule{Transfer::kName, kStaff},
    Rule{Requeue::kName, kStaff},
    Rule{QuickServe::kName, kStaff},
    Rule{Undo::kName, kStaff},
    Rule{Note::kName, kStaff},
    // What a whole line or the register of misses feels is for who answers for the hall.
    Rule{PauseService::kName, kSupervisor | kAdmin},
    Rule{UnpauseService::kName, kSupervisor | kAdmin},
    Rule{Announce::kName, kSupervisor | kAdmin},
    Rule{WithdrawAnnouncement::kName, kSupervisor | kAdmin},
    Rule{Correct::kName, kSupervisor | kAdmin},
    Rule{GetMisses::kName, kSupervisor | kAdmin},
    Rule{GetReport::kName, kStaff},
    Rule{GetForecast::kName, kStaff},
    Rule{GetNotes::kName, kStaff},
    Rule{AskHelp::kName, kStaff},
    Rule{EndHelp::kName, kStaff},
    Rule{ExplainMiss::kName, kStaff},
    Rule{MoveTicket::kName, kSupervisor | kAdmin},
    Rule{OpenCase::kName, kStaff},
    Rule{AdvanceCase::kName, kStaff},
    Rule{CloseCase::kName, kStaff},
    Rule{PrintReceipt::kName, kStaff},
    // For its paper.
    Rule{GetCase::kName, kKiosk | kStaff},
    Rule{GetCases::kName, kStaff},
    // The visitor answers, not who served it.
    Rule{AnswerSurvey::kName, kKiosk | kAdmin},
    Rule{GetSurvey::kName, kStaff},
    Rule{SignIn::kName, kStaff},
    Rule{PutOfficer::kName, kSupervisor | kAdmin},
    Rule{RemoveOfficer::kName, kSupervisor | kAdmin},
    Rule{GetOfficers::kName, kSupervisor | kAdmin},
    Rule{GetHealth::kName, kSupervisor | kAdmin},
    // A backup holds everything: names, notes, codes, PIN hashes.
    Rule{BeginBackup::kName, kAdmin},
    Rule{GetBackupPart::kName, kAdmin},
    Rule{Hello::kName, kEverybody},
    Rule{Ping::kName, kEverybody},
    Rule{GetSnapshot::kName, kEverybody},
    // The journal names officers and holds the codes of tickets.
    Rule{GetEvents::kName, kStaff},
};

unsigned bit(std::string_view role) {
  if (role == "kiosk") return kKiosk;
  if (role == "display") return kDisplay;
  if (role == "counter") return kCounter;
  if (role == "supervisor") return kSupervisor;
  if (role == "admin") return kAdmin;
  return 0;
}

/// The counter that a request is about; 0: none.
struct CounterOf {
  template <class Body>
  int operator()(const Body& body) const {
    if constexpr (requires { body.counter; })
      return body.counter.value;
    else
      return 0;
  }
};

}  // namespace

std::string client_of(const link::Peer& peer) {
  return peer.role + ":" + peer.name;
}

Result<void> may(const link::Peer& peer, const RequestBody& body) {
  const auto what = codec::name(body);
  const auto* rule = std::ranges::find(kRules, what, &Rule::what);
  if (rule == kRules.end() || (rule->roles & bit(peer.role)) == 0)
    return Error{ErrorCode::kNotAllowed,
                 fmt::format("{}:{} may not send '{}'", peer.role, peer.name, what)};
  const int counter = std::visit(CounterOf{}, body);
  if (peer.role == "counter" && counter != 0 && std::to_string(counter) != peer.name)
    return Error{
        ErrorCode::kNotAllowed,
        fmt::format("counter {} may act for itself only, not for counter {}", peer.name, counter)};
  return {};
}

Result<void> may_at_desk(const link::Peer& peer, const RequestBody& body,
                         const DeskSettings& desk) {
  if (peer.role != "counter") return {};
  const bool allowed = (desk.issue || !std::holds_alternative<Issue>(body)) &&
                       (desk.check_in || !std::holds_alternative<CheckIn>(body)) &&
                       (desk.reprint || !std::holds_alternative<Reprint>(body));
  if (allowed) return {};
  return Error{ErrorCode::kNotAllowed,
               fmt::format("this hall does not let its counters send '{}'", codec::name(body))};
}

}  // namespace antre::service
