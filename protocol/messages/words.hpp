// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The words that messages are written in: what a ticket, a counter, a clock can be.

namespace antre {

inline constexpr int kProtocolVersion = 1;

enum class TicketClass { kRegular, kPriority };
enum class Channel { kWalkIn, kOnline, kAppointment };
/// kBooked: its place has not come yet (an appointment, or the hall has not opened since). kHeld:
/// put aside by an officer.
enum class TicketState {
  kWaiting,
  kCalled,
  kServing,
  kFinished,
  kNoShow,
  kCancelled,
  kUnserved,
  kBooked,
  kHeld
};
enum class CounterState { kClosed, kFree, kCalling, kServing, kOnBreak };
enum class Outcome { kServed, kIncomplete, kReferred, kFollowUp };
/// What a report has a row for.
enum class ReportBy { kDay, kService, kCounter, kOfficer, kChannel, kHour };
/// Where a ticket's paper is. kNone: nobody tried (a ticket from the command line).
enum class PrintState { kNone, kQueued, kPrinted, kFailed, kUnknown, kReprinted };

/// How far the clock of a ticket is (target.md, "Enforcement"); each includes those before it.
enum class Mark { kNone, kRemind, kEscalate, kAutoCall, kMissed };
/// What a second on the clock of a ticket was spent on (target.md, "Enforcement"), in the order in
/// which the first that holds is taken. kNotReached: the clock of an unserved ticket never started.
enum class Cause {
  kVisitorOnWay,
  kCounterIdle,
  kCallingAnother,
  kOnBreak,
  kServingAnother,
  kUnstaffed,
  kNotReached
};
/// Where in its line a ticket that goes back to waiting stands.
enum class Requeued { kFront, kInOrder, kBack };

}  // namespace antre
