// SPDX-License-Identifier: Apache-2.0
#include "display/voice/speech_cache.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

namespace antre::display::voice {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSumBytes = 16;  // BLAKE2b-128: against damage, not against an enemy

std::string checksum(std::string_view bytes) {
  std::array<unsigned char, kSumBytes> sum{};
  crypto_generichash(sum.data(), sum.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return {sum.begin(), sum.end()};
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

fs::path SpeechCache::file_of(std::string_view key) const {
  return folder_ / (hex(checksum(key)) + ".wav");
}

std::optional<std::string> SpeechCache::find(std::string_view key) {
  if (folder_.empty()) return std::nullopt;
  const auto file = file_of(key);
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::error_code error;
  const std::size_t size = bytes.size() - std::min(bytes.size(), kSumBytes);
  if (size == 0 || checksum(std::string_view(bytes).substr(0, size)) != bytes.substr(size)) {
    fs::remove(file, error);
    return std::nullopt;
  }
  bytes.resize(size);
  fs::last_write_time(file, fs::file_time_type::clock::now(), error);
  return bytes;
}

Result<void> SpeechCache::keep(std::string_view key, std::string_view bytes) {
  if (folder_.empty()) return {};
  std::error_code error;
  fs::create_directories(folder_, error);
  const auto file = file_of(key);
  const auto beside = fs::path(file).replace_extension(fmt::format("{}.part", ::getpid()));
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << bytes << checksum(bytes);
    out.close();
    if (!out) {
      fs::remove(beside, error);
      return Error{ErrorCode::kIo, fmt::format("{} cannot be written", folder_.string())};
    }
  }
  fs::rename(beside, file, error);
  if (error) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    return Error{ErrorCode::kIo, fmt::format("{}: {}", file.string(), error.message())};
  }
  make_room();
  return {};
}

void SpeechCache::make_room() const {
  struct Kept {
    fs::file_time_type read;
    std::uintmax_t bytes = 0;
    fs::path file;
  };
  std::vector<Kept> all;
  std::uintmax_t sum = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    // What a program left half written when it was ended counts and goes like the rest.
    std::error_code gone;
    Kept kept{at->last_write_time(gone), at->file_size(gone), at->path()};
    if (gone) continue;
    sum += kept.bytes;
    all.push_back(std::move(kept));
  }
  std::ranges::sort(all, {}, &Kept::read);
  for (const Kept& oldest : all) {
    if (sum <= most_bytes_) return;
    std::error_code gone;
    fs::remove(oldest.file, gone);
    sum -= oldest.bytes;
  }
}

fs::path default_cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && fs::path(cache).is_absolute()) return fs::path(cache) / "antre/voice";
  const char* home = std::getenv("HOME");
  if (home != nullptr && fs::path(home).is_absolute()) return fs::path(home) / ".cache/antre/voice";
  return {};
}

}  // namespace antre::display::voice
