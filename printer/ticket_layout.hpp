// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "printer/layout.hpp"

namespace antre::printer {

/// One of the two facts of a ticket: a label, a figure and its unit.
struct TicketFact {
  std::string label;        ///< "Perkiraan waktu tunggu"
  std::string short_label;  ///< for 58 mm, "Waktu tunggu"; empty: `label` is used there too
  std::string figure;       ///< "8–15"
  std::string unit;         ///< "menit"
  bool operator==(const TicketFact&) const = default;
};

/// The code to follow one's number on a phone, with the words beside it.
struct TicketQr {
  std::string content;  ///< a web address with the code, or only the code
  std::string lead;     ///< "Ikuti antrean Anda dari ponsel: pindai kode ini."
  std::string address;  ///< "antrean.contoh.go.id"; empty, and on 58 mm, left out
  std::string code;     ///< "kode 7KQ2-M9"
  bool operator==(const TicketQr&) const = default;
};

/// Everything that stands on a ticket, already in the visitor's language.
/// An empty text leaves its line out; only `number` must not be empty.
struct TicketPaper {
  std::string hall;    ///< "Pelayanan Statistik Terpadu"
  std::string office;  ///< "BPS Provinsi Jawa Tengah"
  /// PNG or SVG of the hall's mark (80 mm only); empty or no picture: a placeholder. One colour on
  /// nothing is printed as a white shape on black, anything else as a picture on white.
  std::string mark_file;
  std::string heading;  ///< "Nomor antrean"
  std::string number;   ///< "R012"
  std::string service;
  std::string date;  ///< "Selasa, 24 November 2026"
  std::string time;  ///< "pukul 09.42 WIB"
  bool priority = false;
  std::string priority_word;  ///< "PRIORITAS"
  bool copy = false;
  std::string copy_word;     ///< "SALINAN"
  std::string reprint_line;  ///< "Dicetak ulang pukul 09.47 WIB. ..."; shown on a copy only
  std::optional<TicketFact> ahead;
  std::optional<TicketFact> wait;  ///< empty while there is no estimate
  std::optional<TicketQr> qr;
  std::vector<std::string> notes_bold;
  std::vector<std::string> notes;
  std::string complaint;
  std::string header{};  ///< a line of the hall's own above the number
  bool operator==(const TicketPaper&) const = default;
};

/// Where the code stands.
enum class QrPlace {
  kBesideText,  ///< with its words beside it where they fit
  kOwnStrip     ///< nothing left or right of it: the printer draws it by a command of its own
};

/// The paper that a ticket can be laid out for.
[[nodiscard]] bool is_paper_width(int paper_mm);

/// Places every part on paper of 80 or 58 mm (576 or 384 dots at 8 a millimetre).
/// A text that is too long becomes smaller, then gets more lines; it is never cut. A number is
/// never broken, only made smaller. A QR content that cannot be printed legibly leaves its block
/// out. The same input gives the same layout wherever the same fonts are installed.
/// Each thread may call it at any time.
[[nodiscard]] Layout lay_out(const TicketPaper& ticket, int paper_mm,
                             QrPlace qr_place = QrPlace::kBesideText);

}  // namespace antre::printer
