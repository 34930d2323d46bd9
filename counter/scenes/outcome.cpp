// SPDX-License-Identifier: Apache-2.0
// The sheet after "finish": what came of the service.
#include <array>

#include "counter/scenes/sheet.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kTitleHeight = 56;
constexpr double kOption = 60;
constexpr double kOptionStep = 68;
/// With one more.
constexpr double kSmallOption = 50;
constexpr double kSmallOptionStep = 55;
constexpr double kSaveY = 624;
constexpr double kSaveHeight = 88;

struct Option {
  const char* title;
  const char* hint;
};
constexpr std::array<Option, kOutcomes + 1> kOptions{
    {{"counter.outcome.served", "counter.outcome.served_hint"},
     {"counter.outcome.incomplete", "counter.outcome.incomplete_hint"},
     {"counter.outcome.referred", "counter.outcome.referred_hint"},
     {"counter.outcome.follow-up", "counter.outcome.follow-up_hint"},
     {"counter.outcome.case", "counter.outcome.case_hint"}}};

std::string hint_of(Frame& frame, std::size_t index) {
  const auto missing = frame.model.missing();
  if (index != 1 || missing.empty()) {
    return frame.words.text(kOptions[index].hint);
  }
  std::string names;
  for (const std::string& name : missing) {
    names += (names.empty() ? "" : ", ") + i18n::requirement_text(frame.words, name);
  }
  return frame.words.text("counter.outcome.missing", names);
}

void draw_title(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  canvas.icon("check", frame.at(16, kSheetTop + 22, 20, 20), theme.accent);
  canvas.text(frame.words.text("counter.outcome.title"), {frame.left + 48, kSheetTop + 18},
              type::kCounterHead, theme.ink);
  draw_escape(frame, kSheetTop + 20);
}

void draw_option(Frame& frame, std::size_t index) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const bool small = frame.model.outcomes() > kOutcomes;
  const double step = small ? kSmallOptionStep : kOptionStep;
  const double height = small ? kSmallOption : kOption;
  const double line = (height - kOption) / 2;  // the words stay in the middle
  const Rect rect =
      frame.at(16, kSheetTop + kTitleHeight + step * static_cast<double>(index), 388, height);
  const Touch touch{Element::kOutcome, index};
  const ui::ControlState state = frame.control(touch, rect);
  const bool chosen = frame.model.outcome() == index;
  canvas.outline_round(rect, ui::kR2, chosen ? frame.look.strokes.active : frame.look.outline(),
                       state.disabled ? theme.line
                       : chosen       ? theme.accent
                                      : theme.edge,
                       chosen ? theme.tint : theme.surface);
  const std::string title = frame.words.text(kOptions[index].title);
  if (!state.disabled) {
    canvas.control(rect, title);
  }
  const ui::Colour accent = state.disabled ? theme.disabled : theme.accent;
  canvas.text_in(std::to_string(index + 1), {rect.x + 8, rect.y + line + 16, 32, 28},
                 type::kCounterHead, accent, Align::kCentre);
  const double room = 388 - 52 - 48;
  canvas.text_in(title, {rect.x + 52, rect.y + line + 11, room, 20}, type::kCounterBodyStrong,
                 state.disabled ? theme.disabled : theme.ink);
  canvas.text_in(hint_of(frame, index), {rect.x + 52, rect.y + line + 32, room, 16},
                 type::kCounterSmall, state.disabled ? theme.disabled : theme.ink2);
  if (chosen) {
    canvas.icon("check", {rect.right() - 40, rect.y + line + 20, 20, 20}, accent);
  }
}

}  // namespace

void draw_outcome(Frame& frame) {
  const SheetScope sheet(frame);
  if (!draw_strip(frame, frame.band(kSheetTop, kTitleHeight - 8), true)) {
    draw_title(frame);
  }
  for (std::size_t i = 0; i < frame.model.outcomes(); ++i) {
    draw_option(frame, i);
  }
  const auto& next = frame.model.waiting().next;
  const int counter = frame.model.counter_id().value_or(CounterId{}).value;
  ui::PrimaryButton save;
  save.label = frame.words.text("counter.outcome.save");
  save.second_line = next ? frame.words.text("counter.outcome.save_next", counter, next->ticket)
                          : frame.words.text("counter.outcome.save_ready", counter);
  save.key = frame.words.text("counter.key.enter");
  save.style = type::kCounterButton;
  save.radius = ui::kR3;
  const Rect rect = frame.at(16, kSaveY, 388, kSaveHeight);
  ui::primary_button(frame.canvas, frame.look, rect, save, frame.control({Element::kSave}, rect));
}

}  // namespace antre::counter
