// SPDX-License-Identifier: Apache-2.0
#include "printer/mark.hpp"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>

#include "printer/dither.hpp"
#include "printer/paint.hpp"

namespace antre::printer {
namespace {

/// A logo has some kilobytes; what is larger was put there by mistake.
constexpr std::size_t kMostBytes = std::size_t{8} << 20U;
constexpr std::uint32_t kMostDots = 8192;
constexpr std::string_view kPngStart("\x89PNG\r\n\x1a\n", 8);
/// Of the square: what covers more is a picture with a ground of its own.
constexpr double kShapeCovers = 0.9;
/// Standard deviation of the light, of 0 to 1, up to which a thing has one colour.
constexpr double kOneColour = 0.1;

struct GObjectDeleter {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using SvgPtr = std::unique_ptr<RsvgHandle, GObjectDeleter>;

Error no_picture(const std::string& file, const std::string& why) {
  return {ErrorCode::kInvalid, "the mark " + file + " is neither a PNG nor an SVG: " + why};
}

Result<std::string> read_all(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes;
  if (stream) {
    bytes.resize(kMostBytes + 1);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
  }
  if (bytes.empty()) {
    return Error{ErrorCode::kIo, "the mark " + file + " cannot be read"};
  }
  if (bytes.size() > kMostBytes) {
    return no_picture(file, "it has more than 8 MiB");
  }
  return bytes;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, 4)) {
    value = (value << 8U) | static_cast<unsigned char>(byte);
  }
  return value;
}

/// A decoded PNG or a parsed SVG: something that can be drawn at any size.
struct Source {
  SurfacePtr png;
  SvgPtr svg;

  /// In a square of `side` dots, as large as it fits.
  [[nodiscard]] SurfacePtr drawn(int side) const {
    SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side));
    const CairoPtr cairo(cairo_create(surface.get()));
    if (svg) {
      const RsvgRectangle viewport{0, 0, static_cast<double>(side), static_cast<double>(side)};
      if (rsvg_handle_render_document(svg.get(), cairo.get(), &viewport, nullptr) == FALSE) {
        return nullptr;
      }
    } else {
      const double width = cairo_image_surface_get_width(png.get());
      const double height = cairo_image_surface_get_height(png.get());
      const double scale = side / std::max(width, height);
      cairo_translate(cairo.get(), (side - width * scale) / 2, (side - height * scale) / 2);
      cairo_scale(cairo.get(), scale, scale);
      cairo_set_source_surface(cairo.get(), png.get(), 0, 0);
      cairo_pattern_set_filter(cairo_get_source(cairo.get()), CAIRO_FILTER_BEST);
      cairo_paint(cairo.get());
    }
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
      return nullptr;
    }
    cairo_surface_flush(surface.get());
    return surface;
  }
};

Result<Source> decode_png(const std::string& file, std::string_view bytes) {
  // The size stands in the first block; a small file may claim a picture that fills the memory.
  constexpr std::size_t kHeader = 24;
  if (bytes.size() < kHeader || big_endian(bytes.substr(16)) > kMostDots ||
      big_endian(bytes.substr(20)) > kMostDots) {
    return no_picture(file, "it is cut short or larger than 8192 dots");
  }
  const auto read = [](void* closure, unsigned char* out, unsigned int count) {
    auto& rest = *static_cast<std::string_view*>(closure);
    if (rest.size() < count) {
      return CAIRO_STATUS_READ_ERROR;
    }
    std::copy_n(rest.begin(), count, out);
    rest.remove_prefix(count);
    return CAIRO_STATUS_SUCCESS;
  };
  Source source;
  source.png.reset(cairo_image_surface_create_from_png_stream(read, &bytes));
  const auto status = cairo_surface_status(source.png.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return no_picture(file, cairo_status_to_string(status));
  }
  return source;
}

Result<Source> decode(const std::string& file) {
  const auto bytes = read_all(file);
  if (!bytes) {
    return bytes.error();
  }
  if (std::string_view(*bytes).starts_with(kPngStart)) {
    return decode_png(file, *bytes);
  }
  GError* error = nullptr;
  Source source;
  source.svg.reset(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes->data()),
                                             bytes->size(), &error));
  if (source.svg == nullptr) {
    const std::string why = error == nullptr ? "not understood" : error->message;
    g_clear_error(&error);
    return no_picture(file, why);
  }
  return source;
}

/// One dot: how much of it is covered, and how light that is, of 0 to 1.
struct Dot {
  double alpha;
  double light;
};

std::vector<Dot> dots_of(cairo_surface_t* surface, int side) {
  std::vector<Dot> dots;
  dots.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      // Blue, green, red, alpha on every machine that Debian's amd64 and arm64 run on.
      const unsigned char* dot =
          data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4;
      const double alpha = dot[3] / 255.0;
      const double light = (0.0722 * dot[0] + 0.7152 * dot[1] + 0.2126 * dot[2]) / 255.0;
      dots.push_back({alpha, alpha > 0 ? std::min(1.0, light / alpha) : 1.0});
    }
  }
  return dots;
}

bool is_shape(const std::vector<Dot>& dots) {
  double covered = 0;
  double sum = 0;
  double squares = 0;
  for (const Dot& dot : dots) {
    covered += dot.alpha;
    sum += dot.alpha * dot.light;
    squares += dot.alpha * dot.light * dot.light;
  }
  if (covered == 0 || covered > kShapeCovers * static_cast<double>(dots.size())) {
    return false;
  }
  const double mean = sum / covered;
  return std::sqrt(std::max(0.0, squares / covered - mean * mean)) <= kOneColour;
}

std::uint8_t byte_of(double part) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
}

}  // namespace

Result<MarkImage> load_mark(const std::string& file, const MarkSize& size) {
  if (file.empty()) {
    return Error{ErrorCode::kIo, "the hall has no mark"};
  }
  const auto source = decode(file);
  if (!source) {
    return source.error();
  }
  MarkImage image;
  image.side = size.shape_side;
  SurfacePtr drawn = source->drawn(image.side);
  if (drawn == nullptr) {
    return no_picture(file, "it cannot be drawn");
  }
  auto dots = dots_of(drawn.get(), image.side);
  image.shape = is_shape(dots);
  if (image.shape) {
    for (const Dot& dot : dots) {
      image.ink.push_back(byte_of(dot.alpha));
    }
    return image;
  }
  image.side = size.picture_side;
  drawn = source->drawn(image.side);
  if (drawn == nullptr) {
    return no_picture(file, "it cannot be drawn");
  }
  for (const Dot& dot : dots_of(drawn.get(), image.side)) {
    image.ink.push_back(byte_of(dot.alpha * (1 - dot.light)));
  }
  if (size.one_bit) {
    to_one_bit(image.ink, image.side);
  }
  return image;
}

}  // namespace antre::printer
