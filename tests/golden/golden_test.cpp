// SPDX-License-Identifier: Apache-2.0
#include <cairo.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/shots/goldens.hpp"
#include "tests/shots/shots.hpp"
#include "tests/support/process.hpp"

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Surface load(const std::string& file) {
  Surface picture(cairo_image_surface_create_from_png(file.c_str()), &cairo_surface_destroy);
  cairo_surface_flush(picture.get());
  return picture;
}

/// Part of the pixels in which a channel differs by more than a shade that an eye can see. Another
/// release of a font or of FreeType moves edges; a text or a colour that changed is far more.
double differing(cairo_surface_t* a, cairo_surface_t* b) {
  const int width = cairo_image_surface_get_width(a);
  const int height = cairo_image_surface_get_height(a);
  if (width != cairo_image_surface_get_width(b) || height != cairo_image_surface_get_height(b))
    return 1;
  constexpr int kShade = 48;
  std::size_t apart = 0;
  for (int y = 0; y < height; ++y) {
    const auto row = [y](cairo_surface_t* picture) {
      return cairo_image_surface_get_data(picture) +
             static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(picture);
    };
    const unsigned char* left = row(a);
    const unsigned char* right = row(b);
    for (int x = 0; x < width; ++x) {
      bool far = false;
      for (int channel = 0; channel < 3; ++channel)
        far = far || std::abs(left[4 * x + channel] - right[4 * x + channel]) > kShade;
      apart += far ? 1U : 0U;
    }
  }
  return static_cast<double>(apart) / (static_cast<double>(width) * height);
}

}  // namespace

TEST_SUITE("golden/pictures") {
  TEST_CASE("the pictures that the README shows are what the programs draw") {
    const antre::test::TempDir drawn;
    const auto done = antre::test::draw_all(drawn.path());
    REQUIRE(done);
    std::size_t compared = 0;
    const std::string kept = std::string(ANTRE_SOURCE_DIR) + "/docs/pictures";
    for (const auto& file : std::filesystem::directory_iterator(kept)) {
      if (file.path().extension() != ".png") continue;
      const auto name = file.path().filename().string();
      INFO(name << ": if the change is meant, run ./dev shots and copy it to docs/pictures");
      REQUIRE(std::filesystem::exists(drawn / name));
      const auto golden = load(file.path().string());
      const auto now = load(drawn / name);
      REQUIRE(cairo_surface_status(golden.get()) == CAIRO_STATUS_SUCCESS);
      REQUIRE(cairo_surface_status(now.get()) == CAIRO_STATUS_SUCCESS);
      CHECK(differing(golden.get(), now.get()) < 0.002);
      ++compared;
    }
    CHECK(compared >= 6);
  }

  TEST_CASE("every page of kiosk and display, in every language, size and mode, looks as it did") {
    const antre::test::TempDir fresh;
    const std::string kept = std::string(ANTRE_SOURCE_DIR) + "/tests/golden/pictures";
    std::set<std::string> names;
    const auto done = antre::test::draw_goldens(
        fresh.path(), [&](const std::string& name) { names.insert(name); });
    REQUIRE(done);
    for (const std::string& name : names) {
      INFO(name << ": if the change is meant, look at the picture that ./dev shots makes, and keep "
                   "it in tests/golden/pictures");
      const auto golden = load(kept + "/" + name);
      const auto now = load(fresh / name);
      REQUIRE(cairo_surface_status(now.get()) == CAIRO_STATUS_SUCCESS);
      CHECK(cairo_surface_status(golden.get()) == CAIRO_STATUS_SUCCESS);
      // A word is a few pixels of so small a picture.
      CHECK(differing(golden.get(), now.get()) < 0.0005);
    }
    for (const auto& file : std::filesystem::directory_iterator(kept)) {
      INFO(file.path().filename().string() << " is a picture of a page that is no more");
      CHECK(names.contains(file.path().filename().string()));
    }
  }
}
