// SPDX-License-Identifier: Apache-2.0
// The published standard of a service: six headings, one page a service, no scrolling.
#include <algorithm>
#include <cmath>

#include "kiosk/scenes/standard_text.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr std::size_t kMostTabs = 8;
constexpr double kTabHeight = 112;

/// Where the three parts of the page are.
struct Places {
  Rect text;
  Rect tabs;
  std::size_t tab_columns = 4;
  double tab_gap = 24;
  Rect back, turn, take;
};

std::size_t tab_count(const Frame& frame) {
  return std::min(frame.model.view()->hall.services.size(), kMostTabs);
}

Places places_of(const Frame& frame) {
  Places p;
  const double w = frame.size.width;
  const double h = frame.size.height;
  const double m = frame.margin;
  const std::size_t rows = (tab_count(frame) + 3) / 4;
  const double bar = bar_height(frame);
  if (frame.wide) {
    const double x = w - m - 608;
    p.text = {m, bar + 32, 1120, h - bar - 32 - 48};
    p.tabs = {x, bar + 48, 608, 4 * (kTabHeight + 16)};
    p.tab_columns = 2;
    p.tab_gap = 16;
    p.back = {x, h - 176, 296, 120};
    p.turn = {x + 312, h - 176, 296, 120};
    p.take = {x, h - 312, 608, 120};
    return p;
  }
  const double tabs_height =
      static_cast<double>(rows) * kTabHeight + static_cast<double>(rows - 1) * 16;
  if (frame.large) {
    p.tabs = {m, h - 632, w - 2 * m, tabs_height};
    p.tab_gap = 16;
    p.tab_columns = 3;
    p.text = {m, bar + 32, w - 2 * m, h - 712 - bar - 32};
    p.back = {m, h - 208, 300, 144};
    p.turn = {m + 316, h - 208, 280, 144};
    p.take = {m + 612, h - 208, w - 2 * m - 612, 144};
    return p;
  }
  p.tabs = {m, 320, w - 2 * m, tabs_height};
  const double top = p.tabs.bottom() + 40;
  p.back = {m, h - 168, 290, 120};
  p.turn = {m + 314, h - 168, 220, 120};
  p.take = {m + 322, h - 168, w - 2 * m - 322, 120};
  p.text = {m, top, w - 2 * m, h - 200 - top};
  return p;
}

void draw_tabs(Frame& frame, const Places& places) {
  const auto& services = frame.model.view()->hall.services;
  const std::size_t n = tab_count(frame);
  // More services than tabs: the tabs show the group around the chosen one.
  const std::size_t first = frame.model.standard_service() / kMostTabs * kMostTabs;
  const auto columns = static_cast<double>(places.tab_columns);
  const double width = (places.tabs.width - (columns - 1) * places.tab_gap) / columns;
  for (std::size_t i = 0; i < n && first + i < services.size(); ++i) {
    const ServiceSettings& service = services[first + i];
    const std::size_t row = i / places.tab_columns;
    const Rect rect{
        places.tabs.x + static_cast<double>(i % places.tab_columns) * (width + places.tab_gap),
        places.tabs.y + static_cast<double>(row) * (kTabHeight + 16), width, kTabHeight};
    const bool chosen = first + i == frame.model.standard_service();
    ui::ControlState state =
        frame.control({Element::kStandardService, first + i}, rect, frame.text(service.name));
    state.press = chosen ? 1 : state.press;
    const std::string& name = frame.text(service.short_name);
    ui::OutlineButton button;
    button.style = frame.type.label.with_font(Font::kSemiBold);
    ui::outline_button(frame.canvas, frame.look, rect, button, state);
    const ui::TextStyle style = fit_lines(frame, name, button.style, width - 16, 2);
    const double height =
        style.line *
        static_cast<double>(ui::wrap(frame.canvas.measurer(), name, style, width - 16, 2).size());
    frame.canvas.paragraph(name, {rect.x + 8, rect.centre().y - height / 2, width - 16, height},
                           style, state.press > 0.5 ? frame.theme().on_accent : frame.theme().ink,
                           Align::kCentre, 2);
  }
}

double draw_section(Frame& frame, const StandardSection& section, const StandardLayout& layout,
                    double x, double y, double width) {
  const ui::Theme& theme = frame.theme();
  frame.canvas.fill_rect({x, y, width, 2}, theme.line);
  y += layout.above;
  frame.canvas.icon(section.icon, {x + 4, y, 48, 48}, theme.accent);
  const double left = x + layout.indent;
  const double room = width - layout.indent;
  frame.canvas.text_in(section.heading, {left, y, room, layout.heading.line}, layout.heading,
                       theme.ink);
  y += layout.heading.line;
  for (const StandardLine& line : section.lines) {
    const double text_x = left + (line.indented ? layout.mark : 0);
    const double text_width = left + room - text_x;
    if (line.mark == "•") {
      frame.canvas.fill_disc({left + 6, y + layout.body.line / 2 + 1}, 10, theme.accent);
    } else if (!line.mark.empty()) {
      frame.canvas.text(line.mark, {left, y}, layout.body.with_font(Font::kSemiBold), theme.accent);
    }
    if (line.marked) {
      ui::rich_paragraph(frame.canvas, line.text, {text_x, y, text_width, layout.body.line},
                         layout.body, theme.ink, Font::kBold, theme.good);
    } else {
      frame.canvas.text_in(line.text, {text_x, y, text_width, layout.body.line}, layout.body,
                           theme.ink);
    }
    y += layout.body.line;
  }
  return y + layout.below;
}

void draw_foot(Frame& frame, const Places& places, const ServiceSettings& service, std::size_t page,
               std::size_t pages) {
  const double icon = frame.large ? 44 : 40;
  const ui::TextStyle style =
      frame.large ? frame.type.action.with_size(40, 48) : frame.type.action.with_size(34, 44);
  ui::OutlineButton back;
  back.label = frame.words.text("kiosk.back");
  back.icon = "back";
  back.icon_left = true;
  back.icon_size = icon;
  back.style = style;
  const bool paged = pages > 1;
  Rect back_rect = places.back;
  Rect take_rect = places.take;
  if (paged && !frame.wide && !frame.large) {
    back_rect.width = 260;
    take_rect = {places.turn.right() + 16, take_rect.y,
                 take_rect.right() - places.turn.right() - 16, take_rect.height};
  }
  ui::outline_button(frame.canvas, frame.look, back_rect, back,
                     frame.control({Element::kBack}, back_rect, back.label));
  if (paged) {
    const Rect turn = frame.wide || frame.large
                          ? places.turn
                          : Rect{back_rect.right() + 16, back_rect.y,
                                 take_rect.x - back_rect.right() - 32, back_rect.height};
    ui::OutlineButton button;
    button.label = frame.words.text("kiosk.standard.page", page + 1, pages);
    button.icon = page + 1 < pages ? "right" : "recall";
    button.icon_left = true;
    button.icon_size = icon;
    button.style = frame.large ? frame.type.label.with_font(Font::kSemiBold)
                               : frame.type.body.with_font(Font::kSemiBold);
    ui::outline_button(
        frame.canvas, frame.look, turn, button,
        frame.control({Element::kStandardPage, (page + 1) % pages}, turn, button.label));
  }
  if (frame.model.can_take_numbers()) {
    ui::PrimaryButton take;
    take.label = frame.words.text("kiosk.standard.take_number", service.id.value);
    take.style = frame.large ? style : frame.type.action;
    ui::primary_button(frame.canvas, frame.look, take_rect, take,
                       frame.control({Element::kTakeNumber}, take_rect, take.label));
  }
}

}  // namespace

void draw_standard(Frame& frame) {
  const auto& services = frame.model.view()->hall.services;
  if (services.empty()) {
    return;
  }
  const std::size_t chosen = std::min(frame.model.standard_service(), services.size() - 1);
  const ServiceSettings& service = services[chosen];
  const Places places = places_of(frame);
  Rect text = places.text;
  const double title_top = frame.wide || frame.large ? text.y : bar_height(frame) + 36;
  const ui::TextStyle caption = frame.large ? frame.type.body : frame.type.body.with_size(30, 40);
  frame.canvas.text(frame.words.text("kiosk.standard.title"), {text.x, title_top}, caption,
                    frame.theme().ink2);
  const std::string& name = frame.text(service.name);
  const ui::TextStyle title = fit_lines(frame, name, frame.type.title2, text.width, 1);
  frame.canvas.text_in(name, {text.x, title_top + caption.line + 4, text.width, title.line}, title,
                       frame.theme().ink);
  if (frame.wide || frame.large) {
    const double used = caption.line + title.line + 24;
    text = {text.x, text.y + used, text.width, text.height - used};
  }
  draw_tabs(frame, places);
  const auto pages = standard_pages(frame, service, text.width, text.height);
  const std::size_t page = std::min(frame.model.standard_page(), pages.size() - 1);
  const StandardLayout layout = standard_layout(frame);
  double y = text.y;
  for (const StandardSection& section : pages[page]) {
    y = draw_section(frame, section, layout, text.x, y, text.width);
  }
  if (pages[page].empty()) {
    fit_paragraph(frame, frame.words.text("kiosk.standard.empty"),
                  {text.x, y, text.width, 2 * frame.type.lead.line}, frame.type.lead,
                  frame.theme().ink2, 2);
  }
  draw_foot(frame, places, service, page, pages.size());
}

}  // namespace antre::kiosk
