// SPDX-License-Identifier: Apache-2.0
#include "kiosk/paper_spool.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "link/file.hpp"
#include "tests/link/folder.hpp"

namespace antre::kiosk {
namespace {

TicketReply ticket(const std::string& number) {
  TicketReply reply;
  reply.ticket = number;
  reply.day = Day{20'000};
  reply.service = ServiceId{"R"};
  reply.issued_wall_ms = 1'234'567;
  reply.ahead = 3;
  reply.code = "7KQ2M9WX";
  return reply;
}

TicketId id(const std::string& number) {
  return {Day{20'000}, number};
}

void fill(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

TEST_SUITE("kiosk/paper_spool") {
  TEST_CASE("each stage of a ticket outlives the program") {
    const test::Folder folder;
    const auto path = folder / "papers";
    {
      PaperSpool spool(path);
      CHECK(spool.papers().empty());
      spool.set_language("jv");
      REQUIRE(spool.keep(ticket("R001")));
      REQUIRE(spool.keep(ticket("R002")));
      REQUIRE(spool.hand(ticket("R002"), "en"));
      REQUIRE(spool.keep(ticket("R003")));
      REQUIRE(spool.end(id("R003"), PrintState::kFailed, "media-empty"));
    }
    const PaperSpool spool(path);
    CHECK(spool.problem().empty());
    const auto papers = spool.papers();
    REQUIRE(papers.size() == 3);
    CHECK(papers[0].stage == PaperStage::kQueued);
    CHECK(papers[0].language == "jv");
    CHECK(papers[0].ticket.issued_wall_ms == 1'234'567);
    CHECK(papers[0].ticket.code == "7KQ2M9WX");
    CHECK(papers[1].stage == PaperStage::kHanded);
    CHECK(papers[1].language == "en");
    CHECK(papers[2].stage == PaperStage::kEnded);
    CHECK(papers[2].end == PrintState::kFailed);
    CHECK(papers[2].reason == "media-empty");
  }
  TEST_CASE("nobody else may read the file") {
    const test::Folder folder;
    PaperSpool spool(folder / "papers");
    REQUIRE(spool.keep(ticket("R001")));
    using std::filesystem::perms;
    CHECK(std::filesystem::status(folder / "papers").permissions() ==
          (perms::owner_read | perms::owner_write));
  }
  TEST_CASE("a ticket that is told twice is one ticket, and its stage never goes back") {
    const test::Folder folder;
    PaperSpool spool(folder / "papers");
    REQUIRE(spool.keep(ticket("R001")));
    REQUIRE(spool.hand(ticket("R001"), "id"));
    REQUIRE(spool.keep(ticket("R001")));
    REQUIRE(spool.papers().size() == 1);
    CHECK(spool.papers()[0].stage == PaperStage::kHanded);
    REQUIRE(spool.end(id("R001"), PrintState::kPrinted, {}));
    REQUIRE(spool.hand(ticket("R001"), "id"));
    CHECK(spool.papers()[0].stage == PaperStage::kEnded);
  }
  TEST_CASE("a ticket is forgotten only when the end that stands is confirmed") {
    const test::Folder folder;
    PaperSpool spool(folder / "papers");
    REQUIRE(spool.keep(ticket("R001")));
    REQUIRE(spool.forget(id("R001"), PrintState::kPrinted, {}));
    REQUIRE(spool.end(id("R001"), PrintState::kFailed, "media-empty"));
    REQUIRE(spool.end(id("R001"), PrintState::kPrinted, {}));
    REQUIRE(spool.forget(id("R001"), PrintState::kFailed, "media-empty"));
    CHECK(spool.papers().size() == 1);
    REQUIRE(spool.forget(id("R001"), PrintState::kPrinted, {}));
    CHECK(PaperSpool(folder / "papers").papers().empty());
  }
  TEST_CASE("a file cut off or changed anywhere is told and ignored") {
    const test::Folder folder;
    const auto path = folder / "papers";
    SpooledPaper paper;
    paper.ticket = ticket("R001");
    paper.language = "id";
    const std::string whole = PaperSpool::write({paper});
    REQUIRE(PaperSpool::parse(whole));
    for (std::size_t n = 0; n < whole.size(); ++n) {
      CHECK_FALSE(PaperSpool::parse(whole.substr(0, n)));
      std::string changed = whole;
      changed[n] = static_cast<char>(changed[n] ^ 1);
      CHECK_FALSE(PaperSpool::parse(changed));
    }
    fill(path, whole.substr(0, whole.size() / 2));
    PaperSpool spool(path);
    CHECK(spool.problem().find("papers") != std::string::npos);
    CHECK(spool.papers().empty());
    REQUIRE(spool.keep(ticket("R002")));
    CHECK(PaperSpool(path).papers().size() == 1);
  }
  TEST_CASE("a change that cannot be written is told, and holds as long as the program runs") {
    const test::Folder folder;
    PaperSpool spool(folder / "papers", [](const std::filesystem::path&, std::string_view) {
      return Result<void>(Error{ErrorCode::kIo, "no space"});
    });
    CHECK_FALSE(spool.keep(ticket("R001")));
    CHECK(spool.papers().size() == 1);
  }
  TEST_CASE("tickets without end do not grow the file for ever") {
    const test::Folder folder;
    PaperSpool spool(folder / "papers");
    REQUIRE(spool.keep(ticket("Q001")));
    for (int i = 0; i < 100; ++i) {
      const std::string number = number_text(ServiceId{"R"}, static_cast<std::uint32_t>(i), 3);
      REQUIRE(spool.keep(ticket(number)));
      REQUIRE(spool.end(id(number), PrintState::kPrinted, {}));
    }
    CHECK(spool.papers().size() == 64);
    CHECK(spool.papers()[0].ticket.ticket == "Q001");  // what is still owed stays longest
  }
}

}  // namespace antre::kiosk
