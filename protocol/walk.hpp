// SPDX-License-Identifier: Apache-2.0
#pragma once

/// How the descriptions are walked: what kinds of members there are, and what they are called on
/// the wire. Shared by codec.cpp and schema.cpp, so that they cannot come to differ; as
/// described.hpp it costs seconds and is included nowhere else in the product.

#include <array>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "protocol/described.hpp"

namespace antre {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsMap = false;
template <class T>
inline constexpr bool kIsMap<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool kIsVariant = false;
template <class... T>
inline constexpr bool kIsVariant<std::variant<T...>> = true;
/// An id is its value on the wire.
template <class T>
inline constexpr bool kIsId = std::is_same_v<T, ServiceId> || std::is_same_v<T, CounterId>;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

/// `class_` is "class": a trailing underscore only keeps C++ happy.
constexpr std::string_view key_of(const char* name) {
  std::string_view key{name};
  if (key.ends_with('_')) key.remove_suffix(1);
  return key;
}

/// "kWalkIn" -> "walk-in".
inline std::string kebab(std::string_view enumerator) {
  std::string text;
  for (const char c : enumerator.substr(1)) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !text.empty()) text += '-';
    text += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

/// Every enumerator with its word on the wire, in order.
template <class E>
const auto& enum_names() {
  using Enumerators = boost::describe::describe_enumerators<E>;
  static const auto all_names = [] {
    std::array<std::pair<E, std::string>, boost::mp11::mp_size<Enumerators>::value> names;
    std::size_t i = 0;
    boost::mp11::mp_for_each<Enumerators>([&](auto d) {
      names.at(i++) = {d.value, kebab(d.name)};
    });
    return names;
  }();
  return all_names;
}

}  // namespace antre
