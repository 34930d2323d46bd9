// SPDX-License-Identifier: Apache-2.0
#include "bench/hall.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "link/keys.hpp"

namespace antre::bench {

Hall::Hall() {
  std::filesystem::create_directory(dir_ / "data");
}

void Hall::launch() {
  std::filesystem::remove(dir_ / "data/endpoints");
  std::vector<std::string> command{test::bin("antre-dispatcher"),
                                   "--hall",
                                   std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml",
                                   "--data",
                                   dir_ / "data",
                                   "--listen",
                                   url_.empty() ? "tcp://127.0.0.1:0" : url_,
                                   "--always-open"};
  if (!updates_.empty()) command.insert(command.end(), {"--updates", updates_});
  process_.emplace(std::move(command));
}

void Hall::start() {
  const std::string endpoints = dir_ / "data/endpoints";
  launch();
  const bool ready = test::eventually([&] { return std::filesystem::exists(endpoints); });
  if (!ready) throw std::runtime_error("the dispatcher did not start: " + process_->output());
  std::istringstream words(test::read_file(endpoints));
  for (std::string word; words >> word;) {
    if (word == "commands") words >> url_;
    if (word == "updates") words >> updates_;
  }
}

void Hall::stop() {
  process_.reset();
}

void Hall::kill() {
  process_->signal(SIGKILL);
  static_cast<void>(process_->wait());
  process_.reset();
}

std::string Hall::key(const std::string& role, const std::string& name) {
  std::string file = dir_ / (role + "-" + name + ".key");
  if (std::filesystem::exists(file)) return file;
  const auto made = link::new_device(dir_ / "data", role, name, file);
  if (!made) throw std::runtime_error(made.error().detail);
  return file;
}

double resident_mb(pid_t pid) {
  std::istringstream lines(test::read_file("/proc/" + std::to_string(pid) + "/status"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

double cpu_s(pid_t pid) {
  std::string text = test::read_file("/proc/" + std::to_string(pid) + "/stat");
  text.erase(0, text.rfind(')') + 2);
  std::istringstream fields(text);
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace antre::bench
