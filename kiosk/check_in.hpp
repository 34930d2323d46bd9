// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/page.hpp"
#include "kiosk/text_field.hpp"
#include "protocol/result.hpp"

/// Codes of tickets, as people type them and scanners read them.
namespace antre::kiosk {

/// The letters and digits of codes: none that can be taken for another. The on-screen keyboard of
/// the check-in page has these.
inline constexpr std::string_view kCodeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
inline constexpr std::size_t kCodeLength = 8;

/// The code in what was typed or scanned: in any case, with blanks or hyphens, or behind the
/// address `base_url` as on a ticket's QR. Nothing when there is none: rubbish. Pure.
[[nodiscard]] std::optional<std::string> read_code(std::string_view text,
                                                   const std::string& base_url);

enum class CheckInProblem {
  kNotACode,    ///< what was typed or scanned cannot be one
  kUnknown,     ///< no ticket of today has it
  kEnded,       ///< its ticket was served, cancelled, or its visitor did not come
  kOffline,     ///< the dispatcher does not answer: an officer helps
  kUnavailable  ///< the dispatcher cannot do it now: an officer helps
};
/// What a refused check-in is told.
[[nodiscard]] CheckInProblem problem_of(ErrorCode refusal);

/// The page on which a code is typed. Lives as long as its page.
struct CheckInForm {
  TextField code{kCodeLength + 4};  ///< hyphens and blanks may be typed along
  std::optional<CheckInProblem> problem;
  bool scanned = false;  ///< the problem is one of what a scanner read
};

/// Tells a scanner, which types very fast and ends with Enter, from a person at the keyboard. One
/// thread; every time is passed in.
class ScanBuffer {
 public:
  void type(std::string_view text, Ms now);
  /// Enter came: all that the scanner typed before it, if it was one.
  [[nodiscard]] std::optional<std::string> enter(Ms now);
  /// Characters come fast: keys belong to a scan and mean nothing else.
  [[nodiscard]] bool running(Ms now) const;
  /// A key that was typed alone, once it is plain that it was.
  [[nodiscard]] std::optional<char> take_key(Ms now);
  /// When take_key() is next worth asking.
  [[nodiscard]] std::optional<Ms> deadline() const;

 private:
  /// Scanners send a key every 1 to 20 ms; a slow frame may hold some back. Nobody types two keys
  /// of a card's number within this.
  static constexpr Ms kGapMs = 100;
  static constexpr std::size_t kLeast = 4;
  static constexpr std::size_t kMost = 512;  // more is rubbish, whatever it begins with

  std::string typed_;
  Ms last_ = 0;
  std::optional<char> alone_;
};

}  // namespace antre::kiosk
