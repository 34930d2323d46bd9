// SPDX-License-Identifier: Apache-2.0
#include "protocol/result.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <stdexcept>
#include <utility>

namespace antre {
namespace {

using enum ErrorCode;
constexpr std::array<std::pair<ErrorCode, std::string_view>, 39> kNames{{
    {kBadRequest, "bad-request"},
    {kTooLarge, "too-large"},
    {kUnknownCommand, "unknown-command"},
    {kNotAllowed, "not-allowed"},
    {kUnknownService, "unknown-service"},
    {kUnknownCounter, "unknown-counter"},
    {kUnknownTicket, "unknown-ticket"},
    {kUnknownMiss, "unknown-miss"},
    {kUnknownCase, "unknown-case"},
    {kNothingToUndo, "nothing-to-undo"},
    {kHallClosed, "hall-closed"},
    {kServicePaused, "service-paused"},
    {kQuotaReached, "quota-reached"},
    {kCounterClosed, "counter-closed"},
    {kCounterOnBreak, "counter-on-break"},
    {kCounterBusy, "counter-busy"},
    {kCounterOpen, "counter-open"},
    {kCounterIdle, "counter-idle"},
    {kOfficerElsewhere, "officer-elsewhere"},
    {kNobodyWaiting, "nobody-waiting"},
    {kNotServedHere, "not-served-here"},
    {kWrongState, "wrong-state"},
    {kRecallLimit, "recall-limit"},
    {kStale, "stale"},
    {kGap, "gap"},
    {kConflict, "conflict"},
    {kPinRequired, "pin-required"},
    {kPinWrong, "pin-wrong"},
    {kPinLocked, "pin-locked"},
    {kUnknownOfficer, "unknown-officer"},
    {kSettled, "settled"},
    {kUnavailable, "unavailable"},
    {kClock, "clock"},
    {kTimeout, "timeout"},
    {kUnreachable, "unreachable"},
    {kNotAuthorised, "not-authorised"},
    {kIo, "io"},
    {kInvalid, "invalid"},
    {kInternal, "internal"},
}};

}  // namespace

std::string_view wire_name(ErrorCode code) {
  for (const auto& [known, name] : kNames)
    if (known == code) return name;
  return "internal";
}

ErrorCode error_code(std::string_view wire_name) {
  for (const auto& [code, name] : kNames)
    if (name == wire_name) return code;
  return kInternal;
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
  return out << wire_name(error.code) << ": " << error.detail;
}

void throw_exception_from_error(const Error& error, const boost::source_location& /*where*/) {
  throw std::runtime_error(error.detail.empty() ? std::string(wire_name(error.code))
                                                : error.detail);
}

void assertion_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "antre: bug: %s at %s:%d\n", what, file, line);
  std::abort();
}

}  // namespace antre
