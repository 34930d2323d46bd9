// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/backup.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "link/keys.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/store/journal.hpp"

using namespace antre;
using test::run;

namespace {

/// A hall's data folder with a day in it, and a backup of it.
struct Hall {
  test::TempFolder folder;
  std::string data = (folder.path() / "data").string();
  std::string file = (folder.path() / "hall.antre").string();
  store::BackupInfo info;
  test::FakeDispatcher nobody;

  Hall() {
    REQUIRE(store::DataFolder::open(data));
    {
      auto opened = store::open_sqlite(data);
      REQUIRE(opened);
      REQUIRE((*opened)->load());
      test::Journal journal;
      REQUIRE((*opened)->commit(test::whole_day(journal, Day{20780})));
    }
    const auto made = store::backup(data, file, [] { return true; });
    REQUIRE(made);
    info = *made;
  }
  [[nodiscard]] test::Ran restore(std::vector<std::string> more) {
    std::vector<std::string> words{"restore", file, "--data", data};
    words.insert(words.end(), more.begin(), more.end());
    return run(nobody, words);
  }
  [[nodiscard]] store::Loaded loaded() const {
    const auto held = store::DataFolder::open(data);
    REQUIRE(held);
    auto opened = store::open_sqlite(data);
    REQUIRE(opened);
    return (*opened)->load().value();
  }
};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("cli/restore") {
  TEST_CASE("a backup takes the place of the store, which is kept, and says what comes next") {
    Hall hall;
    const auto epoch = hall.loaded().epoch;
    const auto ran = hall.restore({"--after", "R080", "--after", "R012"});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(holds(ran.out, "as it was at event 13\nhead 13:" + hall.info.head));
    CHECK(holds(ran.out, "The store that was there is kept in " + hall.data));
    CHECK(holds(ran.out, "no number up to R080 is\ngiven again"));
    CHECK(holds(ran.err, "has no keys"));
    const auto loaded = hall.loaded();
    CHECK(loaded.epoch != epoch);
    REQUIRE(loaded.restored);
    CHECK(loaded.restored->told == std::vector<store::Told>{{ServiceId{"R"}, 80}});
  }

  TEST_CASE("JSON says where everything is; without --after nothing is told") {
    Hall hall;
    REQUIRE(link::new_device(hall.data, "admin", "office", hall.folder.path() / "k"));
    const auto ran = hall.restore({"--json"});
    CHECK(ran.status == cli::kFine);
    CHECK(ran.err.empty());
    const auto json = boost::json::parse(ran.out);
    CHECK(json.at("seq") == 13);
    CHECK(json.at("head").as_string() == hall.info.head);
    CHECK(json.at("after").as_array().empty());
    CHECK(std::filesystem::exists(std::string{json.at("kept_before").as_string()}));
    CHECK(hall.loaded().epoch == std::string{json.at("epoch").as_string()});
    // Onto a machine that never had a hall.
    hall.data = (hall.folder.path() / "new").string();
    const auto fresh = hall.restore({"--json"});
    CHECK(fresh.status == cli::kFine);
    CHECK_FALSE(boost::json::parse(fresh.out).as_object().contains("kept_before"));
    CHECK(holds(fresh.err, "has no keys"));
  }

  TEST_CASE("a folder that a dispatcher uses is refused") {
    Hall hall;
    const auto held = store::DataFolder::open(hall.data);
    const auto ran = hall.restore({"--json"});
    CHECK(ran.status == cli::kRefused);
    CHECK(boost::json::parse(ran.out).at("error").at("code") == "conflict");
  }

  TEST_CASE("a service that the hall does not have is refused with those that it has") {
    Hall hall;
    const auto before = hall.loaded().epoch;
    const auto ran = hall.restore({"--after", "K080"});
    CHECK(ran.status == cli::kRefused);
    CHECK(holds(ran.err, "has no service K; it has R"));
    CHECK(hall.loaded().epoch == before);
  }

  TEST_CASE("what is no sound backup changes nothing") {
    Hall hall;
    const auto before = hall.loaded().epoch;
    std::string good;
    {
      std::ifstream in{hall.file, std::ios::binary};
      good.assign(std::istreambuf_iterator<char>{in}, {});
    }
    std::string changed = good;
    // A byte of a journal row: a service's name, as it is in the hall's settings.
    const auto name = changed.find("Rekomendasi");
    REQUIRE(name != std::string::npos);
    changed[name] = 'X';
    for (const std::string& bad :
         {std::string{}, std::string{"no database"}, good.substr(0, good.size() / 2),
          std::string(8192, '\0'), changed}) {
      std::ofstream{hall.file, std::ios::binary | std::ios::trunc} << bad;
      for (const auto& after :
           {std::vector<std::string>{}, std::vector<std::string>{"--after", "R080"}}) {
        const auto ran = hall.restore(after);
        CHECK(ran.status == cli::kUsage);
        CHECK_FALSE(ran.err.empty());
        CHECK(hall.loaded().epoch == before);
      }
    }
    std::filesystem::remove(hall.file);
    CHECK(hall.restore({}).status == cli::kUsage);
    CHECK_FALSE(std::filesystem::exists(hall.file));
    CHECK(hall.loaded().epoch == before);
  }

  TEST_CASE("a folder that cannot be written is said") {
    Hall hall;
    hall.data = "/proc/antre";
    CHECK(hall.restore({}).status == cli::kUsage);
  }
}
