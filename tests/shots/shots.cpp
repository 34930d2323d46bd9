// SPDX-License-Identifier: Apache-2.0
#include "tests/shots/shots.hpp"

#include <filesystem>
#include <fstream>

#include "counter/samples.hpp"
#include "display/sample_pictures.hpp"
#include "kiosk/samples.hpp"
#include "printer/bitmap.hpp"
#include "printer/raster.hpp"
#include "tests/printer/sample_ticket.hpp"

namespace antre::test {
namespace {

Result<void> draw_ticket(const printer::TicketPaper& paper, int paper_mm, const std::string& file) {
  const auto png = printer::to_png(printer::rasterise(printer::lay_out(paper, paper_mm)));
  if (!png) return png.error();
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << *png;
  if (!out.flush()) return Error{ErrorCode::kIo, "cannot write " + file};
  return {};
}

}  // namespace

Result<void> draw_all(const std::string& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (const auto drawn = kiosk::render_samples(folder); !drawn) return drawn.error();
  if (const auto drawn = display::render_samples(folder); !drawn) return drawn.error();
  if (const auto drawn = counter::render_samples(folder); !drawn) return drawn.error();
  const auto ticket = printer::sample_ticket();
  if (const auto drawn = draw_ticket(ticket, 80, folder + "/ticket-80mm.png"); !drawn) return drawn;
  return draw_ticket(ticket, 58, folder + "/ticket-58mm.png");
}

}  // namespace antre::test
