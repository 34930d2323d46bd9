// SPDX-License-Identifier: Apache-2.0
#include "bench/screen_damage.hpp"

#include <poll.h>
#include <sys/uio.h>
#include <xcb/xcbext.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "bench/figures.hpp"

namespace antre::bench {
namespace {

/// damageproto 1.1, requests 0 and 1. libxcb fills in opcodes and lengths.
struct QueryVersion {
  std::uint8_t opcodes[2];
  std::uint16_t length;
  std::uint32_t major;
  std::uint32_t minor;
};
struct Create {
  std::uint8_t opcodes[2];
  std::uint16_t length;
  std::uint32_t damage;
  std::uint32_t drawable;
  std::uint8_t level;
  std::uint8_t pad[3];
};
constexpr std::uint8_t kQueryVersion = 0;
constexpr std::uint8_t kCreate = 1;
/// Every rectangle is told as it is drawn; nothing has to be taken back in between.
constexpr std::uint8_t kRawRectangles = 0;

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

template <class Message>
unsigned send(xcb_connection_t* server, xcb_extension_t& damage, std::uint8_t opcode, bool is_void,
              Message message) {
  // libxcb wants two entries before the first for itself.
  std::array<iovec, 3> parts{};
  parts[2] = {&message, sizeof message};
  const xcb_protocol_request_t request{1, &damage, opcode, static_cast<std::uint8_t>(is_void)};
  return xcb_send_request(server, is_void ? 0 : XCB_REQUEST_CHECKED, &parts[2], &request);
}

}  // namespace

ScreenDamage::ScreenDamage(const std::string& display)
    : server_(xcb_connect(display.c_str(), nullptr)) {
  xcb_connection_t* server = server_.get();
  if (xcb_connection_has_error(server) != 0) throw std::runtime_error("no X server at " + display);
  static xcb_extension_t damage{"DAMAGE", 0};
  const auto* known = xcb_get_extension_data(server, &damage);
  if (known == nullptr || known->present == 0) throw std::runtime_error("X has no DAMAGE");
  // The server takes no other request of the extension before this one.
  const unsigned asked = send(server, damage, kQueryVersion, false, QueryVersion{{}, 0, 1, 1});
  xcb_generic_error_t* problem = nullptr;
  const std::unique_ptr<void, Free> version(xcb_wait_for_reply(server, asked, &problem));
  const std::unique_ptr<void, Free> refused(problem);
  if (!version) throw std::runtime_error("X does not speak DAMAGE 1.1");
  const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(server)).data->root;
  send(server, damage, kCreate, true,
       Create{{}, 0, xcb_generate_id(server), root, kRawRectangles, {}});
  // Its answer comes after the request before it has been carried out.
  const std::unique_ptr<void, Free> there(
      xcb_get_input_focus_reply(server, xcb_get_input_focus(server), nullptr));
  if (!there) throw std::runtime_error("the X server has gone");
}

bool ScreenDamage::wait(const std::function<bool()>& there, double limit_us) {
  const double until = now_us() + limit_us;
  pollfd ready{xcb_get_file_descriptor(server_.get()), POLLIN, 0};
  while (xcb_connection_has_error(server_.get()) == 0) {
    // What was drawn before this look needs no look of its own.
    while (const std::unique_ptr<void, Free> drawn{xcb_poll_for_event(server_.get())}) {
    }
    if (there()) return true;
    const double left_ms = std::ceil((until - now_us()) / 1000);
    if (left_ms <= 0) return false;
    ::poll(&ready, 1, static_cast<int>(std::min(left_ms, 60'000.0)));
  }
  return there();
}

}  // namespace antre::bench
