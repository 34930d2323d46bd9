// SPDX-License-Identifier: Apache-2.0
#include "ui/app_screen.hpp"

#include <SDL_syswm.h>

#include <string_view>
#include <utility>

namespace antre::ui {
namespace {

bool is_x11(SDL_Window* window, SDL_SysWMinfo& info) {
  SDL_VERSION(&info.version);
  return SDL_GetWindowWMInfo(window, &info) == SDL_TRUE && info.subsystem == SDL_SYSWM_X11;
}

}  // namespace

AppScreen::AppScreen(SDL_Window* window, std::string output)
    : window_(window), output_(std::move(output)) {
  watch_root();
}

int AppScreen::index_of(const std::string& output) {
  const int n = SDL_GetNumVideoDisplays();
  for (int i = 0; i < n && !output.empty(); ++i) {
    const char* name = SDL_GetDisplayName(i);
    if (name != nullptr && std::string_view(name).find(output) != std::string_view::npos) {
      return i;
    }
  }
  return 0;
}

// SDL 2.26 hears of outputs that come and go, but not of another mode of one that stays.
void AppScreen::watch_root() {
  SDL_SysWMinfo info{};
  if (!is_x11(window_, info)) {
    return;
  }
  Display* display = info.info.x11.display;
  const Window root = XDefaultRootWindow(display);
  XWindowAttributes attributes{};
  if (XGetWindowAttributes(display, root, &attributes) == 0) {
    return;
  }
  // With what SDL itself may have asked for.
  XSelectInput(display, root, attributes.your_event_mask | StructureNotifyMask);
  SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
}

void AppScreen::look(const SDL_Event& event) {
  if (event.type == SDL_DISPLAYEVENT) {
    fill();
  } else if (event.type == SDL_SYSWMEVENT) {
    root_changed(event);
  }
}

void AppScreen::root_changed(const SDL_Event& event) {
  const SDL_SysWMmsg* message = event.syswm.msg;
  if (message == nullptr || message->subsystem != SDL_SYSWM_X11) {
    return;
  }
  const XEvent& native = message->msg.x11.event;
  SDL_SysWMinfo info{};
  if (native.type != ConfigureNotify || !is_x11(window_, info)) {
    return;
  }
  Display* display = info.info.x11.display;
  const XConfigureEvent& root = native.xconfigure;
  // With several outputs the root window is all of them together, and SDL hears of each.
  if (root.window != XDefaultRootWindow(display) || SDL_GetNumVideoDisplays() > 1) {
    return;
  }
  XMoveResizeWindow(display, info.info.x11.window, 0, 0, static_cast<unsigned>(root.width),
                    static_cast<unsigned>(root.height));
  XRaiseWindow(display, info.info.x11.window);
  XFlush(display);
}

void AppScreen::fill() {
  const int wanted = index_of(output_);
  SDL_Rect bounds{};
  if (SDL_GetDisplayBounds(wanted, &bounds) != 0) {
    return;  // no output at all for the moment
  }
  SDL_Rect now{};
  SDL_GetWindowPosition(window_, &now.x, &now.y);
  SDL_GetWindowSize(window_, &now.w, &now.h);
  if (SDL_RectEquals(&now, &bounds) == SDL_TRUE) {
    return;
  }
  SDL_SetWindowFullscreen(window_, 0);
  SDL_SetWindowPosition(window_, bounds.x, bounds.y);
  SDL_SetWindowSize(window_, bounds.w, bounds.h);
  SDL_SetWindowFullscreen(window_, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

}  // namespace antre::ui
