// SPDX-License-Identifier: Apache-2.0
// The model's part that asks for an officer's PIN.
#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

constexpr Ms kSecondMs = 1'000;

/// "too many wrong PINs; wait 27 s": the first number of the sentence.
std::optional<Ms> seconds_in(std::string_view sentence) {
  constexpr Ms kMost = Ms{24} * 3600;  // more than a day is no lock but a mistake
  const auto first = sentence.find_first_of("0123456789");
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  Ms seconds = 0;
  const auto* end = sentence.data() + sentence.size();
  const auto [at, error] = std::from_chars(sentence.data() + first, end, seconds);
  return error == std::errc{} && seconds > 0 && seconds <= kMost ? std::optional(seconds)
                                                                 : std::nullopt;
}

}  // namespace

void CounterModel::press_pin_digit(std::size_t digit) {
  if (!asks_pin() || sign_in_.field != SignInPage::Field::kPin || waits_for_answer() ||
      !sign_in_.pin.add(static_cast<char>('0' + static_cast<int>(digit % 10)))) {
    return;
  }
  pin_until_ = now_ + kPinIdleMs;
  if (sign_in_.wrong != SignInPage::Wrong::kLocked) {
    sign_in_.wrong = SignInPage::Wrong::kNothing;
  }
}

void CounterModel::set_pins(bool pins, Ms now) {
  tick(now);
  if (pins_ == pins) {
    return;
  }
  pins_ = pins;
  pin_required_ = false;
  if (!asks_pin()) {
    sign_in_.pin.wipe();
    if (sign_in_.field == SignInPage::Field::kPin) {
      sign_in_.field = SignInPage::Field::kName;
    }
  }
  begin_with_pin();
  changed();
}

/// Where the name is remembered the PIN is what is to be typed.
void CounterModel::begin_with_pin() {
  if (asks_pin() && !sign_in_.begun && !sign_in_.officer.empty()) {
    sign_in_.field = SignInPage::Field::kPin;
  }
}

void CounterModel::leave_sign_in() {
  sign_in_.pin.wipe();
  sign_in_.wrong = SignInPage::Wrong::kNothing;
  sign_in_.locked_until.reset();
  sign_in_.field = SignInPage::Field::kName;
  sign_in_.begun = false;
  begin_with_pin();
}

void CounterModel::ask_pin(const Touch& touch, OpenCounter open) {
  notice_.reset();
  // Given away whole: whatever the answer is, the next try is typed anew.
  actions_.emplace_back(CheckPin{open.officer, std::move(sign_in_.pin)});
  asked_ = Asked{touch, std::move(open), now_};
  changed();
}

void CounterModel::signed_in(const Result<SignedIn>& answer, Ms now) {
  tick(now);
  if (!asked_) {
    return;
  }
  Asked asked = std::move(*asked_);
  asked_.reset();
  changed();
  if (page_ != Page::kSignIn) {
    return;  // the counter was opened from elsewhere meanwhile
  }
  if (!answer) {
    refused_sign_in(answer.error());
    return;
  }
  asked.open.grant = answer->grant;
  submit(asked.touch, std::move(asked.open));
}

void CounterModel::refused_sign_in(const Error& error) {
  using Wrong = SignInPage::Wrong;
  const auto pin_is = [this](Wrong wrong) {
    sign_in_.wrong = wrong;
    sign_in_.field = SignInPage::Field::kPin;
    changed();
  };
  switch (error.code) {
    case ErrorCode::kPinWrong:
    case ErrorCode::kUnknownOfficer:
      pin_is(Wrong::kPin);
      break;
    case ErrorCode::kPinLocked:
      pin_is(Wrong::kLocked);
      sign_in_.locked_until.reset();
      if (const auto left_s = seconds_in(error.detail)) {
        sign_in_.locked_until = now_ + *left_s * kSecondMs;
      }
      break;
    case ErrorCode::kPinRequired:
      pin_required_ = true;
      pin_is(Wrong::kPinMissing);
      break;
    case ErrorCode::kTimeout:
      say({Say::kNoAnswer, {}, {}, 0});
      break;
    case ErrorCode::kOfficerElsewhere:
      say({Say::kElsewhere, {}, {}, works_at(sign_in_.name())});
      break;
    default:
      say({Say::kRefused, error.code, {}, 0});
  }
}

/// The counter at which the hall shows that officer; 0: nobody here knows it.
int CounterModel::works_at(const std::string& officer) const {
  if (!view_ || officer.empty()) {
    return 0;
  }
  const auto at = std::ranges::find_if(view_->counters, [&](const ViewCounter& shown) {
    return shown.state != CounterState::kClosed && shown.officer == officer;
  });
  return at == view_->counters.end() ? 0 : at->id.value;
}

int CounterModel::pin_locked_s() const {
  if (sign_in_.wrong != SignInPage::Wrong::kLocked || !sign_in_.locked_until) {
    return 0;
  }
  return static_cast<int>(std::max<Ms>(0, *sign_in_.locked_until - now_ + kSecondMs - 1) /
                          kSecondMs);
}

void CounterModel::tick_sign_in() {
  if (sign_in_.locked_until && now_ >= *sign_in_.locked_until) {
    sign_in_.locked_until.reset();
    sign_in_.wrong = SignInPage::Wrong::kNothing;
    changed();
  }
  if (!sign_in_.pin.empty() && now_ >= pin_until_) {
    sign_in_.pin.wipe();
    changed();
  }
}

}  // namespace antre::counter
