// SPDX-License-Identifier: Apache-2.0
#include "display/sample_pictures.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace antre::display {
namespace {

TEST_SUITE("display/samples") {
  TEST_CASE("the display draws itself as pictures without a window") {
    const auto folder = std::filesystem::path(ANTRE_BINARY_DIR) / "shots" / "display";
    const auto names = render_samples(folder);
    REQUIRE(names);
    CHECK(names->size() > 10);
    for (const auto& name : *names) {
      CAPTURE(name);
      CHECK(std::filesystem::file_size(folder / name) > 4000);
    }
  }
}

}  // namespace
}  // namespace antre::display
