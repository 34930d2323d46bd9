// SPDX-License-Identifier: Apache-2.0
#include "ui/sdl_canvas.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/sdl_pictures.hpp"

namespace antre::ui {
namespace {

// A display shows some hundred texts, of which one is 424 px high (about 2 MB at 1080p); twice
// that covers what changes in between.
constexpr std::size_t kTextBytes = 24U << 20U;
constexpr std::size_t kShapeBytes = 16U << 20U;
// A ring is drawn anew each second; the tracks and some rings of one screen are what comes back.
constexpr std::size_t kArcBytes = 4U << 20U;
// Two pictures of 1920x1080 for a cross-fade, and some marks.
constexpr std::size_t kPictureBytes = 40U << 20U;

// glibc raises its own limit with the first large picture that goes; the next ones then share the
// heap with small things that stay, and a screen that runs for weeks grows by their gaps.
constexpr int kOwnPagesFrom = 128 << 10;

int round_px(double value) {
  return static_cast<int>(std::lround(value));
}

}  // namespace

SdlCanvas::SdlCanvas(SDL_Renderer* renderer, std::unique_ptr<SdlFonts> fonts)
    : renderer_(renderer),
      fonts_(std::move(fonts)),
      texts_(kTextBytes),
      shapes_(kShapeBytes),
      arcs_(kArcBytes),
      pictures_(kPictureBytes) {
  ::mallopt(M_MMAP_THRESHOLD, kOwnPagesFrom);
}

void SdlCanvas::begin(Size device, Size reference) {
  const double scale = std::min(device.width / reference.width, device.height / reference.height);
  // The window's own memory is what is drawn into; it is another one only with another size.
  kept_ =
      device.width == device_size_.width && device.height == device_size_.height && scale == scale_;
  device_size_ = device;
  scale_ = scale;
  fonts_->set_scale(scale_);
  opacities_.clear();
  offsets_.clear();
  clips_.clear();
  apply_clip();
  SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_BLEND);
}

Size SdlCanvas::size() const {
  return {device_size_.width / scale_, device_size_.height / scale_};
}

// Both edges are rounded, not the size: two rectangles that touch keep touching.
SDL_Rect SdlCanvas::device(const Rect& rect) const {
  const Point by = offset();
  const int left = round_px((rect.x + by.x) * scale_);
  const int top = round_px((rect.y + by.y) * scale_);
  return {left, top, round_px((rect.right() + by.x) * scale_) - left,
          round_px((rect.bottom() + by.y) * scale_) - top};
}

void SdlCanvas::fill(const SDL_Rect& rect, Colour colour) {
  if (rect.w <= 0 || rect.h <= 0) {
    return;
  }
  const auto alpha = static_cast<Uint8>(round_px(colour.a * opacity()));
  // Without a graphics card a blended fill costs some ten times an opaque one.
  SDL_SetRenderDrawBlendMode(renderer_, alpha == 0xff ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  SDL_SetRenderDrawColor(renderer_, colour.r, colour.g, colour.b, alpha);
  SDL_RenderFillRect(renderer_, &rect);
}

void SdlCanvas::copy(const TextureCache::Entry& entry, const SDL_Rect* from, const SDL_Rect& to,
                     Colour colour) {
  if (!entry.texture || to.w <= 0 || to.h <= 0) {
    return;
  }
  SDL_SetTextureColorMod(entry.texture.get(), colour.r, colour.g, colour.b);
  SDL_SetTextureAlphaMod(entry.texture.get(), static_cast<Uint8>(round_px(colour.a * opacity())));
  SDL_RenderCopy(renderer_, entry.texture.get(), from, &to);
}

const TextureCache::Entry& SdlCanvas::keep(TextureCache& cache, const std::string& name,
                                           SurfacePtr surface, int extra) {
  TextureCache::Entry entry;
  entry.extra = extra;
  if (surface) {
    entry.width = surface->w;
    entry.height = surface->h;
    entry.texture.reset(SDL_CreateTextureFromSurface(renderer_, surface.get()));
    SDL_SetTextureBlendMode(entry.texture.get(), SDL_BLENDMODE_BLEND);
  }
  return cache.put(name, std::move(entry));
}

void SdlCanvas::fill_rect(const Rect& rect, Colour colour) {
  fill(device(rect), colour);
}

void SdlCanvas::fill_round(const Rect& rect, double radius, Colour colour) {
  const SDL_Rect to = device(rect);
  const int corner = std::min({round_px(radius * scale_), to.w / 2, to.h / 2});
  if (corner <= 0) {
    fill(to, colour);
    return;
  }
  const std::string name = fmt::format("disc {}", corner);
  const TextureCache::Entry* entry = shapes_.find(name);
  if (entry == nullptr) {
    entry = &keep(shapes_, name, disc_mask(corner));
  }
  const SDL_Rect from_left_top{0, 0, corner, corner};
  const std::array<SDL_Point, 4> corners{{{0, 0}, {1, 0}, {0, 1}, {1, 1}}};
  for (const SDL_Point at : corners) {
    SDL_Rect from = from_left_top;
    from.x = at.x * corner;
    from.y = at.y * corner;
    copy(*entry, &from,
         {to.x + at.x * (to.w - corner), to.y + at.y * (to.h - corner), corner, corner}, colour);
  }
  fill({to.x + corner, to.y, to.w - 2 * corner, corner}, colour);
  fill({to.x, to.y + corner, to.w, to.h - 2 * corner}, colour);
  fill({to.x + corner, to.y + to.h - corner, to.w - 2 * corner, corner}, colour);
}

void SdlCanvas::border_slices(const TextureCache::Entry& entry, int corner, const SDL_Rect& to,
                              Colour colour) {
  const int side = entry.width;
  const int cx = std::min(corner, to.w / 2);
  const int cy = std::min(corner, to.h / 2);
  struct Span {
    int from, from_size, to, to_size;
  };
  const std::array<Span, 3> columns{{{0, cx, 0, cx},
                                     {corner, side - 2 * corner, cx, to.w - 2 * cx},
                                     {side - cx, cx, to.w - cx, cx}}};
  const std::array<Span, 3> rows{{{0, cy, 0, cy},
                                  {corner, side - 2 * corner, cy, to.h - 2 * cy},
                                  {side - cy, cy, to.h - cy, cy}}};
  for (const Span& row : rows) {
    for (const Span& column : columns) {
      if (&row == &rows[1] && &column == &columns[1]) {
        continue;  // under what throws the shadow
      }
      const SDL_Rect from{column.from, row.from, column.from_size, row.from_size};
      copy(entry, &from, {to.x + column.to, to.y + row.to, column.to_size, row.to_size}, colour);
    }
  }
}

void SdlCanvas::shadow(const Rect& rect, double radius, ShadowKind kind, Colour ink) {
  const bool low = kind == ShadowKind::kLow;
  const int blur = std::max(1, round_px((low ? 4 : 24) * scale_));
  const int corner = round_px(radius * scale_);
  const std::string name = fmt::format("shadow {} {}", corner, blur);
  const TextureCache::Entry* entry = shapes_.find(name);
  if (entry == nullptr) {
    ShadowMask mask = shadow_mask(corner, blur);
    entry = &keep(shapes_, name, std::move(mask.surface), mask.corner);
  }
  const int spread = (entry->extra - corner) / 2;
  SDL_Rect to = device(rect.moved(0, low ? 2 : 8));
  to = {to.x - spread, to.y - spread, to.w + 2 * spread, to.h + 2 * spread};
  border_slices(*entry, entry->extra, to, ink.with_opacity(low ? 0.08 : 0.14));
}

void SdlCanvas::draw(const TextRun& run) {
  if (run.text.empty()) {
    return;
  }
  const std::string name = fmt::format("{} {:.2f} {} {}", static_cast<int>(run.style.font),
                                       run.style.size * scale_, run.style.tabular, run.text);
  const TextureCache::Entry* entry = texts_.find(name);
  if (entry == nullptr) {
    const TextLayout layout = fonts_->layout(run.text, run.style);
    entry = &keep(texts_, name, fonts_->render(layout), layout.ascent);
  }
  const Point by = offset();
  double x = (run.at.x + by.x) * scale_;
  if (run.align == Align::kCentre) {
    x -= entry->width / 2.0;
  } else if (run.align == Align::kRight) {
    x -= entry->width;
  }
  const int baseline = round_px((baseline_of(run.style, run.at.y) + by.y) * scale_);
  copy(*entry, nullptr, {round_px(x), baseline - entry->extra, entry->width, entry->height},
       run.colour);
}

void SdlCanvas::icon(std::string_view name, const Rect& rect, Colour colour, double turn_degrees) {
  const SDL_Rect box = device(rect);
  const int side = std::min(box.w, box.h);
  if (side <= 0) {
    return;
  }
  // Above 64 px the stroke is thinner so that the icon does not look heavy.
  const bool large = std::min(rect.width, rect.height) > 64;
  const std::string key = fmt::format("icon {} {} {} {}", name, side, turn_degrees, large);
  const TextureCache::Entry* entry = shapes_.find(key);
  if (entry == nullptr) {
    const std::string svg = icon_svg(name, turn_degrees, large);
    entry = &keep(shapes_, key, svg.empty() ? nullptr : rasterise_mask(svg, side, side));
  }
  copy(*entry, nullptr, {box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side},
       colour);
}

bool SdlCanvas::image(const std::string& path, const Rect& rect, ImageFit fit) {
  const SDL_Rect to = device(rect);
  if (path.empty() || to.w <= 0 || to.h <= 0) {
    return false;
  }
  const std::string key = fmt::format("{} {} {} {}", to.w, to.h, static_cast<int>(fit), path);
  const TextureCache::Entry* entry = pictures_.find(key);
  if (entry == nullptr) {
    entry = &keep(pictures_, key, scaled_picture(path, to.w, to.h, fit));
  }
  copy(*entry, nullptr, to, kWhite);
  return entry->texture != nullptr;
}

void SdlCanvas::picture(const Picture& picture, const Rect& rect) {
  const std::string key = fmt::format("pixels {}", picture.id);
  const TextureCache::Entry* entry = pictures_.find(key);
  if (entry == nullptr) {
    SurfacePtr surface(SDL_CreateRGBSurfaceWithFormat(0, picture.width, picture.height, 32,
                                                      SDL_PIXELFORMAT_ARGB8888));
    for (int y = 0; surface && y < picture.height; ++y) {
      const auto from = picture.pixels.begin() + static_cast<std::ptrdiff_t>(y) * picture.width;
      std::copy_n(from, picture.width,
                  static_cast<std::uint32_t*>(static_cast<void*>(
                      static_cast<Uint8*>(surface->pixels) + std::ptrdiff_t{y} * surface->pitch)));
    }
    entry = &keep(pictures_, key, std::move(surface));
  }
  // An opaque copy costs a tenth of a blended one.
  const bool whole = opacity() >= 1;
  SDL_SetTextureBlendMode(entry->texture.get(), whole ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  copy(*entry, nullptr, device(rect), kWhite);
}

// Not SDL_RenderGeometry: the software renderer rounds its corners to whole px, which frays a ring.
void SdlCanvas::arcs(std::span<const Arc> arcs, Colour colour) {
  if (arcs.empty()) {
    return;
  }
  const Point by = offset();
  double left = 1e9;
  double top = 1e9;
  double right = -1e9;
  double bottom = -1e9;
  for (const Arc& arc : arcs) {
    left = std::min(left, (arc.centre.x + by.x - arc.outer_radius) * scale_);
    top = std::min(top, (arc.centre.y + by.y - arc.outer_radius) * scale_);
    right = std::max(right, (arc.centre.x + by.x + arc.outer_radius) * scale_);
    bottom = std::max(bottom, (arc.centre.y + by.y + arc.outer_radius) * scale_);
  }
  const SDL_Rect to{static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
                    static_cast<int>(std::ceil(right) - std::floor(left)),
                    static_cast<int>(std::ceil(bottom) - std::floor(top))};
  const std::string svg =
      arcs_svg(arcs, {by.x - to.x / scale_, by.y - to.y / scale_}, scale_, to.w, to.h);
  const TextureCache::Entry* entry = arcs_.find(svg);
  if (entry == nullptr) {
    entry = &keep(arcs_, svg, rasterise_mask(svg, to.w, to.h));
  }
  copy(*entry, nullptr, to, colour);
}

void SdlCanvas::modules(const BitMatrix& code, const Rect& rect, Colour dark) {
  const SDL_Rect box = device(rect);
  const int cell = code.size > 0 ? std::min(box.w, box.h) / code.size : 0;
  const int left = box.x + (box.w - cell * code.size) / 2;
  const int top = box.y + (box.h - cell * code.size) / 2;
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      const auto index = static_cast<std::size_t>(y) * static_cast<std::size_t>(code.size) +
                         static_cast<std::size_t>(x);
      if (index < code.dark.size() && code.dark[index]) {
        fill({left + x * cell, top + y * cell, cell, cell}, dark);
      }
    }
  }
}

void SdlCanvas::push_opacity(double opacity) {
  opacities_.push_back(this->opacity() * std::clamp(opacity, 0.0, 1.0));
}
void SdlCanvas::pop_opacity() {
  opacities_.pop_back();
}

void SdlCanvas::push_offset(double dx, double dy) {
  offsets_.push_back({offset().x + dx, offset().y + dy});
}
void SdlCanvas::pop_offset() {
  offsets_.pop_back();
}

void SdlCanvas::push_clip(const Rect& rect) {
  SDL_Rect clip = device(rect);
  if (!clips_.empty()) {
    SDL_Rect both{};
    SDL_IntersectRect(&clip, &clips_.back(), &both);
    clip = both;
  }
  clips_.push_back(clip);
  apply_clip();
}
void SdlCanvas::pop_clip() {
  clips_.pop_back();
  apply_clip();
}

void SdlCanvas::apply_clip() {
  SDL_RenderSetClipRect(renderer_, clips_.empty() ? nullptr : &clips_.back());
}

}  // namespace antre::ui
