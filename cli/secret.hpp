// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::cli {

/// Overwrites a text before its memory goes to somebody else.
void wipe(std::string& text);

/// A text that nobody else is to see: wiped when it goes, never copied, and never an argument of
/// the program, which every process of the machine could read.
class Secret {
 public:
  static constexpr std::size_t kMost = 256;  ///< bytes of a line; a longer one is refused

  Secret() { text_.reserve(kMost); }  // never moved in memory while it grows
  Secret(Secret&&) = default;
  Secret& operator=(Secret&& other) noexcept {
    text_.swap(other.text_);
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(text_); }

  /// False when it is full.
  [[nodiscard]] bool add(char letter);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Where a secret comes from.
class SecretSource {
 public:
  SecretSource() = default;
  SecretSource(const SecretSource&) = delete;
  SecretSource& operator=(const SecretSource&) = delete;
  virtual ~SecretSource() = default;

  /// Somebody types without seeing it, and is to type it twice.
  [[nodiscard]] virtual bool typed() const = 0;
  /// One line, without its end. `prompt` is shown to who types. Errors: kInvalid when there is no
  /// line, it is too long, or the user interrupted.
  [[nodiscard]] virtual Result<Secret> read(std::string_view prompt) = 0;
};

/// A terminal, without echo; or a pipe or file, one line of it. Only before threads are started:
/// a signal that ends the program must not leave the terminal without its echo.
class InputSecrets final : public SecretSource {
 public:
  /// `input` stays open for as long as this lives; `prompts` is a screen.
  InputSecrets(int input, std::ostream& prompts) : input_(input), prompts_(prompts) {}

  [[nodiscard]] bool typed() const override;
  [[nodiscard]] Result<Secret> read(std::string_view prompt) override;

 private:
  int input_;
  std::ostream& prompts_;
};

}  // namespace antre::cli
