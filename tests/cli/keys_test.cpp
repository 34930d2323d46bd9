// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <stdlib.h>

#include <boost/json.hpp>
#include <filesystem>

#include "tests/cli/fake_door.hpp"

using namespace antre;
using test::run;

namespace {

/// A folder of the test's own, removed with the object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "antre-cli-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_SUITE("cli/keys") {
  TEST_CASE("a key is made, listed and revoked, without a dispatcher") {
    const Folder folder;
    test::FakeDispatcher nobody;
    const std::string data = folder / "data";
    const std::string file = folder / "counter-2.key";
    CHECK(run(nobody, {"keys", "new", "counter", "2", "--data", data, "--out", file}).status ==
          cli::kFine);
    CHECK(std::filesystem::exists(file));
    const auto listed = run(nobody, {"keys", "list", "--data", data, "--json"});
    const auto keys = boost::json::parse(listed.out).at("keys").as_array();
    REQUIRE(keys.size() == 1);
    CHECK(keys.at(0).at("role") == "counter");
    CHECK(keys.at(0).at("name") == "2");
    CHECK(run(nobody, {"keys", "list", "--data", data}).out.find("counter  2") !=
          std::string::npos);
    // A name is given once; a file is never replaced.
    CHECK(run(nobody, {"keys", "new", "counter", "2", "--data", data, "--out", folder / "b"})
              .status == cli::kRefused);
    CHECK(run(nobody, {"keys", "revoke", "counter", "2", "--data", data}).status == cli::kFine);
    CHECK(run(nobody, {"keys", "revoke", "counter", "2", "--data", data}).status == cli::kRefused);
    CHECK(run(nobody, {"keys", "list", "--data", data}).out.starts_with("no keys yet"));
    CHECK(nobody.opened == 0);
  }

  TEST_CASE("a folder without a journal cannot be verified: exit status 2") {
    const Folder folder;
    test::FakeDispatcher nobody;
    CHECK(run(nobody, {"verify", "--data", folder / "nothing"}).status == cli::kUsage);
  }
}
