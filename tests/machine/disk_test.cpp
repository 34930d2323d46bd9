// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "client/hall_client.hpp"
#include "tests/machine/small_disk.hpp"
#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;

namespace {

constexpr int kDiskMib = 48;
constexpr int kReserveMib = 4;

/// The PST hall with a small reserve; gives the file's name.
std::string hall_file(const TempDir& dir) {
  auto hall = read_file(std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml");
  const std::string usual = "reserve_mib = 64";
  const auto at = hall.find(usual);
  REQUIRE(at != std::string::npos);
  hall.replace(at, usual.size(), "reserve_mib = " + std::to_string(kReserveMib));
  write_file(dir / "hall.toml", hall);
  return dir / "hall.toml";
}

RunningHall::Options on(const SmallDisk& disk, const std::string& file) {
  RunningHall::Options options;
  options.hall_file = file;
  options.data = disk.path() + "/data";
  return options;
}

/// The code of the refusal of a number; "" when one is given.
std::string refusal_of_issue(RunningHall& hall) {
  const auto ran = hall.antre({"issue", "R", "--json", "--timeout", "10"});
  if (ran.status == 0) return {};
  const auto answer = boost::json::parse(ran.out);
  return text(answer.at("error").as_object(), "code");
}

bool gives_numbers(RunningHall& hall) {
  return eventually([&] { return refusal_of_issue(hall).empty(); });
}

bool refuses_numbers(RunningHall& hall) {
  return eventually([&] { return refusal_of_issue(hall) == "unavailable"; });
}

}  // namespace

TEST_SUITE("machine/disk") {
  TEST_CASE("below the reserve commands are refused and reads go on, until there is room") {
    if (const auto why = SmallDisk::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const TempDir dir;
    const SmallDisk disk(kDiskMib);
    RunningHall hall(on(disk, hall_file(dir)));
    Crowd crowd(hall, {2, 2, 5});
    const Watcher watcher(hall, "hall");
    for (int times = 0; times < 3; ++times) {
      crowd.wait_for_all();
      disk.fill(kReserveMib * 1024 / 2);
      CHECK(refuses_numbers(hall));
      CHECK(hall.antre({"status"}).status == 0);
      CHECK(watcher.status().state == LinkState::kOnline);
      CHECK(!whole_journal(hall).empty());
      CHECK(hall.dispatcher().running());
      disk.empty();
      CHECK(gives_numbers(hall));
    }
    crowd.wait_for_all();
    crowd.finish();
    check_replica(hall, watcher);
    crowd.check_against(whole_journal(hall), {{"office"}, true});
    CHECK(hall.verified());
  }

  TEST_CASE("a disk that is full to the last byte loses nothing, and the next start reads") {
    if (const auto why = SmallDisk::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const TempDir dir;
    const SmallDisk disk(kDiskMib);
    RunningHall hall(on(disk, hall_file(dir)));
    Crowd crowd(hall, {2, 2, 6});
    crowd.wait_for_all();
    disk.fill(0);
    // It has seen it in time, or a commit failed: then it has ended, which is its only safe way.
    CHECK(eventually(
        [&] { return !hall.dispatcher().running() || refusal_of_issue(hall) == "unavailable"; }));
    hall.kill_dispatcher();
    disk.fill(0);
    hall.start_reading();
    CHECK(refuses_numbers(hall));
    CHECK(hall.antre({"status"}).status == 0);
    CHECK(!whole_journal(hall).empty());
    disk.empty();
    CHECK(gives_numbers(hall));
    crowd.wait_for_all();
    crowd.finish();
    crowd.check_against(whole_journal(hall), {{"office"}, true});
    CHECK(hall.verified());
  }

  TEST_CASE("a start on a disk that can only be read answers reads and refuses the rest") {
    if (const auto why = SmallDisk::why_not(); !why.empty()) {
      MESSAGE("skipped: " << why);
      return;
    }
    const TempDir dir;
    const SmallDisk disk(kDiskMib);
    RunningHall hall(on(disk, hall_file(dir)));
    hall.key("display", "comparison");  // no key can be made on it later
    CHECK(gives_numbers(hall));
    hall.kill_dispatcher();
    disk.set_read_only(true);
    hall.start_reading();
    CHECK(refuses_numbers(hall));
    CHECK(hall.antre({"status"}).status == 0);
    CHECK(!whole_journal(hall).empty());
    hall.kill_dispatcher();
    disk.set_read_only(false);
    hall.start();
    CHECK(gives_numbers(hall));
    CHECK(hall.verified());
  }
}
