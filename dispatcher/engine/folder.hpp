// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dispatcher/engine/lines.hpp"
#include "dispatcher/engine/state.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::engine {

/// Folds one event into the state; one overload an event. What does not fit is a bug and stops.
/// Made by `apply` for one entry; days, tickets and counters are in apply.cpp, visits in
/// apply_visit.cpp, clocks and misses in apply_clock.cpp, cases in apply_case.cpp.
class Folder {
 public:
  Folder(State& state, const Entry& entry) : state_(state), entry_(entry) {}

  void operator()(const DayOpened& event);
  void operator()(const DayClosed& event);
  void operator()(const HallChanged& event);
  void operator()(const ClockCorrected& event);
  void operator()(const NumbersSkipped& event);
  void operator()(const StoreRestored& /*event*/) {}  // told for its readers; skipping is by events
  void operator()(const TicketIssued& event);
  void operator()(const TicketArrived& event);
  void operator()(const TicketCancelled& event);
  void operator()(const PrintReported& event);
  void operator()(const NoteAdded& event);
  void operator()(const TicketCheckedIn& event);
  void operator()(const GuestBookSigned& event);
  void operator()(const ReprintAsked& event);
  void operator()(const AnnouncementMade& event);
  void operator()(const AnnouncementWithdrawn& event);
  void operator()(const TicketMoved& event);
  void operator()(const SurveyAnswered& event);
  void operator()(const CaseOpened& event);
  void operator()(const CaseAdvanced& event);
  void operator()(const CaseClosed& event);
  void operator()(const ReceiptAsked& event);
  void operator()(const HelpAsked& event);
  void operator()(const HelpEnded& event);
  void operator()(const PrinterReported& event);
  void operator()(const ServicePaused& event);
  void operator()(const ServiceUnpaused& event);
  void operator()(const CounterOpened& event);
  void operator()(const CounterBreak& event);
  void operator()(const CounterResumed& event);
  void operator()(const CounterClosed& event);

  void operator()(const TicketCalled& event);
  void operator()(const TicketRecalled& event);
  void operator()(const ServiceStarted& event);
  void operator()(const ServiceFinished& event);
  void operator()(const TicketNoShow& event);
  void operator()(const TicketHeld& event);
  void operator()(const TicketUnheld& event);
  void operator()(const TicketTransferred& event);
  void operator()(const TicketRequeued& event);
  void operator()(const QuickServiceStarted& event);
  void operator()(const CommandUndone& event);

  void operator()(const CounterAlerted& event);
  void operator()(const ClockStarted& event);
  void operator()(const ClockReached& event);
  void operator()(const TicketOvertaken& event);
  void operator()(const TargetMissed& event);
  void operator()(const MissCorrected& event);
  void operator()(const MissExplained& event);

 private:
  /// A ticket that was at a counter when its day ended, with the officer who is still there.
  void carry(const CarriedTicket& carried);
  void carry_to_counter(const CarriedTicket& carried, Slot slot);
  /// Ends what day-closed names; it must be in one of the states in which a day leaves it.
  void end_with_day(const std::string& name, TicketState ended);
  void undo_call(const CommandUndone& event);
  /// The clock that a no-show ended, as if that had not been.
  void restore_clock(Clock clock, EngineMs ended_ms, CounterId counter);

  template <class E>
  [[nodiscard]] Slot named(const E& event) const {
    const Slot slot = state_.slot(event.of_day.value_or(entry_.day), event.ticket);
    ANTRE_ASSERT(slot != kNoSlot);
    return slot;
  }
  /// The ticket an event names, which must be the visitor of the counter it names, in that state.
  template <class E>
  Slot visitor(const E& event, CounterState state) {
    const Slot slot = named(event);
    const auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.ticket == slot && counter.state == state);
    return slot;
  }
  /// The same, called or being served: its visit ends without an end that could be undone.
  template <class E>
  Slot leaving(const E& event) {
    const Slot slot = named(event);
    auto& counter = at(event.counter);
    ANTRE_ASSERT(counter.ticket == slot);
    leave(counter);
    return slot;
  }
  Counter& at(CounterId id);
  /// Everything that happens at a counter takes away what could be undone there.
  void become(Counter& counter, CounterState state) const;
  void leave(Counter& counter) const;
  /// The ticket of a slot goes to the end of another line.
  void go_to_line(Slot slot, const std::optional<ServiceId>& service,
                  const std::optional<CounterId>& to_counter);
  void end(Ticket& ticket, TicketState state) const;

  State& state_;
  const Entry& entry_;
};

}  // namespace antre::engine
