// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "display/sound.hpp"

namespace antre::display {

/// 21 ms: a chime waits for one that is under way and then for its own; rare enough to cost nothing
/// while something sounds, and nothing is asked for while all is quiet.
inline constexpr std::uint16_t kSoundBufferSamples = 1024;

/// Announcements through SDL's audio: the chime begins at once, the words are made meanwhile on a
/// thread of its own and follow it. That thread opens the device as well, so that no function here
/// waits for anything. The device is open only while something sounds, and opened anew when it was
/// unplugged meanwhile; with a driver that writes a file (SDL_AUDIODRIVER=disk) it stays open,
/// since opening it again would empty the file. Where there is no sound at all yet, it is looked
/// for again with each announcement. What sounds when a device is unplugged is done when it would
/// have been. `done` and `warn` come from threads of ours or from play(). `warn` is called with one
/// sentence when there is no device (again only after there was one), when one goes in the middle
/// of an announcement, and when words cannot be made.
[[nodiscard]] std::unique_ptr<SoundOutput> open_sdl_sound(
    SoundOutput::Done done, std::function<void(const std::string&)> warn);

}  // namespace antre::display
