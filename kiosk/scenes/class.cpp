// SPDX-License-Identifier: Apache-2.0
// Regular or priority: two cards, one touch.
#include <algorithm>
#include <cmath>

#include "kiosk/scenes/cards.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

struct ClassWait {
  int regular = 0;
  int priority = 0;
};

ClassWait waits_of(const Frame& frame, const ServiceSettings& service) {
  const HallView& view = *frame.model.view();
  const int priority = view.waiting_priority(service.id);
  return {view.waiting(service.id) - priority, priority};
}

/// "2 orang menunggu" or "tidak ada antrean" after its icon.
void draw_class_wait(Frame& frame, int waiting, ui::Point at, double width,
                     const ui::CardColours& colours, bool pressed) {
  const std::string text = waiting > 0 ? frame.words.count("kiosk.home.people_waiting", waiting)
                                       : frame.words.text("kiosk.home.no_queue");
  const ui::TextStyle style = frame.type.lead.with_font(Font::kSemiBold).with_size(32, 44);
  frame.canvas.icon("people", {at.x, at.y + 2, 40, 40},
                    pressed ? colours.text : frame.theme().accent);
  frame.canvas.text_in(text, {at.x + 56, at.y, width - 56, style.line}, style, colours.text);
}

void draw_chevron(Frame& frame, const Rect& card, double y, const ui::CardColours& colours) {
  frame.canvas.icon("chev", {card.right() - 48 - 64, y - 32, 64, 64}, colours.text2);
}

void draw_regular_card(Frame& frame, const Rect& rect, int waiting) {
  const std::string title = frame.words.text("kiosk.class.regular");
  const ui::ControlState state = frame.control({Element::kRegular}, rect, title);
  const ui::CardColours colours = ui::card(frame.canvas, frame.look, rect, state, ui::kR4, title);
  const double box = frame.wide ? 160 : 192;
  const double padding = frame.wide ? 40 : 50;
  const Rect icon{rect.x + padding, rect.centre().y - box / 2, box, box};
  ui::icon_box(frame.canvas, icon, "person", box * 0.65, colours.icon_box, colours.on_icon_box);
  const ui::TextStyle title_style =
      frame.wide ? frame.type.title.with_size(56, 64) : frame.type.title;
  const double x = icon.right() + (frame.wide ? 32 : 48);
  const double width = rect.right() - x - (frame.wide ? 40 : 128);
  const std::string about = frame.words.text("kiosk.class.regular_hint");
  const ui::TextStyle about_style = fit_lines(
      frame, about, frame.wide ? frame.type.body : frame.type.lead, width, frame.wide ? 2 : 1);
  const double about_height =
      about_style.line *
      static_cast<double>(ui::wrap(frame.canvas.measurer(), about, about_style, width, 2).size());
  double y = rect.centre().y - (title_style.line + 8 + about_height + 16 + 44) / 2;
  frame.canvas.text_in(title, {x, y, width, title_style.line}, title_style, colours.text);
  y += title_style.line + 8;
  frame.canvas.paragraph(about, {x, y, width, about_height}, about_style, colours.text2,
                         Align::kLeft, 2);
  draw_class_wait(frame, waiting, {x, y + about_height + 16}, width, colours, state.press > 0.5);
  if (!frame.wide) {
    draw_chevron(frame, rect, rect.centre().y, colours);
  }
}

/// The pictures of those who have priority: in a row with the word below, or in two columns.
void draw_pictures(Frame& frame, const Rect& box, const ui::CardColours& colours, bool pressed) {
  const auto& classes = frame.model.view()->hall.kiosk.priority_classes;
  const ui::Colour field = pressed ? colours.text : frame.theme().tint;
  const ui::Colour ink = pressed ? colours.fill : frame.theme().accent;
  const auto n = static_cast<double>(classes.size());
  const ui::TextStyle label = frame.type.body.with_font(Font::kMedium).with_size(28, 36);
  if (frame.wide) {
    const double width = (box.width - 24) / 2;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      const double x = box.x + static_cast<double>(i % 2) * (width + 24);
      const std::size_t row = i / 2;
      const double y = box.y + static_cast<double>(row) * 96;
      ui::icon_box(frame.canvas, {x, y, 80, 80}, classes[i], 48, field, ink);
      const std::string text = frame.words.text("kiosk.class." + classes[i]);
      const Rect room{x + 96, y, width - 96, 80};
      const ui::TextStyle style = fit_lines(frame, text, label, room.width, 2);
      const double height =
          style.line *
          static_cast<double>(ui::wrap(frame.canvas.measurer(), text, style, room.width, 2).size());
      frame.canvas.paragraph(text, {room.x, y + (80 - height) / 2, room.width, height}, style,
                             colours.text, Align::kLeft, 2);
    }
    return;
  }
  constexpr double kGap = 28;
  const double width = (box.width - (n - 1) * kGap) / n;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const double x = box.x + static_cast<double>(i) * (width + kGap);
    const std::string text = frame.words.text("kiosk.class." + classes[i]);
    ui::icon_box(frame.canvas, {x, box.y, width, 136}, classes[i], 88, field, ink);
    // A word may be a little wider than its picture: half of the gap is free on each side.
    const Rect room{x - kGap / 2 + 2, box.y + 152, width + kGap - 4, 2 * label.line};
    fit_paragraph(frame, text, room, label, colours.text, 2, Align::kCentre);
  }
}

void draw_priority_card(Frame& frame, const Rect& rect, int waiting) {
  const std::string title = frame.words.text("kiosk.class.priority");
  const ui::ControlState state = frame.control({Element::kPriority}, rect, title);
  const ui::CardColours colours = ui::card(frame.canvas, frame.look, rect, state, ui::kR4, title);
  const double padding = frame.wide ? 40 : 50;
  const ui::TextStyle style = frame.wide ? frame.type.title.with_size(56, 64) : frame.type.title;
  const double x = rect.x + padding;
  const double width = rect.width - 2 * padding;
  double y = rect.y + (frame.wide ? 32 : 48);
  frame.canvas.text_in(title, {x, y, width - 96, style.line}, style, colours.text);
  y += style.line + 8;
  const bool pressed = state.press > 0.5;
  draw_class_wait(frame, waiting, {x, y}, width - 96, colours, pressed);
  if (!frame.wide) {
    draw_chevron(frame, rect, rect.y + 116, colours);
  }
  y += 44 + (frame.wide ? 24 : 48);
  draw_pictures(frame, {x, y, width, rect.bottom() - y - 24}, colours, pressed);
}

/// Service, question and hint; returns where they end.
double draw_heading(Frame& frame, const ServiceSettings& service, double width) {
  const double top = bar_height(frame) + (frame.large ? 32 : frame.wide ? 40 : 64);
  draw_service_line(frame, service, {frame.margin, top}, width);
  const std::string title = frame.words.text("kiosk.class.question");
  const bool low = frame.wide && frame.large;
  const ui::TextStyle style =
      fit_lines(frame, title, low ? frame.type.title2 : frame.type.title, width, low ? 1 : 2);
  double y = top + (frame.large ? 128 : 112);
  y += frame.canvas.paragraph(title, {frame.margin, y, width, 2 * style.line + 16}, style,
                              frame.theme().ink, Align::kLeft, 2);
  const bool paper = frame.model.printer_trouble().empty();
  const std::string about =
      frame.words.text(paper ? "kiosk.class.hint" : "kiosk.class.hint_screen");
  const int lines = frame.wide && !frame.large ? 3 : frame.large && !frame.wide ? 2 : 1;
  y += 8;
  return y + fit_paragraph(frame, about, {frame.margin, y, width, 3 * frame.type.lead.line},
                           frame.type.lead, frame.theme().ink2, lines);
}

void draw_help(Frame& frame, const Rect& box) {
  const std::string help =
      frame.words.text("kiosk.class.doubt") + "\n" + frame.words.text("kiosk.class.ask");
  fit_paragraph(frame, help, box, frame.type.body, frame.theme().ink2, frame.large ? 4 : 2);
}

void draw_large_button(Frame& frame, Element element, const std::string& icon,
                       const std::string& label, const Rect& rect) {
  ui::PrimaryButton button;
  button.label = label;
  button.icon = icon;
  button.style = frame.type.action;
  ui::primary_button(frame.canvas, frame.look, rect, button, frame.control({element}, rect, label));
}

void draw_large(Frame& frame, const ServiceSettings& service) {
  const ClassWait wait = waits_of(frame, service);
  const double width = frame.wide ? 1120 : frame.content_width();
  const double heading = draw_heading(frame, service, width);
  const double height = frame.size.height;
  const ui::CardColours plain{frame.theme().surface, frame.theme().ink, frame.theme().ink2,
                              frame.theme().accent, frame.theme().on_accent};
  // The same words as on the cards, above; the buttons join them by icon and name.
  double y = heading + (frame.wide ? 28 : 32);
  const double step = frame.wide ? 64 : 72;
  const std::string regular = frame.words.text("kiosk.class.regular");
  const std::string priority = frame.words.text("kiosk.class.priority");
  const double half = frame.wide ? width / 2 - 24 : width;
  const ui::TextStyle head = frame.type.card;
  frame.canvas.text_in(regular, {frame.margin, y, half, head.line}, head, frame.theme().ink);
  draw_class_wait(frame, wait.regular, {frame.margin, y + head.line + 4}, half, plain, false);
  double right = frame.margin;
  if (frame.wide) {
    right += width / 2 + 24;
  } else {
    y += head.line + 44 + 36;
  }
  frame.canvas.text_in(priority, {right, y, half, head.line}, head, frame.theme().ink);
  draw_class_wait(frame, wait.priority, {right, y + head.line + 4}, half, plain, false);
  y += head.line + 64;
  for (const std::string& name : frame.model.view()->hall.kiosk.priority_classes) {
    frame.canvas.icon(name, {right, y + (step - 56) / 2, 56, 56}, frame.theme().accent);
    frame.canvas.text_in(frame.words.text("kiosk.class." + name), {right + 80, y, half - 80, step},
                         frame.type.lead.with_size(36, 48), frame.theme().ink);
    y += step;
  }
  if (frame.wide) {
    const double x = frame.size.width - frame.margin - 608;
    draw_large_button(frame, Element::kRegular, "person", regular, {x, height - 544, 608, 184});
    draw_large_button(frame, Element::kPriority, "elder", priority, {x, height - 344, 608, 184});
  } else {
    const double top = height - 632;
    draw_large_button(frame, Element::kRegular, "person", regular, {frame.margin, top, 484, 184});
    draw_large_button(frame, Element::kPriority, "elder", priority,
                      {frame.size.width - frame.margin - 484, top, 484, 184});
  }
  draw_back(frame);
  const Rect back = back_rect(frame);
  draw_help(frame, {back.right() + 32, back.centre().y - 60,
                    frame.size.width - frame.margin - back.right() - 32, 128});
}

}  // namespace

void draw_class(Frame& frame) {
  const ServiceSettings* service = frame.model.chosen_service();
  if (service == nullptr) {
    return;
  }
  if (frame.large) {
    draw_large(frame, *service);
    return;
  }
  const ClassWait wait = waits_of(frame, *service);
  draw_heading(frame, *service, frame.wide ? 1120 : frame.content_width());
  if (frame.wide) {
    const double x = frame.size.width - frame.margin - 608;
    const double spare = std::max(0.0, frame.size.height - 1080) / 2;
    draw_regular_card(frame, {x, 192 + spare, 608, 296}, wait.regular);
    draw_priority_card(frame, {x, 520 + spare, 608, 392}, wait.priority);
  } else {
    const double spare = std::floor(std::max(0.0, frame.size.height - 1920) / 24) * 8;
    draw_regular_card(frame, {frame.margin, 576 + spare, frame.content_width(), 376}, wait.regular);
    draw_priority_card(frame, {frame.margin, 984 + 2 * spare, frame.content_width(), 536},
                       wait.priority);
  }
  draw_back(frame);
  const Rect back = back_rect(frame);
  const double width = (frame.wide ? 1184 : frame.size.width - frame.margin) - back.right() - 40;
  draw_help(frame, {back.right() + 40, back.centre().y - 40, width, 80});
}

}  // namespace antre::kiosk
