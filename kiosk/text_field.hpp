// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace antre::kiosk {

/// A line of text that somebody types, UTF-8, with a caret. Takes at most a number of code points,
/// no control characters and nothing that turns the direction of the text around it; what is
/// written from right to left stays as it was typed. Its bytes are overwritten when it goes.
class TextField {
 public:
  /// `most`: code points.
  explicit TextField(std::size_t most);
  TextField(const TextField&) = delete;
  TextField& operator=(const TextField&) = delete;
  ~TextField() { wipe(); }

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Bytes before the caret; always the border of a code point.
  [[nodiscard]] std::size_t caret() const { return caret_; }
  [[nodiscard]] std::size_t size() const { return size_; }  ///< code points
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] bool full() const { return size_ >= most_; }
  /// Without the blanks around it.
  [[nodiscard]] std::string trimmed() const;

  /// Puts text in at the caret: what of it is fit, as far as there is room. Bytes that are no UTF-8
  /// are left out. False when nothing was taken.
  bool insert(std::string_view utf8);
  /// Takes the code point before the caret, or behind it, away. False when there is none.
  bool backspace();
  bool erase();
  bool left();
  bool right();
  void to_begin() { caret_ = 0; }
  void to_end() { caret_ = text_.size(); }
  void wipe();

 private:
  const std::size_t most_;
  std::string text_;
  std::size_t caret_ = 0;
  std::size_t size_ = 0;
};

}  // namespace antre::kiosk
