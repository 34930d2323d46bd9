// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace antre::service {

/// Draws what nobody may guess: the codes of tickets, salts of notes, epochs. An interface so that
/// a test can foresee them.
class Codes {
 public:
  Codes() = default;
  Codes(const Codes&) = delete;
  Codes& operator=(const Codes&) = delete;
  virtual ~Codes() = default;

  /// The code of a ticket.
  [[nodiscard]] virtual std::string draw() = 0;
  /// 16 random bytes as 32 hexadecimal digits.
  [[nodiscard]] virtual std::string draw_hex() = 0;
};

/// 8 characters of 31 (no I, O, 0, 1 and L: people type them), from the system's random numbers:
/// about 10^12 codes, so that guessing one of a day's tickets is hopeless.
class RandomCodes final : public Codes {
 public:
  RandomCodes();
  [[nodiscard]] std::string draw() override;
  [[nodiscard]] std::string draw_hex() override;
};

}  // namespace antre::service
