// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "tests/shots/shots.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: antre-shots FOLDER\n", stderr);
    return 2;
  }
  const auto drawn = antre::test::draw_all(argv[1]);
  if (drawn) return 0;
  std::fprintf(stderr, "antre-shots: %s\n", drawn.error().detail.c_str());
  return 1;
}
