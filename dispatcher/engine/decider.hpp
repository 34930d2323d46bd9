// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "dispatcher/engine/counter_table.hpp"
#include "dispatcher/engine/engine.hpp"

namespace antre::engine {

/// Decides one command; one overload a command. Made by `decide` for one command; what is done to
/// tickets and services is in decide.cpp, what is done at a counter in decide_counter.cpp, where a
/// visitor goes from there in decide_visit.cpp, what goes on after a visit in decide_case.cpp.
class Decider {
 public:
  using Events = std::vector<Event>;

  Decider(const State& state, const Context& context) : state_(state), context_(context) {}

  Result<Events> operator()(const Issue& command) const;
  Result<Events> operator()(const Unhold& command) const;
  Result<Events> operator()(const Cancel& command) const;
  Result<Events> operator()(const Note& command) const;
  Result<Events> operator()(const ReportPrint& command) const;
  Result<Events> operator()(const CheckIn& command) const;
  Result<Events> operator()(const SignGuestBook& command) const;
  Result<Events> operator()(const Reprint& command) const;
  Result<Events> operator()(const Announce& command) const;
  Result<Events> operator()(const WithdrawAnnouncement& command) const;
  Result<Events> operator()(const ReportPrinter& command) const;
  Result<Events> operator()(const PauseService& command) const;
  Result<Events> operator()(const UnpauseService& command) const;
  Result<Events> operator()(const Correct& command) const;
  Result<Events> operator()(const ExplainMiss& command) const;
  Result<Events> operator()(const MoveTicket& command) const;
  Result<Events> operator()(const AskHelp& command) const;
  Result<Events> operator()(const EndHelp& command) const;
  Result<Events> operator()(const OpenCase& command) const;
  Result<Events> operator()(const AdvanceCase& command) const;
  Result<Events> operator()(const CloseCase& command) const;
  Result<Events> operator()(const PrintReceipt& command) const;
  Result<Events> operator()(const AnswerSurvey& command) const;

  Result<Events> operator()(const OpenCounter& command) const;
  Result<Events> operator()(const BreakCounter& command) const;
  Result<Events> operator()(const ResumeCounter& command) const;
  Result<Events> operator()(const CloseCounter& command) const;
  Result<Events> operator()(const Call& command) const;
  Result<Events> operator()(const Recall& command) const;
  Result<Events> operator()(const Start& command) const;
  Result<Events> operator()(const QuickServe& command) const;

  Result<Events> operator()(const Finish& command) const;
  Result<Events> operator()(const NoShow& command) const;
  Result<Events> operator()(const Hold& command) const;
  Result<Events> operator()(const Transfer& command) const;
  Result<Events> operator()(const Requeue& command) const;
  Result<Events> operator()(const Undo& command) const;

 private:
  /// Whether a number is given now: the service's own reasons against it.
  [[nodiscard]] Result<void> gives_numbers(const Issue& command) const;
  /// The counter, when it is in the hall and its state allows the command.
  [[nodiscard]] Result<const Counter*> at(CounterId id, CounterCommand command) const;
  /// The same for what sends its visitor back into a line, who needs a number for that.
  [[nodiscard]] Result<const Counter*> with_number(CounterId id, CounterCommand command) const;
  /// The ticket of a number; of today when no day is told.
  [[nodiscard]] Result<const Ticket*> ticket(const std::string& number,
                                             const std::optional<Day>& of_day) const;
  /// The line of a service of the hall.
  [[nodiscard]] Result<const Line*> line(const ServiceId& service) const;
  /// The waiting ticket that an officer names, when the counter may choose it.
  [[nodiscard]] Result<Slot> choosable(const Counter& counter, const std::string& number) const;
  [[nodiscard]] Result<void> may_send(const Transfer& command) const;
  /// Whether there is such a line: of a service or of a counter, exactly one of the two.
  [[nodiscard]] Result<void> is_a_line(const std::optional<ServiceId>& service,
                                       const std::optional<CounterId>& counter) const;
  [[nodiscard]] Result<void> check_finish(const Finish& command, const Ticket& served) const;
  /// The kiosk that is to print something: the one that is named, else `before` when it still has
  /// a printer, else the only one that has.
  [[nodiscard]] Result<std::string> printing_kiosk(const std::string& named,
                                                   const std::string& before) const;
  /// The number of a visitor who comes for an open case, with its code.
  [[nodiscard]] Result<Events> come_for_case(const CheckIn& command) const;
  [[nodiscard]] Result<const CarriedCase*> open_case(const std::string& number) const;
  /// The officer of the counter that asks; empty when no counter does.
  [[nodiscard]] std::string officer() const;
  [[nodiscard]] Result<Events> undo_call(const Counter& counter) const;
  [[nodiscard]] Result<Events> undo_end(const Counter& counter) const;
  /// Whether what was done then may still be taken back.
  [[nodiscard]] bool still_undone(EngineMs done_ms) const;
  /// Where a ticket that goes back into its line is ordered.
  [[nodiscard]] EngineMs place(const Ticket& ticket, Requeued where) const;
  [[nodiscard]] EngineMs now_ms() const { return context_.now.at_ms; }

  const State& state_;
  const Context& context_;
};

/// "counter 2", for a sentence.
[[nodiscard]] std::string name_of(CounterId id);

// An officer's name and a reason are read on a screen and kept for ever; more is a mistake.
inline constexpr std::size_t kMaxTextBytes = 200;
// A note or a correction is some sentences; more would not be read.
inline constexpr std::size_t kMaxNoteBytes = 2000;

/// Whether a text is one line without control characters.
[[nodiscard]] bool is_one_line(const std::string& text);
/// A code as people type it, "7kq2-m9wx", as it was drawn: 7KQ2M9WX.
[[nodiscard]] std::string plain_code(const std::string& typed);
/// Whether a ticket's life is over.
[[nodiscard]] bool has_ended(const Ticket& ticket);

}  // namespace antre::engine
