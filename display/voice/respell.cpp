// SPDX-License-Identifier: Apache-2.0
#include "display/voice/respell.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace antre::display::voice {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Words of calls whose a's are open. Others are left as they are: a name must not change.
constexpr std::array<Pair, 10> kWords{{{"tiga", "tigo"},
                                       {"sanga", "songo"},
                                       {"dasa", "doso"},
                                       {"sedasa", "sedoso"},
                                       {"mangga", "monggo"},
                                       {"sumangga", "sumonggo"},
                                       {"meja", "mejo"},
                                       {"kula", "kulo"},
                                       {"para", "poro"},
                                       {"punika", "puniko"}}};

/// Within every word.
constexpr std::array<Pair, 8> kSounds{{{"dh", "d"},
                                       {"Dh", "D"},
                                       {"th", "t"},
                                       {"Th", "T"},
                                       {"\u00e9", "e"},
                                       {"\u00e8", "e"},
                                       {"\u00c9", "E"},
                                       {"\u00ea", "e"}}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
}

std::string with_sounds(std::string_view word) {
  std::string spelled;
  for (std::size_t at = 0; at < word.size();) {
    std::size_t taken = 0;
    for (const auto& [from, to] : kSounds) {
      if (!word.substr(at).starts_with(from)) continue;
      spelled += to;
      taken = from.size();
      break;
    }
    if (taken == 0) spelled += word[at];
    at += taken == 0 ? 1 : taken;
  }
  return spelled;
}

std::string respelled_word(std::string_view word) {
  for (const auto& [from, to] : kWords)
    if (word == from) return std::string(to);
  return with_sounds(word);
}

}  // namespace

std::string respelled(std::string_view javanese) {
  std::string text;
  for (std::size_t at = 0; at < javanese.size();) {
    std::size_t end = at;
    while (end < javanese.size() && is_letter(javanese[end])) ++end;
    if (end == at)
      text += javanese[end++];
    else
      text += respelled_word(javanese.substr(at, end - at));
    at = end;
  }
  return text;
}

}  // namespace antre::display::voice
