// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "hall/sections.hpp"
#include "hall/suggest.hpp"

namespace antre::hall {
namespace {

const std::vector<std::string>& directions() {
  static const std::vector<std::string> words{"left", "right", "up", "down"};
  return words;
}

void read_directions(Table& table, DisplaySettings& display, const HallSettings& hall) {
  std::vector<std::string> counters;
  for (const CounterSettings& counter : hall.counters) {
    counters.push_back(std::to_string(counter.id.value));
  }
  table.each([&](const std::string& counter, const toml::node& node) {
    const auto* direction = node.as_string();
    if (std::ranges::find(counters, counter) == counters.end()) {
      table.report().error(line_of(node),
                           fmt::format("'{}' in {} is no counter of this hall; {}", counter,
                                       table.name(), suggestion(counter, counters)));
    } else if (direction == nullptr) {
      table.wrong_type(counter, node, R"("left", "right", "up" or "down")");
    } else if (std::ranges::find(directions(), direction->get()) == directions().end()) {
      table.report().error(line_of(node),
                           fmt::format("direction \"{}\" is not known; {}", direction->get(),
                                       suggestion(direction->get(), directions())));
    } else {
      display.directions[counter] = direction->get();
    }
  });
}

std::vector<std::string> ids_of_services(const HallSettings& hall) {
  std::vector<std::string> ids;
  for (const ServiceSettings& service : hall.services) ids.push_back(service.id.value);
  return ids;
}

void read_voice(Table& table, VoiceSettings& voice, const HallSettings& hall) {
  table.read("on", voice.on);
  table.read("chime", voice.chime);
  table.read_strings("languages", [&](const std::string& language, int line) {
    if (std::ranges::find(hall.languages, language) == hall.languages.end()) {
      table.report().error(line, fmt::format("'{}' is no language of this hall; {}", language,
                                             suggestion(language, hall.languages)));
    } else if (std::ranges::find(voice.languages, language) == voice.languages.end()) {
      voice.languages.push_back(language);
    }
  });
  table.read_word("numbers", voice.numbers, {"digits", "number"});
  table.read("repeat", voice.repeat, 0, 3);
  table.read("words_per_minute", voice.words_per_minute, 80, 260);
  table.read("clips", voice.clips);
  table.read_strings("speakers", [&](const std::string& display, int /*line*/) {
    voice.speakers.push_back(display);
  });
  table.read_strings("quiet", [&](const std::string& text, int line) {
    const auto span = parse_span(text);
    if (!span || span->from_min >= span->to_min) {
      table.report().error(line, fmt::format(R"("{}" is no part of a day; write for example )"
                                             R"("12:00-13:00")",
                                             text));
      return;
    }
    voice.quiet.push_back({span->from_min, span->to_min});
  });
}

void read_zone(Table& table, DisplaySettings& display, const HallSettings& hall) {
  ZoneSettings zone;
  if (!table.require("id", R"(id = "upstairs")")) return;
  table.read("id", zone.id);
  if (std::ranges::find(display.zones, zone.id, &ZoneSettings::id) != display.zones.end())
    table.report().error(table.line("id"), fmt::format("zone '{}' is there twice", zone.id));
  table.read("name", zone.name);
  const auto services = ids_of_services(hall);
  table.read_strings("services", [&](const std::string& id, int line) {
    if (std::ranges::find(services, id) == services.end()) {
      table.report().error(line, fmt::format("service '{}' of zone '{}' is not in this hall; {}",
                                             id, zone.id, suggestion(id, services)));
    } else {
      zone.services.push_back(ServiceId{id});
    }
  });
  table.read_ints("counters", [&](int id, int line) {
    if (hall.counter(CounterId{id}) == nullptr) {
      table.report().error(line,
                           fmt::format("counter {} of zone '{}' is not in this hall", id, zone.id));
    } else {
      zone.counters.push_back(CounterId{id});
    }
  });
  table.read_strings("displays", [&](const std::string& name, int line) {
    for (const ZoneSettings& other : display.zones)
      if (std::ranges::find(other.displays, name) != other.displays.end())
        table.report().error(line, fmt::format("display '{}' is in the zones '{}' and '{}'; a "
                                               "display shows one",
                                               name, other.id, zone.id));
    zone.displays.push_back(name);
  });
  display.zones.push_back(std::move(zone));
}

void read_notice(Table& table, DisplaySettings& display) {
  NoticeSettings notice;
  if (!table.require("text", R"(text = "Closed on Friday")")) return;
  table.read("text", notice.text);
  table.read("from", notice.from);
  table.read("until", notice.until);
  if (notice.from && notice.until && *notice.until < *notice.from)
    table.report().error(table.line("until"), "a notice ends before it begins");
  display.notices.push_back(std::move(notice));
}

}  // namespace

void read_display(Table& table, DisplaySettings& display, const HallSettings& hall) {
  table.read_texts("ticker", display.ticker);
  table.read_tables("notice", [&](Table& inner) { read_notice(inner, display); });
  table.read_table("voice", [&](Table& inner) { read_voice(inner, display.voice, hall); });
  table.read_tables("zone", [&](Table& inner) { read_zone(inner, display, hall); });
  table.read("pictures", display.pictures);
  table.read("picture_s", display.picture_s, 3, 3600);
  table.read("pixel_shift", display.pixel_shift);
  table.read("night_percent", display.night_percent, 0, 100);
  table.read("history", display.history, 0, 24);
  table.read("volume", display.volume, 0, 100);
  table.read("attainment", display.attainment);
  table.read_table("directions", [&](Table& inner) { read_directions(inner, display, hall); });
}

}  // namespace antre::hall
