// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace antre::report {
namespace {

constexpr double kPad = 3;
constexpr double kSidePad = 4.5;
constexpr Style kHead{7, Weight::kSemiBold, kInk2};
constexpr double kBody = 8;

std::vector<std::string> titles_of(const std::vector<Column>& columns) {
  std::vector<std::string> titles;
  titles.reserve(columns.size());
  for (const auto& column : columns) titles.push_back(column.title);
  return titles;
}

}  // namespace

Table::Table(Sheet& sheet, std::vector<Column> columns)
    : sheet_(sheet), columns_(std::move(columns)) {
  const double shares =
      std::accumulate(columns_.begin(), columns_.end(), 0.0,
                      [](double sum, const Column& column) { return sum + column.share; });
  for (const auto& column : columns_) widths_.push_back(Sheet::kInner * column.share / shares);
}

double Table::height_of(const std::vector<std::string>& cells, const Style& style) const {
  double height = 0;
  for (std::size_t i = 0; i < cells.size() && i < widths_.size(); ++i)
    height = std::max(height, sheet_.text_height(cells[i], style, widths_[i] - 2 * kSidePad));
  return height + 2 * kPad;
}

void Table::draw(const std::vector<std::string>& cells, const Style& style, double height) {
  double x = Sheet::kMargin;
  for (std::size_t i = 0; i < cells.size() && i < widths_.size(); ++i) {
    sheet_.text(cells[i], style, {x + kSidePad, sheet_.y() + kPad, widths_[i] - 2 * kSidePad, 0},
                columns_[i].align);
    x += widths_[i];
  }
  sheet_.go_down(height);
}

void Table::head() {
  const auto titles = titles_of(columns_);
  const double height = height_of(titles, kHead);
  sheet_.fill({Sheet::kMargin, sheet_.y(), Sheet::kInner, height}, kTint);
  draw(titles, kHead, height);
  sheet_.rule(Sheet::kMargin, sheet_.y(), Sheet::kInner, kAccent, 0.8);
}

void Table::row(const std::vector<std::string>& cells, Weight weight) {
  const Style style{kBody, weight, kInk};
  const double height = height_of(cells, style);
  const double head_height = height_of(titles_of(columns_), kHead);
  const bool turned = sheet_.need(height + (begun_ ? 0 : head_height));
  if (turned || !begun_) head();
  begun_ = true;
  draw(cells, style, height);
  sheet_.rule(Sheet::kMargin, sheet_.y(), Sheet::kInner, kLine);
}

void Table::end() {
  constexpr double kBelow = 8;
  if (begun_) sheet_.go_down(kBelow);
}

}  // namespace antre::report
