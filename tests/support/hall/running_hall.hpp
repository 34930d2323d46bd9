// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace antre::test {

/// A dispatcher with its own data folder and keys, and the command line to it.
class RunningHall {
 public:
  struct Options {
    std::string hall_file = std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml";
    bool plaintext = false;
    std::vector<std::string> more = {};  ///< further arguments of the dispatcher
    std::string data = {};               ///< data folder, made when missing; empty: a temporary one
    std::string host = "127.0.0.1";      ///< address it listens at
    std::vector<std::string> wrapper = {};                ///< a command that runs its command
    std::map<std::string, std::string> environment = {};  ///< added to the dispatcher's
  };
  RunningHall() : RunningHall(Options{}) {}
  explicit RunningHall(Options options);

  /// Starts the dispatcher (again) and waits until it is ready. The port stays the same.
  void start();
  /// Starts the dispatcher again and does not wait for it.
  void begin();
  /// Starts the dispatcher again where it may be unable to write: waits until it answers a read.
  void start_reading();
  /// What the next starts add to the dispatcher's environment.
  void set_environment(std::map<std::string, std::string> environment) {
    options_.environment = std::move(environment);
  }
  Process& dispatcher() { return *dispatcher_; }
  void kill_dispatcher();
  void stop_dispatcher();

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& updates_url() const { return updates_url_; }
  [[nodiscard]] std::string data() const {
    return options_.data.empty() ? dir_ / "data" : options_.data;
  }
  [[nodiscard]] std::string path(const std::string& name) const { return dir_ / name; }
  /// The key file of a device, made at the first use.
  std::string key(const std::string& role, const std::string& name);

  /// `antre` as admin (or with another key); with --json when `json`.
  Ran antre(std::vector<std::string> arguments, std::optional<std::string> key_file = std::nullopt);
  /// `antre ... --json`, its output read; fails the test when the exit status is not 0.
  boost::json::value json(std::vector<std::string> arguments);
  /// Today's journal.
  std::vector<boost::json::object> journal();
  /// The journal's events of this name.
  std::vector<boost::json::object> events(const std::string& name);
  /// Waits for `count` events of a name; gives the last.
  boost::json::object wait_for(const std::string& name, std::size_t count = 1);
  /// `antre verify` on the data folder finds nothing wrong.
  [[nodiscard]] bool verified();
  /// The command of a screen program with its key and the dispatcher's address.
  std::vector<std::string> client(const std::string& program, const std::string& role,
                                  const std::string& name, std::vector<std::string> more);

 private:
  /// Starts a dispatcher there; false when it ended before it was ready.
  bool launch(const std::string& address);
  void spawn(const std::string& address);
  [[nodiscard]] std::string some_address() const;

  TempDir dir_;
  Options options_;
  std::optional<Process> dispatcher_;
  std::string url_;  ///< of its first start on
  std::string updates_url_;
  std::map<std::string, std::string> keys_;
};

[[nodiscard]] std::string text(const boost::json::object& object, const char* field);

}  // namespace antre::test
