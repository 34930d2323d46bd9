// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::display::voice {

/// Sound that was made once, a file a phrase: NAME.wav, the bytes as they were given and a checksum
/// behind them, which players ignore. A cache is no record: what cannot be read or written is made
/// again. Several programs may use one folder at once. One thread each.
class SpeechCache {
 public:
  /// An empty folder keeps nothing.
  SpeechCache(std::filesystem::path folder, std::uint64_t most_bytes)
      : folder_(std::move(folder)), most_bytes_(most_bytes) {}

  /// What belongs to `key`, as it was kept; nothing when it is not there or damaged (which is taken
  /// away). What was read last goes last.
  [[nodiscard]] std::optional<std::string> find(std::string_view key);
  /// Keeps `bytes`: written beside and renamed, so that no reader ever sees half a file. Then takes
  /// away what was not read for longest, until all is within the limit. Errors: kIo.
  [[nodiscard]] Result<void> keep(std::string_view key, std::string_view bytes);

  /// The file of a key, whether it is there or not.
  [[nodiscard]] std::filesystem::path file_of(std::string_view key) const;

 private:
  void make_room() const;

  std::filesystem::path folder_;
  std::uint64_t most_bytes_;
};

/// $XDG_CACHE_HOME/antre/voice, else ~/.cache/antre/voice; empty when there is neither.
[[nodiscard]] std::filesystem::path default_cache_folder();
/// 300 calls of 6 s, two days of a busy hall, are 80 MB.
inline constexpr std::uint64_t kCacheBytes = 128U << 20U;

}  // namespace antre::display::voice
