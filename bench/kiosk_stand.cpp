// SPDX-License-Identifier: Apache-2.0
#include "bench/kiosk_stand.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include "bench/figures.hpp"
#include "client/hall_client.hpp"
#include "kiosk/clerk.hpp"
#include "kiosk/kiosk_model.hpp"
#include "kiosk/kiosk_scene.hpp"
#include "kiosk/paper_spool.hpp"
#include "kiosk/program.hpp"
#include "link/keys.hpp"
#include "ui/app.hpp"

namespace antre::bench {
namespace {

/// A visitor looks before the next touch, and a double tap is one; that time is skipped on the
/// kiosk's clock rather than waited for.
constexpr std::chrono::milliseconds kLook{400};

/// Notes when the spooler took a job.
class TimedPrinter final : public printer::Printer {
 public:
  TimedPrinter(printer::PrinterOptions options, std::function<void()> wake) {
    options.on_change = [this, wake = std::move(wake)] {
      changed_.store(now_us());
      wake();
    };
    auto made = printer::make_printer(options);
    if (!made) throw std::runtime_error(made.error().detail);
    printer_ = std::move(*made);
  }
  Result<printer::JobId> print(const printer::PrintJob& job) override {
    accepted_ = 0;
    return printer_->print(job);
  }
  void cancel(printer::JobId job) override { printer_->cancel(job); }
  std::vector<printer::PrintStatus> take_reports() override {
    auto reports = printer_->take_reports();
    for (const printer::PrintStatus& report : reports) {
      if (report.state == PrintState::kQueued && accepted_ == 0) accepted_ = changed_.load();
    }
    return reports;
  }
  [[nodiscard]] printer::Readiness readiness() const override { return printer_->readiness(); }
  [[nodiscard]] double accepted() const { return accepted_; }

 private:
  std::atomic<double> changed_ = 0;
  double accepted_ = 0;
  std::unique_ptr<printer::Printer> printer_;  ///< last: its thread uses the others
};

}  // namespace

class KioskStand::Impl final : public ui::Scene {
 public:
  Impl(Hall& hall, printer::PrinterOptions printer)
      : spooled_(!printer.queue.empty()),
        app_(open_app()),
        mailbox_([this] { app_->wake(); }),
        model_(time()),
        scene_(model_, false, {[this](kiosk::Ms now) { take_in(now); }, [this] { clerk_->act(); }}),
        spool_(hall.folder() + "/papers"),
        printer_(std::move(printer), [this] { app_->wake(); }) {
    clerk_ = std::make_unique<kiosk::Clerk>(
        model_, spool_, printer_,
        kiosk::Clerk::Door{[this](const Command& command) { send(command); },
                           [this] { client_->abandon(); },
                           [this] { return time(); },
                           {},
                           {},
                           {}});
    clerk_->take_up({});
    const auto address = link::Endpoint::parse(hall.url());
    const auto key = link::load_device(hall.key("kiosk", "stand"));
    if (!address || !key) throw std::runtime_error("no kiosk");
    client::HallClient::Callbacks callbacks;
    callbacks.on_change = [this] { app_->wake(); };
    callbacks.before_clear = [this](const Request& request, const Reply& reply) {
      return kiosk::keep_ticket(spool_, request, reply);
    };
    client_ = std::make_unique<client::HallClient>(
        client::Settings{*address, *key, "bench", true, hall.folder() + "/request", {}},
        std::move(callbacks));
    if (!client_->start()) throw std::runtime_error("the kiosk does not connect");
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() override { client_->stop(); }

  std::vector<Visit> take_numbers(std::size_t n) {
    wanted_ = n;
    app_->run(*this);
    if (visits_.size() < wanted_) throw std::runtime_error("the kiosk gave no number");
    return std::move(visits_);
  }

  [[nodiscard]] ui::Size reference_size(ui::Size window) const override {
    return scene_.reference_size(window);
  }
  bool update(ui::TimePoint now) override {
    const bool changed = scene_.update(now + skipped_);
    return step(now) || changed;
  }
  void draw(ui::Canvas& canvas, ui::TimePoint now) override {
    scene_.draw(canvas, now + skipped_);
    drawn_ = model_.page_serial();
    fresh_ = true;
  }
  void input(const ui::Input& /*input*/, ui::TimePoint /*now*/) override {}
  /// The loop asks right after a frame is on the screen.
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const override {
    if (std::exchange(fresh_, false)) on_screen(now_us());
    const auto next = scene_.next_deadline(now + skipped_);
    return next ? std::optional(*next - skipped_) : std::nullopt;
  }

 private:
  static std::unique_ptr<ui::App> open_app() {
    ui::WindowOptions window;
    window.title = "stand";
    window.width = 1080;
    window.height = 1920;
    window.fullscreen = true;
    auto app = ui::App::open(window);
    if (!app) throw std::runtime_error(app.error().detail);
    return std::move(*app);
  }

  [[nodiscard]] kiosk::Ms time() const {
    return kiosk::model_time(std::chrono::steady_clock::now() + skipped_);
  }

  void on_screen(double at) const {
    if (visit_.touched == 0) return;
    if (visit_.pressed == 0) visit_.pressed = at;
    if (visit_.shown == 0 && model_.page() == kiosk::Page::kTicket) visit_.shown = at;
  }

  void send(const Command& command) {
    const bool issue = std::holds_alternative<Issue>(command);
    client_->submit(command, {Millis{20'000}, false}, [this, issue](const Result<Reply>& answer) {
      if (issue) replied_.store(now_us());
      mailbox_.post([this, answer] { clerk_->answered(answer); });
    });
  }

  void take_in(kiosk::Ms now) {
    for (const auto& letter : mailbox_.take()) letter();
    model_.set_wall_offset(client_->now().wall_ms - now);
    model_.set_view(client_->view(), now);
    const bool online = client_->status().state == LinkState::kOnline;
    if (std::exchange(online_, online) != online) clerk_->set_online(online);
    model_.set_link(online ? kiosk::Link::kOnline : kiosk::Link::kConnecting, now);
    clerk_->look();
  }

  bool touch(const kiosk::Touch& what, ui::TimePoint now) {
    const auto& all = scene_.targets();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& target) { return target.touch == what; });
    if (found == all.end()) return false;
    skipped_ += kLook;
    const ui::Point at = found->rect.centre();
    scene_.update(now + skipped_);
    scene_.input(ui::PointerDown{at}, now + skipped_);
    scene_.input(ui::PointerUp{at}, now + skipped_);
    return true;
  }

  /// What the visitor does next, once the page is there.
  bool step(ui::TimePoint now) {
    if (drawn_ != model_.page_serial() || fresh_) return false;
    switch (model_.page()) {
      case kiosk::Page::kHome:
        return touch({kiosk::Element::kService, 0}, now);
      case kiosk::Page::kClass:
        if (visit_.touched != 0) return false;  // on its way
        visit_.touched = now_us();
        return touch({kiosk::Element::kRegular}, now);
      case kiosk::Page::kTicket:
        return leave(now);
      case kiosk::Page::kStarting:
      case kiosk::Page::kChecking:
        return false;
      default:
        app_->stop();  // take_numbers says that there are too few
        return false;
    }
  }

  bool leave(ui::TimePoint now) {
    if (visit_.shown == 0 || (spooled_ && printer_.accepted() == 0)) return false;
    if (visits_.size() < wanted_) {
      visit_.replied = replied_.load();
      visit_.accepted = printer_.accepted();
      visits_.push_back(visit_);
      visit_ = {};
    }
    if (visits_.size() >= wanted_) {
      app_->stop();
      return false;
    }
    return touch({kiosk::Element::kDone}, now);
  }

  const bool spooled_;
  std::unique_ptr<ui::App> app_;
  kiosk::Mailbox mailbox_;
  ui::TimePoint::duration skipped_{};
  kiosk::KioskModel model_;
  kiosk::KioskScene scene_;
  kiosk::PaperSpool spool_;
  TimedPrinter printer_;
  std::unique_ptr<kiosk::Clerk> clerk_;
  bool online_ = false;
  std::size_t wanted_ = 0;
  std::vector<Visit> visits_;
  std::uint64_t drawn_ = 0;
  mutable bool fresh_ = false;  ///< a frame was drawn and its end is not noted yet
  mutable Visit visit_;
  std::atomic<double> replied_ = 0;
  std::unique_ptr<client::HallClient> client_;  ///< last: its thread ends before what it posts to
};

KioskStand::KioskStand(Hall& hall, printer::PrinterOptions printer)
    : impl_(std::make_unique<Impl>(hall, std::move(printer))) {}

KioskStand::~KioskStand() = default;

std::vector<Visit> KioskStand::take_numbers(std::size_t n) {
  return impl_->take_numbers(n);
}

}  // namespace antre::bench
