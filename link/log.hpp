// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace antre::link {

/// How every program writes its log: through spdlog's default logger, one line an occurrence, a
/// short sentence and then its facts as `key=value` (values through `log_value`):
///
///     spdlog::info("request refused code={} peer={}", code, log_value(peer));
///
/// What never goes in, at no level: secret keys, PINs and their hashes, `--once` keys, notes, names
/// and addresses of visitors, and whole requests or replies (they may hold any of these). Names of
/// devices, ticket numbers, counters and error codes may.

/// Sets spdlog's default logger for a program: to systemd's journal with its priorities when the
/// program's standard error is the journal, else to standard error with time and level. To be
/// called once, early in `main`, before other threads log. Throws spdlog::spdlog_ex.
void log_for(const std::string& program);

/// True when `journal_stream` (the variable JOURNAL_STREAM, "DEVICE:INODE") names this very
/// descriptor: a child whose standard error leads elsewhere inherits the variable too.
[[nodiscard]] bool is_journal(std::string_view journal_stream, int descriptor);

/// A value for `key=value`: as it is when it is one word, else in quotes, with what could end the
/// line, or look like another field, escaped. Longer than 200 bytes is cut, and says so by "...".
[[nodiscard]] std::string log_value(std::string_view text);

}  // namespace antre::link
