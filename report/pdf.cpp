// SPDX-License-Identifier: Apache-2.0
#include "report/pdf.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <memory>

#include "protocol/time.hpp"
#include "report/figures.hpp"
#include "report/pdf_language.hpp"
#include "report/sections.hpp"
#include "report/sheet.hpp"

namespace antre::report {
namespace {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;

struct Drawn {
  std::string pdf;
  int pages = 0;
};

std::string title_of(const Document& document, const i18n::Catalogue& words) {
  return fmt::format("{} – {} – {}", words.text("report.title"), document.hall,
                     period_text(words, document.from, document.to));
}

void put_metadata(cairo_surface_t* surface, const Document& document,
                  const i18n::Catalogue& words) {
  const auto put = [surface](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface, what, text.c_str());
  };
  put(CAIRO_PDF_METADATA_TITLE, title_of(document, words));
  put(CAIRO_PDF_METADATA_AUTHOR, document.office.empty() ? document.hall : document.office);
  put(CAIRO_PDF_METADATA_SUBJECT, words.text("report.subject"));
  put(CAIRO_PDF_METADATA_CREATOR, document.program);
  // Cairo takes no milliseconds.
  auto made = rfc3339(document.made_wall_ms, document.utc_offset_s);
  if (const auto dot = made.find('.'); dot != std::string::npos) made.erase(dot, 4);
  put(CAIRO_PDF_METADATA_CREATE_DATE, made);
}

Frame frame_of(const Document& document, const i18n::Catalogue& words, int pages) {
  auto footer = fmt::format("{} · {}", document.program,
                            moment_text(words, document.made_wall_ms, document.utc_offset_s));
  if (document.seq != 0)
    footer += fmt::format(" · {} {}:{}", words.text("report.journal"), document.seq,
                          document.head.substr(0, 16));
  return {title_of(document, words), std::move(footer), words.text("report.page"), pages};
}

Result<Drawn> draw(const Document& document, const i18n::Catalogue& words, int pages) {
  Drawn drawn;
  const auto append = [](void* closure, const unsigned char* bytes, unsigned int count) {
    auto* out = static_cast<std::string*>(closure);
    out->append(bytes, bytes + count);
    return CAIRO_STATUS_SUCCESS;
  };
  const SurfacePtr surface(
      cairo_pdf_surface_create_for_stream(append, &drawn.pdf, Sheet::kWidth, Sheet::kHeight));
  put_metadata(surface.get(), document, words);
  {
    Sheet sheet(surface.get(), frame_of(document, words, pages));
    const Writer writer{document, words, sheet};
    title_section(writer);
    summary_section(writer);
    attainment_section(writer);
    waits_section(writer);
    load_sections(writer);
    misses_section(writer);
    survey_section(writer);
    method_section(writer);
    signature_section(writer);
    sheet.finish();
    drawn.pages = sheet.page();
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::kIo,
                 fmt::format("the report cannot be drawn: {}", cairo_status_to_string(status))};
  return drawn;
}

}  // namespace

Result<std::string> render_pdf(const Document& document, const i18n::Catalogue& words) {
  // How many pages there are is known once they are filled: drawn once to count, once to keep.
  const auto counted = draw(document, words, 0);
  if (!counted) return counted.error();
  auto drawn = draw(document, words, counted->pages);
  if (!drawn) return drawn.error();
  return with_language(std::move(drawn->pdf), words.language());
}

}  // namespace antre::report
