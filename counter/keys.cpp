// SPDX-License-Identifier: Apache-2.0
#include "counter/keys.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace antre::counter {
namespace {

constexpr std::array<std::pair<char, Element>, 20> kLetters{
    {{'r', Element::kRecall},   {'n', Element::kNoShow},  {'h', Element::kHold},
     {'t', Element::kTransfer}, {'g', Element::kChoose},  {'m', Element::kNote},
     {'b', Element::kBreak},    {'l', Element::kList},    {'o', Element::kSignOut},
     {'z', Element::kUndo},     {'q', Element::kRequeue}, {'s', Element::kQuick},
     {'p', Element::kReprint},  {'u', Element::kGuest},   {'a', Element::kExplain},
     {'i', Element::kIssue},    {'k', Element::kCode},    {'v', Element::kSounds},
     {'x', Element::kMore},     {' ', Element::kBig}}};

bool may_repeat(ui::Key key) {
  switch (key) {
    case ui::Key::kUp:
    case ui::Key::kDown:
    case ui::Key::kLeft:
    case ui::Key::kRight:
    case ui::Key::kPageUp:
    case ui::Key::kPageDown:
    case ui::Key::kBackspace:
      return true;
    default:
      return false;
  }
}

std::optional<Element> moving(ui::Key key) {
  switch (key) {
    case ui::Key::kUp:
      return Element::kUp;
    case ui::Key::kDown:
      return Element::kDown;
    case ui::Key::kLeft:
      return Element::kLeft;
    case ui::Key::kRight:
      return Element::kRight;
    case ui::Key::kPageUp:
      return Element::kPageUp;
    case ui::Key::kPageDown:
      return Element::kPageDown;
    case ui::Key::kHome:
      return Element::kFirst;
    case ui::Key::kEnd:
      return Element::kLast;
    default:
      return std::nullopt;
  }
}

std::optional<Touch> digit_of(Element element, char character) {
  return Touch{element, static_cast<std::size_t>(character - '0')};
}

std::optional<Touch> signing_in(const CounterModel& model, const ui::KeyPress& press) {
  using Field = SignInPage::Field;
  const Field field = model.sign_in().field;
  const bool choosing = field == Field::kCounter;
  switch (press.key) {
    case ui::Key::kEnter:
      return Touch{Element::kBig};
    case ui::Key::kSpace:
      return choosing ? std::optional(Touch{Element::kBig}) : std::nullopt;
    case ui::Key::kTab:
      return Touch{press.shift ? Element::kPreviousField : Element::kNextField};
    case ui::Key::kUp:
      return Touch{Element::kPreviousField};
    case ui::Key::kDown:
      return Touch{Element::kNextField};
    case ui::Key::kLeft:
      return choosing ? std::optional(Touch{Element::kPreviousCounter}) : std::nullopt;
    case ui::Key::kRight:
      return choosing ? std::optional(Touch{Element::kNextCounter}) : std::nullopt;
    case ui::Key::kBackspace:
      return Touch{Element::kBackspace};
    case ui::Key::kEscape:
      return Touch{Element::kCancel};
    case ui::Key::kCharacter:
      // In the name field letters come as text.
      if (field == Field::kName || press.character < '0' || press.character > '9') {
        return std::nullopt;
      }
      return field == Field::kPin     ? digit_of(Element::kDigit, press.character)
             : press.character == '0' ? std::nullopt
                                      : digit_of(Element::kCounterField, press.character);
    default:
      return std::nullopt;
  }
}

bool chooses(const CounterModel& model) {
  switch (model.sheet()) {
    case Sheet::kMore:
    case Sheet::kTransfer:
    case Sheet::kQuick:
    case Sheet::kHelp:
    case Sheet::kIssue:
    case Sheet::kClass:
      return true;
    case Sheet::kExplain:
      return model.draft().empty();
    default:
      return false;
  }
}

std::optional<Touch> digit(const CounterModel& model, std::size_t value) {
  if (model.sheet() == Sheet::kList) {
    return Touch{Element::kDigit, value};
  }
  if (value == 0) {
    return std::nullopt;
  }
  if (chooses(model)) {
    return value <= model.choices().size() ? std::optional(Touch{Element::kOption, value - 1})
                                           : std::nullopt;
  }
  if (model.sheet() == Sheet::kOutcome) {
    return value <= model.outcomes() ? std::optional(Touch{Element::kOutcome, value - 1})
                                     : std::nullopt;
  }
  return model.page() == Page::kServing && value <= model.checklist().size()
             ? std::optional(Touch{Element::kCheck, value - 1})
             : std::nullopt;
}

std::optional<Touch> enter(const CounterModel& model) {
  switch (model.sheet()) {
    case Sheet::kOutcome:
      return Touch{Element::kSave};
    case Sheet::kList:
      return Touch{Element::kCallRow};
    case Sheet::kMore:
      return Touch{Element::kOption, model.choice()};
    case Sheet::kTransfer:
    case Sheet::kQuick:
    case Sheet::kHelp:
    case Sheet::kExplain:
    case Sheet::kNote:
    case Sheet::kDate:
    case Sheet::kCase:
    case Sheet::kIssue:
    case Sheet::kClass:
    case Sheet::kNumber:
    case Sheet::kCode:
      return Touch{Element::kApply};
    case Sheet::kGuest:
    case Sheet::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Touch> touch_of(const CounterModel& model, const ui::KeyPress& press) {
  if (press.ctrl || press.alt || (press.repeat && !may_repeat(press.key))) {
    return std::nullopt;
  }
  if (model.page() == Page::kSignIn) {
    return signing_in(model, press);
  }
  if (press.key == ui::Key::kEscape) {
    return Touch{Element::kCancel};
  }
  if (press.key == ui::Key::kEnter) {
    return enter(model);
  }
  if (press.key == ui::Key::kF1) {
    return Touch{Element::kHelp};
  }
  if (press.key == ui::Key::kBackspace) {
    return model.wants_text() ? std::optional(Touch{Element::kBackspace}) : std::nullopt;
  }
  if (const auto element = moving(press.key)) {
    return Touch{*element};
  }
  const char letter = press.key == ui::Key::kSpace ? ' ' : press.character;
  if (letter >= '0' && letter <= '9' && (!model.wants_text() || chooses(model))) {
    return digit(model, static_cast<std::size_t>(letter - '0'));
  }
  if (model.wants_text()) {
    return std::nullopt;  // it comes as text
  }
  if (letter == 'r' && model.sheet() == Sheet::kTransfer) {
    return Touch{Element::kReturn};
  }
  const auto* known = std::ranges::find(kLetters, letter, &std::pair<char, Element>::first);
  return known != kLetters.end() ? std::optional(Touch{known->second}) : std::nullopt;
}

}  // namespace antre::counter
