// SPDX-License-Identifier: Apache-2.0
#include "display/sound_sdl.hpp"

#include <SDL.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "display/sound_track.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/voice.hpp"

namespace antre::display {
namespace {

/// SDL's device. Used by one thread, but for fill().
class Device {
 public:
  Device(SoundTrack& track, const SoundOutput::Done& done) : track_(track), done_(done) {}
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  ~Device() { close(); }

  /// Opens it, anew if it was unplugged: SDL goes on asking for samples that nobody hears.
  bool open() {
    if (gone()) close();
    if (id_ != 0) return true;
    SDL_AudioSpec wanted{};
    wanted.freq = kSampleRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kSoundBufferSamples;
    wanted.callback = &Device::fill;
    wanted.userdata = this;
    // No changes allowed: SDL converts for a device that wants something else.
    id_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    return id_ != 0;
  }
  /// Unplugged since it was opened.
  [[nodiscard]] bool gone() const {
    return id_ != 0 && SDL_GetAudioDeviceStatus(id_) == SDL_AUDIO_STOPPED;
  }
  void go() { SDL_PauseAudioDevice(id_, 0); }
  void rest() {
    if (id_ != 0 && is_file() && !gone())
      SDL_PauseAudioDevice(id_, 1);
    else
      close();
  }

 private:
  static bool is_file() {
    const char* driver = SDL_GetCurrentAudioDriver();
    return driver != nullptr && std::string_view(driver) == "disk";
  }
  void close() {
    if (id_ != 0) SDL_CloseAudioDevice(id_);
    id_ = 0;
  }
  static void fill(void* self, Uint8* stream, int bytes) {
    auto& device = *static_cast<Device*>(self);
    // SDL's buffers are aligned for the samples that were asked for.
    auto* samples = static_cast<std::int16_t*>(static_cast<void*>(stream));
    const auto count = static_cast<std::size_t>(bytes) / sizeof(std::int16_t);
    if (const auto seq = device.track_.fill({samples, count})) device.done_(*seq);
  }

  SoundTrack& track_;
  const SoundOutput::Done& done_;
  SDL_AudioDeviceID id_ = 0;
};

class SdlSound : public SoundOutput {
 public:
  SdlSound(Done done, std::function<void(const std::string&)> warn)
      : done_(std::move(done)),
        warn_(std::move(warn)),
        chime_(voice::make_chime()),
        brisk_chime_(voice::make_chime(true)),
        thread_([this] { work(); }) {
    // Not with the first call, which is to be heard at once.
    find_sound();
  }
  ~SdlSound() override {
    {
      const std::scoped_lock lock(mutex_);
      ending_ = true;
      words_.request_stop();
      changed_.notify_one();
    }
    thread_.join();
    if (up_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  void set_voice(const VoiceSettings& voice) override {
    const std::scoped_lock lock(mutex_);
    if (voice == settings_) return;
    settings_ = voice;
    settings_changed_ = true;
  }

  void play(const Announcement& announcement, int volume) override {
    if (!find_sound()) {
      done_(announcement.seq);
      return;
    }
    const std::scoped_lock lock(mutex_);
    drop();
    next_ = Job{announcement, volume};
    resting_ = false;
    changed_.notify_one();
  }

  void stop() override {
    const std::scoped_lock lock(mutex_);
    drop();
    resting_ = true;
    changed_.notify_one();
  }

  void rest() override {
    const std::scoped_lock lock(mutex_);
    resting_ = true;
    changed_.notify_one();
  }

 private:
  struct Job {
    Announcement announcement;
    int volume = 0;
  };

  /// Under the lock: what sounds and what is being made is no longer wanted.
  void drop() {
    track_.stop();
    words_.request_stop();
    next_.reset();
  }

  void work() {
    Device device(track_, done_);
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ending_ || next_ || resting_; });
      if (ending_) return;
      if (!next_) {
        resting_ = false;
        const bool idle = !track_.busy();
        lock.unlock();
        if (idle) {
          look_after(device);
          device.rest();
        }
        lock.lock();
        continue;
      }
      const Job job = std::move(*next_);
      next_.reset();
      words_ = std::stop_source();
      if (std::exchange(settings_changed_, false) || !voice_)
        voice_.emplace(voice::options_of(settings_), warn_);
      const auto stop = words_.get_token();
      lock.unlock();
      carry_out(job, device, stop);
      lock.lock();
    }
  }

  /// The chime first, whatever the words take.
  void carry_out(const Job& job, Device& device, const std::stop_token& stop) {
    const Announcement& announcement = job.announcement;
    look_after(device);
    if (!device.open()) {
      say_once(SDL_GetError());
      if (!stop.stop_requested()) done_(announcement.seq);
      return;
    }
    warned_ = false;
    std::vector<std::int16_t> chime;
    if (announcement.chime)
      chime = voice::to_device(announcement.brisk ? brisk_chime_ : chime_, job.volume);
    if (!unless(stop, [&] { track_.begin(announcement.seq, std::move(chime)); })) return;
    device.go();
    auto words = voice::to_device(voice_->words(announcement, stop), job.volume);
    unless(stop, [&] { track_.add_words(std::move(words)); });
  }

  /// On the loop's thread. A sound server may come later than the display.
  bool find_sound() {
    up_ = up_ || SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (!up_) say_once(SDL_GetError());
    return up_;
  }
  void look_after(const Device& device) {
    if (device.gone()) say_once("the sound device has gone; a call may not have been heard");
  }
  void say_once(const std::string& why) {
    if (!warned_.exchange(true)) warn_(why);
  }

  /// Does something to the track unless the announcement was dropped; never between the two.
  template <class Do>
  bool unless(const std::stop_token& stop, Do&& change) {
    const std::scoped_lock lock(mutex_);
    if (stop.stop_requested()) return false;
    change();
    return true;
  }

  const Done done_;
  const std::function<void(const std::string&)> warn_;
  const voice::Pcm chime_;
  const voice::Pcm brisk_chime_;
  SoundTrack track_;
  std::atomic<bool> warned_ = false;
  bool up_ = false;  ///< SDL's sound; the loop's own
  // The worker's own:
  std::optional<voice::Voice> voice_;
  // Under the lock:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Job> next_;
  std::stop_source words_;
  VoiceSettings settings_;
  bool settings_changed_ = false;
  bool resting_ = false;
  bool ending_ = false;
  std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace

std::unique_ptr<SoundOutput> open_sdl_sound(SoundOutput::Done done,
                                            std::function<void(const std::string&)> warn) {
  return std::make_unique<SdlSound>(std::move(done), std::move(warn));
}

}  // namespace antre::display
