// SPDX-License-Identifier: Apache-2.0
#include "report/pdf_language.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace antre::report {
namespace {

/// The number that stands behind the last `key` of the file.
std::optional<std::size_t> number_behind(std::string_view pdf, std::string_view key) {
  const auto at = pdf.rfind(key);
  if (at == std::string_view::npos) return std::nullopt;
  const auto digits = pdf.find_first_of("0123456789", at + key.size());
  if (digits == std::string_view::npos) return std::nullopt;
  std::size_t value = 0;
  const auto* begin = pdf.data() + digits;
  if (std::from_chars(begin, pdf.data() + pdf.size(), value).ec != std::errc{}) return std::nullopt;
  return value;
}

}  // namespace

std::string with_language(std::string pdf, std::string_view language) {
  const auto trailer = pdf.rfind("trailer");
  const auto root = number_behind(pdf, "/Root");
  const auto size = number_behind(pdf, "/Size");
  const auto table = number_behind(pdf, "startxref");
  if (trailer == std::string::npos || !root || !size || !table) return pdf;
  const auto head = fmt::format("\n{} 0 obj\n<<", *root);
  const auto begin = pdf.rfind(head);
  if (begin == std::string::npos) return pdf;
  const auto end = pdf.find("endobj", begin);
  if (end == std::string::npos) return pdf;
  const auto rest = pdf.substr(begin + head.size(), end - begin - head.size());
  const auto end_of_trailer = pdf.find("startxref", trailer);
  const auto close = pdf.rfind(">>", end_of_trailer);
  if (end_of_trailer == std::string::npos || close == std::string::npos || close < trailer)
    return pdf;
  const auto old_trailer = pdf.substr(trailer, close - trailer);
  if (pdf.back() != '\n') pdf += '\n';
  const auto object = pdf.size();
  pdf += fmt::format("{} 0 obj\n<< /Lang ({}){}endobj\n", *root, language, rest);
  const auto new_table = pdf.size();
  pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \n{}   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
                     *root, object, old_trailer, *table, new_table);
  return pdf;
}

}  // namespace antre::report
