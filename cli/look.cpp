// SPDX-License-Identifier: Apache-2.0
#include "cli/look.hpp"

#include <glib.h>

#include <algorithm>
#include <utility>

namespace antre::cli {
namespace {

constexpr char kEscape = '\x1b';
constexpr std::string_view kPlainAgain = "\x1b[0m";

/// What stands at the beginning of a text: how many bytes, and how many columns they take.
struct Letter {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

Letter first_letter(std::string_view text) {
  if (text.front() == kEscape) {
    // A colour, as `paint` writes it.
    const auto end = text.find('m');
    return {end == std::string_view::npos ? text.size() : end + 1, 0};
  }
  const gunichar letter = g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
  constexpr gunichar kWrong = 0x8000'0000U;
  if (letter >= kWrong) return {};
  const auto bytes = static_cast<std::size_t>(g_unichar_to_utf8(letter, nullptr));
  if (g_unichar_iszerowidth(letter) != 0) return {bytes, 0};
  return {bytes, g_unichar_iswide(letter) != 0 ? std::size_t{2} : std::size_t{1}};
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    longest = std::max(longest, width_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

using Row = std::vector<std::string>;
using Widths = std::vector<std::size_t>;
constexpr std::size_t kGap = 2;

std::size_t total(const Widths& widths) {
  std::size_t sum = 0;
  for (const std::size_t width : widths) sum += width + kGap;
  return sum - std::min(sum, kGap);
}

/// Takes from the widest column that can be narrower until all fit; false when they do not.
bool narrow(Widths& widths, const Widths& least, std::size_t columns) {
  while (total(widths) > columns) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] > least[i] && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
    }
    if (widest == nullptr) return false;
    --*widest;
  }
  return true;
}

void end_line(std::string& text, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  if (!text.empty()) text += '\n';
  text += line;
}

void add_row(std::string& text, const Row& row, const Widths& widths) {
  std::vector<std::vector<std::string>> cells;
  cells.reserve(row.size());
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back(wrapped_lines(row[i], widths[i]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string part = at < cells[i].size() ? cells[i][at] : "";
      const std::size_t width = width_of(part);
      line += part;
      line.append(widths[i] - std::min(width, widths[i]) + kGap, ' ');
    }
    end_line(text, std::move(line));
  }
}

/// A paragraph a row, "Heading: cell" a line.
std::string paragraphs(const std::vector<Row>& rows, const Look& look) {
  std::string text;
  for (std::size_t at = 1; at < rows.size(); ++at) {
    if (at > 1) text += '\n';
    for (std::size_t i = 0; i < rows[at].size(); ++i) {
      if (rows[at][i].empty()) continue;
      const std::string& name = i < rows[0].size() ? rows[0][i] : "";
      const std::string line = name.empty() ? rows[at][i] : name + ": " + rows[at][i];
      for (std::string& part : wrapped_lines(line, static_cast<std::size_t>(look.columns)))
        end_line(text, std::move(part));
    }
  }
  return text;
}

}  // namespace

std::string paint(std::string_view text, Tone tone, const Look& look) {
  if (!look.colour || tone == Tone::kPlain || text.empty()) return std::string{text};
  // The terminal's own palette: its user has chosen one that can be read.
  std::string painted = tone == Tone::kStrong ? "\x1b[1m"
                        : tone == Tone::kRed  ? "\x1b[1;31m"
                                              : "\x1b[33m";
  painted += text;
  return painted += kPlainAgain;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    width += letter.columns;
    text.remove_prefix(letter.bytes);
  }
  return width;
}

std::string cut(std::string_view text, std::size_t columns) {
  std::string result;
  std::size_t width = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (width + letter.columns > columns) break;
    width += letter.columns;
    result += text.substr(0, letter.bytes);
    text.remove_prefix(letter.bytes);
  }
  return result;
}

std::vector<std::string> wrapped_lines(std::string_view text, std::size_t columns) {
  if (columns == 0 || width_of(text) <= columns) return {std::string{text}};
  const auto indent = std::min(text.find_first_not_of(' '), text.size());
  const std::string blanks(indent < columns / 2 ? indent : 0, ' ');
  std::vector<std::string> lines;
  std::string line{text.substr(0, indent)};
  bool empty = true;
  std::string_view rest = text.substr(indent);
  std::size_t gap = 0;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (!empty && width_of(line) + gap + width_of(word) > columns) {
      lines.push_back(std::exchange(line, blanks));
      gap = 0;
    }
    line.append(gap, ' ').append(word);
    empty = false;
    rest.remove_prefix(end);
    gap = std::min(rest.find_first_not_of(' '), rest.size());
    rest.remove_prefix(gap);
  }
  lines.push_back(std::move(line));
  return lines;
}

std::string wrapped(std::string_view text, std::size_t columns) {
  std::string result;
  for (;;) {
    const auto end = std::min(text.find('\n'), text.size());
    bool first = true;
    for (const std::string& line : wrapped_lines(text.substr(0, end), columns)) {
      if (!std::exchange(first, false)) result += '\n';
      result += line;
    }
    if (end == text.size()) return result;
    result += '\n';
    text.remove_prefix(end + 1);
  }
}

std::string table(const std::vector<std::vector<std::string>>& rows, const Look& look) {
  Widths widths;
  Widths least;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    least.resize(widths.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(row[i]));
      least[i] = std::max(least[i], longest_word(row[i]));
    }
  }
  if (look.columns > 0 && !narrow(widths, least, static_cast<std::size_t>(look.columns)))
    return paragraphs(rows, look);
  std::string text;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at > 0 || !look.colour) {
      add_row(text, rows[at], widths);
      continue;
    }
    Row heading = rows[at];
    for (std::string& name : heading) name = paint(name, Tone::kStrong, look);
    add_row(text, heading, widths);
  }
  return text;
}

}  // namespace antre::cli
