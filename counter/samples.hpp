// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "counter/counter_model.hpp"
#include "protocol/result.hpp"

namespace antre::counter {

/// A hall to look at: what the window's pictures and the tests of its layout are drawn from.
struct SampleHall {
  std::string language = "id";
  std::string theme = "light";
  int counters = 6;
  int services = 4;
  bool longest_names = false;
  std::uint32_t first_number = 8;  ///< of the first ticket waiting; 1000 for long numbers
  bool one_line = false;           ///< only one service has people waiting: the next is certain
  bool nobody = false;
  bool others_wait = false;  ///< with `nobody`: but somebody for a secondary service
  bool steps = false;        ///< services go on after the visit, and have priority numbers
  bool own_counter = true;   ///< the key names it; else it is chosen, and 1 and 3 are in use
};

/// Counter 2 of a hall in Jakarta, 2026-11-24 09.41, driven by events as the dispatcher's is, with
/// the model of its window. The model's clock begins at 0.
class Sample {
 public:
  explicit Sample(const SampleHall& sample = {});

  [[nodiscard]] CounterModel& model() { return model_; }
  [[nodiscard]] Ms now() const { return now_; }
  void pass(Ms ms);
  /// An event is committed and shown.
  void add(Event event);
  void issue(const std::string& ticket, const std::string& service,
             TicketClass kind = TicketClass::kRegular, Channel channel = Channel::kWalkIn);
  void call(const std::string& ticket, int counter = 2);
  /// The first number that was given of the first service with people waiting.
  [[nodiscard]] const std::string& first_ticket() const { return first_; }
  /// Presses a control, after the time in which a double press is ignored.
  void press(Element element, std::size_t index = 0);
  void lose_link();
  [[nodiscard]] const HallView& view() const { return view_; }

  static constexpr CounterId kCounter{2};

 private:
  void show();

  HallView view_;
  Ms now_ = 0;
  std::string first_;
  CounterModel model_;
};

/// The states of the window, each with the name of its picture.
struct SampleState {
  std::string name;
  SampleHall hall;
  void (*act)(Sample&);
};
[[nodiscard]] const std::vector<SampleState>& sample_states();

/// Those of them that are about paper, codes and the guest book.
[[nodiscard]] std::vector<SampleState> paper_states();

/// Those with a sheet to fill in, or with a number that was given.
[[nodiscard]] std::vector<SampleState> form_states();

/// Draws the window in its states as PNG files in `folder` (which is made) and returns their names.
/// kIo if a file cannot be written or the fonts are missing.
[[nodiscard]] Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder);

}  // namespace antre::counter
