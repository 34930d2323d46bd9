// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/spooler.hpp"

#include <stdexcept>

#include "tests/support/process.hpp"

namespace antre::printer {

Spooler::Spooler(const std::filesystem::path& directory, const std::string& device_uri,
                 const std::string& model)
    : cups_(directory) {
  for (const char* backend : {"ipp", "socket"}) {
    std::filesystem::create_symlink(std::filesystem::path("/usr/lib/cups/backend") / backend,
                                    directory / "bin/backend" / backend);
  }
  // A printer that goes away loses one ticket and not the queue.
  const auto made = test::run({"/usr/sbin/lpadmin", "-h", cups_.server(), "-p", kQueue, "-E", "-v",
                               device_uri, "-m", model, "-o", "printer-error-policy=abort-job"});
  if (made.status != 0) {
    throw std::runtime_error("lpadmin: " + made.err + cups_.log());
  }
}

}  // namespace antre::printer
