// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/canvas.hpp"

namespace antre::ui {

struct RecordedText {
  std::string text;
  Rect box;  ///< line box: width as measured
  Rect ink;  ///< from capital height to the baseline, or the descenders if the text has some
  TextStyle style;
  Colour colour;
  std::optional<Rect> container;
  bool scrolls = false;  ///< drawn inside a clip, which may cut it
  double contrast = 21;  ///< to what was drawn beneath it, where it is least
  Colour beneath = kWhite;
};
struct RecordedControl {
  std::string name;
  Rect rect;
};
struct RecordedIcon {
  std::string name;
  Rect rect;
  Colour colour;
};

/// Keeps what a scene draws, with the widths of the real fonts, so that tests can ask for it
/// without a window. What an opaque shape has covered whole is forgotten, as it cannot be seen.
class RecordingCanvas : public Canvas {
 public:
  /// Throws std::runtime_error if the fonts are missing.
  explicit RecordingCanvas(Size size);
  ~RecordingCanvas() override;

  /// For a new frame.
  void clear();

  [[nodiscard]] const std::vector<RecordedText>& texts() const { return texts_; }
  [[nodiscard]] const std::vector<RecordedControl>& controls() const { return controls_; }
  [[nodiscard]] const std::vector<RecordedIcon>& icons() const { return icons_; }
  /// The first text that contains `part`; nullptr if there is none.
  [[nodiscard]] const RecordedText* find(std::string_view part) const;
  [[nodiscard]] bool shows(std::string_view part) const { return find(part) != nullptr; }
  [[nodiscard]] bool shows_icon(std::string_view name) const;
  [[nodiscard]] const RecordedControl* find_control(std::string_view name) const;
  /// All texts, one per line, in the order drawn.
  [[nodiscard]] std::string all_text() const;

  /// One sentence per fault: a text outside the screen or its container, two texts over each other,
  /// a text partly covered, a control smaller than `touch` or outside the screen, two controls that
  /// overlap, a text smaller than `smallest` px. Empty: all is well.
  [[nodiscard]] std::vector<std::string> check_layout(Size touch = {0, 0},
                                                      double smallest = 0) const;
  /// One sentence per text with less than `least` to 1 against what was drawn beneath it before.
  [[nodiscard]] std::vector<std::string> check_contrast(double least) const;

  [[nodiscard]] Size size() const override { return size_; }
  [[nodiscard]] double scale() const override { return 1; }
  [[nodiscard]] TextMeasurer& measurer() override { return *measurer_; }
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
  void control(const Rect& rect, std::string_view name) override;
  void overlay(const Rect& rect) override;

 private:
  [[nodiscard]] Rect placed(const Rect& rect) const;
  [[nodiscard]] double opacity() const;
  void cover(const Rect& rect, Colour colour);
  void paint(const Rect& shape, Colour colour);
  [[nodiscard]] Colour painted_at(Point at) const;
  void measure_contrast(RecordedText& text) const;

  struct Painted {
    Rect shape;
    Colour colour;
  };

  Size size_;
  std::unique_ptr<TextMeasurer> measurer_;
  std::vector<RecordedText> texts_;
  std::vector<RecordedControl> controls_;
  std::vector<RecordedIcon> icons_;
  std::vector<Painted> painted_;
  std::vector<std::string> faults_;
  std::vector<double> opacities_;
  std::vector<Point> offsets_;
  std::vector<Rect> clips_;
};

}  // namespace antre::ui
