// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos.hpp"

#include <algorithm>
#include <utility>

#include "protocol/result.hpp"

namespace antre::printer {
namespace {

constexpr unsigned kEsc = 0x1B;
constexpr unsigned kGs = 0x1D;
/// White below the last line, before the blade.
constexpr unsigned kFeedBeforeCut = 24;
/// 5 lines of 1/6 inch are 21 mm: further than the tear-off edge of the usual printers.
constexpr unsigned kFeedLines = 5;
/// The QR code among the two-dimensional symbols of GS ( k.
constexpr unsigned kQrSymbol = 49;
constexpr int kLargestModule = 16;
constexpr std::size_t kLongestQr = 7089;
constexpr int kLargestText = 8;

unsigned low_byte(std::size_t value) {
  return static_cast<unsigned>(value & 0xFFU);
}
unsigned high_byte(std::size_t value) {
  return static_cast<unsigned>((value >> 8U) & 0xFFU);
}

}  // namespace

EscposWriter::EscposWriter() {
  add({kEsc, '@'});
}

void EscposWriter::add(std::initializer_list<unsigned> bytes) {
  for (const unsigned byte : bytes) {
    bytes_.push_back(static_cast<std::uint8_t>(byte));
  }
}

void EscposWriter::add(std::string_view bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void EscposWriter::rows(const Bitmap& picture, int top, int bottom) {
  ANTRE_ASSERT(top >= 0 && bottom <= picture.height());
  const std::size_t row_bytes = picture.row_bytes();
  const auto all = static_cast<std::size_t>(std::max(0, bottom - top));
  bytes_.reserve(bytes_.size() + row_bytes * all + 64);
  for (int band = top; band < bottom; band += kEscposBandRows) {
    const int end = std::min(band + kEscposBandRows, bottom);
    const auto count = static_cast<std::size_t>(end - band);
    add({kGs, 'v', '0', 0, low_byte(row_bytes), high_byte(row_bytes), low_byte(count),
         high_byte(count)});
    for (int y = band; y < end; ++y) {
      const auto row = picture.row(y);
      bytes_.insert(bytes_.end(), row.begin(), row.end());
    }
  }
}

void EscposWriter::qr(std::string_view content, int module_dots) {
  ANTRE_ASSERT(module_dots >= 1 && module_dots <= kLargestModule);
  ANTRE_ASSERT(!content.empty() && content.size() <= kLongestQr);
  add({kEsc, 'a', 1});
  add({kGs, '(', 'k', 4, 0, kQrSymbol, 65, 50, 0});
  add({kGs, '(', 'k', 3, 0, kQrSymbol, 67, static_cast<unsigned>(module_dots)});
  add({kGs, '(', 'k', 3, 0, kQrSymbol, 69, 49});
  const std::size_t stored = content.size() + 3;
  add({kGs, '(', 'k', low_byte(stored), high_byte(stored), kQrSymbol, 80, 48});
  add(content);
  add({kGs, '(', 'k', 3, 0, kQrSymbol, 81, 48});
  add({kEsc, 'a', 0});
}

void EscposWriter::code_page(std::uint8_t number) {
  add({kEsc, 't', number});
}

void EscposWriter::line(std::string_view bytes, const EscposText& look) {
  ANTRE_ASSERT(look.times >= 1 && look.times <= kLargestText);
  const auto times = static_cast<unsigned>(look.times - 1);
  add({kEsc, 'a', look.centred ? 1U : 0U});
  add({kGs, '!', times * 16 + times});
  add({kEsc, 'E', look.bold ? 1U : 0U});
  add({kGs, 'B', look.reverse ? 1U : 0U});
  add(bytes);
  add({'\n'});
}

std::vector<std::uint8_t> EscposWriter::finish(bool cut) {
  if (cut) {
    add({kGs, 'V', 66, kFeedBeforeCut});
  } else {
    add({kEsc, 'd', kFeedLines});
  }
  return std::move(bytes_);
}

std::vector<std::uint8_t> to_escpos(const Bitmap& picture, bool cut) {
  EscposWriter writer;
  writer.rows(picture, 0, picture.height());
  return writer.finish(cut);
}

}  // namespace antre::printer
