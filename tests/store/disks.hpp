// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/store/journal.hpp"

namespace antre::test {

/// A small real disk of the test's own (a tmpfs that only this process sees), where the machine
/// allows it; gone with the object. Nothing in it may be open then.
class SmallDisk {
 public:
  explicit SmallDisk(std::size_t kib);
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk();

  /// Empty when it is there, else why the machine gives none.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  /// Writes until nothing more fits.
  void fill();
  /// Takes that away again.
  void make_room();
  /// Read-only from now on, or writable again. False when the machine refuses.
  [[nodiscard]] bool set_read_only(bool read_only);

 private:
  TempFolder folder_;
  std::string why_not_;
};

/// While it lives, the process has no more rights than any user, also when it is run by root.
class AsNobody {
 public:
  AsNobody();
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody();

 private:
  bool root_;
};

/// Copies a data folder as a crash would leave it: without its lock and endpoints.
void copy_crashed(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace antre::test
