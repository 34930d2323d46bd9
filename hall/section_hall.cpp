// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "hall/calendar.hpp"
#include "hall/sections.hpp"
#include "hall/suggest.hpp"

namespace antre::hall {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::string_view kDatesWanted = "a list of dates: [\"2026-12-25\"]";

bool plain_id(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '-';
  });
}

void read_languages(Table& table, HallSettings& hall) {
  std::vector<std::string> languages;
  table.read_strings("languages", [&](const std::string& language, int line) {
    if (std::ranges::find(known_languages(), language) == known_languages().end()) {
      table.report().error(line, fmt::format("Antre does not speak '{}'; {}", language,
                                             suggestion(language, known_languages())));
    } else if (std::ranges::find(languages, language) != languages.end()) {
      table.report().error(line,
                           fmt::format("language '{}' is given twice; give it once", language));
    } else {
      languages.push_back(language);
    }
  });
  if (languages.empty()) {
    if (const toml::node* node = table.node("languages");
        node != nullptr && node->is_array() && node->as_array()->empty()) {
      table.report().error(line_of(*node),
                           "languages is empty; write at least languages = [\"id\"]");
    }
    return;
  }
  hall.languages = languages;
  table.report().languages = languages;
}

void read_day(Table& table, std::string_view key, int weekday, Hours& hours) {
  int last_end = 0;
  table.read_strings(key, [&](const std::string& text, int line) {
    const auto span = parse_span(text);
    if (!span) {
      table.report().error(
          line, fmt::format(R"("{}" is no opening time; write for example "08:00-15:30")", text));
    } else if (span->from_min >= span->to_min) {
      table.report().error(
          line, fmt::format(R"("{}" ends before it begins; a night is written as "20:00-24:00" )"
                            R"(and, on the next day, "00:00-04:00")",
                            text));
    } else if (span->from_min < last_end) {
      table.report().error(line, fmt::format("\"{}\" begins before the span before it has ended; "
                                             "give the spans of a day in order",
                                             text));
    } else {
      last_end = span->to_min;
      hours.open.push_back({weekday, span->from_min, span->to_min});
    }
  });
}

void read_closed_on(Table& table, Hours& hours) {
  const toml::node* node = table.node("closed_on");
  if (node == nullptr) return;
  const auto* list = node->as_array();
  if (list == nullptr) return table.wrong_type("closed_on", *node, kDatesWanted);
  for (const toml::node& item : *list) {
    const auto day = table.day_of("closed_on", item, kDatesWanted);
    if (!day) continue;
    if (std::ranges::find(hours.closed_on, *day) == hours.closed_on.end()) {
      hours.closed_on.push_back(*day);
    }
  }
}

}  // namespace

std::optional<int> parse_minutes(std::string_view text) {
  const auto digit = [&](std::size_t at) {
    return std::isdigit(static_cast<unsigned char>(text[at])) != 0 ? text[at] - '0' : -1000;
  };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1);
  const int minute = digit(3) * 10 + digit(4);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
  const int total = hour * 60 + minute;
  return total > kMinutesOfDay ? std::nullopt : std::optional{total};
}

std::optional<Span> parse_span(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_minutes(text.substr(0, dash));
  const auto until = parse_minutes(text.substr(dash + 1));
  if (!from || !until) return std::nullopt;
  return Span{*from, *until};
}

void read_hall(Table& table, HallSettings& hall) {
  read_languages(table, hall);
  if (table.require("id", "id = \"pst-jateng\"")) {
    table.read("id", hall.id);
    if (!plain_id(hall.id) && table.node("id")->is_string()) {
      table.report().error(table.line("id"),
                           fmt::format("id \"{}\" may have letters, digits and '-' only; it stays "
                                       "for ever, write for example \"pst-jateng\"",
                                       hall.id));
    }
  }
  if (table.require("name", "name = \"Pelayanan Statistik Terpadu\""))
    table.read("name", hall.name);
  table.read("office", hall.office);
  if (table.require("time_zone", "time_zone = \"Asia/Jakarta\"")) {
    table.read("time_zone", hall.time_zone);
    if (table.node("time_zone")->is_string() && !known_time_zone(hall.time_zone)) {
      const auto zones = time_zones();
      const std::string near = nearest(hall.time_zone, zones);
      table.report().error(
          table.line("time_zone"),
          fmt::format("time zone \"{}\" is not known; {}", hall.time_zone,
                      zones.empty() ? "this machine has no zone data, install the package tzdata"
                      : near.empty()
                          ? "write a name of the tz database, for example \"Asia/Jakarta\""
                          : fmt::format("did you mean \"{}\"?", near)));
    }
  }
  std::string starts = "00:00";
  table.read("day_starts", starts);
  const auto minutes = parse_minutes(starts);
  if (minutes && *minutes < kMinutesOfDay) {
    hall.day_starts_min = *minutes;
  } else {
    table.report().error(table.line("day_starts"),
                         fmt::format("day_starts \"{}\" is no time of day; write for example "
                                     "\"00:00\" or \"04:00\"",
                                     starts));
  }
}

void read_hours(Table& table, Hours& hours) {
  hours.always = false;
  for (std::size_t weekday = 0; weekday < kDays.size(); ++weekday) {
    read_day(table, kDays.at(weekday), static_cast<int>(weekday), hours);
  }
  read_closed_on(table, hours);
  if (hours.open.empty()) {
    table.report().warning(table.line(),
                           "[hours] opens the hall on no day; give a day's hours, for example "
                           "mon = [\"08:00-15:30\"], or take [hours] out for always open");
  }
}

}  // namespace antre::hall
