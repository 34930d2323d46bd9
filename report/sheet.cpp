// SPDX-License-Identifier: Apache-2.0
#include "report/sheet.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace antre::report {
namespace {

constexpr double kFooterHeight = 26;
constexpr double kHeaderHeight = 26;
constexpr Style kSmall{7, Weight::kRegular, kInk2};
constexpr Style kHeading{12.5, Weight::kBold, kInk};

PangoWeight pango_weight(Weight weight) {
  switch (weight) {
    case Weight::kBold:
      return PANGO_WEIGHT_BOLD;
    case Weight::kSemiBold:
      return PANGO_WEIGHT_SEMIBOLD;
    case Weight::kRegular:
      break;
  }
  return PANGO_WEIGHT_NORMAL;
}

}  // namespace

Sheet::Sheet(cairo_surface_t* surface, Frame frame)
    : surface_(surface), frame_(std::move(frame)), cairo_(cairo_create(surface)) {
  layout_.reset(pango_cairo_create_layout(cairo_.get()));
  // Paper has dots enough: letters stand where the font wants them.
  pango_context_set_round_glyph_positions(pango_layout_get_context(layout_.get()), FALSE);
  // Figures of one width stand in columns.
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
  pango_layout_set_attributes(layout_.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  begin_page();
}

Sheet::~Sheet() = default;

void Sheet::colour(const Colour& colour) {
  cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue);
}

void Sheet::begin_page() {
  ++page_;
  y_ = kMargin;
  if (page_ == 1) return;
  text(frame_.header, kSmall, {kMargin, kMargin - 12, kInner, 0});
  rule(kMargin, kMargin + 2, kInner, kLine);
  y_ += kHeaderHeight - 8;
}

void Sheet::end_page() {
  const double y = kHeight - kMargin + 6;
  rule(kMargin, y - 5, kInner, kLine);
  constexpr double kNumberWidth = 110;
  text(frame_.footer, kSmall, {kMargin, y, kInner - kNumberWidth, 0});
  text(fmt::format(fmt::runtime(frame_.page_of), page_, frame_.pages), kSmall,
       {kMargin + kInner - kNumberWidth, y, kNumberWidth, 0}, Align::kRight);
  cairo_show_page(cairo_.get());
}

bool Sheet::need(double height) {
  const double bottom = kHeight - kMargin - kFooterHeight / 2;
  // What is higher than a page goes on over its end rather than over empty pages for ever.
  const bool fresh = y_ <= kMargin + kHeaderHeight;
  if (fresh || y_ + height <= bottom) return false;
  end_page();
  begin_page();
  return true;
}

void Sheet::finish() {
  end_page();
}

void Sheet::set(std::string_view text, const Style& style, double width) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, "Inter, Noto Sans");
  pango_font_description_set_weight(font, pango_weight(style.weight));
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout_.get(), font);
  pango_font_description_free(font);
  // What people wrote may hold control characters, which have no picture.
  std::string clean(text);
  std::ranges::replace_if(
      clean, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
  pango_layout_set_text(layout_.get(), clean.data(), static_cast<int>(clean.size()));
  pango_layout_set_width(layout_.get(),
                         width > 0 ? static_cast<int>(std::lround(width * PANGO_SCALE)) : -1);
}

double Sheet::text_height(std::string_view text, const Style& style, double width) {
  set(text, style, width);
  int height = 0;
  pango_layout_get_size(layout_.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

double Sheet::text_width(std::string_view text, const Style& style) {
  set(text, style, 0);
  int width = 0;
  pango_layout_get_size(layout_.get(), &width, nullptr);
  return static_cast<double>(width) / PANGO_SCALE;
}

double Sheet::text(std::string_view text, const Style& style, const Box& box, Align align) {
  set(text, style, box.width);
  constexpr PangoAlignment kAligns[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT, PANGO_ALIGN_CENTER};
  pango_layout_set_alignment(layout_.get(), kAligns[static_cast<std::size_t>(align)]);
  colour(style.colour);
  cairo_move_to(cairo_.get(), box.x, box.y);
  pango_cairo_show_layout(cairo_.get(), layout_.get());
  int height = 0;
  pango_layout_get_size(layout_.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void Sheet::paragraph(std::string_view text, const Style& style, double gap) {
  const double height = text_height(text, style, kInner);
  need(height);
  this->text(text, style, {kMargin, y_, kInner, 0});
  go_down(height + gap);
}

void Sheet::heading(const std::string& text, double with) {
  constexpr double kAbove = 14;
  constexpr double kBelow = 6;
  const double height = text_height(text, kHeading, kInner);
  if (!need(kAbove + height + kBelow + with)) go_down(kAbove);
  const auto where = fmt::format("page={} pos=[{:.0f} {:.0f}]", page_, kMargin, y_);
  cairo_pdf_surface_add_outline(surface_, CAIRO_PDF_OUTLINE_ROOT, text.c_str(), where.c_str(),
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
  this->text(text, kHeading, {kMargin, y_, kInner, 0});
  go_down(height + kBelow);
}

void Sheet::fill(const Box& box, const Colour& colour) {
  this->colour(colour);
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_fill(cairo_.get());
}

void Sheet::outline(const Box& box, const Colour& colour, double width) {
  this->colour(colour);
  cairo_set_line_width(cairo_.get(), width);
  cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
  cairo_stroke(cairo_.get());
}

void Sheet::hatch(const Box& box, const Colour& colour) {
  constexpr double kStep = 3;
  auto* cairo = cairo_.get();
  cairo_save(cairo);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_clip(cairo);
  this->colour(colour);
  cairo_set_line_width(cairo, 0.8);
  const int lines = static_cast<int>((box.width + box.height) / kStep) + 1;
  for (int line = 0; line <= lines; ++line) {
    const double x = box.x + line * kStep;
    cairo_move_to(cairo, x, box.y);
    cairo_line_to(cairo, x - box.height, box.y + box.height);
  }
  cairo_stroke(cairo);
  cairo_restore(cairo);
  outline(box, colour, 0.6);
}

void Sheet::rule(double x, double y, double width, const Colour& colour, double thickness) {
  this->colour(colour);
  cairo_set_line_width(cairo_.get(), thickness);
  cairo_move_to(cairo_.get(), x, y);
  cairo_line_to(cairo_.get(), x + width, y);
  cairo_stroke(cairo_.get());
}

}  // namespace antre::report
