// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "i18n/wording.hpp"
#include "tests/i18n/po_file.hpp"

using namespace antre;

namespace {

// Literals that look like a key of a catalogue ("kiosk.home.question") in our sources.
std::vector<std::string> keys_in(const std::string& source, const test::PoFile& known) {
  std::vector<std::string> keys;
  for (auto at = source.find('"'); at != std::string::npos; at = source.find('"', at + 1)) {
    const auto end = source.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-", at + 1);
    if (end == std::string::npos || source[end] != '"') continue;
    std::string word = source.substr(at + 1, end - at - 1);
    const auto dot = word.find('.');
    if (dot == std::string::npos || dot == 0 || word.back() == '.') continue;
    // Only words that begin with a section of the catalogue: others are file names and the like.
    const auto section = known.lower_bound(word.substr(0, dot + 1));
    if (section == known.end() || !section->first.starts_with(word.substr(0, dot + 1))) continue;
    keys.push_back(std::move(word));
  }
  return keys;
}

bool looks_like_file(const std::string& key) {
  for (const char* ending : {".key", ".toml", ".svg", ".png", ".pdf", ".po", ".mo", ".json", ".wav",
                             ".db", ".cpp", ".hpp", ".txt", ".pwg", ".sock", ".tmp", ".bin"}) {
    if (key.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

TEST_SUITE("i18n/catalogue") {
  TEST_CASE("every language has every text, with the same fields to fill") {
    const auto id = test::read_po("id");
    for (const std::string language : {"en", "jv"}) {
      const auto other = test::read_po(language);
      for (const auto& [key, texts] : id) {
        const auto found = other.find(key);
        CHECK_MESSAGE(found != other.end(), language << ".po lacks " << key);
        if (found == other.end()) continue;
        for (const std::string& text : found->second) {
          CHECK_MESSAGE(!text.empty(), language << ".po has no text for " << key);
          CHECK_MESSAGE(test::fields(text) == test::fields(texts.front()),
                        language << ".po fills other fields in " << key << ": " << text);
        }
        CHECK_MESSAGE((found->second.size() > 1 ? language == "en" : true), key);
      }
      for (const auto& [key, texts] : other) {
        CHECK_MESSAGE(id.contains(key), "id.po lacks " << key);
      }
    }
  }

  TEST_CASE("every key that a source names is in the catalogue") {
    const auto known = test::read_po("id");
    const std::filesystem::path root{ANTRE_SOURCE_DIR};
    for (const char* room :
         {"kiosk", "display", "counter", "printer", "report", "cli", "i18n", "ui"}) {
      if (!std::filesystem::is_directory(root / room)) continue;
      for (const auto& file : std::filesystem::recursive_directory_iterator{root / room}) {
        if (file.path().extension() != ".cpp" && file.path().extension() != ".hpp") continue;
        std::ostringstream source;
        source << std::ifstream{file.path()}.rdbuf();
        for (const std::string& key : keys_in(source.str(), known)) {
          if (looks_like_file(key)) continue;
          CHECK_MESSAGE(known.contains(key), file.path().string() << " wants " << key);
        }
      }
    }
  }

  TEST_CASE("the compiled catalogues say what the files say") {
    for (const std::string language : {"id", "en", "jv"}) {
      const auto words = i18n::Catalogue::load(language);
      CHECK(words.language() == language);
      for (const auto& [key, texts] : test::read_po(language)) {
        CHECK(words.text(key) == texts.front());
      }
    }
  }

  TEST_CASE("every refusal has a sentence") {
    const auto words = i18n::Catalogue::load("jv");
    for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
      const auto error = static_cast<ErrorCode>(code);
      const std::string text = i18n::refusal_text(words, error);
      CHECK_MESSAGE(text.find("error.") == std::string::npos, wire_name(error));
    }
  }

  TEST_CASE("fields are filled, and a text without its fields does not throw") {
    const auto words = i18n::Catalogue::load("en");
    CHECK(words.text("kiosk.closed.opens_tomorrow", "Wednesday 25 November", "08.00") ==
          "We open tomorrow, Wednesday 25 November, at 08.00.");
    CHECK(words.text("kiosk.closed.opens_tomorrow", "only one") ==
          "We open tomorrow, {0}, at {1}.");
    CHECK(words.text("no.such.key") == "no.such.key");
  }

  TEST_CASE("English counts one and many, the others have one form") {
    const auto english = i18n::Catalogue::load("en");
    CHECK(english.count("kiosk.home.people", 1) == "1 person");
    CHECK(english.count("kiosk.home.people", 2) == "2 people");
    CHECK(english.count("kiosk.home.people", 0) == "0 people");
    CHECK(i18n::Catalogue::load("id").count("kiosk.home.people", 1) == "1 orang");
    CHECK(i18n::Catalogue::load("jv").count("kiosk.home.people", 3) == "3 tiyang");
  }

  TEST_CASE("a language without a catalogue is told with where it was looked for") {
    CHECK_THROWS_WITH_AS(static_cast<void>(i18n::Catalogue::load("xx")),
                         doctest::Contains("xx/LC_MESSAGES/antre.mo"), std::runtime_error);
  }
}
