// SPDX-License-Identifier: Apache-2.0
// Home in large text: what is read is above, what is touched is in the lowest third, for someone
// seated. The letter of a service joins the two.
#include <algorithm>
#include <cmath>

#include "kiosk/scenes/cards.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kRowMost = 176;
constexpr double kRowTwoLines = 128;  ///< a lower row holds the wait in one line
constexpr double kWaitWidth = 350;
constexpr double kWaitWidthWide = 392;  ///< in a low row, where a sentence has one line
constexpr ui::TextStyle kWaitHead{Font::kDisplayBold, 44, 52, true};

/// The measures that upright and landscape differ in.
struct LargeLayout {
  double heading_top = 200;
  double rows_bottom = 1176;
  double hint_top = 1208;
  double buttons_top = 1288;
  double button_height = 184;
  std::size_t row_columns = 1;
  std::size_t button_columns = 2;
};

LargeLayout layout_of(const Frame& frame, std::size_t n) {
  const double height = frame.size.height;
  LargeLayout layout;
  if (frame.wide) {
    const bool two_rows = n > 4;
    layout.heading_top = 176;
    layout.buttons_top = height - (two_rows ? 408 : 360);
    layout.button_height = two_rows ? 116 : 184;
    layout.hint_top = layout.buttons_top - 56;
    layout.rows_bottom = layout.hint_top - 8;
    layout.row_columns = 2;
    layout.button_columns = 4;
    return layout;
  }
  const double more = height - 1920;
  layout.rows_bottom += more;
  layout.hint_top += more;
  layout.buttons_top += more;
  layout.button_columns = n <= 4 ? 2 : 3;
  layout.button_height = n <= 6 ? 184 : 128;
  return layout;
}

/// A style whose `lines` stand in `height`: closer lines, and smaller letters where needed.
ui::TextStyle squeezed(ui::TextStyle style, double lines, double height) {
  constexpr double kInk = 1.17;  ///< ascender to descender of the letters that are used
  if (lines * style.line > height) {
    style.line = height / lines;
    style.size = std::min(style.size, std::floor(style.line / kInk));
  }
  return style;
}

void draw_row_wait(Frame& frame, const ServiceSettings& service, const Rect& box) {
  const LineWords line = line_words(frame, service);
  const ui::Colour ink = frame.theme().ink;
  const bool sentence =
      (line.figure.empty() && (line.second.empty() || line.refused)) || !line.late.empty();
  if (box.height < kRowTwoLines || sentence) {
    const double room = box.height - 12;
    const int most =
        std::clamp(static_cast<int>(room / (frame.type.smallest * 1.17)), 1, sentence ? 3 : 2);
    const std::string text = line_sentence(frame, service, box.width, most);
    const ui::TextStyle style = fit_lines(
        frame, text, squeezed(frame.type.body.with_size(36, 44), most, room), box.width, most);
    const double lines =
        static_cast<double>(ui::wrap(frame.canvas.measurer(), text, style, box.width, most).size());
    const double height = lines * style.line;
    frame.canvas.paragraph(text, {box.x, box.centre().y - height / 2, box.width, height + 4}, style,
                           ink, Align::kRight, most);
    return;
  }
  std::string second = line.figure.empty() ? line.second : line.label;
  if (!line.before.empty()) {
    second = frame.words.text("common.minutes") + (line.people.empty() ? "" : " · " + line.people);
  }
  const ui::TextStyle head = line.figure.empty() ? kWaitHead : ui::type::kLargeWait;
  std::string first = line.figure.empty() ? line.label : line.figure;
  if (!line.before.empty()) {
    first = line.before + " " + first;
  }
  const double height = head.line + (second.empty() ? 0 : frame.type.body.line);
  const double y = box.centre().y - height / 2;
  frame.canvas.text_in(first, {box.x, y, box.width, head.line}, head, ink, Align::kRight);
  if (!second.empty()) {
    frame.canvas.text_in(second, {box.x, y + head.line, box.width, frame.type.body.line},
                         frame.type.body, ink, Align::kRight);
  }
}

void draw_row(Frame& frame, const ServiceSettings& service, const Rect& rect) {
  frame.canvas.fill_rect({rect.x, rect.y, rect.width, 4}, frame.theme().line);
  const double tile = std::min(104.0, rect.height - 20);
  const double centre = rect.y + 2 + rect.height / 2;
  const Rect tile_rect{rect.x, centre - tile / 2, tile, tile};
  frame.canvas.fill_round(tile_rect, ui::kR3, frame.theme().ink);
  frame.canvas.text_in(service.id.value, tile_rect.inset(6, 0),
                       {Font::kDisplayBold, std::max(34.0, tile * 0.6), tile}, frame.theme().paper,
                       Align::kCentre);
  const double x = rect.x + tile + 28;
  const double wait = rect.height < kRowTwoLines ? kWaitWidthWide : kWaitWidth;
  const double width = rect.right() - wait - 16 - x;
  const double room = rect.height - 12;
  const int most = room >= 2 * frame.type.smallest * 1.17 ? 2 : 1;
  const ui::TextStyle wanted = squeezed(frame.type.card, most, room);
  const FittedName name = fit_name(frame, service, wanted, width, most);
  frame.canvas.paragraph(name.text, {x, centre - name.height / 2, width, name.height + 4},
                         name.style, frame.theme().ink, Align::kLeft, most);
  draw_row_wait(frame, service, {rect.right() - wait, rect.y + 4, wait, rect.height - 4});
}

void draw_rows(Frame& frame, const std::vector<HomeItem>& items, const LargeLayout& layout,
               double top) {
  std::vector<const ServiceSettings*> services;
  for (const HomeItem& item : items) {
    if (item.service != nullptr) {
      services.push_back(item.service);
    }
  }
  if (services.empty()) {
    return;
  }
  const std::size_t rows = (services.size() + layout.row_columns - 1) / layout.row_columns;
  const double height = std::min(kRowMost, (layout.rows_bottom - top) / static_cast<double>(rows));
  constexpr double kColumnGap = 48;
  const auto columns = static_cast<double>(layout.row_columns);
  const double width = (frame.content_width() - (columns - 1) * kColumnGap) / columns;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const double x =
        frame.margin + static_cast<double>(i % layout.row_columns) * (width + kColumnGap);
    const std::size_t row = i / layout.row_columns;
    const double y = top + static_cast<double>(row) * height;
    draw_row(frame, *services[i], {x, y, width, height});
  }
  const double end = top + static_cast<double>(rows) * height;
  frame.canvas.fill_rect({frame.margin, end, frame.content_width(), 4}, frame.theme().line);
}

void draw_service_button(Frame& frame, const HomeItem& item, const Rect& rect) {
  const ui::ControlState state = frame.control(
      item.touch, rect,
      item.service != nullptr ? spoken(frame, *item.service) : frame.words.text("kiosk.next"));
  if (item.service == nullptr) {
    ui::OutlineButton button;
    button.label = frame.words.text("kiosk.next");
    button.icon = "right";
    button.icon_left = rect.height < 150;
    button.style = frame.type.label.with_font(Font::kSemiBold);
    ui::outline_button(frame.canvas, frame.look, rect, button, state);
    return;
  }
  const bool refused = gives_none(frame, *item.service);
  const ui::Theme& theme = frame.theme();
  const bool pressed = state.press > 0.5;
  const ui::Colour fill =
      refused ? theme.paper : mix(theme.accent, theme.accent_press, state.press);
  const ui::Colour ink = refused ? theme.ink2 : theme.on_accent;
  const std::string& name = frame.text(item.service->short_name);
  if (state.focused) {
    ui::focus_ring(frame.canvas, frame.look, rect, ui::kR4);
  }
  if (refused) {
    frame.canvas.outline_round(rect, ui::kR4, frame.look.outline(), theme.disabled, fill);
  } else {
    frame.canvas.fill_round(rect, ui::kR4, fill);
  }
  frame.canvas.control(rect, name);
  // The letter over the name where that needs no second line, else beside it.
  const bool one_line =
      frame.canvas.text_width(name, frame.type.action.with_size(frame.type.smallest, 40)) <=
      rect.width - 20;
  const bool stacked = rect.width < 400 && (rect.height >= 150 || one_line);
  const double tile = stacked ? (rect.height >= 150 ? 72 : 56)
                              : std::min(rect.width < 400 ? 64.0 : 96.0, rect.height - 32);
  const double gap = rect.width < 400 ? 12 : 20;
  const Rect tile_rect = stacked ? Rect{rect.centre().x - tile / 2,
                                        rect.y + (rect.height >= 150 ? 16 : 10), tile, tile}
                                 : Rect{rect.x + gap, rect.centre().y - tile / 2, tile, tile};
  frame.canvas.fill_round(tile_rect, ui::kR3, ink);
  frame.canvas.text_in(item.service->id.value, tile_rect.inset(6, 0),
                       {Font::kDisplayBold, std::max(34.0, tile * 0.6), tile},
                       pressed ? theme.accent_press : fill, Align::kCentre);
  const Rect text = stacked ? Rect{rect.x + 10, tile_rect.bottom() + 2, rect.width - 20,
                                   rect.bottom() - 8 - tile_rect.bottom()}
                            : Rect{tile_rect.right() + gap, rect.y + 8,
                                   rect.right() - 12 - tile_rect.right() - gap, rect.height - 16};
  ui::TextStyle style = fit_lines(frame, name, frame.type.action, text.width, 2);
  const auto lines = ui::wrap(frame.canvas.measurer(), name, style, text.width, 2);
  style = squeezed(style, static_cast<double>(lines.size()), text.height);
  const double height = style.line * static_cast<double>(lines.size());
  frame.canvas.paragraph(name, {text.x, text.centre().y - height / 2, text.width, height}, style,
                         ink, stacked ? Align::kCentre : Align::kLeft, 2);
}

void draw_buttons(Frame& frame, const std::vector<HomeItem>& items, const LargeLayout& layout) {
  constexpr double kGap = 16;
  const auto columns = static_cast<double>(layout.button_columns);
  const double width = (frame.content_width() - (columns - 1) * kGap) / columns;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double x = frame.margin + static_cast<double>(i % layout.button_columns) * (width + kGap);
    const std::size_t row = i / layout.button_columns;
    const double y = layout.buttons_top + static_cast<double>(row) * (layout.button_height + kGap);
    draw_service_button(frame, items[i], {x, y, width, layout.button_height});
  }
}

}  // namespace

void draw_home_large(Frame& frame) {
  const auto items = home_items(frame);
  const LargeLayout layout = layout_of(frame, items.size());
  const auto strip = home_strip(frame);
  double top = layout.heading_top;
  if (strip) {
    draw_home_strip(frame, *strip);
    top = bar_height(frame) + kStripHeight + 8;
  }
  const std::string question = frame.words.text("kiosk.home.question");
  const int most = frame.wide ? 1 : 2;
  const ui::TextStyle style =
      fit_lines(frame, question, frame.type.title, frame.content_width(), most);
  top += frame.canvas.paragraph(question,
                                {frame.margin, top, frame.content_width(), 2 * style.line + 16},
                                style, frame.theme().ink, Align::kLeft, most);
  draw_rows(frame, items, layout, top + (frame.wide ? 16 : 24));
  frame.canvas.icon("down", {frame.margin, layout.hint_top + 2, 44, 44}, frame.theme().way);
  frame.canvas.text(frame.words.text("kiosk.home.buttons_below"),
                    {frame.margin + 64, layout.hint_top + 4}, frame.type.body, frame.theme().ink);
  draw_buttons(frame, items, layout);
  draw_bottom_bar(frame);
}

}  // namespace antre::kiosk
