// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text_field.hpp"

#include <sodium.h>

namespace antre::kiosk {
namespace {

constexpr std::size_t kLongestCodePoint = 4;

bool continues(char byte) {
  constexpr unsigned kMask = 0xC0;
  return (static_cast<unsigned char>(byte) & kMask) == 0x80;
}

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;  ///< 0: no UTF-8
};

CodePoint first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) {
    return {};
  }
  char32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues(text[i])) {
      return {};
    }
    value = (value << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  static constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < kLeast[bytes] || value > 0x10FFFF || surrogate ? CodePoint{}
                                                                : CodePoint{value, bytes};
}

/// Controls, ends of lines, and marks that turn the direction of the text they stand in.
bool unfit(char32_t value) {
  const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
  const bool line_end = value == 0x2028 || value == 0x2029;
  const bool turns = (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
  const bool never_text = value == 0xFEFF || value >= 0xE0000;
  return control || line_end || turns || never_text;
}

}  // namespace

TextField::TextField(std::size_t most) : most_(most) {
  // Never moved to other memory while it grows, so that wiping leaves nothing behind.
  text_.reserve(most_ * kLongestCodePoint);
}

std::string TextField::trimmed() const {
  const auto begin = text_.find_first_not_of(' ');
  if (begin == std::string::npos) {
    return {};
  }
  return text_.substr(begin, text_.find_last_not_of(' ') - begin + 1);
}

bool TextField::insert(std::string_view utf8) {
  const std::size_t before = size_;
  while (!utf8.empty() && !full()) {
    const CodePoint next = first_of(utf8);
    const std::size_t bytes = next.bytes == 0 ? 1 : next.bytes;
    if (next.bytes != 0 && !unfit(next.value)) {
      text_.insert(caret_, utf8.data(), bytes);
      caret_ += bytes;
      ++size_;
    }
    utf8.remove_prefix(bytes);
  }
  return size_ != before;
}

bool TextField::backspace() {
  return left() && erase();
}

bool TextField::erase() {
  if (caret_ == text_.size()) {
    return false;
  }
  const std::size_t begin = caret_;
  right();
  text_.erase(begin, caret_ - begin);
  caret_ = begin;
  --size_;
  return true;
}

bool TextField::left() {
  if (caret_ == 0) {
    return false;
  }
  do {
    --caret_;
  } while (continues(text_[caret_]));
  return true;
}

bool TextField::right() {
  if (caret_ == text_.size()) {
    return false;
  }
  do {
    ++caret_;
  } while (caret_ < text_.size() && continues(text_[caret_]));
  return true;
}

void TextField::wipe() {
  // The whole store: what was erased from the end is still there.
  text_.resize(text_.capacity());
  sodium_memzero(text_.data(), text_.size());
  text_.clear();
  caret_ = 0;
  size_ = 0;
}

}  // namespace antre::kiosk
