// SPDX-License-Identifier: Apache-2.0
#include "bench/supervisor.hpp"

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "counter/supervisor/supervisor_samples.hpp"
#include "counter/supervisor/supervisor_scene.hpp"
#include "ui/offscreen.hpp"

namespace antre::bench {

void supervisor_page(std::vector<Figure>& figures) {
  namespace supervisor = counter::supervisor;
  constexpr double kFrameUs = 1e6 / 60;
  constexpr int kWaiting = 2'000;
  constexpr int kWarmUp = 10;
  constexpr int kChanges = 120;
  counter::SampleHall many;
  many.counters = 40;
  supervisor::PageSample sample(many);
  supervisor::fill_hall(sample, kWaiting);
  sample.show();
  supervisor::SupervisorScene scene(sample.model(), {"bench", false, {}, std::nullopt}, {});
  const ui::Size size{1280, 800};
  const auto screen = ui::Offscreen::open(size, scene.reference_size(size));
  if (!screen) throw std::runtime_error(screen.error().detail);
  ui::Canvas& canvas = (*screen)->canvas();
  Samples frames;
  Samples clears;
  for (int i = 0; i < kWarmUp + kChanges; ++i) {
    sample.hall().pass(1'000);
    sample.hall().issue(number_text({"R"}, static_cast<std::uint32_t>(5'000 + i), 3), "R");
    const ui::TimePoint at{std::chrono::milliseconds(sample.now())};
    const double before = now_us();
    sample.show();
    scene.update(at);
    scene.draw(canvas, at);
    (void)(*screen)->pixel(0, 0);  // what is drawn is there only when it can be read
    const double drawn = now_us();
    canvas.fill_rect({0, 0, size.width, size.height}, ui::kWhite);
    (void)(*screen)->pixel(0, 0);
    if (i >= kWarmUp) {
      frames.add(drawn - before);
      clears.add(now_us() - drawn);
    }
  }
  for (const auto& [name, part] :
       {std::pair{"supervisor, 40 counters and 2,000 waiting, a change drawn, p50", 0.5},
        std::pair{"supervisor, 40 counters and 2,000 waiting, a change drawn, p99", 0.99}}) {
    const double frame = frames.quantile(part);
    report(figures, {name, frame, kFrameUs, "us", frame / kFrameUs, "< 1.00", frame < kFrameUs});
  }
  const double clear = clears.quantile(0.5);
  report(figures,
         {"supervisor, a bare clear of that page, p50", clear, clear, "us", 1, "beside", true});
}

}  // namespace antre::bench
