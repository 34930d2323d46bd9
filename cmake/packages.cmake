# SPDX-License-Identifier: Apache-2.0
# Every third-party library, once. All are Debian 12 packages; `./dev` installs them.
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json locale)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(doctest REQUIRED)
find_package(date REQUIRED)
find_package(cppzmq REQUIRED)

foreach(library
    "ZMQ;libzmq" "SQLITE;sqlite3" "SODIUM;libsodium" "SDL;sdl2" "SDL_TTF;SDL2_ttf" "SDL_IMAGE;SDL2_image"
    "SDL_MIXER;SDL2_mixer" "CAIRO;cairo" "PANGO;pangocairo" "RSVG;librsvg-2.0" "QRENCODE;libqrencode"
    "FONTCONFIG;fontconfig" "TOML;tomlplusplus" "SYSTEMD;libsystemd" "SNDFILE;sndfile" "SAMPLERATE;samplerate"
    "EBUR128;libebur128")
  list(GET library 0 name)
  list(GET library 1 module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
endforeach()
find_package(Cups REQUIRED)
if(ANTRE_TESTS)
  find_package(rapidcheck REQUIRED)
endif()
if(ANTRE_BENCH)
  find_package(benchmark REQUIRED)
endif()
