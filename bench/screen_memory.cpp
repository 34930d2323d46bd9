// SPDX-License-Identifier: Apache-2.0
#include "bench/screen_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace antre::bench {
namespace {

// Fields of the XWD header, 4 bytes each, highest first.
constexpr std::size_t kHeaderSize = 0;
constexpr std::size_t kBytesPerLine = 12;
constexpr std::size_t kColours = 19;
constexpr std::size_t kColourBytes = 12;

}  // namespace

ScreenMemory::ScreenMemory(int width, int height) {
  const std::string number = dir_ / "number";
  const std::string picture = dir_ / "Xvfb_screen0";
  server_.emplace(std::vector<std::string>{
      "sh", "-c",
      "exec Xvfb -displayfd 9 -fbdir " + dir_.path() + " -screen 0 " + std::to_string(width) + "x" +
          std::to_string(height) + "x24 -nolisten tcp -noreset 9>" + number});
  if (!test::eventually([&] { return test::read_file(number).ends_with('\n'); })) {
    throw std::runtime_error("Xvfb did not start: " + server_->output());
  }
  display_ = test::read_file(number);
  display_.pop_back();
  display_.insert(0, ":");
  size_ = std::filesystem::file_size(picture);
  const int file = ::open(picture.c_str(), O_RDONLY | O_CLOEXEC);
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) throw std::runtime_error("the screen's memory cannot be read");
  bytes_ = static_cast<const unsigned char*>(mapped);
  pixels_ = header(kHeaderSize) + header(kColours) * kColourBytes;
  line_ = header(kBytesPerLine);
}

ScreenMemory::~ScreenMemory() {
  if (bytes_ != nullptr) {
    ::munmap(const_cast<unsigned char*>(bytes_), size_);
  }
}

std::uint32_t ScreenMemory::header(std::size_t field) const {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | bytes_[field * 4 + i];
  return value;
}

unsigned ScreenMemory::pixel(int x, int y) const {
  std::uint32_t value = 0;
  const std::size_t at =
      pixels_ + static_cast<std::size_t>(y) * line_ + static_cast<std::size_t>(x) * sizeof value;
  std::memcpy(&value, bytes_ + at, sizeof value);
  return value & 0xFFFFFFU;
}

}  // namespace antre::bench
