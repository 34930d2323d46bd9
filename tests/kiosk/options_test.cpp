// SPDX-License-Identifier: Apache-2.0
#include "kiosk/options.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace antre::kiosk {

TEST_SUITE("kiosk/options") {
  TEST_CASE("a size is two numbers that a screen can have") {
    CHECK(parse_size("1080x1920") == std::pair(1080, 1920));
    CHECK_FALSE(parse_size("1080"));
    CHECK_FALSE(parse_size("1080x"));
    CHECK_FALSE(parse_size("10x10"));
    CHECK_FALSE(parse_size("1080x1920x3"));
  }
}

}  // namespace antre::kiosk
