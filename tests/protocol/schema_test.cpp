// SPDX-License-Identifier: Apache-2.0
#include "protocol/schema.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace antre;

namespace {

std::string text_of(std::string_view file) {
  std::ifstream in(std::string(ANTRE_SOURCE_DIR "/docs/protocol/schema/").append(file),
                   std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_SUITE("protocol/schema") {
  TEST_CASE("the schemas in docs/protocol are those of the messages") {
    for (const auto& [file, text] : schema::documents()) {
      INFO(file << " is not current; do: cmake --build build/release --target schemas");
      const bool current = text == text_of(file);
      CHECK(current);
    }
  }

  TEST_CASE("they stay within the width of a page") {
    for (const auto& [file, text] : schema::documents()) {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        INFO(file << ": " << line);
        const bool prose = line.find("\"$comment\"") != std::string::npos;
        CHECK((prose || line.size() <= 100));
      }
    }
  }
}
