// SPDX-License-Identifier: Apache-2.0
#include "display/voice/grammar.hpp"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace antre::display::voice {
namespace {

/// How a listener adds words up, written down apart from the rules that make them: a digit waits
/// for what follows it, a size takes as many as the digit said, an addition puts itself on top.
struct Listener {
  std::map<std::string, int> digits;
  std::map<std::string, int> whole;      ///< "sepuluh", "twelve": a value of its own
  std::map<std::string, int> sizes;      ///< "ratus": the digit before it times this
  std::map<std::string, int> additions;  ///< "belas": the digit before it and this

  [[nodiscard]] std::optional<int> heard(const std::vector<std::string_view>& words) const {
    int sum = 0;
    int waiting = 0;
    for (const std::string_view view : words) {
      const std::string word(view);
      if (const auto digit = digits.find(word); digit != digits.end()) {
        if (waiting != 0) return std::nullopt;  // two digits in a row are no number
        waiting = digit->second;
      } else if (const auto value = whole.find(word); value != whole.end()) {
        if (waiting != 0) return std::nullopt;
        sum += value->second;
      } else if (const auto size = sizes.find(word); size != sizes.end()) {
        sum += waiting * size->second;
        waiting = 0;
      } else if (const auto more = additions.find(word); more != additions.end()) {
        sum += waiting + more->second;
        waiting = 0;
      } else {
        return std::nullopt;
      }
    }
    return sum + waiting;
  }
};

const std::map<std::string, Listener>& listeners() {
  static const std::map<std::string, Listener> all{
      {"id",
       {{{"nol", 0},
         {"satu", 1},
         {"dua", 2},
         {"tiga", 3},
         {"empat", 4},
         {"lima", 5},
         {"enam", 6},
         {"tujuh", 7},
         {"delapan", 8},
         {"sembilan", 9}},
        {{"sepuluh", 10}, {"sebelas", 11}, {"seratus", 100}, {"seribu", 1000}},
        {{"puluh", 10}, {"ratus", 100}, {"ribu", 1000}},
        {{"belas", 10}}}},
      {"en",
       {{{"zero", 0},
         {"one", 1},
         {"two", 2},
         {"three", 3},
         {"four", 4},
         {"five", 5},
         {"six", 6},
         {"seven", 7},
         {"eight", 8},
         {"nine", 9}},
        {{"ten", 10},
         {"eleven", 11},
         {"twelve", 12},
         {"thirteen", 13},
         {"fourteen", 14},
         {"fifteen", 15},
         {"sixteen", 16},
         {"seventeen", 17},
         {"eighteen", 18},
         {"nineteen", 19},
         {"twenty", 20},
         {"thirty", 30},
         {"forty", 40},
         {"fifty", 50},
         {"sixty", 60},
         {"seventy", 70},
         {"eighty", 80},
         {"ninety", 90}},
        {{"hundred", 100}, {"thousand", 1000}},
        {}}},
      {"jv",
       {{{"nol", 0},
         {"setunggal", 1},
         {"kalih", 2},
         {"tiga", 3},
         {"tigang", 3},
         {"sekawan", 4},
         {"gangsal", 5},
         {"enem", 6},
         {"pitu", 7},
         {"pitung", 7},
         {"wolu", 8},
         {"wolung", 8},
         {"sanga", 9},
         {"sangang", 9}},
        {{"sedasa", 10},
         {"sewelas", 11},
         {"selikur", 21},
         {"selangkung", 25},
         {"seket", 50},
         {"sewidak", 60},
         {"satus", 100},
         {"sewu", 1000}},
        {{"dasa", 10}, {"atus", 100}, {"ewu", 1000}},
        {{"welas", 10}, {"likur", 20}}}}};
  return all;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

std::string said(const std::string& language, const std::string& digits, NumberStyle style) {
  return joined(number_words(grammar_of(language), digits, style));
}

TEST_SUITE("voice/grammar") {
  TEST_CASE("every number from 0 to 9999 is heard as itself, and no two sound the same") {
    for (const auto& [language, listener] : listeners()) {
      std::set<std::string> heard;
      for (int number = 0; number < kNumberLimit; ++number) {
        const auto words =
            number_words(grammar_of(language), std::to_string(number), NumberStyle::kNumber);
        const std::string text = joined(words);
        CAPTURE(language);
        CAPTURE(text);
        REQUIRE(listener.heard(words) == number);
        REQUIRE(heard.insert(text).second);
      }
    }
  }

  TEST_CASE("digit by digit every number of four figures is heard as itself, with its zeros") {
    for (const auto& [language, listener] : listeners()) {
      std::set<std::string> heard;
      for (int number = 0; number < kNumberLimit; ++number) {
        std::string digits = std::to_string(number);
        digits.insert(0, 4 - digits.size(), '0');
        const auto words = number_words(grammar_of(language), digits, NumberStyle::kDigits);
        std::string back;
        for (const auto word : words) back += std::to_string(listener.digits.at(std::string(word)));
        REQUIRE(back == digits);
        REQUIRE(heard.insert(joined(words)).second);
      }
    }
  }

  TEST_CASE("Indonesian takes se- for one of a size") {
    const auto number = [](const char* digits) { return said("id", digits, NumberStyle::kNumber); };
    CHECK(number("0") == "nol");
    CHECK(number("010") == "sepuluh");
    CHECK(number("11") == "sebelas");
    CHECK(number("012") == "dua belas");
    CHECK(number("21") == "dua puluh satu");
    CHECK(number("100") == "seratus");
    CHECK(number("111") == "seratus sebelas");
    CHECK(number("1000") == "seribu");
    CHECK(number("2000") == "dua ribu");
    CHECK(number("9999") == "sembilan ribu sembilan ratus sembilan puluh sembilan");
    CHECK(said("id", "012", NumberStyle::kDigits) == "nol satu dua");
  }

  TEST_CASE("English has words of its own up to nineteen and for the tens") {
    const auto number = [](const char* digits) { return said("en", digits, NumberStyle::kNumber); };
    CHECK(number("012") == "twelve");
    CHECK(number("40") == "forty");
    CHECK(number("111") == "one hundred eleven");
    CHECK(number("1021") == "one thousand twenty one");
    CHECK(said("en", "012", NumberStyle::kDigits) == "zero one two");
  }

  TEST_CASE("Javanese krama has welas, likur and the fifties and sixties of its own") {
    const auto number = [](const char* digits) { return said("jv", digits, NumberStyle::kNumber); };
    CHECK(number("1") == "setunggal");
    CHECK(number("10") == "sedasa");
    CHECK(number("11") == "sewelas");
    CHECK(number("12") == "kalih welas");
    CHECK(number("20") == "kalih dasa");
    CHECK(number("21") == "selikur");
    CHECK(number("24") == "sekawan likur");
    CHECK(number("25") == "selangkung");
    CHECK(number("31") == "tigang dasa setunggal");
    CHECK(number("55") == "seket gangsal");
    CHECK(number("67") == "sewidak pitu");
    CHECK(number("78") == "pitung dasa wolu");
    CHECK(number("300") == "tigang atus");
    CHECK(number("1234") == "sewu kalih atus tigang dasa sekawan");
    CHECK(said("jv", "012", NumberStyle::kDigits) == "nol setunggal kalih");
  }

  TEST_CASE("a number past the last one with words is said digit by digit") {
    CHECK(said("id", "10000", NumberStyle::kNumber) == "satu nol nol nol nol");
    CHECK(said("en", "99999999999999999999", NumberStyle::kNumber).starts_with("nine nine"));
  }

  TEST_CASE("every letter has a name of its own") {
    for (const auto* language : {"id", "en", "jv"}) {
      const auto& letters = grammar_of(language).letter;
      const std::set<std::string_view> names(letters.begin(), letters.end());
      CHECK(names.size() == letters.size());
      CHECK(names.count("") == 0);
    }
    CHECK(grammar_of("id").letter['R' - 'A'] == "er");
    CHECK(grammar_of("su").language == "id");
  }

  TEST_CASE("the hall file's word picks the style") {
    CHECK(number_style("number") == NumberStyle::kNumber);
    CHECK(number_style("digits") == NumberStyle::kDigits);
  }
}

}  // namespace
}  // namespace antre::display::voice
