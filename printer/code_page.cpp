// SPDX-License-Identifier: Apache-2.0
#include "printer/code_page.hpp"

#include <glib.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace antre::printer {
namespace {

constexpr std::array kPages = {CodePage{"CP437", 0}, CodePage{"CP850", 2}, CodePage{"CP858", 19},
                               CodePage{"CP1252", 16}};

/// What Unicode does not decompose by itself.
struct Likeness {
  gunichar letter;
  std::string_view plain;
};
constexpr std::array kLikenesses = {
    Likeness{0x2010, "-"},   Likeness{0x2011, "-"},   Likeness{0x2012, "-"},
    Likeness{0x2013, "-"},   Likeness{0x2014, "-"},   Likeness{0x2015, "-"},
    Likeness{0x2018, "'"},   Likeness{0x2019, "'"},   Likeness{0x201A, ","},
    Likeness{0x201C, "\""},  Likeness{0x201D, "\""},  Likeness{0x201E, "\""},
    Likeness{0x2022, "*"},   Likeness{0x2032, "'"},   Likeness{0x2033, "\""},
    Likeness{0x20AC, "EUR"}, Likeness{0x2212, "-"},   Likeness{0x00D7, "x"},
    Likeness{0x00B7, "*"},   Likeness{0x00D8, "O"},   Likeness{0x00F8, "o"},
    Likeness{0x00C6, "AE"},  Likeness{0x00E6, "ae"},  Likeness{0x0152, "OE"},
    Likeness{0x0153, "oe"},  Likeness{0x0110, "D"},   Likeness{0x0111, "d"},
    Likeness{0x0141, "L"},   Likeness{0x0142, "l"},   Likeness{0x00DF, "ss"},
    Likeness{0x00AB, "\""},  Likeness{0x00BB, "\""},  Likeness{0x00A0, " "},
    Likeness{0x00A9, "(c)"}, Likeness{0x00AE, "(R)"}, Likeness{0x2122, "TM"},
};

struct GFree {
  void operator()(void* memory) const { g_free(memory); }
};

class Converter {
 public:
  explicit Converter(const CodePage& page)
      : handle_(iconv_open(std::string(page.name).c_str(), "UTF-8")) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (works()) {
      iconv_close(handle_);
    }
  }

  /// The one byte of a letter; empty when the page has it not.
  [[nodiscard]] std::optional<char> byte_of(std::string_view letter) const {
    // The letters of ASCII are the same on every page, also where the tables are not installed.
    if (letter.size() == 1 && static_cast<unsigned char>(letter.front()) < 0x80) {
      return letter.front();
    }
    if (!works()) {
      return std::nullopt;
    }
    std::string in(letter);
    char* from = in.data();
    std::size_t left = in.size();
    std::array<char, 8> out{};
    char* to = out.data();
    std::size_t room = out.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    const auto changed = iconv(handle_, &from, &left, &to, &room);
    if (changed != 0 || left != 0 || out.size() - room != 1) {
      return std::nullopt;
    }
    return out.front();
  }

 private:
  [[nodiscard]] bool works() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  iconv_t handle_;
};

std::string_view next_letter(std::string_view text) {
  const char* end = g_utf8_next_char(text.data());
  const auto size = static_cast<std::size_t>(end - text.data());
  return text.substr(0, std::min(size, text.size()));
}

std::string likeness(std::string_view letter, const Converter& converter) {
  const gunichar code = g_utf8_get_char(std::string(letter).c_str());
  const auto* found = std::find_if(kLikenesses.begin(), kLikenesses.end(),
                                   [&](const Likeness& like) { return like.letter == code; });
  if (found != kLikenesses.end()) {
    return std::string(found->plain);
  }
  if (g_unichar_ismark(code) != FALSE || g_unichar_iszerowidth(code) != FALSE) {
    return {};
  }
  const std::unique_ptr<gchar, GFree> parts(
      g_utf8_normalize(letter.data(), static_cast<gssize>(letter.size()), G_NORMALIZE_ALL));
  std::string plain;
  std::string_view rest = parts == nullptr ? std::string_view() : std::string_view(parts.get());
  while (!rest.empty()) {
    const auto part = next_letter(rest);
    rest.remove_prefix(part.size());
    if (part == letter) {
      return "?";
    }
    if (const auto byte = converter.byte_of(part)) {
      plain += *byte;
    }
  }
  return plain.empty() ? "?" : plain;
}

}  // namespace

Result<CodePage> find_code_page(std::string_view name) {
  const auto* found = std::find_if(kPages.begin(), kPages.end(),
                                   [&](const CodePage& page) { return page.name == name; });
  if (found != kPages.end()) {
    return *found;
  }
  std::string known;
  for (const CodePage& page : kPages) {
    known += (known.empty() ? "" : ", ") + std::string(page.name);
  }
  return Error{ErrorCode::kInvalid,
               "code page \"" + std::string(name) + "\" is not known; it is one of " + known};
}

std::string to_code_page(std::string_view text, const CodePage& page) {
  const Converter converter(page);
  // What came in was checked long ago; should it not be UTF-8 all the same, nothing breaks.
  const std::unique_ptr<gchar, GFree> valid(
      g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  // Composed, so that a letter and its accent are one where the page has it.
  const std::unique_ptr<gchar, GFree> composed(
      g_utf8_normalize(valid.get(), -1, G_NORMALIZE_DEFAULT_COMPOSE));
  std::string_view rest = composed == nullptr ? std::string_view() : composed.get();
  std::string bytes;
  while (!rest.empty()) {
    const auto letter = next_letter(rest);
    rest.remove_prefix(letter.size());
    if (g_unichar_iscntrl(g_utf8_get_char(letter.data())) != FALSE) {
      bytes += ' ';
    } else if (const auto byte = converter.byte_of(letter)) {
      bytes += *byte;
    } else {
      bytes += likeness(letter, converter);
    }
  }
  return bytes;
}

}  // namespace antre::printer
