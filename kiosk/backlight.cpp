// SPDX-License-Identifier: Apache-2.0
#include "kiosk/backlight.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

namespace antre::kiosk {
namespace {

constexpr int kFull = 100;

std::optional<long> read_number(const std::filesystem::path& file) {
  std::ifstream in(file);
  long value = 0;
  return in >> value ? std::optional(value) : std::nullopt;
}

bool write_number(const std::filesystem::path& file, long value) {
  // The kernel refuses at the write, not at the opening.
  std::ofstream out(file);
  out << value << '\n' << std::flush;
  return out.good();
}

}  // namespace

Backlight::Backlight(std::filesystem::path folder) : folder_(std::move(folder)) {}

Backlight::~Backlight() {
  for (const auto& [name, brightness] : usual_) {
    write_number(folder_ / name / "brightness", brightness);
  }
}

bool Backlight::set(int percent) {
  std::error_code none;
  bool taken = false;
  for (std::filesystem::directory_iterator at(folder_, none), end; !none && at != end;
       at.increment(none)) {
    const std::string name = at->path().filename().string();
    const std::filesystem::path file = at->path() / "brightness";
    auto known = usual_.find(name);
    if (known == usual_.end()) {
      const auto now = read_number(file);
      // A light that somebody has switched off stays off.
      if (!now || *now <= 0) {
        continue;
      }
      known = usual_.emplace(name, *now).first;
    }
    // Never quite dark: a screen that looks dead makes people leave.
    const long wanted = std::max(1L, known->second * std::clamp(percent, 1, kFull) / kFull);
    taken = write_number(file, wanted) || taken;
  }
  return taken;
}

}  // namespace antre::kiosk
