// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "display/feed.hpp"
#include "display/scenes/board_scene.hpp"
#include "protocol/hall_view.hpp"

namespace antre::display {

/// A hall to look at: what its pictures and the tests of its layout are drawn from.
struct SampleHall {
  int counters = 6;
  std::string language = "id";
  bool calls = true;            ///< false: an empty hall in the morning
  std::string number = "K014";  ///< called last, at counter 2 (1 if there is no other)
  bool longest_names = false;
  int services = 4;
  std::string theme = "light";
  std::string zone;           ///< name of the part of the hall that is shown; empty: all of it
  std::string accent = {};    ///< the hall's own colour; empty: the usual one
  std::string pictures = {};  ///< folder of what is shown between calls
  bool pixel_shift = false;
  int night_percent = 40;
};

/// The id of the zone of a sample hall that has one.
inline constexpr const char* kSampleZone = "sample";

/// A hall driven by events like a real one, 2026-11-24 09.42 in Jakarta. As a feed it delivers its
/// view; what is asked for below is delivered with the next take().
class SampleFeed : public Feed {
 public:
  explicit SampleFeed(const SampleHall& sample);

  [[nodiscard]] News take() override;
  [[nodiscard]] Clocks clocks() override;

  /// The newest call is delivered as a live one: the board fills.
  void call_now();
  /// The counter calls the same number again.
  void recall_now();
  /// So many counters call a number within the same second.
  void call_many(int calls);
  /// The visitor of that counter comes, is served and goes; the counter pauses or closes.
  void serve(int counter);
  void finish(int counter);
  void pause(int counter);
  void close(int counter);
  /// The supervisor has something to say, for an hour.
  void announce(const std::string& text, bool spoken);
  /// The hall's words are recorded in this folder now.
  void record_in(const std::string& clips);
  /// The hall closes; who has a number is still served.
  void shut();
  /// The hall closes and everybody has gone; it is 21.17.
  void close_hall();
  /// The link has been lost since now; `minutes` pass.
  void lose_link(int minutes);
  /// The dispatcher does not know this display's key any more.
  void revoke() { news_.link = {LinkState::kNotAuthorised, now_ms_}; }
  void reconnect();
  void pass(std::int64_t ms) { now_ms_ += ms; }
  [[nodiscard]] const HallView& view() const { return view_; }

 private:
  void add(Event event);
  void tell(Event event);
  void fill(const SampleHall& sample);
  void serve_morning(const SampleHall& sample);
  void call(const std::string& ticket, const std::string& service, int counter, int minutes_ago);

  HallView view_;
  std::int64_t now_ms_;
  Entry last_call_;
  News news_;
};

}  // namespace antre::display
