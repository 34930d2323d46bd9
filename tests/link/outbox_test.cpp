// SPDX-License-Identifier: Apache-2.0
#include "link/outbox.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/link/folder.hpp"

using antre::link::Outbox;
using antre::test::Folder;

namespace {

const Outbox::Pending kPending{"0123456789abcdef0123456789abcdef", 7,
                               std::string("{\"issue\":{}}\0x", 14)};

}  // namespace

TEST_SUITE("link/outbox") {
  TEST_CASE("what was saved is there after a restart, and gone once answered") {
    const Folder folder;
    const auto path = folder / "state/outbox";
    {
      auto outbox = Outbox::open(path);
      REQUIRE(outbox);
      CHECK_FALSE(outbox->pending());
      REQUIRE(outbox->save(kPending));
    }
    {
      auto outbox = Outbox::open(path);
      REQUIRE(outbox);
      REQUIRE(outbox->pending());
      CHECK(*outbox->pending() == kPending);
      CHECK(outbox->problem().empty());
      REQUIRE(outbox->clear());
      CHECK_FALSE(outbox->pending());
    }
    CHECK_FALSE(Outbox::open(path)->pending());
  }

  TEST_CASE("a file torn at any byte, or changed at any, is told and ignored") {
    const std::string whole = Outbox::write(kPending);
    REQUIRE(*Outbox::parse(whole) == kPending);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CHECK_FALSE(Outbox::parse(whole.substr(0, size)));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 1);
      CHECK_FALSE(Outbox::parse(changed));
    }
    CHECK_FALSE(Outbox::parse(whole + "x"));

    const Folder folder;
    REQUIRE(Outbox::open(folder / "outbox")->save(kPending));
    std::filesystem::resize_file(folder / "outbox", whole.size() / 2);
    auto outbox = Outbox::open(folder / "outbox");
    REQUIRE(outbox);
    CHECK_FALSE(outbox->pending());
    CHECK(outbox->problem().find("torn") != std::string::npos);
    REQUIRE(outbox->save(kPending));  // and it works on
  }

  TEST_CASE("a second program cannot have the same outbox") {
    const Folder folder;
    const auto first = Outbox::open(folder / "outbox");
    REQUIRE(first);
    const auto second = Outbox::open(folder / "outbox");
    REQUIRE_FALSE(second);
    CHECK(second.error().detail.find("another program") != std::string::npos);
  }

  TEST_CASE("a folder that cannot be written is an error before anything is sent") {
    const Folder folder;
    std::ofstream(folder / "file") << "x";
    CHECK_FALSE(Outbox::open(folder / "file/outbox"));
  }

  TEST_CASE("an outbox that others may read or replace is refused with what to do") {
    const Folder folder;
    const auto path = folder / "outbox";
    {
      auto outbox = Outbox::open(path);
      REQUIRE(outbox);
      REQUIRE(outbox->save(kPending));
    }
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    CHECK(Outbox::open(path).error().detail.find("chmod 600") != std::string::npos);
    std::filesystem::permissions(path, std::filesystem::perms(0600));
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
    CHECK(Outbox::open(path).error().detail.find("chmod go-w") != std::string::npos);
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0700));
    CHECK(*Outbox::open(path)->pending() == kPending);
  }
}
