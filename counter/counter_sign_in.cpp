// SPDX-License-Identifier: Apache-2.0
// The model's part in which an officer signs in.
#include <algorithm>
#include <string>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? std::string{}
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

void CounterModel::prepare_sign_in() {
  if (setup_.own) {
    sign_in_.counter = setup_.own;
    return;
  }
  if (!view_ || pending_) {
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
  if (page_ != Page::kSignIn || sign_in_.field != SignIn::Field::kName || pending_) {
    return;
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ') {
      return;
    }
  }
  if (sign_in_.officer.size() + text.size() <= kMaxNameBytes) {
    sign_in_.officer += text;
    sign_in_.wrong = SignIn::Wrong::kNothing;
    changed();
  }
}

void CounterModel::touch_sign_in(const Touch& touch) {
  auto& name = sign_in_.officer;
  switch (touch.element) {
    case Element::kBig:
      enter(touch);
      return;
    case Element::kNameField:
      sign_in_.field = SignIn::Field::kName;
      break;
    case Element::kNextField:
    case Element::kUp:
    case Element::kDown:
      sign_in_.field = sign_in_.field == SignIn::Field::kName && !setup_.own
                           ? SignIn::Field::kCounter
                           : SignIn::Field::kName;
      break;
    case Element::kCounterField: {
      const CounterId id{static_cast<int>(touch.index)};
      const ViewCounter* wanted = view_ ? view_->counter(id) : nullptr;
      if (setup_.own || pending_ || wanted == nullptr) {
        return;
      }
      if (in_use(*wanted)) {
        return;  // the page says under the numbers which are in use
      }
      sign_in_.counter = id;
      sign_in_.field = SignIn::Field::kCounter;
      sign_in_.wrong = SignIn::Wrong::kNothing;
      break;
    }
    case Element::kPreviousCounter:
      step_counter(-1);
      break;
    case Element::kNextCounter:
      step_counter(1);
      break;
    case Element::kBackspace:
      if (sign_in_.field == SignIn::Field::kName && !pending_) {
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U) {
          name.pop_back();  // the rest of one letter in UTF-8
        }
        if (!name.empty()) {
          name.pop_back();
        }
      }
      break;
    case Element::kCancel:
      notice_.reset();
      break;
    default:
      return;
  }
  changed();
}

void CounterModel::step_counter(int step) {
  if (setup_.own || !view_ || pending_) {
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
  sign_in_.wrong = SignIn::Wrong::kNothing;
}

void CounterModel::enter(const Touch& touch) {
  const std::string officer = trimmed(sign_in_.officer);
  sign_in_.wrong = officer.empty()     ? SignIn::Wrong::kName
                   : !sign_in_.counter ? SignIn::Wrong::kCounter
                                       : SignIn::Wrong::kNothing;
  changed();
  if (officer.empty()) {
    sign_in_.field = SignIn::Field::kName;
  } else if (!sign_in_.counter) {
    sign_in_.field = SignIn::Field::kCounter;
  } else if (const auto why = why_not(touch)) {
    refuse(*why);
  } else if (const auto busy = under_way()) {
    refuse(*busy);
  } else {
    submit(touch, OpenCounter{*sign_in_.counter, officer});
  }
}

}  // namespace antre::counter
