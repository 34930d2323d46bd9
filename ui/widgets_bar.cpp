// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>
#include <utility>

#include "ui/widgets.hpp"

namespace antre::ui {
namespace {

constexpr double kMark = 72;

// The text without the letters (whole ones, in UTF-8) that do not fit before the caret.
std::string visible_end(Canvas& canvas, std::string text, const TextStyle& style, double width) {
  while (!text.empty() && canvas.text_width(text, style) > width) {
    std::size_t first = 1;
    while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xC0U) == 0x80U) {
      ++first;
    }
    text.erase(0, first);
  }
  return text;
}

std::string dots_for(const std::string& secret) {
  std::string dots;
  for (const char c : secret) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      dots += "•";
    }
  }
  return dots;
}

}  // namespace

void top_bar(Canvas& canvas, const Look& look, const Rect& rect, const TopBar& bar) {
  const Theme& theme = look.theme;
  canvas.fill_rect(rect, theme.surface);
  canvas.fill_rect({rect.x, rect.bottom() - look.strokes.hair, rect.width, look.strokes.hair},
                   theme.line);
  const double middle = rect.centre().y;
  const Rect mark{rect.x + bar.margin, middle - kMark / 2, kMark, kMark};
  if (!canvas.image(bar.mark, mark, ImageFit::kContain)) {
    icon_box(canvas, mark, "hall", 44, theme.accent, theme.on_accent, kR3);
  }
  const double right = rect.right() - bar.margin;
  double used = canvas.text_width(bar.clock, bar.clock_style);
  if (bar.date.empty() || bar.date_left_of_clock) {
    canvas.text(bar.clock, {right, middle - bar.clock_style.line / 2}, bar.clock_style, theme.ink,
                Align::kRight);
    if (!bar.date.empty()) {
      const double end = right - used - kS5;
      canvas.text(bar.date, {end, middle - bar.date_style.line / 2}, bar.date_style, theme.ink2,
                  Align::kRight);
      used += kS5 + canvas.text_width(bar.date, bar.date_style);
    }
  } else {
    const double height = bar.clock_style.line + bar.date_style.line;
    canvas.text(bar.clock, {right, middle - height / 2}, bar.clock_style, theme.ink, Align::kRight);
    canvas.text(bar.date, {right, middle - height / 2 + bar.clock_style.line}, bar.date_style,
                theme.ink2, Align::kRight);
    used = std::max(used, canvas.text_width(bar.date, bar.date_style));
  }
  const double x = mark.right() + kS3;
  const double width = right - used - kS4 - x;
  const double height = bar.name_style.line + (bar.office.empty() ? 0 : bar.office_style.line);
  canvas.text_in(bar.name, {x, middle - height / 2, width, bar.name_style.line}, bar.name_style,
                 theme.ink);
  if (!bar.office.empty()) {
    canvas.text_in(bar.office,
                   {x, middle - height / 2 + bar.name_style.line, width, bar.office_style.line},
                   bar.office_style, theme.ink2);
  }
}

void field(Canvas& canvas, const Look& look, const Rect& rect, const Field& field) {
  const Theme& theme = look.theme;
  const bool wrong = !field.error.empty();
  const Colour line = wrong ? theme.red : field.active ? theme.accent : theme.edge;
  const double stroke =
      field.active || wrong ? std::max(look.strokes.active, look.outline()) : look.outline();
  const Colour fill = wrong ? theme.red_tint : theme.surface;
  if (!field.label.empty()) {
    canvas.text(field.label, {rect.x, rect.y - kS1 - field.label_style.line}, field.label_style,
                theme.ink);
  }
  canvas.outline_round(rect, kR3, stroke, line, fill);
  const double width = rect.width - 2 * field.padding;
  const double x = rect.x + field.padding;
  const double top = rect.centre().y - field.style.line / 2;
  const std::string shown = visible_end(canvas, field.secret ? dots_for(field.text) : field.text,
                                        field.style, width - look.strokes.active);
  if (shown.empty() && !field.hint.empty()) {
    // Beside the caret, which stands where the first letter will be.
    const double beside = field.active ? kS1 + 2 : 0;
    canvas.text_in(field.hint, {x + beside, rect.y, width - beside, rect.height}, field.style,
                   theme.ink2);
  } else {
    canvas.draw({shown, {x, top}, field.style, theme.ink, Align::kLeft, rect});
  }
  if (field.active) {
    const double caret = x + canvas.text_width(shown, field.style) + 2;
    canvas.fill_rect({caret, rect.centre().y - field.style.size * 0.6,
                      std::max(2.0, look.strokes.hair), field.style.size * 1.2},
                     theme.accent);
  }
  if (wrong) {
    canvas.text_in(field.error, {rect.x, rect.bottom() + 4, rect.width, field.label_style.line},
                   field.label_style, theme.red);
  }
}

double rich_paragraph(Canvas& canvas, std::string_view marked, const Rect& box,
                      const TextStyle& style, Colour colour, Font strong, Colour strong_colour) {
  double x = box.x;
  double y = box.y;
  bool bold = false;
  const double space = canvas.text_width(" ", style);
  std::string run;
  double run_x = x;
  const auto look_of = [&](bool on) {
    return std::pair(on ? style.with_font(strong) : style, on ? strong_colour : colour);
  };
  const auto flush = [&] {
    const auto [run_style, run_colour] = look_of(bold);
    canvas.draw({run,
                 {run_x, y},
                 run_style,
                 run_colour,
                 Align::kLeft,
                 box.height > 0 ? std::optional<Rect>(box) : std::nullopt});
    run.clear();
  };
  std::istringstream words{std::string(marked)};
  for (std::string word; words >> word;) {
    const bool opens = word.starts_with("**");
    if (opens) {
      flush();
      word.erase(0, 2);
      bold = true;
    }
    // Signs after the closing stars belong to the word but are not strong; they are few, and a
    // strong full stop is not seen.
    const std::size_t end = word.find("**");
    const bool closes = end != std::string::npos;
    if (closes) {
      word.erase(end, 2);
    }
    const double width = canvas.text_width(word, look_of(bold).first);
    if (x > box.x && x + width > box.right()) {
      flush();
      x = box.x;
      y += style.line;
    }
    if (run.empty()) {
      run_x = x;
    }
    run += (run.empty() ? "" : " ") + word;
    x = run_x + canvas.text_width(run, look_of(bold).first) + space;
    if (closes) {
      flush();
      bold = false;
    }
  }
  flush();
  return y + style.line - box.y;
}

}  // namespace antre::ui
