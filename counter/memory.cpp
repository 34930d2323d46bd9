// SPDX-License-Identifier: Apache-2.0
#include "counter/memory.hpp"

#include <charconv>
#include <cstdlib>

#include "link/file.hpp"

namespace antre::counter {
namespace {

constexpr const char* kFile = "last-officer";
constexpr const char* kSounds = "sounds";
constexpr const char* kOff = "off\n";
constexpr std::size_t kLimitBytes = 1'024;

}  // namespace

std::filesystem::path default_state_folder(const std::string& name) {
  // Read before any other thread runs, and only then.
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return std::filesystem::path(state) / "antre" / name;
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::filesystem::path(home) / ".local/state/antre" / name;
  }
  return {};
}

std::optional<Remember> read_memory(const std::filesystem::path& folder) {
  const auto text = link::read_small_file(folder / kFile, kLimitBytes);
  if (!text) {
    return std::nullopt;
  }
  // Two lines: the counter, the officer.
  const auto end = text->find('\n');
  if (end == std::string::npos) {
    return std::nullopt;
  }
  Remember last;
  const auto [at, error] = std::from_chars(text->data(), text->data() + end, last.counter.value);
  if (error != std::errc{} || at != text->data() + end) {
    return std::nullopt;
  }
  last.officer = text->substr(end + 1, text->find('\n', end + 1) - end - 1);
  return last.officer.empty() ? std::nullopt : std::optional(last);
}

bool read_sounds(const std::filesystem::path& folder) {
  const auto text = link::read_small_file(folder / kSounds, kLimitBytes);
  return !text || *text != kOff;
}

Result<void> write_sounds(const std::filesystem::path& folder, bool on) {
  return link::write_durably(folder / kSounds, on ? "on\n" : kOff, link::IfThere::kReplace);
}

Result<void> write_memory(const std::filesystem::path& folder, const Remember& last) {
  return link::write_durably(folder / kFile,
                             std::to_string(last.counter.value) + "\n" + last.officer + "\n",
                             link::IfThere::kReplace);
}

}  // namespace antre::counter
