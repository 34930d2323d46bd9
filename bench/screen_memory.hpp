// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/support/process.hpp"

namespace antre::bench {

/// A virtual screen whose picture is in this process's memory, so that a colour can be waited for
/// without asking anybody. Throws std::runtime_error when it does not start.
class ScreenMemory {
 public:
  ScreenMemory(int width, int height);
  ScreenMemory(const ScreenMemory&) = delete;
  ScreenMemory& operator=(const ScreenMemory&) = delete;
  ~ScreenMemory();

  [[nodiscard]] const std::string& display() const { return display_; }
  /// 0xRRGGBB.
  [[nodiscard]] unsigned pixel(int x, int y) const;

 private:
  [[nodiscard]] std::uint32_t header(std::size_t field) const;

  test::TempDir dir_;
  std::optional<test::Process> server_;
  std::string display_;
  const unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::size_t pixels_ = 0;  ///< where they begin
  std::size_t line_ = 0;    ///< bytes of a line
};

}  // namespace antre::bench
