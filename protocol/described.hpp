// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The descriptions that the codec walks. Included by codec.cpp alone: Describe and its maps cost
/// seconds in every file that includes them.

#include <boost/describe.hpp>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"

namespace antre {

// clang-format off
BOOST_DESCRIBE_ENUM(TicketClass, kRegular, kPriority)
BOOST_DESCRIBE_ENUM(Channel, kWalkIn, kOnline, kAppointment)
BOOST_DESCRIBE_ENUM(TicketState, kWaiting, kCalled, kServing, kFinished, kNoShow, kCancelled, kUnserved, kBooked, kHeld)
BOOST_DESCRIBE_ENUM(CounterState, kClosed, kFree, kCalling, kServing, kOnBreak)
BOOST_DESCRIBE_ENUM(Outcome, kServed, kIncomplete, kReferred, kFollowUp)
BOOST_DESCRIBE_ENUM(PrintState, kNone, kQueued, kPrinted, kFailed, kUnknown, kReprinted)
BOOST_DESCRIBE_ENUM(SecondaryRule, kOnRemind, kWhenIdle, kNever)
BOOST_DESCRIBE_ENUM(ReportBy, kDay, kService, kCounter, kOfficer, kChannel, kHour)
BOOST_DESCRIBE_ENUM(Mark, kNone, kRemind, kEscalate, kAutoCall, kMissed)
BOOST_DESCRIBE_ENUM(Cause, kVisitorOnWay, kCounterIdle, kCallingAnother, kOnBreak, kServingAnother, kUnstaffed, kNotReached)
BOOST_DESCRIBE_ENUM(Requeued, kFront, kInOrder, kBack)

BOOST_DESCRIBE_STRUCT(OpenSpan, (), (weekday, from_min, to_min))
BOOST_DESCRIBE_STRUCT(Hours, (), (always, open, closed_on))
BOOST_DESCRIBE_STRUCT(TargetSettings, (), (target_s, remind_s, escalate_s, auto_call_s, auto_call))
BOOST_DESCRIBE_STRUCT(SelectionSettings, (), (priority_burst, secondary))
BOOST_DESCRIBE_STRUCT(CallingSettings, (), (recall_limit, no_show_after_s, start_on_call, undo_s))
BOOST_DESCRIBE_STRUCT(ServiceStandard, (), (requirements, procedure, time, cost, product, complaints))
BOOST_DESCRIBE_STRUCT(ServiceSettings, (), (id, name, short_name, description, icon, digits, requirements, quota_per_day, target, standard))
BOOST_DESCRIBE_STRUCT(CounterSettings, (), (id, name, primary, secondary))
BOOST_DESCRIBE_STRUCT(KioskSettings, (), (idle_s, priority_classes, guest_book, qr_base_url))
BOOST_DESCRIBE_STRUCT(PrinterSettings, (), (queue, paper_mm, mode, cut, footer, complaint))
BOOST_DESCRIBE_STRUCT(DisplaySettings, (), (ticker, pictures, history, volume, attainment, directions))
BOOST_DESCRIBE_STRUCT(LookSettings, (), (logo, accent, theme))
BOOST_DESCRIBE_STRUCT(RetentionSettings, (), (guest_book_days, notes_days))
BOOST_DESCRIBE_STRUCT(StorageSettings, (), (reserve_mib))
BOOST_DESCRIBE_STRUCT(HallSettings, (), (id, name, office, time_zone, languages, day_starts_min, hours, target, selection, calling, services, counters, kiosk, printer, display, look, retention, storage))

BOOST_DESCRIBE_STRUCT(Issue, (), (service, class_, channel, booked, code, booked_ms, estimate_low_s, estimate_high_s))
BOOST_DESCRIBE_STRUCT(OpenCounter, (), (counter, officer))
BOOST_DESCRIBE_STRUCT(BreakCounter, (), (counter, reason))
BOOST_DESCRIBE_STRUCT(ResumeCounter, (), (counter))
BOOST_DESCRIBE_STRUCT(CloseCounter, (), (counter))
BOOST_DESCRIBE_STRUCT(Call, (), (counter, ticket))
BOOST_DESCRIBE_STRUCT(Recall, (), (counter))
BOOST_DESCRIBE_STRUCT(Start, (), (counter))
BOOST_DESCRIBE_STRUCT(Finish, (), (counter, outcome))
BOOST_DESCRIBE_STRUCT(NoShow, (), (counter))
BOOST_DESCRIBE_STRUCT(Cancel, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(ReportPrint, (), (ticket, of_day, state, reason))
BOOST_DESCRIBE_STRUCT(Settle, (), (of_session, of_n))
BOOST_DESCRIBE_STRUCT(Hello, (), (program))
BOOST_DESCRIBE_STRUCT(Ping, (), ())
BOOST_DESCRIBE_STRUCT(GetSnapshot, (), (had_seq))
BOOST_DESCRIBE_STRUCT(GetEvents, (), (after_seq, of_day, limit))

BOOST_DESCRIBE_STRUCT(CarriedTicket, (), (ticket, of_day, service, class_, channel, state, counter, issued_ms, called_ms, started_ms, recalls, issued_wall_offset_ms, print, print_reason, code, officer, prefix, clock, overtaken, misses, return_to, explicit_, auto_))
BOOST_DESCRIBE_STRUCT(DayOpened, (), (hall, carried, open_misses))
BOOST_DESCRIBE_STRUCT(DayClosed, (), (unserved, finished, head))
BOOST_DESCRIBE_STRUCT(HallChanged, (), (hall))
BOOST_DESCRIBE_STRUCT(ClockCorrected, (), (by_ms))
BOOST_DESCRIBE_STRUCT(NumbersSkipped, (), (service, from, to))
BOOST_DESCRIBE_STRUCT(TicketIssued, (), (ticket, service, class_, channel, ahead, code, device, place_ms, estimate_low_s, estimate_high_s))
BOOST_DESCRIBE_STRUCT(TicketCalled, (), (ticket, of_day, counter, explicit_, auto_))
BOOST_DESCRIBE_STRUCT(TicketRecalled, (), (ticket, of_day, counter, times))
BOOST_DESCRIBE_STRUCT(ServiceStarted, (), (ticket, of_day, counter, clock_ms, met, officer))
BOOST_DESCRIBE_STRUCT(ServiceFinished, (), (ticket, of_day, counter, outcome))
BOOST_DESCRIBE_STRUCT(TicketNoShow, (), (ticket, of_day, counter, auto_, called_ms, officer))
BOOST_DESCRIBE_STRUCT(TicketCancelled, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(PrintReported, (), (ticket, of_day, state, reason, device))
BOOST_DESCRIBE_STRUCT(CounterOpened, (), (counter, officer))
BOOST_DESCRIBE_STRUCT(CounterBreak, (), (counter, reason))
BOOST_DESCRIBE_STRUCT(CounterResumed, (), (counter))
BOOST_DESCRIBE_STRUCT(CounterClosed, (), (counter))
BOOST_DESCRIBE_STRUCT(Heartbeat, (), (utc_offset_s, hall_open, expected))
BOOST_DESCRIBE_STRUCT(GoingDown, (), ())
BOOST_DESCRIBE_STRUCT(Withheld, (), ())
BOOST_DESCRIBE_STRUCT(Entry, (), (seq, day, at_ms, wall_offset_ms, event))
BOOST_DESCRIBE_STRUCT(Update, (), (v, epoch, seq, day, at_ms, wall_offset_ms, event))

BOOST_DESCRIBE_STRUCT(ViewTicket, (), (ticket, of_day, service, class_, channel, state, issued_ms, place, counter, called_ms, started_ms, recalls, print, print_reason, place_ms, for_counter, clock_from_ms, clock_stood_ms, mark, overtaken, auto_))
BOOST_DESCRIBE_STRUCT(TicketId, (), (day, number))
BOOST_DESCRIBE_STRUCT(ViewCounter, (), (id, state, since_ms, ticket, officer, break_reason, closing, alert, undo))
BOOST_DESCRIBE_STRUCT(ViewCall, (), (seq, ticket, service, counter, at_ms, wall_ms, recall))
BOOST_DESCRIBE_STRUCT(ViewPrinter, (), (device, state, reason))
BOOST_DESCRIBE_STRUCT(ViewCounts, (), (issued, started, finished, no_show, cancelled, met, missed, wait_ms))
BOOST_DESCRIBE_STRUCT(ViewLine, (), (waiting, priority))
BOOST_DESCRIBE_STRUCT(HallView, (), (epoch, seq, day, at_ms, wall_offset_ms, utc_offset_s, hall_open, hall, counters, tickets, calls, printers, today, lines, paused, expected, open_misses))

BOOST_DESCRIBE_STRUCT(TicketReply, (), (ticket, day, service, class_, channel, state, issued_wall_ms, ahead, code, estimate_low_s, estimate_high_s))
BOOST_DESCRIBE_STRUCT(CounterReply, (), (counter, state, ticket, of_day, service, recalls))
BOOST_DESCRIBE_STRUCT(Accepted, (), ())
BOOST_DESCRIBE_STRUCT(SettleReply, (), (executed, stored))
BOOST_DESCRIBE_STRUCT(Welcome, (), (program, hall_id, epoch, seq, updates, role, name))
BOOST_DESCRIBE_STRUCT(Pong, (), (seq))
BOOST_DESCRIBE_STRUCT(SnapshotReply, (), (view))
BOOST_DESCRIBE_STRUCT(EventsPage, (), (entries, more, utc_offset_s))
BOOST_DESCRIBE_STRUCT(ErrorReply, (), (code, message))
BOOST_DESCRIBE_STRUCT(Refused, (), (error))
BOOST_DESCRIBE_STRUCT(Request, (), (v, session, n, body))
BOOST_DESCRIBE_STRUCT(Reply, (), (v, session, n, body))
BOOST_DESCRIBE_STRUCT(Hold, (), (counter))
BOOST_DESCRIBE_STRUCT(Unhold, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(Transfer, (), (counter, service, to_counter, return_))
BOOST_DESCRIBE_STRUCT(Requeue, (), (counter, where))
BOOST_DESCRIBE_STRUCT(QuickServe, (), (counter, service))
BOOST_DESCRIBE_STRUCT(Undo, (), (counter))
BOOST_DESCRIBE_STRUCT(Note, (), (ticket, of_day, text, hash))
BOOST_DESCRIBE_STRUCT(PauseService, (), (service, until, reason, until_ms))
BOOST_DESCRIBE_STRUCT(UnpauseService, (), (service))
BOOST_DESCRIBE_STRUCT(Correct, (), (miss, text))
BOOST_DESCRIBE_STRUCT(GetForecast, (), ())
BOOST_DESCRIBE_STRUCT(GetReport, (), (from, to, by))
BOOST_DESCRIBE_STRUCT(GetMisses, (), (open_only, from, to, limit))
BOOST_DESCRIBE_STRUCT(GetNotes, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(CauseShare, (), (cause, ms, counters))
BOOST_DESCRIBE_STRUCT(CarriedClock, (), (started_ms, from_ms, mark, shares))
BOOST_DESCRIBE_STRUCT(TicketArrived, (), (ticket))
BOOST_DESCRIBE_STRUCT(TicketHeld, (), (ticket, of_day, counter))
BOOST_DESCRIBE_STRUCT(TicketUnheld, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(TicketTransferred, (), (ticket, of_day, counter, service, to_counter, return_to, finished))
BOOST_DESCRIBE_STRUCT(TicketRequeued, (), (ticket, of_day, counter, where, place_ms))
BOOST_DESCRIBE_STRUCT(QuickServiceStarted, (), (ticket, service, counter, officer))
BOOST_DESCRIBE_STRUCT(CommandUndone, (), (ticket, of_day, counter, from, clock_gone))
BOOST_DESCRIBE_STRUCT(NoteAdded, (), (ticket, of_day, hash))
BOOST_DESCRIBE_STRUCT(ServicePaused, (), (service, until_ms, reason))
BOOST_DESCRIBE_STRUCT(ServiceUnpaused, (), (service))
BOOST_DESCRIBE_STRUCT(ClockStarted, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(ClockReached, (), (ticket, of_day, mark))
BOOST_DESCRIBE_STRUCT(TicketOvertaken, (), (ticket, of_day, by, counter, start_over))
BOOST_DESCRIBE_STRUCT(MissedAt, (), (counter, officer))
BOOST_DESCRIBE_STRUCT(TargetMissed, (), (miss, ticket, of_day, cause, clock_ms, shares, counters))
BOOST_DESCRIBE_STRUCT(MissCorrected, (), (miss, text, by))
BOOST_DESCRIBE_STRUCT(CounterAlerted, (), (counter, ticket, of_day, why))
BOOST_DESCRIBE_STRUCT(ExpectedWait, (), (service, low_s, high_s))
BOOST_DESCRIBE_STRUCT(ProbableMiss, (), (ticket, day, service, percent, at_wall_ms))
BOOST_DESCRIBE_STRUCT(Advice, (), (action, counter, avoids))
BOOST_DESCRIBE_STRUCT(ForecastReply, (), (at_wall_ms, runs, expected, misses, advice))
BOOST_DESCRIBE_STRUCT(Spread, (), (mean_ms, p50_ms, p90_ms, p99_ms))
BOOST_DESCRIBE_STRUCT(ReportRow, (), (key, tickets, served, no_show, cancelled, unserved, met, missed, overtaken, explicit_calls, auto_calls, clock, wait, service, no_show_in_time, no_show_auto, no_show_after))
BOOST_DESCRIBE_STRUCT(ReportReply, (), (from, to, by, rows, total))
BOOST_DESCRIBE_STRUCT(MissRow, (), (miss, day, ticket, service, at_wall_ms, cause, clock_ms, shares, counters, correction, corrected_by, corrected_wall_ms))
BOOST_DESCRIBE_STRUCT(MissesReply, (), (misses, utc_offset_s))
BOOST_DESCRIBE_STRUCT(NoteText, (), (at_wall_ms, by, text))
BOOST_DESCRIBE_STRUCT(NotesReply, (), (notes))
BOOST_DESCRIBE_STRUCT(ViewPause, (), (service, until_wall_ms, reason))
// clang-format on

/// The key that names a variant's alternative in its envelope's object.
template <class Variant>
inline constexpr const char* kVariantKey = nullptr;
template <>
inline constexpr const char* kVariantKey<RequestBody> = "do";
template <>
inline constexpr const char* kVariantKey<ReplyBody> = "reply";
template <>
inline constexpr const char* kVariantKey<Event> = "event";
template <>
inline constexpr const char* kVariantKey<Published> = "event";

}  // namespace antre
