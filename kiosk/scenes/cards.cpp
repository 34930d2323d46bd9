// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/cards.hpp"

#include <algorithm>
#include <cstdlib>

#include "i18n/wording.hpp"

namespace antre::kiosk {

using ui::Font;
using ui::Rect;

namespace {

constexpr ui::TextStyle kAtOnce{Font::kDisplaySemiBold, 34, 40};
constexpr ui::TextStyle kNarrowName{Font::kDisplaySemiBold, 34, 40};
constexpr ui::TextStyle kNarrowWait{Font::kSemiBold, 28, 34, true};

/// "2 orang menunggu" without its figure: what stands under the figure. Empty when the sentence has
/// none at its start, so that it is shown whole.
std::string without_figure(const std::string& sentence, const std::string& figure) {
  const std::string start = figure + " ";
  return sentence.compare(0, start.size(), start) == 0 ? sentence.substr(start.size())
                                                       : std::string();
}

/// Why a service gives no numbers: by the view, or as the dispatcher told the last who asked.
Fate::Kind fate_kind(const Frame& frame, const Fate& fate, const ServiceSettings& service) {
  if (fate.kind == Fate::Kind::kPaused || fate.kind == Fate::Kind::kFull) {
    return fate.kind;
  }
  const auto refusal = frame.model.refused(service.id);
  if (!refusal) {
    return fate.kind;
  }
  return refusal == ErrorCode::kQuotaReached ? Fate::Kind::kFull : Fate::Kind::kPaused;
}

/// The expected wait as far as it says more than that there is none: somebody who would be served
/// at once is told so in words.
const ExpectedWait* told_wait(const Frame& frame, const ServiceSettings& service) {
  constexpr int kAtOnceS = 60;
  const ExpectedWait* wait = frame.model.expected(service.id);
  const HallView& view = *frame.model.view();
  const bool at_once = wait != nullptr && view.waiting(service.id) == 0 &&
                       view.staffed(service.id) && wait->high_s <= kAtOnceS;
  return at_once ? nullptr : wait;
}

/// An expected wait at the right of a wide card: "kira-kira", the minutes, how many wait.
void draw_expected(Frame& frame, const LineWords& line, const Rect& box,
                   const ui::CardColours& colours) {
  const ui::TextStyle quiet = ui::type::kKioskLabel.with_font(Font::kRegular);
  const ui::TextStyle people = ui::type::kKioskLabel;
  constexpr double kPeopleGap = 8;
  constexpr double kPeopleIcon = 28;
  const ui::TextStyle label = fit_lines(frame, line.label, quiet, box.width, 1);
  const ui::TextStyle late =
      fit_lines(frame, line.late, people.with_font(Font::kSemiBold), box.width, 2);
  const double late_height =
      line.late.empty() ? 0 : line_count(frame, line.late, late, box.width, 2) * late.line;
  const double last = line.late.empty() ? people.line : late_height;
  const bool has_last = !line.people.empty() || !line.late.empty();
  // Hours and minutes are words, in lines of their own; minutes alone are one large figure.
  const ui::TextStyle hours = fit_lines(frame, line.long_wait, kAtOnce, box.width, 3);
  const double amount = line.long_wait.empty()
                            ? ui::type::kKioskWait.line
                            : line_count(frame, line.long_wait, hours, box.width, 3) * hours.line;
  const double height = quiet.line + amount + label.line + (has_last ? kPeopleGap + last : 0);
  double y = box.centre().y - height / 2;
  frame.canvas.text_in(line.before, {box.x, y, box.width, quiet.line}, quiet, colours.text2);
  y += quiet.line;
  if (line.long_wait.empty()) {
    const ui::TextStyle figure =
        ui::fit(frame.canvas.measurer(), line.figure, ui::type::kKioskWait, box.width);
    frame.canvas.text(line.figure, {box.x, y}, figure, colours.text);
  } else {
    frame.canvas.paragraph(line.long_wait, {box.x, y, box.width, amount}, hours, colours.text,
                           ui::Align::kLeft, 3);
  }
  y += amount;
  frame.canvas.text_in(line.label, {box.x, y, box.width, label.line}, label, colours.text2);
  y += label.line + kPeopleGap;
  if (!line.late.empty()) {
    frame.canvas.paragraph(line.late, {box.x, y, box.width, late_height}, late, colours.text,
                           ui::Align::kLeft, 2);
  } else if (!line.people.empty()) {
    frame.canvas.icon("people", {box.x, y + 2, kPeopleIcon, kPeopleIcon}, colours.text2);
    const double x = box.x + kPeopleIcon + 12;
    frame.canvas.text_in(line.people, {x, y, box.right() - x, people.line}, people, colours.text2);
  }
}

/// The wait at the right of a wide card.
void draw_wait(Frame& frame, const LineWords& line, const Rect& box, const ui::CardColours& colours,
               bool pressed) {
  if (!line.before.empty()) {
    draw_expected(frame, line, box, colours);
    return;
  }
  const ui::TextStyle quiet = ui::type::kKioskLabel.with_font(Font::kRegular);
  const ui::Colour good = pressed ? colours.text : frame.theme().good;
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  const ui::TextStyle head = line.at_once ? kAtOnce : quiet;
  const double figure = line.figure.empty() ? 0 : ui::type::kKioskWait.line;
  const ui::TextStyle label = fit_lines(frame, line.label, head, box.width, 3);
  const double label_height =
      label.line * static_cast<double>(ui::wrap(measurer, line.label, label, box.width, 3).size());
  const double second_height =
      line.second.empty()
          ? 0
          : 8 + quiet.line *
                    static_cast<double>(ui::wrap(measurer, line.second, quiet, box.width).size());
  double y = box.centre().y - (figure + label_height + second_height) / 2;
  if (figure > 0) {
    frame.canvas.text(line.figure, {box.x, y}, ui::type::kKioskWait, colours.text);
    y += figure;
  }
  const ui::Colour colour = line.at_once ? good : line.refused ? colours.text : colours.text2;
  y += frame.canvas.paragraph(line.label, {box.x, y, box.width, label_height}, label, colour,
                              ui::Align::kLeft, 3);
  if (!line.second.empty()) {
    frame.canvas.paragraph(line.second, {box.x, y + 8, box.width, second_height - 8}, quiet,
                           colours.text2);
  }
}

void draw_more_card(Frame& frame, const HomeItem& item, const Rect& rect) {
  ui::OutlineButton button;
  button.label = frame.words.text("kiosk.home.more");
  button.icon = "right";
  button.icon_left = true;
  button.style = frame.type.action;
  ui::outline_button(frame.canvas, frame.look, rect, button,
                     frame.control(item.touch, rect, button.label));
}

}  // namespace

LineWords line_words(const Frame& frame, const ServiceSettings& service) {
  LineWords line;
  const Fate fate = frame.model.fate(service.id, frame.now);
  const Fate::Kind kind = fate_kind(frame, fate, service);
  if (kind == Fate::Kind::kPaused || kind == Fate::Kind::kFull) {
    const bool full = kind == Fate::Kind::kFull;
    line.label = frame.words.text(full ? "kiosk.home.quota" : "kiosk.home.paused");
    line.refused = true;
    if (!full && fate.until) {
      line.second = frame.words.text("kiosk.home.paused_until", minute_text(fate.until->minute));
    }
    return line;
  }
  if (kind == Fate::Kind::kPastClosing && fate.until) {
    line.late = frame.words.text("kiosk.home.past_closing", minute_text(fate.until->minute));
  }
  const HallView& view = *frame.model.view();
  const int waiting = view.waiting(service.id);
  if (const ExpectedWait* wait = told_wait(frame, service)) {
    const auto words = i18n::expected_wait(wait->low_s, wait->high_s);
    line.before = frame.words.text(words.less ? "kiosk.home.less_than" : "kiosk.home.about");
    if (words.hours) {
      line.long_wait = i18n::hours_range(frame.words, wait->low_s, wait->high_s);
      line.label = frame.words.text("kiosk.home.to_wait");
    } else {
      line.figure = words.minutes;
      line.label = frame.words.text("kiosk.home.minutes_waiting");
    }
    line.people = waiting > 0 ? frame.words.count("kiosk.home.people", waiting) : std::string();
  } else if (waiting > 0) {
    const std::string sentence = frame.words.count("kiosk.home.people_waiting", waiting);
    line.figure = std::to_string(waiting);
    line.label = without_figure(sentence, line.figure);
    if (line.label.empty()) {
      line.figure.clear();
      line.label = sentence;
    }
  } else if (view.staffed(service.id)) {
    line.label = frame.words.text("kiosk.home.direct");
    line.second = frame.words.text("kiosk.home.no_queue");
    line.at_once = true;
  } else {
    line.label = frame.words.text("kiosk.home.no_queue");
  }
  return line;
}

bool gives_none(const Frame& frame, const ServiceSettings& service) {
  const Fate::Kind kind = fate_kind(frame, frame.model.fate(service.id, frame.now), service);
  return kind == Fate::Kind::kPaused || kind == Fate::Kind::kFull;
}

std::string spoken(const Frame& frame, const ServiceSettings& service) {
  const LineWords line = line_words(frame, service);
  std::string all = frame.text(service.name) + ".";
  for (const std::string* part : {&line.before, &line.figure, &line.long_wait, &line.label,
                                  &line.second, &line.people, &line.late}) {
    all += part->empty() ? "" : " " + *part;
  }
  return all;
}

std::string line_sentence(const Frame& frame, const ServiceSettings& service, double width,
                          int lines) {
  const LineWords line = line_words(frame, service);
  std::vector<std::string> shorter;  // the longest first
  const std::string then = lines > 1 ? "\n" : " · ";
  if (line.refused) {
    shorter = {line.label};
    if (!line.second.empty()) {
      shorter = {line.label + then + line.second, line.second};
    } else if (line.label == frame.words.text("kiosk.home.paused")) {
      shorter.push_back(frame.words.text("kiosk.home.paused_short"));
    }
  } else if (const ExpectedWait* wait = told_wait(frame, service)) {
    const std::string text = i18n::wait_text(frame.words, wait->low_s, wait->high_s);
    shorter = {line.people.empty() ? text : text + then + line.people, text};
    if (const auto told = i18n::expected_wait(wait->low_s, wait->high_s); told.hours) {
      // Where hours and minutes have no room, minutes are still read by everybody.
      shorter.push_back(frame.words.text("common.wait_minutes", told.minutes));
    }
    if (!line.late.empty()) {
      const std::string late = frame.words.text("kiosk.home.past_closing_short");
      shorter = {text + then + late, late};
    }
  } else {
    shorter = {line.figure.empty() ? line.label : line.figure + " " + line.label};
  }
  const ui::TextStyle smallest =
      frame.type.body.with_size(frame.type.smallest, frame.type.smallest);
  const auto fits = [&](const std::string& text) {
    return ui::wrap(frame.canvas.measurer(), text, smallest, width).size() <=
           static_cast<std::size_t>(lines);
  };
  const auto found = std::find_if(shorter.begin(), shorter.end(), fits);
  return found == shorter.end() ? shorter.back() : *found;
}

std::vector<HomeItem> home_items(const Frame& frame) {
  std::vector<HomeItem> items;
  const auto& services = frame.model.view()->hall.services;
  const bool paged = services.size() > kCardsPerPage;
  const std::size_t a_page = paged ? kCardsPerPage - 1 : kCardsPerPage;
  const std::size_t pages = std::max<std::size_t>(1, (services.size() + a_page - 1) / a_page);
  const std::size_t page = std::min(frame.model.home_page(), pages - 1);
  const std::size_t end = std::min(services.size(), (page + 1) * a_page);
  for (std::size_t i = page * a_page; i < end; ++i) {
    items.push_back({{Element::kService, i}, &services[i]});
  }
  if (paged) {
    items.push_back({{Element::kMoreCards, (page + 1) % pages}, nullptr});
  }
  return items;
}

std::optional<HomeStrip> home_strip(const Frame& frame) {
  if (const auto code = frame.model.notice()) {
    return HomeStrip{ui::StripKind::kTint, "info", i18n::refusal_text(frame.words, *code)};
  }
  if (!frame.model.printer_trouble().empty()) {
    return HomeStrip{ui::StripKind::kWay, "printeroff", frame.words.text("kiosk.home.not_printed")};
  }
  if (const auto closing = frame.model.closes_soon(frame.now)) {
    return HomeStrip{ui::StripKind::kTint, "clock",
                     frame.words.text("kiosk.home.closing_soon", minute_text(closing->minute))};
  }
  if (frame.model.paper_low()) {
    return HomeStrip{ui::StripKind::kSunk, "printer", frame.words.text("kiosk.home.paper_low")};
  }
  return std::nullopt;
}

void draw_home_strip(Frame& frame, const HomeStrip& home) {
  ui::Strip strip;
  strip.kind = home.kind;
  strip.icon = home.icon;
  strip.text = home.text;
  strip.padding = frame.margin;
  strip.icon_size = 40;
  strip.style = frame.type.body.with_font(Font::kMedium);
  strip.style = fit_lines(frame, home.text, strip.style, frame.content_width() - 60, 2);
  strip.style.line = std::min(strip.style.line, kStripHeight / 2);
  ui::strip(frame.canvas, frame.look, {0, bar_height(frame), frame.size.width, kStripHeight},
            strip);
}

void draw_wide_card(Frame& frame, const HomeItem& item, const Rect& rect) {
  if (item.service == nullptr) {
    draw_more_card(frame, item, rect);
    return;
  }
  constexpr double kPadding = 36;
  constexpr double kWaitWidth = 213;
  const std::string& name = frame.text(item.service->name);
  ui::ControlState state = frame.control(item.touch, rect, spoken(frame, *item.service));
  const LineWords line = line_words(frame, *item.service);
  state.disabled = line.refused;
  const ui::CardColours colours = ui::card(frame.canvas, frame.look, rect, state, ui::kR4, name);
  const double box = frame.wide ? 128 : 136;
  ui::icon_box(frame.canvas, {rect.x + kPadding, rect.centre().y - box / 2, box, box},
               item.service->icon, 80, colours.icon_box, colours.on_icon_box);
  const double wait_x = rect.right() - 32 - kWaitWidth;
  const double divider_x = wait_x - 29;
  const double x = rect.x + kPadding + box + 36;
  const double width = divider_x - 24 - x;
  const FittedName shown =
      fit_name(frame, *item.service,
               frame.wide ? frame.type.card.with_size(40, 48) : frame.type.card, width, 3);
  const std::string& about = frame.text(item.service->description);
  const ui::TextStyle about_style =
      fit_lines(frame, about, frame.type.body.with_size(28, 36), width, 2);
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  const double about_height =
      about.empty()
          ? 0
          : about_style.line *
                static_cast<double>(ui::wrap(measurer, about, about_style, width, 2).size());
  double y = rect.centre().y - (shown.height + (about.empty() ? 0 : 8) + about_height) / 2;
  y += frame.canvas.paragraph(shown.text, {x, y, width, shown.height}, shown.style, colours.text,
                              ui::Align::kLeft, 3);
  if (!about.empty()) {
    frame.canvas.paragraph(about, {x, y + 8, width, about_height}, about_style, colours.text2,
                           ui::Align::kLeft, 2);
  }
  frame.canvas.fill_rect({divider_x, rect.y + kPadding, 2, rect.height - 2 * kPadding},
                         state.press > 0.5 ? colours.text : frame.theme().line);
  draw_wait(frame, line, {wait_x, rect.y + 16, kWaitWidth, rect.height - 32}, colours,
            state.press > 0.5);
}

void draw_narrow_card(Frame& frame, const HomeItem& item, const Rect& rect) {
  if (item.service == nullptr) {
    draw_more_card(frame, item, rect);
    return;
  }
  constexpr double kBox = 96;
  constexpr double kPadding = 24;
  const std::string& name = frame.text(item.service->name);
  ui::ControlState state = frame.control(item.touch, rect, spoken(frame, *item.service));
  const LineWords line = line_words(frame, *item.service);
  state.disabled = line.refused;
  const ui::CardColours colours = ui::card(frame.canvas, frame.look, rect, state, ui::kR4, name);
  ui::icon_box(frame.canvas, {rect.x + kPadding, rect.centre().y - kBox / 2, kBox, kBox},
               item.service->icon, 56, colours.icon_box, colours.on_icon_box);
  const double x = rect.x + kPadding + kBox + 20;
  const double width = rect.right() - 20 - x;
  const std::string wait = line_sentence(frame, *item.service, width, 2);
  const FittedName shown = fit_name(frame, *item.service, kNarrowName, width, 3);
  const ui::TextStyle wait_style = fit_lines(frame, wait, kNarrowWait, width, 2);
  ui::TextMeasurer& measurer = frame.canvas.measurer();
  const double wait_height =
      wait_style.line * static_cast<double>(ui::wrap(measurer, wait, wait_style, width, 2).size());
  double y = rect.centre().y - (shown.height + 8 + wait_height) / 2;
  y += frame.canvas.paragraph(shown.text, {x, y, width, shown.height}, shown.style, colours.text,
                              ui::Align::kLeft, 3);
  const bool pressed = state.press > 0.5;
  const ui::Colour colour = line.at_once && !pressed ? frame.theme().good : colours.text2;
  frame.canvas.paragraph(wait, {x, y + 8, width, wait_height}, wait_style, colour, ui::Align::kLeft,
                         2);
}

}  // namespace antre::kiosk
