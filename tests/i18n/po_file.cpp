// SPDX-License-Identifier: Apache-2.0
#include "tests/i18n/po_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

namespace antre::test {
namespace {

std::string quoted(const std::string& line) {
  const auto from = line.find('"');
  const auto until = line.rfind('"');
  if (from == std::string::npos || until <= from) return {};
  return line.substr(from + 1, until - from - 1);
}

}  // namespace

PoFile read_po(const std::string& language) {
  PoFile result;
  std::ifstream in{ANTRE_SOURCE_DIR "/assets/i18n/" + language + ".po"};
  REQUIRE(in);
  std::string line;
  std::string key;
  std::string* text = nullptr;
  while (std::getline(in, line)) {
    if (line.starts_with("msgid_plural") || line.starts_with("#") || line.empty()) continue;
    if (line.starts_with("msgid")) {
      key = quoted(line);
      CHECK_MESSAGE(result.find(key) == result.end(), language << ".po has twice: " << key);
      result[key];
    } else if (line.starts_with("msgstr")) {
      text = &result[key].emplace_back(quoted(line));
    } else if (line.starts_with("\"")) {
      REQUIRE(text != nullptr);
      *text += quoted(line);
    } else {
      FAIL_CHECK(language << ".po: what is this? " << line);
    }
  }
  result.erase("");  // the header
  return result;
}

std::vector<std::string> fields(const std::string& text) {
  std::vector<std::string> found;
  for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    found.push_back(text.substr(at, text.find('}', at) - at + 1));
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

}  // namespace antre::test
