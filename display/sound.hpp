// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "display/announcement.hpp"
#include "protocol/hall_settings.hpp"

namespace antre::display {

/// What announcements are heard with. Owned by main; used from the loop's thread. Sound never fails
/// the display nor holds it up: what cannot be played is reported as done.
class SoundOutput {
 public:
  /// Called once for each announcement when its last part has been heard, or at once if it could
  /// not be played; from any thread.
  using Done = std::function<void(std::uint64_t seq)>;

  SoundOutput() = default;
  SoundOutput(const SoundOutput&) = delete;
  SoundOutput& operator=(const SoundOutput&) = delete;
  virtual ~SoundOutput() = default;

  /// How words are said from the next announcement on: clips, rate, digits or numbers. May be
  /// called with the same settings again and again.
  virtual void set_voice(const VoiceSettings& /*voice*/) {}
  /// Begins an announcement, at `volume` percent. One that still sounds is cut off and not
  /// reported.
  virtual void play(const Announcement& announcement, int volume) = 0;
  /// Ends what sounds; nothing is reported.
  virtual void stop() = 0;
  /// Called now and then when nothing sounds: lets go of the device, so that silence costs nothing.
  virtual void rest() = 0;
};

/// No sound wanted or to be had: each announcement is done at once.
class SilentOutput : public SoundOutput {
 public:
  explicit SilentOutput(Done done) : done_(std::move(done)) {}
  void play(const Announcement& announcement, int /*volume*/) override { done_(announcement.seq); }
  void stop() override {}
  void rest() override {}

 private:
  Done done_;
};

}  // namespace antre::display
