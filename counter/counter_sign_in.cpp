// SPDX-License-Identifier: Apache-2.0
// The model's part in which an officer signs in.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "counter/counter_model.hpp"

namespace antre::counter {

std::string SignInPage::name() const {
  const auto first = officer.find_first_not_of(' ');
  return first == std::string::npos
             ? std::string{}
             : officer.substr(first, officer.find_last_not_of(' ') - first + 1);
}

void CounterModel::prepare_sign_in() {
  if (setup_.own) {
    sign_in_.counter = setup_.own;
    return;
  }
  if (!view_ || waits_for_answer()) {
    return;
  }
  const auto is_free = [this](CounterId id) {
    const ViewCounter* shown = view_->counter(id);
    return shown != nullptr && !in_use(*shown);
  };
  if (sign_in_.counter && is_free(*sign_in_.counter)) {
    return;
  }
  sign_in_.counter.reset();
  if (setup_.last_counter && is_free(*setup_.last_counter)) {
    sign_in_.counter = setup_.last_counter;
    return;
  }
  const auto open_to = [&](const ViewCounter& shown) { return is_free(shown.id); };
  if (std::ranges::count_if(view_->counters, open_to) == 1) {
    sign_in_.counter = std::ranges::find_if(view_->counters, open_to)->id;
  }
}

void CounterModel::type(std::string_view text, Ms now) {
  tick(now);
  if (page_ != Page::kSignIn) {
    type_in_sheet(text);
    return;
  }
  if (sign_in_.field != SignInPage::Field::kName || waits_for_answer()) {
    return;
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ') {
      return;
    }
  }
  if (sign_in_.officer.size() + text.size() <= kMaxNameBytes) {
    sign_in_.officer += text;
    name_changed();
  }
}

void CounterModel::name_changed() {
  sign_in_.begun = true;
  sign_in_.wrong = SignInPage::Wrong::kNothing;
  sign_in_.locked_until.reset();  // whether this name is locked too the dispatcher knows
  changed();
}

void CounterModel::touch_sign_in(const Touch& touch) {
  sign_in_.begun = true;
  switch (touch.element) {
    case Element::kBig:
      enter(touch);
      return;
    case Element::kNameField:
      sign_in_.field = SignInPage::Field::kName;
      break;
    case Element::kPinField:
      if (asks_pin()) {
        sign_in_.field = SignInPage::Field::kPin;
      }
      break;
    case Element::kNextField:
    case Element::kDown:
      go_to_field(1);
      break;
    case Element::kPreviousField:
    case Element::kUp:
      go_to_field(-1);
      break;
    case Element::kCounterField:
      press_counter(CounterId{static_cast<int>(touch.index)});
      break;
    case Element::kPreviousCounter:
      step_counter(-1);
      break;
    case Element::kNextCounter:
      step_counter(1);
      break;
    case Element::kDigit:
      press_pin_digit(touch.index);
      break;
    case Element::kBackspace:
      press_backspace();
      break;
    case Element::kCancel:
      notice_.reset();
      break;
    default:
      return;
  }
  changed();
}

void CounterModel::press_counter(CounterId id) {
  const ViewCounter* wanted = view_ ? view_->counter(id) : nullptr;
  // The page says under the numbers which are in use.
  if (setup_.own || waits_for_answer() || wanted == nullptr || in_use(*wanted)) {
    return;
  }
  sign_in_.counter = id;
  sign_in_.field = SignInPage::Field::kCounter;
  sign_in_.wrong = SignInPage::Wrong::kNothing;
}

void CounterModel::go_to_field(int step) {
  std::vector<SignInPage::Field> fields{SignInPage::Field::kName};
  if (asks_pin()) {
    fields.push_back(SignInPage::Field::kPin);
  }
  if (!setup_.own) {
    fields.push_back(SignInPage::Field::kCounter);
  }
  const auto n = static_cast<int>(fields.size());
  const auto at = static_cast<int>(std::ranges::find(fields, sign_in_.field) - fields.begin());
  sign_in_.field = fields[static_cast<std::size_t>((at + step + n) % n)];
}

void CounterModel::press_backspace() {
  if (waits_for_answer()) {
    return;
  }
  if (sign_in_.field == SignInPage::Field::kPin) {
    sign_in_.pin.take_back();
    pin_until_ = now_ + kPinIdleMs;
    return;
  }
  auto& name = sign_in_.officer;
  if (sign_in_.field != SignInPage::Field::kName || name.empty()) {
    return;
  }
  while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U) {
    name.pop_back();  // the rest of one letter in UTF-8
  }
  if (!name.empty()) {
    name.pop_back();
  }
  name_changed();
}

void CounterModel::step_counter(int step) {
  if (setup_.own || !view_ || waits_for_answer()) {
    return;
  }
  std::vector<CounterId> open_to;
  for (const ViewCounter& counter : view_->counters) {
    if (!in_use(counter)) {
      open_to.push_back(counter.id);
    }
  }
  if (open_to.empty()) {
    return;
  }
  const auto n = static_cast<int>(open_to.size());
  const auto at = sign_in_.counter ? std::ranges::find(open_to, *sign_in_.counter) : open_to.end();
  const int from = at != open_to.end() ? static_cast<int>(at - open_to.begin()) : step > 0 ? -1 : n;
  sign_in_.counter = open_to[static_cast<std::size_t>((from + step + n) % n)];
  sign_in_.wrong = SignInPage::Wrong::kNothing;
}

SignInPage::Wrong CounterModel::what_is_wrong(const std::string& officer) const {
  using Wrong = SignInPage::Wrong;
  if (officer.empty()) {
    return Wrong::kName;
  }
  if (!sign_in_.counter) {
    return Wrong::kCounter;
  }
  if (!asks_pin()) {
    return Wrong::kNothing;
  }
  if (pin_locked_s() > 0) {
    return Wrong::kLocked;
  }
  return sign_in_.pin.size() < Pin::kLeast ? Wrong::kPinMissing : Wrong::kNothing;
}

void CounterModel::enter(const Touch& touch) {
  using Field = SignInPage::Field;
  using Wrong = SignInPage::Wrong;
  const std::string officer = sign_in_.name();
  changed();
  if (const auto busy = under_way()) {
    refuse(*busy);
    return;
  }
  if (asks_pin() && sign_in_.field == Field::kName && !officer.empty() && sign_in_.pin.empty()) {
    sign_in_.field = Field::kPin;  // Enter after the name is the way to the PIN, not a mistake
    return;
  }
  sign_in_.wrong = what_is_wrong(officer);
  switch (sign_in_.wrong) {
    case Wrong::kName:
      sign_in_.field = Field::kName;
      return;
    case Wrong::kCounter:
      sign_in_.field = Field::kCounter;
      return;
    case Wrong::kPinMissing:
    case Wrong::kPin:
    case Wrong::kLocked:
      sign_in_.field = Field::kPin;
      sign_in_.pin.wipe();
      return;
    case Wrong::kNothing:
      break;
  }
  if (const auto why = why_not(touch)) {
    refuse(*why);
    return;
  }
  OpenCounter open{*sign_in_.counter, officer};
  if (asks_pin()) {
    ask_pin(touch, std::move(open));
  } else {
    submit(touch, std::move(open));
  }
}

}  // namespace antre::counter
