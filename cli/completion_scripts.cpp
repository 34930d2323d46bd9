// SPDX-License-Identifier: Apache-2.0
// What bash and zsh read at their start. The scripts know nothing of the commands: they ask the
// program itself, so that they never offer what another version had.
#include "cli/completion.hpp"

namespace antre::cli {
namespace {

constexpr const char* kBash = R"(# Completion of antre for bash; made by 'antre completion bash'.
_antre() {
  # bash breaks words at ':' and '=' too; what stands together on the line is one word.
  local rest=${COMP_LINE:0:COMP_POINT} words=() word stripped i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    stripped=${rest#"${rest%%[![:space:]]*}"}
    if ((i == 0)) || [[ $stripped != "$rest" ]]; then words+=(""); fi
    if ((i == COMP_CWORD)); then word=$stripped; fi
    words[${#words[@]} - 1]+=$word
    rest=${stripped#"$word"}
  done
  COMPREPLY=()
  local typed=${words[${#words[@]} - 1]} kind value about lines=()
  mapfile -t lines < <("${words[0]}" --complete bash "${words[@]:1}" 2>/dev/null </dev/null)
  kind=${lines[0]-}
  # Only what comes after the last break is put in by bash.
  [[ $typed == -*=* ]] && typed=${typed#*=}
  case $kind in
    files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$typed") ;;
    folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$typed") ;;
    words)
      for value in "${lines[@]:1}"; do
        value=${value%%$'\t'*}
        [[ $value == *[[:space:]\"\'\\\$]* && $typed != [\"\']* ]] && printf -v value %q "$value"
        COMPREPLY+=("$value")
      done
      ;;
  esac
  return 0
}
complete -F _antre antre
)";

constexpr const char* kZsh = R"(#compdef antre
# Completion of antre for zsh; made by 'antre completion zsh'.
_antre() {
  local -a lines values
  local line value about
  lines=("${(@f)$("${(Q)words[1]}" --complete zsh "${(@Q)words[2,CURRENT]}" 2>/dev/null </dev/null)}")
  # The value of --option=value stands for itself.
  [[ $PREFIX == -*=* ]] && compset -P '*='
  case $lines[1] in
    files) _files ;;
    folders) _files -/ ;;
    words)
      for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] || continue
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        [[ $about == "$line" ]] && about=
        values+=("${value//:/\\:}${about:+:$about}")
      done
      (( $#values )) && _describe antre values
      ;;
  esac
}
if [[ $funcstack[1] == _antre ]]; then
  _antre "$@"
elif (( $+functions[compdef] )); then
  compdef _antre antre
fi
)";

}  // namespace

std::string completion_script(const std::string& shell) {
  return shell == "zsh" ? kZsh : kBash;
}

}  // namespace antre::cli
