// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/pdf_text.hpp"

#include "tests/support/process.hpp"

namespace antre::test {

std::string pdf_text(const std::string& file) {
  return run({"pdftotext", "-layout", file, "-"}).out;
}

}  // namespace antre::test
