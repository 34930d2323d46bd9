// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/support/process.hpp"

namespace antre::test {

/// A disk of a few megabytes (a tmpfs), which a test fills, or makes read-only. Unmounted with the
/// object.
class SmallDisk {
 public:
  /// Why this machine allows none; empty when it does.
  [[nodiscard]] static std::string why_not();

  explicit SmallDisk(int mebibytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] const std::string& path() const { return dir_.path(); }
  /// Takes all but so much of what is free.
  void fill(int left_kibibytes) const;
  void empty() const;
  void set_read_only(bool yes) const;

 private:
  TempDir dir_;
};

}  // namespace antre::test
