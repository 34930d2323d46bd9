// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::kiosk {

/// Brings the kiosk's commands to the dispatcher one after the other: a visitor's request before
/// everything else, reports and cancellations when there is nothing more urgent and a link. What is
/// unknown of a report, or could not be stored now, is reported again, which changes nothing; a
/// request for a number is never repeated by the courier. One thread; answers come in through
/// `answered`.
class Courier {
 public:
  struct Door {
    /// Sends a command; `answered` is to be called once with what came of it.
    std::function<void(const Command&)> send;
    /// Nobody waits any more for what was sent last.
    std::function<void()> abandon;
    /// The answer to a request for a number.
    std::function<void(const Result<TicketReply>&)> on_issue;
    /// A report or cancellation is done, or refused for good.
    std::function<void(const Command&)> on_delivered;
    /// The answer to a check-in.
    std::function<void(const Result<TicketReply>&)> on_check_in{};
  };
  explicit Courier(Door door);

  void issue(const Issue& issue);
  /// As urgent: a visitor with a code waits.
  void check_in(const CheckIn& check_in);
  /// The visitor has left: a request not yet sent is dropped, one that was sent is settled.
  void settle();
  /// Newer states of a ticket's paper replace older ones that still wait.
  void report(const ReportPrint& report);
  void cancel(const Cancel& cancel);
  /// An entry of the guest book, or how the printer is; newer news of that replace older.
  void tell(Command command);
  /// Whether reports can be brought; also to be said again some time after they were not taken.
  void set_online(bool online);
  void answered(const Result<Reply>& answer);

  /// Reports wait although nothing is on its way.
  [[nodiscard]] bool held_up() const { return !sent_ && !waiting_.empty(); }
  [[nodiscard]] bool idle() const { return !sent_ && !urgent_ && waiting_.empty(); }

 private:
  void next();
  void keep(Command command);

  /// More than this means hours without a link; the oldest reports are worth least then.
  static constexpr std::size_t kMostWaiting = 256;

  Door door_;
  bool online_ = false;
  std::optional<Command> urgent_;  ///< of a visitor who stands here
  std::deque<Command> waiting_;
  std::optional<Command> sent_;
};

}  // namespace antre::kiosk
