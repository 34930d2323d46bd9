// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "counter/scenes/frame.hpp"
#include "counter/supervisor/supervisor_model.hpp"
#include "i18n/catalogue.hpp"
#include "ui/canvas.hpp"
#include "ui/look.hpp"
#include "ui/widgets.hpp"

namespace antre::counter::supervisor {

/// The smallest window that everything is laid out for.
inline constexpr ui::Size kPageReference{1280, 800};
inline constexpr double kPageBar = 72;
inline constexpr double kPageFoot = 40;
inline constexpr double kPageMargin = 24;

/// Where the parts stand in a window, and how the counters' cards do.
struct PageLayout {
  double side_x = 0;     ///< left edge of the side column
  double left = 0;       ///< of what stands beside it
  double width = 0;      ///< of that
  bool compact = false;  ///< small cards: they are many
  std::size_t columns = 3;
  std::size_t card_rows = 1;  ///< rows that have room
  ui::Size card;
  double gap = 16;
  double lines_y = 0;
  double line_height = 68;
  std::size_t line_rows = 1;  ///< that have room
};
[[nodiscard]] PageLayout layout_of(ui::Size size, std::size_t counters, std::size_t lines);

/// A place that can be pressed, as drawn.
struct PageTarget {
  ui::Rect rect;
  Press press;
};

/// How far each list is scrolled: kept from frame to frame, moved when what is selected is out of
/// sight.
struct Scrolled {
  std::size_t card_row = 0;
  std::size_t line = 0;
  std::size_t side = 0;
};

/// All that the page is drawn from. Lives for one frame.
class PageFrame {
 public:
  struct Parts {
    ui::Canvas& canvas;
    const ui::Look& look;
    const i18n::Catalogue& words;
    const SupervisorModel& model;
    const std::string& language;
    const std::string& name;  ///< of the supervisor's key
    Ms now = 0;
    Scrolled& scrolled;
    std::optional<Press> pressed;  ///< held now
  };
  explicit PageFrame(const Parts& parts);

  ui::Canvas& canvas;
  const ui::Look& look;
  const i18n::Catalogue& words;
  const SupervisorModel& model;
  const std::string& language;
  const std::string& name;
  const Ms now;
  Scrolled& scrolled;
  const ui::Size size;
  const PageLayout layout;

  [[nodiscard]] const ui::Theme& theme() const { return look.theme; }
  [[nodiscard]] std::string service_name(const ServiceId& service) const;
  [[nodiscard]] std::string hall_name() const;
  /// "5:30" since a moment of the dispatcher's.
  [[nodiscard]] std::string running(EngineMs since) const;
  [[nodiscard]] std::optional<TicketClock> clock(const ViewTicket* ticket) const;
  [[nodiscard]] std::string time_at_wall(std::int64_t wall_ms) const;
  void reach(const Press& press, const ui::Rect& rect);
  /// As reach(), with how it looks now.
  ui::ControlState control(const Press& press, const ui::Rect& rect);
  /// What lies below `rect` cannot be reached any more.
  void cover(const ui::Rect& rect);
  [[nodiscard]] std::vector<PageTarget> take_targets() { return std::move(targets_); }

 private:
  std::optional<Press> pressed_;
  std::vector<PageTarget> targets_;
};

/// The background of something that can be selected; where it is, with a thick outline.
void draw_selectable(PageFrame& frame, const ui::Rect& rect, const Item& item, double radius,
                     ui::Colour fill, ui::Colour line);
/// The clock as a bar with its seconds in words beside it, and a sign from *remind* on.
void draw_clock_bar(PageFrame& frame, const ui::Rect& rect, const TicketClock& clock);
[[nodiscard]] ui::TargetClock ring_of(const TicketClock& clock);
/// "Segera panggil", in the colour and with the sign of how far the clock is.
[[nodiscard]] ui::Chip chip_of(const TicketClock& clock, bool called, const i18n::Catalogue& words);

void draw_page_bar(PageFrame& frame);
void draw_counters(PageFrame& frame);
void draw_lines(PageFrame& frame);
void draw_side(PageFrame& frame);
void draw_page_foot(PageFrame& frame);
void draw_page_sheet(PageFrame& frame);
/// All of it, as the model is.
void draw_page(PageFrame& frame);

}  // namespace antre::counter::supervisor
