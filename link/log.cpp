// SPDX-License-Identifier: Apache-2.0
#include "link/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/systemd_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace antre::link {
namespace {

// What comes from outside may be long; a line of the log is read by people.
constexpr std::size_t kMaxValue = 200;

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  // Bytes of UTF-8 letters are left; controls, blanks, quotes and = are not.
  return byte > 0x20 && byte != 0x7F && c != '"' && c != '\\' && c != '=';
}

}  // namespace

bool is_journal(std::string_view journal_stream, int descriptor) {
  struct stat info {};
  if (journal_stream.empty() || ::fstat(descriptor, &info) != 0) return false;
  return journal_stream == fmt::format("{}:{}", info.st_dev, info.st_ino);
}

void log_for(const std::string& program) {
  const char* stream = std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe): at start
  std::shared_ptr<spdlog::logger> logger;
  if (stream != nullptr && is_journal(stream, STDERR_FILENO)) {
    // The journal keeps time and priority itself; only the sentence is written.
    logger = std::make_shared<spdlog::logger>(
        program, std::make_shared<spdlog::sinks::systemd_sink_mt>(program));
  } else {
    logger = std::make_shared<spdlog::logger>(program,
                                              std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l: %v");
  }
  spdlog::set_default_logger(std::move(logger));
}

std::string log_value(std::string_view text) {
  const bool cut = text.size() > kMaxValue;
  if (cut) text = text.substr(0, kMaxValue);
  const std::string_view end = cut ? "..." : "";
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) {
    return fmt::format("{}{}", text, end);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\x{:02x}", byte);
    } else {
      quoted += c;
    }
  }
  return fmt::format("{}{}\"", quoted, end);
}

}  // namespace antre::link
