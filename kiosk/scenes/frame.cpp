// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/frame.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "i18n/wording.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

constexpr double kMargin = 64;
constexpr double kLargeMargin = 48;
constexpr ui::TextStyle kBarName{Font::kDisplaySemiBold, 34, 40};
constexpr ui::TextStyle kBarOffice{Font::kRegular, 26, 34};
constexpr ui::TextStyle kLargeBarName{Font::kDisplaySemiBold, 38, 44};
constexpr ui::TextStyle kLargeClock{Font::kDisplayBold, 64, 64, true};

/// The names of the languages that a touch leads to, in the order in which they come.
std::string language_label(const Frame& frame) {
  const auto& languages = frame.model.languages();
  const auto now = std::find(languages.begin(), languages.end(), frame.model.language());
  const auto first = static_cast<std::size_t>(now - languages.begin());
  std::string label;
  for (std::size_t i = 1; i < languages.size(); ++i) {
    const std::string& language = languages[(first + i) % languages.size()];
    label += (label.empty() ? "" : " · ") + frame.words.text("language." + language);
  }
  return label;
}

struct BarItem {
  Touch touch;
  std::string icon;
  std::string label;
};

/// The widths of the bar's buttons: each as its label needs, and what is left shared equally; all
/// the same where that is enough for every one.
std::vector<double> bar_widths(Frame& frame, const std::vector<BarItem>& items,
                               const ui::TextStyle& style, double gap) {
  const auto n = static_cast<double>(items.size());
  const double room = frame.content_width() - gap * (n - 1);
  const double beside = frame.wide || frame.large ? 48 + 16 + 2 * 16 : 2 * 16;
  std::vector<double> needs;
  double sum = 0;
  bool equal = true;
  for (const BarItem& item : items) {
    needs.push_back(frame.canvas.text_width(item.label, style) + beside);
    sum += needs.back();
    equal = equal && needs.back() <= room / n;
  }
  for (double& need : needs) {
    need = equal ? room / n : need + (room - sum) / n;
  }
  return needs;
}

/// A name too long for one line of readable letters takes the office's line too.
void fit_bar_name(Frame& frame, ui::TopBar& bar) {
  constexpr double kMarkAndGaps = 72 + 24 + 32;
  const double clock = std::max(frame.canvas.text_width(bar.clock, bar.clock_style),
                                frame.canvas.text_width(bar.date, bar.date_style));
  const double room = frame.content_width() - kMarkAndGaps - clock;
  const ui::TextStyle fitted = fit_lines(frame, bar.name, bar.name_style, room, 1);
  if (frame.canvas.text_width(bar.name, fitted) > room) {
    const ui::TextStyle style = fit_lines(frame, bar.name, bar.name_style, room, 2);
    const auto lines = ui::wrap(frame.canvas.measurer(), bar.name, style, room, 2);
    bar.name = lines.front();
    bar.office = lines.size() > 1 ? lines[1] : std::string();
    bar.name_style = style;
    bar.office_style = style;
    return;
  }
  const ui::TextStyle office = fit_lines(frame, bar.office, bar.office_style, room, 1);
  if (frame.canvas.text_width(bar.office, office) > room) {
    bar.office.clear();
  }
}

}  // namespace

PageType page_type(bool large) {
  namespace t = ui::type;
  if (large) {
    return {t::kLargeTitle,
            t::kLargeTitle.with_size(68, 76),
            {Font::kMedium, 40, 52},
            t::kLargeBody,
            t::kLargeBody,
            t::kLargeCard,
            t::kLargeAction,
            t::kKioskFact.with_size(88, 88),
            32};
  }
  return {t::kKioskTitle,  t::kKioskTitle2, t::kKioskLead,
          t::kKioskBody,   t::kKioskLabel,  t::kKioskCard,
          t::kKioskAction, t::kKioskFact,   24};
}

Frame::Frame(const Parts& parts)
    : canvas(parts.canvas),
      look(parts.look),
      words(parts.words),
      second(parts.second),
      model(parts.model),
      now(parts.now),
      number_in(parts.number_in),
      signs(parts.signs),
      size(parts.canvas.size()),
      wide(size.width > size.height),
      large(parts.model.large_text()),
      margin(large ? kLargeMargin : kMargin),
      type(page_type(large)),
      hands_(parts.hands) {}

void Frame::hidden_control(const Touch& touch, const Rect& rect) {
  targets_.push_back({rect, touch, {}});
}

ui::ControlState Frame::control(const Touch& touch, const Rect& rect, std::string name) {
  targets_.push_back({rect, touch, std::move(name)});
  ui::ControlState state;
  if (hands_.pressed == touch || model.waiting_for() == touch) {
    state.press = 1;
  } else if (hands_.released == touch) {
    state.press = hands_.fading;
  }
  state.focused = hands_.focused == touch;
  return state;
}

const std::string& Frame::text(const Text& value) const {
  return text_in(value, model.language(),
                 model.view() ? model.view()->hall.default_language() : "id");
}

double bar_height(const Frame& frame) {
  return frame.large ? 168 : frame.wide ? 136 : 152;
}

void draw_bar(Frame& frame) {
  const Rect rect{0, 0, frame.size.width, bar_height(frame)};
  const HallView* view = frame.model.view();
  ui::TopBar bar;
  bar.margin = frame.margin;
  bar.name_style = frame.large ? kLargeBarName : kBarName;
  bar.office_style = frame.large ? frame.type.body : kBarOffice;
  const int utc_offset_s = view != nullptr ? view->utc_offset_s : 0;
  if (view != nullptr) {
    const std::int64_t wall = frame.model.wall_ms(frame.now);
    bar.mark = view->hall.look.logo;
    bar.name = frame.text(view->hall.name);
    bar.office = frame.text(view->hall.office);
    bar.clock = i18n::time_of_day(wall, utc_offset_s);
    if (!frame.large) {
      bar.date = i18n::long_date(frame.words, i18n::local_day(wall, utc_offset_s));
    }
  }
  if (frame.large) {
    bar.clock_style = kLargeClock;
  }
  // The date goes where the hall's name needs its place.
  constexpr double kMarkAndGaps = 72 + 24 + 32;
  const double name = std::max(frame.canvas.text_width(bar.name, bar.name_style),
                               frame.canvas.text_width(bar.office, bar.office_style));
  const double date = frame.canvas.text_width(bar.date, bar.date_style);
  if (name + date + kMarkAndGaps > frame.content_width()) {
    bar.date.clear();
  }
  fit_bar_name(frame, bar);
  ui::top_bar(frame.canvas, frame.look, rect, bar);
  // A large place around the mark: it is held for the service menu.
  frame.hidden_control({Element::kMark}, {0, 0, frame.margin + 96, bar_height(frame)});
}

double bottom_bar_top(const Frame& frame) {
  if (frame.large) {
    return frame.size.height - (frame.wide ? 144 : 192);
  }
  return frame.size.height - (frame.wide ? 160 : 216);
}

void draw_bottom_bar(Frame& frame, bool with_standard) {
  std::vector<BarItem> items;
  if (frame.model.languages().size() > 1) {
    items.push_back({{Element::kLanguage},
                     "globe",
                     frame.large ? frame.words.text("kiosk.bar.language") : language_label(frame)});
  }
  items.push_back(
      {{Element::kLargeText},
       "textsize",
       frame.words.text(frame.large ? "kiosk.bar.normal_text" : "kiosk.bar.large_text")});
  if (with_standard && frame.model.view() != nullptr) {
    items.push_back(
        {{Element::kStandard},
         "standard",
         frame.words.text(frame.large ? "kiosk.bar.standard_short" : "kiosk.bar.standard")});
  }
  if (with_standard && frame.model.offers_check_in()) {
    items.push_back({{Element::kCode},
                     "code",
                     frame.words.text(frame.large ? "kiosk.bar.code_short" : "kiosk.bar.code")});
  }
  const double gap = frame.large ? 16 : frame.wide ? 32 : 16;
  const double height = frame.large ? (frame.wide ? 112 : 128) : frame.wide ? 104 : 152;
  const ui::TextStyle style =
      frame.large ? frame.type.label.with_font(Font::kSemiBold) : frame.type.label;
  const auto widths = bar_widths(frame, items, style, gap);
  double x = frame.margin;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const BarItem& item = items[i];
    const double width = widths[i];
    const Rect rect{x, bottom_bar_top(frame), width, height};
    ui::OutlineButton button;
    button.label = item.label;
    button.icon = item.icon;
    button.style = style;
    button.icon_size = frame.large && !frame.wide ? 40 : frame.wide && !frame.large ? 40 : 48;
    button.icon_left = frame.wide || frame.large;
    ui::outline_button(frame.canvas, frame.look, rect, button,
                       frame.control(item.touch, rect, button.label));
    x += width + gap;
  }
}

Rect back_rect(const Frame& frame) {
  if (frame.large) {
    return frame.wide ? Rect{frame.margin, frame.size.height - 144, 440, 112}
                      : Rect{frame.margin, frame.size.height - 192, 484, 128};
  }
  return {frame.margin, frame.size.height - (frame.wide ? 168 : 184), 290, 120};
}

void draw_back(Frame& frame) {
  const Rect rect = back_rect(frame);
  ui::OutlineButton button;
  button.label = frame.words.text("kiosk.back");
  button.icon = "back";
  button.icon_left = true;
  button.icon_size = frame.large ? 48 : 40;
  button.style =
      frame.large ? frame.type.action.with_size(40, 48) : frame.type.action.with_size(34, 44);
  ui::outline_button(frame.canvas, frame.look, rect, button,
                     frame.control({Element::kBack}, rect, button.label));
}

void draw_service_line(Frame& frame, const ServiceSettings& service, ui::Point at, double width) {
  const double tile = frame.large ? 88 : 72;
  ui::letter_tile(frame.canvas, frame.look, {at.x, at.y, tile, tile}, service.id.value);
  const ui::TextStyle style = frame.large ? frame.type.card : frame.type.card.with_size(36, 44);
  const double room = width - tile - 24;
  const FittedName name = fit_name(frame, service, style, room, 2);
  frame.canvas.paragraph(name.text,
                         {at.x + tile + 24, at.y + (tile - name.height) / 2, room, name.height},
                         name.style, frame.theme().ink, Align::kLeft, 2);
}

ui::TextStyle fit_lines(Frame& frame, const std::string& text, const ui::TextStyle& style,
                        double width, int max_lines) {
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  ui::TextStyle fitted = style;
  const auto fits = [&] {
    const auto lines = ui::wrap(measurer, text, fitted, width);
    return lines.size() <= static_cast<std::size_t>(max_lines) &&
           std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
             return measurer.width(line, fitted) <= width;
           });
  };
  while (!fits() && fitted.size > frame.type.smallest) {
    fitted.size = std::max(frame.type.smallest, fitted.size - 2);
    fitted.line = std::round(style.line * fitted.size / style.size);
  }
  return fitted;
}

double line_count(Frame& frame, const std::string& text, const ui::TextStyle& style, double width,
                  int max_lines) {
  return static_cast<double>(
      ui::wrap(frame.canvas.measurer(), text, style, width, max_lines).size());
}

double balanced_width(Frame& frame, const std::string& text, const ui::TextStyle& style,
                      double width) {
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  const std::size_t lines = ui::wrap(measurer, text, style, width).size();
  const auto keeps = [&](double narrower) {
    const auto wrapped = ui::wrap(measurer, text, style, narrower);
    return wrapped.size() == lines &&
           std::all_of(wrapped.begin(), wrapped.end(), [&](const std::string& line) {
             return measurer.width(line, style) <= narrower;
           });
  };
  constexpr double kStep = 8;
  double best = width;
  while (best > width / 3 && keeps(best - kStep)) {
    best -= kStep;
  }
  return best;
}

double balanced_paragraph(Frame& frame, const std::string& text, const Rect& box,
                          const ui::TextStyle& style, ui::Colour colour, int max_lines) {
  const ui::TextStyle fitted = fit_lines(frame, text, style, box.width, max_lines);
  const double width = balanced_width(frame, text, fitted, box.width);
  return frame.canvas.paragraph(text, {box.x, box.y, width, box.height}, fitted, colour,
                                Align::kLeft, max_lines);
}

FittedName fit_name(Frame& frame, const ServiceSettings& service, const ui::TextStyle& style,
                    double width, int max_lines) {
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  FittedName fitted;
  for (const Text* name : {&service.name, &service.short_name}) {
    fitted.text = frame.text(*name);
    fitted.style = fit_lines(frame, fitted.text, style, width, max_lines);
    const auto lines = ui::wrap(measurer, fitted.text, fitted.style, width);
    fitted.height = fitted.style.line * static_cast<double>(std::min(
                                            lines.size(), static_cast<std::size_t>(max_lines)));
    const bool fits = lines.size() <= static_cast<std::size_t>(max_lines) &&
                      std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
                        return measurer.width(line, fitted.style) <= width;
                      });
    if (fits) {
      break;
    }
  }
  return fitted;
}

double fit_paragraph(Frame& frame, const std::string& text, const Rect& box,
                     const ui::TextStyle& style, ui::Colour colour, int max_lines, Align align) {
  const ui::TextStyle fitted = fit_lines(frame, text, style, box.width, max_lines);
  return frame.canvas.paragraph(text, box, fitted, colour, align, max_lines);
}

void draw_page(Frame& frame) {
  switch (frame.model.page()) {
    case Page::kStarting:
      draw_starting(frame);
      break;
    case Page::kHome:
      draw_home(frame);
      break;
    case Page::kClass:
      draw_class(frame);
      break;
    case Page::kChecking:
      draw_checking(frame);
      break;
    case Page::kTicket:
      draw_ticket(frame);
      break;
    case Page::kNoPaper:
      draw_no_paper(frame);
      break;
    case Page::kOffline:
      draw_offline(frame);
      break;
    case Page::kClosed:
      draw_closed(frame);
      break;
    case Page::kStandard:
      draw_standard(frame);
      break;
    case Page::kGuestBook:
      draw_guest_book(frame);
      break;
    case Page::kCheckIn:
      draw_check_in(frame);
      break;
    case Page::kServicePin:
      draw_service_pin(frame);
      break;
    case Page::kServiceMenu:
      draw_service_menu(frame);
      break;
  }
}

}  // namespace antre::kiosk
