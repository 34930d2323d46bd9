// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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

 private:
  [[nodiscard]] std::uint8_t next_byte();

  /// Random bytes of the system, drawn for some forty codes at once; those used are wiped.
  std::array<std::uint8_t, 512> drawn_{};
  std::size_t used_ = drawn_.size();
};

}  // namespace antre::service
