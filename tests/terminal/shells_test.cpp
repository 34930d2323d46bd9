// SPDX-License-Identifier: Apache-2.0
// Completion as real shells do it: somebody types, presses Tab, and looks.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <filesystem>

#include "tests/support/hall/running_hall.hpp"
#include "tests/terminal/pty.hpp"

using namespace antre;
using test::Pty;

namespace {

constexpr const char* kReady = "ready> ";

/// A shell with `antre` in its path and the completion read, with nothing of this machine's own.
class Shell {
 public:
  /// `folder`: where zsh finds the script by itself; empty: it is read here.
  Shell(const std::string& name, const std::string& dispatcher, const std::string& folder = {})
      : pty_(command(name), options(dispatcher)) {
    if (name == "zsh") {
      line("unsetopt PROMPT_SP ZLE_BRACKETED_PASTE; PS1='ready''> '; autoload -U compinit");
      line(
          "zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; unset "
          "zle_bracketed_paste");
      if (!folder.empty()) line("fpath=(" + folder + " $fpath)");
      line(folder.empty() ? "compinit -D -u; source <(antre completion zsh); echo be''gin"
                          : "compinit -D -u; echo be''gin");
    } else {
      line("bind 'set enable-bracketed-paste off'; bind 'set show-all-if-ambiguous on'");
      line("PS1='ready''> '; source <(antre completion bash); echo be''gin");
    }
    REQUIRE(pty_.sees("begin"));
    REQUIRE(pty_.sees(kReady));
  }

  /// What is on the screen after `typed` and a Tab, once `expected` is there.
  bool offers(const std::string& typed, const std::string& expected) {
    pty_.forget();
    pty_.type(typed + '\t');
    const bool seen = pty_.sees(expected);
    CAPTURE(pty_.seen());
    CHECK(seen);
    offered_ = pty_.seen();
    pty_.type("\x15");  // the line away
    return seen;
  }
  [[nodiscard]] const std::string& offered() const { return offered_; }

 private:
  static std::vector<std::string> command(const std::string& name) {
    return name == "zsh" ? std::vector<std::string>{"zsh", "-f", "-i"}
                         : std::vector<std::string>{"bash", "--norc", "--noprofile", "-i"};
  }
  static Pty::Options options(const std::string& dispatcher) {
    Pty::Options options;
    options.columns = 120;
    const auto folder = std::filesystem::path(test::bin("antre")).parent_path().string();
    options.environment = {{"PATH", folder + ":" + std::getenv("PATH")},
                           {"TERM", "xterm"},
                           {"INPUTRC", "/dev/null"},
                           {"LC_ALL", "C.UTF-8"},
                           {"ANTRE_KEY", ""},
                           {"ANTRE_DISPATCHER", dispatcher}};
    return options;
  }
  void line(const std::string& text) const { pty_.type(text + '\n'); }

  Pty pty_;
  std::string offered_;
};

test::RunningHall::Options open_to_all() {
  test::RunningHall::Options options;
  options.plaintext = true;
  options.more = {"--always-open"};
  return options;
}

void check_shell(const std::string& name) {
  test::RunningHall hall{open_to_all()};
  REQUIRE(hall.antre({"issue", "R"}).status == 0);
  const auto added = test::run(
      {test::bin("antre"), "--dispatcher", hall.url(), "officers", "add", "Sari Wulandari"}, {},
      "471147\n");
  REQUIRE(added.status == 0);
  Shell shell{name, hall.url()};
  shell.offers("antre open 1 --officer Sa", "ri\\ Wulandari");
  shell.offers("antre officers remove Sari\\ W", "ulandari");
  shell.offers("antre quick-", "serve");
  shell.offers("antre ke", "keys");
  shell.offers("antre keys re", "revoke");
  shell.offers("antre call 1 --tick", "et");
  shell.offers("antre finish 1 --outcome ref", "erred");
  shell.offers("antre finish 1 --outcome=ref", "erred");
  shell.offers("antre cancel R", "001");
  shell.offers("antre --dispatcher " + hall.url() + " --json cancel R", "001");
  shell.offers("antre keys new ki", "osk");
}

}  // namespace

TEST_SUITE("terminal/shells") {
  TEST_CASE("bash completes commands, options, sets and what the hall has") {
    check_shell("bash");
  }

  TEST_CASE("zsh completes commands, options, sets and what the hall has") {
    if (test::run({"sh", "-c", "command -v zsh"}).status != 0) {
      MESSAGE("zsh is not here");
      return;
    }
    check_shell("zsh");
  }

  TEST_CASE("zsh finds the script in a folder of its own, as packages put it") {
    if (test::run({"sh", "-c", "command -v zsh"}).status != 0) {
      MESSAGE("zsh is not here");
      return;
    }
    const test::TempDir dir;
    test::write_file(dir / "_antre", test::run({test::bin("antre"), "completion", "zsh"}).out);
    Shell shell{"zsh", "tcp://127.0.0.1:9", dir.path()};
    shell.offers("antre quick-", "serve");
    shell.offers("antre finish 1 --outcome ref", "erred");
  }

  TEST_CASE("without a dispatcher nothing is offered and nothing is said") {
    Shell shell{"bash", "tcp://127.0.0.1:9"};
    // Nothing comes for the service, and the shell goes on.
    shell.offers("antre issue R --chan", "nel");
    shell.offers("antre issue \tX --pri", "ority");
    CHECK(shell.offered().find("antre:") == std::string::npos);
  }

  TEST_CASE("the scripts are read by the shells without a word") {
    const test::TempDir dir;
    for (const std::string shell : {"bash", "zsh"}) {
      if (test::run({"sh", "-c", "command -v " + shell}).status != 0) continue;
      const auto script = test::run({test::bin("antre"), "completion", shell});
      REQUIRE(script.status == 0);
      test::write_file(dir / shell, script.out);
      const auto read = test::run({shell, "-n", dir / shell});
      CHECK(read.status == 0);
      CHECK(read.err.empty());
    }
  }
}
