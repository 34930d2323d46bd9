// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/picture.hpp"
#include "ui/sdl_fonts.hpp"
#include "ui/sdl_ptr.hpp"

namespace antre::ui {

/// Textures by a name, the least recently used ones dropped when they take more than a limit.
class TextureCache {
 public:
  explicit TextureCache(std::size_t limit_bytes) : limit_(limit_bytes) {}
  struct Entry {
    TexturePtr texture;  ///< nullptr: known to be unreadable
    int width = 0;
    int height = 0;
    int extra = 0;  ///< the ascent of a text, the corner of a shadow
  };
  /// nullptr if it is not there.
  [[nodiscard]] const Entry* find(const std::string& name);
  const Entry& put(const std::string& name, Entry entry);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// How many were put so far: one that is drawn again and again is put once.
  [[nodiscard]] std::uint64_t made() const { return made_; }

 private:
  using Item = std::pair<std::string, Entry>;
  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::uint64_t made_ = 0;
  std::list<Item> items_;  ///< most recently used first
  std::unordered_map<std::string, std::list<Item>::iterator> index_;
};

/// Draws with an SDL renderer, which outlives it. One thread.
class SdlCanvas : public Canvas, public ScreenCanvas {
 public:
  SdlCanvas(SDL_Renderer* renderer, std::unique_ptr<SdlFonts> fonts);

  /// Before each frame: the size of the output and of what the scene is laid out for.
  void begin(Size device, Size reference);

  [[nodiscard]] Size size() const override;
  [[nodiscard]] double scale() const override { return scale_; }
  [[nodiscard]] TextMeasurer& measurer() override { return *fonts_; }
  void fill_rect(const Rect& rect, Colour colour) override;
  void fill_round(const Rect& rect, double radius, Colour colour) override;
  void shadow(const Rect& rect, double radius, ShadowKind kind, Colour ink) override;
  void draw(const TextRun& run) override;
  void icon(std::string_view name, const Rect& rect, Colour colour,
            double turn_degrees = 0) override;
  bool image(const std::string& path, const Rect& rect, ImageFit fit = ImageFit::kCover) override;
  void arcs(std::span<const Arc> arcs, Colour colour) override;
  void modules(const BitMatrix& code, const Rect& rect, Colour dark) override;
  void push_opacity(double opacity) override;
  void pop_opacity() override;
  void push_offset(double dx, double dy) override;
  void pop_offset() override;
  void push_clip(const Rect& rect) override;
  void pop_clip() override;
  void control(const Rect& /*rect*/, std::string_view /*name*/) override {}
  void overlay(const Rect& /*rect*/) override {}
  void picture(const Picture& picture, const Rect& rect) override;
  [[nodiscard]] bool kept() const override { return kept_; }
  /// Textures made since the start: a frame of what was drawn before makes none.
  [[nodiscard]] std::uint64_t textures_made() const {
    return texts_.made() + shapes_.made() + arcs_.made() + pictures_.made();
  }

 private:
  [[nodiscard]] SDL_Rect device(const Rect& rect) const;
  [[nodiscard]] double opacity() const { return opacities_.empty() ? 1 : opacities_.back(); }
  [[nodiscard]] Point offset() const { return offsets_.empty() ? Point{} : offsets_.back(); }
  void apply_clip();
  void fill(const SDL_Rect& rect, Colour colour);
  void copy(const TextureCache::Entry& entry, const SDL_Rect* from, const SDL_Rect& to,
            Colour colour);
  void border_slices(const TextureCache::Entry& entry, int corner, const SDL_Rect& to,
                     Colour colour);
  const TextureCache::Entry& keep(TextureCache& cache, const std::string& name, SurfacePtr surface,
                                  int extra = 0);

  SDL_Renderer* renderer_;
  std::unique_ptr<SdlFonts> fonts_;
  Size device_size_;
  double scale_ = 1;
  bool kept_ = false;
  TextureCache texts_;
  TextureCache shapes_;
  TextureCache arcs_;
  TextureCache pictures_;
  std::vector<double> opacities_;
  std::vector<Point> offsets_;
  std::vector<SDL_Rect> clips_;
};

}  // namespace antre::ui
