// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "counter/samples.hpp"
#include "counter/supervisor/supervisor_model.hpp"
#include "ui/offscreen.hpp"

namespace antre::counter::supervisor {

/// The hall of the officer's samples, 2026-11-24 09.41, with the supervisor's page of it.
class PageSample {
 public:
  explicit PageSample(const SampleHall& hall);

  /// Events of the hall; show() brings the page up to date with all of them.
  [[nodiscard]] Sample& hall() { return hall_; }
  [[nodiscard]] SupervisorModel& model() { return model_; }
  [[nodiscard]] Ms now() const { return hall_.now(); }
  void show();
  void press(Press::Kind kind, std::size_t index = 0);

 private:
  Sample hall_;
  SupervisorModel model_;
};

/// The states of the page, each with the name of its picture.
struct PageState {
  std::string name;
  SampleHall hall;
  void (*act)(PageSample&);
};
[[nodiscard]] const std::vector<PageState>& page_states();

/// Draws a state in a window of `device` px. kIo if the fonts are missing.
[[nodiscard]] Result<std::unique_ptr<ui::Offscreen>> draw_state(const PageState& state,
                                                                ui::Size device);
/// A hall of 40 counters with `waiting` numbers, some of them due: what the page has to bear.
void fill_hall(PageSample& sample, int waiting);

}  // namespace antre::counter::supervisor
