// SPDX-License-Identifier: Apache-2.0
#include "kiosk/backlight.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/support/process.hpp"

namespace antre::kiosk {
namespace {

/// The kernel's folder with some lights.
class FakeLights {
 public:
  void add(const std::string& name, const std::string& brightness) {
    std::filesystem::create_directories(dir_ / name);
    test::write_file(dir_ / (name + "/max_brightness"), "937\n");
    test::write_file(dir_ / (name + "/brightness"), brightness + "\n");
  }
  [[nodiscard]] std::string brightness(const std::string& name) const {
    return test::read_file(dir_ / (name + "/brightness"));
  }
  [[nodiscard]] std::string path() const { return dir_.path(); }

 private:
  test::TempDir dir_;
};

}  // namespace

TEST_SUITE("kiosk/backlight") {
  TEST_CASE("the light is dimmed from what it was, and put back") {
    FakeLights lights;
    lights.add("intel_backlight", "600");
    {
      Backlight light(lights.path());
      CHECK(light.set(30));
      CHECK(lights.brightness("intel_backlight") == "180\n");
      CHECK(light.set(100));
      CHECK(lights.brightness("intel_backlight") == "600\n");
      CHECK(light.set(50));
    }
    CHECK(lights.brightness("intel_backlight") == "600\n");
  }

  TEST_CASE("a screen is never quite dark") {
    FakeLights lights;
    lights.add("panel", "7");
    Backlight light(lights.path());
    CHECK(light.set(1));
    CHECK(lights.brightness("panel") == "1\n");
  }

  TEST_CASE("a light that comes later is found, one that is switched off stays off") {
    FakeLights lights;
    lights.add("off", "0");
    Backlight light(lights.path());
    CHECK_FALSE(light.set(30));
    CHECK(lights.brightness("off") == "0\n");
    lights.add("usb", "100");
    CHECK(light.set(30));
    CHECK(lights.brightness("usb") == "30\n");
    CHECK(lights.brightness("off") == "0\n");
  }

  TEST_CASE("no light, or none that may be set, is for the scene to know") {
    FakeLights lights;
    CHECK_FALSE(Backlight(lights.path() + "/none").set(30));
    CHECK_FALSE(Backlight(lights.path()).set(30));
    // A folder in place of the file refuses a write to everybody, root too.
    std::filesystem::create_directories(lights.path() + "/odd/brightness");
    CHECK_FALSE(Backlight(lights.path()).set(30));
  }
}

}  // namespace antre::kiosk
