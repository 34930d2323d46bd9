// SPDX-License-Identifier: Apache-2.0
#include "printer/bitmap.hpp"

#include <cairo.h>

#include <memory>

namespace antre::printer {

Bitmap::Bitmap(int width, int height)
    : width_(width),
      height_(height),
      row_bytes_((static_cast<std::size_t>(width) + 7) / 8),
      bits_(row_bytes_ * static_cast<std::size_t>(height), 0) {}

std::size_t Bitmap::byte_of(int x, int y) const {
  ANTRE_ASSERT(x >= 0 && x < width_ && y >= 0 && y < height_);
  return static_cast<std::size_t>(y) * row_bytes_ + static_cast<std::size_t>(x) / 8;
}

bool Bitmap::black(int x, int y) const {
  return (bits_[byte_of(x, y)] & (0x80U >> (static_cast<unsigned>(x) % 8))) != 0;
}

void Bitmap::set_black(int x, int y) {
  auto& byte = bits_[byte_of(x, y)];
  byte = static_cast<std::uint8_t>(byte | (0x80U >> (static_cast<unsigned>(x) % 8)));
}

std::span<const std::uint8_t> Bitmap::row(int y) const {
  ANTRE_ASSERT(y >= 0 && y < height_);
  return std::span(bits_).subspan(static_cast<std::size_t>(y) * row_bytes_, row_bytes_);
}

Result<std::string> to_png(const Bitmap& bitmap) {
  using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, bitmap.width(), bitmap.height()),
      &cairo_surface_destroy);
  cairo_surface_flush(surface.get());
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  if (data == nullptr) {
    return Error{ErrorCode::kInternal, "no memory for a picture of the ticket"};
  }
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < bitmap.height(); ++y) {
    unsigned char* line = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < bitmap.width(); ++x) {
      const unsigned char shade = bitmap.black(x, y) ? 0x00 : 0xFF;
      for (std::ptrdiff_t part = 0; part < 4; ++part) {
        line[static_cast<std::ptrdiff_t>(x) * 4 + part] = shade;
      }
    }
  }
  cairo_surface_mark_dirty(surface.get());
  std::string png;
  const auto append = [](void* closure, const unsigned char* bytes, unsigned int count) {
    auto* out = static_cast<std::string*>(closure);
    out->append(bytes, bytes + count);
    return CAIRO_STATUS_SUCCESS;
  };
  const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &png);
  if (status != CAIRO_STATUS_SUCCESS) {
    return Error{ErrorCode::kIo,
                 std::string("the ticket is not a PNG: ") + cairo_status_to_string(status)};
  }
  return png;
}

}  // namespace antre::printer
