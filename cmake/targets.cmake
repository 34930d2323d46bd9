# SPDX-License-Identifier: Apache-2.0
# One target per library and program. Sources are taken from the folder by pattern, so that a new file
# is in its target without another edit (and so that no test file can be forgotten).

# antre_add_library(NAME LIBS ...): every .cpp in this folder but main.cpp.
function(antre_add_library name)
  cmake_parse_arguments(ARG "" "" "LIBS;PRIVATE_LIBS;FOLDERS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  foreach(folder ${ARG_FOLDERS})
    file(GLOB more CONFIGURE_DEPENDS ${folder}/*.cpp)
    list(APPEND sources ${more})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC antre_settings ${ARG_LIBS} PRIVATE ${ARG_PRIVATE_LIBS})
endfunction()

# antre_add_program(NAME LIBS ...): main.cpp of this folder; lands in build/PRESET/bin.
function(antre_add_program name)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
    return()
  endif()
  add_executable(${name} main.cpp)
  if(ANTRE_SANITIZE)
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/sanitizer_suppressions.cpp)
  endif()
  target_link_libraries(${name} PRIVATE antre_settings ${ARG_LIBS})
endfunction()

# antre_add_test(FOLDER LABEL LIBS ...): tests/FOLDER/*_test.cpp as one doctest program antre_FOLDER_test.
function(antre_add_test folder label)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LIBS;DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(antre_${folder}_test ${sources} ${CMAKE_SOURCE_DIR}/tests/support/doctest_main.cpp
    ${CMAKE_SOURCE_DIR}/tests/support/sanitizer_suppressions.cpp)
  target_link_libraries(antre_${folder}_test PRIVATE antre_settings doctest::doctest ${ARG_LIBS})
  target_compile_definitions(antre_${folder}_test PRIVATE ANTRE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    ANTRE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  foreach(program ${ARG_DEPENDS})
    if(TARGET ${program})
      add_dependencies(antre_${folder}_test ${program})
    endif()
  endforeach()
  add_test(NAME ${folder} COMMAND antre_${folder}_test --no-intro)
  set_tests_properties(${folder} PROPERTIES LABELS ${label})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(ANTRE_SANITIZE)
    math(EXPR ARG_TIMEOUT "6 * ${ARG_TIMEOUT}")  # a sanitizer's own pace
  endif()
  set_tests_properties(${folder} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()
