// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "display/sound.hpp"
#include "protocol/result.hpp"

namespace antre::display {

/// Announcements through SDL's audio. The device is open only while something sounds; with a driver
/// that writes a file (SDL_AUDIODRIVER=disk) it stays open, since opening it again would empty the
/// file. `done` comes on SDL's audio thread, or on the caller's if a device cannot be opened (then
/// `warn` is called with one sentence, once). kIo if there is no audio driver at all.
[[nodiscard]] Result<std::unique_ptr<SoundOutput>> open_sdl_sound(
    SoundOutput::Done done, std::function<void(const std::string&)> warn);

}  // namespace antre::display
