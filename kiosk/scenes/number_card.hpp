// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/scenes/frame.hpp"

namespace antre::kiosk {

/// What stands on the ticket on the screen beside number and service.
struct NumberCard {
  double number_size = 352;
  bool facts = true;  ///< people ahead and wait as figures, after a dotted line
  bool qr = true;     ///< if the hall has a web address
  std::string line;   ///< a sentence under the service; empty: none
};
/// The ticket with its number, spread over the height of `rect`.
void draw_number_card(Frame& frame, const ui::Rect& rect, const NumberCard& card);
/// Whether the ticket can be followed on a phone.
[[nodiscard]] bool has_qr(const Frame& frame);

}  // namespace antre::kiosk
