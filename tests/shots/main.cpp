// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <string_view>

#include "tests/shots/goldens.hpp"
#include "tests/shots/shots.hpp"

int main(int argc, char** argv) {
  const bool golden = argc >= 3 && std::string_view(argv[1]) == "--golden";
  const bool display = argc == 4 && golden && std::string_view(argv[3]) == "display";
  if (argc != 2 && !(golden && argc == 3) && !display) {
    std::fputs("usage: antre-shots [--golden] FOLDER [display]\n", stderr);
    return 2;
  }
  const auto drawn = display  ? antre::test::draw_display_goldens(argv[2])
                     : golden ? antre::test::draw_goldens(argv[2])
                              : antre::test::draw_all(argv[1]);
  if (drawn) return 0;
  std::fprintf(stderr, "antre-shots: %s\n", drawn.error().detail.c_str());
  return 1;
}
