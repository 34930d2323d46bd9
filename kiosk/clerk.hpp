// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "i18n/catalogue.hpp"
#include "kiosk/courier.hpp"
#include "kiosk/kiosk_model.hpp"
#include "kiosk/paper_spool.hpp"
#include "kiosk/print_desk.hpp"
#include "printer/printer.hpp"
#include "protocol/session.hpp"

namespace antre::kiosk {

/// Carries out what the model wants done, and keeps the spool true while it does, so that a kiosk
/// killed at any instant owes nobody a number or a paper. Used on the UI thread; what it hands to
/// the printer touches the spool on the printer's thread. Model, spool and printer outlive it.
///
/// A ticket's way, each step after the one before is on disk: kept (`keep_ticket`, while the outbox
/// still has the request) - handed (before the printer gets it) - ended (what became of it, before
/// that is reported) - forgotten (once the dispatcher has confirmed the report).
class Clerk {
 public:
  struct Door {
    /// Sends a command; `answered` is to be called once with what came of it.
    std::function<void(const Command&)> send;
    /// Nobody waits any more for what was sent last.
    std::function<void()> abandon;
    std::function<Ms()> now;
    /// Asks for a ticket; `fetched` of the model is to be called once with it.
    std::function<void(const TicketId&)> fetch{};
    /// Checks the service menu's PIN; `pin_checked` of the model is to be called once.
    std::function<void(const std::string&)> check_pin{};
    /// Ends the program, to be started anew.
    std::function<void()> restart{};
  };
  Clerk(KioskModel& model, PaperSpool& spool, printer::Printer& printer, Door door);
  Clerk(const Clerk&) = delete;
  Clerk& operator=(const Clerk&) = delete;

  /// After a start, before anything else: takes up what the last run left. `open_request`: what
  /// its outbox held, encoded; empty: nothing.
  void take_up(const std::string& open_request);
  void set_online(bool online);
  /// What came of the command that was sent last.
  void answered(const Result<Reply>& answer) { courier_.answered(answer); }
  /// What became of a request that nobody waited for any more, or of the last run's.
  void settled(const Session::Settled& settled);
  /// Takes in the printer's news; to be called at least once a minute.
  void look();
  /// Carries out what the model wants.
  void act();

 private:
  void carry_out(const Action& action);
  void carry_out_staff(const Action& action);
  void print(const PrintTicket& action);
  void print_test();
  void report(const ReportPrint& report);
  void delivered(const Command& command);
  [[nodiscard]] const i18n::Catalogue& words(const std::string& language);

  KioskModel& model_;
  PaperSpool& spool_;
  Door door_;
  Courier courier_;
  PrintDesk desk_;
  std::map<std::string, i18n::Catalogue> words_;
  bool online_ = false;
  std::optional<Ms> retry_at_;
};

/// Keeps the ticket of a request for a number; other replies need not be kept. To be called before
/// the request leaves the outbox; false when it could not be kept. Thread-safe.
[[nodiscard]] bool keep_ticket(PaperSpool& spool, const Request& request, const Reply& reply);

}  // namespace antre::kiosk
