// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/pwg_reader.hpp"

#include <cups/raster.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace antre::printer {
namespace {

struct RasterDeleter {
  void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};

ssize_t take(void* context, unsigned char* out, std::size_t count) {
  auto& rest = *static_cast<std::span<const std::uint8_t>*>(context);
  const std::size_t taken = std::min(count, rest.size());
  std::copy_n(rest.begin(), taken, out);
  rest = rest.subspan(taken);
  return static_cast<ssize_t>(taken);
}

bool is_dark(const std::vector<unsigned char>& row, const cups_page_header2_t& header,
             std::size_t x) {
  if (header.cupsBitsPerPixel == 1) {
    return (row[x / 8] & (0x80U >> (x % 8))) != 0;
  }
  return row[x * (header.cupsBitsPerPixel / 8)] < 128;
}

}  // namespace

std::optional<PwgPage> read_pwg(std::span<const std::uint8_t> bytes) {
  const std::unique_ptr<cups_raster_t, RasterDeleter> raster(
      cupsRasterOpenIO(take, &bytes, CUPS_RASTER_READ));
  cups_page_header2_t header{};
  if (raster == nullptr || cupsRasterReadHeader2(raster.get(), &header) == 0) {
    return std::nullopt;
  }
  PwgPage page;
  page.dpi = static_cast<int>(header.HWResolution[0]);
  page.media = header.cupsPageSizeName;
  page.picture = Bitmap(static_cast<int>(header.cupsWidth), static_cast<int>(header.cupsHeight));
  std::vector<unsigned char> row(header.cupsBytesPerLine);
  for (unsigned y = 0; y < header.cupsHeight; ++y) {
    if (cupsRasterReadPixels(raster.get(), row.data(), header.cupsBytesPerLine) !=
        header.cupsBytesPerLine) {
      return std::nullopt;
    }
    for (unsigned x = 0; x < header.cupsWidth; ++x) {
      if (is_dark(row, header, x)) {
        page.picture.set_black(static_cast<int>(x), static_cast<int>(y));
      }
    }
  }
  page.pages = cupsRasterReadHeader2(raster.get(), &header) == 0 ? 1 : 2;
  return page;
}

Bitmap part_of(const Bitmap& picture, int x, int width, int height) {
  Bitmap part(width, height);
  for (int row = 0; row < std::min(height, picture.height()); ++row) {
    for (int column = 0; column < width; ++column) {
      if (picture.black(x + column, row)) {
        part.set_black(column, row);
      }
    }
  }
  return part;
}

}  // namespace antre::printer
