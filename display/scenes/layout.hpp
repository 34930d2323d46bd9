// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "display/board.hpp"
#include "ui/geometry.hpp"
#include "ui/look.hpp"
#include "ui/type_scale.hpp"

namespace antre::display {

/// The table of counters: columns of rows, filled downwards.
struct TableLayout {
  ui::Rect area;  ///< the part's background
  ui::Rect rows;  ///< where the rows stand, without heading
  int columns = 1;
  int per_column = 6;
  double column_gap = 0;
  double row = 84;
  double row_gap = 0;
  bool boxed = false;  ///< rows are boxes with an outline (upright) instead of lines
  bool names = true;   ///< counter names; else their numbers under the heading "Loket"
  ui::TextStyle number = ui::type::kDisplayRow;
  ui::TextStyle name = ui::type::kDisplayName;

  [[nodiscard]] ui::Rect cell(int index) const;
  [[nodiscard]] double column_width() const;
};

struct ListLayout {
  ui::Rect area;
  ui::Rect rows;
  double row = 72;
  bool shown = true;
};

/// Where the parts of the display stand, in reference px.
struct Layout {
  bool upright = false;
  double margin = 64;
  ui::Rect screen;
  ui::Rect bar;
  ui::Rect notice;  ///< the yellow band of offline; empty otherwise
  ui::Rect panel;   ///< the number now called
  ui::Rect band;    ///< and its counter
  TableLayout counters;
  ListLayout earlier;
  ui::Rect waiting;         ///< columns of the waiting lines, without margins
  bool tiles_only = false;  ///< waiting as letter tiles with counts under a heading
  ui::Rect ticker;

  /// Panel and band: what a call, the calm state and the last known call fill.
  [[nodiscard]] ui::Rect stage() const {
    return {panel.x, panel.y, panel.width, band.bottom() - panel.y};
  }
};

/// `size` is the canvas's, at least 1920x1080 or 1080x1920; what is more in height goes to the
/// panel, what is more in width to the left part.
[[nodiscard]] Layout make_layout(ui::Size size, const Board& board);

}  // namespace antre::display
