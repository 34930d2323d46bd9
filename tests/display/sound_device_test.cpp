// SPDX-License-Identifier: Apache-2.0
// Sound devices that are not there, come later, or go in the middle of a call.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/display/disk_sound.hpp"
#include "tests/voice/tones.hpp"

namespace antre::display {
namespace {

using test::call_of;
using test::DiskDriver;
using test::Done;
using test::heard_in;
using test::Hearing;
using test::order_of;
using test::recorded;

/// No file of this process grows beyond that: a write fails, as to a device that was unplugged.
class LargestFile {
 public:
  explicit LargestFile(rlim_t bytes) : before_signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit most{bytes, before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &most) == 0);
  }
  LargestFile(const LargestFile&) = delete;
  LargestFile& operator=(const LargestFile&) = delete;
  ~LargestFile() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, before_signal_);
  }

 private:
  rlimit before_{};
  void (*before_signal_)(int);
};

TEST_SUITE("display/sound_device") {
  TEST_CASE("without a device every call is done, which is said once") {
    // A device that cannot be opened: the file would lie in a folder that is not there.
    const DiskDriver driver("/nonexistent/folder/heard.raw");
    Hearing heard;
    {
      const auto sound = heard.open({});
      sound->play(call_of(1, "R012", 3), 100);
      REQUIRE(heard.done.wait_for(1));
      sound->play(call_of(2, "R013", 3), 100);
      REQUIRE(heard.done.wait_for(2));
    }
    CHECK(heard.done.seqs() == std::vector<std::uint64_t>{1, 2});
    CHECK(heard.warnings() == 1);
  }

  TEST_CASE("a device that comes later is heard from the next call on") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(folder.path() / "not there yet" / "heard.raw");
    Hearing heard;
    {
      const auto sound = heard.open(folder.path());
      sound->play(call_of(1, "R012", 3), 100);
      REQUIRE(heard.done.wait_for(1));
      CHECK(heard.warnings() == 1);
      setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
      sound->play(call_of(2, "R013", 2), 100);
      REQUIRE(heard.done.wait_for(2));
      CHECK(heard.warnings() == 1);
    }
    CHECK(order_of(heard_in(recorded(file), clips.pitches)) ==
          "chime nomor-antrean letter-r nol satu tiga silakan-menuju loket dua");
  }

  TEST_CASE("a device that goes in the middle of a call is told, and the next call is heard") {
    const antre::test::Folder folder;
    const antre::test::ToneClips clips(folder.path());
    const auto file = folder.path() / "heard.raw";
    const DiskDriver driver(file);
    Hearing heard;
    {
      const auto sound = heard.open(folder.path());
      {
        const LargestFile second_of_sound(2 * kSampleRate);
        sound->play(call_of(1, "R012", 3), 100);
        // Done when it would have been: nothing waits for a device that has gone.
        REQUIRE(heard.done.wait_for(1));
        CHECK(std::filesystem::file_size(file) <= 2 * kSampleRate);
        sound->rest();
        sound->play(call_of(2, "R013", 2), 100);
        REQUIRE(heard.done.wait_for(2));
      }
      sound->rest();
      sound->play(call_of(3, "R014", 1), 100);
      REQUIRE(heard.done.wait_for(3));
    }
    CHECK(heard.warnings() >= 1);
    CHECK(heard.done.seqs() == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(order_of(heard_in(recorded(file), clips.pitches)) ==
          "chime nomor-antrean letter-r nol satu empat silakan-menuju loket satu");
  }

  TEST_CASE("without any driver of sound every call is done, which is said once") {
    setenv("SDL_AUDIODRIVER", "no such driver", 1);
    Hearing heard;
    {
      const auto sound = heard.open({});
      for (std::uint64_t seq = 1; seq <= 3; ++seq) sound->play(call_of(seq, "R012", 3), 100);
      CHECK(heard.done.seqs() == std::vector<std::uint64_t>{1, 2, 3});
      CHECK(heard.warnings() == 1);
      const antre::test::Folder folder;
      const antre::test::ToneClips clips(folder.path());
      const auto file = folder.path() / "heard.raw";
      const DiskDriver driver(file);
      sound->play(call_of(4, "R012", 3), 100);
      REQUIRE(heard.done.wait_for(4));
      CHECK(order_of(heard_in(recorded(file), clips.pitches)).starts_with("chime"));
    }
    unsetenv("SDL_AUDIODRIVER");
  }
}

}  // namespace
}  // namespace antre::display
