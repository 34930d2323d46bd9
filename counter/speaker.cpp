// SPDX-License-Identifier: Apache-2.0
#include "counter/speaker.hpp"

#include <SDL.h>

#include <vector>

namespace antre::counter {

Speaker::~Speaker() {
  if (device_ != 0) {
    SDL_CloseAudioDevice(device_);
  }
}

bool Speaker::play(Tone tone) {
  const std::vector<std::int16_t> sound = make_tone(tone);
  if (sound.empty()) {
    return false;
  }
  if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) {
    SDL_CloseAudioDevice(device_);  // unplugged
    device_ = 0;
  }
  if (device_ == 0) {
    if (SDL_WasInit(SDL_INIT_AUDIO) == 0 && SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
      return false;
    }
    SDL_AudioSpec wanted{};
    wanted.freq = kToneRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 2'048;
    // No changes allowed: SDL converts for a device that wants something else.
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0) {
      return false;
    }
  }
  SDL_ClearQueuedAudio(device_);
  const auto bytes = static_cast<Uint32>(sound.size() * sizeof(std::int16_t));
  const bool queued = SDL_QueueAudio(device_, sound.data(), bytes) == 0;
  SDL_PauseAudioDevice(device_, 0);
  return queued;
}

}  // namespace antre::counter
