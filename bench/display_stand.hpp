// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "bench/figures.hpp"
#include "bench/hall.hpp"
#include "client/hall_client.hpp"
#include "display/feed.hpp"
#include "ui/app.hpp"

namespace antre::bench {

inline constexpr int kDisplayWidth = 1920;
inline constexpr int kDisplayHeight = 1080;

/// A display's link in the benchmark's own process: knows when a call had been decoded.
class LinkedFeed final : public display::Feed {
 public:
  /// Throws std::runtime_error when the hall is not reached.
  LinkedFeed(Hall& hall, ui::App& app);
  LinkedFeed(const LinkedFeed&) = delete;
  LinkedFeed& operator=(const LinkedFeed&) = delete;
  ~LinkedFeed() override { client_->stop(); }

  /// now_us() when the link had decoded the last call.
  [[nodiscard]] double decoded_us() const { return decoded_us_.load(); }
  /// Waits until the hall is known; throws when it does not come.
  void wait_for_view();
  /// Any thread.
  void sound_done(std::uint64_t seq);
  [[nodiscard]] display::News take() override;
  [[nodiscard]] display::Clocks clocks() override;

 private:
  ui::App& app_;
  display::Mailbox mailbox_;
  std::atomic<double> decoded_us_ = 0;
  std::unique_ptr<client::HallClient> client_;  ///< last: its thread uses the others
};

/// A full screen window on $DISPLAY; throws when there is none.
[[nodiscard]] std::unique_ptr<ui::App> open_display_window();

/// The least that a frame can be: such a window filled with one colour and presented, often.
[[nodiscard]] Samples bare_frames();

/// Runs `scene` while an officer calls `calls` numbers at counter 1, the next one when `seen` has
/// returned of the one before (1, 2, ...). Throws what the officer met.
void run_with_officer(Hall& hall, ui::App& app, ui::Scene& scene, int calls,
                      const std::function<void(int)>& seen);

}  // namespace antre::bench
