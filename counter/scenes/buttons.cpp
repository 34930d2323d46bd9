// SPDX-License-Identifier: Apache-2.0
// The one big button and the eight actions under it, in places that never change.
#include <array>

#include "counter/scenes/frame.hpp"

namespace antre::counter {

using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kButtonY = 352;
constexpr double kButtonHeight = 88;
constexpr double kActionsY = 456;
constexpr double kActionWidth = 91;
constexpr double kActionHeight = 60;
constexpr double kActionGap = 8;
constexpr std::size_t kColumns = 4;

struct ActionButton {
  Element element;
  const char* icon;
  const char* label;
  const char* key;
};
constexpr std::array<ActionButton, 8> kActions{
    {{Element::kRecall, "recall", "counter.recall", "R"},
     {Element::kNoShow, "noshow", "counter.no_show", "N"},
     {Element::kHold, "hold", "counter.hold", "H"},
     {Element::kTransfer, "transfer", "counter.transfer", "T"},
     {Element::kChoose, "number", "counter.choose", "G"},
     {Element::kNote, "note", "counter.note", "M"},
     {Element::kBreak, "break", "counter.break", "B"},
     {Element::kList, "list", "counter.list", "L"}}};

struct Words {
  std::string label;
  std::string hint;
};

Words call_next(Frame& frame, int counter) {
  const Waiting& waiting = frame.model.waiting();
  std::string hint =
      waiting.next ? frame.words.text("counter.call_next_to", waiting.next->ticket, counter)
      : waiting.callable > 0    ? frame.words.count("counter.call_next_waiting", waiting.callable)
      : waiting.tickets.empty() ? frame.words.text("counter.nobody")
                                : frame.words.text("counter.nobody_primary");
  return {frame.words.text("counter.call_next"), std::move(hint)};
}

Words words_of(Frame& frame) {
  const int counter = frame.model.counter_id().value_or(CounterId{}).value;
  switch (frame.model.page()) {
    case Page::kCalled:
      return {frame.words.text("counter.start"), frame.words.text("counter.start_hint")};
    case Page::kServing:
      return {frame.words.text("counter.finish"), frame.words.text("counter.finish_hint")};
    case Page::kBreak:
      return {frame.words.text("counter.resume"), frame.words.text("counter.resume_hint", counter)};
    default:
      return call_next(frame, counter);
  }
}

}  // namespace

void draw_buttons(Frame& frame) {
  const Words words = words_of(frame);
  ui::PrimaryButton button;
  button.label = words.label;
  button.second_line = words.hint;
  button.key = frame.words.text("counter.key.space");
  button.style = type::kCounterButton;
  button.second_style = type::kCounterButtonSub;
  button.radius = ui::kR3;
  const Rect big = frame.at(16, kButtonY, 388, kButtonHeight);
  ui::primary_button(frame.canvas, frame.look, big, button, frame.control({Element::kBig}, big));
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    const ActionButton& action = kActions[i];
    const auto column = static_cast<double>(i % kColumns);
    const std::size_t row_index = i / kColumns;
    const auto row = static_cast<double>(row_index);
    const Rect rect =
        frame.at(16 + column * (kActionWidth + kActionGap),
                 kActionsY + row * (kActionHeight + kActionGap), kActionWidth, kActionHeight);
    ui::OutlineButton outline;
    outline.label = frame.words.text(action.label);
    outline.icon = action.icon;
    outline.key = action.key;
    outline.style = type::kCounterKey;
    outline.icon_size = 22;
    outline.radius = ui::kR2;
    ui::outline_button(frame.canvas, frame.look, rect, outline,
                       frame.control({action.element}, rect));
  }
}

}  // namespace antre::counter
