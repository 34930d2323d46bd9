// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "counter/counter_model.hpp"
#include "i18n/catalogue.hpp"
#include "ui/canvas.hpp"
#include "ui/look.hpp"
#include "ui/widgets.hpp"

namespace antre::counter {

/// The window that everything is laid out for, and from which width the list stands beside it.
inline constexpr ui::Size kReference{420, 760};
inline constexpr double kWideFrom = 760;
inline constexpr double kFootHeight = 32;

/// A control as it was drawn: what the mouse may reach.
struct Target {
  ui::Rect rect;
  Touch touch;
};

/// Where the mouse is, for the look of the controls.
struct Hands {
  std::optional<Touch> pressed;   ///< held now
  std::optional<Touch> released;  ///< let go, or its key pressed, a moment ago
  double fading = 0;              ///< how much of `released`'s fill is left
};

/// All that the window is drawn from, and the list of its controls, which drawing fills. Lives for
/// one frame.
class Frame {
 public:
  struct Parts {
    ui::Canvas& canvas;
    const ui::Look& look;
    const i18n::Catalogue& words;
    const CounterModel& model;
    const std::string& language;
    Ms now = 0;
    Hands hands;
    double sheet_in = 1;  ///< share of the motion with which a sheet comes
  };
  explicit Frame(const Parts& parts);

  ui::Canvas& canvas;
  const ui::Look& look;
  const i18n::Catalogue& words;
  const CounterModel& model;
  const std::string& language;
  const Ms now;
  const double sheet_in;
  const ui::Size size;
  const bool wide;      ///< the list stands beside the column
  const double left;    ///< of the column of 420
  const double foot_y;  ///< top of the foot

  [[nodiscard]] const ui::Theme& theme() const { return look.theme; }
  /// A rectangle of the column.
  [[nodiscard]] ui::Rect at(double x, double y, double width, double height) const {
    return {left + x, y, width, height};
  }
  /// A band of the column's height, as wide as the column and the margins beside it.
  [[nodiscard]] ui::Rect band(double y, double height) const {
    return {0, y, wide ? kReference.width : size.width, height};
  }
  /// Makes `rect` a control and says how it looks now.
  ui::ControlState control(const Touch& touch, const ui::Rect& rect);
  /// The same for one that looks the same when it is of no use now.
  void reach(const Touch& touch, const ui::Rect& rect);
  /// Controls drawn so far cannot be reached: something lies over them.
  void cover(const ui::Rect& rect);
  [[nodiscard]] std::vector<Target> take_targets() { return std::move(targets_); }

  /// A hall file's text in the window's language.
  [[nodiscard]] const std::string& text(const Text& value) const;
  [[nodiscard]] std::string service_name(const ServiceId& service) const;
  [[nodiscard]] std::string short_name(const ServiceId& service) const;
  /// As draw_name() below.
  void name_in(const std::string& name, const ui::Rect& box, const ui::TextStyle& style,
               ui::Colour colour);
  /// "11": whole minutes since `since`.
  [[nodiscard]] int minutes_since(EngineMs since) const;
  /// "09.42" of a moment of the dispatcher's.
  [[nodiscard]] std::string time_at(EngineMs moment) const;

 private:
  Hands hands_;
  std::vector<Target> targets_;
};

/// A name in the middle of the height of `box`: a long one is set a little smaller, and one that is
/// longer still ends in "…". Not for numbers, which are never cut.
void draw_name(ui::Canvas& canvas, const std::string& name, const ui::Rect& box,
               const ui::TextStyle& style, ui::Colour colour);

/// The strip at `rect`; `urgent_only`: nothing is drawn for how things usually are. True: drawn.
bool draw_strip(Frame& frame, const ui::Rect& rect, bool urgent_only);

/// The parts, each in its own place.
void draw_bar(Frame& frame);
void draw_hero(Frame& frame);
void draw_buttons(Frame& frame);
void draw_lower(Frame& frame);
void draw_foot(Frame& frame);
void draw_sign_in(Frame& frame);
void draw_outcome(Frame& frame);
/// The sheet of more actions, of where to transfer, or of which service is given without a number.
void draw_choices(Frame& frame);
/// The sheets with a field or set reasons, and those that show a number large.
void draw_form(Frame& frame);
/// What the visitor entered in the guest book.
void draw_guest(Frame& frame);
/// The list over the window, or beside the column of a wide one.
void draw_list(Frame& frame);
/// All of it, as the model is.
void draw_window(Frame& frame);

}  // namespace antre::counter
