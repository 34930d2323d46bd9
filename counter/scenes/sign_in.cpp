// SPDX-License-Identifier: Apache-2.0
// Who works here, and where.
#include <algorithm>

#include "counter/scenes/frame.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kLeft = 40;
constexpr double kWidth = 340;
constexpr ui::TextStyle kTitle{ui::Font::kDisplayBold, 32, 40};
constexpr double kCountersY = 390;
constexpr double kButtonY = 568;

void draw_head(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Rect mark = frame.at(kLeft, 64, 56, 56);
  const HallView* view = frame.model.view();
  if (view == nullptr || !canvas.image(view->hall.look.logo, mark, ui::ImageFit::kContain)) {
    ui::icon_box(canvas, mark, "hall", 36, theme.accent, theme.on_accent, ui::kR3);
  }
  canvas.text_in(frame.words.text("counter.sign_in.title"), frame.at(kLeft, 144, kWidth, 40),
                 kTitle, theme.ink);
  if (view != nullptr) {
    const ui::TextStyle style = type::kCounterBody.with_font(ui::Font::kRegular);
    frame.name_in(frame.text(view->hall.name), frame.at(kLeft, 188, kWidth, 20), style, theme.ink2);
    frame.name_in(frame.text(view->hall.office), frame.at(kLeft, 208, kWidth, 20), style,
                  theme.ink2);
  }
}

void draw_name(Frame& frame) {
  const SignIn& sign_in = frame.model.sign_in();
  const Rect rect = frame.at(kLeft, 282, kWidth, 52);
  ui::Field field;
  field.label = frame.words.text("counter.sign_in.officer");
  field.text = sign_in.officer;
  field.active = sign_in.field == SignIn::Field::kName;
  field.style = {ui::Font::kRegular, 18, 28};
  field.label_style = type::kCounterBody.with_size(14, 16);
  field.padding = 16;
  if (sign_in.wrong == SignIn::Wrong::kName) {
    field.error = frame.words.text("counter.sign_in.name_missing");
    field.label_style = type::kCounterSmall.with_font(ui::Font::kMedium);
  }
  ui::field(frame.canvas, frame.look, rect, field);
  frame.canvas.control(rect, "name");
  frame.reach({Element::kNameField}, rect);
}

std::string in_use_text(Frame& frame) {
  std::vector<std::string> used;
  for (const ViewCounter& counter : frame.model.view()->counters) {
    if (frame.model.in_use(counter)) {
      used.push_back(std::to_string(counter.id.value));
    }
  }
  std::string list;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (i > 0 && i + 1 == used.size()) {
      list = frame.words.text("common.and", list, used[i]);
    } else {
      list += i > 0 ? ", " : "";
      list += used[i];
    }
  }
  return list.empty() ? list : frame.words.text("counter.sign_in.in_use", list);
}

void draw_tile(Frame& frame, const Rect& rect, CounterId id, bool taken) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const SignIn& sign_in = frame.model.sign_in();
  const bool chosen = sign_in.counter == id;
  const std::string number = std::to_string(id.value);
  if (chosen && sign_in.field == SignIn::Field::kCounter) {
    ui::focus_ring(canvas, frame.look, rect, ui::kR2);
  }
  if (chosen) {
    canvas.fill_round(rect, ui::kR2, theme.accent);
  } else {
    canvas.outline_round(rect, ui::kR2, frame.look.outline(), taken ? theme.line : theme.edge,
                         taken ? theme.paper : theme.surface);
  }
  const ui::Colour text = chosen ? theme.on_accent : taken ? theme.disabled : theme.ink;
  canvas.text_in(number, rect.inset(4, 0), type::kCounterRow.with_size(22, 28), text,
                 Align::kCentre);
  if (!taken) {
    canvas.control(rect, number);
  }
  frame.reach({Element::kCounterField, static_cast<std::size_t>(id.value)}, rect);
}

void draw_counters(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const SignIn& sign_in = frame.model.sign_in();
  canvas.text(frame.words.text("counter.sign_in.counter"), {frame.left + kLeft, kCountersY - 24},
              type::kCounterBody.with_size(14, 16), theme.ink);
  if (frame.model.own_counter()) {
    draw_tile(frame, frame.at(kLeft, kCountersY, 50, 52), *sign_in.counter, false);
    const HallView* view = frame.model.view();
    const auto* settings = view != nullptr ? view->hall.counter(*sign_in.counter) : nullptr;
    if (settings != nullptr) {
      frame.name_in(frame.text(settings->name), frame.at(kLeft + 66, kCountersY + 16, 274, 20),
                    type::kCounterBody, theme.ink);
    }
    return;
  }
  if (frame.model.view() == nullptr) {
    return;
  }
  const auto& counters = frame.model.view()->counters;
  // Three rows above the note: of six, or of as many more as a large hall needs.
  constexpr std::size_t kRows = 3;
  const std::size_t columns = std::max<std::size_t>(6, (counters.size() + kRows - 1) / kRows);
  const double step = (kWidth + 8) / static_cast<double>(columns);
  const double width = step - 8;
  const double height = counters.size() > 2 * columns ? 44 : 52;
  double bottom = kCountersY;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    const std::size_t row = i / columns;
    const Rect rect = frame.at(kLeft + step * static_cast<double>(i % columns),
                               kCountersY + (height + 8) * static_cast<double>(row), width, height);
    draw_tile(frame, rect, counters[i].id, frame.model.in_use(counters[i]));
    bottom = rect.bottom();
  }
  const bool missing = sign_in.wrong == SignIn::Wrong::kCounter;
  const std::string note =
      missing ? frame.words.text("counter.sign_in.counter_missing") : in_use_text(frame);
  canvas.text_in(note, {frame.left + kLeft, bottom + 6, kWidth, 16}, type::kCounterSmall,
                 missing ? theme.red : theme.ink2);
}

void draw_status(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Link link = frame.model.link();
  const bool online = link == Link::kOnline;
  const char* key = online                         ? "counter.connected"
                    : link == Link::kConnecting    ? "counter.connecting"
                    : link == Link::kNotAuthorised ? "counter.not_authorised"
                                                   : "counter.not_connected";
  canvas.icon(online ? "link" : "linkoff", frame.at(kLeft, 704, 20, 20),
              online ? theme.good : theme.ink2);
  canvas.text_in(frame.words.text(key), frame.at(kLeft + 30, 704, kWidth - 30, 20),
                 type::kCounterSmall, theme.ink2);
}

}  // namespace

void draw_sign_in(Frame& frame) {
  draw_head(frame);
  draw_name(frame);
  draw_counters(frame);
  const auto& counter = frame.model.sign_in().counter;
  ui::PrimaryButton button;
  button.label = frame.words.text("counter.sign_in.enter",
                                  counter ? std::to_string(counter->value) : std::string("–"));
  button.key = frame.words.text("counter.key.enter");
  button.style = type::kCounterButton.with_size(22, 32);
  button.radius = ui::kR3;
  const Rect rect = frame.at(kLeft, kButtonY, kWidth, 72);
  ui::primary_button(frame.canvas, frame.look, rect, button, frame.control({Element::kBig}, rect));
  // How the link is stands at the bottom; what was refused stands here.
  if (frame.model.link() == Link::kOnline || frame.model.strip().say == Say::kOfflineRefused) {
    draw_strip(frame, {0, 648, frame.size.width, 48}, true);
  }
  draw_status(frame);
}

}  // namespace antre::counter
