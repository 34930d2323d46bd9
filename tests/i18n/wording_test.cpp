// SPDX-License-Identifier: Apache-2.0
#include "i18n/wording.hpp"

#include <doctest/doctest.h>

using namespace antre;

namespace {

constexpr int kWibS = 7 * 3600;

// 2026-11-24 09:42:07 in Semarang.
std::int64_t morning() {
  return parse_day("2026-11-24").value().value * 86'400'000LL + (2 * 3600 + 42 * 60 + 7) * 1000LL;
}

}  // namespace

TEST_SUITE("i18n/wording") {
  TEST_CASE("a time of day has a dot, a running time a colon") {
    CHECK(i18n::time_of_day(morning(), kWibS) == "09.42");
    CHECK(i18n::time_of_day(-1, 0) == "23.59");
    CHECK(i18n::running_time(200) == "3:20");
    CHECK(i18n::running_time(0) == "0:00");
    CHECK(i18n::running_time(-5) == "0:00");
    CHECK(i18n::running_time(3800) == "1:03:20");
  }

  TEST_CASE("dates are written out in each language") {
    const Day day = i18n::local_day(morning(), kWibS);
    CHECK(i18n::long_date(i18n::Catalogue::load("id"), day) == "Selasa, 24 November 2026");
    CHECK(i18n::long_date(i18n::Catalogue::load("en"), day) == "Tuesday, 24 November 2026");
    CHECK(i18n::long_date(i18n::Catalogue::load("jv"), day) == "Selasa, 24 Novèmber 2026");
    CHECK(i18n::day_and_month(i18n::Catalogue::load("id"), Day{day.value + 1}) ==
          "Rabu 25 November");
    CHECK(i18n::local_day(morning() - 10 * 3'600'000LL, kWibS).value == day.value - 1);
  }

  TEST_CASE("zones are called as Indonesia calls them") {
    CHECK(i18n::zone_word(kWibS) == "WIB");
    CHECK(i18n::zone_word(8 * 3600) == "WITA");
    CHECK(i18n::zone_word(9 * 3600) == "WIT");
    CHECK(i18n::zone_word(5 * 3600) == "UTC+5");
    CHECK(i18n::zone_word(-(3 * 3600 + 1800)) == "UTC-3:30");
    CHECK(i18n::zone_word(0) == "UTC");
  }

  TEST_CASE("a wait is a range of whole minutes") {
    CHECK(i18n::minutes_range(480, 890) == "8–15");
    CHECK(i18n::minutes_range(0, 0) == "0");
    CHECK(i18n::minutes_range(300, 300) == "5");
  }

  TEST_CASE("an expected wait is about a range, one number where both ends are the same") {
    const auto id = i18n::Catalogue::load("id");
    CHECK(i18n::wait_text(id, 300, 540) == "kira-kira 5–9 menit");
    CHECK(i18n::wait_text(id, 480, 480) == "kira-kira 8 menit");
    CHECK(i18n::wait_text(i18n::Catalogue::load("en"), 470, 890) == "about 7–15 minutes");
    CHECK(i18n::wait_text(i18n::Catalogue::load("jv"), 300, 540) == "kinten-kinten 5–9 menit");
  }

  TEST_CASE("a short wait is only less than five minutes") {
    CHECK(i18n::wait_text(i18n::Catalogue::load("id"), 0, 300) == "kurang dari 5 menit");
    CHECK(i18n::wait_text(i18n::Catalogue::load("en"), 60, 61) == "less than 5 minutes");
    CHECK(i18n::wait_text(i18n::Catalogue::load("jv"), 0, 0) == "kirang saking 5 menit");
    CHECK(i18n::wait_text(i18n::Catalogue::load("id"), 0, 301) == "kira-kira 0–6 menit");
  }

  TEST_CASE("a wait of an hour or more is said in hours and minutes") {
    const auto id = i18n::Catalogue::load("id");
    const auto en = i18n::Catalogue::load("en");
    const auto jv = i18n::Catalogue::load("jv");
    constexpr int kMinuteS = 60;
    CHECK(i18n::wait_text(id, 80 * kMinuteS, 80 * kMinuteS) == "kira-kira 1 jam 20 menit");
    CHECK(i18n::wait_text(en, 80 * kMinuteS, 80 * kMinuteS) == "about 1 h 20 min");
    CHECK(i18n::wait_text(jv, 80 * kMinuteS, 80 * kMinuteS) == "kinten-kinten 1 jam 20 menit");
    CHECK(i18n::hours_range(id, 70 * kMinuteS, 80 * kMinuteS) == "1 jam 10–20 menit");
    CHECK(i18n::hours_range(en, 50 * kMinuteS, 80 * kMinuteS) == "50 min – 1 h 20 min");
    CHECK(i18n::hours_range(id, 60 * kMinuteS, 75 * kMinuteS) == "1 jam – 1 jam 15 menit");
    CHECK(i18n::hours_range(en, 60 * kMinuteS, 120 * kMinuteS) == "1–2 h");
    CHECK(i18n::hours_range(en, 0, 60 * kMinuteS) == "0 min – 1 h");
    CHECK(i18n::hours_range(en, 60 * kMinuteS, 60 * kMinuteS) == "1 h");
    CHECK(i18n::hours_range(jv, 110 * kMinuteS, 130 * kMinuteS) ==
          "1 jam 50 menit – 2 jam 10 menit");
    CHECK_FALSE(i18n::expected_wait(0, 59 * kMinuteS).hours);
    CHECK(i18n::expected_wait(0, 59 * kMinuteS + 1).hours);
  }

  TEST_CASE("requirements are named, and the hall's own are left as they are") {
    const auto words = i18n::Catalogue::load("id");
    CHECK(i18n::requirement_text(words, "identity") == "Kartu identitas");
    CHECK(i18n::requirement_text(words, "Surat tugas") == "Surat tugas");
    CHECK(i18n::requirements_sentence(words, {"identity", "email", "form"}) ==
          "kartu identitas, alamat e-mail, dan formulir permintaan yang sudah diisi");
    CHECK(i18n::requirements_sentence(words, {"identity", "email"}) ==
          "kartu identitas dan alamat e-mail");
    CHECK(i18n::requirements_sentence(words, {}).empty());
  }
}
