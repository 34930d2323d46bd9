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
BOOST_DESCRIBE_ENUM(TicketState, kWaiting, kCalled, kServing, kFinished, kNoShow, kCancelled, kUnserved)
BOOST_DESCRIBE_ENUM(CounterState, kClosed, kFree, kCalling, kServing, kOnBreak)
BOOST_DESCRIBE_ENUM(Outcome, kServed, kIncomplete, kReferred, kFollowUp)
BOOST_DESCRIBE_ENUM(PrintState, kNone, kQueued, kPrinted, kFailed, kUnknown, kReprinted)
BOOST_DESCRIBE_ENUM(SecondaryRule, kOnRemind, kWhenIdle, kNever)

BOOST_DESCRIBE_STRUCT(OpenSpan, (), (weekday, from_min, to_min))
BOOST_DESCRIBE_STRUCT(Hours, (), (always, open, closed_on))
BOOST_DESCRIBE_STRUCT(TargetSettings, (), (target_s, remind_s, escalate_s, auto_call_s, auto_call))
BOOST_DESCRIBE_STRUCT(SelectionSettings, (), (priority_burst, secondary))
BOOST_DESCRIBE_STRUCT(CallingSettings, (), (recall_limit, no_show_after_s, start_on_call))
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

BOOST_DESCRIBE_STRUCT(Issue, (), (service, class_, channel, code))
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

BOOST_DESCRIBE_STRUCT(CarriedTicket, (), (ticket, of_day, service, class_, channel, state, counter, issued_ms, called_ms, started_ms, recalls, issued_wall_offset_ms, print, print_reason, code, officer))
BOOST_DESCRIBE_STRUCT(DayOpened, (), (hall, carried))
BOOST_DESCRIBE_STRUCT(DayClosed, (), (unserved, head))
BOOST_DESCRIBE_STRUCT(HallChanged, (), (hall))
BOOST_DESCRIBE_STRUCT(ClockCorrected, (), (by_ms))
BOOST_DESCRIBE_STRUCT(NumbersSkipped, (), (service, from, to))
BOOST_DESCRIBE_STRUCT(TicketIssued, (), (ticket, service, class_, channel, ahead, code, device))
BOOST_DESCRIBE_STRUCT(TicketCalled, (), (ticket, of_day, counter, explicit_))
BOOST_DESCRIBE_STRUCT(TicketRecalled, (), (ticket, of_day, counter, times))
BOOST_DESCRIBE_STRUCT(ServiceStarted, (), (ticket, of_day, counter))
BOOST_DESCRIBE_STRUCT(ServiceFinished, (), (ticket, of_day, counter, outcome))
BOOST_DESCRIBE_STRUCT(TicketNoShow, (), (ticket, of_day, counter))
BOOST_DESCRIBE_STRUCT(TicketCancelled, (), (ticket, of_day))
BOOST_DESCRIBE_STRUCT(PrintReported, (), (ticket, of_day, state, reason, device))
BOOST_DESCRIBE_STRUCT(CounterOpened, (), (counter, officer))
BOOST_DESCRIBE_STRUCT(CounterBreak, (), (counter, reason))
BOOST_DESCRIBE_STRUCT(CounterResumed, (), (counter))
BOOST_DESCRIBE_STRUCT(CounterClosed, (), (counter))
BOOST_DESCRIBE_STRUCT(Heartbeat, (), (utc_offset_s, hall_open))
BOOST_DESCRIBE_STRUCT(GoingDown, (), ())
BOOST_DESCRIBE_STRUCT(Withheld, (), ())
BOOST_DESCRIBE_STRUCT(Entry, (), (seq, day, at_ms, wall_offset_ms, event))
BOOST_DESCRIBE_STRUCT(Update, (), (v, epoch, seq, day, at_ms, wall_offset_ms, event))

BOOST_DESCRIBE_STRUCT(ViewTicket, (), (ticket, of_day, service, class_, channel, state, issued_ms, place, counter, called_ms, started_ms, recalls, print, print_reason))
BOOST_DESCRIBE_STRUCT(TicketId, (), (day, number))
BOOST_DESCRIBE_STRUCT(ViewCounter, (), (id, state, since_ms, ticket, officer, break_reason, closing))
BOOST_DESCRIBE_STRUCT(ViewCall, (), (seq, ticket, service, counter, at_ms, wall_ms, recall))
BOOST_DESCRIBE_STRUCT(ViewPrinter, (), (device, state, reason))
BOOST_DESCRIBE_STRUCT(ViewCounts, (), (issued, started, finished, no_show, cancelled))
BOOST_DESCRIBE_STRUCT(ViewLine, (), (waiting, priority))
BOOST_DESCRIBE_STRUCT(HallView, (), (epoch, seq, day, at_ms, wall_offset_ms, utc_offset_s, hall_open, hall, counters, tickets, calls, printers, today, lines))

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
