// SPDX-License-Identifier: Apache-2.0
#include <SDL_image.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include "ui/picture.hpp"
#include "ui/sdl_pictures.hpp"

namespace antre::ui {
namespace {

// A photograph of a large camera has 45 million px and 30 MB; four bytes a px are in memory while
// it is made smaller.
constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} << 20U;
constexpr std::int64_t kMostPixels = 50'000'000;
// A drawing is text; one with an embedded photograph is not what it is for.
constexpr std::uintmax_t kMostSvgBytes = std::uintmax_t{8} << 20U;
// Of a picture narrower than that only a strip would be seen, and a drawing of it would be huge.
constexpr int kNarrowest = 8;

struct Extent {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

int byte_at(const std::string& bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::int64_t big_endian(const std::string& bytes, std::size_t at, std::size_t count) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value * 256 + byte_at(bytes, at + i);
  return value;
}

/// PNG: the first chunk says how large it is (RFC 2083, 4.1.1).
std::optional<Extent> png_extent(const std::string& bytes) {
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
  if (bytes.size() < 24 || !bytes.starts_with(kSignature)) return std::nullopt;
  return Extent{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

/// JPEG: the frame header does, after any number of other segments (ITU-T T.81, B.2.2).
std::optional<Extent> jpeg_extent(const std::string& bytes) {
  if (!bytes.starts_with("\xff\xd8")) return std::nullopt;
  std::size_t at = 2;
  while (at + 9 < bytes.size()) {
    if (byte_at(bytes, at) != 0xff) return std::nullopt;
    const int marker = byte_at(bytes, at + 1);
    const bool frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) return Extent{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    at += 2 + static_cast<std::size_t>(marker == 0xff ? 0 : big_endian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

/// SVG: drawn small, it has the shape that it would have large.
std::optional<Extent> svg_extent(const std::string& bytes) {
  constexpr int kSmall = 64;
  SDL_RWops* const source = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
  const SurfacePtr small(IMG_LoadSizedSVG_RW(source, kSmall, kSmall));
  SDL_RWclose(source);
  if (!small) return std::nullopt;
  return Extent{small->w, small->h};
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool ends_in_svg(const std::string& path) {
  auto end = std::filesystem::path(path).extension().string();
  std::transform(end.begin(), end.end(), end.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return end == ".svg";
}

/// What is wrong with the file before it is unpacked; empty: nothing that can be seen from outside.
std::optional<Error> fault_of(const std::string& path) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) return Error{ErrorCode::kIo, fmt::format("{}: {}", path, problem.message())};
  const bool svg = ends_in_svg(path);
  if (size > (svg ? kMostSvgBytes : kMostBytes))
    return Error{ErrorCode::kInvalid, fmt::format("{}: the file is too large", path)};
  const auto bytes = read_bytes(path);
  const auto extent = svg                         ? svg_extent(bytes)
                      : bytes.starts_with("\x89") ? png_extent(bytes)
                                                  : jpeg_extent(bytes);
  if (!extent || extent->width < 1 || extent->height < 1)
    return Error{ErrorCode::kInvalid, fmt::format("{}: neither PNG, JPEG nor SVG", path)};
  if (extent->width * extent->height > kMostPixels)
    return Error{ErrorCode::kInvalid,
                 fmt::format("{}: {} x {} px are too many", path, extent->width, extent->height)};
  if (extent->width > extent->height * kNarrowest || extent->height > extent->width * kNarrowest)
    return Error{ErrorCode::kInvalid, fmt::format("{}: too narrow to be shown", path)};
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const Picture>> load_picture(const std::string& path, std::uint64_t id,
                                                    int width, int height, Colour beneath) {
  if (auto fault = fault_of(path)) return *fault;
  const SurfacePtr scaled = scaled_picture(path, width, height, ImageFit::kCover);
  const SurfacePtr opaque(
      scaled ? SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888)
             : nullptr);
  if (!opaque)
    return Error{ErrorCode::kInvalid, fmt::format("{}: cannot be read: {}", path, IMG_GetError())};
  SDL_FillRect(opaque.get(), nullptr,
               SDL_MapRGBA(opaque->format, beneath.r, beneath.g, beneath.b, SDL_ALPHA_OPAQUE));
  SDL_SetSurfaceBlendMode(scaled.get(), SDL_BLENDMODE_BLEND);
  if (SDL_BlitSurface(scaled.get(), nullptr, opaque.get(), nullptr) != 0)
    return Error{ErrorCode::kIo, fmt::format("{}: {}", path, SDL_GetError())};
  auto picture = std::make_shared<Picture>();
  picture->id = id;
  picture->width = width;
  picture->height = height;
  picture->pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const auto* const row = static_cast<const std::uint32_t*>(static_cast<const void*>(
        static_cast<const Uint8*>(opaque->pixels) + std::ptrdiff_t{y} * opaque->pitch));
    picture->pixels.insert(picture->pixels.end(), row, row + width);
  }
  return std::shared_ptr<const Picture>(std::move(picture));
}

void draw_picture(Canvas& canvas, const Picture& picture, const Rect& rect) {
  if (auto* const screen = dynamic_cast<ScreenCanvas*>(&canvas)) screen->picture(picture, rect);
}

bool keeps_frames(const Canvas& canvas) {
  const auto* const screen = dynamic_cast<const ScreenCanvas*>(&canvas);
  return screen != nullptr && screen->kept();
}

}  // namespace antre::ui
