// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// What a home card says of a line.
struct LineWords {
  std::string before;       ///< a quiet word over the figure of an expected wait ("kira-kira")
  std::string figure;       ///< minutes or how many wait; empty: nobody, or no numbers are given
  std::string long_wait{};  ///< an expected wait in hours and minutes, in place of a figure
  std::string label;        ///< what the figure counts, or the whole sentence
  std::string second;       ///< a quiet second line, empty: none
  std::string people;       ///< "2 orang" beside an expected wait, empty: none
  std::string late;         ///< the wait may go past closing time; empty: it does not
  bool at_once = false;
  bool refused = false;
};
[[nodiscard]] LineWords line_words(const Frame& frame, const ServiceSettings& service);
/// A card read aloud: the service, and what is said of its line.
[[nodiscard]] std::string spoken(const Frame& frame, const ServiceSettings& service);
/// Whether the service gives no numbers now.
[[nodiscard]] bool gives_none(const Frame& frame, const ServiceSettings& service);
/// The same in one sentence that stands in `lines` of `width` at the page's smallest size:
/// "kira-kira 5–9 menit · 2 orang", and where that is too long with less of it, the wait last.
[[nodiscard]] std::string line_sentence(const Frame& frame, const ServiceSettings& service,
                                        double width, int lines);

/// One thing to touch on the home page: a service, or the way to more of them.
struct HomeItem {
  Touch touch;
  const ServiceSettings* service = nullptr;  ///< none: more cards
};
/// The items of the home page that is shown, at most kCardsPerPage.
[[nodiscard]] std::vector<HomeItem> home_items(const Frame& frame);

/// The strip under the bar: an explanation, printer trouble or that the hall closes soon.
struct HomeStrip {
  ui::StripKind kind = ui::StripKind::kTint;
  std::string icon;
  std::string text;
};
[[nodiscard]] std::optional<HomeStrip> home_strip(const Frame& frame);
inline constexpr double kStripHeight = 72;
void draw_home_strip(Frame& frame, const HomeStrip& strip);

/// A wide card: icon, name and description, wait.
void draw_wide_card(Frame& frame, const HomeItem& item, const ui::Rect& rect);
/// A narrow card for five to eight services: icon, name over wait.
void draw_narrow_card(Frame& frame, const HomeItem& item, const ui::Rect& rect);

void draw_home_large(Frame& frame);

}  // namespace antre::kiosk
