// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/private_cupsd.hpp"

namespace antre::printer {

/// A CUPS server of a test's own with a second queue, which leads through the real backends of CUPS
/// to a printer at an address.
class Spooler {
 public:
  static constexpr const char* kQueue = "tiket";

  /// `model`: of lpadmin -m, "raw" or "everywhere". Throws std::runtime_error with what lpadmin
  /// says.
  Spooler(const std::filesystem::path& directory, const std::string& device_uri,
          const std::string& model);

  [[nodiscard]] std::string server() const { return cups_.server(); }
  [[nodiscard]] std::string log() const { return cups_.log(); }
  void hold(bool yes) const { cups_.hold(yes); }

 private:
  test::PrivateCupsd cups_;
};

}  // namespace antre::printer
