// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cstdlib>

#include "cli/descriptor.hpp"
#include "cli/secret.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"

using namespace antre;
using test::FakeSecrets;
using test::run;

namespace {

/// A terminal of the test's own, and what its user sees and types.
struct Tty {
  cli::Descriptor user{posix_openpt(O_RDWR | O_NOCTTY)};
  cli::Descriptor program;

  Tty() {
    REQUIRE(user.get() >= 0);
    REQUIRE(grantpt(user.get()) == 0);
    REQUIRE(unlockpt(user.get()) == 0);
    std::array<char, 64> name{};
    REQUIRE(ptsname_r(user.get(), name.data(), name.size()) == 0);
    program = cli::Descriptor{open(name.data(), O_RDWR | O_NOCTTY)};
    REQUIRE(program.get() >= 0);
  }
  void type(const std::string& text) const {
    REQUIRE(write(user.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  [[nodiscard]] bool echoes() const {
    termios now{};
    REQUIRE(tcgetattr(program.get(), &now) == 0);
    return (now.c_lflag & ECHO) != 0;
  }
};

/// Types when it is asked, and looks whether it would be seen.
class TypingUser : public std::stringbuf {
 public:
  TypingUser(const Tty& tty, std::string line) : tty_(tty), line_(std::move(line)) {}
  int sync() override {
    if (typed_) return 0;
    typed_ = true;
    echoed = tty_.echoes();
    tty_.type(line_);
    return 0;
  }
  bool echoed = true;

 private:
  const Tty& tty_;
  std::string line_;
  bool typed_ = false;
};

struct Pipe {
  cli::Descriptor out;
  explicit Pipe(const std::string& content) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    out = cli::Descriptor{ends[0]};
    const cli::Descriptor in{ends[1]};
    REQUIRE(write(in.get(), content.data(), content.size()) ==
            static_cast<ssize_t>(content.size()));
  }
};

}  // namespace

TEST_SUITE("cli/officers") {
  TEST_CASE("an officer is added with a PIN that is typed twice, and never shown") {
    test::FakeDispatcher dispatcher;
    FakeSecrets secrets{{"240788", "240788"}, true};
    const auto ran = run(dispatcher, {"officers", "add", "Sari Wulandari"}, &secrets);
    CHECK(ran.status == cli::kFine);
    CHECK(ran.out == "Sari Wulandari may sign in with this PIN\n");
    CHECK(ran.err.empty());
    CHECK(dispatcher.pins.at("Sari Wulandari") == "240788");
    CHECK(secrets.prompts ==
          std::vector<std::string>{"PIN of Sari Wulandari: ", "PIN of Sari Wulandari, again: "});
  }

  TEST_CASE("a script gives one line") {
    test::FakeDispatcher dispatcher;
    FakeSecrets secrets{{"1234", "5678"}, false};
    const auto ran = run(dispatcher, {"--json", "officers", "add", "Ani"}, &secrets);
    CHECK(ran.out == "{\"officer\":\"Ani\",\"added\":true}\n");
    CHECK(dispatcher.pins.at("Ani") == "1234");
    CHECK(secrets.prompts.size() == 1);
  }

  TEST_CASE("what is no PIN, or typed differently, reaches nobody") {
    struct Case {
      std::deque<std::string> lines;
      bool typed;
    };
    for (const Case& one : std::vector<Case>{{{"123"}, false},
                                             {{"1234567890123"}, false},
                                             {{"12a4"}, false},
                                             {{"12 34"}, false},
                                             {{""}, false},
                                             {{}, false},
                                             {{"1234", "1243"}, true}}) {
      test::FakeDispatcher dispatcher;
      FakeSecrets secrets{one.lines, one.typed};
      const auto ran = run(dispatcher, {"officers", "add", "Ani"}, &secrets);
      CHECK(ran.status == cli::kUsage);
      CHECK_FALSE(ran.err.empty());
      for (const auto& line : one.lines)
        if (!line.empty()) CHECK(ran.err.find(line) == std::string::npos);
      CHECK(dispatcher.opened == 0);
    }
    test::FakeDispatcher dispatcher;
    CHECK(run(dispatcher, {"officers", "pin", "Ani"}).status == cli::kUsage);
  }

  TEST_CASE("who is there is not added, who is not gets no PIN and is not removed") {
    test::FakeDispatcher dispatcher;
    dispatcher.pins["Ani"] = "1111";
    FakeSecrets first{{"1234"}, false};
    CHECK(run(dispatcher, {"officers", "add", "Ani"}, &first).status == cli::kRefused);
    CHECK(dispatcher.pins.at("Ani") == "1111");
    FakeSecrets second{{"1234"}, false};
    CHECK(run(dispatcher, {"officers", "pin", "Ani"}, &second).out ==
          "Ani has another PIN from now on\n");
    CHECK(dispatcher.pins.at("Ani") == "1234");
    FakeSecrets third{{"1234"}, false};
    const auto unknown = run(dispatcher, {"--json", "officers", "pin", "Budi"}, &third);
    CHECK(unknown.status == cli::kRefused);
    CHECK(boost::json::parse(unknown.out).at("error").at("code") == "unknown-officer");
    CHECK(run(dispatcher, {"officers", "remove", "Budi"}).status == cli::kRefused);
    CHECK(run(dispatcher, {"officers", "remove", "Ani"}).out == "Ani may not sign in any more\n");
    CHECK(dispatcher.pins.empty());
  }

  TEST_CASE("the register is a table, and an object for scripts") {
    test::FakeDispatcher dispatcher;
    dispatcher.view = test::sample_view();
    dispatcher.wall_ms = test::morning_ms();
    CHECK(run(dispatcher, {"officers", "list"}).out ==
          "no officers with a PIN: counters open without one\n");
    dispatcher.pins = {{"Ani", "1234"}, {"Budi", "5678"}};
    CHECK(run(dispatcher, {"officers", "list"}).out ==
          "Officer  PIN since\nAni      2026-11-24 09:42\nBudi     2026-11-24 09:42\n");
    const auto json = boost::json::parse(run(dispatcher, {"officers", "list", "--json"}).out);
    CHECK(json.at("officers").at(1) ==
          boost::json::parse(R"({"officer":"Budi","since":"2026-11-24T09:42:07.123+07:00"})"));
  }

  TEST_CASE("a change without an answer is exit status 3, and says how to look") {
    test::FakeDispatcher dispatcher;
    struct Lost : test::FakeDoor {
      using test::FakeDoor::FakeDoor;
      Result<Reply> query(const client::Query& asked) override {
        if (std::holds_alternative<PutOfficer>(asked))
          return Error{ErrorCode::kTimeout, "no answer"};
        return test::FakeDoor::query(asked);
      }
    };
    FakeSecrets secrets{{"1234"}, false};
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run(
        {"officers", "add", "Ani"}, out, err,
        [&](const cli::Connection&) -> Result<std::unique_ptr<cli::Door>> {
          return std::unique_ptr<cli::Door>{std::make_unique<Lost>(dispatcher)};
        },
        {}, &secrets);
    CHECK(status == cli::kUnreachable);
    CHECK(err.str().find("antre officers list") != std::string::npos);
  }

  TEST_CASE("a terminal does not show what is typed, and shows again afterwards") {
    const Tty tty;
    REQUIRE(tty.echoes());
    TypingUser user{tty, "240788\n"};
    std::ostream prompts{&user};
    cli::InputSecrets secrets{tty.program.get(), prompts};
    CHECK(secrets.typed());
    const auto secret = secrets.read("PIN: ");
    REQUIRE(secret);
    CHECK(secret->text() == "240788");
    CHECK_FALSE(user.echoed);
    CHECK(user.str() == "PIN: \n");
    CHECK(tty.echoes());
  }

  TEST_CASE("a pipe gives a line and keeps what is behind it") {
    const Pipe pipe{"1234\r\n5678"};
    std::ostringstream prompts;
    cli::InputSecrets secrets{pipe.out.get(), prompts};
    CHECK_FALSE(secrets.typed());
    CHECK(secrets.read("PIN: ")->text() == "1234");
    CHECK(secrets.read("PIN: ")->text() == "5678");
    CHECK_FALSE(secrets.read("PIN: "));
    CHECK(prompts.str().empty());
    const Pipe endless{std::string(1000, '1')};
    cli::InputSecrets flood{endless.out.get(), prompts};
    CHECK_FALSE(flood.read("PIN: "));
  }
}
