// SPDX-License-Identifier: Apache-2.0
#include "link/keys.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/link/folder.hpp"

using namespace antre::link;
using antre::test::Folder;

namespace {

bool says(const antre::Error& error, const std::string& words) {
  return error.detail.find(words) != std::string::npos;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

unsigned mode(const std::filesystem::path& file) {
  struct stat info {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  return info.st_mode & 0777U;
}

}  // namespace

TEST_SUITE("link/keys") {
  TEST_CASE("a device key made in the data folder is registered and can be carried away") {
    const Folder data;
    const auto made = new_device(data.path(), "kiosk", "hall-1", data / "kiosk.key");
    REQUIRE(made);
    CHECK(mode(data / "kiosk.key") == 0600);
    CHECK(mode(data / "keys/dispatcher.key") == 0600);
    const auto carried = load_device(data / "kiosk.key");
    REQUIRE(carried);
    CHECK(*carried == *made);
    CHECK(carried->dispatcher == dispatcher_key(data.path())->public_key);
    const auto listed = list_devices(data.path());
    REQUIRE(listed);
    REQUIRE(listed->size() == 1);
    CHECK(listed->front().owner.user_id() == "kiosk:hall-1");
    const auto table = load_keys(data.path());
    REQUIRE(table);
    CHECK(table->owners.at(made->pair.public_key) == made->owner);
  }

  TEST_CASE("the dispatcher's pair is made once and stays") {
    const Folder data;
    const auto first = dispatcher_key(data.path());
    REQUIRE(first);
    CHECK(*dispatcher_key(data.path()) == *first);
  }

  TEST_CASE("a taken name, an unknown role and a name that is no file name are refused") {
    const Folder data;
    REQUIRE(new_device(data.path(), "counter", "1", data / "a.key"));
    CHECK(says(new_device(data.path(), "counter", "1", data / "b.key").error(), "revoke it first"));
    CHECK(says(new_device(data.path(), "boss", "1", data / "b.key").error(), "kiosk, display"));
    for (const char* name : {"", "..", "../x", "a/b", ".a", "-a", "a b"}) {
      CHECK_FALSE(new_device(data.path(), "kiosk", name, data / "b.key"));
    }
    // An existing file, whatever it is, is never replaced; nothing is registered then.
    CHECK(says(new_device(data.path(), "kiosk", "2", data / "a.key").error(), "never replaced"));
    CHECK(list_devices(data.path())->size() == 1);
  }

  TEST_CASE("a revoked device is out of the registry and may be made anew") {
    const Folder data;
    const auto old_key = new_device(data.path(), "display", "hall", data / "a.key");
    REQUIRE(revoke_device(data.path(), "display", "hall"));
    CHECK(load_keys(data.path())->owners.empty());
    CHECK_FALSE(revoke_device(data.path(), "display", "hall"));
    const auto new_key = new_device(data.path(), "display", "hall", data / "b.key");
    REQUIRE(new_key);
    CHECK(new_key->pair.public_key != old_key->pair.public_key);
  }

  TEST_CASE("a key that stands twice is accepted for neither") {
    const Folder data;
    const auto key = new_device(data.path(), "kiosk", "a", data / "a.key");
    std::filesystem::copy_file(data / "keys/kiosk/a.pub", data / "keys/admin/b.pub");
    const auto table = load_keys(data.path());
    REQUIRE(table);
    CHECK(table->owners.empty());
    REQUIRE(table->problems.size() == 1);
    CHECK(table->problems[0].find("the same key") != std::string::npos);
    CHECK_FALSE(list_devices(data.path()));
  }

  TEST_CASE("a broken registry file is told with its name and hides no other") {
    const Folder data;
    REQUIRE(new_device(data.path(), "kiosk", "a", data / "a.key"));
    write(data / "keys/kiosk/b.pub", "not a key\n");
    const auto table = load_keys(data.path());
    REQUIRE(table);
    CHECK(table->owners.size() == 1);
    REQUIRE(table->problems.size() == 1);
    CHECK(table->problems[0].find("b.pub:1") != std::string::npos);
  }

  TEST_CASE("a secret that others may read is refused with what to do") {
    const Folder data;
    REQUIRE(new_device(data.path(), "kiosk", "a", data / "a.key"));
    REQUIRE(::chmod((data / "a.key").c_str(), 0640) == 0);
    CHECK(says(load_device(data / "a.key").error(), "chmod 600"));
    REQUIRE(::chmod((data / "keys/dispatcher.key").c_str(), 0604) == 0);
    CHECK(says(dispatcher_key(data.path()).error(), "chmod 600"));
  }

  TEST_CASE("a link to a secret is as good as what it leads to") {
    const Folder data;
    REQUIRE(new_device(data.path(), "kiosk", "a", data / "a.key"));
    std::filesystem::create_symlink(data / "a.key", data / "link.key");
    CHECK(load_device(data / "link.key"));
    REQUIRE(::chmod((data / "a.key").c_str(), 0644) == 0);
    CHECK(says(load_device(data / "link.key").error(), "chmod 600"));
    std::filesystem::create_symlink("/dev/zero", data / "zero.key");
    CHECK(says(load_device(data / "zero.key").error(), "not a plain file"));
    REQUIRE(::mkfifo((data / "pipe.key").c_str(), 0600) == 0);
    CHECK(says(load_device(data / "pipe.key").error(), "not a plain file"));
    CHECK(says(load_device(data / "none.key").error(), "cannot open"));
  }

  TEST_CASE("a secret in a folder where others may write is refused with what to do") {
    const Folder data;
    REQUIRE(new_device(data.path(), "kiosk", "a", data / "a.key"));
    REQUIRE(::chmod(data.path().c_str(), 0777) == 0);
    CHECK(says(load_device(data / "a.key").error(), "chmod go-w"));
    CHECK(says(load_keys(data.path()).error(), "chmod go-w"));
    REQUIRE(::chmod(data.path().c_str(), 0770) == 0);
    CHECK(says(load_device(data / "a.key").error(), "chmod go-w"));
    REQUIRE(::chmod(data.path().c_str(), 01777) == 0);  // as /tmp: nobody else may replace it
    CHECK(load_device(data / "a.key"));
  }

  TEST_CASE("a registry that others may add to opens for nobody") {
    const Folder data;
    REQUIRE(new_device(data.path(), "kiosk", "a", data / "a.key"));
    for (const char* folder : {"keys", "keys/admin"}) {
      REQUIRE(::chmod((data / folder).c_str(), 0720) == 0);
      CHECK(says(load_keys(data.path()).error(), folder));
      CHECK_FALSE(new_device(data.path(), "kiosk", "b", data / "b.key"));
      REQUIRE(::chmod((data / folder).c_str(), 0700) == 0);
    }
    CHECK(load_keys(data.path()));
  }

  TEST_CASE("a wrong device file is told by file and line") {
    const DeviceKey key{{"kiosk", "a"}, make_key_pair(), make_key_pair().public_key};
    const std::string good = write_device(key);
    REQUIRE(parse_device(good, "f"));
    CHECK(says(parse_device("\nnonsense\n", "f").error(), "f:2: "));
    CHECK(says(parse_device(good + "extra = 1\n", "f").error(), "f:7: there is no field"));
    CHECK(says(parse_device(good + "name = b\n", "f").error(), "f:7: \"name\" is given twice"));
    CHECK(says(parse_device("role = kiosk\n", "f").error(), "\"name\" is missing"));
    std::string other = good;
    other.replace(other.find("kiosk"), 5, "boss");
    CHECK(says(parse_device(other, "f").error(), "f:2: there is no role"));
    DeviceKey mixed = key;
    mixed.pair.secret_key = make_key_pair().secret_key;
    CHECK(says(parse_device(write_device(mixed), "f").error(), "f:5: public and secret"));
    mixed.pair.secret_key = "short";
    CHECK(says(parse_device(write_device(mixed), "f").error(), "f:5: \"secret\" is not a key"));
  }
}
