// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace antre::service {

/// How often a PIN may be tried for one name: of an officer, known or not, or of a client. After
/// five wrong ones in a row the name is locked for 30 s, and for twice as long after each further
/// one, up to 15 minutes; a right one clears it. A PIN of four digits is so guessed in a year, not
/// in an hour. Milliseconds are those of the boot-time clock. Belongs to the io thread.
class PinLocks {
 public:
  static constexpr int kFree = 5;
  static constexpr std::int64_t kFirstMs = 30'000;
  static constexpr std::int64_t kLongestMs = 900'000;
  /// Names that are remembered: whoever tries thousands of them was locked long before.
  static constexpr std::size_t kMost = 1000;

  /// How long nothing may be tried for this name; 0: now. What is being checked counts as wrong
  /// until it is known, so that trying many at once gains nothing.
  [[nodiscard]] std::int64_t locked_ms(const std::string& name, std::int64_t now_ms) const;
  /// A check begins, after `locked_ms` was 0; it ends with `wrong`, `right` or `unknown`.
  void begin(const std::string& name, std::int64_t now_ms);
  void wrong(const std::string& name, std::int64_t now_ms);
  void right(const std::string& name);
  /// The check failed, which says nothing about the PIN.
  void unknown(const std::string& name);
  /// Forgets what was tried: the PIN is another now.
  void clear(const std::string& name);

 private:
  struct Tries {
    int wrong = 0;     ///< in a row
    int checking = 0;  ///< under way
    std::int64_t until_ms = 0;
    std::int64_t last_ms = 0;
  };

  void make_room();

  std::map<std::string, Tries> tries_;
};

}  // namespace antre::service
