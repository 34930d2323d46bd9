// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/core.h>

#include <memory>
#include <string>
#include <string_view>

namespace antre::i18n {

/// The texts of one language, by key ("kiosk.home.question"). Catalogues are gettext .po files in
/// assets/i18n, compiled to .mo by the build and read with Boost.Locale's `std` backend, so that no
/// system locale is needed. Immutable after loading; may be used from any thread. Copies are cheap.
class Catalogue {
 public:
  /// Loads `language` ("id", "en", "jv"). Texts missing there are taken from "id". Throws
  /// std::runtime_error at start-up when the catalogue's file is not found, naming the path.
  static Catalogue load(const std::string& language);

  [[nodiscard]] const std::string& language() const;

  /// The text of a key, or the key itself when no catalogue has it (a test fails on such a key).
  [[nodiscard]] std::string text(std::string_view key) const;

  /// The text with its {} or {0}, {name} fields filled by fmt; a field that does not fit leaves the
  /// text unfilled rather than throwing.
  template <class... Args>
  [[nodiscard]] std::string text(std::string_view key, const Args&... args) const {
    return fill(text(key), fmt::make_format_args(args...));
  }

  /// The form of `key` for `n`: English has one and other; Indonesian and Javanese have one form.
  /// {} is n.
  [[nodiscard]] std::string count(std::string_view key, int n) const;

 private:
  struct Texts;
  static std::string fill(std::string text, fmt::format_args args);
  std::shared_ptr<const Texts> texts_;
};

}  // namespace antre::i18n
