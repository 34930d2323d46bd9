// SPDX-License-Identifier: Apache-2.0
#include "bench/empty_window.hpp"

#include <SDL.h>

namespace antre::bench {

int empty_window(int width, int height) {
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return 1;
  SDL_Window* window = SDL_CreateWindow("empty", 0, 0, width, height, 0);
  SDL_Renderer* renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
  SDL_Event event{};
  do {
    if (event.type == SDL_FIRSTEVENT || event.type == SDL_WINDOWEVENT) {
      SDL_SetRenderDrawColor(renderer, kEmptyColour >> 16U, (kEmptyColour >> 8U) & 0xFFU,
                             kEmptyColour & 0xFFU, SDL_ALPHA_OPAQUE);
      SDL_RenderClear(renderer);
      SDL_RenderPresent(renderer);
    }
  } while (SDL_WaitEvent(&event) != 0 && event.type != SDL_QUIT);
  SDL_Quit();
  return 0;
}

}  // namespace antre::bench
