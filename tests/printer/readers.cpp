// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/readers.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "tests/printer/scratch_dir.hpp"

namespace antre::printer {
namespace {

/// With a white edge: a reader of pages takes what touches the edge for dirt.
Bitmap framed(const Bitmap& picture) {
  constexpr int kEdge = 40;
  Bitmap framed(picture.width() + 2 * kEdge, picture.height() + 2 * kEdge);
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (picture.black(x, y)) {
        framed.set_black(x + kEdge, y + kEdge);
      }
    }
  }
  return framed;
}

std::string with_picture(const Bitmap& picture, const std::string& before,
                         const std::string& after) {
  const ScratchDir dir;
  const auto file = dir.path() / "ticket.png";
  const auto png = to_png(framed(picture));
  REQUIRE(png.has_value());
  std::ofstream(file, std::ios::binary) << *png;
  return output_of(before + " " + file.string() + " " + after + " 2>/dev/null");
}

}  // namespace

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 256> buffer{};
  while (fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr) {
    text += buffer.data();
  }
  while (text.ends_with('\n') || text.ends_with('\f')) {
    text.pop_back();
  }
  return text;
}

bool has_program(const std::string& name) {
  return !output_of("PATH=$PATH:/usr/sbin command -v " + name).empty();
}

std::string read_qr(const Bitmap& picture) {
  return with_picture(picture, "zbarimg -q --raw", "");
}

std::string read_text(const Bitmap& picture) {
  static const bool indonesian =
      output_of("tesseract --list-langs 2>/dev/null").find("ind") != std::string::npos;
  // One column of text of several sizes; 203 dots an inch.
  return with_picture(picture, "OMP_THREAD_LIMIT=1 tesseract",
                      std::string("- --psm 4 --dpi 203 -l ") + (indonesian ? "ind" : "eng"));
}

std::string read_number(const Bitmap& picture, const Rect& where) {
  // Half as large: the reader was taught with letters as books have them.
  Bitmap part(where.width / 2, where.height / 2);
  for (int y = 0; y < part.height(); ++y) {
    for (int x = 0; x < part.width(); ++x) {
      if (picture.black(where.x + 2 * x, where.y + 2 * y)) {
        part.set_black(x, y);
      }
    }
  }
  return with_picture(part, "OMP_THREAD_LIMIT=1 tesseract",
                      "- --psm 7 -l eng -c tessedit_char_whitelist=ABKRW0123456789");
}

std::string read_white(const Bitmap& picture, const Rect& bar) {
  Bitmap turned(bar.width, bar.height);
  for (int y = 0; y < bar.height; ++y) {
    for (int x = 0; x < bar.width; ++x) {
      if (!picture.black(bar.x + x, bar.y + y)) {
        turned.set_black(x, y);
      }
    }
  }
  return with_picture(turned, "OMP_THREAD_LIMIT=1 tesseract", "- --psm 7 -l eng");
}

std::string read_pdf(const std::string& pdf) {
  const ScratchDir dir;
  const auto file = dir.path() / "ticket.pdf";
  std::ofstream(file, std::ios::binary) << pdf;
  return output_of("pdftotext " + file.string() + " -");
}

}  // namespace antre::printer
