// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "display/display_model.hpp"

namespace antre::display::test {

inline constexpr std::int64_t kMorning = 1'795'488'120'000;  // 2026-11-24 09:42:00 +07:00
inline constexpr int kJakarta = 7 * 3600;

/// A hall that is driven by events as the dispatcher's is, so that the views of the tests are ones
/// that can be.
class Hall {
 public:
  explicit Hall(HallSettings settings = small_hall()) {
    view_.epoch = "e1";
    view_.utc_offset_s = kJakarta;
    add(DayOpened{std::move(settings), {}, {}});
  }

  static HallSettings small_hall() {
    HallSettings hall;
    hall.id = "test";
    hall.name = {{"id", "Balai Uji"}, {"en", "Test Hall"}};
    hall.languages = {"id", "en"};
    ServiceSettings k;
    k.id = {"K"};
    k.name = {{"id", "Konsultasi Statistik"}, {"en", "Statistical Consultation"}};
    k.short_name = {{"id", "Konsultasi"}, {"en", "Consultation"}};
    ServiceSettings r;
    r.id = {"R"};
    r.name = {{"id", "Rekomendasi"}};
    hall.services = {k, r};
    for (int id = 1; id <= 3; ++id) {
      CounterSettings counter;
      counter.id = {id};
      counter.name = {{"id", "Loket " + std::to_string(id)},
                      {"en", "Counter " + std::to_string(id)}};
      counter.primary = {{"K"}, {"R"}};
      hall.counters.push_back(counter);
    }
    hall.display.directions = {{"2", "right"}};
    return hall;
  }

  /// Adds an event `after_ms` later and returns it as the link delivers it.
  LiveEntry add(Event event, std::int64_t after_ms = 0, bool fresh = true) {
    at_ms_ += after_ms;
    Entry entry{view_.seq + 1, {20781}, at_ms_, std::nullopt, std::move(event)};
    view_.apply(entry);
    return {view_.epoch, entry, fresh};
  }
  void issue(const std::string& ticket, const std::string& service = "K") {
    TicketIssued event;
    event.ticket = ticket;
    event.service = {service};
    add(std::move(event));
  }
  void open(int counter) { add(CounterOpened{{counter}, {}}); }
  LiveEntry call(const std::string& ticket, int counter) {
    return add(TicketCalled{ticket, std::nullopt, {counter}, false});
  }
  LiveEntry recall(const std::string& ticket, int counter) {
    return add(TicketRecalled{ticket, std::nullopt, {counter}, 1});
  }

  void new_epoch(const std::string& epoch) { view_.epoch = epoch; }
  void pass(std::int64_t ms) { at_ms_ += ms; }
  [[nodiscard]] HallView& view() { return view_; }
  [[nodiscard]] EngineMs now_ms() const { return at_ms_; }
  [[nodiscard]] std::shared_ptr<const HallView> shared() const {
    return std::make_shared<const HallView>(view_);
  }

 private:
  HallView view_;
  EngineMs at_ms_ = kMorning;
};

}  // namespace antre::display::test
