// SPDX-License-Identifier: Apache-2.0
#include "kiosk/service_menu.hpp"

#include <sodium.h>

namespace antre::kiosk {
namespace {

constexpr Ms kSecondMs = 1'000;

}  // namespace

int PinPad::locked_s(Ms now) const {
  if (!locked_until_ || now >= *locked_until_) {
    return 0;
  }
  return static_cast<int>((*locked_until_ - now + kSecondMs - 1) / kSecondMs);
}

void PinPad::type(std::string_view text, Ms now) {
  if (checking_ || locked_s(now) > 0) {
    return;
  }
  for (const char sign : text) {
    if (sign >= '0' && sign <= '9' && pin_.size() < kMost) {
      pin_ += sign;
      wrong_ = false;
    }
  }
}

void PinPad::backspace() {
  if (!pin_.empty() && !checking_) {
    pin_.pop_back();
  }
}

std::optional<std::string> PinPad::enter(Ms now) {
  if (pin_.empty() || checking_ || locked_s(now) > 0) {
    return std::nullopt;
  }
  checking_ = true;
  return pin_;
}

void PinPad::checked(bool right, Ms now) {
  checking_ = false;
  wrong_ = !right;
  tries_ = right ? 0 : tries_ + 1;
  if (tries_ >= kTries) {
    tries_ = 0;
    locked_until_ = now + kLockMs;
  }
  sodium_memzero(pin_.data(), pin_.size());
  pin_.clear();
}

void PinPad::clear() {
  sodium_memzero(pin_.data(), pin_.size());
  pin_.clear();
  wrong_ = false;
}

std::optional<Ms> PinPad::deadline(Ms now) const {
  const int left = locked_s(now);
  return left == 0 ? std::nullopt : std::optional(*locked_until_ - (left - 1) * kSecondMs);
}

}  // namespace antre::kiosk
