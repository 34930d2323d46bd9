// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "display/announcer.hpp"
#include "display/board.hpp"
#include "display/last_calls.hpp"
#include "protocol/hall_view.hpp"

namespace antre::display {

/// An entry of the journal as the link applied it. `fresh`: it came live; false: by catching up.
struct LiveEntry {
  std::string epoch;
  Entry entry;
  bool fresh = false;
};

/// Which display this is.
struct ModelOptions {
  std::string language;  ///< of all texts of the hall; empty: the hall's first
  std::string name;      ///< of its key: zones and speakers are named by it; may be empty
  std::string zone;      ///< the zone to show, whatever the hall file says of `name`; may be empty
  std::optional<int> volume = std::nullopt;  ///< percent, in place of the hall's
};

/// The display as a function of what the link tells and of time: holds the view and the announcer
/// and says what is to be seen and heard. Pure, one thread.
class DisplayModel {
 public:
  explicit DisplayModel(ModelOptions options = {}) : options_(std::move(options)) {}

  /// The link's state. Anything but online ends the call shown; what was missed is not told later.
  void set_link(const Link& link);
  /// One entry, in order of seq; before the view that has it.
  void hear(const LiveEntry& live, EngineMs now_ms);
  /// The hall as it is now.
  void see(std::shared_ptr<const HallView> view);
  void sound_done(std::uint64_t seq) { announcer_.sound_done(seq); }
  /// Time passes; what begins now is told, and to be played when is_heard() of it. Whatever sounded
  /// before is over by then, or cut off by what is played now.
  [[nodiscard]] std::optional<Announcement> advance(ui::TimePoint now, const Clocks& clocks);
  /// Whether the sound is to be stopped: what sounded was taken back or the link was lost. Asked
  /// after advance(), and told once.
  [[nodiscard]] bool take_cut() { return announcer_.take_cut(); }
  /// Percent; this display's own, else the hall's.
  [[nodiscard]] int volume() const;

  [[nodiscard]] Board board(const Clocks& clocks) const;
  [[nodiscard]] std::string language() const;
  [[nodiscard]] const HallView* view() const { return view_.get(); }
  [[nodiscard]] const Announcer& announcer() const { return announcer_; }
  /// When the board may next change by time alone: the clock's minute, the end of a message or of
  /// a call, the next call of a group.
  [[nodiscard]] ui::TimePoint next_change(ui::TimePoint now, const Clocks& clocks) const;

 private:
  [[nodiscard]] Part part() const;

  ModelOptions options_;
  Link link_;
  std::shared_ptr<const HallView> view_;
  Announcer announcer_;
  LastCalls last_calls_;
};

/// False: this announcement is only shown; it is not given to the sound.
[[nodiscard]] inline bool is_heard(const Announcement& announcement) {
  return announcement.chime || announcement.voice;
}

}  // namespace antre::display
