// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text_field.hpp"

#include <doctest/doctest.h>

#include <string>

namespace antre::kiosk {

TEST_SUITE("kiosk/text_field") {
  TEST_CASE("what is typed stands before the caret, and backspace takes it away") {
    TextField field(10);
    CHECK(field.insert("ab"));
    CHECK(field.left());
    CHECK(field.insert("x"));
    CHECK(field.text() == "axb");
    CHECK(field.caret() == 2);
    CHECK(field.backspace());
    CHECK(field.erase());
    CHECK(field.text() == "a");
    CHECK_FALSE(field.erase());
    CHECK(field.backspace());
    CHECK_FALSE(field.backspace());
    CHECK(field.size() == 0);
  }
  TEST_CASE("a name of 10,000 characters is taken as far as there is room") {
    TextField field(100);
    CHECK(field.insert(std::string(10'000, 'a')));
    CHECK(field.size() == 100);
    CHECK(field.full());
    CHECK_FALSE(field.insert("b"));
  }
  TEST_CASE("an emoji is one character, and is taken away whole") {
    TextField field(3);
    CHECK(field.insert("a\U0001F600\U0001F600\U0001F600"));
    CHECK(field.text() == "a\U0001F600\U0001F600");
    CHECK(field.backspace());
    CHECK(field.text() == "a\U0001F600");
    CHECK(field.left());
    CHECK(field.caret() == 1);
    CHECK(field.right());
    CHECK(field.caret() == 5);
  }
  TEST_CASE("text from right to left stays as it was typed, without marks that turn the rest") {
    TextField field(20);
    CHECK(field.insert("\u05D0\u05D1\u202E\u0627\u2066x"));
    CHECK(field.text() == "\u05D0\u05D1\u0627x");
  }
  TEST_CASE("controls and broken bytes are left out") {
    TextField field(20);
    CHECK(
        field.insert("a\nb\x1b\x7f\xc3(\xff\xed\xa0\x80"
                     "c\xe2\x82"));
    CHECK(field.text() == "ab(c");
    CHECK_FALSE(field.insert("\r\n\t"));
  }
  TEST_CASE("nothing is left of a field that was wiped") {
    TextField field(20);
    CHECK(field.insert("Retno Wulandari"));
    const char* bytes = field.text().data();
    field.wipe();
    CHECK(field.empty());
    CHECK(field.caret() == 0);
    CHECK(bytes == field.text().data());
    CHECK(bytes[1] == '\0');
  }
}

}  // namespace antre::kiosk
