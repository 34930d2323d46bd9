// SPDX-License-Identifier: Apache-2.0
#include "counter/desk.hpp"

#include <condition_variable>
#include <fstream>
#include <iterator>

#include "link/outbox.hpp"
#include "tests/counter/desk_for_tests.hpp"
#include "tests/counter/small_dispatcher.hpp"
#include "tests/link/folder.hpp"

using namespace antre;
using namespace antre::counter;
using antre::counter::test::SmallDispatcher;
using antre::test::Folder;

namespace {

constexpr std::chrono::seconds kPatience{20};

/// A counter's program without its window.
class Program {
 public:
  Program(client::Settings settings, const std::filesystem::path& state)
      : desk_(std::move(settings), state, model, {[this] { wake(); }, {}}) {}
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] Result<void> start() { return desk_.start(); }
  /// Runs as the window's loop does, until `there` or out of patience.
  template <class There>
  bool until(There there) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      const Ms ms = now();
      desk_.take_in(ms);
      model.tick(ms);
      desk_.act();
      if (there()) return true;
      std::unique_lock lock(mutex_);
      auto next = end;
      if (const auto deadline = model.next_deadline()) {
        next = std::min(next, std::chrono::steady_clock::time_point(Millis(*deadline)));
      }
      changed_.wait_until(lock, next, [this] { return woken_; });
      woken_ = false;
      if (std::chrono::steady_clock::now() >= end) return false;
    }
  }
  void press(Element element, std::size_t index = 0) { model.touch({element, index}, now()); }
  void type_pin(const char* digits) {
    for (const char* digit = digits; *digit != '\0'; ++digit) {
      press(Element::kDigit, static_cast<std::size_t>(*digit - '0'));
    }
  }

  CounterModel model{Setup{CounterId{2}, "Sari", {}, {}}, now()};

 private:
  static Ms now() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<Millis>(now).count();
  }
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  Desk desk_;  // last: its thread uses all of the above
};

/// Whether any file of the folder holds the text.
bool holds(const std::filesystem::path& folder, const std::string& text) {
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_SUITE("counter/desk") {
  TEST_CASE("an officer signs in with a PIN, which comes to no file") {
    const Folder data;
    const Folder state;
    const auto key = link::new_device(data.path(), "counter", "2", data / "2.key");
    REQUIRE(key);
    SmallDispatcher dispatcher(data.path(), counter::test::Desk::small_hall());
    REQUIRE(dispatcher.up());
    client::Settings settings;
    settings.dispatcher = dispatcher.at();
    settings.key = *key;
    settings.program = "test";
    Program program(settings, state.path());
    REQUIRE(program.start());
    REQUIRE(program.until([&] { return program.model.link() == Link::kOnline; }));
    REQUIRE(program.model.asks_pin());
    program.type_pin("1234");
    program.press(Element::kBig);
    REQUIRE(
        program.until([&] { return program.model.sign_in().wrong == SignInPage::Wrong::kPin; }));
    program.type_pin(SmallDispatcher::kPin);
    program.press(Element::kBig);
    REQUIRE(program.until([&] { return program.model.page() == Page::kIdle; }));
    const auto asked = dispatcher.asked();
    REQUIRE(asked.size() == 3);
    CHECK(std::get<antre::SignIn>(asked[0]).pin == "1234");
    CHECK(std::get<antre::SignIn>(asked[1]).officer == "Sari");
    CHECK(std::get<OpenCounter>(asked[2]).grant == SmallDispatcher::kGrant);
    CHECK(program.until([&] { return holds(state.path(), "Sari"); }));
    CHECK_FALSE(holds(state.path(), SmallDispatcher::kPin));
  }

  TEST_CASE("a second window says that the first is open, and goes on when it is closed") {
    const Folder state;
    client::Settings settings;
    settings.dispatcher = *link::Endpoint::parse("tcp://127.0.0.1:9");
    auto first = link::Outbox::open(state / "outbox");
    REQUIRE(first);
    Program second(settings, state.path());
    REQUIRE(second.start());
    REQUIRE(second.until([&] { return second.model.link() == Link::kInUse; }));
    CHECK(second.model.strip().say == Say::kInUse);
    second.press(Element::kBig);
    CHECK(second.model.take_actions().empty());
    { const auto closed = std::move(*first); }
    CHECK(second.until([&] { return second.model.link() == Link::kConnecting; }));
    CHECK_FALSE(link::Outbox::open(state / "outbox"));
  }
}
