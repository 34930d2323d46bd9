// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/hall_settings.hpp"

/// The hall file (TOML): everything a hall may change. assets/hall/pst-jateng.toml shows every key.
namespace antre::hall {

/// One thing that is wrong, or (`warning`) allowed but likely to cause trouble.
struct Finding {
  std::string file;
  int line = 0;         ///< from 1
  std::string message;  ///< "what is wrong; what would be right"
  bool warning = false;
  bool operator==(const Finding&) const = default;
};

/// "hall.toml:12: unknown key 'nmae' in [hall]; did you mean 'name'?"
[[nodiscard]] std::string text(const Finding& finding);

/// What came of reading a hall file. `hall` is there when no finding is an error: a wrong file is
/// refused whole.
struct LoadResult {
  std::optional<HallSettings> hall;
  std::vector<Finding> findings;  ///< in order of line; warnings too

  explicit operator bool() const { return hall.has_value(); }
  /// All findings, one a line, errors and warnings; empty when there are none.
  [[nodiscard]] std::string text() const;
};

/// Reads and checks a hall file. A file that cannot be read is a finding too. Never throws for
/// what a file contains.
[[nodiscard]] LoadResult load(const std::filesystem::path& path);

/// The same for a text; `file` is the name that findings give.
[[nodiscard]] LoadResult parse(std::string_view toml, const std::string& file);

/// The words a hall file may use where it names one of ours: languages with a catalogue, icons,
/// requirements with a checkbox text, classes of visitors with priority.
[[nodiscard]] const std::vector<std::string>& known_languages();
[[nodiscard]] const std::vector<std::string>& known_icons();
[[nodiscard]] const std::vector<std::string>& known_requirements();
[[nodiscard]] const std::vector<std::string>& known_priority_classes();

}  // namespace antre::hall
