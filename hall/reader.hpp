// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hall/hall_file.hpp"
#include "protocol/hall_settings.hpp"

/// Reading a TOML table key by key so that every mistake becomes a finding with its line. Private
/// to hall/.
namespace antre::hall {

/// Collects what is wrong with one file. Owned by `parse`.
class Report {
 public:
  explicit Report(std::string file) : file_(std::move(file)) {}

  void error(int line, std::string message) {
    findings_.push_back({file_, line, std::move(message), false});
    ++errors_;
  }
  void warning(int line, std::string message) {
    findings_.push_back({file_, line, std::move(message), true});
  }
  [[nodiscard]] bool any_error() const { return errors_ > 0; }
  /// The findings in order of line.
  [[nodiscard]] std::vector<Finding> take();

  /// The hall's languages, first the default; known once [hall] is read. Texts need them.
  std::vector<std::string> languages{"id"};

 private:
  std::string file_;
  std::vector<Finding> findings_;
  int errors_ = 0;
};

[[nodiscard]] int line_of(const toml::node& node);

/// One table of the file. Each `read` takes a key if it is there, leaves `out` as it is if not, and
/// remembers the key as known; `finish` reports every key that nobody asked for.
class Table {
 public:
  /// `name` as in the file: "[hall]", "[[service]]".
  Table(const toml::table& table, std::string name, Report& report);

  [[nodiscard]] bool has(std::string_view key);
  /// Like `has`, but a missing key is an error; `example` is what would be right.
  bool require(std::string_view key, std::string_view example);
  [[nodiscard]] int line() const { return line_; }
  /// Line of a key's value, or of the table when it is not there.
  [[nodiscard]] int line(std::string_view key) const;
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Report& report() { return report_; }

  void read(std::string_view key, std::string& out);
  void read(std::string_view key, bool& out);
  void read(std::string_view key, int& out, int least, int most);
  /// One text for all languages, or a table of language -> text. A language of the hall that is
  /// missing gets the first text given.
  void read(std::string_view key, Text& out);
  /// A word of `known`.
  void read_word(std::string_view key, std::string& out, const std::vector<std::string>& known);
  /// A list of strings, each given to `take` with its line.
  void read_strings(std::string_view key, const std::function<void(const std::string&, int)>& take);
  /// A list of whole numbers, each given to `take` with its line.
  void read_ints(std::string_view key, const std::function<void(int, int)>& take);
  /// A date, as text or as TOML's own: "2026-12-25".
  void read(std::string_view key, std::optional<Day>& out);
  /// The day that a value of `key` names; an error and nothing when it names none.
  std::optional<Day> day_of(std::string_view key, const toml::node& value, std::string_view wanted);
  /// A list of texts as `read` takes them.
  void read_texts(std::string_view key, std::vector<Text>& out);
  /// A table in this one, given to `take`, finished after it.
  void read_table(std::string_view key, const std::function<void(Table&)>& take);
  /// A list of tables ([[service]]), each given to `take` and finished after it.
  void read_tables(std::string_view key, const std::function<void(Table&)>& take);
  /// Every key of this table with its value; all count as known.
  void each(const std::function<void(const std::string&, const toml::node&)>& take);
  /// The value of a key, which counts as known; null when it is not there.
  const toml::node* node(std::string_view key);

  /// "[hall] name must be a text, for example "..."; it is a number".
  void wrong_type(std::string_view key, const toml::node& found, std::string_view wanted);

  void finish();

 private:
  std::optional<Text> text_of(std::string_view key, const toml::node& node);

  const toml::table& table_;
  std::string name_;
  Report& report_;
  int line_;
  std::vector<std::string> known_;
};

}  // namespace antre::hall
