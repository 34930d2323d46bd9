// SPDX-License-Identifier: Apache-2.0
// Who works here, and where.
#include <algorithm>
#include <utility>

#include "counter/scenes/frame.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kLeft = 40;
constexpr double kWidth = 340;
constexpr ui::TextStyle kTitle{ui::Font::kDisplayBold, 32, 40};
constexpr double kButtonY = 568;

/// Where the fields stand. With a PIN there is one more; where several rows of counters follow it
/// the hall's mark makes room.
struct Places {
  double title;
  double name;
  double pin;
  double counters;
  bool mark;
};
constexpr Places kWithoutPin{144, 282, 0, 390, true};
constexpr Places kWithPin{144, 268, 374, 482, true};
constexpr Places kManyWithPin{60, 190, 290, 390, false};

/// Counters stand in up to three rows: of six, or of as many more as a large hall needs.
std::size_t columns_of(std::size_t counters) {
  constexpr std::size_t kRows = 3;
  return std::max<std::size_t>(6, (counters + kRows - 1) / kRows);
}

const Places& places_of(const CounterModel& model) {
  if (!model.asks_pin()) {
    return kWithoutPin;
  }
  const std::size_t counters =
      model.own_counter() || model.view() == nullptr ? 1 : model.view()->counters.size();
  return counters > columns_of(counters) ? kManyWithPin : kWithPin;
}

void draw_head(Frame& frame, const Places& places) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const Rect mark = frame.at(kLeft, 64, 56, 56);
  const HallView* view = frame.model.view();
  if (places.mark &&
      (view == nullptr || !canvas.image(view->hall.look.logo, mark, ui::ImageFit::kContain))) {
    ui::icon_box(canvas, mark, "hall", 36, theme.accent, theme.on_accent, ui::kR3);
  }
  canvas.text_in(frame.words.text("counter.sign_in.title"),
                 frame.at(kLeft, places.title, kWidth, 40), kTitle, theme.ink);
  if (view != nullptr) {
    const ui::TextStyle style = type::kCounterBody.with_font(ui::Font::kRegular);
    frame.name_in(frame.text(view->hall.name), frame.at(kLeft, places.title + 44, kWidth, 20),
                  style, theme.ink2);
    frame.name_in(frame.text(view->hall.office), frame.at(kLeft, places.title + 64, kWidth, 20),
                  style, theme.ink2);
  }
}

ui::Field field_with(std::string label, std::string error, bool active) {
  ui::Field field;
  field.label = std::move(label);
  field.active = active;
  field.style = {ui::Font::kRegular, 18, 28};
  field.label_style = error.empty() ? type::kCounterBody.with_size(14, 16)
                                    : type::kCounterSmall.with_font(ui::Font::kMedium);
  field.error = std::move(error);
  field.padding = 16;
  return field;
}

void draw_name(Frame& frame, const Places& places) {
  const SignInPage& sign_in = frame.model.sign_in();
  const Rect rect = frame.at(kLeft, places.name, kWidth, 52);
  ui::Field field = field_with(frame.words.text("counter.sign_in.officer"),
                               sign_in.wrong == SignInPage::Wrong::kName
                                   ? frame.words.text("counter.sign_in.name_missing")
                                   : std::string{},
                               sign_in.field == SignInPage::Field::kName);
  field.text = sign_in.officer;
  ui::field(frame.canvas, frame.look, rect, field);
  frame.canvas.control(rect, "name");
  frame.reach({Element::kNameField}, rect);
}

/// One line under the field, never which of name and PIN was wrong.
std::string pin_error(const Frame& frame) {
  switch (frame.model.sign_in().wrong) {
    case SignInPage::Wrong::kPinMissing:
      return frame.words.text("counter.sign_in.pin_missing");
    case SignInPage::Wrong::kPin:
      return frame.words.text("error.pin-wrong");
    case SignInPage::Wrong::kLocked:
      if (const int left_s = frame.model.pin_locked_s(); left_s > 0) {
        return frame.words.text("counter.sign_in.pin_locked", i18n::running_time(left_s));
      }
      return frame.words.text("error.pin-locked");
    default:
      return {};
  }
}

void draw_pin(Frame& frame, const Places& places) {
  if (!frame.model.asks_pin()) {
    return;
  }
  const SignInPage& sign_in = frame.model.sign_in();
  const Rect rect = frame.at(kLeft, places.pin, kWidth, 52);
  ui::Field field = field_with(frame.words.text("counter.sign_in.pin"), pin_error(frame),
                               sign_in.field == SignInPage::Field::kPin);
  // As many dots as there are digits; the digits themselves do not come to the screen.
  for (std::size_t i = 0; i < sign_in.pin.size(); ++i) {
    field.text += "●\u2009";
  }
  ui::field(frame.canvas, frame.look, rect, field);
  frame.canvas.control(rect, "pin");
  frame.reach({Element::kPinField}, rect);
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
  const SignInPage& sign_in = frame.model.sign_in();
  const bool chosen = sign_in.counter == id;
  const std::string number = std::to_string(id.value);
  if (chosen && sign_in.field == SignInPage::Field::kCounter) {
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

void draw_counters(Frame& frame, const Places& places) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const double top = places.counters;
  const SignInPage& sign_in = frame.model.sign_in();
  canvas.text(frame.words.text("counter.sign_in.counter"), {frame.left + kLeft, top - 24},
              type::kCounterBody.with_size(14, 16), theme.ink);
  if (frame.model.own_counter()) {
    draw_tile(frame, frame.at(kLeft, top, 50, 52), *sign_in.counter, false);
    const HallView* view = frame.model.view();
    const auto* settings = view != nullptr ? view->hall.counter(*sign_in.counter) : nullptr;
    if (settings != nullptr) {
      frame.name_in(frame.text(settings->name), frame.at(kLeft + 66, top + 16, 274, 20),
                    type::kCounterBody, theme.ink);
    }
    return;
  }
  if (frame.model.view() == nullptr) {
    return;
  }
  const auto& counters = frame.model.view()->counters;
  const std::size_t columns = columns_of(counters.size());
  const double step = (kWidth + 8) / static_cast<double>(columns);
  const double width = step - 8;
  const double height = counters.size() > 2 * columns ? 44 : 52;
  double bottom = top;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    const std::size_t row = i / columns;
    const Rect rect = frame.at(kLeft + step * static_cast<double>(i % columns),
                               top + (height + 8) * static_cast<double>(row), width, height);
    draw_tile(frame, rect, counters[i].id, frame.model.in_use(counters[i]));
    bottom = rect.bottom();
  }
  const bool missing = sign_in.wrong == SignInPage::Wrong::kCounter;
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
  const char* key = online                      ? "counter.connected"
                    : link == Link::kConnecting ? "counter.connecting"
                                                : "counter.not_connected";
  canvas.icon(online ? "link" : "linkoff", frame.at(kLeft, 704, 20, 20),
              online ? theme.good : theme.ink2);
  canvas.text_in(frame.words.text(key), frame.at(kLeft + 30, 704, kWidth - 30, 20),
                 type::kCounterSmall, theme.ink2);
}

}  // namespace

void draw_sign_in(Frame& frame) {
  const Places& places = places_of(frame.model);
  draw_head(frame, places);
  draw_name(frame, places);
  draw_pin(frame, places);
  draw_counters(frame, places);
  const auto& counter = frame.model.sign_in().counter;
  ui::PrimaryButton button;
  button.label = frame.words.text("counter.sign_in.enter",
                                  counter ? std::to_string(counter->value) : std::string("–"));
  button.key = frame.words.text("counter.key.enter");
  button.style = type::kCounterButton.with_size(22, 32);
  button.radius = ui::kR3;
  const Rect rect = frame.at(kLeft, kButtonY, kWidth, 72);
  ui::primary_button(frame.canvas, frame.look, rect, button, frame.control({Element::kBig}, rect));
  // How the link is stands at the bottom; what was refused, or needs somebody, stands here.
  const Link link = frame.model.link();
  if (link == Link::kOnline || link == Link::kNotAuthorised || link == Link::kInUse ||
      frame.model.strip().say == Say::kOfflineRefused) {
    draw_strip(frame, {0, 648, frame.size.width, 48}, true);
  }
  draw_status(frame);
}

}  // namespace antre::counter
