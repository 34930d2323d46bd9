// SPDX-License-Identifier: Apache-2.0
#include "printer/text.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

namespace antre::printer {
namespace {

struct GObjectDeleter {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using ContextPtr = std::unique_ptr<PangoContext, GObjectDeleter>;
using LayoutPtr = std::unique_ptr<PangoLayout, GObjectDeleter>;

PangoWeight weight_of(Face face) {
  switch (face) {
    case Face::kMedium:
      return PANGO_WEIGHT_MEDIUM;
    case Face::kSemiBold:
      return PANGO_WEIGHT_SEMIBOLD;
    case Face::kBold:
    case Face::kDisplayBold:
      break;
  }
  return PANGO_WEIGHT_BOLD;
}

LayoutPtr make_layout(std::string_view text, TextStyle style) {
  // The default font map is one per thread, so measuring needs no lock.
  const ContextPtr context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  // Hinting would move stems by whole dots and make the same text differ between sizes.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);

  LayoutPtr layout(pango_layout_new(context.get()));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(
      font, style.face == Face::kDisplayBold ? "Inter Display" : "Inter");
  pango_font_description_set_weight(font, weight_of(style.face));
  pango_font_description_set_absolute_size(font, static_cast<double>(style.size) * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);

  // Text of the hall file may hold control characters; one line stays one line.
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(),
      [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
  pango_layout_set_text(layout.get(), clean.c_str(), static_cast<int>(clean.size()));
  return layout;
}

TextLine measured(PangoLayoutLine* line, std::string text) {
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_line_get_extents(line, &ink, &logical);
  // Inclusive: the smallest whole dots around the outline.
  pango_extents_to_pixels(&ink, nullptr);
  return {.text = std::move(text),
          .ink = {ink.x, ink.y, ink.width, ink.height},
          .advance = PANGO_PIXELS_CEIL(logical.width)};
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return {};
  }
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

}  // namespace

TextLine measure_line(std::string_view text, TextStyle style) {
  const LayoutPtr layout = make_layout(text, style);
  return measured(pango_layout_get_line_readonly(layout.get(), 0), std::string(text));
}

std::vector<TextLine> break_lines(std::string_view text, TextStyle style, int width) {
  const LayoutPtr layout = make_layout(text, style);
  pango_layout_set_width(layout.get(), width * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  const std::string_view whole(pango_layout_get_text(layout.get()));
  std::vector<TextLine> lines;
  const int count = pango_layout_get_line_count(layout.get());
  for (int index = 0; index < count; ++index) {
    const PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), index);
    std::string part = trimmed(whole.substr(static_cast<std::size_t>(line->start_index),
                                            static_cast<std::size_t>(line->length)));
    if (!part.empty()) {
      // Measured again by itself, since that is how it is drawn.
      lines.push_back(measure_line(part, style));
    }
  }
  return lines;
}

void draw_line(cairo_t* cairo, std::string_view text, TextStyle style, int x, int baseline) {
  const LayoutPtr layout = make_layout(text, style);
  cairo_move_to(cairo, x, baseline);
  pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout.get(), 0));
}

}  // namespace antre::printer
