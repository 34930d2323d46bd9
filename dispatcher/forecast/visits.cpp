// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/visits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <iterator>

namespace antre::forecast {
namespace {

constexpr std::string_view kHeader = "arrival_s,service,class,service_s";
constexpr std::string_view kPatience = ",patience_s";
constexpr std::size_t kMostFields = 5;
constexpr EngineMs kMsPerSecond = 1000;
// Thirty years: more is a mistake, and sums stay far from what fits.
constexpr double kLongestS = 1e9;
// What an error quotes of a line.
constexpr std::size_t kQuoted = 40;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Seconds as milliseconds. Plain decimals are rounded by their digits, halves up, so that no
/// binary fraction comes between; what else is a number ("1e3") by way of a double.
std::optional<EngineMs> milliseconds(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto part = text.substr(std::min(point + 1, text.size()));
  constexpr std::size_t kMostDigits = 9;  // of kLongestS
  if (!whole.empty() && whole.size() <= kMostDigits && all_digits(whole) && all_digits(part)) {
    EngineMs ms = 0;
    for (const char c : whole) ms = ms * 10 + (c - '0');
    for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < part.size() ? part[i] - '0' : 0);
    return part.size() > 3 && part[3] >= '5' ? ms + 1 : ms;
  }
  double seconds = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (!(seconds >= 0 && seconds <= kLongestS)) return std::nullopt;
  return std::llround(seconds * static_cast<double>(kMsPerSecond));
}

class Reader {
 public:
  Reader(const std::string& file, const HallSettings& hall) : file_(file), hall_(hall) {}

  Result<std::vector<Visit>> read(std::string_view csv) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // spreadsheets write one
    if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
    std::vector<Visit> visits;
    visits.reserve(static_cast<std::size_t>(std::ranges::count(csv, '\n')));
    while (!csv.empty()) {
      ++line_;
      const auto length = std::min(csv.find('\n'), csv.size());
      const auto text = trimmed(csv.substr(0, length));
      csv.remove_prefix(std::min(length + 1, csv.size()));
      if (line_ == 1) {
        if (!header(text)) return error(quoted(text) + " is no header", expected_header());
        continue;
      }
      if (text.empty()) continue;
      auto visit = row(text);
      if (!visit) return visit.error();
      if (!visits.empty() && visit->arrival_ms < visits.back().arrival_ms)
        return error("this visitor arrives before the one above",
                     "visits in the order of their arrival");
      visits.push_back(std::move(*visit));
    }
    if (line_ == 0) {
      line_ = 1;
      return error("the file is empty", expected_header());
    }
    return visits;
  }

 private:
  bool header(std::string_view text) {
    if (!text.starts_with(kHeader)) return false;
    text.remove_prefix(kHeader.size());
    patience_ = text == kPatience;
    return patience_ || text.empty();
  }

  Result<Visit> row(std::string_view text) {
    std::array<std::string_view, kMostFields> fields;
    const std::size_t wanted = patience_ ? kMostFields : kMostFields - 1;
    std::size_t n = 0;
    for (;;) {
      const auto comma = std::min(text.find(','), text.size());
      if (n < kMostFields) fields[n] = trimmed(text.substr(0, comma));
      ++n;
      if (comma == text.size()) break;
      text.remove_prefix(comma + 1);
    }
    if (n != wanted)
      return error(fmt::format("{} fields", n),
                   fmt::format("{}: {}{}", wanted, kHeader, patience_ ? kPatience : ""));
    return visit(fields);
  }

  Result<Visit> visit(const std::array<std::string_view, kMostFields>& fields) const {
    Visit visit;
    const auto arrival = milliseconds(fields[0]);
    if (!arrival) return not_seconds("arrival_s", fields[0]);
    visit.arrival_ms = *arrival;
    const auto service = std::ranges::find(
        hall_.services, fields[1], [](const auto& s) { return std::string_view{s.id.value}; });
    if (service == hall_.services.end())
      return error(fmt::format("the hall has no service {}", quoted(fields[1])), known_services());
    visit.service = service->id;
    if (fields[2] == "priority")
      visit.class_ = TicketClass::kPriority;
    else if (fields[2] != "regular")
      return error(fmt::format("there is no class {}", quoted(fields[2])), "regular or priority");
    const auto takes = milliseconds(fields[3]);
    if (!takes) return not_seconds("service_s", fields[3]);
    visit.service_ms = *takes;
    if (!fields[4].empty()) {
      visit.patience_ms = milliseconds(fields[4]);
      if (!visit.patience_ms) return not_seconds("patience_s", fields[4]);
    }
    return visit;
  }

  [[nodiscard]] Error error(const std::string& wrong, std::string_view expected) const {
    return Error{ErrorCode::kInvalid,
                 fmt::format("{}:{}: {}; expected {}", file_, line_, wrong, expected)};
  }
  [[nodiscard]] Error not_seconds(std::string_view column, std::string_view field) const {
    return error(fmt::format("{} is {}", column, quoted(field)),
                 "seconds from 0, for example 12.5");
  }
  static std::string expected_header() { return fmt::format("{}[{}]", kHeader, kPatience); }
  static std::string quoted(std::string_view text) {
    return fmt::format("'{}{}'", text.substr(0, kQuoted), text.size() > kQuoted ? "..." : "");
  }
  [[nodiscard]] std::string known_services() const {
    std::string known;
    for (const auto& service : hall_.services)
      known += (known.empty() ? "one of " : ", ") + service.id.value;
    return known;
  }

  const std::string& file_;
  const HallSettings& hall_;
  int line_ = 0;
  bool patience_ = false;
};

}  // namespace

Result<std::vector<Visit>> parse_visits(std::string_view csv, const std::string& file,
                                        const HallSettings& hall) {
  return Reader{file, hall}.read(csv);
}

Result<std::vector<Visit>> read_visits(const std::filesystem::path& path,
                                       const HallSettings& hall) {
  const auto failed = [&path] {
    return Error{ErrorCode::kIo, fmt::format("{} cannot be read", path.string())};
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return failed();
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed();
  const std::string csv{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  if (file.bad()) return failed();
  return parse_visits(csv, path.string(), hall);
}

std::string seconds_text(EngineMs ms) {
  std::string text = fmt::format("{}.{:03}", ms / kMsPerSecond, ms % kMsPerSecond);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace antre::forecast
