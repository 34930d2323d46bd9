// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages.hpp"

/// CSV as RFC 4180 has it, that a spreadsheet opens right (docs/reports.md says why it is so):
/// UTF-8 behind a byte order mark, comma, CRLF, ISO dates, '.' in numbers. Pure.
namespace antre::report {

/// What tells Excel that a file is UTF-8; LibreOffice and Python's utf-8-sig take it off.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A field of text that people wrote: quoted when it must be; one that a spreadsheet would take for
/// a formula ('=', '+', '-', '@', tab or a line's end at its start) gets an apostrophe before it.
/// Other control characters become blanks.
[[nodiscard]] std::string csv_text(std::string_view text);

/// A record of fields that are CSV already, with its CRLF.
[[nodiscard]] std::string csv_record(const std::vector<std::string>& fields);

/// "271.500": milliseconds as seconds.
[[nodiscard]] std::string csv_seconds(std::int64_t ms);

/// A whole file: mark, header, a record a row; times in seconds. Its last line has its CRLF.
/// Without the sum, which whoever adds the rows up would count twice.
[[nodiscard]] std::string report_csv(const ReportReply& report);

/// The register: one record a miss, in the order given; times with the hall's offset.
[[nodiscard]] std::string misses_csv(const std::vector<MissRow>& misses, int utc_offset_s);

}  // namespace antre::report
