// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

/// What a hall feels at its display, and what the display costs.
namespace antre::bench {

/// From a call that the link has decoded to the frame that shows it, beside a bare clear and
/// present of the same window.
void display_call(std::vector<Figure>& figures);
/// From a call that the link has decoded to the first sample of its chime at the sound device,
/// beside the device's buffer.
void display_chime(std::vector<Figure>& figures);
/// The longest frames of a day of 1,434 calls at speed, beside a bare clear and present of that
/// run.
void display_day(std::vector<Figure>& figures);
/// The program's processor time while a long message moves at 60 frames a second, at 1080p.
void display_ticker(std::vector<Figure>& figures);

}  // namespace antre::bench
