// SPDX-License-Identifier: Apache-2.0
#include "printer/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace antre::printer {

std::optional<QrCode> encode_qr(const std::string& content) {
  if (content.empty()) {
    return std::nullopt;
  }
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (code == nullptr) {
    return std::nullopt;
  }
  QrCode result;
  result.size = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  result.modules.reserve(count);
  for (std::size_t index = 0; index < count; ++index) {
    // The lowest bit of a module is its colour; the others say what part of the code it is.
    result.modules.push_back(code->data[index] & 1U);
  }
  return result;
}

}  // namespace antre::printer
