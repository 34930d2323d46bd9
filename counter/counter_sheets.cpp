// SPDX-License-Identifier: Apache-2.0
// The model's part that answers keys and the mouse in the sheets, and those that open one.
#include <algorithm>
#include <array>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

Message message(Say say) {
  return {say, {}, {}, 0};
}

}  // namespace

std::optional<Message> CounterModel::why_not_in_sheet(const Touch& touch) const {
  if (sheet_ == Sheet::kOutcome) {
    const bool ours = touch.element == Element::kOutcome || touch.element == Element::kSave;
    return ours ? std::nullopt : std::optional(message(Say::kNotNow));
  }
  if (sheet_ == Sheet::kList) {
    if (touch.element == Element::kList || touch.element == Element::kChoose) {
      return std::nullopt;
    }
    return touch.element == Element::kCallRow ? why_not_row()
                                              : std::optional(message(Say::kNotNow));
  }
  if (sheet_ == Sheet::kGuest) {
    return touch.element == Element::kGuest ? std::nullopt : std::optional(message(Say::kNotNow));
  }
  if (is_form()) {
    return why_not_form(touch);
  }
  switch (touch.element) {
    case Element::kOption:
      return why_not_choice(touch.index);
    case Element::kApply:
      return sheet_ == Sheet::kMore ? std::optional(message(Say::kNotNow))
                                    : why_not_choice(choice_);
    case Element::kReturn:
    case Element::kTransfer:
      return sheet_ == Sheet::kTransfer ? std::nullopt : std::optional(message(Say::kNotNow));
    case Element::kMore:
      return sheet_ == Sheet::kMore ? std::nullopt : std::optional(message(Say::kNotNow));
    case Element::kQuick:
      return sheet_ == Sheet::kTransfer ? std::optional(message(Say::kNotNow))
                                        : why_not_on_page(touch);
    case Element::kRequeue:
    case Element::kUndo:
    case Element::kSignOut:
    case Element::kReprint:
    case Element::kGuest:
    case Element::kHelp:
    case Element::kExplain:
    case Element::kNote:
    case Element::kIssue:
    case Element::kCode:
    case Element::kSounds:
      return sheet_ == Sheet::kMore ? why_not_on_page(touch) : std::optional(message(Say::kNotNow));
    default:
      return message(Say::kNotNow);
  }
}

/// What has a sheet to choose from, or stands in the one of more actions.
void CounterModel::touch_choices(const Touch& touch, const std::string& number) {
  constexpr std::array<Requeued, 3> kPlaces{Requeued::kInOrder, Requeued::kFront, Requeued::kBack};
  switch (touch.element) {
    case Element::kHold:
      submit(touch, Hold{here()}, number);
      break;
    case Element::kRequeue:
      set_sheet(Sheet::kNone);
      submit(touch, Requeue{here(), kPlaces.at(std::min(touch.index, kPlaces.size() - 1))}, number);
      break;
    case Element::kUndo: {
      const std::string taken_back = undo_ticket();
      set_sheet(Sheet::kNone);
      submit(touch, Undo{here()}, taken_back);
      break;
    }
    case Element::kTransfer:
      open_sheet(Sheet::kTransfer);
      break;
    case Element::kQuick:
      open_sheet(Sheet::kQuick);
      break;
    case Element::kMore:
      open_sheet(Sheet::kMore);
      break;
    case Element::kReprint:
      if (is_form()) {
        print_shown(touch);
      } else {
        press_reprint(touch);
      }
      break;
    case Element::kGuest:
      press_guest();
      break;
    case Element::kOption:
      choose(touch);
      break;
    case Element::kApply:
      if (is_form()) {
        apply_form(touch);
      } else {
        apply_choice(touch);
      }
      break;
    case Element::kReturn:
      return_ = !return_;
      changed();
      break;
    default:
      touch_desk(touch);
  }
}

}  // namespace antre::counter
