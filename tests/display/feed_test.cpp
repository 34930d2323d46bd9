// SPDX-License-Identifier: Apache-2.0
#include "display/feed.hpp"

#include <doctest/doctest.h>

#include <memory>

#include "tests/display/hall_for_tests.hpp"

namespace antre::display {
namespace {

using test::Hall;

TEST_SUITE("display/feed") {
  TEST_CASE("an entry is told once, with the first view that contains it") {
    Hall hall;
    hall.open(1);
    hall.issue("K001");
    Mailbox mailbox;
    const auto before = hall.shared();
    mailbox.put_entry(hall.call("K001", 1).entry, true);
    mailbox.put_view(before);
    CHECK(mailbox.take().entries.empty());
    mailbox.put_view(hall.shared());
    const auto news = mailbox.take();
    REQUIRE(news.entries.size() == 1);
    CHECK(news.entries.front().epoch == "e1");
    CHECK(news.entries.front().fresh);
    CHECK(news.view->seq == news.entries.front().entry.seq);
    CHECK(mailbox.take().entries.empty());
    CHECK_FALSE(mailbox.take().view);
  }

  TEST_CASE("what was heard before another epoch is not told as if it were of that one") {
    Hall hall;
    hall.open(1);
    hall.issue("K001");
    Mailbox mailbox;
    mailbox.put_view(hall.shared());
    Hall restored = hall;  // from a backup of this moment
    restored.new_epoch("e2");
    restored.issue("K002");
    mailbox.put_entry(hall.call("K001", 1).entry, true);
    mailbox.put_view(restored.shared());
    CHECK(mailbox.take().entries.empty());
    const auto again = restored.call("K002", 1);
    mailbox.put_entry(again.entry, true);
    mailbox.put_view(restored.shared());
    const auto news = mailbox.take();
    REQUIRE(news.entries.size() == 1);
    CHECK(news.entries.front().epoch == "e2");
    CHECK(news.entries.front().entry.seq == again.entry.seq);
  }

  TEST_CASE("a call that is heard before the first view of its epoch is that epoch's") {
    Hall hall;
    hall.open(1);
    hall.issue("K001");
    Mailbox mailbox;
    mailbox.put_view(hall.shared());
    hall.new_epoch("e2");
    mailbox.put_entry(hall.call("K001", 1).entry, true);
    mailbox.put_view(hall.shared());
    const auto news = mailbox.take();
    REQUIRE(news.entries.size() == 1);
    CHECK(news.entries.front().epoch == "e2");
  }

  TEST_CASE("of messages those that are to be said are told, with the view that has them") {
    Hall hall;
    Mailbox mailbox;
    const auto until = hall.now_ms() + 60'000;
    mailbox.put_entry(hall.add(AnnouncementMade{"shown", until, false, ""}).entry, true);
    const auto said = hall.add(AnnouncementMade{"said", until, true, ""});
    mailbox.put_entry(said.entry, true);
    const auto gone = hall.add(AnnouncementMade{"withdrawn", until, true, ""});
    mailbox.put_entry(gone.entry, true);
    hall.add(AnnouncementWithdrawn{gone.entry.seq});
    mailbox.put_view(hall.shared());
    const auto news = mailbox.take();
    REQUIRE(news.entries.size() == 1);
    CHECK(news.entries.front().entry.seq == said.entry.seq);
  }

  TEST_CASE("the link's state stays until it changes, a sound is reported once") {
    Mailbox mailbox;
    mailbox.put_link({LinkState::kOnline, 5});
    mailbox.put_sound_done(7);
    CHECK(mailbox.take().sounds_done == std::vector<std::uint64_t>{7});
    const auto news = mailbox.take();
    CHECK(news.sounds_done.empty());
    CHECK(news.link == Link{LinkState::kOnline, 5});
  }
}

}  // namespace
}  // namespace antre::display
