// SPDX-License-Identifier: Apache-2.0
#include "hall/hall_file.hpp"

namespace antre::hall {

// Each list has a test that holds it against what is in assets/.

const std::vector<std::string>& known_languages() {
  static const std::vector<std::string> words{"id", "en", "jv"};
  return words;
}

const std::vector<std::string>& known_icons() {
  static const std::vector<std::string> words{
      "back",  "bag",       "bell",   "bksp",    "book",     "break",     "camera",     "check",
      "chev",  "child",     "clock",  "close",   "code",     "complaint", "consult",    "down",
      "elder", "forecast",  "globe",  "hall",    "hold",     "idcard",    "info",       "letter",
      "link",  "linkoff",   "list",   "moon",    "noshow",   "note",      "number",     "officer",
      "out",   "people",    "person", "phone",   "pregnant", "printer",   "printeroff", "recall",
      "right", "seat",      "shift",  "speaker", "standard", "tag",       "textsize",   "transfer",
      "warn",  "wheelchair"};
  return words;
}

const std::vector<std::string>& known_requirements() {
  static const std::vector<std::string> words{"identity", "email", "guest-book", "form"};
  return words;
}

const std::vector<std::string>& known_priority_classes() {
  static const std::vector<std::string> words{"elder", "wheelchair", "pregnant", "child"};
  return words;
}

}  // namespace antre::hall
