// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "counter/tones.hpp"

namespace antre::counter {

/// The machine's loudspeaker, opened for the first sound. A machine without one stays silent: the
/// window says everything in words too. Used by the UI thread alone.
class Speaker {
 public:
  Speaker() = default;
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;
  ~Speaker();

  /// Plays it now, in place of one that still sounds; false: nothing was heard.
  bool play(Tone tone);

 private:
  std::uint32_t device_ = 0;
};

}  // namespace antre::counter
