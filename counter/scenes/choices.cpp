// SPDX-License-Identifier: Apache-2.0
// The sheets to choose from: more actions, where to transfer, which service without a number.
#include <algorithm>
#include <array>
#include <cmath>

#include "counter/scenes/sheet.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kGap = 8;
constexpr double kActionHeight = 26;
constexpr double kActionStep = 29;
/// Under the list what the chosen one does.
constexpr double kActionHintY = 709;
/// Keys that choose by place.
constexpr std::size_t kDigits = 9;
constexpr double kCellWidth = 190;
constexpr double kCellHeight = 52;
constexpr double kCellsTop = kSheetTop + kSheetTitle;
constexpr std::size_t kCellRows = 4;
constexpr double kReturnY = 576;
constexpr double kApplyY = 640;

/// What an action of the list of more of them is called.
struct ActionWords {
  const char* title;
  const char* hint;
  const char* key;
};
constexpr std::array<ActionWords, 13> kActions{
    {{"counter.more.requeue", "counter.more.requeue_hint", "Q"},
     {"counter.more.requeue_front", "counter.more.requeue_front_hint", ""},
     {"counter.more.requeue_back", "counter.more.requeue_back_hint", ""},
     {"counter.more.quick", "counter.more.quick_hint", "S"},
     {"counter.more.undo", "counter.more.undo_hint", "Z"},
     {"counter.sign_out", "counter.more.sign_out_hint", "O"},
     {"counter.more.reprint", "counter.more.reprint_hint", "P"},
     {"counter.more.guest", "counter.more.guest_hint", "U"},
     {"counter.more.help", "counter.more.help_hint", "F1"},
     {"counter.more.explain", "counter.more.explain_hint", "A"},
     {"counter.more.issue", "counter.more.issue_hint", "I"},
     {"counter.more.code", "counter.more.code_hint", "K"},
     {"counter.more.sounds", "counter.more.sounds_hint", "V"}}};

std::string title_of(Frame& frame) {
  switch (frame.model.sheet()) {
    case Sheet::kTransfer: {
      const ViewTicket* ticket = frame.model.ticket();
      return frame.words.text("counter.transfer.title",
                              ticket != nullptr ? ticket->ticket : std::string("–"));
    }
    case Sheet::kQuick:
      return frame.words.text("counter.quick.title");
    case Sheet::kIssue:
      return frame.words.text("counter.issue.title");
    default:
      return frame.words.text("counter.more.title");
  }
}

const char* icon_of(Sheet sheet) {
  return sheet == Sheet::kTransfer ? "transfer"
         : sheet == Sheet::kQuick  ? "person"
         : sheet == Sheet::kIssue  ? "number"
                                   : "list";
}

/// The outline of a choice, stronger when it is selected; its digit is drawn by the caller.
ui::ControlState draw_box(Frame& frame, const Rect& rect, std::size_t index,
                          const std::string& name) {
  const auto& theme = frame.theme();
  const ui::ControlState state = frame.control({Element::kOption, index}, rect);
  const bool chosen = frame.model.choice() == index && !state.disabled;
  frame.canvas.outline_round(rect, ui::kR2,
                             chosen ? frame.look.strokes.active : frame.look.outline(),
                             state.disabled ? theme.line
                             : chosen       ? theme.accent
                                            : theme.edge,
                             state.press > 0.5 || chosen ? theme.tint
                             : state.disabled            ? theme.paper
                                                         : theme.surface);
  if (!state.disabled) {
    frame.canvas.control(rect, name);
  }
  return state;
}

void draw_action(Frame& frame, std::size_t index) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const ActionWords& words = kActions.at(index);
  const Rect rect =
      frame.at(16, kCellsTop + kActionStep * static_cast<double>(index), 388, kActionHeight);
  const std::string title = frame.words.text(words.title);
  const ui::ControlState state = draw_box(frame, rect, index, title);
  if (index < kDigits) {
    canvas.text_in(std::to_string(index + 1), {rect.x + 8, rect.y + 3, 24, 20},
                   type::kCounterBodyStrong, state.disabled ? theme.disabled : theme.accent,
                   Align::kCentre);
  }
  constexpr double kRoom = 388 - 40 - 52;
  frame.name_in(title, {rect.x + 40, rect.y + 3, kRoom, 20}, type::kCounterBodyStrong,
                state.disabled ? theme.disabled : theme.ink);
  if (*words.key != '\0') {
    canvas.text(words.key, {rect.right() - 14, rect.y + 5}, type::kCounterKey,
                state.disabled ? theme.disabled : theme.ink2, Align::kRight);
  }
  if (frame.model.choice() == index) {
    const int counter = frame.model.counter_id().value_or(CounterId{}).value;
    canvas.text_in(frame.words.text(words.hint, counter), frame.at(56, kActionHintY, 348, 16),
                   type::kCounterSmall, theme.ink2);
  }
}

std::string name_of(Frame& frame, const Choice& choice) {
  if (choice.kind == Choice::Kind::kService) {
    return frame.short_name(choice.service);
  }
  const CounterSettings* settings = frame.model.view()->hall.counter(choice.counter);
  return settings != nullptr && !frame.text(settings->name).empty()
             ? frame.text(settings->name)
             : frame.words.text("common.counter", choice.counter.value);
}

void draw_cell(Frame& frame, const Rect& rect, std::size_t index) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Choice& choice = frame.model.choices()[index];
  const bool service = choice.kind == Choice::Kind::kService;
  const std::string name = name_of(frame, choice);
  const ui::ControlState state = draw_box(frame, rect, index, name);
  const std::string letter = service ? choice.service.value : std::to_string(choice.counter.value);
  ui::letter_tile(canvas, frame.look, {rect.x + 11, rect.y + 12, 28, 28}, letter,
                  state.disabled ? ui::TileKind::kStale
                  : service      ? ui::TileKind::kFilled
                                 : ui::TileKind::kOutline);
  const bool digit = index < kDigits;
  frame.name_in(name, {rect.x + 48, rect.y + 16, rect.width - 48 - (digit ? 28 : 12), 20},
                type::kCounterBody.with_size(14, 20), state.disabled ? theme.disabled : theme.ink);
  if (digit) {
    canvas.text(std::to_string(index + 1), {rect.right() - 12, rect.y + 18}, type::kCounterKey,
                state.disabled ? theme.disabled : theme.ink2, Align::kRight);
  }
}

/// The cells in two columns; where there are more than fit, the selected one stays in view.
void draw_cells(Frame& frame) {
  const std::size_t columns = frame.model.choice_columns();
  const std::size_t count = frame.model.choices().size();
  const std::size_t rows = (count + columns - 1) / columns;
  const std::size_t at = frame.model.choice() / columns;
  const std::size_t last = rows > kCellRows ? rows - kCellRows : 0;
  const std::size_t first = std::min(last, at > kCellRows / 2 ? at - kCellRows / 2 : 0);
  for (std::size_t i = first * columns; i < count && i < (first + kCellRows) * columns; ++i) {
    const std::size_t row = i / columns - first;
    draw_cell(frame,
              frame.at(16 + (kCellWidth + kGap) * static_cast<double>(i % columns),
                       kCellsTop + (kCellHeight + kGap) * static_cast<double>(row), kCellWidth,
                       kCellHeight),
              i);
  }
}

void draw_return(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Rect rect = frame.at(16, kReturnY, 388, 40);
  const ui::ControlState state = frame.control({Element::kReturn}, rect);
  const std::string label = frame.words.text("counter.transfer.return");
  const ui::Colour fill = state.press > 0.5 ? theme.tint : theme.surface;
  canvas.outline_round(rect, ui::kR2, frame.look.outline(),
                       state.disabled ? theme.line : theme.edge, fill);
  if (!state.disabled) {
    canvas.control(rect, label);
  }
  const Rect box{rect.x + 11, rect.y + 9, 22, 22};
  if (frame.model.returns()) {
    canvas.fill_round(box, ui::kR1, theme.good);
    canvas.icon("check", box.inset(3), theme.surface);
  } else {
    canvas.outline_round(box, ui::kR1, 2, state.disabled ? theme.disabled : theme.edge, fill);
  }
  canvas.text_in(label, {rect.x + 48, rect.y + 10, rect.width - 76, 20},
                 type::kCounterBody.with_size(14, 20), state.disabled ? theme.disabled : theme.ink);
  canvas.text("R", {rect.right() - 12, rect.y + 12}, type::kCounterKey,
              state.disabled ? theme.disabled : theme.ink2, Align::kRight);
}

void draw_apply(Frame& frame) {
  const char* label_key = "counter.transfer.to";
  const char* hint_key = "counter.transfer.hint";
  if (frame.model.sheet() == Sheet::kQuick) {
    label_key = "counter.quick.start";
    hint_key = "counter.quick.hint";
  } else if (frame.model.sheet() == Sheet::kIssue) {
    label_key = "counter.issue.give";
    hint_key = "counter.issue.hint";
  }
  const auto& choices = frame.model.choices();
  const std::size_t at = frame.model.choice();
  std::string name = at < choices.size() ? name_of(frame, choices[at]) : std::string("–");
  const auto label = [&] { return frame.words.text(label_key, name); };
  // A long name is in the cell that is selected; here its letter or number says the same.
  constexpr double kLabelRoom = 270;
  const ui::TextStyle smallest = type::kCounterHead.with_size(16, 28);
  if (at < choices.size() && frame.canvas.text_width(label(), smallest) > kLabelRoom) {
    name = choices[at].kind == Choice::Kind::kService
               ? choices[at].service.value
               : frame.words.text("common.counter", choices[at].counter.value);
  }
  ui::PrimaryButton button;
  button.label = label();
  button.second_line = frame.words.text(hint_key);
  button.key = frame.words.text("counter.key.enter");
  button.style = type::kCounterHead;
  button.radius = ui::kR3;
  const Rect rect = frame.at(16, kApplyY, 388, 72);
  ui::primary_button(frame.canvas, frame.look, rect, button,
                     frame.control({Element::kApply}, rect));
}

}  // namespace

void draw_choices(Frame& frame) {
  const SheetScope sheet(frame);
  draw_sheet_title(frame, icon_of(frame.model.sheet()), title_of(frame));
  if (frame.model.sheet() == Sheet::kMore) {
    for (std::size_t i = 0; i < std::min(kActions.size(), frame.model.choices().size()); ++i) {
      draw_action(frame, i);
    }
    return;
  }
  draw_cells(frame);
  if (frame.model.sheet() == Sheet::kTransfer) {
    draw_return(frame);
  }
  draw_apply(frame);
}

}  // namespace antre::counter
