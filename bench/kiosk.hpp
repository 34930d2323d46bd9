// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "bench/figures.hpp"

/// What a visitor feels at the kiosk, and what the kiosk costs while nobody is there.
namespace antre::bench {

/// From the dispatcher's reply to the number on the screen, and from a touch to its first frame.
void kiosk_touch(std::vector<Figure>& figures);
/// From the dispatcher's reply to the job in the hands of a CUPS server of its own.
void kiosk_paper(std::vector<Figure>& figures);
/// From nothing to the home page, beside an empty window.
void kiosk_start(std::vector<Figure>& figures);
/// Frames of an hour in which nobody comes, and memory over a week with visitors, both in virtual
/// time.
void kiosk_idle(std::vector<Figure>& figures);

}  // namespace antre::bench
