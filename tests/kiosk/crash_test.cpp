// SPDX-License-Identifier: Apache-2.0
// A kiosk that is killed at every instant from the touch to the confirmed report, and started again
// on what it left on disk.
#include <doctest/doctest.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/clerk.hpp"
#include "kiosk/samples.hpp"
#include "link/file.hpp"
#include "link/outbox.hpp"
#include "protocol/codec.hpp"
#include "protocol/session.hpp"
#include "tests/link/folder.hpp"

namespace antre::kiosk {
namespace {

constexpr Ms kStart = 100'000;

struct Killed {};

struct Paper {
  std::string number;
  bool copy = false;
};

/// What outlives the kiosk: its files, the dispatcher, the paper that came out, time.
struct World {
  test::Folder folder;
  Ms now = kStart;
  int steps = 0;
  int kill_at = 0;  ///< before the step of this number; 0: never
  int runs = 0;
  std::vector<Paper> papers;
  std::map<std::string, ViewTicket> tickets;
  using Key = std::pair<std::string, std::uint64_t>;
  std::map<Key, std::optional<Reply>> done;  ///< nothing: settled as not done
  std::optional<std::string> trouble;        ///< the printer waits for help

  /// Before everything that leaves a trace outside of the program.
  void step() {
    if (++steps == kill_at) {
      throw Killed{};
    }
  }
  [[nodiscard]] HallView view() const {
    HallView view = *sample_view();
    view.tickets = tickets;
    std::erase_if(view.tickets,
                  [](const auto& one) { return one.second.state == TicketState::kCancelled; });
    return view;
  }
  [[nodiscard]] Reply carry_out(const Request& request) {
    Reply reply{kProtocolVersion, request.session, request.n, Accepted{}};
    if (const auto* settle = std::get_if<Settle>(&request.body)) {
      const auto [found, spent] = done.try_emplace({settle->of_session, settle->of_n});
      SettleReply told;
      told.executed = found->second.has_value();
      if (told.executed) told.stored = codec::encode(*found->second);
      reply.body = told;
      return reply;
    }
    const Key key{request.session, request.n};
    if (const auto found = done.find(key); found != done.end()) {
      return *found->second;
    }
    if (std::holds_alternative<Issue>(request.body)) {
      reply.body = issue();
    } else if (const auto* report = std::get_if<ReportPrint>(&request.body)) {
      ticket(report->ticket).print = report->state;
    } else if (const auto* cancel = std::get_if<Cancel>(&request.body)) {
      ticket(cancel->ticket).state = TicketState::kCancelled;
    }
    done[key] = reply;
    return reply;
  }

 private:
  ViewTicket& ticket(const std::string& number) {
    return tickets.at(ticket_key(sample_view()->day, number));
  }
  TicketReply issue() {
    TicketReply reply;
    reply.service = ServiceId{"R"};
    reply.ticket = number_text(reply.service, static_cast<std::uint32_t>(tickets.size()) + 1, 3);
    reply.day = sample_view()->day;
    reply.issued_wall_ms = sample_wall_ms() + now - kStart;
    ViewTicket shown;
    shown.ticket = reply.ticket;
    shown.of_day = reply.day;
    shown.service = reply.service;
    tickets[ticket_key(reply.day, reply.ticket)] = shown;
    return reply;
  }
};

/// A printer that prints when it is told to go on.
class SlowPrinter final : public printer::Printer {
 public:
  explicit SlowPrinter(World& world) : world_(world) {}

  Result<printer::JobId> print(const printer::PrintJob& job) override {
    jobs_.emplace_back(printer::JobId{++last_}, job);
    return jobs_.back().first;
  }
  void cancel(printer::JobId id) override {
    if (std::erase_if(held_, [&](const auto& job) { return job.first == id; }) > 0) {
      tell(id, {}, PrintState::kFailed, printer::PrintReason::kCancelled);
    }
  }
  std::vector<printer::PrintStatus> take_reports() override { return std::exchange(news_, {}); }
  printer::Readiness readiness() const override { return {}; }

  void go_on() {
    for (auto& job : std::exchange(jobs_, {})) {
      job.second.before_send();
      world_.step();
      const printer::TicketPaper& ticket = job.second.ticket;
      if (world_.trouble) {
        tell(job.first, ticket.number, PrintState::kQueued, printer::PrintReason::kMediaEmpty);
        held_.push_back(std::move(job));
        continue;
      }
      world_.papers.push_back({ticket.number, ticket.copy});
      world_.step();
      tell(job.first, ticket.number, PrintState::kPrinted, printer::PrintReason::kNone);
    }
  }

 private:
  void tell(printer::JobId id, const std::string& number, PrintState state,
            printer::PrintReason reason) {
    news_.push_back({.job = id, .number = number, .state = state, .reason = reason, .detail = {}});
  }
  World& world_;
  std::uint64_t last_ = 0;
  std::vector<std::pair<printer::JobId, printer::PrintJob>> jobs_;
  std::vector<std::pair<printer::JobId, printer::PrintJob>> held_;
  std::vector<printer::PrintStatus> news_;
};

/// One run of the program, with the link's thread and the UI's taking turns.
class Run {
 public:
  explicit Run(World& world)
      : world_(world),
        outbox_(*link::Outbox::open(world.folder / "request")),
        spool_(world.folder / "papers",
               [&world](const std::filesystem::path& path, std::string_view bytes) {
                 world.step();
                 return link::write_durably(path, bytes, link::IfThere::kReplace);
               }),
        printer_(world),
        session_("run " + std::to_string(++world.runs), {[] { return "new"; }, [] { return 0.5; }},
                 marks_),
        model_(world.now),
        clerk_(model_, spool_, printer_,
               {[this](const Command& command) { send(command); },
                [this] { carry_out(session_.abandon(now())); }, [this] { return world_.now; }}) {
    clerk_.take_up(outbox_.pending() ? outbox_.pending()->request : std::string());
    if (const auto left = outbox_.pending()) {
      carry_out(session_.recover(left->session, left->n, left->request, now()));
    }
    model_.set_wall_offset(sample_wall_ms() - kStart);
    model_.set_link(Link::kOnline, world_.now);
    carry_out(session_.on_connected(now()));
    clerk_.set_online(true);
  }

  void touch_for_a_number() {
    go_on(1);
    for (const Touch& touch : {Touch{Element::kService, 3}, Touch{Element::kRegular}}) {
      model_.drawn();
      world_.now += 1'000;  // nobody touches twice within a double tap
      model_.touch(touch, world_.now);
    }
    clerk_.act();
  }
  void go_on(int rounds = 60) {
    for (int i = 0; i < rounds; ++i) {
      world_.now += 100;
      carry_out(session_.tick(now()));
      for (const std::string& bytes : std::exchange(sent_, {})) {
        world_.step();
        const Reply reply = world_.carry_out(*codec::decode_request(bytes));
        world_.step();
        carry_out(session_.on_reply(reply, now()));
      }
      model_.set_view(std::make_shared<const HallView>(world_.view()), world_.now);
      for (const auto& letter : std::exchange(mailbox_, {})) {
        world_.step();
        letter();
      }
      clerk_.look();
      model_.tick(world_.now);
      clerk_.act();
      printer_.go_on();
    }
  }
  [[nodiscard]] bool owes_nothing() const { return !outbox_.pending() && spool_.papers().empty(); }

 private:
  [[nodiscard]] Millis now() const { return Millis(world_.now); }
  void send(const Command& command) {
    auto actions = session_.submit(++token_, command, now(), Millis(30'000));
    REQUIRE(actions);
    carry_out(std::move(*actions));
  }
  /// As client::Core does; that it keeps before it clears is tested there.
  void carry_out(Session::Actions actions) {
    for (auto& action : actions) {
      if (auto* save = std::get_if<Session::Save>(&action)) {
        world_.step();
        REQUIRE(outbox_.save({save->session, save->n, save->request}));
      } else if (const auto* send = std::get_if<Session::Send>(&action)) {
        sent_.push_back(send->bytes);
      } else if (std::holds_alternative<Session::Clear>(action)) {
        world_.step();
        REQUIRE(outbox_.clear());
      } else if (auto* answer = std::get_if<Session::Answer>(&action)) {
        if (answer->answer) keep(*answer->answer);
        mailbox_.emplace_back([this, told = answer->answer] { clerk_.answered(told); });
      } else if (auto* settled = std::get_if<Session::Settled>(&action)) {
        if (settled->reply) keep(*settled->reply);
        mailbox_.emplace_back([this, told = *settled] { clerk_.settled(told); });
      }
    }
  }
  void keep(const Reply& reply) {
    REQUIRE(outbox_.pending());
    // Outside of CHECK, which would keep the kill to itself.
    const bool kept =
        keep_ticket(spool_, *codec::decode_request(outbox_.pending()->request), reply);
    CHECK(kept);
  }

  World& world_;
  link::Outbox outbox_;
  PaperSpool spool_;
  SlowPrinter printer_;
  Marks marks_;
  Session session_;
  KioskModel model_;
  std::vector<std::string> sent_;
  std::vector<std::function<void()>> mailbox_;
  std::uint64_t token_ = 0;
  Clerk clerk_;
};

/// A run that begins `later`; true when it was killed.
bool run(World& world, int kill_at, bool with_visitor, Ms later = 2'000) {
  world.steps = 0;
  world.kill_at = kill_at;
  world.now += later;
  try {
    Run kiosk(world);
    if (with_visitor) kiosk.touch_for_a_number();
    kiosk.go_on();
    CHECK(kiosk.owes_nothing());
    return false;
  } catch (const Killed&) {
    return true;
  }
}

int unmarked(const World& world) {
  int n = 0;
  for (const Paper& paper : world.papers) n += paper.copy ? 0 : 1;
  return n;
}

/// What must hold of a ticket whose visitor stood there all the time.
void check_soon(const World& world) {
  REQUIRE(world.tickets.size() <= 1);
  if (world.tickets.empty()) {
    CHECK(world.papers.empty());
    return;
  }
  const ViewTicket& ticket = world.tickets.begin()->second;
  CHECK(ticket.state == TicketState::kWaiting);
  CHECK_FALSE(world.papers.empty());
  CHECK(unmarked(world) <= 1);
  for (const Paper& paper : world.papers) CHECK(paper.number == ticket.ticket);
  CHECK((ticket.print == PrintState::kPrinted || ticket.print == PrintState::kReprinted));
}

}  // namespace

TEST_SUITE("kiosk/crash") {
  TEST_CASE("without a crash there is one paper, and nothing is owed") {
    World world;
    CHECK_FALSE(run(world, 0, true));
    check_soon(world);
    CHECK(world.tickets.size() == 1);
    CHECK(world.papers.size() == 1);
  }
  TEST_CASE("killed at any instant, the next run gives that very ticket on paper") {
    int copies = 0;
    int first_papers = 0;
    for (int k = 1;; ++k) {
      CAPTURE(k);
      World world;
      if (!run(world, k, true)) break;
      const std::size_t before = world.papers.size();
      CHECK_FALSE(run(world, 0, false));
      check_soon(world);
      // A second paper is a copy, and a paper after a first one never is unmarked.
      CHECK(world.papers.size() <= 2);
      if (before == 0 && !world.papers.empty()) ++(world.papers[0].copy ? copies : first_papers);
      if (before == 1 && world.papers.size() == 2) CHECK(world.papers[1].copy);
    }
    CHECK(first_papers > 0);  // killed before the printer had it
    CHECK(copies > 0);        // killed when it may have had it
  }
  TEST_CASE("killed twice, it still is that ticket, and unmarked at most once") {
    for (int k = 1;; ++k) {
      World first;
      if (!run(first, k, true)) break;
      for (int again = 1;; ++again) {
        CAPTURE(k);
        CAPTURE(again);
        World world;
        CHECK(run(world, k, true));
        if (!run(world, again, false)) break;
        CHECK_FALSE(run(world, 0, false));
        check_soon(world);
      }
    }
  }
  TEST_CASE("started again when the visitor has gone, nothing comes out and the hall knows why") {
    for (int k = 1;; ++k) {
      CAPTURE(k);
      World world;
      if (!run(world, k, true)) break;
      const std::size_t before = world.papers.size();
      CHECK_FALSE(run(world, 0, false, kFoundTicketMs + 1'000));
      CHECK(world.papers.size() == before);
      if (world.tickets.empty()) continue;
      const ViewTicket& ticket = world.tickets.begin()->second;
      CHECK(ticket.print != PrintState::kNone);
      CHECK(ticket.print != PrintState::kQueued);
      // Who may have a paper keeps the number.
      if (before > 0) CHECK(ticket.state == TicketState::kWaiting);
      if (ticket.state == TicketState::kCancelled) CHECK(ticket.print == PrintState::kFailed);
    }
  }
  TEST_CASE("killed without paper in the printer, the number stays and its failure is told") {
    for (int k = 1;; ++k) {
      CAPTURE(k);
      World world;
      world.trouble = "media-empty";
      if (!run(world, k, true)) break;
      CHECK_FALSE(run(world, 0, false));
      CHECK(world.papers.empty());
      if (world.tickets.empty()) continue;
      const ViewTicket& ticket = world.tickets.begin()->second;
      CHECK(ticket.state == TicketState::kWaiting);
      CHECK((ticket.print == PrintState::kFailed || ticket.print == PrintState::kUnknown));
    }
  }
}

}  // namespace antre::kiosk
