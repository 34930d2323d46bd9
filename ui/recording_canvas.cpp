// SPDX-License-Identifier: Apache-2.0
#include "ui/recording_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace antre::ui {
namespace {

// Hinting and rounding move ink by about this much.
constexpr double kSlack = 1.0;

bool has_descender(std::string_view text) {
  return text.find_first_of("gjpqy,;()[]{}|@Q_") != std::string_view::npos;
}

bool meet(const Rect& a, const Rect& b, double slack) {
  const Rect both = a.intersection(b);
  return both.width > slack && both.height > slack;
}

std::string place(const Rect& r) {
  return fmt::format("{:.0f},{:.0f} {:.0f}x{:.0f}", r.x, r.y, r.width, r.height);
}

}  // namespace

RecordingCanvas::RecordingCanvas(Size size) : size_(size) {
  auto measurer = make_text_measurer();
  if (!measurer) {
    throw std::runtime_error(measurer.error().detail);
  }
  measurer_ = std::move(*measurer);
}

RecordingCanvas::~RecordingCanvas() = default;

void RecordingCanvas::clear() {
  texts_.clear();
  controls_.clear();
  icons_.clear();
  painted_.clear();
  faults_.clear();
  opacities_.clear();
  offsets_.clear();
  clips_.clear();
}

const RecordedText* RecordingCanvas::find(std::string_view part) const {
  const auto found = std::ranges::find_if(
      texts_, [part](const RecordedText& t) { return t.text.find(part) != std::string::npos; });
  return found == texts_.end() ? nullptr : &*found;
}

bool RecordingCanvas::shows_icon(std::string_view name) const {
  return std::ranges::any_of(icons_, [name](const RecordedIcon& i) { return i.name == name; });
}

const RecordedControl* RecordingCanvas::find_control(std::string_view name) const {
  const auto found = std::ranges::find_if(
      controls_, [name](const RecordedControl& control) { return control.name == name; });
  return found == controls_.end() ? nullptr : &*found;
}

std::string RecordingCanvas::all_text() const {
  std::string all;
  for (const RecordedText& text : texts_) {
    all += text.text + "\n";
  }
  return all;
}

std::vector<std::string> RecordingCanvas::check_layout(Size touch, double smallest) const {
  std::vector<std::string> faults = faults_;
  const Rect screen{0, 0, size_.width, size_.height};
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const RecordedText& text = texts_[i];
    if (text.style.size < smallest) {
      faults.push_back(
          fmt::format("'{}' is {:.1f} px, needs {:.1f}", text.text, text.style.size, smallest));
    }
    if (text.scrolls) {
      continue;
    }
    if (!screen.contains(text.ink, kSlack)) {
      faults.push_back(fmt::format("'{}' at {} leaves the screen", text.text, place(text.ink)));
    } else if (text.container && !text.container->contains(text.ink, kSlack)) {
      faults.push_back(fmt::format("'{}' at {} leaves its box {}", text.text, place(text.ink),
                                   place(*text.container)));
    }
    for (std::size_t j = i + 1; j < texts_.size(); ++j) {
      if (!texts_[j].scrolls && meet(text.ink, texts_[j].ink, kSlack)) {
        faults.push_back(fmt::format("'{}' at {} and '{}' at {} overlap", text.text,
                                     place(text.ink), texts_[j].text, place(texts_[j].ink)));
      }
    }
  }
  for (std::size_t i = 0; i < controls_.size(); ++i) {
    const RecordedControl& control = controls_[i];
    if (control.rect.width < touch.width - kSlack || control.rect.height < touch.height - kSlack) {
      faults.push_back(fmt::format("control '{}' at {} is smaller than {:.0f}x{:.0f}", control.name,
                                   place(control.rect), touch.width, touch.height));
    }
    if (!screen.contains(control.rect, kSlack)) {
      faults.push_back(
          fmt::format("control '{}' at {} leaves the screen", control.name, place(control.rect)));
    }
    for (std::size_t j = i + 1; j < controls_.size(); ++j) {
      if (meet(control.rect, controls_[j].rect, kSlack)) {
        faults.push_back(
            fmt::format("controls '{}' and '{}' overlap", control.name, controls_[j].name));
      }
    }
  }
  return faults;
}

Rect RecordingCanvas::placed(const Rect& rect) const {
  return offsets_.empty() ? rect : rect.moved(offsets_.back().x, offsets_.back().y);
}

double RecordingCanvas::opacity() const {
  return opacities_.empty() ? 1 : opacities_.back();
}

std::vector<std::string> RecordingCanvas::check_contrast(double least) const {
  std::vector<std::string> faults;
  for (const RecordedText& text : texts_) {
    if (text.contrast < least) {
      faults.push_back(fmt::format("'{}' at {} has {:.2f}:1 ({} on {}), needs {:.1f}", text.text,
                                   place(text.ink), text.contrast, to_hex(text.colour),
                                   to_hex(text.beneath), least));
    }
  }
  return faults;
}

void RecordingCanvas::paint(const Rect& shape, Colour colour) {
  // What lies whole under an opaque shape will never be asked for again.
  if (colour.a == 255) {
    std::erase_if(painted_, [&](const Painted& old) { return shape.contains(old.shape); });
  }
  painted_.push_back({shape, colour});
}

Colour RecordingCanvas::painted_at(Point at) const {
  constexpr double kOpaque = 255;
  Colour seen = kWhite;
  for (const Painted& painted : painted_) {
    if (painted.shape.contains(at)) {
      seen = mix(seen, {painted.colour.r, painted.colour.g, painted.colour.b},
                 painted.colour.a / kOpaque);
    }
  }
  return seen;
}

void RecordingCanvas::measure_contrast(RecordedText& text) const {
  // Both ends and the middle: a text that runs over an edge is seen where it is worst.
  constexpr double kOpaque = 255;
  const double y = text.ink.centre().y;
  for (const double x : {text.ink.x + 1, text.ink.centre().x, text.ink.right() - 1}) {
    const Colour beneath = painted_at({x, y});
    const Colour seen = mix(beneath, {text.colour.r, text.colour.g, text.colour.b},
                            opacity() * text.colour.a / kOpaque);
    const double here = contrast(seen, beneath);
    if (here < text.contrast) {
      text.contrast = here;
      text.beneath = beneath;
    }
  }
}

void RecordingCanvas::cover(const Rect& rect, Colour colour) {
  Rect shape = placed(rect);
  if (!clips_.empty()) {
    shape = shape.intersection(clips_.back());
  }
  paint(shape, colour.with_opacity(colour.a / 255.0 * opacity()));
  if (colour.a < 255 || opacity() < 1) {
    return;
  }
  std::erase_if(texts_, [&](const RecordedText& t) { return shape.contains(t.ink, kSlack); });
  std::erase_if(icons_, [&](const RecordedIcon& i) { return shape.contains(i.rect, kSlack); });
  for (const RecordedText& text : texts_) {
    if (!text.scrolls && meet(text.ink, shape, kSlack)) {
      faults_.push_back(fmt::format("'{}' at {} is partly covered", text.text, place(text.ink)));
    }
  }
}

void RecordingCanvas::fill_rect(const Rect& rect, Colour colour) {
  cover(rect, colour);
}
void RecordingCanvas::fill_round(const Rect& rect, double /*radius*/, Colour colour) {
  cover(rect, colour);
}
void RecordingCanvas::shadow(const Rect& /*rect*/, double /*radius*/, ShadowKind /*kind*/,
                             Colour /*ink*/) {}

void RecordingCanvas::draw(const TextRun& run) {
  if (run.text.empty() || opacity() <= 0) {
    return;
  }
  const double width = measurer_->width(run.text, run.style);
  double x = run.at.x;
  if (run.align != Align::kLeft) {
    x -= run.align == Align::kCentre ? width / 2 : width;
  }
  const FontMetrics metrics = metrics_of(run.style.font);
  const double baseline = baseline_of(run.style, run.at.y);
  const double above = metrics.capital * run.style.size;
  const double below = has_descender(run.text) ? metrics.descender * run.style.size * 0.85 : 0;
  RecordedText text{run.text,
                    placed({x, run.at.y, width, run.style.line}),
                    placed({x, baseline - above, width, above + below}),
                    run.style,
                    run.colour,
                    std::nullopt,
                    !clips_.empty(),
                    21,
                    kWhite};
  if (run.container) {
    text.container = placed(*run.container);
  }
  if (!clips_.empty() && text.ink.intersection(clips_.back()).empty()) {
    return;
  }
  measure_contrast(text);
  texts_.push_back(std::move(text));
}

void RecordingCanvas::icon(std::string_view name, const Rect& rect, Colour colour,
                           double /*turn_degrees*/) {
  if (opacity() > 0) {
    icons_.push_back({std::string(name), placed(rect), colour});
  }
}

bool RecordingCanvas::image(const std::string& path, const Rect& rect, ImageFit fit) {
  if (path.empty()) {
    return false;
  }
  if (fit == ImageFit::kCover) {
    cover(rect, kWhite);
  }
  return true;
}

void RecordingCanvas::arcs(std::span<const Arc> /*arcs*/, Colour /*colour*/) {}
void RecordingCanvas::modules(const BitMatrix& /*code*/, const Rect& rect, Colour colour) {
  cover(rect, colour);
}

void RecordingCanvas::push_opacity(double opacity) {
  opacities_.push_back(this->opacity() * std::clamp(opacity, 0.0, 1.0));
}
void RecordingCanvas::pop_opacity() {
  opacities_.pop_back();
}
void RecordingCanvas::push_offset(double dx, double dy) {
  const Point before = offsets_.empty() ? Point{} : offsets_.back();
  offsets_.push_back({before.x + dx, before.y + dy});
}
void RecordingCanvas::pop_offset() {
  offsets_.pop_back();
}
void RecordingCanvas::push_clip(const Rect& rect) {
  clips_.push_back(clips_.empty() ? placed(rect) : placed(rect).intersection(clips_.back()));
}
void RecordingCanvas::pop_clip() {
  clips_.pop_back();
}

void RecordingCanvas::control(const Rect& rect, std::string_view name) {
  controls_.push_back({std::string(name), placed(rect)});
}

void RecordingCanvas::overlay(const Rect& rect) {
  const Rect layer = placed(rect);
  std::erase_if(texts_, [&](const RecordedText& t) { return meet(t.ink, layer, 0); });
  std::erase_if(icons_, [&](const RecordedIcon& i) { return meet(i.rect, layer, 0); });
  std::erase_if(controls_, [&](const RecordedControl& c) { return meet(c.rect, layer, 0); });
}

}  // namespace antre::ui
