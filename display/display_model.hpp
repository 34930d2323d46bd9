// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "display/announcer.hpp"
#include "display/board.hpp"
#include "protocol/hall_view.hpp"

namespace antre::display {

/// An entry of the journal as the link applied it. `fresh`: it came live; false: by catching up.
struct LiveEntry {
  std::string epoch;
  Entry entry;
  bool fresh = false;
};

/// The display as a function of what the link tells and of time: holds the view and the announcer
/// and says what is to be seen and heard. Pure, one thread.
class DisplayModel {
 public:
  /// `language`: of all texts of the hall; empty: the hall's first.
  explicit DisplayModel(std::string language = {}) : language_(std::move(language)) {}

  /// The link's state. Anything but online ends the call shown; what was missed is not told later.
  void set_link(const Link& link);
  /// One entry, in order of seq; before the view that has it.
  void hear(const LiveEntry& live, EngineMs now_ms);
  /// The hall as it is now.
  void see(std::shared_ptr<const HallView> view);
  void sound_done(std::uint64_t seq) { announcer_.sound_done(seq); }
  /// Time passes; what begins now is to be played.
  [[nodiscard]] std::optional<Announcement> advance(ui::TimePoint now) {
    return announcer_.advance(now);
  }

  [[nodiscard]] Board board(const Clocks& clocks) const;
  [[nodiscard]] std::string language() const;
  [[nodiscard]] const HallView* view() const { return view_.get(); }
  [[nodiscard]] const Announcer& announcer() const { return announcer_; }
  /// When the board may next change by time alone: the clock's minute or the end of a call.
  [[nodiscard]] ui::TimePoint next_change(ui::TimePoint now, const Clocks& clocks) const;

 private:
  std::string language_;
  Link link_;
  std::shared_ptr<const HallView> view_;
  Announcer announcer_;
};

}  // namespace antre::display
