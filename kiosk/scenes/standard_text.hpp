// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// One line of the standard as it is drawn.
struct StandardLine {
  std::string mark;       ///< "1" or a bullet before the text; empty: none
  std::string text;       ///< one line, or a marked paragraph that is one line
  bool marked = false;    ///< `text` has **strong** words
  bool indented = false;  ///< stands under a mark
};
struct StandardSection {
  std::string icon;
  std::string heading;
  std::vector<StandardLine> lines;
  bool continues = false;  ///< began on the page before
};
struct StandardLayout {
  ui::TextStyle heading;
  ui::TextStyle body;
  double indent = 88;  ///< from the icon to the text
  double mark = 46;    ///< from a mark to its text
  double above = 24;   ///< from the rule to the heading
  double below = 26;   ///< from the last line to the next rule
};
[[nodiscard]] StandardLayout standard_layout(const Frame& frame);

/// The six headings of a service in the published order, each broken into lines of `width`, spread
/// over pages of `height`. At least one page; a heading without a text is left out.
[[nodiscard]] std::vector<std::vector<StandardSection>> standard_pages(
    Frame& frame, const ServiceSettings& service, double width, double height);

}  // namespace antre::kiosk
