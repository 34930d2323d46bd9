// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/kiosk_hall.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "printer/raster.hpp"
#include "printer/ticket_layout.hpp"
#include "tests/printer/escpos_parser.hpp"

namespace antre::test {

std::string hall_with_printer(const TempDir& dir, const std::string& queue) {
  const std::string example = std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml";
  std::string hall = read_file(example);
  const auto without = [&hall](const std::string& table) {
    const auto begin = hall.find("\n[" + table + "]");
    if (begin == std::string::npos) return;
    const auto end = hall.find("\n[", begin + 1);
    hall.erase(begin, end == std::string::npos ? std::string::npos : end - begin);
  };
  without("printer");
  without("kiosk");
  hall += "\n[printer]\nqueue = \"" + queue + "\"\nmode = \"escpos\"\npaper_mm = 80\n";
  hall += std::string("[kiosk]\nqr_base_url = \"") + kCodeAddress +
          "\"\npriority_classes = [\"elder\", \"wheelchair\", \"pregnant\", \"child\"]\n";
  write_file(dir / "hall.toml", hall);
  return dir / "hall.toml";
}

// Points that tell the kiosk's pages apart: on home the first card's icon box, on the class page
// the regular card's.
constexpr unsigned kAccent = 0x0B4A82;
bool at_home(const Screen& kiosk) {
  return kiosk.pixel(110, 660) == kAccent;
}
bool at_class(const Screen& kiosk) {
  return kiosk.pixel(130, 700) == kAccent && !at_home(kiosk);
}

void take_number(const Screen& kiosk) {
  REQUIRE(eventually([&] { return at_home(kiosk); }));
  REQUIRE(eventually([&] {
    if (at_home(kiosk)) kiosk.touch(540, 1392);
    return at_class(kiosk);
  }));
  REQUIRE(eventually([&] {
    if (at_class(kiosk)) kiosk.touch(540, 760);
    return !at_class(kiosk);
  }));
}

printer::Bitmap printed_picture(const std::string& bytes) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto ticket = printer::parse_escpos({first, bytes.size()});
  REQUIRE(ticket.has_value());
  CHECK(ticket->cuts == 1);
  return ticket->picture;
}

std::string number_on(const printer::Bitmap& paper) {
  constexpr int kTop = 165;     // the number's rows on 80 mm paper, under the heading
  constexpr int kBottom = 375;  // above the service's name
  std::string best;
  int fewest = (kBottom - kTop) * paper.width() / 100;  // 1 %: else none of them
  for (const char prefix : {'P', 'K', 'J', 'R'}) {
    for (int count = 1; count <= 12; ++count) {
      printer::TicketPaper ticket;
      ticket.hall = "Pelayanan Statistik Terpadu";
      ticket.office = "BPS Provinsi Jawa Tengah";
      ticket.heading = "Nomor antrean";
      ticket.number = prefix + std::string(count < 10 ? "00" : "0") + std::to_string(count);
      const auto drawn = printer::rasterise(printer::lay_out(ticket, 80));
      int apart = 0;
      for (int y = kTop; y < kBottom; ++y)
        for (int x = 0; x < paper.width(); ++x) apart += paper.black(x, y) != drawn.black(x, y);
      if (apart < fewest) {
        fewest = apart;
        best = ticket.number;
      }
    }
  }
  return best;
}

std::string code_on(const printer::Bitmap& paper) {
  const TempDir dir;
  const auto png = printer::to_png(paper);
  REQUIRE(png.has_value());
  write_file(dir / "paper.png", *png);
  const auto read = run({"zbarimg", "-q", "--raw", dir / "paper.png"}).out;
  const auto at = read.find(kCodeAddress);
  if (at == std::string::npos) return {};
  const auto begin = at + std::string_view(kCodeAddress).size();
  return read.substr(begin, read.find_first_of("\r\n", begin) - begin);
}

bool is_copy(const printer::Bitmap& paper) {
  constexpr int kTop = 40;  // the bar is above everything
  for (int y = 0; y < kTop; ++y) {
    int black = 0;
    for (int x = 0; x < paper.width(); ++x) black += paper.black(x, y) ? 1 : 0;
    if (black * 4 > paper.width() * 3) return true;
  }
  return false;
}

}  // namespace antre::test
