// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace antre::bench {

/// What the empty window is painted with.
inline constexpr unsigned kEmptyColour = 0x12345A;

/// The least that a program with a window can be: SDL's own window of this size, drawn once in
/// software, open until it is told to close or SIGTERM comes. Gives the exit status.
int empty_window(int width, int height);

}  // namespace antre::bench
