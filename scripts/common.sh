# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The verbs of ./dev and what they share.
source scripts/packages.sh

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
fail() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}
cores() { nproc; }

verb_packages() {
  install_packages "${packages_build[@]}" "${packages_run[@]}" "${packages_screens[@]}" \
    "${packages_test[@]}"
}

# configure_and_build PRESET [TARGET...]
configure_and_build() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] ||
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || {
    cat "build-$preset.log" >&2
    rm -f "build-$preset.log"
    fail "configuring the preset $preset failed"
  }
  rm -f "build-$preset.log"
  cmake --build "build/$preset" --parallel "$(cores)" ${1:+--target "$@"}
}

verb_build() {
  install_packages "${packages_build[@]}" "${packages_run[@]}"
  local preset=${1:-release}
  configure_and_build "$preset"
  say "programs are in build/$preset/bin/"
}

verb_test() {
  verb_packages
  install_packages "${packages_lint[@]}"
  local label=${1:-}
  if [ -z "$label" ]; then
    say "format"
    check_format
  fi
  say "build"
  configure_and_build release
  say "tests"
  # Tests share two cores with the programs they start; more at once only makes them wait.
  ctest --test-dir build/release --output-on-failure --parallel "$(cores)" --no-tests=error \
    ${label:+--label-regex "^$label\$"}
}

source_files() {
  git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp'
}

check_format() {
  install_packages clang-format-14
  source_files | xargs -r clang-format-14 --dry-run --Werror
}

verb_lint() {
  install_packages "${packages_build[@]}" "${packages_lint[@]}" "${packages_fuzz[@]}"
  say "clang-format"
  check_format
  say "shellcheck"
  shellcheck -x dev scripts/*.sh .ci/run
  say "cppcheck"
  git ls-files -- '*.cpp' ':!tests' | xargs cppcheck --std=c++20 --language=c++ --quiet --inline-suppr \
    --enable=warning,performance,portability --error-exitcode=1 -I . -j "$(cores)" \
    --suppress=missingIncludeSystem --suppress=unknownMacro --suppress=syntaxError \
    --suppress=internalAstError
  say "clang-tidy"
  cmake --preset tidy >/dev/null
  # Only the product: doctest's macros alone would fill the report. What was clean before and has not
  # changed since, nor any header, is not looked at again.
  local stamps=build/tidy/stamps file headers
  mkdir -p "$stamps"
  headers=$({ cat .clang-tidy cmake/*.cmake && git ls-files -z -- '*.hpp' | xargs -0 cat; } | sha256sum)
  git ls-files -- '*.cpp' ':!tests' ':!bench' |
    while read -r file; do
      printf '%s %s\n' "$(cat "$file" - <<<"$headers" | sha256sum | cut -c1-40)" "$file"
    done >"$stamps/wanted"
  touch "$stamps/clean"
  # shellcheck disable=SC2016 # the inner shell expands them
  { grep -v -x -F -f "$stamps/clean" "$stamps/wanted" || true; } |
    xargs -r -P "$(cores)" -n 2 bash -c \
      'clang-tidy-14 --quiet -p build/tidy "$1" 2>/dev/null && printf "%s %s\n" "$0" "$1" >>build/tidy/stamps/clean'
  say "no findings"
}

# fuzz_one FUZZER SECONDS: one fuzzer, with its last lines.
fuzz_one() {
  local name
  name=$(basename "$1")
  mkdir -p "var/fuzz/$name"
  local log="var/fuzz/$name.log" status=0
  "$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="var/fuzz/$name-" "var/fuzz/$name" \
    "tests/fuzz/corpus/${name#antre_fuzz_}" >"$log" 2>&1 || status=$?
  say "$name, $2 s: $(grep -E -o 'number_of_executed_units: [0-9]+' "$log" || echo 'no end')"
  [ $status -eq 0 ] || tail -n 30 "$log"
  return $status
}

verb_fuzz() {
  local seconds=${1:-60}
  install_packages "${packages_build[@]}" "${packages_fuzz[@]}"
  configure_and_build fuzz antre-fuzzers
  export -f fuzz_one say
  # shellcheck disable=SC2016 # the inner shell expands them
  printf '%s\0' build/fuzz/bin/antre_fuzz_* |
    xargs -0 -P "$(cores)" -n 1 bash -c 'fuzz_one "$1" "$0"' "$seconds"
  say "no findings"
}

verb_sanitize() {
  verb_packages
  local preset=asan
  case "${1:-address}" in
    address) ;;
    thread) preset=tsan ;;
    *) fail "sanitize: address or thread, not '$1'" ;;
  esac
  configure_and_build "$preset"
  ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
    TSAN_OPTIONS=second_deadlock_stack=1 \
    ctest --test-dir "build/$preset" --output-on-failure --parallel "$(cores)" --no-tests=error \
    --timeout 3600 ${2:+--label-regex "^$2\$"}
}

verb_sim() {
  install_packages "${packages_build[@]}" "${packages_run[@]}"
  configure_and_build release antre-sim
  build/release/bin/antre-sim --seed "${1:-1}" --story
}

verb_bench() {
  verb_packages
  configure_and_build release
  bench/run.sh "$@"
}

verb_shots() {
  install_packages "${packages_build[@]}" "${packages_run[@]}"
  configure_and_build release antre-shots
  mkdir -p var/shots
  build/release/bin/antre-shots var/shots
  rm -rf tests/golden/pictures
  build/release/bin/antre-shots --golden tests/golden/pictures
  say "pictures are in var/shots/; git diff tests/golden/pictures shows which pages changed"
}

verb_schemas() {
  install_packages "${packages_build[@]}"
  configure_and_build release schemas
}

verb_run() {
  install_packages "${packages_build[@]}" "${packages_run[@]}" "${packages_screens[@]}"
  say "build"
  configure_and_build release
  exec python3 scripts/run_hall.py "$@"
}
