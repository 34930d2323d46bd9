// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "bench/display.hpp"
#include "bench/display_stand.hpp"
#include "display/look_of_hall.hpp"
#include "display/scenes/board_scene.hpp"
#include "display/sound_sdl.hpp"
#include "display/voice/pcm.hpp"

namespace antre::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kWarmUp = 3;  ///< the device is opened for the first time
constexpr int kCalls = 30;
constexpr double kWantedUs = 100'000;
constexpr double kBufferUs = 1e6 * display::kSoundBufferSamples / display::kSampleRate;
/// What a call takes on the screen is skipped on the display's clock rather than waited for.
constexpr auto kOneCall = 60s;

/// A sound device that this process hears: SDL's driver for files writes into a pipe, at the pace
/// of a real device.
class Ear {
 public:
  explicit Ear(const std::string& folder) : pipe_(folder + "/sound") {
    if (::mkfifo(pipe_.c_str(), S_IRUSR | S_IWUSR) != 0) throw std::runtime_error("no pipe");
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
    ::setenv("SDL_DISKAUDIOFILE", pipe_.c_str(), 1);
    // Open for both, so that neither end waits for the other.
    file_ = ::open(pipe_.c_str(), O_RDWR | O_CLOEXEC);
    if (file_ < 0) throw std::runtime_error("no sound");
    thread_ = std::thread([this] { listen(); });
  }
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;
  ~Ear() {
    ending_ = true;
    const std::array<std::int16_t, 1> last{0};
    static_cast<void>(::write(file_, last.data(), sizeof last));  // wakes the thread
    thread_.join();
    ::close(file_);
    for (const char* name : {"SDL_AUDIODRIVER", "SDL_DISKAUDIOFILE"}) ::unsetenv(name);
  }
  /// now_us() when the first sample of so many sounds had come; waits until that sound is over.
  double wait_for_end(int sounds) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, 30s, [&] { return ended_ >= sounds; }))
      throw std::runtime_error("a call was not heard");
    return began_us_;
  }

 private:
  void listen() {
    std::array<std::int16_t, display::kSoundBufferSamples> block{};
    int silent = kSilentBlocks;
    while (!ending_) {
      const auto n = ::read(file_, block.data(), sizeof block);
      if (n <= 0) return;
      const double now = now_us();
      const auto samples = static_cast<std::size_t>(n) / sizeof(std::int16_t);
      const bool heard = std::any_of(block.begin(), block.begin() + samples,
                                     [](std::int16_t sample) { return sample != 0; });
      const std::lock_guard lock(mutex_);
      if (heard && silent >= kSilentBlocks) began_us_ = now;
      if (!heard && ++silent == kSilentBlocks) {
        ++ended_;
        changed_.notify_all();
      }
      if (heard) silent = 0;
    }
  }

  static constexpr int kSilentBlocks = 4;
  const std::string pipe_;
  int file_ = -1;
  std::mutex mutex_;
  std::condition_variable changed_;
  double began_us_ = 0;
  int ended_ = 0;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

/// The display's own sound, of each call the chime alone.
class ChimeOnly final : public display::SoundOutput {
 public:
  explicit ChimeOnly(Done done)
      : sound_(display::open_sdl_sound(std::move(done), [](const std::string&) {})) {}
  void play(const display::Announcement& announcement, int volume) override {
    auto chime = announcement;
    chime.voice = false;
    sound_->play(chime, volume);
  }
  void stop() override { sound_->stop(); }
  void rest() override { sound_->rest(); }

 private:
  std::unique_ptr<display::SoundOutput> sound_;
};

class HeardScene final : public ui::Scene {
 public:
  HeardScene(LinkedFeed& feed, display::SoundOutput& sound)
      : scene_(feed, sound, options(), [](auto&) {}) {}
  /// Any thread: what is told now was long enough on the screen.
  void skip() { skipped_ = skipped_.load() + kOneCall; }

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override {
    return scene_.reference_size(window);
  }
  bool update(ui::TimePoint now) override { return scene_.update(now + skipped_.load()); }
  void draw(ui::Canvas& canvas, ui::TimePoint now) override {
    scene_.draw(canvas, now + skipped_.load());
  }
  void input(const ui::Input& /*input*/, ui::TimePoint /*now*/) override {}
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override {
    const auto skipped = skipped_.load();
    const auto next = scene_.next_deadline(now + skipped);
    return next ? std::optional(*next - skipped) : std::nullopt;
  }

 private:
  static display::SceneOptions options() {
    display::SceneOptions made;
    made.look = display::look_of({}).value();
    made.volume = 100;
    return made;
  }
  display::BoardScene scene_;
  std::atomic<std::chrono::seconds> skipped_{0s};
};

}  // namespace

void display_chime(std::vector<Figure>& figures) {
  Hall hall;
  (void)hall.key("admin", "bench");
  (void)hall.key("display", "bench");
  hall.start();
  const test::Screen screen(kDisplayWidth, kDisplayHeight);
  ::setenv("DISPLAY", screen.display().c_str(), 1);
  ::setenv("SDL_VIDEODRIVER", "x11", 1);
  const auto app = open_display_window();
  Ear ear(hall.folder());
  LinkedFeed feed(hall, *app);
  ChimeOnly sound([&feed](std::uint64_t seq) { feed.sound_done(seq); });
  HeardScene scene(feed, sound);
  feed.wait_for_view();
  Samples heard;
  run_with_officer(hall, *app, scene, kWarmUp + kCalls, [&](int call) {
    const double took = ear.wait_for_end(call) - feed.decoded_us();
    if (call > kWarmUp) heard.add(took);
    scene.skip();
    app->wake();
  });
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    const double ours = heard.quantile(part);
    report(figures, {fmt::format("display, call on the wire to its chime, {}", name), ours / 1000,
                     kBufferUs / 1000, "ms", ours / kBufferUs, "< 100 ms", ours < kWantedUs});
  }
}

}  // namespace antre::bench
