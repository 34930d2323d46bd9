// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "display/sound.hpp"
#include "protocol/result.hpp"

namespace antre::display {

/// Announcements through SDL's audio: the chime begins at once, the words are made meanwhile on a
/// thread of its own and follow it. That thread opens the device as well, so that no function here
/// waits for anything. The device is open only while something sounds, and opened anew when it was
/// unplugged meanwhile; with a driver that writes a file (SDL_AUDIODRIVER=disk) it stays open,
/// since opening it again would empty the file. `done` and `warn` come from threads of ours. `warn`
/// is called with one sentence when a device cannot be opened (again only after it could be) and
/// when words cannot be made. kIo if there is no audio driver at all.
[[nodiscard]] Result<std::unique_ptr<SoundOutput>> open_sdl_sound(
    SoundOutput::Done done, std::function<void(const std::string&)> warn);

}  // namespace antre::display
