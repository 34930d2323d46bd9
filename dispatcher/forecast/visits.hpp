// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/hall_settings.hpp"
#include "protocol/ids.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

/// A file of visits, as `antre simulate` and `antre replay` take it: CSV with the header
/// `arrival_s,service,class,service_s` and maybe `,patience_s`, in order of arrival.
namespace antre::forecast {

struct Visit {
  EngineMs arrival_ms = 0;  ///< after the beginning of the file's time
  ServiceId service;
  TicketClass class_ = TicketClass::kRegular;
  EngineMs service_ms = 0;
  /// For how long after the arrival the visitor comes when called; absent: for ever.
  std::optional<EngineMs> patience_ms;
  bool operator==(const Visit&) const = default;
};

/// Reads visits to the services of `hall`; seconds may have decimals and are rounded to the
/// millisecond. `file` is the name that errors give. Errors: kInvalid, "file:line: what is wrong;
/// what is expected".
[[nodiscard]] Result<std::vector<Visit>> parse_visits(std::string_view csv, const std::string& file,
                                                      const HallSettings& hall);
/// The same of a file. Errors: kIo too.
[[nodiscard]] Result<std::vector<Visit>> read_visits(const std::filesystem::path& path,
                                                     const HallSettings& hall);

/// Milliseconds as seconds as such a file has them: "12", "12.5", "12.345".
[[nodiscard]] std::string seconds_text(EngineMs ms);

}  // namespace antre::forecast
