// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <tuple>

#include "counter/draft.hpp"
#include "tests/counter/desk_for_tests.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::Desk;

namespace {

constexpr Day kToday{20781};  // 2026-11-24

HallSettings hall_with_steps() {
  HallSettings hall = Desk::small_hall();
  for (ServiceSettings& service : hall.services)
    service.steps = {{"checked", {}, 3}, {"ready", {}, 0}};
  hall.kiosk.priority_classes = {"elder"};
  return hall;
}

struct Office : Desk {
  Office() : Desk({CounterId{2}, "Sari", {}, {}}, hall_with_steps()) {
    model.set_phrases({{"a question", "trouble"}, {"took long", "nobody came"}});
  }
  void f1() { key(ui::Key::kF1); }
  void type(const char* text) { model.type(text, now); }
  void miss(const std::string& ticket, int counter = 2) {
    TargetMissed missed;
    missed.miss = "2026-11-24/" + ticket;
    missed.ticket = ticket;
    missed.cause = Cause::kCounterIdle;
    missed.counters = {{{counter}, {}}};
    add(std::move(missed));
  }
  void done() { model.answered(std::optional<CounterReply>{}, now); }
  /// The first of that kind, since the last look.
  template <class A>
  std::optional<A> action() {
    for (const Action& one : model.take_actions()) {
      if (const auto* is = std::get_if<A>(&one)) return *is;
    }
    return std::nullopt;
  }
};

}  // namespace

TEST_SUITE("counter/help") {
  TEST_CASE("F1 asks for the supervisor with a set reason, and F1 again ends it") {
    Office desk;
    desk.idle_with({"K001"});
    desk.f1();
    CHECK(desk.model.sheet() == Sheet::kHelp);
    desk.key('2');
    desk.pass(kGuardMs);
    desk.enter();
    const auto asked = desk.asked<AskHelp>();
    REQUIRE(asked);
    CHECK(asked->text == "a question");
    desk.add(HelpAsked{{2}, asked->text});
    desk.accept(CounterState::kFree);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.says() == Say::kHelpAsked);
    desk.pass(80'000);
    CHECK(desk.model.help_s(desk.now) == 80);
    desk.f1();
    CHECK(desk.asked<EndHelp>());
    desk.add(HelpEnded{{2}, {}});
    desk.accept(CounterState::kFree);
    CHECK(desk.model.help() == nullptr);
  }

  TEST_CASE("F1 twice asks without a reason; a double press within the guard does not") {
    Office desk;
    desk.serving();
    desk.f1();
    desk.pass(kGuardMs - 1);
    desk.f1();
    CHECK(desk.asked_nothing());
    desk.pass(1);
    desk.f1();
    CHECK(desk.asked<AskHelp>()->text.empty());
  }
}

TEST_SUITE("counter/misses") {
  TEST_CASE("a miss of this counter asks for its reason, and delays nothing") {
    Office desk;
    desk.called();
    desk.miss("K001");
    desk.miss("R009", 1);
    CHECK(desk.model.unexplained() == 1);
    desk.space();
    CHECK(desk.asked<Start>());
    desk.start("K001");
    desk.accept(CounterState::kServing, "K001");
    desk.add(ServiceFinished{"K001", std::nullopt, {2}, Outcome::kServed});
    desk.pass(kGuardMs);
    desk.key('a');
    CHECK(desk.model.sheet() == Sheet::kExplain);
    desk.pass(kGuardMs);
    desk.key('2');
    desk.type("2");
    desk.enter();
    const auto explained = desk.asked<ExplainMiss>();
    REQUIRE(explained);
    CHECK(explained->miss == "2026-11-24/K001");
    CHECK(explained->text == "nobody came");
    desk.add(MissExplained{"2026-11-24/K001", {}, {}, {}});
    desk.done();
    CHECK(desk.model.unexplained() == 0);
    CHECK(desk.model.sheet() == Sheet::kNone);
  }

  TEST_CASE("own words take the place of the set reasons, digits in them too") {
    Office desk;
    desk.called();
    desk.miss("K001");
    desk.key('a');
    desk.pass(kGuardMs);
    desk.type("Rombongan 1");
    desk.key('1');
    desk.type("2 orang");
    desk.enter();
    CHECK(desk.asked<ExplainMiss>()->text == "Rombongan 12 orang");
  }
}

TEST_SUITE("counter/notes") {
  TEST_CASE("M notes on the visitor here, shows what is noted, and leaves nothing behind") {
    Office desk;
    desk.serving();
    desk.key('m');
    const auto asked = desk.action<AskNotes>();
    REQUIRE(asked);
    CHECK(asked->ticket == TicketId{kToday, "K001"});
    NotesNews news;
    news.ticket = asked->ticket;
    news.notes = NoteList({{test::kMorning, "Ani", "came before"}});
    desk.model.notes_came(std::move(news), desk.now);
    REQUIRE(desk.model.notes() != nullptr);
    CHECK(desk.model.notes()->notes.notes().size() == 1);
    desk.enter();
    CHECK(desk.asked_nothing());  // within the guard, and nothing is typed
    desk.pass(kGuardMs);
    desk.enter();
    CHECK(desk.says() == Say::kNothingTyped);
    desk.type("Ibu Ñ");
    desk.key(ui::Key::kBackspace);
    CHECK(desk.model.draft() == "Ibu ");
    desk.enter();
    const auto note = desk.asked<Note>();
    REQUIRE(note);
    CHECK(note->ticket == "K001");
    CHECK(note->text == "Ibu");
    desk.done();
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.draft().empty());
    CHECK(desk.model.notes() == nullptr);
  }

  TEST_CASE("after the visitor has gone it is noted on the last one; before any it is refused") {
    Office desk;
    desk.idle_with({"K001"});
    desk.key('m');
    CHECK(desk.says() == Say::kNoTicket);
    desk.call("K001");
    desk.start("K001");
    desk.add(ServiceFinished{"K001", std::nullopt, {2}, Outcome::kServed});
    desk.key('m');
    REQUIRE(desk.model.notes() != nullptr);
    CHECK(desk.model.notes()->ticket.number == "K001");
  }

  TEST_CASE("what is typed stays when the dispatcher calls, and goes with Esc") {
    Office desk;
    desk.serving();
    desk.add(ServiceFinished{"K001", std::nullopt, {2}, Outcome::kServed});
    desk.issue("K002");
    desk.key('m');
    desk.type("slow printer");
    desk.add(TicketCalled{"K002", std::nullopt, {2}, false, true});
    CHECK(desk.model.sheet() == Sheet::kNote);
    CHECK(desk.model.draft() == "slow printer");
    CHECK(desk.model.notes()->ticket.number == "K001");
    desk.key(ui::Key::kEscape);
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.draft().empty());
  }
}

TEST_SUITE("counter/outcome") {
  TEST_CASE("incomplete says what of the checklist was not ticked") {
    Office desk;
    desk.serving();
    desk.key('1');
    desk.space();
    desk.enter();
    const auto finish = desk.asked<Finish>();
    REQUIRE(finish);
    CHECK(finish->outcome == Outcome::kIncomplete);
    CHECK(finish->missing == std::vector<std::string>{"form"});
  }

  TEST_CASE("a follow-up asks for the day: a week on, tomorrow, or as typed") {
    for (const auto& [down, typed, day] :
         {std::tuple(false, "", 7), std::tuple(true, "", 1), std::tuple(false, "+14", 14),
          std::tuple(false, "1.12", 7), std::tuple(false, "23.11", 364)}) {
      Office desk;
      desk.serving();
      desk.space();
      desk.key('4');
      desk.enter();
      CHECK(desk.model.sheet() == Sheet::kDate);
      desk.enter();
      CHECK(desk.asked_nothing());  // the same press twice
      desk.pass(kGuardMs);
      if (down) desk.key(ui::Key::kDown);
      desk.type(typed);
      desk.enter();
      const auto finish = desk.asked<Finish>();
      REQUIRE(finish);
      CHECK(finish->outcome == Outcome::kFollowUp);
      CHECK(finish->follow_up == Day{kToday.value + day});
    }
  }

  TEST_CASE("what is no day to come is refused") {
    for (const char* typed : {"31.2", "12", "+0", "+999", "24.11.26", "0.0", "+"}) {
      CAPTURE(typed);
      CHECK_FALSE(day_typed(typed, kToday));
    }
    Office desk;
    desk.serving();
    desk.space();
    desk.key('4');
    desk.enter();
    desk.pass(kGuardMs);
    desk.type("31.2");
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kNoDay);
  }

  TEST_CASE("a service with steps opens a case, shows it, prints it, and finishes") {
    Office desk;
    desk.serving();
    desk.add(PrinterReported{"entrance", true, {}});
    desk.space();
    desk.key('5');
    desk.enter();
    CHECK(desk.asked<OpenCase>()->ticket == "K001");
    CaseReply opened;
    opened.case_ = "K-2026-0001";
    opened.due = Day{kToday.value + 3};
    desk.model.answered(std::optional<CounterReply>{}, desk.now, opened);
    CHECK(desk.model.sheet() == Sheet::kCase);
    desk.key('p');
    CHECK(desk.asked<PrintReceipt>()->case_ == "K-2026-0001");
    desk.done();
    CHECK(desk.model.sheet() == Sheet::kCase);
    desk.pass(kGuardMs);
    desk.enter();
    const auto finish = desk.asked<Finish>();
    REQUIRE(finish);
    CHECK(finish->outcome == Outcome::kFollowUp);
    CHECK(finish->follow_up == opened.due);
  }

  TEST_CASE("a service that ends with the visit has no cases") {
    Desk desk;
    desk.serving();
    CHECK(desk.model.outcomes() == kOutcomes);
    desk.space();
    desk.key('5');
    CHECK(desk.model.outcome() == 0);
  }
}

TEST_SUITE("counter/numbers") {
  TEST_CASE("I gives a number: service, class, then large with print") {
    Office desk;
    desk.on_break();
    desk.add(PrinterReported{"entrance", true, {}});
    desk.key('i');
    CHECK(desk.model.sheet() == Sheet::kIssue);
    desk.pass(kGuardMs);
    desk.key('2');
    desk.enter();
    CHECK(desk.model.sheet() == Sheet::kClass);
    desk.enter();
    CHECK(desk.asked_nothing());  // the same press twice
    desk.pass(kGuardMs);
    desk.key('2');
    desk.enter();
    const auto issue = desk.asked<Issue>();
    REQUIRE(issue);
    CHECK(issue->service == ServiceId{"R"});
    CHECK(issue->class_ == TicketClass::kPriority);
    TicketReply given;
    given.ticket = "R001";
    given.day = kToday;
    desk.model.answered(std::optional<CounterReply>{}, desk.now, given);
    REQUIRE(desk.model.given() != nullptr);
    CHECK(desk.model.given()->ticket == "R001");
    desk.key('p');
    CHECK(desk.asked<Reprint>()->ticket == "R001");
    desk.done();
    desk.pass(kGuardMs);
    desk.enter();
    CHECK(desk.model.sheet() == Sheet::kNone);
    CHECK(desk.model.given() == nullptr);
  }

  TEST_CASE("K takes a visitor's code and says what it is") {
    Office desk;
    desk.idle_with({});
    desk.key('k');
    desk.pass(kGuardMs);
    desk.type("ABCD-EFGH");
    desk.enter();
    CHECK(desk.asked<CheckIn>()->code == "ABCD-EFGH");
    TicketReply found;
    found.ticket = "K077";
    desk.model.answered(std::optional<CounterReply>{}, desk.now, found);
    CHECK(desk.model.sheet() == Sheet::kNumber);
    CHECK(desk.model.given_by_code());
  }

  TEST_CASE("where the hall does not have it, it is refused in words") {
    HallSettings hall = Desk::small_hall();
    hall.desk = {false, false, false, false};
    Desk desk({CounterId{2}, "Sari", {}, {}}, std::move(hall));
    desk.serving();
    desk.add(PrinterReported{"entrance", true, {}});
    for (const char key : {'i', 'k', 'v', 'p'}) {
      desk.pass(kNoticeMs);
      desk.key(key);
      CHECK(desk.asked_nothing());
      CHECK(desk.says() == Say::kNotAllowed);
    }
  }
}

TEST_SUITE("counter/alerts") {
  TEST_CASE("due, red and an automatic call sound once each; red and the call come to the front") {
    Office desk;
    desk.idle_with({"K001"});
    desk.clock("K001");
    CHECK(desk.action<Alert>() == Alert{Tone::kDue, false});
    desk.mark("K001", Mark::kRemind);
    CHECK_FALSE(desk.action<Alert>());
    desk.mark("K001", Mark::kEscalate);
    CHECK(desk.action<Alert>() == Alert{Tone::kRed, true});
    desk.pass(1'000);
    CHECK_FALSE(desk.action<Alert>());
    desk.add(TicketCalled{"K001", std::nullopt, {2}, false, true});
    CHECK(desk.action<Alert>() == Alert{Tone::kAutoCalled, true});
    desk.add(TicketRecalled{"K001", std::nullopt, {2}, 1});
    CHECK_FALSE(desk.action<Alert>());
  }

  TEST_CASE("V switches the sounds of this machine off; the window still comes to the front") {
    Office desk;
    desk.idle_with({"K001"});
    desk.key('v');
    CHECK(desk.says() == Say::kSoundsOff);
    CHECK_FALSE(desk.model.sounds());
    desk.clock("K001");
    desk.mark("K001", Mark::kEscalate);
    CHECK(desk.action<KeepSounds>());
    desk.add(TicketCalled{"K001", std::nullopt, {2}, false, true});
    CHECK(desk.action<Alert>() == Alert{Tone::kNone, true});
  }
}

TEST_SUITE("counter/keys of the desk") {
  TEST_CASE("each new key is accepted or refused visibly in every state and sheet") {
    struct State {
      const char* name;
      void (*prepare)(Office&);
    };
    constexpr std::array<State, 4> kStates{{{"idle", [](Office& d) { d.idle_with({"K001"}); }},
                                            {"called", [](Office& d) { d.called(); }},
                                            {"serving", [](Office& d) { d.serving(); }},
                                            {"break", [](Office& d) { d.on_break(); }}}};
    for (const State& state : kStates) {
      for (const char sheet : {'\0', 'x', 'l', 'i', 'k', 'm', '1'}) {
        for (const char key : {'1', 'm', 'a', 'i', 'k', 'v', 'p'}) {
          CAPTURE(state.name);
          CAPTURE(sheet);
          CAPTURE(key);
          Office desk;
          state.prepare(desk);
          if (sheet == '1') {
            desk.f1();
          } else if (sheet != '\0') {
            desk.key(sheet);
          }
          desk.pass(kNoticeMs);
          const bool text = desk.model.wants_text();
          const auto before = desk.model.revision();
          if (key == '1') {
            desk.f1();
          } else {
            desk.key(key);
            if (text) desk.type("x");
          }
          CHECK(desk.model.revision() != before);
        }
      }
    }
  }

  TEST_CASE("without a link each new key is refused, and a sheet sends nothing") {
    for (const char key : {'1', 'm', 'a', 'i', 'k', 'v'}) {
      CAPTURE(key);
      Office desk;
      desk.serving();
      desk.miss("K001");
      desk.model.set_link(Link::kOffline, test::kMorning, desk.now);
      if (key == '1') {
        desk.f1();
      } else {
        desk.key(key);
      }
      CHECK(desk.asked_nothing());
      CHECK(desk.says() == Say::kOfflineRefused);
    }
    Office desk;
    desk.serving();
    desk.key('m');
    desk.model.take_actions().clear();
    desk.type("a note");
    desk.pass(kGuardMs);
    desk.model.set_link(Link::kOffline, test::kMorning, desk.now);
    desk.enter();
    CHECK(desk.asked_nothing());
    CHECK(desk.says() == Say::kOfflineRefused);
    CHECK(desk.model.draft() == "a note");
  }
}
