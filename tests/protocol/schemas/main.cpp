// SPDX-License-Identifier: Apache-2.0
#include <boost/mp11.hpp>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>

#include "protocol/codec.hpp"
#include "protocol/schema.hpp"
#include "protocol/walk.hpp"

/// What a person and schema_test.py need of the schemas:
///   antre-schemas write FOLDER   the documents, as docs/protocol/schema holds them
///   antre-schemas samples        every message as the codec writes it: "request {...}" a line
///   antre-schemas judge          reads such lines, and says of each what the codec thinks of it
namespace {

using namespace antre;

enum class Fill { kBare, kSome, kLeast, kMost };

/// Fills every member of a message, whatever it has: a message that is new is in the samples.
class Filler {
 public:
  explicit Filler(Fill how) : how_(how) {}

  template <class T>
  void fill(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = how_ != Fill::kLeast;
    } else if constexpr (std::is_integral_v<T>) {
      if (how_ == Fill::kSome) value = static_cast<T>(++count_);
      if (how_ == Fill::kLeast) value = std::numeric_limits<T>::min();
      if (how_ == Fill::kMost) value = std::numeric_limits<T>::max();
    } else if constexpr (std::is_enum_v<T>) {
      const auto& names = enum_names<T>();
      value = names[++count_ % names.size()].first;
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = how_ == Fill::kLeast ? "" : "\"Ibu\" \\ Ngatiyem\n\u00e9 " + std::to_string(++count_);
    } else if constexpr (kIsId<T>) {
      fill(value.value);
    } else if constexpr (std::is_same_v<T, Day>) {
      value.value = how_ == Fill::kLeast ? 0 : 20'000 + static_cast<int>(++count_);
    } else if constexpr (kIsOptional<T>) {
      fill(value.emplace());
    } else if constexpr (kIsVector<T>) {
      for (int i = 0; i < 2; ++i) fill(value.emplace_back());
    } else if constexpr (kIsMap<T>) {
      for (const auto* key : {"id", "en"}) fill(value[key]);
    } else if constexpr (kIsVariant<T>) {
      choose(value, ++count_ % std::variant_size_v<T>);
    } else {
      boost::mp11::mp_for_each<Members<T>>([&](auto d) { fill(value.*d.pointer); });
    }
  }

  template <class V>
  void choose(V& value, std::size_t index) {
    boost::mp11::mp_with_index<std::variant_size_v<V>>(
        index, [&](auto i) { fill(value.template emplace<decltype(i)::value>()); });
  }

  /// A message with the alternative `index`; `variant` is where it has it.
  template <class T, class V>
  T message(V T::*variant, std::size_t index) {
    T made;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      if constexpr (!std::is_same_v<decltype(d.pointer), V T::*>) {
        if (how_ != Fill::kBare) fill(made.*d.pointer);
      }
    });
    boost::mp11::mp_with_index<std::variant_size_v<V>>(index, [&](auto i) {
      auto& body = (made.*variant).template emplace<decltype(i)::value>();
      if (how_ != Fill::kBare) fill(body);
    });
    return made;
  }

 private:
  Fill how_;
  std::size_t count_ = 0;
};

template <class T, class V>
void print_samples(const char* document, V T::*variant) {
  for (const auto how : {Fill::kBare, Fill::kSome, Fill::kLeast, Fill::kMost})
    for (std::size_t i = 0; i < std::variant_size_v<V>; ++i)
      std::cout << document << ' ' << codec::encode(Filler(how).message(variant, i)) << '\n';
}

template <class T>
std::string verdict(const Result<T>& read) {
  return read ? "taken" : std::string(wire_name(read.error().code)) + " " + read.error().detail;
}

std::string judge(const std::string& line) {
  const auto space = line.find(' ');
  const std::string document = line.substr(0, space);
  const std::string bytes = space == std::string::npos ? "" : line.substr(space + 1);
  if (document == "request") return verdict(codec::decode_request(bytes));
  if (document == "reply") return verdict(codec::decode_reply(bytes));
  if (document == "update") return verdict(codec::decode_update(bytes));
  if (document == "entry") return verdict(codec::decode_entry(bytes));
  return "there is no such document";
}

int write(const std::string& folder) {
  for (const auto& [file, text] : schema::documents()) {
    std::ofstream out(folder + "/" + std::string(file), std::ios::binary);
    out << text;
    if (out.flush()) continue;
    std::cerr << "antre-schemas: cannot write " << folder << "/" << file << '\n';
    return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "write" && argc == 3) return write(argv[2]);
  if (what == "samples") {
    print_samples("request", &Request::body);
    print_samples("reply", &Reply::body);
    print_samples("update", &Update::event);
    print_samples("entry", &Entry::event);
    return 0;
  }
  if (what == "judge") {
    for (std::string line; std::getline(std::cin, line);) std::cout << judge(line) << '\n';
    return 0;
  }
  std::cerr << "usage: antre-schemas write FOLDER | samples | judge\n";
  return 2;
}
