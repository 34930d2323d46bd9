// SPDX-License-Identifier: Apache-2.0
#include "printer/preview.hpp"

#include <cairo-pdf.h>

#include <algorithm>

#include "printer/paint.hpp"
#include "printer/raster.hpp"
#include "printer/whole_file.hpp"

namespace antre::printer {
namespace {

constexpr int kDotsPerMm = 8;
/// PDF counts in 1/72 inch.
constexpr double kPointsPerDot = 72 / 25.4 / kDotsPerMm;
/// A picture in the PDF has so many dots for one of the paper's, to stay smooth when magnified.
constexpr double kPictureDots = 4;

Result<void> check(const TicketPaper& ticket, int paper_mm) {
  if (!is_paper_width(paper_mm)) {
    return Error{ErrorCode::kInvalid,
                 "paper of " + std::to_string(paper_mm) + " mm is not known; it is 58 or 80"};
  }
  if (ticket.number.empty()) {
    return Error{ErrorCode::kInvalid, "a ticket without a number cannot be drawn"};
  }
  return {};
}

}  // namespace

Result<std::string> render_png(const TicketPaper& ticket, int paper_mm) {
  if (const auto sound = check(ticket, paper_mm); !sound) {
    return sound.error();
  }
  return to_png(rasterise(lay_out(ticket, paper_mm)));
}

Result<std::string> render_pdf(const TicketPaper& ticket, int paper_mm) {
  if (const auto sound = check(ticket, paper_mm); !sound) {
    return sound.error();
  }
  const Layout layout = lay_out(ticket, paper_mm);
  std::string pdf;
  const auto append = [](void* closure, const unsigned char* bytes, unsigned int count) {
    auto* out = static_cast<std::string*>(closure);
    out->append(bytes, bytes + count);
    return CAIRO_STATUS_SUCCESS;
  };
  const int paper_dots = paper_mm * kDotsPerMm;
  const SurfacePtr surface(cairo_pdf_surface_create_for_stream(
      append, &pdf, paper_dots * kPointsPerDot, layout.height * kPointsPerDot));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, ticket.number.c_str());
  {
    const CairoPtr cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), kPointsPerDot, kPointsPerDot);
    // The head of a printer is narrower than the paper and in its middle.
    cairo_translate(cairo.get(), (paper_dots - layout.width) / 2.0, 0);
    paint(cairo.get(), layout,
          {.darkness_only = false, .one_bit = false, .dots_per_unit = kPictureDots});
    cairo_show_page(cairo.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    return Error{ErrorCode::kIo,
                 std::string("the ticket is not a PDF: ") + cairo_status_to_string(status)};
  }
  return pdf;
}

Result<void> write_preview(const TicketPaper& ticket, int paper_mm,
                           const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  if (extension != ".png" && extension != ".pdf") {
    return Error{ErrorCode::kInvalid,
                 file.string() + " ends neither in .png nor in .pdf, so what to write is unknown"};
  }
  const auto bytes =
      extension == ".png" ? render_png(ticket, paper_mm) : render_pdf(ticket, paper_mm);
  if (!bytes) {
    return bytes.error();
  }
  return write_whole(file, *bytes);
}

}  // namespace antre::printer
