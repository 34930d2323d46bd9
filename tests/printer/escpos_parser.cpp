// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/escpos_parser.hpp"

#include <algorithm>
#include <set>

#include "printer/qr_code.hpp"

namespace antre::printer {
namespace {

constexpr int kLetterDots = 12;

class Parser {
 public:
  Parser(std::span<const std::uint8_t> bytes, int head_dots)
      : rest_(bytes), head_(static_cast<std::size_t>(head_dots)) {}

  std::optional<ParsedTicket> run() {
    while (!rest_.empty()) {
      if (ticket_.cuts > 0 || !command()) {
        return std::nullopt;
      }
    }
    if (!line_.bytes.empty()) {
      return std::nullopt;  // a line without an end stays in the printer
    }
    build_picture();
    return ticket_;
  }

 private:
  bool starts(std::initializer_list<std::uint8_t> wanted, std::size_t length) {
    return rest_.size() >= length && std::equal(wanted.begin(), wanted.end(), rest_.begin());
  }

  /// Takes a command of `length` bytes whose last one is its value.
  std::optional<int> value(std::initializer_list<std::uint8_t> wanted) {
    const std::size_t length = wanted.size() + 1;
    if (!starts(wanted, length)) {
      return std::nullopt;
    }
    const int value = rest_[length - 1];
    rest_ = rest_.subspan(length);
    return value;
  }

  bool command() {
    if (starts({0x1B, 0x40}, 2)) {
      ++ticket_.initialised;
      line_ = {};
      rest_ = rest_.subspan(2);
      return true;
    }
    if (const auto lines = value({0x1B, 0x64})) {
      ticket_.lines_fed += *lines;
      return true;
    }
    if (const auto feed = value({0x1D, 0x56, 66})) {
      ++ticket_.cuts;
      ticket_.feed_before_cut = *feed;
      return true;
    }
    if (starts({0x1D, 0x28, 0x6B}, 7)) {
      return symbol();
    }
    if (starts({0x1D, 0x76, 0x30, 0x00}, 8)) {
      return raster();
    }
    return look() || letters();
  }

  /// What changes the letters that follow.
  bool look() {
    if (const auto place = value({0x1B, 0x61})) {
      line_.centred = *place == 1;
      return *place <= 1 && line_.bytes.empty();
    }
    if (const auto page = value({0x1B, 0x74})) {
      ticket_.code_pages.push_back(*page);
      return std::set{0, 2, 16, 19}.contains(*page);
    }
    if (const auto size = value({0x1D, 0x21})) {
      line_.width = *size / 16 + 1;
      line_.height = *size % 16 + 1;
      return line_.width <= 8 && line_.height <= 8;
    }
    if (const auto bold = value({0x1B, 0x45})) {
      line_.bold = *bold == 1;
      return *bold <= 1;
    }
    if (const auto reverse = value({0x1D, 0x42})) {
      line_.reverse = *reverse == 1;
      return *reverse <= 1;
    }
    return false;
  }

  bool letters() {
    const std::uint8_t byte = rest_.front();
    rest_ = rest_.subspan(1);
    if (byte == '\n') {
      const auto dots = line_.bytes.size() * static_cast<std::size_t>(line_.width) * kLetterDots;
      ticket_.lines.push_back(line_);
      line_.bytes.clear();
      return dots <= head_;
    }
    line_.bytes += static_cast<char>(byte);
    return byte >= 0x20;
  }

  bool symbol() {
    const std::size_t length = rest_[3] + 256U * rest_[4];
    if (length < 3 || rest_.size() < 5 + length || rest_[5] != 49) {
      return false;
    }
    const auto function = rest_[6];
    const auto data = rest_.subspan(7, length - 2);
    rest_ = rest_.subspan(5 + length);
    switch (function) {
      case 65:
        return data.size() == 2 && data[0] == 50 && data[1] == 0;
      case 67:
        module_ = data[0];
        return data.size() == 1 && module_ >= 1 && module_ <= 16;
      case 69:
        return data.size() == 1 && data[0] >= 48 && data[0] <= 51;
      case 80:
        stored_.assign(data.begin() + 1, data.end());
        return data[0] == 48 && !stored_.empty();
      case 81:
        return data.size() == 1 && data[0] == 48 && draw_symbol();
      default:
        return false;
    }
  }

  /// As the printer's own program does it: in the middle, nothing beside it, no feed around it.
  bool draw_symbol() {
    const auto code = encode_qr(stored_);
    if (!code || !line_.centred || !line_.bytes.empty()) {
      return false;
    }
    const auto side = static_cast<std::size_t>(code->size) * static_cast<std::size_t>(module_);
    if (side > head_) {
      return false;
    }
    ticket_.qr_codes.push_back({stored_, module_, static_cast<int>(rows_.size())});
    const std::size_t left = (head_ - side) / 2;
    for (std::size_t y = 0; y < side; ++y) {
      std::vector<bool> row(head_, false);
      for (std::size_t x = 0; x < side; ++x) {
        row[left + x] = code->black(static_cast<int>(x) / module_, static_cast<int>(y) / module_);
      }
      rows_.push_back(std::move(row));
    }
    return true;
  }

  bool raster() {
    const std::size_t width = rest_[4] + 256U * rest_[5];
    const std::size_t count = rest_[6] + 256U * rest_[7];
    rest_ = rest_.subspan(8);
    if (width == 0 || count == 0 || rest_.size() < width * count ||
        (row_bytes_ != 0 && row_bytes_ != width)) {
      return false;
    }
    row_bytes_ = width;
    ticket_.bands.push_back(static_cast<int>(count));
    for (std::size_t y = 0; y < count; ++y) {
      std::vector<bool> row(std::max(head_, width * 8), false);
      for (std::size_t x = 0; x < width * 8; ++x) {
        row[x] = (rest_[y * width + x / 8] & (0x80U >> (x % 8))) != 0;
      }
      rows_.push_back(std::move(row));
    }
    rest_ = rest_.subspan(width * count);
    return true;
  }

  void build_picture() {
    const int width = row_bytes_ == 0 ? static_cast<int>(head_) : static_cast<int>(row_bytes_) * 8;
    ticket_.picture = Bitmap(rows_.empty() ? 0 : width, static_cast<int>(rows_.size()));
    for (std::size_t y = 0; y < rows_.size(); ++y) {
      for (int x = 0; x < width; ++x) {
        if (rows_[y][static_cast<std::size_t>(x)]) {
          ticket_.picture.set_black(x, static_cast<int>(y));
        }
      }
    }
  }

  std::span<const std::uint8_t> rest_;
  std::size_t head_;
  ParsedTicket ticket_;
  ParsedLine line_;
  std::size_t row_bytes_ = 0;
  std::vector<std::vector<bool>> rows_;
  int module_ = 0;
  std::string stored_;
};

}  // namespace

std::optional<ParsedTicket> parse_escpos(std::span<const std::uint8_t> bytes, int head_dots) {
  return Parser(bytes, head_dots).run();
}

}  // namespace antre::printer
