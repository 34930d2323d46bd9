// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/sheet.hpp"

namespace antre::report {

struct Column {
  std::string title;
  double share = 1;  ///< of the width, beside the others' shares
  Align align = Align::kLeft;
};

/// A table that goes on over pages, its head repeated on each; cells wrap. Rows are drawn as they
/// come, so that a long one is never held.
class Table {
 public:
  Table(Sheet& sheet, std::vector<Column> columns);

  /// A cell a column. A row is never torn between pages.
  void row(const std::vector<std::string>& cells, Weight weight = Weight::kRegular);
  /// Leaves the gap below it.
  void end();

 private:
  void head();
  [[nodiscard]] double height_of(const std::vector<std::string>& cells, const Style& style) const;
  void draw(const std::vector<std::string>& cells, const Style& style, double height);

  Sheet& sheet_;
  std::vector<Column> columns_;
  std::vector<double> widths_;
  bool begun_ = false;
};

}  // namespace antre::report
