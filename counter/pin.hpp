// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace antre::counter {

/// The digits of a PIN between the keyboard and the dispatcher. They stay in memory of their own,
/// which is overwritten when they are given on, taken back or no longer wanted: never copied, never
/// kept in a file, never logged.
class Pin {
 public:
  /// What the dispatcher takes.
  static constexpr std::size_t kLeast = 4;
  static constexpr std::size_t kMost = 12;

  Pin() = default;
  Pin(const Pin&) = delete;
  Pin& operator=(const Pin&) = delete;
  /// Leaves the other one empty, its memory overwritten.
  Pin(Pin&& other) noexcept;
  Pin& operator=(Pin&& other) noexcept;
  ~Pin() { wipe(); }

  /// False when it is no digit or there are enough of them.
  bool add(char digit);
  void take_back();
  void wipe() noexcept;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  /// Only until the next change.
  [[nodiscard]] std::string_view digits() const { return {digits_.data(), size_}; }

 private:
  std::array<char, kMost> digits_{};
  std::size_t size_ = 0;
};

}  // namespace antre::counter
