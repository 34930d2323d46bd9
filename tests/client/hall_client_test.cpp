// SPDX-License-Identifier: Apache-2.0
#include "client/hall_client.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "client/random.hpp"
#include "link/outbox.hpp"
#include "protocol/codec.hpp"
#include "tests/client/fake_dispatcher.hpp"
#include "tests/link/folder.hpp"

using namespace antre;
using namespace std::chrono_literals;
using antre::client::HallClient;
using antre::test::FakeDispatcher;
using antre::test::Folder;

namespace {

Issue issue_of_r() {
  Issue issue;
  issue.service = {"R"};
  return issue;
}

const Issue kIssue = issue_of_r();

/// What a client told, to wait on. Owns the client.
class Screen {
 public:
  explicit Screen(client::Settings settings)
      : client(
            std::move(settings),
            {[this] { wake([] {}); },
             [this](const Entry& entry, bool fresh) {
               wake([&] { entries.emplace_back(entry.seq, fresh); });
             },
             [this](const Session::Settled& told) { wake([&] { settled.push_back(told); }); },
             [this](const std::string& sentence) { wake([&] { problems.push_back(sentence); }); },
             [this](const Request& request, const Reply& reply) {
               bool kept = true;
               wake([&] {
                 told_before.push_back({request, reply, answers.size() + settled.size(),
                                        std::filesystem::exists(outbox)});
                 kept = keeps;
               });
               return kept;
             }}) {}
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen() { client.stop(); }

  /// True when `so` holds within 30 s; looked at whenever the client tells something.
  template <class So>
  [[nodiscard]] bool until(So so) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 30s, so);
  }
  [[nodiscard]] bool online() {
    return until([this] { return client.status().state == LinkState::kOnline && client.view(); });
  }
  void submit(Millis patience = 20s, bool refuse_offline = false) {
    client.submit(kIssue, {patience, refuse_offline}, [this](Result<Reply> answer) {
      wake([&] { answers.push_back(std::move(answer)); });
    });
  }

  std::vector<std::pair<std::uint64_t, bool>> entries;
  std::vector<Session::Settled> settled;
  std::vector<std::string> problems;
  std::vector<Result<Reply>> answers;
  /// A reply that may be kept, and how things stood then.
  struct Before {
    Request request;
    Reply reply;
    std::size_t told = 0;
    bool in_outbox = false;
  };
  std::vector<Before> told_before;
  std::filesystem::path outbox;
  bool keeps = true;

 private:
  template <class Change>
  void wake(Change change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;

 public:
  HallClient client;  // last: its thread uses all of the above
};

struct Hall {
  Hall() : key(*link::new_device(data.path(), "kiosk", "hall-1", data / "kiosk.key")) {
    REQUIRE(dispatcher.up());
  }
  [[nodiscard]] client::Settings settings() const {
    client::Settings settings;
    settings.dispatcher = dispatcher.at();
    settings.key = key;
    settings.program = "test";
    return settings;
  }
  Folder data;
  FakeDispatcher dispatcher{data.path()};
  link::DeviceKey key;
};

std::string ticket_of(const Reply& reply) {
  return std::get<TicketReply>(reply.body).ticket;
}

}  // namespace

TEST_SUITE("client/hall_client") {
  TEST_CASE("it comes online, sees the hall as it is and follows what happens") {
    Hall hall;
    hall.dispatcher.issue();
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    hall.dispatcher.issue();
    hall.dispatcher.issue();
    REQUIRE(screen.until([&] { return screen.client.view()->seq == 3; }));
    HallView expected = hall.dispatcher.view();
    expected.utc_offset_s = 25'200;
    CHECK(*screen.client.view() == expected);
    REQUIRE(screen.client.welcome());
    CHECK(screen.client.welcome()->role == "kiosk");
    CHECK(screen.client.welcome()->name == "hall-1");
    const auto now = screen.client.now();
    CHECK(now.known);
    CHECK(now.wall_ms == now.engine_ms + 7);
    CHECK(now.utc_offset_s == 25'200);
    CHECK(now.engine_ms >= 5'000'000);
  }

  TEST_CASE("each entry is told once, and lost updates are made good") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    for (int i = 0; i < 50; ++i) hall.dispatcher.issue(i % 10 == 9);
    REQUIRE(screen.until(
        [&] { return screen.client.view()->seq == 50 && screen.client.status().complete; }));
    std::set<std::uint64_t> told;
    for (const auto& [seq, fresh] : screen.entries) CHECK(told.insert(seq).second);
    CHECK(told.size() >= 9);
  }

  TEST_CASE("a command is answered, and its event comes too") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    REQUIRE(screen.answers[0]);
    CHECK(ticket_of(*screen.answers[0]) == "R001");
    REQUIRE(screen.until([&] { return screen.client.view() && screen.client.view()->seq == 1; }));
  }

  TEST_CASE("a touch while the dispatcher restarts gives one ticket") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    hall.dispatcher.mute = true;  // done, but the reply is lost
    screen.submit();
    REQUIRE(
        screen.until([&] { return hall.dispatcher.copies > 0 || screen.client.status().unsure; }));
    hall.dispatcher.down();
    REQUIRE(screen.until([&] { return screen.client.status().state == LinkState::kOffline; }));
    CHECK(screen.client.status().last_data);
    hall.dispatcher.mute = false;
    REQUIRE(hall.dispatcher.up());
    REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    CHECK(ticket_of(*screen.answers[0]) == "R001");
    CHECK(hall.dispatcher.commands == 1);
    CHECK(screen.online());
  }

  TEST_CASE("a lost reply is unknown, then settled as done") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    hall.dispatcher.mute = true;
    screen.submit(300ms);
    REQUIRE(screen.until([&] { return screen.settled.size() == 1; }));
    REQUIRE(screen.answers.size() == 1);
    CHECK(screen.answers[0].error().code == ErrorCode::kTimeout);
    CHECK(screen.settled[0].fate == Session::Settled::Fate::kExecuted);
    CHECK(ticket_of(*screen.settled[0].reply) == "R001");
    // And the next touch is a touch like any other.
    hall.dispatcher.mute = false;
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 2; }));
    CHECK(ticket_of(*screen.answers[1]) == "R002");
  }

  TEST_CASE("a lost request is unknown, then settled as not done") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    hall.dispatcher.deaf = true;
    screen.submit(300ms);
    REQUIRE(screen.until([&] { return screen.settled.size() == 1; }));
    CHECK(screen.answers.at(0).error().code == ErrorCode::kTimeout);
    CHECK(screen.settled[0].fate == Session::Settled::Fate::kNotExecuted);
    CHECK(hall.dispatcher.commands == 0);
  }

  TEST_CASE("offline, a command is refused at once when asked so, else not done in the end") {
    Hall hall;
    hall.dispatcher.down();
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    screen.submit(20s, true);
    screen.submit(200ms);
    REQUIRE(screen.until([&] { return screen.answers.size() == 2; }));
    CHECK(screen.answers[0].error().code == ErrorCode::kUnreachable);
    CHECK(screen.answers[1].error().code == ErrorCode::kUnreachable);
    CHECK(screen.client.status().state == LinkState::kConnecting);
    CHECK_FALSE(screen.client.view());
  }

  TEST_CASE("after a crash the next run first learns what became of the last request") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.outbox = hall.data / "outbox";
    {
      auto outbox = link::Outbox::open(settings.outbox);
      REQUIRE(outbox);
      const Request lost{kProtocolVersion, "crashed", 1, kIssue};
      REQUIRE(outbox->save({"crashed", 1, codec::encode(lost)}));
    }
    Screen screen(settings);
    REQUIRE(screen.client.start());
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    REQUIRE(screen.settled.size() == 1);
    CHECK(screen.settled[0].last_run);
    CHECK(screen.settled[0].fate == Session::Settled::Fate::kNotExecuted);
    CHECK(hall.dispatcher.commands == 1);
    screen.client.stop();
    CHECK_FALSE(link::Outbox::open(settings.outbox)->pending());
  }

  TEST_CASE("a request is in the outbox before it is sent, and a second program has no share") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.outbox = hall.data / "outbox";
    hall.dispatcher.mute = true;
    {
      Screen screen(settings);
      REQUIRE(screen.client.start());
      REQUIRE(screen.online());
      screen.submit();
      REQUIRE(screen.until([&] { return screen.client.status().unsure; }));
      HallClient second(settings, {});
      CHECK_FALSE(second.start());
      screen.client.stop();
      REQUIRE(screen.answers.size() == 1);
      CHECK(screen.answers[0].error().code == ErrorCode::kUnreachable);
    }
    const auto left = link::Outbox::open(settings.outbox);
    REQUIRE(left->pending());
    CHECK(left->pending()->n == 1);
    CHECK(codec::decode_request(left->pending()->request));
  }

  TEST_CASE("a reply can be kept before it is told and before its request leaves the outbox") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.outbox = hall.data / "outbox";
    Screen screen(settings);
    screen.outbox = settings.outbox;
    REQUIRE(screen.client.start());
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    REQUIRE(screen.told_before.size() == 1);
    CHECK(std::holds_alternative<Issue>(screen.told_before[0].request.body));
    CHECK(ticket_of(screen.told_before[0].reply) == "R001");
    CHECK(screen.told_before[0].told == 0);
    CHECK(screen.told_before[0].in_outbox);
    screen.client.stop();
    CHECK_FALSE(link::Outbox::open(settings.outbox)->pending());
  }

  TEST_CASE("what could not be kept stays in the outbox, and the next run is told of it") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.outbox = hall.data / "outbox";
    {
      Screen screen(settings);
      screen.keeps = false;
      REQUIRE(screen.client.start());
      screen.submit();
      REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    }
    Screen screen(settings);
    screen.outbox = settings.outbox;
    REQUIRE(screen.client.start());
    REQUIRE(screen.until([&] { return screen.settled.size() == 1; }));
    CHECK(screen.settled[0].fate == Session::Settled::Fate::kExecuted);
    REQUIRE(screen.told_before.size() == 1);
    CHECK(ticket_of(screen.told_before[0].reply) == "R001");
    CHECK(screen.told_before[0].in_outbox);
    CHECK(hall.dispatcher.commands == 1);
    screen.client.stop();
    CHECK_FALSE(link::Outbox::open(settings.outbox)->pending());
  }

  TEST_CASE("a restored dispatcher that has forgotten the session is no dead end") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 1; }));
    hall.dispatcher.forget_sessions();
    screen.submit();
    REQUIRE(screen.until([&] { return screen.answers.size() == 2; }));
    CHECK(ticket_of(*screen.answers[1]) == "R002");
  }

  TEST_CASE("an unknown key is told as not authorised, and lets in once it is registered") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.key->pair = link::make_key_pair();
    Screen screen(settings);
    REQUIRE(screen.client.start());
    REQUIRE(
        screen.until([&] { return screen.client.status().state == LinkState::kNotAuthorised; }));
    CHECK(screen.client.request(kIssue, 20s).error().code == ErrorCode::kNotAuthorised);
    REQUIRE(link::revoke_device(hall.data.path(), "kiosk", "hall-1"));
    REQUIRE(link::write_durably(hall.data / "keys/kiosk/hall-1.pub",
                                settings.key->pair.public_key + "\n", link::IfThere::kRefuse));
    CHECK(screen.online());
  }

  TEST_CASE("a key that is revoked while online is told as not authorised") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    REQUIRE(link::revoke_device(hall.data.path(), "kiosk", "hall-1"));
    CHECK(screen.until([&] { return screen.client.status().state == LinkState::kNotAuthorised; }));
  }

  TEST_CASE("a terminal's command waits through a restart of the dispatcher") {
    Hall hall;
    hall.dispatcher.down();
    client::Settings settings = hall.settings();
    settings.follow = false;
    HallClient client(settings, {});
    REQUIRE(client.start());
    std::thread starter([&] { REQUIRE(hall.dispatcher.up()); });
    const auto answer = client.request(kIssue, 30s);
    starter.join();
    REQUIRE(answer);
    CHECK(ticket_of(*answer) == "R001");
    const auto pong = client.query(Ping{}, 10s);
    REQUIRE(pong);
    CHECK(std::get<Pong>(pong->body).seq == 1);
    CHECK_FALSE(client.view());
  }

  TEST_CASE("the same --once key is done once, over programs and lost replies") {
    Hall hall;
    client::Settings settings = hall.settings();
    settings.follow = false;
    settings.once = "booking 4711";
    hall.dispatcher.mute = true;
    {
      HallClient client(settings, {});
      REQUIRE(client.start());
      CHECK(client.request(kIssue, 500ms).error().code == ErrorCode::kTimeout);
    }
    hall.dispatcher.mute = false;
    for (int run = 0; run < 2; ++run) {
      HallClient client(settings, {});
      REQUIRE(client.start());
      const auto answer = client.request(kIssue, 20s);
      REQUIRE(answer);
      CHECK(ticket_of(*answer) == "R001");
    }
    CHECK(hall.dispatcher.commands == 1);
    CHECK(client::session_of_key("a") == client::session_of_key("a"));
    CHECK(client::session_of_key("a") != client::session_of_key("b"));
    CHECK(client::session_of_key("a").size() == 32);
    CHECK(client::random_session() != client::random_session());
  }

  TEST_CASE("many clients come and go while others work on") {
    Hall hall;
    Screen screen(hall.settings());
    REQUIRE(screen.client.start());
    REQUIRE(screen.online());
    client::Settings settings = hall.settings();
    settings.follow = false;
    for (int i = 0; i < 20; ++i) {
      HallClient client(settings, {});
      REQUIRE(client.start());
      if (i % 2 == 0) CHECK(client.request(kIssue, 20s));
    }
    REQUIRE(screen.until([&] { return screen.client.view()->seq == 10; }));
    CHECK(screen.client.status().state == LinkState::kOnline);
  }
}
