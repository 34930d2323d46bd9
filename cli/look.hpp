// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How text is laid out for who reads it. Pure. Text is UTF-8; widths are columns of a terminal.
namespace antre::cli {

/// What a text is written for. As it begins: a pipe, nothing wrapped, no colours.
struct Look {
  bool colour = false;
  int columns = 0;  ///< of the terminal; 0: as long as it is
};

/// What a text is about. Colour never says anything that the words do not.
enum class Tone { kPlain, kStrong, kAmber, kRed };

/// `text` in the colours of a terminal, where there are any. Tables and widths know of them.
[[nodiscard]] std::string paint(std::string_view text, Tone tone, const Look& look);

/// Columns that a text takes: letters of two columns, marks above others and colours are counted as
/// what they are. Bytes that are no UTF-8 count one each.
[[nodiscard]] std::size_t width_of(std::string_view text);
/// The beginning of a text that takes `columns` at most.
[[nodiscard]] std::string cut(std::string_view text, std::size_t columns);
/// Lines of `columns` at most, broken between words only: a longer word has a line of its own. Gaps
/// within a line, and its indent, stay; what goes on is indented likewise. 0: as it is.
[[nodiscard]] std::vector<std::string> wrapped_lines(std::string_view text, std::size_t columns);
/// Every line of `text` wrapped.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns);

/// Rows of cells as aligned columns; the first row is the heading. No trailing blanks. Where the
/// terminal is too narrow long cells go on in their column, and where that does not help each row
/// becomes a paragraph with a line a cell.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows,
                                const Look& look = {});

}  // namespace antre::cli
