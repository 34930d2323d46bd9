// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "i18n/catalogue.hpp"
#include "kiosk/kiosk_model.hpp"
#include "ui/canvas.hpp"
#include "ui/look.hpp"
#include "ui/widgets.hpp"

namespace antre::kiosk {

/// A control as it was drawn: what a finger or a key may reach.
struct Target {
  ui::Rect rect;
  Touch touch;
  std::string name;  ///< what is read aloud when it has the focus
};
/// A key of the scene's own: it turns the keyboard between letters and signs.
[[nodiscard]] inline Touch layer_touch() {
  return {Element::kKey, 0, {}};
}

/// Where finger and keyboard are, for the look of the controls.
struct Hands {
  std::optional<Touch> pressed;   ///< held now
  std::optional<Touch> released;  ///< let go a moment ago
  double fading = 0;              ///< how much of `released`'s fill is left
  std::optional<Touch> focused;
};

/// Text styles of one page: usual or large text.
struct PageType {
  ui::TextStyle title, title2, lead, body, label, card, action, fact;
  double smallest = 24;
};
[[nodiscard]] PageType page_type(bool large);

/// All that a page is drawn from, and the list of its controls, which drawing fills. Lives for one
/// frame.
class Frame {
 public:
  struct Parts {
    ui::Canvas& canvas;
    const ui::Look& look;
    const i18n::Catalogue& words;
    const i18n::Catalogue* second;  ///< words of the second line under a heading, or none
    const KioskModel& model;
    Ms now = 0;
    Hands hands;
    double number_in = 1;  ///< share of the motion with which a ticket number comes
    bool signs = false;    ///< the keyboard on the screen shows digits and signs
  };
  explicit Frame(const Parts& parts);

  ui::Canvas& canvas;
  const ui::Look& look;
  const i18n::Catalogue& words;
  const i18n::Catalogue* second;
  const KioskModel& model;
  const Ms now;
  const double number_in;
  const bool signs;
  const ui::Size size;
  const bool wide;   ///< landscape
  const bool large;  ///< large text and high contrast
  const double margin;
  const PageType type;

  [[nodiscard]] const ui::Theme& theme() const { return look.theme; }
  /// Makes `rect` a control, read aloud as `name`, and says how it looks now.
  ui::ControlState control(const Touch& touch, const ui::Rect& rect, std::string name);
  /// A place that answers to a finger, but is no control for keys and not seen as one.
  void hidden_control(const Touch& touch, const ui::Rect& rect);
  /// Nothing that was drawn so far can be touched: something else lies over it.
  void take_over() { targets_.clear(); }
  [[nodiscard]] std::vector<Target> take_targets() { return std::move(targets_); }
  /// The text of a hall file's value in the page's language.
  [[nodiscard]] const std::string& text(const Text& value) const;
  /// What there is between the two margins.
  [[nodiscard]] double content_width() const { return size.width - 2 * margin; }

 private:
  Hands hands_;
  std::vector<Target> targets_;
};

/// Height of the bar with hall and clock.
[[nodiscard]] double bar_height(const Frame& frame);
void draw_bar(Frame& frame);
/// Language, large text and service standard in reach of a seated person.
void draw_bottom_bar(Frame& frame, bool with_standard = true);
/// Top of the bottom bar.
[[nodiscard]] double bottom_bar_top(const Frame& frame);
/// Where "back" stands and the main action at its right, or the large-text form of both.
[[nodiscard]] ui::Rect back_rect(const Frame& frame);
void draw_back(Frame& frame);
/// Letter tile and name of a service in one row from `at`, not wider than `width`.
void draw_service_line(Frame& frame, const ServiceSettings& service, ui::Point at, double width);
/// A text in a box from its top in at most `max_lines`; smaller when it is too long, but not below
/// the page's smallest size. Returns the height used.
double fit_paragraph(Frame& frame, const std::string& text, const ui::Rect& box,
                     const ui::TextStyle& style, ui::Colour colour, int max_lines,
                     ui::Align align = ui::Align::kLeft);
/// The same with lines of about equal length.
double balanced_paragraph(Frame& frame, const std::string& text, const ui::Rect& box,
                          const ui::TextStyle& style, ui::Colour colour, int max_lines);
/// How many lines `text` takes in `width`, at most `max_lines`.
[[nodiscard]] double line_count(Frame& frame, const std::string& text, const ui::TextStyle& style,
                                double width, int max_lines);
/// The width at which `text` keeps its number of lines and these are about equally long.
[[nodiscard]] double balanced_width(Frame& frame, const std::string& text,
                                    const ui::TextStyle& style, double width);
/// A service's name as it fits `width` in at most `max_lines`, or its short name.
struct FittedName {
  std::string text;
  ui::TextStyle style;
  double height = 0;
};
[[nodiscard]] FittedName fit_name(Frame& frame, const ServiceSettings& service,
                                  const ui::TextStyle& style, double width, int max_lines);
/// The style in which `text` fits `width` in at most `max_lines` without breaking a word.
[[nodiscard]] ui::TextStyle fit_lines(Frame& frame, const std::string& text,
                                      const ui::TextStyle& style, double width, int max_lines);

/// The pages. Each draws everything under the bar.
void draw_home(Frame& frame);
void draw_class(Frame& frame);
void draw_ticket(Frame& frame);
void draw_no_paper(Frame& frame);
void draw_offline(Frame& frame);
void draw_checking(Frame& frame);
void draw_starting(Frame& frame);
void draw_closed(Frame& frame);
void draw_standard(Frame& frame);
void draw_guest_book(Frame& frame);
void draw_check_in(Frame& frame);
void draw_service_pin(Frame& frame);
void draw_service_menu(Frame& frame);
/// The page that the model is on.
void draw_page(Frame& frame);
/// "Still there?" over the page, while the model counts down to home.
void draw_still_there(Frame& frame);

}  // namespace antre::kiosk
