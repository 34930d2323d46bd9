// SPDX-License-Identifier: Apache-2.0
#include "hall/hall_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <system_error>

#include "hall/reader.hpp"
#include "hall/sections.hpp"

namespace antre::hall {
namespace {

// Far more than a hall with every text in three languages needs; stops a wrong path to a disk
// image.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{1024} * 1024;

constexpr int kCenturyDays = 36'525;  // nothing is kept longer than that by a rule

void read_file(const toml::table& document, HallSettings& hall, Report& report) {
  Table file{document, "", report};
  if (!file.has("hall")) {
    report.error(1, "the file has no [hall]; write at least [hall] with id, name and time_zone");
  }
  file.read_table("hall", [&](Table& table) { read_hall(table, hall); });
  file.read_table("hours", [&](Table& table) { read_hours(table, hall.hours); });
  file.read_table("target", [&](Table& table) {
    read_target(table, hall.target);
    check_target(report, table.line(), "[target]", hall.target);
  });
  file.read_table("selection", [&](Table& table) { read_selection(table, hall.selection); });
  file.read_table("calling", [&](Table& table) { read_calling(table, hall.calling); });
  read_services(file, hall);
  read_counters(file, hall);
  file.read_table("kiosk", [&](Table& table) { read_kiosk(table, hall.kiosk); });
  file.read_table("printer", [&](Table& table) { read_printer(table, hall.printer); });
  file.read_table("display", [&](Table& table) { read_display(table, hall.display, hall); });
  file.read_table("desk", [&](Table& table) { read_desk(table, hall.desk); });
  file.read_table("survey", [&](Table& table) { read_survey(table, hall.survey); });
  file.read_table("look", [&](Table& table) { read_look(table, hall.look); });
  file.read_table("retention", [&](Table& table) {
    table.read("guest_book_days", hall.retention.guest_book_days, 0, kCenturyDays);
    table.read("notes_days", hall.retention.notes_days, 0, kCenturyDays);
  });
  file.read_table("storage", [&](Table& table) {
    table.read("reserve_mib", hall.storage.reserve_mib, 0, 1024 * 1024);
  });
  file.finish();
}

LoadResult unreadable(const std::string& file, const std::string& why) {
  return LoadResult{std::nullopt, {{file, 0, why, false}}};
}

}  // namespace

std::string text(const Finding& finding) {
  const std::string place =
      finding.line > 0 ? fmt::format("{}:{}", finding.file, finding.line) : finding.file;
  return fmt::format("{}: {}{}", place, finding.warning ? "warning: " : "", finding.message);
}

std::string LoadResult::text() const {
  std::string lines;
  for (const Finding& finding : findings) {
    if (!lines.empty()) lines += '\n';
    lines += hall::text(finding);
  }
  return lines;
}

LoadResult parse(std::string_view toml, const std::string& file) {
  Report report{file};
  HallSettings hall;
  try {
    const toml::table document = toml::parse(toml, std::string_view{file});
    read_file(document, hall, report);
  } catch (const toml::parse_error& error) {
    report.error(static_cast<int>(error.source().begin.line),
                 fmt::format("this is not TOML: {}; see https://toml.io for the format",
                             error.description()));
  }
  LoadResult result;
  if (!report.any_error()) result.hall = std::move(hall);
  result.findings = report.take();
  return result;
}

LoadResult load(const std::filesystem::path& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  if (failed) {
    return unreadable(path.string(), fmt::format("cannot be read ({}); give the path of a hall "
                                                 "file, for example assets/hall/pst-jateng.toml",
                                                 failed.message()));
  }
  if (size > kLargestFile) {
    return unreadable(path.string(), "is larger than 1 MiB; this is not a hall file");
  }
  const std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  if (in) bytes << in.rdbuf();
  if (!in || !bytes) {
    return unreadable(path.string(), "cannot be read; may this user read it?");
  }
  return parse(bytes.str(), path.string());
}

}  // namespace antre::hall
