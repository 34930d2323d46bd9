// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/system/result.hpp>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>

namespace antre {

/// Why something was refused or could not be done. Each code has one name on the wire
/// (`wire_name`) and one message key for the screens (`error.<wire name>`).
enum class ErrorCode {
  kBadRequest,        ///< not understood: malformed, a field missing or out of range
  kTooLarge,          ///< over a limit on size or depth
  kUnknownCommand,    ///< a command this program does not know
  kNotAllowed,        ///< the sender's role may not do this
  kUnknownService,    ///< no such service in the hall file
  kUnknownCounter,    ///< no such counter in the hall file
  kUnknownTicket,     ///< no such ticket today
  kUnknownMiss,       ///< no such open miss
  kUnknownCase,       ///< no such open case
  kNothingToUndo,     ///< the counter did nothing that can be taken back now
  kHallClosed,        ///< outside opening hours
  kServicePaused,     ///< the service gives no new numbers now
  kQuotaReached,      ///< the service has given all its numbers of today
  kCounterClosed,     ///< nobody is signed in at the counter
  kCounterOnBreak,    ///< the counter is on break
  kCounterBusy,       ///< the counter has a visitor; finish first
  kCounterOpen,       ///< the counter is already open
  kCounterIdle,       ///< the counter has no visitor for this
  kOfficerElsewhere,  ///< the officer is signed in at another counter
  kNobodyWaiting,     ///< no ticket that this counter may take
  kNotServedHere,     ///< the counter does not serve that ticket's service
  kWrongState,        ///< the ticket or counter is in a state that does not allow this
  kRecallLimit,       ///< called as often as the hall allows
  kStale,             ///< a request number that was answered long ago
  kGap,               ///< request numbers are missing; begin a new session
  kConflict,          ///< the same request number with other content
  kPinRequired,       ///< the hall's officers sign in with a PIN first
  kPinWrong,          ///< no such officer, or another PIN
  kPinLocked,         ///< too many wrong PINs; wait
  kUnknownOfficer,    ///< no such officer in the register
  kSettled,           ///< the request was settled as not done; it does nothing any more
  kUnavailable,       ///< the dispatcher cannot keep anything now (disk space)
  kClock,             ///< the dispatcher's clock cannot be believed
  kTimeout,           ///< no answer in time: unknown, not failed
  kUnreachable,       ///< the dispatcher is not reached
  kNotAuthorised,     ///< the dispatcher does not know this key
  kIo,                ///< reading or writing failed
  kInvalid,           ///< a file or value is not valid
  kInternal           ///< a bug, said plainly
};

/// The name of a code on the wire, for example "counter-closed".
[[nodiscard]] std::string_view wire_name(ErrorCode code);
/// The code of a wire name; an unknown name (a newer program's) is kInternal.
[[nodiscard]] ErrorCode error_code(std::string_view wire_name);

/// A refusal or an I/O failure as a value. `detail` is one English sentence for a log or a
/// terminal; screens show the translated text of the code instead.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
  bool operator==(const Error&) const = default;
};

/// Called by Result::value() on an error; throws std::runtime_error with the detail.
[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& where);

/// Never of a bool: Boost 1.81 copies a result<bool> that is not const through its explicit
/// operator bool, so that "no" becomes "yes" (`YesNo` instead).
template <class T>
requires(!std::is_same_v<T, bool>) using Result = boost::system::result<T, Error>;

/// A bool within a Result.
struct YesNo {
  bool yes = false;
  explicit operator bool() const { return yes; }
};

/// "counter-closed: counter 2 is closed", for logs and failed checks.
std::ostream& operator<<(std::ostream& out, const Error& error);
/// A result in a failed check: its error, or that it has a value (which need not be printable).
template <class T>
std::ostream& operator<<(std::ostream& out, const Result<T>& result) {
  return result ? out << Error{ErrorCode::kInternal, "no error, a value"} : out << result.error();
}

/// Stops the program with what was broken; stays on in release (a bug must not go on writing).
[[noreturn]] void assertion_failed(const char* what, const char* file, int line);

#define ANTRE_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::antre::assertion_failed(#condition, __FILE__, __LINE__))

}  // namespace antre
