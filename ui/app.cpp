// SPDX-License-Identifier: Apache-2.0
#include "ui/app.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "ui/app_events.hpp"
#include "ui/app_screen.hpp"
#include "ui/app_signals.hpp"
#include "ui/sdl_canvas.hpp"
#include "ui/service_manager.hpp"

namespace antre::ui {
namespace {

using std::chrono::milliseconds;

// SDL's video is up while one of these lives.
class SdlVideo {
 public:
  explicit SdlVideo(const WindowOptions& options) {
    // The software renderer would otherwise present through OpenGL, at twenty times the cost.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    // One touch is one input: neither a mouse made of fingers nor the reverse.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // A click that brings the window to the front acts too.
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (options.locked) {
      SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
      SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
      SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    }
    SDL_SetHint(SDL_HINT_APP_NAME, options.title.c_str());
    up_ = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
  }
  SdlVideo(const SdlVideo&) = delete;
  SdlVideo& operator=(const SdlVideo&) = delete;
  ~SdlVideo() {
    if (up_) {
      SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
  }
  [[nodiscard]] bool up() const { return up_; }

 private:
  bool up_ = false;
};

class SdlApp : public App {
 public:
  SdlApp(std::unique_ptr<SdlVideo> video, WindowPtr window, RendererPtr renderer,
         std::unique_ptr<SdlFonts> fonts, const WindowOptions& options)
      : video_(std::move(video)),
        window_(std::move(window)),
        renderer_(std::move(renderer)),
        canvas_(renderer_.get(), std::move(fonts)),
        options_(options),
        wake_event_(SDL_RegisterEvents(1)) {
    SDL_StopTextInput();
    if (options.hide_pointer) {
      SDL_ShowCursor(SDL_DISABLE);
    }
    if (options.locked) {
      SDL_SetWindowKeyboardGrab(window_.get(), SDL_TRUE);
    }
    // Kiosk and display stay lit; an officer's desktop keeps its own screen saver. On X this holds
    // back the server's blanking and its power saving as long as the program runs.
    if (options.fullscreen) {
      screen_.emplace(window_.get(), options.output);
      SDL_DisableScreenSaver();
    } else {
      SDL_EnableScreenSaver();
    }
  }

  int run(Scene& scene) override {
    const SignalWatch signals([this] { stop(); });
    ServiceManager manager = ServiceManager::from_environment();
    dirty_ = true;
    while (!stopped_.load()) {
      const TimePoint now = std::chrono::steady_clock::now();
      dirty_ = scene.update(now) || dirty_;
      if (dirty_ && visible_) {
        draw(scene, now);
        manager.drawn(now);
      }
      // After what the round had to do: a screen that hangs in there is not alive.
      manager.alive(now);
      wait(scene, manager.deadline());
    }
    manager.stopping();
    return 0;
  }

  void wake() override {
    // One event until it is taken: a busy link does not fill the queue.
    if (!woken_.exchange(true)) {
      SDL_Event event{};
      event.type = wake_event_;
      SDL_PushEvent(&event);
    }
  }

  void stop() override {
    stopped_.store(true);
    wake();
  }

  void raise() override {
    // SDL_RaiseWindow would take the keyboard from the program in front.
    SDL_SetWindowAlwaysOnTop(window_.get(), SDL_TRUE);
    if (!options_.always_on_top) {
      SDL_SetWindowAlwaysOnTop(window_.get(), SDL_FALSE);
    }
    SDL_FlashWindow(window_.get(), SDL_FLASH_BRIEFLY);
  }

  void set_fullscreen(bool on) override {
    SDL_SetWindowFullscreen(window_.get(), on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    dirty_ = true;
  }

  void set_text_input(bool on) override {
    if (on) {
      SDL_StartTextInput();
    } else {
      SDL_StopTextInput();
    }
  }

  [[nodiscard]] Size size() const override { return output_size(); }

  [[nodiscard]] std::uint64_t frames_drawn() const override { return frames_; }

 private:
  [[nodiscard]] Size output_size() const {
    int width = 0;
    int height = 0;
    SDL_GetRendererOutputSize(renderer_.get(), &width, &height);
    return {std::max(1.0, static_cast<double>(width)), std::max(1.0, static_cast<double>(height))};
  }

  void draw(Scene& scene, TimePoint now) {
    const Size output = output_size();
    canvas_.begin(output, scene.reference_size(output));
    scene.draw(canvas_, now);
    SDL_RenderPresent(renderer_.get());
    dirty_ = false;
    ++frames_;
  }

  // Sleeps until something comes, the scene's deadline or `latest`, then takes in all that has
  // come.
  void wait(Scene& scene, std::optional<TimePoint> latest) {
    auto deadline = scene.next_deadline(std::chrono::steady_clock::now());
    if (latest) {
      deadline = std::min(deadline.value_or(*latest), *latest);
    }
    SDL_Event event{};
    bool any = false;
    if (!deadline) {
      any = SDL_WaitEvent(&event) != 0;
    } else {
      const auto left =
          std::chrono::ceil<milliseconds>(*deadline - std::chrono::steady_clock::now());
      // An hour at most, so that the count of ms stays an int.
      const auto timeout = std::clamp(left, milliseconds(0), milliseconds(3'600'000));
      any = SDL_WaitEventTimeout(&event, static_cast<int>(timeout.count())) != 0;
    }
    for (; any; any = SDL_PollEvent(&event) != 0) {
      handle(scene, event);
    }
  }

  void handle(Scene& scene, const SDL_Event& event) {
    if (event.type == wake_event_) {
      woken_.store(false);
      return;
    }
    if (event.type == SDL_QUIT) {
      if (!options_.locked) {
        stopped_.store(true);
      }
      return;
    }
    if (event.type == SDL_WINDOWEVENT) {
      handle_window(event.window.event);
      return;
    }
    if (screen_) {
      screen_->look(event);
    }
    if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
      dirty_ = true;
      return;
    }
    int width = 1;
    int height = 1;
    SDL_GetWindowSize(window_.get(), &width, &height);
    const Size window{std::max(1.0, static_cast<double>(width)),
                      std::max(1.0, static_cast<double>(height))};
    if (const auto input = input_of(event, window, canvas_.size())) {
      scene.input(*input, std::chrono::steady_clock::now());
    }
  }

  void handle_window(Uint8 what) {
    switch (what) {
      case SDL_WINDOWEVENT_HIDDEN:
      case SDL_WINDOWEVENT_MINIMIZED:
        visible_ = false;
        come_back();
        break;
      case SDL_WINDOWEVENT_FOCUS_LOST:
        come_back();
        break;
      case SDL_WINDOWEVENT_SHOWN:
      case SDL_WINDOWEVENT_EXPOSED:
      case SDL_WINDOWEVENT_RESTORED:
      case SDL_WINDOWEVENT_MAXIMIZED:
      case SDL_WINDOWEVENT_SIZE_CHANGED:
        visible_ = true;
        dirty_ = true;
        break;
      default:
        break;
    }
  }

  // Whatever a desktop may open or a key of it may do: the visitors' screen is in front again.
  void come_back() {
    if (options_.locked && !stopped_.load()) {
      SDL_RestoreWindow(window_.get());
      SDL_RaiseWindow(window_.get());
    }
  }

  // In the order in which they need each other.
  std::unique_ptr<SdlVideo> video_;
  WindowPtr window_;
  RendererPtr renderer_;
  SdlCanvas canvas_;
  std::optional<AppScreen> screen_;
  WindowOptions options_;
  Uint32 wake_event_;
  std::atomic<bool> woken_ = false;
  std::atomic<bool> stopped_ = false;
  bool dirty_ = true;
  bool visible_ = true;
  std::uint64_t frames_ = 0;
};

// Fullscreen is asked for, and the size is the output's all the same: on a bare X server there is
// no window manager to grant it.
WindowPtr open_window(const WindowOptions& options, Uint32 flags) {
  constexpr int kCentred = static_cast<int>(SDL_WINDOWPOS_CENTERED);
  SDL_Rect place{kCentred, kCentred, options.width, options.height};
  SDL_Rect output{};
  if (options.fullscreen &&
      SDL_GetDisplayBounds(AppScreen::index_of(options.output), &output) == 0) {
    place = output;
  }
  return WindowPtr(
      SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags));
}

}  // namespace

Result<std::unique_ptr<App>> App::open(const WindowOptions& options) {
  auto video = std::make_unique<SdlVideo>(options);
  if (!video->up()) {
    return Error{ErrorCode::kIo, fmt::format("no screen to draw on: {}", SDL_GetError())};
  }
  // Without a desktop SDL takes a driver that shows nothing; whoever wants one of those names it.
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  if ((driver == "offscreen" || driver == "dummy") && std::getenv("SDL_VIDEODRIVER") == nullptr) {
    return Error{ErrorCode::kIo,
                 "no screen to draw on: start it in a desktop session, or set DISPLAY"};
  }
  auto fonts = SdlFonts::open();
  if (!fonts) {
    return fonts.error();
  }
  Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
  const auto add = [&flags](bool wanted, Uint32 flag) { flags |= wanted ? flag : 0U; };
  add(options.fullscreen, SDL_WINDOW_FULLSCREEN_DESKTOP);
  add(options.always_on_top, SDL_WINDOW_ALWAYS_ON_TOP);
  add(options.resizable, SDL_WINDOW_RESIZABLE);
  WindowPtr window = open_window(options, flags);
  RendererPtr renderer(window ? SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_SOFTWARE)
                              : nullptr);
  if (!renderer) {
    return Error{ErrorCode::kIo, fmt::format("the window cannot be opened: {}", SDL_GetError())};
  }
  return std::unique_ptr<App>(std::make_unique<SdlApp>(
      std::move(video), std::move(window), std::move(renderer), std::move(*fonts), options));
}

}  // namespace antre::ui
