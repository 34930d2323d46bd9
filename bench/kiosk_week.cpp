// SPDX-License-Identifier: Apache-2.0
// Model and scene of the kiosk in virtual time: what an hour without visitors and a week with them
// cost.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <utility>
#include <variant>

#include "bench/hall.hpp"
#include "bench/kiosk.hpp"
#include "kiosk/kiosk_scene.hpp"
#include "kiosk/samples.hpp"
#include "ui/offscreen.hpp"

namespace antre::bench {
namespace {

using kiosk::Ms;

constexpr Ms kMinute = 60'000;
constexpr Ms kHour = 60 * kMinute;
constexpr Ms kDay = 24 * kHour;
constexpr int kDays = 7;
constexpr Ms kOpens = 8 * kHour;
constexpr Ms kCloses = 15 * kHour;
constexpr Ms kBetweenVisitors = 4 * kMinute;
constexpr Ms kLook = 500;  ///< from a page to the touch on it
constexpr ui::Size kSmall{360, 640};

/// A kiosk whose time passes only in jumps: from one moment at which something is to be done to the
/// next.
class VirtualKiosk {
 public:
  VirtualKiosk() : model_(0), scene_(model_, true, {{}, [this] { act(); }, {}}) {
    auto view = kiosk::sample_view();
    if (!view) throw std::runtime_error(view.error().detail);
    view_ = std::move(*view);
    auto screen = ui::Offscreen::open(kSmall, scene_.reference_size(kSmall));
    if (!screen) throw std::runtime_error(screen.error().detail);
    screen_ = std::move(*screen);
    // The virtual clock begins at midnight of the sample's day.
    const std::int64_t local = kiosk::sample_wall_ms() + std::int64_t{1000} * view_.utc_offset_s;
    model_.set_wall_offset(kiosk::sample_wall_ms() - local % kDay);
    model_.set_link(kiosk::Link::kOnline, 0);
    first_day_ = view_.day;
    hear(0);
  }

  [[nodiscard]] std::uint64_t frames() const { return frames_; }
  [[nodiscard]] Ms now() const { return now_; }

  /// Lets time pass, as the window's loop would.
  void until(Ms end) {
    while (true) {
      frame();
      const auto next = scene_.next_deadline(point(now_));
      const Ms at = next ? std::max(now_ + 1, kiosk::model_time(*next)) : end;
      now_ = std::min(at, end);
      if (now_ == end) break;
    }
    frame();
  }

  /// The hall as the dispatcher tells it now.
  void hear(int waiting) {
    const Ms in_day = now_ % kDay;
    view_.hall_open = in_day >= kOpens && in_day < kCloses;
    view_.day = Day{first_day_.value + static_cast<std::int32_t>(now_ / kDay)};
    view_.lines[view_.hall.services.front().id.value].waiting = waiting;
    model_.set_view(std::make_shared<const HallView>(view_), now_);
  }

  void touch(const kiosk::Touch& what) {
    until(now_ + kLook);
    const auto& all = scene_.targets();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& target) { return target.touch == what; });
    if (found == all.end()) throw std::runtime_error("a control is missing");
    const ui::Point at = found->rect.centre();  // the next frame has other targets
    scene_.input(ui::PointerDown{at}, point(now_));
    frame();
    scene_.input(ui::PointerUp{at}, point(now_));
    answer();
  }

 private:
  static ui::TimePoint point(Ms ms) { return ui::TimePoint(std::chrono::milliseconds(ms)); }

  void frame() {
    if (scene_.update(point(now_))) {
      scene_.draw(screen_->canvas(), point(now_));
      ++frames_;
    }
  }

  void act() {
    for (const kiosk::Action& action : model_.take_actions()) {
      asked_ = asked_ || std::holds_alternative<kiosk::SubmitIssue>(action);
    }
  }

  void answer() {
    if (!std::exchange(asked_, false)) return;
    TicketReply ticket;
    ticket.service = view_.hall.services.front().id;
    ticket.ticket = number_text(ticket.service, ++given_ % 900 + 1, 3);
    ticket.day = view_.day;
    ticket.issued_wall_ms = model_.wall_ms(now_);
    ticket.code = "7KQ2M9WX";
    model_.issue_answered(ticket, now_);
    frame();
  }

  kiosk::KioskModel model_;
  kiosk::KioskScene scene_;
  HallView view_;
  Day first_day_;
  std::unique_ptr<ui::Offscreen> screen_;
  Ms now_ = 0;
  std::uint64_t frames_ = 0;
  int given_ = 0;
  bool asked_ = false;
};

/// One day with its visitors, who take a number and some of whom turn the languages over.
void live_a_day(VirtualKiosk& kiosk, Ms midnight) {
  using kiosk::Element;
  kiosk.until(midnight + kOpens);
  kiosk.hear(0);
  int n = 0;
  while (kiosk.now() + kBetweenVisitors < midnight + kCloses) {
    ++n;
    kiosk.hear(n % 9);
    if (n % 5 == 0) kiosk.touch({Element::kLanguage});
    if (n % 7 == 0) kiosk.touch({Element::kLargeText});
    kiosk.touch({Element::kService, 0});
    kiosk.touch({Element::kRegular});
    kiosk.touch({Element::kDone});
    kiosk.until(kiosk.now() + kBetweenVisitors);
  }
  kiosk.until(midnight + kCloses);
  kiosk.hear(0);
  kiosk.until(midnight + kDay);
  kiosk.hear(0);
}

}  // namespace

void kiosk_idle(std::vector<Figure>& figures) {
  constexpr double kMinutes = 60;
  constexpr double kFlatMb = 2;  // what the allocator keeps moves by that much
  VirtualKiosk kiosk;
  kiosk.until(kOpens);
  kiosk.hear(3);
  kiosk.until(kOpens + kMinute);
  const auto before = static_cast<double>(kiosk.frames());
  kiosk.until(kOpens + kMinute + kHour);
  const double frames = static_cast<double>(kiosk.frames()) - before;
  // The clock in the bar changes each minute; that is all that may be drawn.
  report(figures, {"kiosk, frames of an idle hour", frames, kMinutes, "", frames / kMinutes,
                   "<= 1.00", frames <= kMinutes});
  kiosk.until(kDay);
  kiosk.hear(0);
  // Two days: by then the caches of words and pictures have what they may have.
  for (int day = 1; day <= 2; ++day) live_a_day(kiosk, day * kDay);
  const double first = resident_mb(::getpid());
  for (int day = 3; day <= 2 + kDays; ++day) live_a_day(kiosk, day * kDay);
  const double last = resident_mb(::getpid());
  report(figures, {"kiosk, memory a week later, from the third day", last, first, "MB",
                   last / first, "+ 2 MB", last - first <= kFlatMb});
}

}  // namespace antre::bench
