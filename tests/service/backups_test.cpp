// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/backups.hpp"

#include <doctest/doctest.h>

#include "tests/service/rig.hpp"

using namespace antre;
using test::Rig;

namespace {

const link::Peer kOther{"b1", "admin", "second"};
const link::Peer kThird{"b2", "admin", "third"};

/// The id of a backup that holds `content`.
std::string make(Rig& rig, const link::Peer& from, const std::string& content) {
  rig.send(from, "", 1, BeginBackup{});
  rig.backups.finish(content);
  return std::get<BackupReply>(rig.last_reply().body).id;
}

Reply part(Rig& rig, const link::Peer& from, const std::string& id, std::uint64_t offset = 0) {
  return rig.ask(from, "", 2, GetBackupPart{id, offset});
}

}  // namespace

TEST_SUITE("service/backups") {
  TEST_CASE("a backup is made elsewhere, told when it is whole, and fetched in parts") {
    Rig rig;
    rig.transport.replies.clear();
    rig.send(rig.admin, "", 9, BeginBackup{});
    rig.settle_down();
    CHECK(rig.transport.replies.empty());
    CHECK(rig.backups.reserves == std::vector<std::uint64_t>{std::uint64_t{64} << 20U});
    const std::string content(service::Backups::kPartBytes + 1, 'x');
    rig.backups.finish(content);
    REQUIRE(rig.transport.replies.size() == 1);
    CHECK(rig.last_reply().n == 9);
    const auto told = std::get<BackupReply>(rig.last_reply().body);
    CHECK(told.bytes == content.size());
    CHECK(told.digest == "digest");
    CHECK(told.seq == 7);
    CHECK(told.head == "head");
    const auto first = std::get<BackupPart>(part(rig, rig.admin, told.id).body);
    CHECK(first.offset == 0);
    CHECK(first.data.size() == (service::Backups::kPartBytes + 2) / 3 * 4);
    CHECK(first.data.starts_with("eHh4"));
    const auto last =
        std::get<BackupPart>(part(rig, rig.admin, told.id, service::Backups::kPartBytes).body);
    CHECK(last.offset == service::Backups::kPartBytes);
    CHECK(last.data == "eA==");
    CHECK(std::get<BackupPart>(part(rig, rig.admin, told.id, content.size()).body).data.empty());
  }

  TEST_CASE("a part of the largest kind is a reply that clients take") {
    Rig rig;
    const auto id = make(rig, rig.admin, std::string(service::Backups::kPartBytes, '\xff'));
    CHECK(codec::decode_reply(codec::encode(part(rig, rig.admin, id))));
    CHECK(rig.transport.replies.back().bytes.size() < codec::kTrusted.text_bytes);
  }

  TEST_CASE("a backup is its client's own, and admins' alone") {
    Rig rig;
    const auto id = make(rig, rig.admin, "content");
    CHECK(Rig::refused(part(rig, kOther, id)) == "invalid");
    CHECK(Rig::refused(part(rig, rig.admin, "../journal.db")) == "invalid");
    CHECK(Rig::refused(rig.ask(rig.supervisor, "", 1, BeginBackup{})) == "not-allowed");
    CHECK(Rig::refused(part(rig, rig.supervisor, id)) == "not-allowed");
  }

  TEST_CASE("another one of the same client takes the place of the one before") {
    Rig rig;
    const auto one = make(rig, rig.admin, "one");
    const auto two = make(rig, rig.admin, "two");
    CHECK(Rig::refused(part(rig, rig.admin, one)) == "invalid");
    CHECK(std::get<BackupPart>(part(rig, rig.admin, two).body).data == "dHdv");
    CHECK(rig.backups.files.size() == 1);
  }

  TEST_CASE("who asks again while it is made waits for that one") {
    Rig rig;
    rig.transport.replies.clear();
    rig.send(rig.admin, "", 1, BeginBackup{});
    rig.send(rig.admin, "", 1, BeginBackup{});
    CHECK(rig.backups.making.size() == 1);
    rig.backups.finish("one");
    REQUIRE(rig.transport.replies.size() == 2);
    CHECK(rig.transport.replies[0].bytes == rig.transport.replies[1].bytes);
  }

  TEST_CASE("there are two at most, until one is not used for ten minutes") {
    Rig rig;
    const auto one = make(rig, rig.admin, "one");
    const auto two = make(rig, kOther, "two");
    CHECK(Rig::refused(rig.ask(kThird, "", 1, BeginBackup{})) == "unavailable");
    rig.clock.pass(service::Backups::kUnusedMs - 1);
    rig.dispatcher->heartbeat();
    CHECK(Rig::refused(part(rig, rig.admin, one)).empty());
    rig.clock.pass(1);
    rig.dispatcher->heartbeat();
    CHECK(Rig::refused(part(rig, kOther, two)) == "invalid");
    CHECK(rig.backups.files.size() == 1);
    make(rig, kThird, "three");
    CHECK(Rig::refused(part(rig, rig.admin, one)).empty());
  }

  TEST_CASE("without room above the reserve none is begun") {
    Rig rig;
    rig.store.own = std::uint64_t{100} << 20U;
    rig.store.set_free_bytes((std::uint64_t{164} << 20U) - 1);
    CHECK(Rig::refused(rig.ask(rig.admin, "", 1, BeginBackup{})) == "unavailable");
    rig.store.set_free_bytes(std::uint64_t{164} << 20U);
    rig.send(rig.admin, "", 1, BeginBackup{});
    CHECK(rig.backups.making.size() == 1);
    // The one that is being made needs its room too.
    CHECK(Rig::refused(rig.ask(kOther, "", 1, BeginBackup{})) == "unavailable");
  }

  TEST_CASE("one that failed is told so, and another can be begun") {
    Rig rig;
    rig.send(rig.admin, "", 1, BeginBackup{});
    rig.backups.fail();
    CHECK(Rig::refused(rig.last_reply()) == "io");
    make(rig, rig.admin, "two");
    CHECK(Rig::refused(rig.last_reply()).empty());
  }
}
