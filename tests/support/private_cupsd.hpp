// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace antre::test {

/// A CUPS server of a test's own on 127.0.0.1: one raw queue on a backend that stores what a
/// printer would get. Needs cupsd from the package cups-daemon and no privileges beyond the
/// caller's. Ended by process id with the object.
class PrivateCupsd {
 public:
  static constexpr const char* kQueue = "ticket";

  /// Whether this machine has a cupsd.
  [[nodiscard]] static bool available();

  /// Starts the server in `directory`, which must exist, and waits until it answers. Throws
  /// std::runtime_error with the end of its log.
  explicit PrivateCupsd(std::filesystem::path directory);
  PrivateCupsd(const PrivateCupsd&) = delete;
  PrivateCupsd& operator=(const PrivateCupsd&) = delete;
  ~PrivateCupsd();

  [[nodiscard]] int port() const { return port_; }
  /// "127.0.0.1:PORT", as CUPS_SERVER and the printer options take it.
  [[nodiscard]] std::string server() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::string queue() const { return kQueue; }

  /// Without paper the backend reports media-empty-error and waits.
  void set_paper(bool there) const;
  /// Offline: the backend reports offline-report and waits.
  void set_offline(bool offline) const;
  /// With its cover open the backend reports cover-open-error and waits.
  void set_cover(bool closed) const;
  /// With jammed paper the backend reports media-jam-error and waits.
  void set_jam(bool jammed) const;
  /// Near the end of its paper: the backend reports media-low-report, and prints.
  void set_low(bool low) const;
  /// Stuck: the backend has taken the next ticket and does not get on, nor says why.
  void set_stuck(bool stuck) const;
  /// What an administrator does to the queue. Throw std::runtime_error with what CUPS says.
  void stop_queue(bool stopped) const;
  void remove_queue() const;
  void add_queue() const;
  /// The bytes of each printed job, oldest first.
  [[nodiscard]] std::vector<std::string> jobs() const;
  /// The printer has taken a ticket that is not out yet.
  [[nodiscard]] bool printing() const;
  /// Stops the server where it stands, or lets it go on: it takes connections and answers none.
  void hold(bool yes) const;
  /// Ends the server; the queue and its jobs stay for start_again().
  void stop();
  /// The same without asking: what was printing goes on, and the server knows nothing of it.
  void kill();
  void start_again();
  /// What packaging/systemd/antre-cups.conf does before each start of a kiosk's CUPS, which would
  /// else print the job that it died in from the beginning. Only while it is stopped.
  void forget_jobs() const;
  /// What the server has written to its log.
  [[nodiscard]] std::string log() const;

 private:
  void write_files() const;
  void start();
  void tool(std::vector<std::string> command) const;
  void set_flag(const char* name, bool there) const;

  std::filesystem::path directory_;
  int port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace antre::test
