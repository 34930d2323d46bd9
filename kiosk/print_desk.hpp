// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/actions.hpp"
#include "printer/printer.hpp"

namespace antre::kiosk {

/// Takes tickets to the printer and says of which ticket its reports speak. Used on the UI thread;
/// the printer works on its own.
class PrintDesk {
 public:
  explicit PrintDesk(printer::Printer& printer) : printer_(printer) {}

  /// Which of a ticket's papers it is.
  enum class Paper { kTicket, kSecond, kTest };
  /// `before_send` is called on the printer's thread, as printer::PrintJob says.
  void print(const TicketId& ticket, const printer::TicketPaper& paper,
             std::function<void()> before_send, Paper which = Paper::kTicket);
  /// Takes a ticket's paper back. Its end is not told any more, unless it was printed after all.
  void cancel(const TicketId& ticket);
  /// What has happened since the last call, in order.
  [[nodiscard]] std::vector<PrintNews> take_news();
  /// The printer's trouble if it is another than at the last call; empty text: ready, and
  /// "media-low" of a ready one.
  [[nodiscard]] std::optional<std::string> take_trouble();

 private:
  struct Job {
    TicketId ticket;
    bool copy = false;
    Paper which = Paper::kTicket;
    bool cancelled = false;
  };
  [[nodiscard]] static PrintNews news_of(const Job& job, PrintState state, std::string reason);

  printer::Printer& printer_;
  std::map<printer::JobId, Job> jobs_;
  std::vector<PrintNews> refused_;
  std::optional<std::string> trouble_;
};

}  // namespace antre::kiosk
