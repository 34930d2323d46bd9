// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "display/voice/pcm.hpp"
#include "tests/cli/fake_door.hpp"
#include "tests/voice/tones.hpp"

using namespace antre;
using test::run;

namespace {

namespace voice = display::voice;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Two services, two counters, Javanese and Indonesian.
std::string hall_file(const std::filesystem::path& folder, const std::string& more = "") {
  const auto file = folder / "hall.toml";
  std::ofstream(file) << R"([hall]
id = "hall"
name = "Hall"
time_zone = "Asia/Jakarta"
languages = ["id", "jv"]
[[service]]
id = "R"
name = "Rekomendasi"
[[service]]
id = "KB"
name = "Konsultasi Besar"
[[counter]]
id = 1
name = { id = "Loket 1", jv = "Loket 1" }
primary = ["R", "KB"]
[[counter]]
id = 12
name = "Meja Depan"
primary = ["R"]
)" << more;
  return file.string();
}

boost::json::array words_of(const test::Ran& ran) {
  return boost::json::parse(ran.out).as_object().at("words").as_array();
}

std::vector<std::string> clips_of(const test::Ran& ran) {
  std::vector<std::string> clips;
  for (const auto& word : words_of(ran))
    clips.push_back(boost::json::value_to<std::string>(word.at("clip")));
  return clips;
}

}  // namespace

TEST_SUITE("cli/voice") {
  TEST_CASE("the list has every word of the hall's calls once") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto hall = hall_file(folder.path());
    const auto ran = run(dispatcher, {"voice", "record-list", "--hall", hall, "--json"});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    CHECK(clips_of(ran) == std::vector<std::string>{"nomor-antrean",  "panggilan-ulang",
                                                    "silakan-menuju", "ke",
                                                    "letter-r",       "letter-k",
                                                    "letter-b",       "nol",
                                                    "satu",           "dua",
                                                    "tiga",           "empat",
                                                    "lima",           "enam",
                                                    "tujuh",          "delapan",
                                                    "sembilan",       "loket",
                                                    "meja",           "depan"});
    CHECK(dispatcher.opened == 0);
  }

  TEST_CASE("a hall that says numbers as numbers needs their words") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto hall =
        hall_file(folder.path(), "[display.voice]\nnumbers = \"number\"\nlanguages = [\"jv\"]\n");
    const auto clips =
        clips_of(run(dispatcher, {"voice", "record-list", "--hall", hall, "--json"}));
    for (const char* word : {"selangkung", "seket", "tigang", "welas", "likur", "sewu", "ewu"})
      CHECK_MESSAGE(std::ranges::find(clips, word) != clips.end(), word);
  }

  TEST_CASE("people read a table with what to say, scripts the same as JSON") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto hall = hall_file(folder.path());
    const auto ran = run(dispatcher, {"voice", "record-list", "--hall", hall, "--language", "jv"});
    CHECK(ran.status == cli::kFine);
    CHECK_MESSAGE(holds(ran.out, "jv/nomer-antrian"), ran.out);
    CHECK(holds(ran.out, "sekawan"));
    CHECK(holds(ran.out, "LANGUAGE/CLIP.wav"));
  }

  TEST_CASE("a folder of clips is checked word by word") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto hall = hall_file(folder.path());
    const auto clips = folder.path() / "clips";
    std::filesystem::create_directories(clips / "id");
    const auto put = [&](const char* name, double level) {
      REQUIRE(voice::save_wav(clips / "id" / (std::string(name) + ".wav"),
                              voice::to_device(test::tone(500, 0.5, level), 100)));
    };
    put("nol", 0.2);
    put("satu", 1.0);
    put("dua", 0.004);
    std::ofstream(clips / "id" / "tiga.ogg") << "no sound";
    const std::vector<std::string> arguments{"voice", "record-list", "--hall",
                                             hall,    "--clips",     clips.string()};
    const auto table = run(dispatcher, arguments);
    CHECK(table.status == cli::kRefused);
    CHECK_MESSAGE(holds(table.out, "19 of 20 words to record again"), table.out);
    auto with_json = arguments;
    with_json.emplace_back("--json");
    const auto ran = run(dispatcher, with_json);
    std::map<std::string, std::string> states;
    for (const auto& word : words_of(ran))
      states[boost::json::value_to<std::string>(word.at("clip"))] =
          boost::json::value_to<std::string>(word.at("state"));
    CHECK(states.at("nol") == "fine");
    CHECK(states.at("satu") == "too loud");
    CHECK(states.at("dua") == "too quiet");
    CHECK(states.at("tiga") == "unreadable");
    CHECK(states.at("empat") == "missing");
    CHECK(boost::json::parse(ran.out).at("wrong").as_int64() == 19);
  }

  TEST_CASE("with every word recorded nothing is wrong and a call is said from them") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto clips = folder.path() / "clips";
    const auto hall =
        hall_file(folder.path(), "[display.voice]\nclips = \"" + clips.string() + "\"\n");
    const auto list = run(dispatcher, {"voice", "record-list", "--hall", hall, "--json"});
    std::filesystem::create_directories(clips / "id");
    for (const auto& clip : clips_of(list))
      REQUIRE(voice::save_wav(clips / "id" / (clip + ".wav"),
                              voice::to_device(test::tone(900, 0.3, 0.2), 100)));
    CHECK(run(dispatcher, {"voice", "record-list", "--hall", hall, "--clips", clips.string()})
              .status == cli::kFine);
    const auto out = (folder.path() / "call.wav").string();
    const auto ran = run(dispatcher, {"voice", "say", "R012", "--counter", "12", "--hall", hall,
                                      "--no-chime", "--out", out, "--json"});
    CHECK_MESSAGE(ran.status == cli::kFine, ran.err);
    const auto sound = voice::load_sound(out);
    REQUIRE_MESSAGE(sound, sound);
    CHECK(test::share_of(*sound, 900) > 0.05);
    CHECK(boost::json::parse(ran.out).at("seconds").as_double() ==
          doctest::Approx(voice::seconds_of(sound->size())).epsilon(0.01));
  }

  TEST_CASE("what cannot be said is refused with its reason") {
    const test::Folder folder;
    test::FakeDispatcher dispatcher;
    const auto hall = hall_file(folder.path());
    const auto out = (folder.path() / "call.wav").string();
    const auto lost = run(dispatcher, {"voice", "say", "R012", "--out", out});
    CHECK(lost.status == cli::kUsage);
    CHECK_MESSAGE(holds(lost.err, "--counter"), lost.err);
    const auto unknown =
        run(dispatcher, {"voice", "say", "R012", "--counter", "3", "--hall", hall, "--out", out});
    CHECK(unknown.status == cli::kRefused);
    CHECK_MESSAGE(holds(unknown.err, "no counter 3"), unknown.err);
    CHECK(run(dispatcher, {"voice", "record-list", "--hall", "/nonexistent.toml"}).status ==
          cli::kUsage);
  }
}
