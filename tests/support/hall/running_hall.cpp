// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/running_hall.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <sstream>

namespace antre::test {

RunningHall::RunningHall(Options options) : options_(std::move(options)) {
  std::filesystem::create_directories(data());
  chmod(data().c_str(), 0700);
  if (!options_.plaintext) key("admin", "office");
  start();
}

/// A pair of ports, this one and the next, below those that the kernel lends to connections: a
/// dispatcher that starts again finds its own still free.
std::string RunningHall::some_address() const {
  constexpr int kLowest = 12'000;
  constexpr int kPairs = 9'000;
  std::random_device device;
  const auto pair = std::uniform_int_distribution<int>(0, kPairs - 1)(device);
  return "tcp://" + options_.host + ":" + std::to_string(kLowest + 2 * pair);
}

void RunningHall::start() {
  constexpr int kTries = 20;
  const bool first = url_.empty();
  for (int i = 1; !launch(first ? some_address() : url_); ++i) {
    INFO(dispatcher_->output());
    REQUIRE(first);
    REQUIRE(i < kTries);
    REQUIRE(dispatcher_->output().find("cannot listen") != std::string::npos);
  }
}

void RunningHall::begin() {
  REQUIRE(!url_.empty());
  spawn(url_);
}

void RunningHall::spawn(const std::string& address) {
  std::error_code read_only;
  std::filesystem::remove(data() + "/endpoints", read_only);
  auto command = options_.wrapper;
  const std::vector<std::string> own{
      bin("antre-dispatcher"), "--hall", options_.hall_file, "--data", data(), "--listen", address,
      "--always-open"};
  command.insert(command.end(), own.begin(), own.end());
  if (options_.plaintext) command.emplace_back("--plaintext-loopback");
  command.insert(command.end(), options_.more.begin(), options_.more.end());
  dispatcher_.reset();
  dispatcher_.emplace(command, Process::Options{options_.environment, {}});
}

bool RunningHall::launch(const std::string& address) {
  const std::string endpoints = data() + "/endpoints";
  spawn(address);
  const bool ready =
      eventually([&] { return std::filesystem::exists(endpoints) || !dispatcher_->running(); });
  INFO(dispatcher_->output());
  REQUIRE(ready);
  if (!std::filesystem::exists(endpoints)) return false;
  REQUIRE(dispatcher_->running());
  std::istringstream lines(read_file(endpoints));
  std::string word;
  while (lines >> word) {
    if (word == "commands") lines >> url_;
    if (word == "updates") lines >> updates_url_;
  }
  return true;
}

void RunningHall::start_reading() {
  begin();
  const bool answers = eventually([&] {
    return !dispatcher_->running() || antre({"status", "--timeout", "5"}).status == 0;
  });
  INFO(dispatcher_->output());
  REQUIRE(answers);
  REQUIRE(dispatcher_->running());
}

void RunningHall::kill_dispatcher() {
  dispatcher_->signal(SIGKILL);
  dispatcher_->wait();
}

void RunningHall::stop_dispatcher() {
  const int status = dispatcher_->terminate().value_or(-1);
  INFO(dispatcher_->output());
  CHECK(status == 0);
}

std::string RunningHall::key(const std::string& role, const std::string& name) {
  auto& file = keys_[role + ":" + name];
  if (file.empty()) {
    file = path(role + "-" + name + ".key");
    const auto made =
        run({bin("antre"), "keys", "new", role, name, "--data", data(), "--out", file});
    INFO(made.err);
    REQUIRE(made.status == 0);
  }
  return file;
}

Ran RunningHall::antre(std::vector<std::string> arguments, std::optional<std::string> key_file) {
  std::vector<std::string> command{bin("antre"), "--dispatcher", url_};
  if (!options_.plaintext) {
    command.emplace_back("--key");
    command.push_back(key_file ? *key_file : key("admin", "office"));
  }
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

boost::json::value RunningHall::json(std::vector<std::string> arguments) {
  arguments.emplace_back("--json");
  const auto ran = antre(arguments);
  INFO(ran.out << ran.err);
  REQUIRE(ran.status == 0);
  return boost::json::parse(ran.out);
}

std::vector<boost::json::object> RunningHall::journal() {
  const auto ran = antre({"export", "today"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  std::vector<boost::json::object> entries;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) entries.push_back(boost::json::parse(line).as_object());
  return entries;
}

std::vector<boost::json::object> RunningHall::events(const std::string& name) {
  auto entries = journal();
  std::erase_if(entries, [&](const auto& entry) { return text(entry, "event") != name; });
  return entries;
}

boost::json::object RunningHall::wait_for(const std::string& name, std::size_t count) {
  std::vector<boost::json::object> found;
  const bool came = eventually([&] { return (found = events(name)).size() >= count; });
  INFO("waiting for " << name);
  REQUIRE(came);
  return found.back();
}

bool RunningHall::verified() {
  const auto ran = run({bin("antre"), "verify", "--data", data()});
  if (ran.status != 0) MESSAGE(ran.out << ran.err);
  return ran.status == 0;
}

std::vector<std::string> RunningHall::client(const std::string& program, const std::string& role,
                                             const std::string& name,
                                             std::vector<std::string> more) {
  std::vector<std::string> command{bin(program), "--dispatcher", url_, "--key", key(role, name)};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

std::string text(const boost::json::object& object, const char* field) {
  const auto* value = object.if_contains(field);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace antre::test
