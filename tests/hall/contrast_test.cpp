// SPDX-License-Identifier: Apache-2.0
#include "hall/contrast.hpp"

#include <doctest/doctest.h>

#include "hall/suggest.hpp"

using namespace antre;

TEST_SUITE("hall/contrast") {
  TEST_CASE("contrast is WCAG's") {
    CHECK(hall::contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21.0));
    CHECK(hall::contrast({0x0B, 0x4A, 0x82}, {255, 255, 255}) ==
          doctest::Approx(9.1).epsilon(0.01));
    CHECK(hall::accent_contrast({0x0B, 0x4A, 0x82}) == doctest::Approx(8.2).epsilon(0.01));
  }

  TEST_CASE("the nearest shade passes, and the next lighter one does not") {
    const hall::Rgb green{0x2E, 0xA0, 0x43};
    const hall::Rgb shade = hall::passing_shade(green);
    CHECK(hall::accent_contrast(shade) >= hall::kAccentContrast);
    CHECK(hall::accent_contrast(shade) < 7.2);
    CHECK(hall::passing_shade(shade) == shade);
  }

  TEST_CASE("colours are six hex digits after a hash") {
    CHECK(hall::parse_rgb("#0b4a82") == hall::Rgb{0x0B, 0x4A, 0x82});
    CHECK_FALSE(hall::parse_rgb("0B4A82"));
    CHECK_FALSE(hall::parse_rgb("#0B4A8"));
    CHECK_FALSE(hall::parse_rgb("#-B4A82"));
    CHECK(hall::rgb_text({0x0B, 0x4A, 0x82}) == "#0B4A82");
  }
}

TEST_SUITE("hall/suggest") {
  TEST_CASE("a swap of neighbours is one slip") {
    CHECK(hall::edit_distance("nmae", "name") == 1);
    CHECK(hall::edit_distance("", "abc") == 3);
    CHECK(hall::edit_distance("kitten", "sitting") == 3);
  }

  TEST_CASE("what is too far is not suggested") {
    CHECK(hall::nearest("colour", {"name", "id"}).empty());
    CHECK(hall::nearest("recal_limit", {"recall_limit", "start_on_call"}) == "recall_limit");
    CHECK(hall::suggestion("zzz", {"a", "b"}) == "known are: a, b");
  }
}
