// SPDX-License-Identifier: Apache-2.0
#include "display/sound_sdl.hpp"

#include <SDL.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "display/chime.hpp"

namespace antre::display {
namespace {

/// 43 ms: soon enough for a chime, rare enough to cost nothing.
constexpr Uint16 kBufferSamples = 2048;

class SdlSound : public SoundOutput {
 public:
  SdlSound(Done done, std::function<void(const std::string&)> warn)
      : done_(std::move(done)), warn_(std::move(warn)), chime_(make_chime()) {
    const char* driver = SDL_GetCurrentAudioDriver();
    keep_open_ = driver != nullptr && std::string_view(driver) == "disk";
  }
  ~SdlSound() override {
    close();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  void play(const Announcement& announcement, int volume) override {
    std::vector<std::int16_t> samples;
    if (announcement.chime) samples = at_volume(chime_, volume);
    if (samples.empty() || !open()) {
      done_(announcement.seq);
      return;
    }
    SDL_LockAudioDevice(device_);
    samples_ = std::move(samples);
    position_ = 0;
    seq_ = announcement.seq;
    sounding_ = true;
    SDL_UnlockAudioDevice(device_);
    SDL_PauseAudioDevice(device_, 0);
  }

  void stop() override {
    if (device_ == 0) return;
    SDL_LockAudioDevice(device_);
    sounding_ = false;
    samples_.clear();
    SDL_UnlockAudioDevice(device_);
    rest();
  }

  void rest() override {
    if (device_ == 0) return;
    SDL_LockAudioDevice(device_);
    const bool busy = sounding_;
    SDL_UnlockAudioDevice(device_);
    if (busy) return;
    if (keep_open_)
      SDL_PauseAudioDevice(device_, 1);
    else
      close();
  }

 private:
  bool open() {
    if (device_ != 0) return true;
    SDL_AudioSpec wanted{};
    wanted.freq = kSampleRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kBufferSamples;
    wanted.callback = &SdlSound::fill;
    wanted.userdata = this;
    // No changes allowed: SDL converts for a device that wants something else.
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0 && !warned_) {
      warned_ = true;
      warn_(SDL_GetError());
    }
    return device_ != 0;
  }

  void close() {
    if (device_ != 0) SDL_CloseAudioDevice(device_);
    device_ = 0;
  }

  static void fill(void* self, Uint8* stream, int bytes) {
    static_cast<SdlSound*>(self)->fill({stream, static_cast<std::size_t>(bytes)});
  }

  /// SDL's audio thread, which holds the device's lock.
  void fill(std::span<Uint8> out) {
    const std::size_t wanted = out.size() / sizeof(std::int16_t);
    const std::size_t n = sounding_ ? std::min(wanted, samples_.size() - position_) : 0;
    std::memcpy(out.data(), samples_.data() + position_, n * sizeof(std::int16_t));
    std::memset(out.data() + n * sizeof(std::int16_t), 0, out.size() - n * sizeof(std::int16_t));
    position_ += n;
    // One buffer of silence follows the last sample before it is done: by then the device has
    // played it, so that closing it cuts nothing off.
    if (sounding_ && n == 0) {
      sounding_ = false;
      samples_.clear();
      position_ = 0;
      done_(seq_);
    }
  }

  Done done_;
  std::function<void(const std::string&)> warn_;
  std::vector<std::int16_t> chime_;
  SDL_AudioDeviceID device_ = 0;
  bool keep_open_ = false;
  bool warned_ = false;
  // Under the device's lock while it is open:
  std::vector<std::int16_t> samples_;
  std::size_t position_ = 0;
  std::uint64_t seq_ = 0;
  bool sounding_ = false;
};

}  // namespace

Result<std::unique_ptr<SoundOutput>> open_sdl_sound(SoundOutput::Done done,
                                                    std::function<void(const std::string&)> warn) {
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
    return Error{ErrorCode::kIo, std::string("no sound: ") + SDL_GetError()};
  return std::unique_ptr<SoundOutput>(std::make_unique<SdlSound>(std::move(done), std::move(warn)));
}

}  // namespace antre::display
