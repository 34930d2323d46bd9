// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
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
  bool encrypted = false;
};

/// Reads "host", "host:port", "[v6]:port" or "/path/of/a/socket". Error kInvalid: a port that is
/// none.
[[nodiscard]] Result<CupsAddress> parse_cups_address(const std::string& text);

/// A size of paper in hundredths of a millimetre, as IPP counts.
struct MediaSize {
  int width = 0;
  int length = 0;
};

/// Sizes that a printer takes: one, or all between two.
struct MediaRange {
  MediaSize least;
  MediaSize most;

  [[nodiscard]] bool takes(const MediaSize& size) const {
    return least.width <= size.width && size.width <= most.width && least.length <= size.length &&
           size.length <= most.length;
  }
};

/// What a driverless printer takes, as its queue or the printer itself says.
struct PageAbilities {
  std::vector<int> resolutions;          ///< dots an inch, the same in both directions
  std::vector<std::string> color_types;  ///< "black_1", "sgray_8", "srgb_8"
  std::vector<MediaRange> sizes;
  bool trim = false;  ///< it cuts the paper after the job
};

/// How a job's paper is to be.
struct JobForm {
  std::optional<MediaSize> size{};  ///< empty: the printer's own choice
  bool trim = false;                ///< cut after the job
};

/// "application/vnd.cups-raw": bytes for the printer as they are.
inline constexpr const char* kRawFormat = "application/vnd.cups-raw";
inline constexpr const char* kPwgRasterFormat = "image/pwg-raster";

/// One connection to CUPS or to a printer that speaks IPP itself, for a few requests. Used by one
/// thread. Each call ends within about twice `timeout`, also with a server that accepts and then
/// says nothing. Errors: kUnreachable (no connection, no answer), kInvalid (the server refused; the
/// detail is its reason).
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
  /// The same of a printer that is asked itself, at the address by which it is known.
  [[nodiscard]] Result<PrinterSeen> device(const std::string& uri);
  [[nodiscard]] Result<PageAbilities> abilities(const std::string& queue);
  [[nodiscard]] Result<PageAbilities> device_abilities(const std::string& uri);
  /// Opens a job without a document; it is not printed before it has one. Gives its number.
  [[nodiscard]] Result<int> create_job(const std::string& queue, const std::string& title,
                                       const JobForm& form = {});
  /// The one document of the job.
  [[nodiscard]] Result<void> send_document(const std::string& queue, int job,
                                           std::span<const std::uint8_t> bytes,
                                           const std::string& format = kRawFormat);
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
