// SPDX-License-Identifier: Apache-2.0
#include "tests/display_live/hung_display.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>
#include <cstdint>
#include <cstring>
#include <utility>

#include "display/voice/chime.hpp"
#include "display/voice/pcm.hpp"

namespace antre::test {
namespace {

constexpr int kVolume = 80;

/// A part of the chime as it is played, from where it is heard on: long enough to be nothing else.
std::string chime_bytes(bool brisk) {
  constexpr std::size_t kFrom = 2'400;  // 50 ms
  constexpr std::size_t kLong = 4'800;  // 100 ms
  const auto samples = display::voice::to_device(display::voice::make_chime(brisk), kVolume);
  std::string bytes(kLong * sizeof(std::int16_t), '\0');
  std::memcpy(bytes.data(), samples.data() + kFrom, bytes.size());
  return bytes;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++n;
  return n;
}

}  // namespace

std::string quiet_hall(const TempDir& dir) {
  std::string text =
      "[hall]\nid = \"live\"\nname = \"Balai Uji\"\ntime_zone = \"Asia/Jakarta\"\n"
      "[target]\nauto_call = false\n"
      "[display]\npixel_shift = false\nattainment = false\n"
      "[display.voice]\non = false\n";
  for (int id = 1; id <= 3; ++id) {
    const char letter = static_cast<char>('A' + id - 1);
    text += fmt::format("[[service]]\nid = \"{0}\"\nname = \"Layanan {0}\"\n", letter);
    text += fmt::format("[[counter]]\nid = {}\nname = \"Loket {}\"\nprimary = [\"{}\"]\n", id, id,
                        letter);
  }
  text +=
      "[[display.zone]]\nid = \"left\"\nname = \"Kiri\"\nservices = [\"A\"]\n"
      "displays = [\"left\"]\n"
      "[[display.zone]]\nid = \"right\"\nname = \"Kanan\"\nservices = [\"B\", \"C\"]\n"
      "displays = [\"right\"]\n";
  auto file = dir / "hall.toml";
  write_file(file, text);
  return file;
}

HungDisplay::HungDisplay(RunningHall& hall, std::string name, std::string url,
                         std::vector<std::string> more)
    : hall_(hall), name_(std::move(name)), url_(std::move(url)), more_(std::move(more)) {
  start();
}

void HungDisplay::start() {
  auto command = hall_.client("antre-display", "display", name_, {"--size", "1280x720"});
  command.insert(command.end(), more_.begin(), more_.end());
  for (std::size_t i = 0; i + 1 < command.size(); ++i)
    if (command[i] == "--dispatcher") command[i + 1] = url_;
  sounds_.push_back(dir_ / fmt::format("sound-{}.raw", sounds_.size()));
  process_.emplace(command, Process::Options{{{"DISPLAY", screen_.display()},
                                              {"SDL_AUDIODRIVER", "disk"},
                                              {"SDL_DISKAUDIOFILE", sounds_.back()}},
                                             {}});
}

void HungDisplay::kill() {
  process_->signal(SIGKILL);
  REQUIRE(process_->wait());
}

std::string HungDisplay::picture() const {
  const auto file = dir_ / "screen.rgb";
  screen_.picture(file);
  return read_file(file);
}

std::size_t HungDisplay::chimes() const {
  static const std::string kUsual = chime_bytes(false);
  static const std::string kBrisk = chime_bytes(true);
  std::size_t n = 0;
  for (const auto& file : sounds_) {
    const auto heard = read_file(file);
    n += count(heard, kUsual);
    if (kBrisk != kUsual) n += count(heard, kBrisk);
  }
  return n;
}

Counters::Counters(RunningHall& hall) : hall_(hall) {
  for (const char* id : {"1", "2", "3"})
    must({"open", id, "--officer", std::string("officer ") + id});
}

void Counters::must(std::vector<std::string> arguments) {
  const auto ran = hall_.antre(arguments);
  INFO(arguments.front() << ": " << ran.err);
  REQUIRE(ran.status == 0);
}

void Counters::call(int counter) {
  const auto id = std::to_string(counter);
  if (!busy_.insert(counter).second) must({"no-show", id});
  must({"issue", std::string(1, static_cast<char>('A' + counter - 1))});
  must({"call", id});
  ++calls_;
}

void Counters::recall(int counter) {
  must({"recall", std::to_string(counter)});
  ++calls_;
}

}  // namespace antre::test
