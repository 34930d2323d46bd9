// SPDX-License-Identifier: Apache-2.0
#include "hall/hall_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "protocol/time.hpp"

using namespace antre;

namespace {

const std::string kSmallest =
    "[hall]\nid = \"h\"\nname = \"Hall\"\ntime_zone = \"Asia/Jakarta\"\n"
    "[[service]]\nid = \"R\"\nname = \"Letters\"\n"
    "[[counter]]\nid = 1\nprimary = [\"R\"]\n";  // 10 lines

// The findings of the smallest hall with more lines after it (which begin at line 11).
std::string findings(const std::string& more) {
  return hall::parse(kSmallest + more, "hall.toml").text();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("hall/file") {
  TEST_CASE("the smallest hall has the documented defaults") {
    const auto result = hall::parse(kSmallest, "hall.toml");
    REQUIRE_MESSAGE(result.hall, result.text());
    CHECK(result.findings.empty());
    const HallSettings& hall = *result.hall;
    CHECK(hall.languages == std::vector<std::string>{"id"});
    CHECK(hall.hours.always);
    CHECK(hall.target == TargetSettings{});
    CHECK(hall.selection == SelectionSettings{});
    CHECK(hall.calling == CallingSettings{});
    CHECK(hall.services.at(0).digits == 3);
    CHECK(text_in(hall.services.at(0).name, "en") == "Letters");
    CHECK(text_in(hall.counters.at(0).name, "id") == "Loket 1");
    CHECK(hall.printer.paper_mm == 80);
    CHECK(hall.look.accent == "#0B4A82");
  }

  TEST_CASE("every hall file that comes with the product is valid") {
    const std::filesystem::path folder{ANTRE_SOURCE_DIR "/assets/hall"};
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
      const auto result = hall::load(file.path());
      CHECK_MESSAGE(result.hall, result.text());
      CHECK(result.text().empty());
    }
  }

  TEST_CASE("the first hall has four services and four counters in three languages") {
    const auto result = hall::load(ANTRE_SOURCE_DIR "/assets/hall/pst-jateng.toml");
    REQUIRE(result.hall);
    CHECK(result.hall->services.size() == 4);
    CHECK(result.hall->counters.size() == 4);
    for (const ServiceSettings& service : result.hall->services) {
      CHECK(service.name.size() == 3);
      CHECK(service.standard.procedure.size() == 3);
      CHECK(service.standard.cost.size() == 3);
    }
  }

  TEST_CASE("a slip in a key is told with its line and the key that was meant") {
    CHECK(contains(findings("[target]\ntarget = 600\n"),
                   "hall.toml:12: unknown key 'target' in [target]; did you mean 'target_s'?"));
    CHECK(contains(findings("[caling]\n"),
                   "hall.toml:11: unknown key 'caling' in the file; did you mean 'calling'?"));
    CHECK(contains(hall::parse(replaced(kSmallest, "name = \"L", "nmae = \"L"), "h").text(),
                   "h:7: unknown key 'nmae' in [[service]]; did you mean 'name'?"));
  }

  TEST_CASE("all mistakes of a file are told at once, in order of line") {
    const auto result = hall::parse(
        kSmallest + "[look]\naccent = \"blue\"\n[target]\nremind_s = 0\n[zzz]\n", "hall.toml");
    CHECK_FALSE(result.hall);
    REQUIRE(result.findings.size() == 3);
    CHECK(std::ranges::is_sorted(result.findings, {}, &hall::Finding::line));
  }

  TEST_CASE("what is required is asked for by name") {
    const std::string empty = hall::parse("", "h").text();
    CHECK(contains(empty, "h:1: the file has no [hall]"));
    CHECK(contains(empty, "no service"));
    CHECK(contains(empty, "no counter"));
    CHECK(contains(hall::parse(replaced(kSmallest, "id = \"h\"\n", ""), "h").text(),
                   "h:1: [hall] has no 'id'"));
    CHECK(contains(hall::parse(replaced(kSmallest, "primary = [\"R\"]\n", ""), "h").text(),
                   "[[counter]] has no 'primary'"));
    CHECK(contains(hall::parse(replaced(kSmallest, "[\"R\"]", "[]"), "h").text(),
                   "counter 1 has no primary service"));
  }

  TEST_CASE("words of ours are checked: services, icons, languages, modes, directions") {
    CHECK(contains(hall::parse(replaced(kSmallest, "[\"R\"]", "[\"RR\"]"), "h").text(),
                   "counter 1 serves 'RR', which is no service of this hall; did you mean 'R'?"));
    CHECK(contains(
        hall::parse(replaced(kSmallest, "id = \"R\"\n", "id = \"R\"\nicon=\"leter\"\n"), "h")
            .text(),
        "did you mean 'letter'?"));
    CHECK(contains(
        hall::parse(
            replaced(kSmallest, "id = \"h\"\n", "id = \"h\"\nlanguages = [\"id\", \"jw\"]\n"), "h")
            .text(),
        "h:3: Antre does not speak 'jw'; did you mean 'jv'?"));
    CHECK(contains(findings("[printer]\nmode = \"escpso\"\n"), "did you mean 'escpos'?"));
    CHECK(contains(findings("[selection]\nsecondary = \"on_remind\"\n"),
                   "did you mean 'on-remind'?"));
    CHECK(contains(findings("[display]\ndirections = { 1 = \"lef\" }\n"), "did you mean 'left'?"));
    CHECK(contains(findings("[display]\ndirections = { 2 = \"left\" }\n"),
                   "is no counter of this hall"));
    CHECK(
        contains(findings("[kiosk]\npriority_classes = [\"elders\"]\n"), "did you mean 'elder'?"));
  }

  TEST_CASE("the display's voice, zones and notices are read and checked") {
    const auto plain = hall::parse(kSmallest, "h");
    REQUIRE(plain.hall);
    CHECK(plain.hall->display == DisplaySettings{});
    const auto result = hall::parse(
        kSmallest +
            "[display]\npicture_s = 20\npixel_shift = false\nnight_percent = 0\n"
            "[display.voice]\nlanguages = [\"id\"]\nnumbers = \"number\"\nrepeat = 0\n"
            "words_per_minute = 120\nclips = \"clips\"\nspeakers = [\"tv-1\"]\n"
            "quiet = [\"12:00-13:00\"]\nchime = false\n"
            "[[display.zone]]\nid = \"up\"\nname = \"Lantai 2\"\nservices = [\"R\"]\n"
            "counters = [1]\ndisplays = [\"tv-2\"]\n"
            "[[display.notice]]\ntext = \"Libur\"\nfrom = 2026-12-24\nuntil = \"2026-12-25\"\n",
        "h");
    REQUIRE_MESSAGE(result.hall, result.text());
    const auto& display = result.hall->display;
    CHECK(display.picture_s == 20);
    CHECK_FALSE(display.pixel_shift);
    CHECK(display.night_percent == 0);
    CHECK(display.voice.languages == std::vector<std::string>{"id"});
    CHECK(display.voice.numbers == "number");
    CHECK(display.voice.repeat == 0);
    CHECK(display.voice.words_per_minute == 120);
    CHECK(display.voice.clips == "clips");
    CHECK(display.voice.speakers == std::vector<std::string>{"tv-1"});
    CHECK(display.voice.quiet == std::vector{QuietSpan{720, 780}});
    CHECK_FALSE(display.voice.chime);
    REQUIRE(display.zones.size() == 1);
    CHECK(display.zones[0].id == "up");
    CHECK(display.zones[0].services == std::vector{ServiceId{"R"}});
    CHECK(display.zones[0].counters == std::vector{CounterId{1}});
    CHECK(display.zones[0].displays == std::vector<std::string>{"tv-2"});
    REQUIRE(display.notices.size() == 1);
    CHECK(display.notices[0].from == parse_day("2026-12-24"));
    CHECK(display.notices[0].until == parse_day("2026-12-25"));

    CHECK(
        contains(findings("[display.voice]\nquiet = [\"13:00-12:00\"]\n"), "is no part of a day"));
    CHECK(contains(findings("[display.voice]\nlanguages = [\"en\"]\n"),
                   "'en' is no language of this hall"));
    CHECK(contains(findings("[[display.zone]]\nname = \"up\"\n"), "[[zone]] has no 'id'"));
    CHECK(contains(findings("[[display.zone]]\nid = \"u\"\nservices = [\"RR\"]\n"),
                   "service 'RR' of zone 'u' is not in this hall; did you mean 'R'?"));
    CHECK(contains(findings("[[display.zone]]\nid = \"u\"\ncounters = [9]\n"),
                   "counter 9 of zone 'u' is not in this hall"));
    CHECK(contains(findings("[[display.zone]]\nid = \"u\"\ndisplays = [\"a\"]\n"
                            "[[display.zone]]\nid = \"v\"\ndisplays = [\"a\"]\n"),
                   "display 'a' is in the zones 'u' and 'v'"));
    CHECK(contains(findings("[[display.notice]]\ntext = \"a\"\nfrom = \"soon\"\n"),
                   "\"soon\" in from is no date"));
    CHECK(contains(findings("[[display.notice]]\ntext = \"a\"\nfrom = 2026-12-26\n"
                            "until = 2026-12-25\n"),
                   "a notice ends before it begins"));
  }

  TEST_CASE("the kiosk's and the printer's keys are read, and have their defaults") {
    const auto plain = hall::parse(kSmallest, "h");
    REQUIRE(plain.hall);
    CHECK(plain.hall->kiosk == KioskSettings{});
    CHECK(plain.hall->printer == PrinterSettings{});
    const auto result = hall::parse(
        kSmallest +
            "[kiosk]\nguest_book = \"required\"\ncheck_in = false\nspeak = true\n"
            "dim_after_s = 0\ndim_percent = 5\n"
            "[printer]\nheader = { id = \"Sugeng\" }\ncopies = 2\npaper = \"on-request\"\n"
            "qr = \"native\"\ntext = \"code-page\"\ncode_page = \"CP858\"\n"
            "[retention]\nguest_book_days = 0\n",
        "h");
    REQUIRE_MESSAGE(result.hall, result.text());
    const auto& kiosk = result.hall->kiosk;
    CHECK(kiosk.guest_book == "required");
    CHECK_FALSE(kiosk.check_in);
    CHECK(kiosk.speak);
    CHECK(kiosk.dim_after_s == 0);
    CHECK(kiosk.dim_percent == 5);
    const auto& printer = result.hall->printer;
    CHECK(text_in(printer.header, "id") == "Sugeng");
    CHECK(printer.copies == 2);
    CHECK(printer.paper == "on-request");
    CHECK(printer.qr == "native");
    CHECK(printer.text == "code-page");
    CHECK(printer.code_page == "CP858");
    CHECK(result.hall->retention.guest_book_days == 0);
  }

  TEST_CASE("a wrong value of the kiosk or the printer is told with its line") {
    struct Wrong {
      const char* lines;  // from line 11 on
      const char* told;
    };
    for (const auto& wrong : {
             Wrong{"[kiosk]\nguest_book = \"requried\"\n", "did you mean 'required'?"},
             Wrong{"[kiosk]\ncheck_in = \"yes\"\n", "it must be true or false"},
             Wrong{"[kiosk]\nspeak = 1\n", "it must be true or false"},
             Wrong{"[kiosk]\ndim_after_s = -1\n", "it must be from 0 to 86400"},
             Wrong{"[kiosk]\ndim_percent = 0\n", "it must be from 5 to 100"},
             Wrong{"[kiosk]\ndim_percent = 101\n", "it must be from 5 to 100"},
             Wrong{"[kiosk]\ndim_precent = 30\n", "did you mean 'dim_percent'?"},
             Wrong{"[printer]\ncopies = 3\n", "it must be from 1 to 2"},
             Wrong{"[printer]\ncopies = 0\n", "it must be from 1 to 2"},
             Wrong{"[printer]\npaper = \"on_request\"\n", "did you mean 'on-request'?"},
             Wrong{"[printer]\nqr = \"nativ\"\n", "did you mean 'native'?"},
             Wrong{"[printer]\ntext = \"codepage\"\n", "did you mean 'code-page'?"},
             Wrong{"[printer]\ncode_page = \"CP432\"\n", "did you mean 'CP437'?"},
             Wrong{"[printer]\nheader = 3\n", "'header' in [printer]"},
             Wrong{"[retention]\nguest_book_days = -1\n", "it must be from 0 to"},
         }) {
      CAPTURE(wrong.lines);
      const auto result = hall::parse(kSmallest + wrong.lines, "hall.toml");
      CHECK_FALSE(result.hall);
      CAPTURE(result.text());
      CHECK(contains(result.text(), "hall.toml:12: "));
      CHECK(contains(result.text(), wrong.told));
    }
  }

  TEST_CASE("a wrong type is told in words") {
    CHECK(contains(findings("[target]\ntarget_s = \"600\"\n"),
                   "hall.toml:12: 'target_s' in [target] is a text; it must be a whole number"));
    CHECK(contains(findings("[target]\nauto_call = 1\n"), "it must be true or false"));
    CHECK(contains(findings("[printer]\nmode = 3\n"), "hall.toml:12: 'mode' in [printer]"));
    CHECK(contains(findings("[kiosk]\nidle_s = 100000\n"), "it must be from 10 to 3600"));
    CHECK(contains(hall::parse("[hall\n", "h").text(), "h:1: this is not TOML"));
  }

  TEST_CASE("the steps of the target must be in order, for the hall and for each service") {
    CHECK(contains(findings("[target]\ntarget_s = 300\n"),
                   "each must be at most the next, for example remind_s = 150, escalate_s = 240, "
                   "auto_call_s = 270"));
    const auto overridden = hall::parse(
        replaced(kSmallest, "id = \"R\"\n", "id = \"R\"\ntarget_s = 900\nauto_call = false\n"),
        "h");
    REQUIRE(overridden.hall);
    CHECK(overridden.hall->services.at(0).target.target_s == 900);
    CHECK(overridden.hall->services.at(0).target.remind_s == 300);
    CHECK_FALSE(overridden.hall->services.at(0).target.auto_call);
    CHECK(contains(
        hall::parse(replaced(kSmallest, "id = \"R\"\n", "id = \"R\"\nremind_s = 500\n"), "h")
            .text(),
        "service 'R' are out of order"));
  }

  TEST_CASE("hours are read up to 24:00, in order, and a night is explained") {
    const auto result = hall::parse(kSmallest +
                                        "[hours]\nmon = [\"08:00-11:30\", \"13:00-24:00\"]\n"
                                        "closed_on = [\"2026-12-25\", 2027-01-01]\n",
                                    "h");
    REQUIRE_MESSAGE(result.hall, result.text());
    CHECK_FALSE(result.hall->hours.always);
    CHECK(result.hall->hours.open == std::vector<OpenSpan>{{0, 480, 690}, {0, 780, 1440}});
    CHECK(result.hall->hours.closed_on.at(1) == *parse_day("2027-01-01"));
    CHECK(contains(findings("[hours]\nmon = [\"8:00-15:30\"]\n"),
                   "hall.toml:12: \"8:00-15:30\" is no opening time"));
    CHECK(contains(findings("[hours]\nmon = [\"20:00-04:00\"]\n"), "\"20:00-24:00\" and"));
    CHECK(contains(findings("[hours]\nmon = [\"08:00-12:00\", \"11:00-13:00\"]\n"), "in order"));
    CHECK(contains(findings("[hours]\nmon = [\"08:00-24:01\"]\n"), "is no opening time"));
    CHECK(contains(findings("[hours]\nclosed_on = [\"2026-02-30\"]\n"), "is no date"));
  }

  TEST_CASE("a time zone that nobody knows is refused with the one that was meant") {
    CHECK(contains(hall::parse(replaced(kSmallest, "Asia/Jakarta", "Asia/Jakart"), "h").text(),
                   "h:4: time zone \"Asia/Jakart\" is not known; did you mean \"Asia/Jakarta\"?"));
  }

  TEST_CASE("an accent that cannot be read is refused with a shade that can") {
    const std::string text = findings("[look]\naccent = \"#3D8BD4\"\n");
    CHECK(contains(text, "hall.toml:12: accent #3D8BD4 has a contrast of"));
    const auto at = text.find("passes is \"") + 11;
    const std::string shade = text.substr(at, 7);
    CHECK(hall::parse(kSmallest + "[look]\naccent = \"" + shade + "\"\n", "h").hall);
  }

  TEST_CASE("a text may be one for all languages or one for each") {
    const auto result = hall::parse(
        replaced(replaced(kSmallest, "\"Letters\"", "{ id = \"Surat\", en = \"Letters\" }"),
                 "id = \"h\"\n", "id = \"h\"\nlanguages = [\"id\", \"en\", \"jv\"]\n"),
        "h");
    REQUIRE_MESSAGE(result.hall, result.text());
    CHECK(text_in(result.hall->services.at(0).name, "jv") == "Surat");
    CHECK(text_in(result.hall->services.at(0).name, "en") == "Letters");
    CHECK(text_in(result.hall->name, "jv") == "Hall");
    CHECK(
        contains(hall::parse(replaced(kSmallest, "\"Letters\"", "{ ind = \"Surat\" }"), "h").text(),
                 "no language that Antre speaks; did you mean 'id'?"));
  }

  TEST_CASE("prefixes that look like digits get a warning, doubled ones are refused") {
    const auto warned = hall::parse(
        replaced(replaced(kSmallest, "\"R\"\nname", "\"O\"\nname"), "[\"R\"]", "[\"O\"]"), "h");
    REQUIRE(warned.hall);
    REQUIRE(warned.findings.size() == 1);
    CHECK(warned.findings.at(0).warning);
    CHECK(contains(warned.text(), "h:6: warning: service id \"O\" is easily read as 0"));
    CHECK(contains(findings("[[service]]\nid = \"R\"\nname = \"Again\"\n"),
                   "hall.toml:12: service id 'R' is given twice"));
    CHECK(
        contains(findings("[[counter]]\nid = 1\nprimary = [\"R\"]\n"), "counter 1 is given twice"));
    CHECK(contains(findings("[[service]]\nid = \"r1\"\nname = \"Small\"\n"), "capital letters"));
  }

  TEST_CASE("a file that is not there is told as such") {
    const auto result = hall::load("/nonexistent/hall.toml");
    CHECK_FALSE(result.hall);
    CHECK(contains(result.text(), "/nonexistent/hall.toml: cannot be read"));
  }

  TEST_CASE("the icons that may be named are the ones that are drawn") {
    std::vector<std::string> drawn;
    for (const auto& file : std::filesystem::directory_iterator{ANTRE_SOURCE_DIR "/assets/icons"}) {
      if (file.path().extension() == ".svg") drawn.push_back(file.path().stem().string());
    }
    std::ranges::sort(drawn);
    CHECK(drawn == hall::known_icons());
  }
}
