// SPDX-License-Identifier: Apache-2.0
#include <SDL_image.h>
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "ui/offscreen.hpp"
#include "ui/sdl_canvas.hpp"

namespace antre::ui {
namespace {

class SdlOffscreen : public Offscreen {
 public:
  SdlOffscreen(SurfacePtr surface, RendererPtr renderer, std::unique_ptr<SdlFonts> fonts,
               Size reference)
      : surface_(std::move(surface)),
        renderer_(std::move(renderer)),
        canvas_(renderer_.get(), std::move(fonts)) {
    canvas_.begin({static_cast<double>(surface_->w), static_cast<double>(surface_->h)}, reference);
  }

  Canvas& canvas() override { return canvas_; }
  std::uint64_t textures_made() const override { return canvas_.textures_made(); }

  Colour pixel(int x, int y) const override {
    SDL_RenderFlush(renderer_.get());
    if (x < 0 || y < 0 || x >= surface_->w || y >= surface_->h) {
      return {0, 0, 0, 0};
    }
    const auto* const row = static_cast<const Uint32*>(static_cast<const void*>(
        static_cast<const Uint8*>(surface_->pixels) + std::ptrdiff_t{y} * surface_->pitch));
    Colour colour;
    SDL_GetRGBA(row[x], surface_->format, &colour.r, &colour.g, &colour.b, &colour.a);
    return colour;
  }

  Result<void> save_png(const std::string& path) const override {
    SDL_RenderFlush(renderer_.get());
    if (IMG_SavePNG(surface_.get(), path.c_str()) != 0) {
      return Error{ErrorCode::kIo, fmt::format("{}: {}", path, IMG_GetError())};
    }
    return {};
  }

 private:
  // In the order in which they need each other: the canvas's textures go before the renderer.
  SurfacePtr surface_;
  RendererPtr renderer_;
  SdlCanvas canvas_;
};

}  // namespace

Result<std::unique_ptr<Offscreen>> Offscreen::open(Size device, Size reference) {
  auto fonts = SdlFonts::open();
  if (!fonts) {
    return fonts.error();
  }
  SurfacePtr surface(SDL_CreateRGBSurfaceWithFormat(0, static_cast<int>(std::lround(device.width)),
                                                    static_cast<int>(std::lround(device.height)),
                                                    32, SDL_PIXELFORMAT_XRGB8888));
  RendererPtr renderer(surface ? SDL_CreateSoftwareRenderer(surface.get()) : nullptr);
  if (!renderer) {
    return Error{ErrorCode::kIo, fmt::format("no picture to draw on: {}", SDL_GetError())};
  }
  return std::unique_ptr<Offscreen>(std::make_unique<SdlOffscreen>(
      std::move(surface), std::move(renderer), std::move(*fonts), reference));
}

}  // namespace antre::ui
