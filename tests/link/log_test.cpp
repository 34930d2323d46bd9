// SPDX-License-Identifier: Apache-2.0
#include "link/log.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "link/file.hpp"

using namespace antre::link;

TEST_SUITE("link/log") {
  TEST_CASE("only the descriptor that JOURNAL_STREAM names is the journal") {
    const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const Descriptor zero(::open("/dev/zero", O_RDWR | O_CLOEXEC));
    REQUIRE(null);
    REQUIRE(zero);
    struct stat info {};
    REQUIRE(::fstat(null.get(), &info) == 0);
    const auto stream = fmt::format("{}:{}", info.st_dev, info.st_ino);
    CHECK(is_journal(stream, null.get()));
    CHECK_FALSE(is_journal(stream, zero.get()));
    CHECK_FALSE(is_journal("", null.get()));
    CHECK_FALSE(is_journal("nonsense", null.get()));
    CHECK_FALSE(is_journal(stream, -1));
  }

  TEST_CASE("a value from outside can end no line and forge no field") {
    CHECK(log_value("kiosk-1") == "kiosk-1");
    CHECK(log_value("antrian-é") == "antrian-é");
    CHECK(log_value("") == "\"\"");
    CHECK(log_value("two words") == "\"two words\"");
    CHECK(log_value("a=b") == "\"a=b\"");
    CHECK(log_value("a\nlevel=error \"x\\") == "\"a\\x0alevel=error \\\"x\\\\\"");
    CHECK(log_value(std::string(300, 'x')) == std::string(200, 'x') + "...");
  }
}
