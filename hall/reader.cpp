// SPDX-License-Identifier: Apache-2.0
#include "hall/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "hall/suggest.hpp"
#include "protocol/time.hpp"

namespace antre::hall {
namespace {

constexpr std::size_t kLongestText = 2000;  // a page of a service's standard, at most

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number with a point";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

}  // namespace

int line_of(const toml::node& node) {
  return static_cast<int>(node.source().begin.line);
}

std::vector<Finding> Report::take() {
  std::ranges::stable_sort(findings_, {}, &Finding::line);
  return std::move(findings_);
}

Table::Table(const toml::table& table, std::string name, Report& report)
    : table_(table), name_(std::move(name)), report_(report), line_(std::max(1, line_of(table))) {}

const toml::node* Table::node(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  return table_.get(key);
}

bool Table::has(std::string_view key) {
  return node(key) != nullptr;
}

bool Table::require(std::string_view key, std::string_view example) {
  if (has(key)) return true;
  report_.error(line_, fmt::format("{} has no '{}'; write for example {}", name_, key, example));
  return false;
}

int Table::line(std::string_view key) const {
  const toml::node* found = table_.get(key);
  return found == nullptr ? line_ : line_of(*found);
}

void Table::wrong_type(std::string_view key, const toml::node& found, std::string_view wanted) {
  report_.error(line_of(found), fmt::format("'{}' in {} is {}; it must be {}", key, name_,
                                            type_name(found), wanted));
}

void Table::read(std::string_view key, std::string& out) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* value = found->as_string();
  if (value == nullptr) return wrong_type(key, *found, "a text in quotes");
  out = value->get();
}

void Table::read(std::string_view key, bool& out) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* value = found->as_boolean();
  if (value == nullptr) return wrong_type(key, *found, "true or false, without quotes");
  out = value->get();
}

void Table::read(std::string_view key, int& out, int least, int most) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* value = found->as_integer();
  if (value == nullptr) {
    return wrong_type(key, *found, fmt::format("a whole number from {} to {}", least, most));
  }
  if (value->get() < least || value->get() > most) {
    report_.error(line_of(*found), fmt::format("'{}' in {} is {}; it must be from {} to {}", key,
                                               name_, value->get(), least, most));
    return;
  }
  out = static_cast<int>(value->get());
}

std::optional<Text> Table::text_of(std::string_view key, const toml::node& node) {
  const auto too_long = [&](const toml::node& value, const std::string& text) {
    if (text.size() <= kLongestText) return false;
    report_.error(line_of(value), fmt::format("'{}' in {} has {} bytes; it may have {}", key, name_,
                                              text.size(), kLongestText));
    return true;
  };
  Text result;
  if (const auto* value = node.as_string()) {
    if (too_long(node, value->get())) return std::nullopt;
    for (const std::string& language : report_.languages) result[language] = value->get();
    return result;
  }
  const auto* by_language = node.as_table();
  if (by_language == nullptr) {
    wrong_type(key, node, "a text in quotes, or one for each language: { id = \"...\" }");
    return std::nullopt;
  }
  const std::string* first = nullptr;
  auto first_at = toml::source_position{~0U, ~0U};
  for (const auto& [language, value] : *by_language) {
    const auto* text = value.as_string();
    if (std::ranges::find(known_languages(), language.str()) == known_languages().end()) {
      report_.error(line_of(value), fmt::format("'{}' in {} is given in '{}', which is no language "
                                                "that Antre speaks; {}",
                                                key, name_, language.str(),
                                                suggestion(language.str(), known_languages())));
    } else if (text == nullptr) {
      wrong_type(fmt::format("{}.{}", key, language.str()), value, "a text in quotes");
    } else if (!too_long(value, text->get())) {
      result[std::string{language.str()}] = text->get();
      if (value.source().begin < first_at) {
        first_at = value.source().begin;
        first = &text->get();
      }
    }
  }
  if (first == nullptr) {
    if (by_language->empty()) {
      report_.error(line_of(node), fmt::format("'{}' in {} has no text in any language; write for "
                                               "example {} = {{ {} = \"...\" }}",
                                               key, name_, key, report_.languages.front()));
    }
    return std::nullopt;
  }
  for (const std::string& language : report_.languages) result.try_emplace(language, *first);
  return result;
}

void Table::read(std::string_view key, Text& out) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  if (auto text = text_of(key, *found)) out = std::move(*text);
}

void Table::read_word(std::string_view key, std::string& out,
                      const std::vector<std::string>& known) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* value = found->as_string();
  if (value == nullptr) return wrong_type(key, *found, "a text in quotes");
  const std::string& word = value->get();
  if (std::ranges::find(known, word) == known.end()) {
    report_.error(line_of(*found), fmt::format("'{}' in {} is \"{}\", which is not known; {}", key,
                                               name_, word, suggestion(word, known)));
    return;
  }
  out = word;
}

void Table::read_strings(std::string_view key,
                         const std::function<void(const std::string&, int)>& take) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* list = found->as_array();
  if (list == nullptr) return wrong_type(key, *found, R"(a list of texts: ["...", "..."])");
  for (const toml::node& item : *list) {
    if (const auto* value = item.as_string()) {
      take(value->get(), line_of(item));
    } else {
      wrong_type(key, item, R"(a list of texts: ["...", "..."])");
    }
  }
}

void Table::read_ints(std::string_view key, const std::function<void(int, int)>& take) {
  constexpr std::string_view kWanted = "a list of whole numbers: [1, 2]";
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* list = found->as_array();
  if (list == nullptr) return wrong_type(key, *found, kWanted);
  for (const toml::node& item : *list) {
    const auto* value = item.as_integer();
    if (value != nullptr && std::in_range<int>(value->get())) {
      take(static_cast<int>(value->get()), line_of(item));
    } else {
      wrong_type(key, item, kWanted);
    }
  }
}

void Table::read(std::string_view key, std::optional<Day>& out) {
  if (const toml::node* found = node(key)) out = day_of(key, *found, "a date: \"2026-12-25\"");
}

std::optional<Day> Table::day_of(std::string_view key, const toml::node& value,
                                 std::string_view wanted) {
  std::string written;
  if (const auto* text = value.as_string()) {
    written = text->get();
  } else if (const auto* date = value.as_date()) {
    written =
        fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  } else {
    wrong_type(key, value, wanted);
    return std::nullopt;
  }
  const auto day = parse_day(written);
  if (!day)
    report_.error(line_of(value), fmt::format("\"{}\" in {} is no date; write it as "
                                              "\"2026-12-25\" (year-month-day)",
                                              written, key));
  return day;
}

void Table::read_texts(std::string_view key, std::vector<Text>& out) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* list = found->as_array();
  if (list == nullptr)
    return wrong_type(key, *found, R"(a list of texts: ["...", { id = "..." }])");
  out.clear();
  for (const toml::node& item : *list) {
    if (auto text = text_of(key, item)) out.push_back(std::move(*text));
  }
}

void Table::read_table(std::string_view key, const std::function<void(Table&)>& take) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* inner = found->as_table();
  if (inner == nullptr) return wrong_type(key, *found, fmt::format("a table: [{}]", key));
  const bool top = name_.empty();
  const std::string outer = top ? "" : name_.substr(name_.find_first_not_of('['));
  const std::string path = top ? "" : outer.substr(0, outer.find(']')) + ".";
  Table table{*inner, fmt::format("[{}{}]", path, key), report_};
  take(table);
  table.finish();
}

void Table::read_tables(std::string_view key, const std::function<void(Table&)>& take) {
  const toml::node* found = node(key);
  if (found == nullptr) return;
  const auto* list = found->as_array();
  if (list == nullptr) {
    return wrong_type(key, *found, fmt::format("begun with double brackets: [[{}]]", key));
  }
  for (const toml::node& item : *list) {
    const auto* inner = item.as_table();
    if (inner == nullptr) {
      wrong_type(key, item, fmt::format("begun with double brackets: [[{}]]", key));
      continue;
    }
    Table table{*inner, fmt::format("[[{}]]", key), report_};
    take(table);
    table.finish();
  }
}

void Table::each(const std::function<void(const std::string&, const toml::node&)>& take) {
  for (const auto& [key, value] : table_) {
    const std::string name{key.str()};
    known_.push_back(name);
    take(name, value);
  }
}

void Table::finish() {
  for (const auto& [key, value] : table_) {
    if (std::ranges::find(known_, key.str()) != known_.end()) continue;
    const std::string place = name_.empty() ? "the file" : name_;
    report_.error(
        static_cast<int>(key.source().begin.line),
        fmt::format("unknown key '{}' in {}; {}", key.str(), place, suggestion(key.str(), known_)));
  }
}

}  // namespace antre::hall
