// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/paper_kiosk.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr Millis kIssuePatience{kiosk::kGiveUpAfterMs + 10'000};  // as kiosk/program.cpp has them
constexpr Millis kReportPatience{20'000};
constexpr Millis kLook{10'000};

kiosk::Link link_of(LinkState state) {
  if (state == LinkState::kOnline) return kiosk::Link::kOnline;
  return state == LinkState::kOffline ? kiosk::Link::kOffline : kiosk::Link::kConnecting;
}

/// What the last run left in the spool's file, put into a spool as it got there.
void read_again(kiosk::PaperSpool& spool, const std::vector<kiosk::SpooledPaper>& papers) {
  for (const auto& paper : papers) {
    spool.set_language(paper.language);
    static_cast<void>(spool.keep(paper.ticket));
    if (paper.stage != kiosk::PaperStage::kQueued)
      static_cast<void>(spool.hand(paper.ticket, paper.language));
    if (paper.stage == kiosk::PaperStage::kEnded)
      static_cast<void>(spool.end(paper.id(), paper.end, paper.reason));
  }
  spool.set_language({});
}

}  // namespace

PaperKiosk::Program::Program(PaperKiosk& kiosk, kiosk::Ms now)
    : model(now),
      spool({},
            [&kiosk](const std::filesystem::path& /*path*/, std::string_view bytes) {
              kiosk.spool_file_ = bytes;
              return Result<void>();
            }),
      printer(kiosk.world().time, kiosk.world().random, kiosk.shop_,
              {[&kiosk, run = kiosk.started_] { return run == kiosk.started_ && kiosk.alive(); },
               [&kiosk] { return kiosk.dies_at_paper(); },
               [&kiosk] { kiosk.later([&kiosk] { kiosk.step(); }); },
               [&kiosk](const printer::TicketPaper& paper) {
                 const bool marked =
                     paper.copy && kiosk.world().planted != Planted::kCopiesUnmarked;
                 return PrintShop::Paper{paper.number + " " + (paper.qr ? paper.qr->content : ""),
                                         marked};
               }}),
      clerk(model, spool, printer,
            {[&kiosk](const Command& command) { kiosk.send(command); },
             [&kiosk] { kiosk.abandon(); }, [&kiosk] { return kiosk.now(); }}) {}

PaperKiosk::PaperKiosk(Surroundings& world, const std::string& name, std::string label)
    : Client(world, "kiosk", name, std::move(label)),
      shop_(world.time, world.random, [this](const PrintShop::Paper& paper) { came_out(paper); }) {}

void PaperKiosk::came_out(const PrintShop::Paper& paper) {
  say(fmt::format("prints {}{}", paper.text, paper.copy ? ", a copy" : ""));
  served_ = served_ || last_;
  if (const auto wrong = world().checker.papers().printed(label(), paper.text, paper.copy))
    world().checker.expect(false, *wrong);
}

void PaperKiosk::on_started() {
  ++started_;
  const auto file = std::exchange(spool_file_, {});
  program_ = std::make_unique<Program>(*this, now());
  if (!file.empty()) {
    const auto papers = kiosk::PaperSpool::parse(file);
    world().checker.expect(papers.has_value(), "the spool of papers cannot be read");
    if (papers) read_again(program_->spool, *papers);
  }
  program_->clerk.take_up(open_request());
  if (!std::exchange(paper_runs_out_, true) && world().faults.no_paper_every > 0ms)
    run_out_of_paper();
}

void PaperKiosk::run_out_of_paper() {
  const auto mean = world().faults.no_paper_every;
  world().time.after(world().random.between(mean / 2, mean * 3 / 2), [this] {
    if (is_calm()) return;
    say("has no paper");
    shop_.set_empty(true);
    world().time.after(world().random.between(5s, 60s), [this] {
      say("has paper again");
      shop_.set_empty(false);
      run_out_of_paper();
    });
  });
}

void PaperKiosk::send(const Command& command) {
  const bool issue = std::holds_alternative<Issue>(command);
  const auto touch = submit(command, issue ? kIssuePatience : kReportPatience);
  if (touch && issue) world().checker.papers().wanted(*touch);
  if (touch) return;
  later([this] {
    on_answer(0, Error{ErrorCode::kUnavailable, "the request before this one is not answered"});
  });
}

void PaperKiosk::on_answer(std::uint64_t /*touch*/, const Result<Reply>& answer) {
  take_in();
  program_->clerk.answered(answer);
  step();
}

void PaperKiosk::on_settled(const Session::Settled& settled) {
  take_in();
  program_->clerk.settled(settled);
  step();
}

bool PaperKiosk::before_clear(const Request& request, const Reply& reply) {
  return kiosk::keep_ticket(program_->spool, request, reply);
}

void PaperKiosk::take_in() {
  auto& model = program_->model;
  if (copy() != nullptr) {
    model.set_wall_offset(engine_now() + copy()->wall_offset_ms - now());
    if (take_changed()) model.set_view(std::make_shared<const HallView>(*copy()), now());
  }
  if (std::exchange(program_->online, online()) != online()) program_->clerk.set_online(online());
  model.set_link(link_of(link_state()), now());
}

void PaperKiosk::step() {
  if (!alive()) return;
  take_in();
  program_->clerk.look();
  program_->model.tick(now());
  program_->model.drawn();
  program_->clerk.act();
  if (alive()) arm();
}

void PaperKiosk::arm() {
  auto next = now() + kLook.count();
  if (const auto due = program_->model.next_deadline(now())) next = std::min(next, *due);
  world().time.at(Millis(std::max(next, now() + 1)), [this, armed = ++armed_, run = started_] {
    if (armed == armed_ && run == started_) step();
  });
}

void PaperKiosk::touch(const kiosk::Touch& touch) {
  program_->model.touch(touch, now());
  step();
}

void PaperKiosk::act() {
  auto& random = world().random;
  switch (program_->model.page()) {
    case kiosk::Page::kHome:
      return touch({kiosk::Element::kService, random.below(2)});
    case kiosk::Page::kTicket:
    case kiosk::Page::kNoPaper:
      if (random.chance(500)) touch({kiosk::Element::kDone, 0});
      return;
    default:
      return;
  }
}

void PaperKiosk::last_visitor() {
  last_ = true;
  shop_.set_empty(false);
  if (program_->model.page() == kiosk::Page::kTicket) touch({kiosk::Element::kDone, 0});
  world().time.after(1s, [this, run = started_] {
    if (run == started_ && alive()) touch({kiosk::Element::kService, 0});
  });
}

}  // namespace antre::sim
