// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "printer/spool_monitor.hpp"
#include "protocol/result.hpp"

namespace antre::printer {

/// Where the spooler is.
struct CupsAddress {
  std::string host;  ///< a name, an address or a socket's path; empty: CUPS's default
  int port = 0;      ///< 0: CUPS's default (631)
};

/// Reads "host", "host:port", "[v6]:port" or "/path/of/a/socket". Error kInvalid: a port that is
/// none.
[[nodiscard]] Result<CupsAddress> parse_cups_address(const std::string& text);

/// One connection to CUPS, for a few requests. Used by one thread. Each call ends within about
/// twice `timeout`, also with a server that accepts and then says nothing. Errors: kUnreachable
/// (no connection, no answer), kInvalid (the server refused; the detail is its reason).
class CupsConnection {
 public:
  [[nodiscard]] static Result<CupsConnection> open(const CupsAddress& address,
                                                   std::chrono::milliseconds timeout);
  CupsConnection(CupsConnection&&) noexcept;
  CupsConnection& operator=(CupsConnection&&) noexcept;
  CupsConnection(const CupsConnection&) = delete;
  CupsConnection& operator=(const CupsConnection&) = delete;
  ~CupsConnection();

  [[nodiscard]] Result<PrinterSeen> printer(const std::string& queue);
  /// Opens a job without a document; it is not printed before it has one. Gives its number.
  [[nodiscard]] Result<int> create_job(const std::string& queue, const std::string& title);
  /// The one document of the job, bytes for the printer as they are.
  [[nodiscard]] Result<void> send_document(const std::string& queue, int job,
                                           std::span<const std::uint8_t> bytes);
  /// kGone when the server does not know it.
  [[nodiscard]] Result<JobSeen> job(const std::string& queue, int job);
  [[nodiscard]] Result<void> cancel(const std::string& queue, int job);
  /// The jobs of this program's user that have not ended and whose title begins so.
  [[nodiscard]] Result<std::vector<int>> waiting_jobs(const std::string& queue,
                                                      const std::string& title_start);

 private:
  struct Impl;
  explicit CupsConnection(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::printer
