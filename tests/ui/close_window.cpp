// SPDX-License-Identifier: Apache-2.0
// A file of its own: Xlib's names are those of half of the toolkit.
#include "tests/ui/close_window.hpp"

#include <X11/Xlib.h>

#include <memory>

namespace antre::test {

bool ask_to_close(const std::string& display, unsigned long window) {
  const std::unique_ptr<Display, decltype(&XCloseDisplay)> screen(XOpenDisplay(display.c_str()),
                                                                  &XCloseDisplay);
  if (!screen) return false;
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom(screen.get(), "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(screen.get(), "WM_DELETE_WINDOW", False));
  XSendEvent(screen.get(), window, False, NoEventMask, &event);
  XSync(screen.get(), False);
  return true;
}

}  // namespace antre::test
