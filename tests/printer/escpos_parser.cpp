// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/escpos_parser.hpp"

#include <algorithm>

namespace antre::printer {
namespace {

class Parser {
 public:
  explicit Parser(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  std::optional<ParsedTicket> run() {
    while (!rest_.empty()) {
      if (ticket_.cuts > 0 || !command()) {
        return std::nullopt;
      }
    }
    build_picture();
    return ticket_;
  }

 private:
  bool starts(std::initializer_list<std::uint8_t> wanted, std::size_t length) {
    return rest_.size() >= length && std::equal(wanted.begin(), wanted.end(), rest_.begin());
  }

  bool command() {
    if (starts({0x1B, 0x40}, 2)) {
      ++ticket_.initialised;
      rest_ = rest_.subspan(2);
      return true;
    }
    if (starts({0x1B, 0x64}, 3)) {
      ticket_.lines_fed += rest_[2];
      rest_ = rest_.subspan(3);
      return true;
    }
    if (starts({0x1D, 0x56, 66}, 4)) {
      ++ticket_.cuts;
      ticket_.feed_before_cut = rest_[3];
      rest_ = rest_.subspan(4);
      return true;
    }
    return starts({0x1D, 0x76, 0x30, 0x00}, 8) && raster();
  }

  bool raster() {
    const std::size_t width = rest_[4] + 256U * rest_[5];
    const std::size_t rows = rest_[6] + 256U * rest_[7];
    rest_ = rest_.subspan(8);
    if (width == 0 || rows == 0 || rest_.size() < width * rows ||
        (row_bytes_ != 0 && row_bytes_ != width)) {
      return false;
    }
    row_bytes_ = width;
    ticket_.bands.push_back(static_cast<int>(rows));
    const auto data = rest_.first(width * rows);
    data_.insert(data_.end(), data.begin(), data.end());
    rest_ = rest_.subspan(width * rows);
    return true;
  }

  void build_picture() {
    if (row_bytes_ == 0) {
      return;
    }
    const int width = static_cast<int>(row_bytes_) * 8;
    const int height = static_cast<int>(data_.size() / row_bytes_);
    ticket_.picture = Bitmap(width, height);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const auto at = static_cast<std::size_t>(y) * row_bytes_ + static_cast<std::size_t>(x) / 8;
        if ((data_[at] & (0x80U >> (static_cast<unsigned>(x) % 8))) != 0) {
          ticket_.picture.set_black(x, y);
        }
      }
    }
  }

  std::span<const std::uint8_t> rest_;
  ParsedTicket ticket_;
  std::size_t row_bytes_ = 0;
  std::vector<std::uint8_t> data_;
};

}  // namespace

std::optional<ParsedTicket> parse_escpos(std::span<const std::uint8_t> bytes) {
  return Parser(bytes).run();
}

}  // namespace antre::printer
