// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

extern char** environ;  // NOLINT(readability-identifier-naming): the C library's own name

namespace antre::test {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> merged_environment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** item = environ; *item != nullptr; ++item) {
    const std::string text{*item};
    if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// Starts a program with the three descriptors; its own process group, so that a kill of the test
/// by the terminal does not leave it behind half ended.
pid_t spawn(std::vector<std::string> command, const std::map<std::string, std::string>& added,
            std::array<int, 3> descriptors) {
  auto environment = merged_environment(added);
  const auto argv = pointers(command);
  const auto envp = pointers(environment);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid == 0) {
    for (int i = 0; i < 3; ++i) dup2(descriptors.at(static_cast<std::size_t>(i)), i);
    for (int fd = 3; fd < 256; ++fd) close(fd);
    execvpe(argv[0], argv.data(), envp.data());
    _exit(127);
  }
  return pid;
}

int exit_status(int raw) {
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

}  // namespace

Process::Process(std::vector<std::string> command, Options options)
    : output_file_(std::move(options.output)) {
  if (output_file_.empty()) {
    std::array<char, 32> name{"/tmp/antre-test-XXXXXX"};
    const int made = mkstemp(name.data());
    if (made < 0) throw std::runtime_error("no temporary file");
    close(made);
    output_file_ = name.data();
  }
  const int out = open(output_file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  pid_ = spawn(std::move(command), options.environment, {in, out, out});
  close(out);
  close(in);
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      status_(other.status_),
      output_file_(std::move(other.output_file_)) {}

Process::~Process() {
  if (pid_ > 0) terminate();
  if (output_file_.starts_with("/tmp/antre-test-")) unlink(output_file_.c_str());
}

bool Process::running() {
  return !wait(std::chrono::seconds{0});
}

void Process::signal(int number) const {
  if (pid_ > 0 && !status_) kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::seconds limit) {
  if (status_ || pid_ <= 0) return status_;
  const auto end = Clock::now() + limit;
  for (;;) {
    int raw = 0;
    const pid_t done = waitpid(pid_, &raw, WNOHANG);
    if (done == pid_) return status_ = exit_status(raw);
    if (Clock::now() >= end) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

std::optional<int> Process::terminate() {
  if (status_ || pid_ <= 0) return status_;
  signal(SIGTERM);
  // Only ends a broken run: a sanitizer's last look takes its time on a busy machine.
  if (!wait(std::chrono::seconds{60})) {
    signal(SIGKILL);
    wait(std::chrono::seconds{10});
  }
  return status_;
}

std::string Process::output() const {
  return read_file(output_file_);
}

Ran run(const std::vector<std::string>& command, const std::map<std::string, std::string>& env,
        const std::string& input, std::chrono::seconds limit) {
  const TempDir dir;
  write_file(dir / "in", input);
  const int in = open((dir / "in").c_str(), O_RDONLY | O_CLOEXEC);
  const int out = open((dir / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const int err = open((dir / "err").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const pid_t pid = spawn(command, env, {in, out, err});
  for (const int fd : {in, out, err}) close(fd);
  int raw = 0;
  const bool ended = eventually([&] { return waitpid(pid, &raw, WNOHANG) == pid; }, limit);
  if (!ended) {
    kill(pid, SIGKILL);
    waitpid(pid, &raw, 0);
  }
  return {exit_status(raw), read_file(dir / "out"), read_file(dir / "err")};
}

bool eventually(const std::function<bool()>& condition, std::chrono::seconds limit) {
  const auto end = Clock::now() + limit;
  while (!condition()) {
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return true;
}

TempDir::TempDir() {
  std::array<char, 32> name{"/tmp/antre-test-dir-XXXXXX"};
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name.data();
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
}

Screen::Screen(int width, int height) {
  // Xvfb writes the number it took to the descriptor once it accepts connections. Without -noreset
  // it begins anew when its last client goes, and refuses those who come meanwhile.
  const std::string number = dir_ / "number";
  const std::string size = std::to_string(width) + "x" + std::to_string(height) + "x24";
  server_.emplace(std::vector<std::string>{
      "sh", "-c",
      "exec Xvfb -displayfd 9 -screen 0 " + size + " -nolisten tcp -noreset 9>" + number});
  if (!eventually([&] { return read_file(number).ends_with('\n'); }))
    throw std::runtime_error("Xvfb did not start: " + server_->output());
  std::string text = read_file(number);
  text.pop_back();
  display_ = ":" + text;
}

Ran Screen::tool(std::vector<std::string> command) const {
  return run(command, {{"DISPLAY", display_}});
}

bool Screen::has_window(const std::string& title) const {
  return eventually([&] {
    return tool({"xdotool", "search", "--onlyvisible", "--name", title}).status == 0;
  });
}

void Screen::do_tool(std::vector<std::string> command) const {
  const auto ran = tool(std::move(command));
  if (ran.status != 0) throw std::runtime_error("a screen tool failed: " + ran.err);
}

void Screen::touch(int x, int y) const {
  do_tool({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "click", "1"});
}

void Screen::key(const std::string& name) const {
  do_tool({"xdotool", "key", name});
}

void Screen::type(const std::string& text) const {
  do_tool({"xdotool", "type", text});
}

void Screen::picture(const std::string& file) const {
  do_tool({"import", "-window", "root", "-depth", "8", file});
}

unsigned Screen::pixel(int x, int y) const {
  const auto shot =
      tool({"import", "-window", "root", "-crop",
            "1x1+" + std::to_string(x) + "+" + std::to_string(y), "-depth", "8", "rgb:-"});
  if (shot.out.size() < 3) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(shot.out[i]));
  };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

std::string bin(const std::string& program) {
  const char* other = std::getenv("ANTRE_BIN");
  return (other != nullptr ? std::string(other) : std::string(ANTRE_BINARY_DIR) + "/bin") + "/" +
         program;
}

}  // namespace antre::test
