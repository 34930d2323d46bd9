// SPDX-License-Identifier: Apache-2.0
#include "display/voice/sentence.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace antre::display::voice {
namespace {

Announcement call_of(const std::string& number, int counter, std::vector<std::string> languages) {
  Announcement announcement;
  announcement.calls.push_back({number, counter, {}});
  announcement.languages = std::move(languages);
  return announcement;
}

std::vector<std::string> texts(const Announcement& announcement,
                               NumberStyle style = NumberStyle::kDigits) {
  std::vector<std::string> all;
  for (const auto& sentence : sentences(announcement, style)) all.push_back(text_of(sentence));
  return all;
}

std::string counter_text(const std::string& language, const std::string& name) {
  return text_of(Clause{counter_units(grammar_of(language), 3, name)});
}

TEST_SUITE("voice/sentence") {
  TEST_CASE("a call says the number and the counter, in each language in its order") {
    const auto said = texts(call_of("R012", 3, {"jv", "id", "en"}));
    REQUIRE(said.size() == 3);
    CHECK(said[0] == "nomer antrian, er, nol setunggal kalih, mangga dhateng loket tiga.");
    CHECK(said[1] == "nomor antrean, er, nol satu dua, silakan menuju loket tiga.");
    CHECK(said[2] == "queue number, ar, zero one two, please go to counter three.");
  }

  TEST_CASE("a hall may have its numbers said as numbers") {
    const auto said = texts(call_of("R012", 11, {"id"}), NumberStyle::kNumber);
    CHECK(said.front() == "nomor antrean, er, dua belas, silakan menuju loket sebelas.");
  }

  TEST_CASE("a repeated call says so first") {
    auto recall = call_of("K7", 1, {"id", "en"});
    recall.kind = Announcement::Kind::kRecall;
    CHECK(texts(recall)[0] ==
          "panggilan ulang, nomor antrean, ka, tujuh, silakan menuju loket satu.");
    CHECK(texts(recall)[1].starts_with("second call, queue number, kay, seven"));
  }

  TEST_CASE("calls that piled up are one sentence, each with its counter") {
    auto group = call_of("R012", 3, {"id", "en"});
    group.kind = Announcement::Kind::kGroup;
    group.calls.push_back({"PB100", 12, {}});
    CHECK(
        texts(group)[0] ==
        "nomor antrean, er, nol satu dua, ke loket tiga, pe be, satu nol nol, ke loket dua belas.");
    CHECK(
        texts(group)[1].starts_with("queue numbers, ar, zero one two, to counter three, pee bee"));
  }

  TEST_CASE("a message is said once as it is, in the hall's first language") {
    Announcement message;
    message.kind = Announcement::Kind::kMessage;
    message.message = "Listrik padam jam 10.";
    message.languages = {"id", "en"};
    const auto said = sentences(message, NumberStyle::kDigits);
    REQUIRE(said.size() == 1);
    CHECK(said.front().language == "id");
    CHECK(said.front().free_text);
    CHECK(text_of(said.front()) == "Listrik padam jam 10.");
  }

  TEST_CASE("an announcement without voice says nothing") {
    auto silent = call_of("R012", 3, {"id"});
    silent.voice = false;
    CHECK(texts(silent).empty());
    CHECK(texts(call_of("R012", 3, {})).empty());
    auto nobody = call_of("R012", 3, {"id"});
    nobody.calls.clear();
    CHECK(texts(nobody).empty());
  }

  TEST_CASE("a counter is said by its own name, with the numbers in it as words") {
    CHECK(counter_text("id", "Loket 3") == "Loket tiga");
    CHECK(counter_text("id", "Meja Konsultasi") == "Meja Konsultasi");
    CHECK(counter_text("id", "Loket 12-B") == "Loket dua belas be");
    CHECK(counter_text("en", "Counter A1") == "Counter ay one");
    CHECK(counter_text("jv", "") == "loket tiga");
    CHECK(counter_text("id", " - ") == "loket tiga");
  }

  TEST_CASE("clips are named in small letters, phrases with dashes, letters apart from words") {
    CHECK(unit_of("silakan menuju").clip == "silakan-menuju");
    CHECK(unit_of("Konsultasi").clip == "konsultasi");
    CHECK(unit_of("../../etc").clip == "etc");
    CHECK(letter_unit(kIndonesian, 'R').clip == "letter-r");
    CHECK(letter_unit(kIndonesian, 'R').text == "er");
  }
}

}  // namespace
}  // namespace antre::display::voice
