# SPDX-License-Identifier: Apache-2.0
# Compiler, linker and sanitizer settings of every target of ours; third-party headers are SYSTEM.

find_program(ANTRE_CCACHE ccache)
if(ANTRE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ANTRE_CCACHE})
endif()

add_library(antre_settings INTERFACE)
target_include_directories(antre_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(antre_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Werror
  -fdiagnostics-color=auto)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 reports these inside libstdc++ and Boost when it inlines at -O2; they have no line of ours.
  # clang-tidy reads the same command lines and does not know them, nor gcc's own optimisation levels.
  target_compile_options(antre_settings INTERFACE -Wno-maybe-uninitialized -Wno-restrict
    -Wno-unknown-warning-option)
endif()
# mold links our debug programs about four times faster than bfd.
find_program(ANTRE_MOLD mold)
if(ANTRE_MOLD AND NOT ANTRE_SANITIZE)
  target_link_options(antre_settings INTERFACE -fuse-ld=mold)
endif()
if(ANTRE_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Asio uses fences, which gcc's thread sanitizer does not see and warns of.
  target_compile_options(antre_settings INTERFACE -Wno-tsan)
endif()
if(ANTRE_SANITIZE)
  target_compile_options(antre_settings INTERFACE -fsanitize=${ANTRE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(antre_settings INTERFACE -fsanitize=${ANTRE_SANITIZE})
endif()
if(ANTRE_FUZZ)
  # So that the fuzzer sees which code an input reaches.
  target_compile_options(antre_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(ANTRE_COVERAGE)
  target_compile_options(antre_settings INTERFACE --coverage)
  target_link_options(antre_settings INTERFACE --coverage)
endif()
find_package(Threads REQUIRED)
target_link_libraries(antre_settings INTERFACE Threads::Threads)
