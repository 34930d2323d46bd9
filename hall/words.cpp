// SPDX-License-Identifier: Apache-2.0
#include "hall/hall_file.hpp"

namespace antre::hall {

// Each list has a test that holds it against what is in assets/.

const std::vector<std::string>& known_languages() {
  static const std::vector<std::string> kWords{"id", "en", "jv"};
  return kWords;
}

const std::vector<std::string>& known_icons() {
  static const std::vector<std::string> kWords{
      "back",  "bag",       "bell",   "bksp",    "book",     "break",     "camera",     "check",
      "chev",  "child",     "clock",  "close",   "code",     "complaint", "consult",    "down",
      "elder", "forecast",  "globe",  "hall",    "hold",     "idcard",    "info",       "letter",
      "link",  "linkoff",   "list",   "moon",    "noshow",   "note",      "number",     "officer",
      "out",   "people",    "person", "phone",   "pregnant", "printer",   "printeroff", "recall",
      "right", "seat",      "shift",  "speaker", "standard", "tag",       "textsize",   "transfer",
      "warn",  "wheelchair"};
  return kWords;
}

const std::vector<std::string>& known_requirements() {
  static const std::vector<std::string> kWords{"identity", "email", "guest-book", "form"};
  return kWords;
}

const std::vector<std::string>& known_priority_classes() {
  static const std::vector<std::string> kWords{"elder", "wheelchair", "pregnant", "child"};
  return kWords;
}

}  // namespace antre::hall
