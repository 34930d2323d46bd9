// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <xcb/xcb.h>

#include <functional>
#include <memory>
#include <string>

namespace antre::bench {

/// Hears from an X server whenever something has been drawn on its screen (extension DAMAGE), so
/// that a picture can be waited for without looking again and again. Of the extension only what is
/// needed is spoken, through libxcb: its own library is not on every machine that has X.
class ScreenDamage {
 public:
  /// Throws std::runtime_error when the server is not reached or has no DAMAGE.
  explicit ScreenDamage(const std::string& display);

  /// Waits until `there` holds; it is asked now and after whatever is drawn. False when it does not
  /// within `limit_us`, or when the server has gone.
  [[nodiscard]] bool wait(const std::function<bool()>& there, double limit_us);

 private:
  struct Disconnect {
    void operator()(xcb_connection_t* server) const { xcb_disconnect(server); }
  };
  std::unique_ptr<xcb_connection_t, Disconnect> server_;
};

}  // namespace antre::bench
