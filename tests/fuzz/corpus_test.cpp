// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

#include "protocol/codec.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace {

using Target = void (*)(std::string_view);

std::vector<std::string> corpus(const std::string& name) {
  std::vector<std::string> inputs;
  const auto folder = std::string(ANTRE_SOURCE_DIR) + "/tests/fuzz/corpus/" + name;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    inputs.push_back(text.str());
  }
  return inputs;
}

/// Flips, cuts, repeats and inserts; the seed makes a failure repeatable.
std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit == 0 ? 0 : limit - 1)(random);
  };
  for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
    const std::size_t at = below(text.size() + 1);
    switch (below(4)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(8));
        break;
      case 2:
        text.insert(at, text.substr(below(text.size() + 1), below(16)));
        break;
      default:
        text.insert(at, 1, "{}[]\",:=0-9e.\\\n\x00\xff"[below(18)]);
    }
  }
  return text;
}

void play(const std::string& name, Target target, int rounds) {
  const auto inputs = corpus(name);
  REQUIRE(!inputs.empty());
  for (const auto& input : inputs) target(input);
  std::mt19937 random(20261124);
  for (int i = 0; i < rounds; ++i)
    target(mutated(inputs[static_cast<std::size_t>(i) % inputs.size()], random));
}

}  // namespace

TEST_SUITE("fuzz/corpus") {
  TEST_CASE("every seed of the wire is understood, so that its mutations go deep") {
    for (const auto& seed : corpus("request")) {
      INFO(seed);
      CHECK(antre::codec::decode_request(seed).has_value());
    }
    for (const auto& seed : corpus("entry")) {
      INFO(seed);
      CHECK(antre::codec::decode_entry(seed).has_value());
    }
  }
  TEST_CASE("requests") {
    play("request", antre::fuzz::request, 50'000);
  }
  TEST_CASE("journal entries") {
    play("entry", antre::fuzz::entry, 50'000);
  }
  TEST_CASE("device keys") {
    play("device_key", antre::fuzz::device_key, 20'000);
  }
  TEST_CASE("hall files") {
    play("hall_file", antre::fuzz::hall_file, 2'000);
  }
  TEST_CASE("files of visits") {
    play("visits", antre::fuzz::visits, 50'000);
  }
  TEST_CASE("who may connect") {
    play("zap", antre::fuzz::zap, 50'000);
  }
  TEST_CASE("open requests of clients") {
    play("outbox", antre::fuzz::outbox, 20'000);
  }
  TEST_CASE("what libzmq tells of connections") {
    play("monitor", antre::fuzz::monitor, 20'000);
  }
}
