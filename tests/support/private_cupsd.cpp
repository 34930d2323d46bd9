// SPDX-License-Identifier: Apache-2.0
#include "tests/support/private_cupsd.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "tests/support/local_port.hpp"
#include "tests/support/process.hpp"

namespace antre::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCupsd = "/usr/sbin/cupsd";
constexpr const char* kServerBin = "/usr/lib/cups";
constexpr const char* kScheme = "antretest";

/// Stores what a printer would get. CUPS reads the STATE lines as printer-state-reasons. The flag
/// files are the printer: switched off, out of paper, its cover open, its paper jammed, stuck in
/// the middle of a ticket, near the end of its paper. What comes out twice of one job is two
/// papers.
constexpr const char* kBackend = R"(#!/bin/sh
[ $# -eq 0 ] && { echo 'direct antretest "Unknown" "Test printer"'; exit 0; }
printer="${DEVICE_URI#antretest:}"
wait_while() {
  if [ -e "$printer/$1" ]; then
    echo "STATE: +$2" >&2
    while [ -e "$printer/$1" ]; do sleep 0.05; done
  fi
  echo "STATE: -$2" >&2
}
wait_while offline offline-report
wait_while no-paper media-empty-error
wait_while cover-open cover-open-error
wait_while jam media-jam-error
if [ -e "$printer/low" ]; then echo 'STATE: +media-low-report' >&2
else echo 'STATE: -media-low-report' >&2; fi
name=$(printf %08d-%08d "$1" "$$")
cat "${6:--}" > "$printer/incoming/$name" || exit 1
while [ -e "$printer/stuck" ]; do sleep 0.05; done
mv "$printer/incoming/$name" "$printer/printed/$name"
)";

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

bool PrivateCupsd::available() {
  return ::access(kCupsd, X_OK) == 0;
}

PrivateCupsd::PrivateCupsd(fs::path directory) : directory_(std::move(directory)) {
  // The server gives up root for some of its helpers; they must reach their files.
  fs::permissions(directory_, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                  fs::perms::others_read | fs::perms::others_exec);
  for (const char* name : {"etc", "run", "run/certs", "spool", "spool/tmp", "cache", "log", "bin",
                           "bin/backend", "printer/incoming", "printer/printed"}) {
    fs::create_directories(directory_ / name);
  }
  port_ = free_port();
  write_files();
  start();
}

PrivateCupsd::~PrivateCupsd() {
  stop();
}

void PrivateCupsd::write_files() const {
  const std::string root = directory_.string();
  for (const char* name : {"filter", "daemon", "cgi-bin", "monitor", "notifier", "driver"}) {
    fs::create_symlink(fs::path(kServerBin) / name, directory_ / "bin" / name);
  }
  const auto backend = directory_ / "bin/backend" / kScheme;
  write_file(backend, kBackend);
  // A backend that only its owner may run is run with the server's rights.
  fs::permissions(backend, fs::perms::owner_all);
  std::string files = "ServerRoot " + root + "/etc\nServerBin " + root + "/bin\nStateDir " + root +
                      "/run\nRequestRoot " + root + "/spool\nTempDir " + root +
                      "/spool/tmp\nCacheDir " + root + "/cache\nErrorLog " + root +
                      "/log/error_log\nAccessLog " + root + "/log/access_log\nPageLog " + root +
                      "/log/page_log\nDataDir /usr/share/cups\n";
  write_file(directory_ / "etc/cups-files.conf", files);
  write_file(directory_ / "etc/cupsd.conf",
             "Listen 127.0.0.1:" + std::to_string(port_) +
                 "\nLogLevel debug\nDirtyCleanInterval 0\nBrowsing No\nDefaultAuthType "
                 "None\nWebInterface No\n"
                 "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
                 "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n");
  write_file(directory_ / "etc/printers.conf",
             std::string("<Printer ") + kQueue + ">\nDeviceURI " + kScheme + ":" + root +
                 "/printer\nState Idle\nAccepting Yes\nErrorPolicy abort-job\n</Printer>\n");
}

void PrivateCupsd::start() {
  const std::string config = (directory_ / "etc/cupsd.conf").string();
  const std::string files = (directory_ / "etc/cups-files.conf").string();
  std::string program = kCupsd;
  std::string foreground = "-f";
  std::string config_flag = "-c";
  std::string files_flag = "-s";
  std::string config_path = config;
  std::string files_path = files;
  char* arguments[] = {program.data(),
                       foreground.data(),
                       config_flag.data(),
                       config_path.data(),
                       files_flag.data(),
                       files_path.data(),
                       nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string output = (directory_ / "log/output").string();
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  const int failed = posix_spawn(&pid_, kCupsd, &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    pid_ = -1;
    throw std::runtime_error("cupsd cannot be started");
  }
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!listens(port_)) {
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      throw std::runtime_error("cupsd ended at once: " + log());
    }
    if (std::chrono::steady_clock::now() > deadline) {
      const std::string why = log();
      stop();
      throw std::runtime_error("cupsd does not listen: " + why);
    }
    // There is nothing to wait on but the port itself.
    ::poll(nullptr, 0, 10);
  }
}

void PrivateCupsd::hold(bool yes) const {
  if (pid_ > 0) ::kill(pid_, yes ? SIGSTOP : SIGCONT);
}

void PrivateCupsd::kill() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
}

void PrivateCupsd::stop() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
}

void PrivateCupsd::forget_jobs() const {
  for (const auto& entry : fs::directory_iterator(directory_ / "spool")) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && (name.front() == 'c' || name.front() == 'd')) {
      fs::remove(entry.path());
    }
  }
}

void PrivateCupsd::start_again() {
  if (pid_ < 0) {
    start();
  }
}

void PrivateCupsd::set_flag(const char* name, bool there) const {
  const auto flag = directory_ / "printer" / name;
  if (there) {
    write_file(flag, "");
  } else {
    fs::remove(flag);
  }
}

void PrivateCupsd::set_paper(bool there) const {
  set_flag("no-paper", !there);
}

void PrivateCupsd::set_offline(bool offline) const {
  set_flag("offline", offline);
}

void PrivateCupsd::set_cover(bool closed) const {
  set_flag("cover-open", !closed);
}

void PrivateCupsd::set_jam(bool jammed) const {
  set_flag("jam", jammed);
}

void PrivateCupsd::set_low(bool low) const {
  set_flag("low", low);
}

void PrivateCupsd::set_stuck(bool stuck) const {
  set_flag("stuck", stuck);
}

void PrivateCupsd::tool(std::vector<std::string> command) const {
  const auto name = command.front();
  if (const auto ran = run(command, {{"CUPS_SERVER", server()}}); ran.status != 0) {
    throw std::runtime_error(name + ": " + ran.out + ran.err);
  }
}

void PrivateCupsd::stop_queue(bool stopped) const {
  tool({stopped ? "/usr/sbin/cupsdisable" : "/usr/sbin/cupsenable", kQueue});
}

void PrivateCupsd::remove_queue() const {
  tool({"/usr/sbin/lpadmin", "-x", kQueue});
}

void PrivateCupsd::add_queue() const {
  tool({"/usr/sbin/lpadmin", "-p", kQueue, "-v",
        std::string(kScheme) + ":" + (directory_ / "printer").string(), "-o",
        "printer-error-policy=abort-job", "-E"});
}

std::vector<std::string> PrivateCupsd::jobs() const {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(directory_ / "printer/printed")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> stored;
  stored.reserve(paths.size());
  for (const auto& path : paths) {
    stored.push_back(read_file(path));
  }
  return stored;
}

bool PrivateCupsd::printing() const {
  return !fs::is_empty(directory_ / "printer/incoming");
}

std::string PrivateCupsd::log() const {
  std::string text = read_file(directory_ / "log/output") + read_file(directory_ / "log/error_log");
  constexpr std::size_t kTail = 4000;
  return text.size() > kTail ? text.substr(text.size() - kTail) : text;
}

}  // namespace antre::test
