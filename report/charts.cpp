// SPDX-License-Identifier: Apache-2.0
#include "report/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/figures.hpp"

namespace antre::report {
namespace {

constexpr double kPlot = 92;       // height of the bars' field
constexpr double kAbove = 26;      // legend, and the figures above the highest bar
constexpr double kBelow = 22;      // labels
constexpr double kAxisWidth = 34;  // figures of the axis
constexpr int kParts = 4;
constexpr std::size_t kTicks = kParts + 1;
using Ticks = std::array<std::string, kTicks>;
constexpr double kFill = 0.68;     // of a bar's place
constexpr double kWidestBar = 26;  // a single day is no wall
constexpr Style kTick{6.5, Weight::kRegular, kInk2};
constexpr Style kValue{6, Weight::kSemiBold, kInk};

struct Plot {
  Box field;
  double place = 0;  ///< width of a bar with its gap
  double bar = 0;
};

/// Room for an upright chart: axis, grid and where its bars go.
Plot begin(Sheet& sheet, std::size_t bars, const Ticks& ticks) {
  sheet.need(kAbove + kPlot + kBelow);
  Plot plot;
  plot.field = {Sheet::kMargin + kAxisWidth, sheet.y() + kAbove, Sheet::kInner - kAxisWidth, kPlot};
  plot.place = plot.field.width / static_cast<double>(std::max<std::size_t>(bars, 1));
  plot.bar = std::min(plot.place * kFill, kWidestBar);
  for (std::size_t part = 0; part < kTicks; ++part) {
    const double y = plot.field.y + kPlot - kPlot * static_cast<double>(part) / kParts;
    sheet.rule(plot.field.x, y, plot.field.width, part == 0 ? kInk2 : kLine);
    sheet.text(ticks.at(part), kTick, {Sheet::kMargin, y - 4.5, kAxisWidth - 5, 0}, Align::kRight);
  }
  return plot;
}

Box bar_box(const Plot& plot, std::size_t index, double from, double to) {
  const double x =
      plot.field.x + plot.place * static_cast<double>(index) + (plot.place - plot.bar) / 2;
  const double bottom = plot.field.y + kPlot;
  return {x, bottom - to * kPlot, plot.bar, (to - from) * kPlot};
}

/// A text under or above a bar, centred; wider than the bar's place it stands over its neighbours'.
void centred(Sheet& sheet, const Plot& plot, std::size_t index, double y, const std::string& text,
             const Style& style) {
  if (text.empty()) return;
  const double middle = plot.field.x + plot.place * (static_cast<double>(index) + 0.5);
  const double width = sheet.text_width(text, style) + 2;
  sheet.text(text, style, {middle - width / 2, y, width, 0}, Align::kCentre);
}

/// Every so-manieth label, so that none stands over another.
std::size_t stride(Sheet& sheet, const Plot& plot, double widest) {
  (void)sheet;
  std::size_t every = 1;
  while (plot.place * static_cast<double>(every) < widest + 4) ++every;
  return every;
}

enum class Sign { kFilled, kStriped, kOutlined };

void legend(Sheet& sheet, const Plot& plot,
            const std::vector<std::pair<Sign, std::string>>& entries) {
  double x = plot.field.x;
  const double y = plot.field.y - kAbove + 1;
  constexpr double kSide = 7;
  for (const auto& [sign, text] : entries) {
    const Box box{x, y + 1, kSide, kSide};
    if (sign == Sign::kFilled) sheet.fill(box, kAccent);
    if (sign == Sign::kStriped) sheet.hatch(box, kRed);
    if (sign == Sign::kOutlined) sheet.outline(box, kAccent, 0.9);
    const double width = sheet.text_width(text, kTick) + 1;
    sheet.text(text, kTick, {x + kSide + 4, y, width + 4, 0});
    x += kSide + width + 20;
  }
}

template <class Bar>
void labels(Sheet& sheet, const Plot& plot, const std::vector<Bar>& bars) {
  double widest = 0;
  for (const auto& bar : bars) widest = std::max(widest, sheet.text_width(bar.label, kTick));
  const auto every = stride(sheet, plot, widest);
  for (std::size_t i = 0; i < bars.size(); i += every)
    centred(sheet, plot, i, plot.field.y + kPlot + 3, bars[i].label, kTick);
  sheet.go_down(kAbove + kPlot + kBelow);
}

}  // namespace

void share_chart(Sheet& sheet, const std::vector<ShareBar>& bars, const std::string& met,
                 const std::string& missed) {
  const auto plot = begin(sheet, bars.size(), {"0 %", "25 %", "50 %", "75 %", "100 %"});
  legend(sheet, plot, {{Sign::kFilled, met}, {Sign::kStriped, missed}});
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const auto clocks = bars[i].met + bars[i].missed;
    if (clocks == 0) {
      centred(sheet, plot, i, plot.field.y + kPlot - 9, "–", kTick);
      continue;
    }
    const double share = static_cast<double>(bars[i].met) / static_cast<double>(clocks);
    if (bars[i].met > 0) sheet.fill(bar_box(plot, i, 0, share), kAccent);
    if (bars[i].missed == 0) continue;
    // One miss in ten thousand is still to be seen.
    constexpr double kThinnest = 0.02;
    sheet.hatch(bar_box(plot, i, std::min(share, 1 - kThinnest), 1), kRed);
    centred(sheet, plot, i, plot.field.y - 9, fmt::format("{}", bars[i].missed), kValue);
  }
  labels(sheet, plot, bars);
}

void spread_chart(Sheet& sheet, const std::vector<SpreadBar>& bars, const std::string& median,
                  const std::string& p90,
                  const std::function<std::string(std::int64_t)>& duration) {
  std::int64_t most = 0;
  for (const auto& bar : bars) most = std::max({most, bar.median_ms, bar.p90_ms});
  const auto top = round_top_ms(most);
  Ticks ticks;
  for (std::size_t part = 0; part < kTicks; ++part)
    ticks.at(part) = duration(top * static_cast<std::int64_t>(part) / kParts);
  const auto plot = begin(sheet, bars.size(), ticks);
  legend(sheet, plot, {{Sign::kFilled, median}, {Sign::kOutlined, p90}});
  const auto share = [top](std::int64_t ms) {
    return static_cast<double>(ms) / static_cast<double>(top);
  };
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const auto& bar = bars[i];
    sheet.fill(bar_box(plot, i, 0, share(bar.median_ms)), kAccent);
    const auto high = bar_box(plot, i, 0, share(std::max(bar.p90_ms, bar.median_ms)));
    sheet.outline(high, kAccent, 0.9);
    const auto text = fmt::format("{} · {}", duration(bar.median_ms), duration(bar.p90_ms));
    if (sheet.text_width(text, kValue) < plot.place)
      centred(sheet, plot, i, high.y - 9, text, kValue);
    else
      centred(sheet, plot, i, high.y - 9, duration(bar.p90_ms), kValue);
  }
  labels(sheet, plot, bars);
}

void count_chart(Sheet& sheet, const std::vector<CountBar>& bars) {
  constexpr double kRow = 14;
  constexpr double kLabel = 170;
  constexpr double kValueWidth = 110;
  constexpr Style kName{8, Weight::kRegular, kInk};
  std::int64_t most = 1;
  for (const auto& bar : bars) most = std::max(most, bar.count);
  const double widest = Sheet::kInner - kLabel - kValueWidth;
  for (const auto& bar : bars) {
    const double height = std::max(kRow, sheet.text_height(bar.label, kName, kLabel - 8) + 3);
    sheet.need(height);
    sheet.text(bar.label, kName, {Sheet::kMargin, sheet.y() + 1, kLabel - 8, 0});
    const double width = widest * static_cast<double>(bar.count) / static_cast<double>(most);
    const double x = Sheet::kMargin + kLabel;
    if (bar.count > 0) sheet.fill({x, sheet.y() + 2, width, kRow - 5}, kAccent);
    sheet.rule(x, sheet.y() + kRow - 3, widest, kLine);
    sheet.text(bar.value, kTick, {x + width + 5, sheet.y() + 2, kValueWidth, 0});
    sheet.go_down(height);
  }
  constexpr double kGap = 8;
  sheet.go_down(kGap);
}

}  // namespace antre::report
