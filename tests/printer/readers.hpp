// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "printer/bitmap.hpp"
#include "printer/layout.hpp"

/// Programs that know nothing of ours and read what was printed.
namespace antre::printer {

/// What a phone reads of the QR code in a picture (zbarimg); empty when there is none.
[[nodiscard]] std::string read_qr(const Bitmap& picture);

/// The words in a picture (tesseract, Indonesian where it is installed).
[[nodiscard]] std::string read_text(const Bitmap& picture);

/// One number in a part of a picture (tesseract, which is told that numbers have no letter O or I).
[[nodiscard]] std::string read_number(const Bitmap& picture, const Rect& where);

/// The words that stand white in a black bar of a picture (tesseract).
[[nodiscard]] std::string read_white(const Bitmap& picture, const Rect& bar);

/// The words of a PDF (pdftotext), in reading order.
[[nodiscard]] std::string read_pdf(const std::string& pdf);

/// Whether a program is on this machine.
[[nodiscard]] bool has_program(const std::string& name);

/// What a command says on its standard output. It is run by a shell.
std::string output_of(const std::string& command);

}  // namespace antre::printer
