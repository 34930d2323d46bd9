// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace antre::kiosk {

/// The light behind the screen, where the machine lets it be set: every backlight in the kernel's
/// folder that this user may write (packaging/udev gives the kiosk's user that right). What was
/// set before is put back at the end. Used by one thread; never fails, since the scene can dim in
/// its place.
class Backlight {
 public:
  explicit Backlight(std::filesystem::path folder = "/sys/class/backlight");
  Backlight(const Backlight&) = delete;
  Backlight& operator=(const Backlight&) = delete;
  ~Backlight();

  /// Sets `percent` (1 to 100) of the brightness that the machine had at first. True if a light
  /// has taken it; false: nothing shines less, and whoever wants it darker draws it darker. A
  /// light that appears later is found at the next call.
  bool set(int percent);

 private:
  std::filesystem::path folder_;
  std::map<std::string, long> usual_;  ///< brightness of each light before the first change
};

}  // namespace antre::kiosk
