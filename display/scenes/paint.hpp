// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "display/board.hpp"
#include "display/care.hpp"
#include "display/scenes/layout.hpp"
#include "display/ticker.hpp"
#include "i18n/catalogue.hpp"
#include "ui/canvas.hpp"
#include "ui/look.hpp"

namespace antre::display {

/// What every part of the display is drawn with.
struct Paint {
  ui::Canvas& canvas;
  const ui::Look& look;
  const i18n::Catalogue& words;
  const Layout& at;
  const Board& board;

  [[nodiscard]] const ui::Theme& theme() const { return look.theme; }
  [[nodiscard]] bool away() const {
    return board.state == BoardState::kOffline || board.state == BoardState::kNotAuthorised;
  }
  /// A background that ends at the edge of the screen goes on beyond it, since the whole picture is
  /// moved by some px now and then.
  [[nodiscard]] ui::Rect bleed(const ui::Rect& rect) const {
    const double left = rect.x <= at.screen.x ? ui::kS1 : 0;
    const double top = rect.y <= at.screen.y ? ui::kS1 : 0;
    const double right = rect.right() >= at.screen.right() ? ui::kS1 : 0;
    const double bottom = rect.bottom() >= at.screen.bottom() ? ui::kS1 : 0;
    return {rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom};
  }
  /// Text of what is known: grey once it is no longer sure.
  [[nodiscard]] ui::Colour ink() const { return away() ? theme().ink2 : theme().ink; }
};

/// Headings of the lists.
inline constexpr ui::TextStyle kHeadingStyle = ui::type::kDisplaySmall.with_size(32, 40);
/// "Silakan menuju".
inline constexpr ui::TextStyle kGoStyle = ui::type::kDisplayText.with_size(36, 44);

/// "09.42" of a minute since 1970 in the hall's zone.
[[nodiscard]] std::string clock_text(std::int64_t minute);
/// "Buka Rabu pukul 08.00" of a closed hall; empty where it is not known when.
[[nodiscard]] std::string opening_text(const Paint& paint);
/// Draws a number with its left stem at `x` and its baseline at `baseline`, scaled down to `width`.
/// Returns the width of its ink, from the stem on.
double draw_number(ui::Canvas& canvas, const std::string& number, ui::Point at, double width,
                   const ui::TextStyle& style, ui::Colour colour);
/// The size that no text goes below.
inline constexpr double kSmallest = ui::type::kDisplaySmall.size;
/// A counter's name where it fits at a size that can be read, else "Loket 2".
[[nodiscard]] std::string counter_text(const Paint& paint, const std::string& name, int id,
                                       const ui::TextStyle& style, double width);
/// The arrow towards a counter; nothing when the hall has not said where it lies.
void draw_arrow(ui::Canvas& canvas, const std::string& direction, const ui::Rect& rect,
                ui::Colour colour);

void draw_bar(const Paint& paint);
void draw_ticker(const Paint& paint, Ticker& ticker, ui::TimePoint now);
/// The panel and the band of a call in progress. `opacity` is that of the number while it pulses;
/// `framed`: with the frame that stands for the pulse in reduced motion.
void draw_call(const Paint& paint, const ShownCall& call, double opacity, bool framed);
/// The stage when nobody is called: please sit, and the last call.
void draw_calm(const Paint& paint);
/// What the supervisor has to say, while it is being said.
void draw_message(const Paint& paint);
/// Where a picture of the hall stands between calls, and what is said beside it.
[[nodiscard]] ui::Rect picture_area(const Paint& paint);
void draw_beside_picture(const Paint& paint, const ui::Rect& picture);
/// A dark screen with a wandering clock, for nobody; `percent` of the usual brightness.
void draw_night(const Paint& paint, int percent);
/// The stage with what was last known, and the band that says what to do.
void draw_offline(const Paint& paint);
void draw_counters(const Paint& paint);
/// `shift` 0 to 1: how far the rows are on the way to their place.
void draw_earlier(const Paint& paint, double shift);
/// Who waits, by service, and the quiet line; of a closed hall when it opens again.
void draw_waiting(const Paint& paint);

}  // namespace antre::display
