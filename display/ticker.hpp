// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/motion.hpp"
#include "ui/text.hpp"

namespace antre::display {

/// The hall's messages, one at a time. A message that fits stands still and gives way to the next
/// after twelve seconds; a wider one is moved until its end has been seen; with reduced motion it
/// is shown line by line. While a call is told nothing moves. Pure: time is passed in.
class Ticker {
 public:
  explicit Ticker(bool reduced_motion = false) : reduced_(reduced_motion) {}

  /// What to show in a line this wide; begins anew only if it differs from before.
  void set(const std::vector<std::string>& messages, double width, const ui::TextStyle& style,
           ui::TextMeasurer& measurer, ui::TimePoint now);
  /// Time passes. `held`: a call is told. True: there is something new to be seen.
  bool update(ui::TimePoint now, bool held);
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const;

  struct Page {
    std::string text;
    double width = 0;
    bool operator==(const Page&) const = default;
  };
  [[nodiscard]] const Page* page() const;
  /// The page that gives way now, while `change(now)` is under 1.
  [[nodiscard]] const Page* page_before() const;
  [[nodiscard]] double change(ui::TimePoint now) const;
  /// How far the page has moved to the left.
  [[nodiscard]] double moved(ui::TimePoint now) const;

 private:
  [[nodiscard]] bool scrolls() const;
  [[nodiscard]] ui::Millis shown_for() const;
  [[nodiscard]] ui::Millis since(ui::TimePoint now) const;

  bool reduced_;
  std::vector<std::string> messages_;
  double line_ = 0;
  std::vector<Page> pages_;
  std::size_t index_ = 0;
  std::optional<std::size_t> before_;
  ui::TimePoint began_{};
  ui::TimePoint last_update_{};
  std::optional<ui::TimePoint> held_at_;
};

}  // namespace antre::display
