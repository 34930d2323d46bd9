// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "hall/sections.hpp"
#include "hall/suggest.hpp"

namespace antre::hall {
namespace {

constexpr std::size_t kLongestPrefix = 4;  // more letters leave no room for the number on a ticket
constexpr std::size_t kMostServices = 64;
constexpr std::size_t kLongestStep = 40;
constexpr std::size_t kMostSteps = 20;
constexpr int kMostDueDays = 250;   // a year of working days
constexpr int kMostCounters = 999;  // more than any display can show or a voice can say

void check_prefix(Table& table, const std::string& id) {
  const int line = table.line("id");
  const bool letters =
      std::ranges::all_of(id, [](unsigned char letter) { return letter >= 'A' && letter <= 'Z'; });
  if (id.empty() || id.size() > kLongestPrefix || !letters) {
    table.report().error(line, fmt::format("service id \"{}\" is no prefix of a number; write one "
                                           "to {} capital letters, for example \"R\"",
                                           id, kLongestPrefix));
  } else if (id == "I" || id == "O") {
    table.report().warning(line, fmt::format("service id \"{}\" is easily read as {}; another "
                                             "letter would be safer",
                                             id, id == "I" ? '1' : '0'));
  }
}

void read_requirements(Table& table, ServiceSettings& service) {
  table.read_strings("requirements", [&](const std::string& word, int line) {
    const bool key_like = std::ranges::all_of(word, [](unsigned char letter) {
      return std::islower(letter) != 0 || letter == '-' || letter == '_';
    });
    const auto& known = known_requirements();
    if (word.empty() || word.find('\n') != std::string::npos ||
        (key_like && std::ranges::find(known, word) == known.end())) {
      table.report().error(
          line, fmt::format("requirement \"{}\" is not known; {} (the hall's own requirements are "
                            "written out, beginning with a capital letter)",
                            word, suggestion(word, known)));
      return;
    }
    service.requirements.push_back(word);
  });
}

StepSettings read_step(Table& table, const ServiceSettings& service) {
  StepSettings step;
  if (table.require("id", "id = \"received\"")) table.read("id", step.id);
  const bool word = !step.id.empty() && step.id.size() <= kLongestStep &&
                    std::ranges::all_of(step.id, [](unsigned char sign) {
                      return std::islower(sign) != 0 || std::isdigit(sign) != 0 || sign == '-';
                    });
  if (!word)
    table.report().error(table.line("id"),
                         fmt::format("step id \"{}\" is no word; write small letters, digits and "
                                     "'-', for example \"received\"",
                                     step.id));
  if (std::ranges::find(service.steps, step.id, &StepSettings::id) != service.steps.end())
    table.report().error(table.line("id"), fmt::format("step '{}' is given twice", step.id));
  if (table.require("name", "name = \"Diterima\"")) table.read("name", step.name);
  table.read("due_days", step.due_days, 0, kMostDueDays);
  return step;
}

void read_standard(Table& table, ServiceStandard& standard) {
  table.read("requirements", standard.requirements);
  table.read("procedure", standard.procedure);
  table.read("time", standard.time);
  table.read("cost", standard.cost);
  table.read("product", standard.product);
  table.read("complaints", standard.complaints);
}

// "Perpustakaan" of "Perpustakaan Daerah", for where there is little room.
Text first_words(const Text& name) {
  Text result;
  for (const auto& [language, text] : name) result[language] = text.substr(0, text.find(' '));
  return result;
}

ServiceSettings read_service(Table& table, const HallSettings& hall) {
  ServiceSettings service;
  service.target = hall.target;
  if (table.require("id", "id = \"R\" (the prefix of its numbers)")) {
    table.read("id", service.id.value);
    if (table.node("id")->is_string()) check_prefix(table, service.id.value);
  }
  if (table.require("name", "name = \"Perpustakaan\"")) table.read("name", service.name);
  service.short_name = first_words(service.name);
  table.read("short_name", service.short_name);
  table.read("description", service.description);
  table.read_word("icon", service.icon, known_icons());
  table.read("digits", service.digits, 1, 6);
  read_requirements(table, service);
  table.read("quota_per_day", service.quota_per_day, 0, 1'000'000);
  read_target(table, service.target);
  table.read_table("target", [&](Table& inner) { read_target(inner, service.target); });
  if (service.target != hall.target) {
    check_target(table.report(), table.line(), fmt::format("service '{}'", service.id.value),
                 service.target);
  }
  table.read_tables("step",
                    [&](Table& inner) { service.steps.push_back(read_step(inner, service)); });
  if (service.steps.size() == 1 || service.steps.size() > kMostSteps)
    table.report().error(table.line("step"),
                         fmt::format("service '{}' has {} steps; a case has 2 to {}, or none",
                                     service.id.value, service.steps.size(), kMostSteps));
  table.read_table("standard", [&](Table& inner) { read_standard(inner, service.standard); });
  return service;
}

std::vector<std::string> service_ids(const HallSettings& hall) {
  std::vector<std::string> ids;
  ids.reserve(hall.services.size());
  for (const ServiceSettings& service : hall.services) ids.push_back(service.id.value);
  return ids;
}

void read_counter_services(Table& table, std::string_view key, const HallSettings& hall,
                           const CounterSettings& counter, std::vector<ServiceId>& out) {
  table.read_strings(key, [&](const std::string& id, int line) {
    const ServiceId service{id};
    if (hall.service(service) == nullptr) {
      table.report().error(line,
                           fmt::format("counter {} serves '{}', which is no service of this "
                                       "hall; {}",
                                       counter.id.value, id, suggestion(id, service_ids(hall))));
    } else if (std::ranges::find(counter.primary, service) != counter.primary.end() ||
               std::ranges::find(counter.secondary, service) != counter.secondary.end()) {
      table.report().error(line, fmt::format("counter {} has service '{}' twice; give it once, "
                                             "primary or secondary",
                                             counter.id.value, id));
    } else {
      out.push_back(service);
    }
  });
}

Text counter_name(int id) {
  const auto text = [&](std::string_view word) { return fmt::format("{} {}", word, id); };
  return Text{{"id", text("Loket")}, {"en", text("Counter")}, {"jv", text("Loket")}};
}

CounterSettings read_counter(Table& table, const HallSettings& hall) {
  CounterSettings counter;
  if (table.require("id", "id = 1")) {
    table.read("id", counter.id.value, 1, kMostCounters);
  }
  counter.name = counter_name(counter.id.value);
  table.read("name", counter.name);
  if (table.require("primary", "primary = [\"R\"]")) {
    read_counter_services(table, "primary", hall, counter, counter.primary);
    const toml::node* node = table.node("primary");
    if (node->is_array() && node->as_array()->empty()) {
      table.report().error(table.line("primary"),
                           fmt::format("counter {} has no primary service; give at least one of "
                                       "the hall's services",
                                       counter.id.value));
    }
  }
  read_counter_services(table, "secondary", hall, counter, counter.secondary);
  return counter;
}

void warn_unserved(Report& report, const HallSettings& hall,
                   const std::vector<int>& service_lines) {
  for (std::size_t at = 0; at < hall.services.size(); ++at) {
    const ServiceId& id = hall.services[at].id;
    const bool served = std::ranges::any_of(hall.counters, [&](const CounterSettings& counter) {
      return std::ranges::find(counter.primary, id) != counter.primary.end();
    });
    if (!served) {
      report.warning(service_lines.at(at),
                     fmt::format("no counter has service '{}' as primary; add it to a counter's "
                                 "primary list, or its visitors wait for help from others",
                                 id.value));
    }
  }
}

std::vector<int> lines_of_services(Table& file) {
  std::vector<int> lines;
  const toml::node* node = file.node("service");
  if (node != nullptr && node->is_array()) {
    for (const toml::node& item : *node->as_array()) lines.push_back(line_of(item));
  }
  return lines;
}

}  // namespace

void read_services(Table& file, HallSettings& hall) {
  file.read_tables("service", [&](Table& table) {
    ServiceSettings service = read_service(table, hall);
    if (!service.id.value.empty() && hall.service(service.id) != nullptr) {
      table.report().error(table.line("id"), fmt::format("service id '{}' is given twice; each "
                                                         "service needs a prefix of its own",
                                                         service.id.value));
    }
    hall.services.push_back(std::move(service));
  });
  if (hall.services.size() > kMostServices) {
    file.report().error(1, fmt::format("the hall has {} services; it may have {}",
                                       hall.services.size(), kMostServices));
  }
  if (hall.services.empty() && !file.has("service")) {
    file.report().error(1, "the hall has no service; write at least [[service]] with id and name");
  }
}

void read_counters(Table& file, HallSettings& hall) {
  file.read_tables("counter", [&](Table& table) {
    CounterSettings counter = read_counter(table, hall);
    if (counter.id.value > 0 && hall.counter(counter.id) != nullptr) {
      table.report().error(table.line("id"), fmt::format("counter {} is given twice; each counter "
                                                         "needs a number of its own",
                                                         counter.id.value));
    }
    hall.counters.push_back(std::move(counter));
  });
  if (hall.counters.empty() && !file.has("counter")) {
    file.report().error(1,
                        "the hall has no counter; write at least [[counter]] with id and primary");
  }
  // With errors the lists may not match, and the errors come first anyway.
  if (!file.report().any_error()) warn_unserved(file.report(), hall, lines_of_services(file));
}

}  // namespace antre::hall
