// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <csignal>
#include <fstream>
#include <iterator>

#include "cli/descriptor.hpp"
#include "dispatcher/store/chain.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/cli/samples.hpp"
#include "tests/store/journal.hpp"

using namespace antre;

namespace {

constexpr std::size_t kPartBytes = std::size_t{32} * 1024;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(),
                    static_cast<const unsigned char*>(static_cast<const void*>(bytes.data())),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

/// A dispatcher that has a copy of its store to give, for as long as the script says.
struct Copies {
  std::string bytes;
  std::deque<std::optional<Error>> parts;  ///< what becomes of the next ones; then all are given
  std::function<void(BackupPart&)> spoil;  ///< what the next part is changed by, once
  std::optional<Error> refused;            ///< of the beginning
  int begun = 0;
  std::vector<std::string> ids;  ///< of the parts that were asked for

  explicit Copies(std::size_t size) {
    for (std::size_t at = 0; at < size; ++at) bytes += static_cast<char>(at * 7 + at / 251);
  }
};

class CopyDoor final : public test::FakeDoor {
 public:
  CopyDoor(test::FakeDispatcher& dispatcher, Copies& copies)
      : FakeDoor(dispatcher), copies_(copies) {}

  Result<Reply> query(const client::Query& query) override {
    if (std::holds_alternative<BeginBackup>(query)) {
      if (copies_.refused) return *copies_.refused;
      ++copies_.begun;
      BackupReply reply;
      reply.id = fmt::format("copy {}", copies_.begun);
      reply.bytes = copies_.bytes.size();
      reply.digest = store::hex(store::hash_of(copies_.bytes));
      reply.seq = 12;
      reply.head = std::string(64, 'a');
      return Reply{1, "", 0, reply};
    }
    const auto& wanted = std::get<GetBackupPart>(query);
    copies_.ids.push_back(wanted.id);
    if (!copies_.parts.empty()) {
      const auto error = copies_.parts.front();
      copies_.parts.pop_front();
      if (error) return *error;
    }
    BackupPart part{wanted.offset,
                    base64(std::string_view{copies_.bytes}.substr(
                        std::min<std::size_t>(wanted.offset, copies_.bytes.size()), kPartBytes))};
    if (copies_.spoil) std::exchange(copies_.spoil, nullptr)(part);
    return Reply{1, "", 0, part};
  }

 private:
  Copies& copies_;
};

test::Ran run(Copies& copies, const std::vector<std::string>& words, bool interactive = false) {
  test::FakeDispatcher dispatcher;
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run(
      words, out, err,
      [&](const cli::Connection&) -> Result<std::unique_ptr<cli::Door>> {
        return std::unique_ptr<cli::Door>{std::make_unique<CopyDoor>(dispatcher, copies)};
      },
      cli::Screens{.err = interactive});
  return {status, out.str(), err.str()};
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// No file may become larger meanwhile.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : ignored_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before_) == 0);
    rlimit small = before_;
    small.rlim_cur = bytes;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, ignored_);
  }

 private:
  rlimit before_{};
  void (*ignored_)(int);
};

}  // namespace

TEST_SUITE("cli/backup") {
  TEST_CASE("a backup is fetched in parts, whole, for its owner alone") {
    const test::TempFolder folder;
    const auto file = folder.path() / "hall.antre";
    Copies copies{100'000};
    auto ran = run(copies, {"backup", file.string()});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(content(file) == copies.bytes);
    CHECK(copies.ids.size() == 4);
    struct stat info {};
    REQUIRE(stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    CHECK_FALSE(std::filesystem::exists(file.string() + ".part"));
    CHECK(ran.out.find("up to event 12 (97.7 KiB)\nhead 12:" + std::string(64, 'a')) !=
          std::string::npos);
    CHECK(ran.out.find("The keys are not in it") != std::string::npos);
    CHECK(ran.err.empty());  // no bar where nobody sees it
    ran = run(copies, {"backup", (folder.path() / "second").string(), "--json"}, true);
    const auto json = boost::json::parse(ran.out);
    CHECK(json.at("bytes") == 100'000);
    CHECK(json.at("digest").as_string() == store::hex(store::hash_of(copies.bytes)));
    CHECK(json.at("seq") == 12);
    CHECK(json.at("head").as_string() == std::string(64, 'a'));
    CHECK(ran.err.find("100 %") != std::string::npos);
  }

  TEST_CASE("a file that is there is replaced only by force") {
    const test::TempFolder folder;
    const auto file = (folder.path() / "hall.antre").string();
    std::ofstream{file} << "of yesterday";
    Copies copies{1000};
    const auto ran = run(copies, {"--json", "backup", file});
    CHECK(ran.status == cli::kRefused);
    CHECK(boost::json::parse(ran.out).at("error").at("code") == "conflict");
    CHECK(content(file) == "of yesterday");
    CHECK(copies.begun == 0);
    CHECK(run(copies, {"backup", "--force", file}).status == cli::kFine);
    CHECK(content(file) == copies.bytes);
    CHECK(run(copies, {"backup", "--force", folder.path().string()}).status == cli::kUsage);
  }

  TEST_CASE("what a killed backup left is used anew, what another writes is left alone") {
    const test::TempFolder folder;
    const auto file = (folder.path() / "hall.antre").string();
    std::ofstream{file + ".part"} << std::string(5000, 'x');
    REQUIRE(chmod((file + ".part").c_str(), 0644) == 0);
    Copies copies{1000};
    {
      const cli::Descriptor other{open((file + ".part").c_str(), O_RDONLY)};
      REQUIRE(flock(other.get(), LOCK_EX | LOCK_NB) == 0);
      CHECK(run(copies, {"backup", file}).status == cli::kRefused);
      CHECK(content(file + ".part").size() == 5000);
    }
    CHECK(run(copies, {"backup", file}).status == cli::kFine);
    CHECK(content(file) == copies.bytes);
    struct stat info {};
    REQUIRE(stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
  }

  TEST_CASE("after a restart of the dispatcher the backup begins anew") {
    const test::TempFolder folder;
    const auto file = (folder.path() / "hall.antre").string();
    Copies copies{100'000};
    copies.parts = {std::nullopt, std::nullopt, Error{ErrorCode::kInvalid, "not there any more"}};
    const auto ran = run(copies, {"backup", file});
    CHECK(ran.status == cli::kFine);
    CHECK(content(file) == copies.bytes);
    CHECK(copies.begun == 2);
    CHECK(copies.ids.back() == "copy 2");
    CHECK(ran.err.find("begins anew") != std::string::npos);
  }

  TEST_CASE("bytes that are not those that were sent are never kept") {
    const std::vector<std::function<void(BackupPart&)>> faults{
        [](BackupPart& part) { part.data[5] = part.data[5] == 'A' ? 'B' : 'A'; },
        [](BackupPart& part) { part.data[5] = '*'; },
        [](BackupPart& part) { part.data.pop_back(); },
        [](BackupPart& part) { part.data.clear(); },
        [](BackupPart& part) { part.offset += 1; },
        [](BackupPart& part) { part.data = base64(std::string(200'000, 'x')); }};
    for (const auto& fault : faults) {
      const test::TempFolder folder;
      const auto file = (folder.path() / "hall.antre").string();
      Copies copies{100'000};
      copies.spoil = fault;
      CHECK(run(copies, {"backup", file}).status == cli::kFine);
      CHECK(content(file) == copies.bytes);
      CHECK(copies.begun == 2);
    }
  }

  TEST_CASE("what cannot be had leaves nothing behind") {
    const test::TempFolder folder;
    const auto file = (folder.path() / "hall.antre").string();
    Copies copies{100'000};
    copies.parts.assign(1000, Error{ErrorCode::kInvalid, "not there any more"});
    CHECK(run(copies, {"backup", file}).status == cli::kUsage);
    CHECK(copies.begun == 5);
    copies.parts.assign(1, Error{ErrorCode::kTimeout, "no answer"});
    CHECK(run(copies, {"backup", file}).status == cli::kUnreachable);
    copies.refused = Error{ErrorCode::kNotAllowed, "not for this role"};
    CHECK(run(copies, {"backup", file}).status == cli::kRefused);
    CHECK(std::filesystem::is_empty(folder.path()));
    copies.refused = std::nullopt;
    copies.parts.clear();
    CHECK(run(copies, {"backup", (folder.path() / "nowhere" / "f").string()}).status ==
          cli::kUsage);
    CHECK(run(copies, {"backup", "/dev/null/hall.antre"}).status == cli::kUsage);
  }

  TEST_CASE("a full disk is said, and what was written is removed") {
    const test::TempFolder folder;
    const auto file = (folder.path() / "hall.antre").string();
    Copies copies{300'000};
    const auto ran = [&] {
      const SmallDisk small{100'000};
      return run(copies, {"backup", file});
    }();
    CHECK(ran.status == cli::kUsage);
    CHECK(ran.err.find("cannot write " + file + ".part: ") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path()));
  }
}
