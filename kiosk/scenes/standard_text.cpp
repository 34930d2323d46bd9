// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes/standard_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace antre::kiosk {
namespace {

struct Heading {
  const char* key;
  const char* icon;
  Text ServiceStandard::*text;
};
constexpr std::array<Heading, 6> kHeadings{{
    {"kiosk.standard.requirements", "idcard", &ServiceStandard::requirements},
    {"kiosk.standard.procedure", "list", &ServiceStandard::procedure},
    {"kiosk.standard.time", "clock", &ServiceStandard::time},
    {"kiosk.standard.cost", "tag", &ServiceStandard::cost},
    {"kiosk.standard.product", "letter", &ServiceStandard::product},
    {"kiosk.standard.complaints", "complaint", &ServiceStandard::complaints},
}};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (end > from) {
      lines.push_back(text.substr(from, end - from));
    }
    from = end + 1;
  }
  return lines;
}

/// "1. Ambil nomor" without its number, which is given back; empty if there is none.
std::string take_number(std::string& line) {
  std::size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) {
    ++digits;
  }
  if (digits == 0 || line.compare(digits, 2, ". ") != 0) {
    return {};
  }
  std::string number = line.substr(0, digits);
  line.erase(0, digits + 2);
  return number;
}

/// "Tidak dipungut biaya / GRATIS": the last word is set apart, as on the published standard.
bool mark_free(std::string& text, const std::string& free) {
  if (free.size() < 3) {
    return false;
  }
  const std::string end = " / " + free.substr(1, free.size() - 2);
  if (!text.ends_with(end)) {
    return false;
  }
  text.replace(text.size() - end.size(), end.size(), " **" + free + "**");
  return true;
}

void append(Frame& frame, StandardSection& section, const StandardLayout& layout, std::string text,
            const std::string& mark, double width) {
  const double indent = mark.empty() ? 0 : layout.mark;
  if (mark_free(text, frame.words.text("kiosk.standard.free"))) {
    section.lines.push_back({mark, std::move(text), true, indent > 0});
    return;
  }
  const auto wrapped = ui::wrap(frame.canvas.measurer(), text, layout.body, width - indent);
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    section.lines.push_back({i == 0 ? mark : std::string(), wrapped[i], false, indent > 0});
  }
}

std::vector<StandardSection> sections_of(Frame& frame, const ServiceSettings& service,
                                         const StandardLayout& layout, double width) {
  std::vector<StandardSection> sections;
  for (const Heading& heading : kHeadings) {
    auto lines = lines_of(frame.text(service.standard.*heading.text));
    if (lines.empty()) {
      continue;
    }
    StandardSection section{heading.icon, frame.words.text(heading.key), {}, false};
    const bool several = lines.size() > 1;
    for (std::string& line : lines) {
      std::string mark = take_number(line);
      if (mark.empty() && several) {
        mark = "•";
      }
      append(frame, section, layout, std::move(line), mark, width);
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace

StandardLayout standard_layout(const Frame& frame) {
  StandardLayout layout;
  layout.heading = frame.large ? ui::TextStyle{ui::Font::kDisplaySemiBold, 40, 52}
                               : ui::TextStyle{ui::Font::kDisplaySemiBold, 34, 44};
  layout.body = frame.large ? frame.type.body.with_size(32, 42) : frame.type.body.with_size(28, 38);
  if (frame.wide) {
    layout.above = 14;
    layout.below = 14;
  }
  return layout;
}

std::vector<std::vector<StandardSection>> standard_pages(Frame& frame,
                                                         const ServiceSettings& service,
                                                         double width, double height) {
  const StandardLayout layout = standard_layout(frame);
  const double around = layout.above + layout.heading.line + layout.below;
  std::vector<std::vector<StandardSection>> pages(1);
  double left = height;
  for (StandardSection& section : sections_of(frame, service, layout, width - layout.indent)) {
    std::vector<StandardLine> lines = std::exchange(section.lines, {});
    std::size_t done = 0;
    while (done < lines.size()) {
      const double room = (left - around) / layout.body.line;
      const auto fitting = room < 1 ? std::size_t{0} : static_cast<std::size_t>(room);
      const std::size_t rest = lines.size() - done;
      // A section goes whole to the next page, unless it is longer than a page.
      const bool whole = fitting >= rest;
      if (!whole && !pages.back().empty()) {
        pages.emplace_back();
        left = height;
        continue;
      }
      const std::size_t take = std::max<std::size_t>(1, std::min(fitting, rest));
      StandardSection part{section.icon, section.heading, {}, done > 0};
      part.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(done),
                        lines.begin() + static_cast<std::ptrdiff_t>(done + take));
      left -= around + static_cast<double>(take) * layout.body.line;
      done += take;
      pages.back().push_back(std::move(part));
    }
  }
  return pages;
}

}  // namespace antre::kiosk
