// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_raster.hpp"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <cups/raster.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "printer/raster.hpp"

namespace antre::printer {
namespace {

/// 8 dots a millimetre are 203.2 an inch; printers say 203, a few 200 or 204.
constexpr double kLayoutDpi = 203.2;
constexpr int kDpiOff = 4;
constexpr int kDotsPerMm = 8;
/// PWG sizes count in hundredths of a millimetre.
constexpr int kPwgPerMm = 100;

struct RasterDeleter {
  void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};
using RasterPtr = std::unique_ptr<cups_raster_t, RasterDeleter>;

ssize_t append(void* context, unsigned char* bytes, std::size_t count) {
  auto* out = static_cast<std::vector<std::uint8_t>*>(context);
  out->insert(out->end(), bytes, bytes + count);
  return static_cast<ssize_t>(count);
}

bool is_own_resolution(int dpi) {
  return std::abs(dpi - static_cast<int>(kLayoutDpi)) <= kDpiOff;
}

/// Rows of a page, white but for the picture.
class PageRows {
 public:
  PageRows(const Bitmap& picture, const cups_page_header2_t& header)
      : picture_(picture),
        one_bit_(header.cupsBitsPerPixel == 1),
        bytes_per_dot_(header.cupsBitsPerPixel / 8),
        left_((static_cast<int>(header.cupsWidth) - picture.width()) / 2),
        width_(static_cast<int>(header.cupsWidth)),
        row_(header.cupsBytesPerLine) {}

  std::vector<std::uint8_t>& row(int y) {
    std::fill(row_.begin(), row_.end(), static_cast<std::uint8_t>(one_bit_ ? 0x00 : 0xFF));
    for (int x = 0; y < picture_.height() && x < picture_.width(); ++x) {
      const int at = left_ + x;
      if (picture_.black(x, y) && at >= 0 && at < width_) {
        blacken(static_cast<std::size_t>(at));
      }
    }
    return row_;
  }

 private:
  void blacken(std::size_t at) {
    if (one_bit_) {
      row_[at / 8] = static_cast<std::uint8_t>(row_[at / 8] | (0x80U >> (at % 8)));
      return;
    }
    for (std::size_t part = 0; part < bytes_per_dot_; ++part) {
      row_[at * bytes_per_dot_ + part] = 0;
    }
  }

  const Bitmap& picture_;
  bool one_bit_;
  std::size_t bytes_per_dot_;
  int left_;
  int width_;
  std::vector<std::uint8_t> row_;
};

}  // namespace

RasterForm choose_raster(const PageAbilities& able) {
  RasterForm form;
  int finer = 0;
  int coarser = 0;
  bool own = able.resolutions.empty();
  for (const int dpi : able.resolutions) {
    if (is_own_resolution(dpi)) {
      form.dpi = dpi;
      own = true;
    } else if (dpi > form.dpi) {
      finer = finer == 0 ? dpi : std::min(finer, dpi);
    } else {
      coarser = std::max(coarser, dpi);
    }
  }
  if (!own) {
    form.dpi = finer != 0 ? finer : coarser;
  }
  for (const char* type : {"black_1", "sgray_8", "srgb_8"}) {
    if (std::find(able.color_types.begin(), able.color_types.end(), type) !=
        able.color_types.end()) {
      form.color_type = type;
      break;
    }
  }
  return form;
}

Result<RasterPage> to_pwg_raster(const Layout& layout, int paper_mm, const RasterForm& form) {
  const double scale = is_own_resolution(form.dpi) ? 1.0 : form.dpi / kLayoutDpi;
  const Bitmap picture = rasterise(layout, scale);
  const int length_mm = (layout.height + kDotsPerMm - 1) / kDotsPerMm;

  RasterPage page;
  std::array<char, 128> name{};
  pwg_media_t media{};
  media.width = paper_mm * kPwgPerMm;
  media.length = length_mm * kPwgPerMm;
  pwgFormatSizeName(name.data(), name.size(), "custom", nullptr, media.width, media.length, "mm");
  media.pwg = name.data();
  page.media = name.data();
  page.size = {media.width, media.length};

  cups_page_header2_t header{};
  if (cupsRasterInitPWGHeader(&header, &media, form.color_type.c_str(), form.dpi, form.dpi,
                              "one-sided", "normal") == 0) {
    return Error{ErrorCode::kInvalid, "no PWG raster of type " + form.color_type + " at " +
                                          std::to_string(form.dpi) + " dpi can be made"};
  }
  header.NumCopies = 1;
  header.cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = 1;
  const RasterPtr raster(cupsRasterOpenIO(append, &page.bytes, CUPS_RASTER_WRITE_PWG));
  if (raster == nullptr || cupsRasterWriteHeader2(raster.get(), &header) == 0) {
    return Error{ErrorCode::kIo, "the ticket is not written as PWG raster"};
  }
  PageRows rows(picture, header);
  for (int y = 0; y < static_cast<int>(header.cupsHeight); ++y) {
    auto& row = rows.row(y);
    if (cupsRasterWritePixels(raster.get(), row.data(), header.cupsBytesPerLine) == 0) {
      return Error{ErrorCode::kIo, "the ticket is not written as PWG raster"};
    }
  }
  return page;
}

}  // namespace antre::printer
