// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <limits>

#include "protocol/walk.hpp"

namespace antre::codec {
namespace {

namespace json = boost::json;

template <class E>
std::string_view enum_name(E value) {
  for (const auto& [known, name] : enum_names<E>())
    if (known == value) return name;
  return "?";
}

template <class E>
std::optional<E> enum_value(std::string_view text) {
  for (const auto& [value, name] : enum_names<E>())
    if (name == text) return value;
  return std::nullopt;
}

// ---------------------------------------------------------------- writing

void write_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u00";
      out += kHex[c >> 4U];
      out += kHex[c & 15U];
    }
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

template <class T>
void write(std::string& out, const T& value);

/// The members of a struct, each with a comma before it but the first; a variant writes the name of
/// its alternative and then that one's members into the same object.
template <class T>
void write_members(std::string& out, const T& value, bool& first) {
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    const auto& member = value.*d.pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (kIsOptional<M>) {
      if (!member) return;
    }
    if constexpr (kIsVariant<M>) {
      out += first ? "\"" : ",\"";
      first = false;
      out += kVariantKey<M>;
      out += "\":\"";
      std::visit(
          [&](const auto& alternative) {
            out += alternative.kName;
            out += '"';
            write_members(out, alternative, first);
          },
          member);
    } else {
      out += first ? "\"" : ",\"";
      first = false;
      out += key_of(d.name);
      out += "\":";
      if constexpr (kIsOptional<M>)
        write(out, *member);
      else
        write(out, member);
    }
  });
}

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
  } else if constexpr (std::is_enum_v<T>) {
    out += '"';
    out += enum_name(value);
    out += '"';
  } else if constexpr (std::is_same_v<T, std::string>) {
    write_text(out, value);
  } else if constexpr (kIsId<T>) {
    write(out, value.value);
  } else if constexpr (std::is_same_v<T, Day>) {
    out += '"';
    out += day_text(value);
    out += '"';
  } else if constexpr (kIsVector<T>) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write(out, item);
    }
    out += ']';
  } else if constexpr (kIsMap<T>) {
    out += '{';
    bool first = true;
    for (const auto& [key, item] : value) {
      if (!first) out += ',';
      first = false;
      write_text(out, key);
      out += ':';
      write(out, item);
    }
    out += '}';
  } else {
    out += '{';
    bool first = true;
    write_members(out, value, first);
    out += '}';
  }
}

template <class T>
std::string write_document(const T& value, std::size_t room) {
  std::string out;
  out.reserve(room);
  write(out, value);
  return out;
}

// ---------------------------------------------------------------- reading

/// Reads values out of a parsed document; the first thing wrong is kept and ends the reading.
class Reader {
 public:
  explicit Reader(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] bool ok() const { return !error_; }
  [[nodiscard]] const Error& error() const { return *error_; }

  template <class T>
  void read(const json::value& from, T& to, std::string_view field) {
    if constexpr (std::is_same_v<T, bool>) {
      if (const auto* flag = from.if_bool()) {
        to = *flag;
      } else {
        fail(field, "true or false is expected");
      }
    } else if constexpr (std::is_integral_v<T>) {
      boost::system::error_code ec;
      const T number = from.to_number<T>(ec);
      if (ec.failed() || from.is_double()) return fail(field, "a whole number is expected");
      to = number;
    } else if constexpr (std::is_enum_v<T>) {
      const auto* text = from.if_string();
      const auto value = text == nullptr ? std::nullopt : enum_value<T>(*text);
      if (!value) return fail(field, "not one of the known words");
      to = *value;
    } else if constexpr (std::is_same_v<T, std::string>) {
      const auto* text = from.if_string();
      if (text == nullptr) return fail(field, "text is expected");
      if (text->size() > limits_.text_bytes) return too_large(field);
      to.assign(text->data(), text->size());
    } else if constexpr (kIsId<T>) {
      read(from, to.value, field);
    } else if constexpr (std::is_same_v<T, Day>) {
      const auto* text = from.if_string();
      const auto day = text == nullptr ? std::nullopt : parse_day(*text);
      if (!day) return fail(field, "a date like 2026-11-24 is expected");
      to = *day;
    } else if constexpr (kIsOptional<T>) {
      read(from, to.emplace(), field);
    } else if constexpr (kIsVector<T>) {
      const auto* items = from.if_array();
      if (items == nullptr) return fail(field, "a list is expected");
      if (items->size() > limits_.items) return too_large(field);
      to.clear();
      to.reserve(items->size());
      for (const auto& item : *items) read(item, to.emplace_back(), field);
    } else if constexpr (kIsMap<T>) {
      const auto* items = from.if_object();
      if (items == nullptr) return fail(field, "an object is expected");
      if (items->size() > limits_.items) return too_large(field);
      to.clear();
      for (const auto& item : *items) read(item.value(), to[std::string(item.key())], field);
    } else {
      const auto* object = from.if_object();
      if (object == nullptr) return fail(field, "an object is expected");
      read_members(*object, to);
    }
  }

 private:
  template <class T>
  void read_members(const json::object& object, T& to) {
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      if (error_) return;
      auto& member = to.*d.pointer;
      using M = std::remove_cvref_t<decltype(member)>;
      if constexpr (kIsVariant<M>) {
        read_variant(object, member);
      } else {
        const auto* value = object.if_contains(key_of(d.name));
        if (value == nullptr || value->is_null()) return;
        read(*value, member, key_of(d.name));
      }
    });
  }

  template <class... A>
  void read_variant(const json::object& object, std::variant<A...>& to) {
    const std::string_view key = kVariantKey<std::variant<A...>>;
    const auto* value = object.if_contains(key);
    const auto* name = value == nullptr ? nullptr : value->if_string();
    if (name == nullptr) {
      // A refusal is told by its "error" alone; everything else is told by name.
      return fail(key, "missing");
    }
    const std::string_view wanted{*name};
    const bool known =
        ((wanted == A::kName && (read_members(object, to.template emplace<A>()), true)) || ...);
    if (!known && !error_)
      error_ = Error{ErrorCode::kUnknownCommand,
                     fmt::format("{}: '{}' is not known", key, wanted.substr(0, 64))};
  }

  void fail(std::string_view field, std::string_view why) {
    if (!error_) error_ = Error{ErrorCode::kBadRequest, fmt::format("{}: {}", field, why)};
  }
  void too_large(std::string_view field) {
    if (!error_) error_ = Error{ErrorCode::kTooLarge, fmt::format("{}: too long", field)};
  }

  const Limits& limits_;
  std::optional<Error> error_;
};

template <class T>
Result<T> read_document(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return Error{ErrorCode::kTooLarge,
                 fmt::format("{} bytes; at most {} are taken", bytes.size(), limits.bytes)};
  std::array<unsigned char, 8192> stack{};
  json::monotonic_resource memory{stack.data(), stack.size()};
  json::parse_options options;
  options.max_depth = limits.depth;
  boost::system::error_code ec;
  const json::value document = json::parse(bytes, ec, &memory, options);
  if (ec.failed())
    return Error{ErrorCode::kBadRequest, fmt::format("not a JSON document: {}", ec.message())};
  T value{};
  Reader reader{limits};
  reader.read(document, value, "message");
  if (!reader.ok()) return reader.error();
  return value;
}

}  // namespace

std::string encode(const Request& request) {
  return write_document(request, 256);
}
std::string encode(const Reply& reply) {
  return write_document(reply, 384);
}
std::string encode(const Update& update) {
  return write_document(update, 256);
}
std::string encode(const Entry& entry) {
  return write_document(entry, 256);
}
std::string encode(const HallView& view) {
  return write_document(view, 16384);
}
std::string encode(const HallSettings& hall) {
  return write_document(hall, 8192);
}

Result<Request> decode_request(std::string_view bytes, const Limits& limits) {
  return read_document<Request>(bytes, limits);
}
Result<Reply> decode_reply(std::string_view bytes, const Limits& limits) {
  return read_document<Reply>(bytes, limits);
}
Result<Update> decode_update(std::string_view bytes, const Limits& limits) {
  return read_document<Update>(bytes, limits);
}
Result<Entry> decode_entry(std::string_view bytes, const Limits& limits) {
  return read_document<Entry>(bytes, limits);
}

std::string name(TicketClass value) {
  return std::string(enum_name(value));
}
std::string name(Channel value) {
  return std::string(enum_name(value));
}
std::string name(TicketState value) {
  return std::string(enum_name(value));
}
std::string name(CounterState value) {
  return std::string(enum_name(value));
}
std::string name(Outcome value) {
  return std::string(enum_name(value));
}
std::string name(PrintState value) {
  return std::string(enum_name(value));
}
std::string name(Mark value) {
  return std::string(enum_name(value));
}
std::string name(Cause value) {
  return std::string(enum_name(value));
}
std::string name(ReportBy value) {
  return std::string(enum_name(value));
}
std::string name(Requeued value) {
  return std::string(enum_name(value));
}
std::optional<Outcome> outcome(std::string_view name) {
  return enum_value<Outcome>(name);
}
std::optional<Channel> channel(std::string_view name) {
  return enum_value<Channel>(name);
}

std::string_view name(const Event& event) {
  return std::visit([](const auto& e) { return e.kName; }, event);
}
std::string_view name(const RequestBody& body) {
  return std::visit([](const auto& b) { return b.kName; }, body);
}

}  // namespace antre::codec
