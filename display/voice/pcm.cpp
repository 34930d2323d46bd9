// SPDX-License-Identifier: Apache-2.0
#include "display/voice/pcm.hpp"

#include <fmt/format.h>
#include <samplerate.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>

namespace antre::display::voice {
namespace {

struct CloseFile {
  void operator()(SNDFILE* file) const { sf_close(file); }
};
using File = std::unique_ptr<SNDFILE, CloseFile>;

/// Bytes in memory, as libsndfile reads them.
struct Bytes {
  std::string_view all;
  sf_count_t at = 0;
};
sf_count_t length_of(void* self) {
  return static_cast<sf_count_t>(static_cast<Bytes*>(self)->all.size());
}
sf_count_t seek_in(sf_count_t offset, int whence, void* self) {
  auto& bytes = *static_cast<Bytes*>(self);
  sf_count_t from = 0;
  if (whence == SEEK_CUR) from = bytes.at;
  if (whence == SEEK_END) from = length_of(self);
  bytes.at = std::clamp<sf_count_t>(from + offset, 0, length_of(self));
  return bytes.at;
}
sf_count_t read_from(void* to, sf_count_t count, void* self) {
  auto& bytes = *static_cast<Bytes*>(self);
  const sf_count_t n = std::clamp<sf_count_t>(length_of(self) - bytes.at, 0, count);
  if (n > 0) std::memcpy(to, bytes.all.data() + bytes.at, static_cast<std::size_t>(n));
  bytes.at += n;
  return n;
}
sf_count_t write_nothing(const void* /*from*/, sf_count_t /*count*/, void* /*self*/) {
  return 0;
}
sf_count_t tell_in(void* self) {
  return static_cast<Bytes*>(self)->at;
}

Result<Pcm> at_our_rate(Pcm sound, int rate) {
  if (rate == kSampleRate) return sound;
  const double ratio = static_cast<double>(kSampleRate) / rate;
  Pcm made(static_cast<std::size_t>(std::ceil(static_cast<double>(sound.size()) * ratio)) + 1);
  SRC_DATA data{};
  data.data_in = sound.data();
  data.input_frames = static_cast<long>(sound.size());
  data.data_out = made.data();
  data.output_frames = static_cast<long>(made.size());
  data.src_ratio = ratio;
  // Medium: far above what a loudspeaker of a hall shows, a tenth of the best one's time.
  if (const int error = src_simple(&data, SRC_SINC_MEDIUM_QUALITY, 1); error != 0)
    return Error{ErrorCode::kInvalid, fmt::format("resampling: {}", src_strerror(error))};
  made.resize(static_cast<std::size_t>(data.output_frames_gen));
  return made;
}

/// Reads block by block: a WAV from a pipe claims to be as long as a WAV can be.
Result<Pcm> read_all(SNDFILE* file, const SF_INFO& info) {
  constexpr sf_count_t kBlock = 16'384;
  constexpr int kMostChannels = 8;
  constexpr int kSlowest = 4'000;
  constexpr int kFastest = 384'000;
  if (info.channels < 1 || info.channels > kMostChannels || info.samplerate < kSlowest ||
      info.samplerate > kFastest)
    return Error{ErrorCode::kInvalid, fmt::format("{} channels at {} Hz cannot be used",
                                                  info.channels, info.samplerate)};
  const auto channels = static_cast<std::size_t>(info.channels);
  const double most = kLongestSound * info.samplerate;
  std::vector<float> block(static_cast<std::size_t>(kBlock) * channels);
  Pcm sound;
  while (const sf_count_t n = sf_readf_float(file, block.data(), kBlock)) {
    if (n < 0) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      float sum = 0;
      for (std::size_t channel = 0; channel < channels; ++channel)
        sum += block[i * channels + channel];
      sound.push_back(std::isfinite(sum) ? sum / static_cast<float>(channels) : 0.0F);
    }
    if (static_cast<double>(sound.size()) > most)
      return Error{ErrorCode::kInvalid, "longer than ten minutes"};
  }
  if (sound.empty()) return Error{ErrorCode::kInvalid, "no sound in it"};
  return at_our_rate(std::move(sound), info.samplerate);
}

}  // namespace

Result<Pcm> load_sound(const std::filesystem::path& file) {
  SF_INFO info{};
  const File opened(sf_open(file.c_str(), SFM_READ, &info));
  if (!opened) {
    std::error_code error;
    const bool there = std::filesystem::is_regular_file(file, error);
    return Error{there ? ErrorCode::kInvalid : ErrorCode::kIo,
                 fmt::format("{}: {}", file.string(), sf_strerror(nullptr))};
  }
  auto sound = read_all(opened.get(), info);
  if (!sound)
    return Error{sound.error().code, fmt::format("{}: {}", file.string(), sound.error().detail)};
  return sound;
}

Result<Pcm> parse_sound(std::string_view bytes) {
  SF_INFO info{};
  SF_VIRTUAL_IO io{&length_of, &seek_in, &read_from, &write_nothing, &tell_in};
  Bytes source{bytes, 0};
  const File opened(sf_open_virtual(&io, SFM_READ, &info, &source));
  if (!opened) return Error{ErrorCode::kInvalid, sf_strerror(nullptr)};
  return read_all(opened.get(), info);
}

Result<void> save_wav(const std::filesystem::path& file, std::span<const std::int16_t> samples) {
  SF_INFO info{};
  info.samplerate = kSampleRate;
  info.channels = 1;
  info.format = static_cast<int>(SF_FORMAT_WAV) | static_cast<int>(SF_FORMAT_PCM_16);
  File opened(sf_open(file.c_str(), SFM_WRITE, &info));
  if (!opened)
    return Error{ErrorCode::kIo, fmt::format("{}: {}", file.string(), sf_strerror(nullptr))};
  const auto count = static_cast<sf_count_t>(samples.size());
  const bool whole = sf_write_short(opened.get(), samples.data(), count) == count;
  // The header is written when the file is closed: only then is it known whether all is there.
  if (sf_close(opened.release()) != 0 || !whole)
    return Error{ErrorCode::kIo, fmt::format("{}: it could not be written", file.string())};
  return {};
}

std::vector<std::int16_t> to_device(std::span<const float> sound, int percent) {
  constexpr float kFullScale = 32767;
  const float gain = kFullScale * static_cast<float>(std::clamp(percent, 0, 100)) / 100;
  std::vector<std::int16_t> samples(sound.size());
  std::ranges::transform(sound, samples.begin(), [gain](float sample) {
    return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * gain));
  });
  return samples;
}

}  // namespace antre::display::voice
