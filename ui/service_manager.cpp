// SPDX-License-Identifier: Apache-2.0
#include "ui/service_manager.hpp"

#include <systemd/sd-daemon.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace antre::ui {
namespace {

using std::chrono::microseconds;

/// Longer periods are no watchdog; they would not fit the clock either.
constexpr microseconds kMostPeriod = std::chrono::hours{24};

std::optional<microseconds> period() {
  // Without a socket there is nobody to be woken for.
  const char* socket = std::getenv("NOTIFY_SOCKET");
  const char* text = std::getenv("WATCHDOG_USEC");
  if (socket == nullptr || text == nullptr) {
    return std::nullopt;
  }
  const std::string_view digits(text);
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  const bool fits = read.ec == std::errc() && read.ptr == end && value > 0;
  return fits && microseconds(value) <= kMostPeriod ? std::optional(microseconds(value))
                                                    : std::nullopt;
}

}  // namespace

ServiceManager::ServiceManager(std::optional<microseconds> watchdog) {
  if (watchdog) {
    // Half of it, as sd_watchdog_enabled(3) asks for: one late round is no fault yet.
    every_ = *watchdog / 2;
  }
}

ServiceManager ServiceManager::from_environment() {
  return ServiceManager(period());
}

void ServiceManager::drawn(TimePoint now) {
  if (ready_) {
    return;
  }
  ready_ = true;
  ::sd_notify(0, "READY=1");
  if (every_) {
    due_ = now + *every_;
  }
}

void ServiceManager::alive(TimePoint now) {
  if (due_ && now >= *due_) {
    ::sd_notify(0, "WATCHDOG=1");
    due_ = now + *every_;
  }
}

void ServiceManager::stopping() {
  due_.reset();
  ::sd_notify(0, "STOPPING=1");
}

}  // namespace antre::ui
